from django.http import HttpResponse

from skillshire.core import clock
from skillshire.web.office.forms.fields import words
from skillshire.web.office.page import OfficeRequest, draw, page
from skillshire.web.office.pages import home


@page()
def home_page(request: OfficeRequest) -> HttpResponse:
    today = clock.today()
    return draw(request, "office/home.html", rows=home.rows(request, today), today=words(today))
