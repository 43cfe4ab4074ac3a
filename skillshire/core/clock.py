"""The only place that reads the clock; everything else is handed a date or a time."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    """The date in London, since boards and publication days live there."""
    return now().astimezone(LONDON).date()
