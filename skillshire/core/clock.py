"""The only place that reads the clock; everything else is handed a date or a time."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    """The date in London, since boards and publication days live there."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The date in London at an aware moment, such as one from the database, which are all in UTC."""
    return moment.astimezone(LONDON).date()
