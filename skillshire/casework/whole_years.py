"""Of which years the learner records tell all: a count of part of a year is not the year's figure.

A provider returns its learners of an academic year again and again while the year goes on, and what counts is
on which day its newest file was made. A year is whole up to a day once the file of each provider was made on
that day or later. A provider that returned learners the year before and has sent none yet is waited for,
until the Department closes the return; from then on it is taken to have given up. So is one that stopped in
mid-year: what it sent counts as it stands, beside at least one whole return.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from skillshire.casework.models import Upload
from skillshire.core import clock
from skillshire.core.periods import day_words

CLOSED = (11, 1)  # the last return of a year is due in the October after it
NAMED = 3  # in a sentence


@dataclass(frozen=True)
class Return:
    """The newest file of a provider and an academic year (2025 is 2025/26), and the day it was made."""

    provider: int
    year: int
    made: date
    name: str = ""  # of the provider


def returned(aims: pl.DataFrame) -> list[Return]:
    """The files that these aims came with (learning.AIMS)."""
    held = set(aims.select("provider", "year").unique().iter_rows())
    uploads = Upload.objects.filter(kind=Upload.Kind.LEARNERS).select_related("organisation")
    found: dict[tuple[int, int], Return] = {}
    for one in uploads.exclude(period="").order_by("at", "id"):
        key = (one.organisation_id, int(one.period[:4]))
        if key in held:
            # Files that were loaded before their day was kept: no later than they came.
            found[key] = Return(*key, one.prepared or clock.day_of(one.at), one.organisation.name)
    return [found[key] for key in sorted(found)]


def whole(returns: Iterable[Return], today: date, kind: str) -> list[str]:
    """The periods of that kind that are over and told of whole. A calendar year lies in two academic ones."""
    years = _by_year(returns)
    if kind == "academic-year":
        return [f"{year}-08-01/P1Y" for year in sorted(years) if _tells(years, year, _end(year), today)]
    return [
        f"{year}-01-01/P1Y"
        for year in sorted(years)
        if _tells(years, year - 1, _end(year - 1), today) and _tells(years, year, date(year + 1, 1, 1), today)
    ]


def awaited(returns: Iterable[Return], today: date) -> list[str]:
    """A sentence for each academic year that is over and not told of whole: whose file is waited for."""
    years = _by_year(returns)
    found = []
    for year in sorted(years):
        late = [one for one in years[year].values() if one.made < _end(year)]
        said = [f"{one.name}’s newest file was made on {day_words(one.made)}" for one in late]
        said += [f"{one.name} has sent none" for one in _missing(years, year, today)]
        if said and _end(year) <= today and not _tells(years, year, _end(year), today):
            more = f"; and {len(said) - NAMED:,} more" if len(said) > NAMED else ""
            found.append(
                f"Academic year {year}/{(year + 1) % 100:02d} is not counted before every provider’s whole "
                f"year is loaded: {'; '.join(said[:NAMED])}{more}."
            )
    return found


def _by_year(returns: Iterable[Return]) -> dict[int, dict[int, Return]]:
    found: dict[int, dict[int, Return]] = {}
    for one in returns:
        found.setdefault(one.year, {})[one.provider] = one
    return found


def _tells(years: Mapping[int, Mapping[int, Return]], year: int, until: date, today: date) -> bool:
    """Whether the files of this year tell all that was before that day."""
    files = years.get(year)
    if not files or until > today or _missing(years, year, today):
        return False
    told = [one.made >= until for one in files.values()]
    return any(told) if _closed(year, today) else all(told)


def _missing(years: Mapping[int, Mapping[int, Return]], year: int, today: date) -> Sequence[Return]:
    """The returns of the year before of providers that are waited for."""
    if _closed(year, today):
        return []
    before, files = years.get(year - 1, {}), years[year]
    return [one for provider, one in before.items() if provider not in files]


def _closed(year: int, today: date) -> bool:
    return today >= date(year + 1, *CLOSED)


def _end(year: int) -> date:
    """The first day after the academic year."""
    return date(year + 1, 8, 1)
