"""What the site says of itself."""

from django.http import HttpRequest, HttpResponse

from skillshire.web.public import answers
from skillshire.web.public.pages import about


@answers.page
def data_page(request: HttpRequest) -> HttpResponse:
    return answers.draw(request, "about_data.html", **about.data())


@answers.page
def methods_page(request: HttpRequest) -> HttpResponse:
    return answers.draw(request, "about_methods.html", **about.methods())


@answers.page
def accessibility_page(request: HttpRequest) -> HttpResponse:
    return answers.draw(request, "accessibility.html")
