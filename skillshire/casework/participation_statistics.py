"""Participation of an organisation's young people, from its records to a table of figures."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from skillshire.accounts.models import Organisation
from skillshire.casework import extract, participation, participation_table
from skillshire.core.errors import UserError

CHARACTERISTIC = "characteristic"


def rows(
    organisation: Organisation, months: Sequence[date], *, by: str | None = None, exact: bool = False
) -> list[dict[str, object]]:
    """Each figure as plain data; after disclosure control unless `exact`. See participation_table.Figure."""
    if by is not None and by not in extract.BY:
        raise UserError(f"“{by[:40]}” is not kept of young people; choose one of {', '.join(extract.BY)}.")
    held = monthly(organisation, months, by)
    found = participation_table.figures(
        held, months, organisation.area_code, by=by or "", overlap=by == CHARACTERISTIC, exact=exact
    )
    return [figure.plain() for figure in found]


def monthly(organisation: Organisation, months: Sequence[date], by: str | None = None) -> pl.DataFrame:
    """participation.monthly of the organisation's records."""
    frames = extract.frames(organisation)
    overlapping = by == CHARACTERISTIC
    people = extract.by_characteristic(frames, organisation) if overlapping else frames.people
    return participation.monthly(people, frames.spells, months)
