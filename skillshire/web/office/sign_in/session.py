"""How long somebody stays signed in: so many hours in all, and a shorter while away for who sees people.

Both are settings. Times are kept in the session as seconds since 1970.
"""

from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout

from skillshire.accounts import standing
from skillshire.core import clock

BEGAN, SEEN = "skillshire_began", "skillshire_seen"
GRAIN = 60  # seconds: being seen is written down once a minute, not at each page
ENDED = "You were signed out, since you signed in {hours} hours ago or were away for a while. Sign in again."


def begin(request: Any) -> None:
    """Called at sign-in, when the session has its new key."""
    now = clock.now().timestamp()
    request.session[BEGAN] = request.session[SEEN] = now


def keep(request: Any) -> None:
    """Signs out who has been here too long; for everybody else, notes that they were seen."""
    request.standing = standing.of(request.user, clock.today())
    now = clock.now().timestamp()
    if BEGAN not in request.session:
        begin(request)
    if _is_over(request, now):
        _end(request)
    elif now - request.session.get(SEEN, 0) > GRAIN:
        request.session[SEEN] = now
        mine = UserSession.objects.filter(session_key=request.session.session_key)
        mine.update(last_seen_at=clock.now())


def _is_over(request: Any, now: float) -> bool:
    if now - request.session[BEGAN] > longest() * 3600:
        return True
    away: float = now - request.session.get(SEEN, 0)
    return request.standing.needs_second_factor and away > idle() * 60


def longest() -> int:
    """Hours that somebody stays signed in at most."""
    return int(getattr(settings, "SKILLSHIRE_SESSION_HOURS"))  # noqa: B009 (the office's; mypy knows the rest)


def idle() -> int:
    """Minutes without a page, for a role that sees people."""
    return int(getattr(settings, "SKILLSHIRE_SESSION_IDLE_MINUTES"))  # noqa: B009


def _end(request: Any) -> None:
    UserSession.objects.filter(session_key=request.session.session_key).delete()
    logout(request)
    request.standing = standing.NOBODY
    messages.info(request, ENDED.format(hours=longest()))
