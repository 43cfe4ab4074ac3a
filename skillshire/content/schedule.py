"""Publishes drafts on the day they are scheduled for, and takes them back on the day they expire."""

import logging
from collections.abc import Callable
from typing import Any

from wagtail.models import Revision

from skillshire.content.models import DRAFTS
from skillshire.core import clock

log = logging.getLogger(__name__)


def run() -> tuple[int, int]:
    """(published, withdrawn). As Wagtail's own `publish_scheduled`, but one fault stops only its draft.

    A draft with a fault stays due and is tried again; the log names it.
    """
    withdrawn = sum(_try(_expire(draft), draft) for model in DRAFTS for draft in expired(model))
    return sum(_try(_publish(revision), revision) for revision in due()), withdrawn


def due() -> list[Any]:
    found = Revision.objects.filter(approved_go_live_at__lt=clock.now())
    return list(found.order_by("approved_go_live_at"))


def expired(model: Any) -> list[Any]:
    return list(model.objects.filter(live=True, expire_at__lt=clock.now()).order_by("expire_at"))


def _publish(revision: Any) -> Callable[[], None]:
    return lambda: revision.publish(log_action="wagtail.publish.scheduled")


def _expire(draft: Any) -> Callable[[], None]:
    return lambda: draft.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _try(step: Callable[[], None], what: Any) -> bool:
    try:
        step()
    except Exception:
        log.exception("Could not do what is due of %s %s.", type(what).__name__, what.pk)
        return False
    return True
