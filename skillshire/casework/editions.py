"""The door: what may be seen of exact counts, edition by edition, and how it becomes published figures.

An edition is one table of one period. It is kept with the exact counts that it was made from, so that the
next one of the same table and period is protected together with it. Everything that anybody sees of records
as numbers (the office's statistics, `skillshire counts`, indicators) is made from editions.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, QuerySet

from skillshire.accounts.models import Organisation
from skillshire.casework import disclosure, figures_of, publications, statistics, whole_years
from skillshire.casework.disclosure import Key, Protected, Published, Unsafe
from skillshire.casework.models import Edition
from skillshire.casework.publications import Publication
from skillshire.casework.statistics import Counted
from skillshire.core import audit, clock, facts
from skillshire.core.errors import UserError
from skillshire.indicators import publish as door

Shown = Mapping[Key, Protected]


@dataclass(frozen=True)
class Drawn:
    """A table of a period as it may be shown. `new` where it is not what was shown before."""

    table: str
    period: str
    counts: Mapping[Key, int]
    shown: Shown
    new: bool

    @property
    def hidden(self) -> int:
        return sum(cell.value is None for cell in self.shown.values())


@dataclass(frozen=True)
class Drawing:
    """All that could be published now. `withheld`: table, period and why the edition before stands. `after`:
    the number of the newest edition that it was protected together with, 0 for none. `awaited`: sentences on
    years that are not counted yet."""

    tables: tuple[Drawn, ...]
    withheld: tuple[tuple[str, str, str], ...] = field(default=())
    after: int = 0
    awaited: tuple[str, ...] = field(default=())

    @property
    def new(self) -> tuple[Drawn, ...]:
        return tuple(one for one in self.tables if one.new)


@dataclass(frozen=True)
class Outcome:
    """What publishing did: how many editions were added, and which indicators have other figures now."""

    editions: int
    release: str
    changed: tuple[str, ...]


def draw(organisation: Organisation, today: date) -> Drawing:
    """Every table from the records as they are now, protected together with what was shown before."""
    _refuse_without_area(organisation)
    _refuse_beside_another(organisation)
    found: list[Drawn] = []
    withheld = []
    after = _newest_number(organisation)
    before, aims = _editions(organisation), statistics.Aims()
    for table in publications.every():
        for counted in statistics.exact(table, organisation, today, aims):
            try:
                found.append(_drawn(table, organisation, counted, before.get((table.id, counted.period), [])))
            except Unsafe as reason:
                withheld.append((table.id, counted.period, str(reason)))
    awaited = whole_years.awaited(aims.returns, today)
    return Drawing(tuple(found), tuple(withheld), after, tuple(awaited))


def _refuse_without_area(organisation: Organisation) -> None:
    if organisation.kind != Organisation.Kind.COUNCIL or not organisation.area_code:
        raise UserError(
            f"{organisation.name} is not a council with an area, so there is no table of its counts; ask the "
            "council of the area."
        )


def _refuse_beside_another(organisation: Organisation) -> None:
    """Two organisations' tables of the same places, each protected by itself, would together give cells away:
    a district's own number is what the county's table hides, and learners are counted in both."""
    here = set(statistics.districts(organisation))
    published = _of_tables().exclude(organisation=organisation).order_by().values("organisation")
    for other in Organisation.objects.filter(pk__in=published):
        if here & set(statistics.districts(other)):
            raise UserError(
                f"{other.name} has published counts of the same places, so {organisation.name} cannot: the "
                "two together could tell what each hides. Ask for them to be in the one table."
            )


def _newest_number(organisation: Organisation) -> int:
    found = _of_tables().filter(organisation=organisation).aggregate(number=Max("pk"))["number"]
    return found or 0


def _drawn(
    table: Publication, organisation: Organisation, counted: Counted, before: Sequence[Edition]
) -> Drawn:
    counts = {key: people for key, people in counted.counts.items() if people}
    earlier = [Published(_counts(one), _shown(one)) for one in before]
    if earlier and earlier[-1].counts == counts and earlier[-1].shown:
        return Drawn(table.id, counted.period, counts, earlier[-1].shown, new=False)
    every = [*counts, *(key for one in earlier for key in one.counts)]
    shown = disclosure.protect(
        counts, statistics.hierarchy(table, organisation, every), publications.parameters(),
        keys=statistics.keys(table, organisation), earlier=earlier,
    )  # fmt: skip
    return Drawn(table.id, counted.period, counts, shown, new=not earlier or shown != earlier[-1].shown)


# --- Editions kept ------------------------------------------------------------------------------------------


def newest(organisation: Organisation, table: str | None = None) -> list[tuple[str, str, Shown]]:
    """What was last shown: table, period and cells, in the order of tables and periods."""
    kept = _editions(organisation, table)
    return [(name, period, _shown(every[-1])) for (name, period), every in kept.items()]


def last(organisation: Organisation) -> Edition | None:
    """The newest edition of any table: when it was published and by whom."""
    return _of_tables().filter(organisation=organisation).order_by("-at", "-id").first()


def _of_tables() -> QuerySet[Edition]:
    """Not those behind the quality of risk lists, which are kept beside them (risk_editions.py)."""
    return Edition.objects.filter(table__in=[one.id for one in publications.every()])


def _editions(organisation: Organisation, table: str | None = None) -> dict[tuple[str, str], list[Edition]]:
    """Oldest first, by table and period."""
    chosen = _of_tables().filter(organisation=organisation).order_by("table", "period", "id")
    found: dict[tuple[str, str], list[Edition]] = {}
    for one in chosen.filter(table=table) if table else chosen:
        found.setdefault((one.table, one.period), []).append(one)
    return found


def _counts(edition: Edition) -> dict[Key, int]:
    return {(area, atom): people for area, atom, people in edition.counts}


def _shown(edition: Edition) -> dict[Key, Protected]:
    return {
        (area, column): Protected(value, "" if value is not None else disclosure.HIDDEN)
        for area, column, value in edition.shown
    }


# --- Publishing ---------------------------------------------------------------------------------------------


def publish(organisation: Organisation, *, by: str, on: date, now: datetime | None = None) -> Outcome:
    """Keep what is new as editions, then put the indicators made of all editions into a release.

    The editions come first, in a transaction with the audit: what a reader may have seen must be known to the
    next protection, even where the program is killed before the release serves. Publishing again finishes it.
    """
    now = now or clock.now()
    drawing = draw(organisation, on)
    _keep(organisation, drawing, by, now)
    outcome = door.publish(tables(organisation), origin(organisation, on), now=now)
    if outcome.changed:
        detail = {"release": outcome.release.id, "indicators": list(outcome.changed)}
        audit.record("figures.release", f"figures:{organisation.slug}", by=by, at=now, detail=detail)
    return Outcome(len(drawing.new), outcome.release.id, outcome.changed)


@transaction.atomic
def _keep(organisation: Organisation, drawing: Drawing, by: str, now: datetime) -> None:
    if not drawing.new:
        return
    # One edition after the other; what else refers to the organisation goes on meanwhile.
    held = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    if _newest_number(held) != drawing.after:
        raise UserError(
            "Somebody else has just published counts; look at what changes now, and publish that."
        )
    Edition.objects.bulk_create([
        Edition(
            organisation=organisation, table=one.table, period=one.period, by=by, at=now,
            counts=[[*key, people] for key, people in sorted(one.counts.items())],
            shown=[[*key, cell.value] for key, cell in sorted(one.shown.items())],
        )
        for one in drawing.new
    ])  # fmt: skip
    detail = {
        "tables": sorted({one.table for one in drawing.new}), "editions": len(drawing.new),
        "cells": sum(len(one.shown) for one in drawing.new),
        "hidden": sum(one.hidden for one in drawing.new), "withheld": len(drawing.withheld),
    }  # fmt: skip
    audit.record("figures.publish", f"figures:{organisation.slug}", by=by, at=now, detail=detail)


def tables(organisation: Organisation, drawing: Drawing | None = None) -> figures_of.Tables:
    """Each indicator's figures from what was published, and from `drawing` where it is given."""
    shown = {(table, period): cells for table, period, cells in newest(organisation)}
    shown |= {(one.table, one.period): one.shown for one in (drawing.tables if drawing else ())}
    return figures_of.tables(shown)


def origin(organisation: Organisation, on: date) -> door.Origin:
    return door.Origin(organisation.name, on, synthetic=facts.synthetic())


def rows(cells: Iterable[tuple[str, str, Shown]]) -> list[dict[str, object]]:
    """Tables as plain rows, for the command line and downloads."""
    return [row for table, period, shown in cells for row in figures_of.rows(table, period, shown)]
