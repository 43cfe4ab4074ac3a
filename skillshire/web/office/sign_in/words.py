"""How the templates of sign-in write times and what is asked of a passkey."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from skillshire.core import clock
from skillshire.core.periods import day_words


def day(when: datetime) -> str:
    """22 November 2026, in London."""
    return day_words(clock.day_of(when))


def moment(when: datetime) -> str:
    """22 November 2026 at 12:45, in London."""
    return f"{day(when)} at {when.astimezone(clock.LONDON):%H:%M}"


def as_json(value: Any) -> str:
    return json.dumps(value, default=_plain)


def _plain(value: Any) -> Any:
    """What fido2 asks of a device is a mapping of its own kind."""
    return dict(value) if isinstance(value, Mapping) else str(value)
