"""Arithmetic on series. Plain Python: no Django, no files, no clock, no rounding."""

from skillshire.indicators.observations import Observation, Series

YEAR, ABOUT = 365, 45  # days


def year_before(series: Series) -> Observation | None:
    """The figure whose period ends a year before the latest figure's, give or take ABOUT; None without one.

    Pay is asked about on another day of April each year, so a year is not exactly twelve months.
    """
    latest = series.latest
    if latest is None:
        return None
    ends = {one: abs((latest.period.end - one.period.end).days - YEAR) for one in series.comparable}
    near = [one for one, days in ends.items() if days <= ABOUT and one.value is not None]
    return min(near, key=lambda one: ends[one], default=None)


def change_on_year(series: Series) -> float | None:
    """The latest figure less that of the year before, in the indicator's unit; None where one is missing."""
    latest, before = series.latest, year_before(series)
    if latest is None or before is None or latest.value is None or before.value is None:
        return None
    return latest.value - before.value
