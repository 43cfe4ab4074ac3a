"""Single charts for the pages of others: the only addresses that may be framed elsewhere."""

from django.http import Http404, HttpRequest, HttpResponse

from skillshire.indicators import queries
from skillshire.web.public import answers, framing
from skillshire.web.public.pages import asked, embed


@answers.page
def indicator_chart(request: HttpRequest, identifier: str, chart: str) -> HttpResponse:
    if not queries.has(identifier):
        raise Http404(f"There is no indicator {identifier}")
    try:
        content = embed.content(asked.read(identifier, request.GET.getlist), chart)
    except LookupError as error:
        raise Http404(str(error.args[0])) from None
    return framing.open_to_all(answers.draw(request, "embed.html", **content))
