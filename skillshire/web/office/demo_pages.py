"""The page of a demo: who can sign in, with which password and code. There is none where people are real."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse

from skillshire.accounts import roles
from skillshire.casework.demo import college_list, staff
from skillshire.core import clock, facts
from skillshire.web.office.page import draw

SECONDS = staff.PERIOD


@dataclass(frozen=True)
class Shown:
    ready: staff.Ready
    role: str
    said: str
    code: str


def demo_page(request: HttpRequest) -> HttpResponse:
    """Open without signing in, since it says how to: so only where everybody is invented."""
    _refuse_real_people()
    now = clock.now()
    people = [_shown(ready, staff.code(ready.secret, now)) for ready in staff.READY]
    left = SECONDS - int(now.timestamp()) % SECONDS
    answer = draw(request, "office/demo.html", people=people, password=staff.PASSWORD, left=left)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def demo_list(request: HttpRequest) -> HttpResponse:
    """A college's list of invented people, to try linking with."""
    _refuse_real_people()
    answer = HttpResponse(college_list.write(clock.today()), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{college_list.NAME}"'
    return answer


def _refuse_real_people() -> None:
    if not facts.synthetic():
        raise Http404("This site is no demo, so it has no ready-made people.")


def _shown(ready: staff.Ready, code: str) -> Shown:
    role = roles.get(ready.role)
    return Shown(ready, role.title, role.description, code)
