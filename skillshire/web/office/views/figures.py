"""The door, opened by a publisher: what would be published, what that changes, and the deed."""

from collections.abc import Sequence
from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from skillshire.accounts.models import Organisation
from skillshire.casework import editions, publications, risk_editions
from skillshire.core import clock, periods
from skillshire.core.permissions import Permission
from skillshire.core.words import counted
from skillshire.indicators import definitions, publish
from skillshire.web.office.forms.fields import words
from skillshire.web.office.forms.sentences import Form
from skillshire.web.office.page import OfficeRequest, draw, page

PUBLISH = Permission.PUBLISH_FIGURES


class ConfirmForm(Form):
    sure = forms.BooleanField(
        label="I have looked at what changes, and it may be published",
        error_messages={"required": "Tick the box once you have looked at what changes."},
    )


@page(PUBLISH)
def figures(request: OfficeRequest) -> HttpResponse:
    organisation = request.standing.where(PUBLISH)[0].organisation
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        messages.success(request, _publish(organisation, by=request.standing.name, on=clock.today()))
        return redirect("office-figures")
    values = _what(organisation)
    return draw(request, "office/figures.html", 400 if form.is_bound else 200, form=form, **values)


def _publish(organisation: Organisation, *, by: str, on: date) -> str:
    """Counts, and how well the points for the risk of NEET do; in a sentence what came of it."""
    outcome = editions.publish(organisation, by=by, on=on)
    new = outcome.editions + risk_editions.publish(organisation, by=by, on=on)
    if not new and not outcome.changed:
        return "Nothing had changed, so nothing was published."
    indicators = counted(len(outcome.changed), "indicator")
    return f"Published: {counted(new, 'new table')}; figures of {indicators} changed."


def _what(organisation: Organisation) -> dict[str, object]:
    today, quality = clock.today(), risk_editions.newest(organisation).on
    drawing = editions.draw(organisation, today)
    origin = editions.origin(organisation, today)
    found = publish.differences(editions.tables(organisation, drawing), origin)
    known = definitions.indicators()
    changes = [
        [known[name].title, *(f"{one[kind]:,}" for kind in ("added", "changed", "removed"))]
        for name, one in found.items() if any(one.get(kind) for kind in ("added", "changed", "removed"))
    ]  # fmt: skip
    return {
        "organisation": organisation, "tables": _tables(drawing), "changes": changes,
        "awaited": drawing.awaited, "quality": words(quality) if quality else "",
        "stale": risk_editions.may_be_new(organisation, today),
        "withheld": [(publications.get(table).title, period, why) for table, period, why in drawing.withheld],
    }  # fmt: skip


def _newest(drawn: Sequence[editions.Drawn]) -> str:
    return periods.parse(max(one.period for one in drawn)).label if drawn else "none yet"


def _tables(drawing: editions.Drawing) -> list[list[str]]:
    """Each table: its newest period, periods, those that are new, cells, and how many of them are hidden."""
    rows = []
    for table in publications.every():
        drawn = [one for one in drawing.tables if one.table == table.id]
        rows.append([
            table.title, _newest(drawn), f"{len(drawn):,}", f"{sum(one.new for one in drawn):,}",
            f"{sum(len(one.shown) for one in drawn):,}", f"{sum(one.hidden for one in drawn):,}",
        ])  # fmt: skip
    return rows
