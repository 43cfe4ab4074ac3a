"""Arithmetic on series. Plain Python: no Django, no files, no clock, no rounding."""

from skillshire.indicators.observations import Observation, Series


def year_before(series: Series) -> Observation | None:
    """The last figure whose period ends in the calendar year before the latest figure's; None without one."""
    latest = series.latest
    if latest is None:
        return None
    earlier = [
        one
        for one in series.comparable
        if one.value is not None and one.period.year == latest.period.year - 1
    ]
    return earlier[-1] if earlier else None


def change_on_year(series: Series) -> float | None:
    """The latest figure less that of the year before, in the indicator's unit; None where one is missing."""
    latest, before = series.latest, year_before(series)
    if latest is None or before is None or latest.value is None or before.value is None:
        return None
    return latest.value - before.value
