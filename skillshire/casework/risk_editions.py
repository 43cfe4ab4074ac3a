"""The quality of the lists of points as it was let out: editions of the counts behind it, with their day.

Nobody sees quality worked out from the records as they are now. A publisher lets an edition out; the office,
the command line and the transparency record's readers see that edition until the next. All lists are counted
over the same people: for everybody each of them, by group the one in use. Each edition is protected beside
those before (risk_quality.py).

A changed list begins anew: it is judged on those who came of age after the last edition of the lists before.
So no list is judged on the people it was mended with, and the old and the new tell of nobody twice.
"""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import QuerySet

from skillshire.accounts.models import Organisation
from skillshire.casework import publications, risk, risk_outcomes, risk_quality, risk_scores
from skillshire.casework.disclosure import HIDDEN, Key, Protected, Published, Unsafe
from skillshire.casework.models import Edition, RiskFactors
from skillshire.casework.risk_outcomes import Case
from skillshire.casework.risk_quality import EVERYBODY, Judged
from skillshire.core import audit, clock

TABLE = "risk-quality/"  # and the kind of group
Tables = dict[str, tuple[Mapping[Key, int], Mapping[Key, Protected]]]  # by kind: exact, shown


@dataclass(frozen=True)
class Edited:
    """What was let out last, by kind of group, and on which day; None and nothing before the first time."""

    on: date | None
    tables: Mapping[str, Mapping[Key, Protected]]


def lists() -> list[str]:
    return sorted(risk.models())


def newest(organisation: Organisation) -> Edited:
    """Of the lists as they are now."""
    kept = _kept(organisation).filter(period__startswith=f"{_signature()}/").order_by("id")
    latest = {one.table.removeprefix(TABLE): one for one in kept}
    days = [clock.day_of(one.at) for one in latest.values()]
    return Edited(max(days, default=None), {kind: _shown(one) for kind, one in latest.items()})


def may_be_new(organisation: Organisation, on: date) -> bool:
    """Whether there is something to judge that was not let out today; only drawing it tells if it is new."""
    factors = RiskFactors.objects.filter(young_person__organisation=organisation)
    return newest(organisation).on != on and factors.exists()


@transaction.atomic
def publish(organisation: Organisation, *, by: str, on: date, now: datetime | None = None) -> int:
    """Let out the quality as the records of that day have it; how many tables are new."""
    held = Organisation.objects.select_for_update(no_key=True).get(
        pk=organisation.pk
    )  # one edition after the other
    now, period = now or clock.now(), _period(held)
    drawn = draw(held, on)
    new = [kind for kind, (_, shown) in drawn.items() if shown != newest(held).tables.get(kind)]
    Edition.objects.bulk_create([
        Edition(
            organisation=held, table=TABLE + kind, period=period, by=by, at=now,
            counts=[[*key, people] for key, people in sorted(drawn[kind][0].items())],
            shown=[[*key, cell.value] for key, cell in sorted(drawn[kind][1].items())],
        )
        for kind in new
    ])  # fmt: skip
    if new:
        cells = [cell for kind in new for cell in drawn[kind][1].values()]
        detail = {"kinds": new, "cells": len(cells), "hidden": sum(one.value is None for one in cells)}
        audit.record("risk.publish", f"figures:{held.slug}", by=by, at=now, detail=detail)
    return len(new)


def draw(organisation: Organisation, on: date) -> Tables:
    """What could be let out now, by kind of group; nothing where nobody's outcome is known yet. A kind that
    would give somebody away beside an earlier edition is left out, and the edition before stands."""
    cases = risk_outcomes.cases(on, organisation, came_of_age_after=_since(organisation))
    if not cases:
        return {}
    flags = [tuple(_flagged(case, one) for one in lists()) for case in cases]
    everybody = risk_quality.count(_judged(cases, [EVERYBODY] * len(cases), flags))
    earlier, allowed = _earlier(organisation), publications.parameters()
    try:
        every = risk_quality.of_everybody(everybody, lists(), earlier.get(EVERYBODY, ()), allowed)
    except Unsafe:
        return {}
    found: Tables = {EVERYBODY: (everybody, every)}
    used = [(_flagged(case, risk.model().id),) for case in cases]
    for kind, groups in _kinds(cases).items():
        exact = risk_quality.count(_judged(cases, groups, used))
        with contextlib.suppress(Unsafe):
            before = earlier.get(kind, ())
            found[kind] = exact, risk_quality.of_groups(exact, risk.model().id, every, before, allowed)
    return found


def _flagged(case: Case, identifier: str) -> bool:
    return risk_scores.of(case.factors, risk.model(identifier)).flagged


def _judged(
    cases: Sequence[Case], groups: Sequence[str], flags: Sequence[tuple[bool, ...]]
) -> Iterator[Judged]:
    for case, group, flag in zip(cases, groups, flags, strict=True):
        yield Judged(group, case.neet, flag)


def _kinds(cases: Sequence[Case]) -> dict[str, list[str]]:
    """The group of each case, by kind of group."""
    kinds = {kind: [case.groups[kind] for case in cases] for kind in cases[0].groups}
    return {**kinds, "district": [case.area for case in cases]}


# --- Editions kept ------------------------------------------------------------------------------------------


def _signature() -> str:
    """Of the lists, their versions and the one in use: a change of any begins anew."""
    said = ",".join([*(f"{one}@{risk.model(one).version}" for one in lists()), risk.model().id])
    return sha256(said.encode()).hexdigest()[:8]


def _since(organisation: Organisation) -> date | None:
    """The day of the last edition of lists that were not these."""
    others = _kept(organisation).exclude(period__startswith=f"{_signature()}/")
    last = others.order_by("-at").first()
    return clock.day_of(last.at) if last else None


def _period(organisation: Organisation) -> str:
    since = _since(organisation)
    return f"{_signature()}/{since.isoformat() if since else 'start'}"


def _kept(organisation: Organisation) -> QuerySet[Edition]:
    return Edition.objects.filter(organisation=organisation, table__startswith=TABLE)


def _earlier(organisation: Organisation) -> dict[str, list[Published]]:
    """Editions of these lists over these people, oldest first, by kind of group."""
    found: dict[str, list[Published]] = {}
    for one in _kept(organisation).filter(period=_period(organisation)).order_by("id"):
        counts: dict[Key, int] = {(group, atom): people for group, atom, people in one.counts}
        found.setdefault(one.table.removeprefix(TABLE), []).append(Published(counts, _shown(one)))
    return found


def _shown(edition: Edition) -> dict[Key, Protected]:
    return {
        (group, column): Protected(value, "" if value is not None else HIDDEN)
        for group, column, value in edition.shown
    }
