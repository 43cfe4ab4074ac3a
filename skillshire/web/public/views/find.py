"""One box for an area, an indicator or a postcode."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from skillshire.web.public import answers, site
from skillshire.web.public.pages import find


@answers.page
def find_page(request: HttpRequest) -> HttpResponse:
    question = request.GET.get("q", "")
    found = find.find(question)
    if found.address:
        return HttpResponseRedirect(found.address)
    page = answers.draw(request, "find.html", **find.content(question, found, site.area()))
    page.headers["Cache-Control"] = "no-store"  # what people typed is kept nowhere, nor crowds out pages
    return page
