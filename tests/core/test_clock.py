from datetime import UTC, date, datetime, timedelta

import pytest

from skillshire.core import clock


def test_the_time_is_told_with_its_zone():
    assert clock.now().utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("now", "today"),
    [
        (datetime(2026, 6, 30, 22, 59, tzinfo=UTC), date(2026, 6, 30)),
        (datetime(2026, 6, 30, 23, 0, tzinfo=UTC), date(2026, 7, 1)),  # London is an hour ahead in summer
        (datetime(2026, 12, 31, 23, 59, tzinfo=UTC), date(2026, 12, 31)),
    ],
)
def test_the_day_is_london_s(monkeypatch, now, today):
    monkeypatch.setattr(clock, "now", lambda: now)
    assert clock.today() == today
