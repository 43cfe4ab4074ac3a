"""Writes the calibration page from a back-test's result."""

from collections.abc import Sequence
from inspect import cleandoc

from skillshire.indicators import queries
from skillshire.strategy import calibration, forecast
from skillshire.strategy.calibration import Result

INTRODUCTION = """
# How far the forecast's probabilities can be believed

This page is written by `skillshire calibrate`; run it again after a new release of figures.

## The method

{method}

## The test

For every indicator and English area with {fewest} or more yearly figures in a row, the last one, two and
three years are hidden in turn, forecast from the figures before them, and compared with what came. Each area
gives six held-out values: one year ahead three times, two years ahead twice, three years ahead once. Nothing
of the hidden years is used. Projections that a publisher made are not tested.

WIDENING, SHORTNESS and FLOOR were chosen on these same figures, so the test shows that they fit, not that
they will
fit what nobody has seen; areas in one region also move together, so the values are not independent.

The verdict asked for: the 80 % interval holds 75 % to 85 % of held-out values over all series, and in each
tenth of the scale the stated chances and the observed shares are at most {tolerance:.0f} percentage points
apart.

**Result on release {release}: {verdict}.** The 80 % interval held {coverage:.1f} % of {figures:,} held-out
values of {series:,} series.
"""


def page(result: Result) -> str:
    total = result.total
    verdict = "calibrated" if calibration.calibrated(result) else "NOT calibrated"
    text = cleandoc(INTRODUCTION).format(
        method=cleandoc(forecast.__doc__ or ""), fewest=calibration.FEWEST_YEARS, release=result.release,
        tolerance=100 * calibration.TOLERANCE, verdict=verdict, coverage=100 * total.coverage,
        figures=total.figures, series=total.series,
    )  # fmt: skip
    parts = [text, _years(result), _deciles(result), _tenths(result), _indicators(result), _limits()]
    return "\n\n".join(parts) + "\n"


def _years(result: Result) -> str:
    rows = [
        [str(years), f"{tally.figures:,}", f"{tally.coverage:.1%}"]
        for years, tally in result.years_ahead.items()
    ]
    return _table("## By years ahead", ["Years ahead", "Held-out values", "Inside the 80 % interval"], rows)


def _deciles(result: Result) -> str:
    rows = [
        [
            f"{10 * place}% to {10 * place + 10}%", f"{one.tried:,}",
            f"{one.mean:.1%}", f"{one.observed:.1%}", f"{100 * (one.observed - one.mean):+.1f}",
        ]
        for place, one in enumerate(result.deciles)
    ]  # fmt: skip
    heads = ["Stated chance", "Targets tried", "Mean stated", "Share met", "Difference, points"]
    return _table("## Are the chances reliable?", heads, rows)


def _tenths(result: Result) -> str:
    shares = [f"{count / result.total.figures:.1%}" for count in result.total.tenths]
    rows = [[f"{place + 1}", share] for place, share in enumerate(shares)]
    lead = (
        "## Where in the forecast did the figures fall?\n\nIf spread out evenly, each tenth would hold 10 %."
    )
    return _table(lead, ["Tenth of the forecast, lowest first", "Share of held-out values"], rows)


def _indicators(result: Result) -> str:
    rows = [
        [queries.indicator(name).title, f"{tally.series:,}", f"{tally.figures:,}", f"{tally.coverage:.1%}"]
        for name, tally in sorted(result.indicators.items(), key=lambda item: item[1].coverage)
    ]
    heads = ["Indicator", "Series", "Held-out values", "Inside the 80 % interval"]
    return _table("## By indicator, least covered first", heads, rows)


def _limits() -> str:
    return cleandoc("""
        ## What this does not show

        - Indicators differ. Where all areas turned at once (attainment after the pandemic's grades, say) the
          interval held fewer than it should; where old shocks are still in the memory it is too wide.
        - A forecast knows nothing of a policy, a closed factory or a changed definition.
        - With fewer than eight figures, as for some measures, the widening for short series is what keeps the
          interval honest. It was set by cutting these same series short.
        """)


def _table(lead: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [lead, "", f"| {' | '.join(heads)} |", f"|{'|'.join(' --- ' for _ in heads)}|"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])
