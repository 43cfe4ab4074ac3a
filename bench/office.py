"""Office pages at fifty thousand young people, on SQLite, through Django, as a signed-in officer asks.

In one process: what the network and the server program add is timed by `page`. Every page of every list
writes to the audit who was looked at, as it does in use.
"""

import os
from collections.abc import Callable
from time import perf_counter
from typing import Any

from bench import table
from bench.figures import Figures, percentile
from bench.plan import Plan

PEOPLE = 50_000
GOAL = 100.0  # ms, of 95 in 100 pages
TIMES = 40
LIST = "/office/young-people/"
Get = Callable[[str], Any]


def run(plan: Plan) -> None:
    people = 2_000 if plan.quick else PEOPLE
    home = plan.folder(f"office-{people}")
    os.environ["SKILLSHIRE_HOME"] = str(home)
    from skillshire.config import prepare, startup

    prepare.prepare()
    startup.setup()
    client, person = _county(people)
    table.heading(f"office: {people:,} young people, one process, SQLite")
    asked = pages(person, people) | searches(client)
    found = {name: [_timed(client.get, address, plan)] for name, address in asked.items()}
    table.say("| | p50 ms | p95 ms | most ms | queries |\n|---|---:|---:|---:|---:|")
    for name, (figures,) in found.items():
        cells = (table.number(figures[key]) for key in ("p50 ms", "p95 ms", "most ms"))
        table.say(f"| {name} | {' | '.join(cells)} | {figures['queries']:.0f} |")
    worst = max(figures["p95 ms"] for (figures,) in found.values())
    table.goal("95 in 100 of each page in at most 100 ms", worst, GOAL)


def pages(person: int, people: int) -> dict[str, str]:
    """Each filter and order, and the first, a middle and the last page of the longest list."""
    middle, last = people // 100, people // 50
    return {
        "first page of the office": "/office/",
        "not known, easiest first": LIST,
        "not known, easiest first, last page": f"{LIST}?page=9999",
        "not known, next due first": f"{LIST}?order=due",
        "not in education, employment or training": f"{LIST}?state=neet",
        "lapsing within a month": f"{LIST}?state=lapsing",
        "review due": f"{LIST}?state=review",
        "in learning": f"{LIST}?state=learning",
        "in learning, middle page": f"{LIST}?state=learning&page={middle * 3 // 4}",
        "everyone, next due first": f"{LIST}?state=all",
        "everyone, next due first, middle page": f"{LIST}?state=all&page={middle}",
        "everyone, next due first, last page": f"{LIST}?state=all&page={last}",
        "everyone, by name": f"{LIST}?state=all&order=name",
        "everyone, by name, last page": f"{LIST}?state=all&order=name&page={last}",
        "one district": f"{LIST}?state=all&district=E07000243",
        "one school year of one adviser": f"{LIST}?state=all&year=12&adviser=worker",
        "one record": f"{LIST}{person}/",
    }


def searches(client: Any) -> dict[str, str]:
    """What is searched for is posted; these are the addresses that the answers lead to."""
    words = {"search for a name": "arch", "search for a reference": "YP0012", "search for nobody": "zzzz"}
    return {name: client.post(LIST, {"q": text})["Location"] for name, text in words.items()}


def _county(people: int) -> tuple[Any, int]:
    """A client signed in as a participation officer, and the number of a record; made once a home."""
    from django.db import connection
    from django.test import Client, override_settings

    from bench import office_people
    from skillshire.casework.models import YoungPerson
    from skillshire.core import clock
    from tests import people as staff
    from tests.web.office import signing_in

    override_settings(ALLOWED_HOSTS=["testserver"]).enable()
    if not YoungPerson.objects.exists():
        office_people.make(people, staff.council(), clock.today())
        connection.cursor().execute("ANALYZE")
    client = Client()
    signing_in.sign_in(client, staff.alice("participation-officer"))
    person = YoungPerson.objects.order_by("pk").values_list("pk", flat=True)[people // 2]
    return client, person


def _timed(get: Get, address: str, plan: Plan) -> Figures:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:  # not timed: this is also the warm-up
        answer = get(address)
    queries = float(len(asked))  # now: the next request empties what was captured
    assert answer.status_code == 200, f"{address} answered {answer.status_code}"
    spent = []
    for _ in range(5 if plan.quick else TIMES):
        started = perf_counter()
        get(address)
        spent.append((perf_counter() - started) * 1000)
    return {
        "p50 ms": percentile(spent, 0.5),
        "p95 ms": percentile(spent, 0.95),
        "most ms": max(spent),
        "queries": queries,
    }
