"""The strategy's part of the office: what is due. It is written in the editor."""

from django.http import HttpRequest, HttpResponse

from skillshire.core import clock
from skillshire.core.permissions import Permission
from skillshire.web.office.page import draw, page
from skillshire.web.office.pages import strategy


@page(Permission.EDIT_STRATEGY)
def due_page(request: HttpRequest) -> HttpResponse:
    return draw(request, "office/strategy.html", **strategy.content(clock.today()))
