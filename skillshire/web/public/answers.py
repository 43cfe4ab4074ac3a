"""How views answer: a page from a template, a CSV file, or a refusal in words."""

import csv
import functools
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from skillshire.core.errors import UserError
from skillshire.indicators import queries
from skillshire.indicators.releases import NoRelease
from skillshire.web.public import cache, site

# A spreadsheet runs a cell that starts like this as a formula; a quote before it makes it text.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
View = Callable[..., HttpResponse]


def page(view: View) -> View:
    """A public page: kept until it changes, and a mistake in the address answered in words with 400."""

    @functools.wraps(view)
    def answer(request: HttpRequest, **arguments: object) -> HttpResponse:
        try:
            with queries.one_release():
                return view(request, **arguments)
        except NoRelease as error:
            return refuse(request, str(error), status=503)
        except UserError as error:
            return refuse(request, str(error))

    return cache.cached(answer)


def draw(request: HttpRequest, template: str, **values: Any) -> HttpResponse:
    return render(request, template, site.context(**values))


def refuse(request: HttpRequest, reason: str, status: int = 400) -> HttpResponse:
    return render(request, "errors/400.html", {"message": reason, **_frame()}, status=status)


def _frame() -> dict[str, Any]:
    """The frame's values, as far as they are to be had: a refusal must not fail for want of them."""
    try:
        return site.context()
    except UserError:
        return {}


def table(name: str, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> HttpResponse:
    """A CSV download. None is an empty cell: a missing number is never 0."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({key: _safe(row.get(key)) for key in columns} for row in rows)
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def _safe(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
