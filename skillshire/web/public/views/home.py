"""The home page."""

from django.http import HttpRequest, HttpResponse

from skillshire.web.public import answers, site
from skillshire.web.public.pages import home


@answers.page
def home_page(request: HttpRequest) -> HttpResponse:
    as_at = site.as_at(request)
    return answers.draw(request, "home.html", as_at=as_at, **home.content(site.area(), as_at))
