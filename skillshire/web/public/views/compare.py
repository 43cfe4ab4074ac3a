"""Any areas by any indicators."""

from django.http import HttpRequest, HttpResponse

from skillshire.web.public import answers
from skillshire.web.public.pages import compare, compare_asked


@answers.page
def compare_page(request: HttpRequest) -> HttpResponse:
    return answers.draw(request, "compare.html", **compare.content(compare_asked.read(request.GET.getlist)))


@answers.page
def compare_data(request: HttpRequest, kind: str) -> HttpResponse:
    asked = compare_asked.read(request.GET.getlist)
    names = ", ".join(one.title for one in asked.indicators)
    return answers.download(
        kind, "comparison", compare.COLUMNS, compare.rows(asked),
        title=f"{names}: {len(asked.areas)} areas", query=asked.query(),
    )  # fmt: skip
