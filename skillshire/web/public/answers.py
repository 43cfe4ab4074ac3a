"""How views answer: a page from a template, a CSV file, or a refusal in words."""

import functools
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from skillshire.core import tabular
from skillshire.core.errors import Misspelt, UserError
from skillshire.indicators import queries
from skillshire.indicators.releases import NoRelease
from skillshire.web.public import cache, errors, site

# A spreadsheet takes a second of work; several at once would keep all readers of pages waiting.
SPREADSHEETS = (tabular.FORMATS["ods"], tabular.FORMATS["xlsx"])
_writing = threading.Lock()
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
        except Misspelt as error:
            return refuse(request, str(error), mended=_mended(request, error), misspelt=error)
        except UserError as error:
            return refuse(request, str(error))

    return cache.cached(answer)


def draw(request: HttpRequest, template: str, **values: Any) -> HttpResponse:
    return render(request, template, site.context(**values))


def refuse(request: HttpRequest, reason: str, status: int = 400, **more: object) -> HttpResponse:
    return errors.show(request, status, "errors/400.html", {"message": reason, **more, **_frame()})


def _mended(request: HttpRequest, error: Misspelt) -> str:
    """The same page with what was meant, or else without what was misspelt, and all other choices kept."""
    given = [(name, text.strip()) for name, text in cache.known(request)]
    kept = [(name, error.meant if text == error.given else text) for name, text in given]
    return f"{request.path}?{urlencode([(name, text) for name, text in kept if text])}"


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
    content = _written(form, tabular.Table(name, title, columns, rows, notes, query=query))
    if content is None:
        return _busy()
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    if kind == "csv":
        # Where the W3C says a reader looks for what the columns mean.
        headers["Link"] = f'<data.{tabular.CSVW}{query}>; rel="describedby"; type="application/csvm+json"'
    return HttpResponse(content, content_type=form.content_type, headers=headers)


def _written(form: tabular.Format, table: tabular.Table) -> bytes | None:
    """The file's content; None where another spreadsheet is being written now."""
    if form not in SPREADSHEETS:
        return form.write(table)
    if not _writing.acquire(blocking=False):
        return None
    try:
        return form.write(table)
    finally:
        _writing.release()


def _busy() -> HttpResponse:
    said = "Another spreadsheet is being written; try again in a few seconds, or take the CSV.\n"
    headers = {"Retry-After": "5", "Cache-Control": "no-store"}
    return HttpResponse(said, status=503, content_type="text/plain; charset=utf-8", headers=headers)


def table(name: str, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> HttpResponse:
    """A CSV download. None is an empty cell: a missing number is never 0."""
    return download("csv", name, columns, rows, title=name)
