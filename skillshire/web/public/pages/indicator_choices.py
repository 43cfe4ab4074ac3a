"""What may be chosen on an indicator's page, for the form above its chart."""

from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import Any

from skillshire.core.periods import Period
from skillshire.indicators import queries
from skillshire.indicators.observations import Breakdown, join_breakdown
from skillshire.places import areas
from skillshire.web.public.pages import groups, indicator_change, picking
from skillshire.web.public.pages.asked import MOST_AREAS, Asked
from skillshire.web.public.pages.indicator_areas import Compared
from skillshire.web.public.pages.indicator_lines import Line

MOST = 60  # breakdowns in a list to choose from; more, and only those of one key are offered


def content(asked: Asked, lines: Sequence[Line], compared: Compared | None) -> dict[str, Any]:
    """Lists of (value, words, whether chosen), and the areas with links that leave each out."""
    period = compared.period if compared else asked.period
    years = indicator_change.possible(lines[0], asked.years)
    return {
        "areas": [(one.code, groups.told_apart(one), _without(asked, one.code)) for one in asked.areas],
        "more": MOST_AREAS - len(asked.areas),
        "names": names(),
        "breakdowns": [
            (join_breakdown(one), asked.definition.label(one) or "All (the headline)", one == asked.breakdown)
            for one in _breakdowns(asked, lines[0].series.area)
        ],
        "periods": [(one.iso, one.label, one == period) for one in _periods(asked, period)],
        "groups": [(one.key, one.label, one is compared.group) for one in compared.possible]
        if compared else [],
        "years": [(str(one), f"{one} year{'' if one == 1 else 's'}", one == asked.years) for one in years],
        "spans": _spans(asked),
    }  # fmt: skip


def _without(asked: Asked, code: str) -> str:
    """The page without an area; empty where it is the only one."""
    left = [one.code for one in asked.areas if one.code != code]
    return asked.query(area=left) if left else ""


def _breakdowns(asked: Asked, area: str) -> list[Breakdown]:
    found = queries.breakdowns(asked.definition.id, area)
    if len(found) > MOST:
        found = [one for one in found if len(one) < 2 or one == asked.breakdown]
    return found if asked.breakdown in found else [asked.breakdown, *found]


def _periods(asked: Asked, shown: Period | None) -> list[Period]:
    known = queries.periods_of(asked.definition.id)
    return list(known[::-1]) if shown is None or shown in known else [shown, *known[::-1]]


def _spans(asked: Asked) -> dict[str, Any]:
    known = queries.periods_of(asked.definition.id)
    return {"first": known[0].year, "last": known[-1].year, "from": asked.first, "to": asked.last}


@lru_cache(maxsize=1)
def names() -> str:
    """The options of a list of all areas of today, as markup; a name that several have says which."""
    every = areas.all()
    seen = [one.name for one in every]
    said = (one.name if seen.count(one.name) == 1 else picking.label(one) for one in every)
    return "".join(f'<option value="{escape(name)}"></option>' for name in said)
