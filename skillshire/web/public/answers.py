"""How views answer: a page from a template, a CSV file, or a refusal in words."""

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from skillshire.core import tabular
from skillshire.core.errors import UserError
from skillshire.indicators import queries
from skillshire.indicators.releases import NoRelease
from skillshire.web.public import cache, site

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


def download(
    kind: str,
    name: str,
    columns: Sequence[str],
    rows: Sequence[Mapping[str, Any]],
    *,
    title: str,
    notes: Sequence[tuple[str, str]] = (),
    query: str = "",
) -> HttpResponse:
    """The rows as a file to keep: `kind` is one of core.tabular.FORMATS; Http404 names those there are.

    `notes` are (label, text): source, licence, what symbols mean. `query` is the page's own, with its “?”.
    """
    form = tabular.FORMATS.get(kind)
    if form is None:
        raise Http404(f"There is no download “{kind[:20]}”; there are: {', '.join(tabular.FORMATS)}")
    content = form.write(tabular.Table(name, title, columns, rows, notes, query=query))
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    if kind == "csv":
        # Where the W3C says a reader looks for what the columns mean.
        headers["Link"] = f'<data.{tabular.CSVW}{query}>; rel="describedby"; type="application/csvm+json"'
    return HttpResponse(content, content_type=form.content_type, headers=headers)


def table(name: str, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> HttpResponse:
    """A CSV download. None is an empty cell: a missing number is never 0."""
    return download("csv", name, columns, rows, title=name)
