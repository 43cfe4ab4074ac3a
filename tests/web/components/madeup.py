"""Figures made up for tests of the sentences about them."""

from datetime import date

from skillshire.core import periods
from skillshire.indicators.definitions import IndicatorDefinition
from skillshire.indicators.observations import Observation, Series
from skillshire.indicators.queries import Across
from skillshire.places import areas

HERTFORDSHIRE = areas.children("E10000015")
CODES = [area.code for area in HERTFORDSHIRE]
GROUP = "Hertfordshire’s ten districts"
RATE = IndicatorDefinition.model_validate(
    {
        "id": "some-rate", "title": "Some rate", "subject": "people", "question": "?", "why": ".",
        "numerator": "n", "unit": "percent", "decimals": 1, "better": "down", "theme": "people",
        "from": [{"source": "some", "series": "Some"}], "author": "Skillshire",
        "checked": date(2026, 1, 1), "reviewed": date(2026, 1, 1),
    }
)  # fmt: skip
COUNT = RATE.model_copy(update={"unit": "count", "decimals": 0})


def one(value, lower=None, upper=None, status="", year=2024, area="E07000243", breakdown=()):
    period = periods.parse(f"{year}-01-01/P1Y")
    return Observation("some-rate", area, period, breakdown, value, lower, upper, status, 1)


def england(*values, **options):
    return one(*values, area="E92000001", **options)


def run(*values, first=2020, status=""):
    rows = [one(value, status=status, year=first + i) for i, value in enumerate(values)]
    return Series("some-rate", "E07000243", (), "r", 0, tuple(rows))


def series(*observations):
    return Series("some-rate", "E07000243", (), "r", 0, observations)


def across(*values, codes=CODES):
    period, count = periods.parse("2024-01-01/P1Y"), len(values)
    return Across("some-rate", period, (), tuple(codes[:count]), tuple(values), (None,) * count,
                  (None,) * count, ("",) * count, (1,) * count)  # fmt: skip
