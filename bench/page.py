"""The measure's page under load, beside a plain Django page and Datasette on the same figures."""

import itertools
from collections.abc import Callable
from contextlib import ExitStack

from bench import load, ours, server, sites, table
from bench.figures import Figures, middle, ratio
from bench.plan import Plan, interleave
from bench.server import Site

WARM = "Skillshire, measure 2"
PLAIN = "plain Django, 60 rows"
FAR = 160  # clients, ten times as many
Case = tuple[Site, list[str], dict[str, str]]  # where, what is asked in turn, with which headers
ROUND = "unread"  # in an address: replaced in each round, so that no round meets the pages of another
GZIP = {"Accept-Encoding": "gzip"}


def run(plan: Plan) -> None:
    _, what = ours.real_home(plan)
    with ExitStack() as stack:
        cases = _cases(plan, stack)
        table.heading(f"page: {what}; client: {load.client()}")
        table.say(_described(cases))
        for clients in (1, 16):
            _compare(plan, cases, clients)
        if not plan.quick:
            _growth(plan, cases)


def _cases(plan: Plan, stack: ExitStack) -> dict[str, Case]:
    site = stack.enter_context(sites.skillshire(plan))
    fresh = {"If-None-Match": server.fetch(site.url(sites.MEASURE))[2]["ETag"]}
    cases: dict[str, Case] = {
        WARM: (site, [sites.MEASURE], {}),
        f"{WARM}, gzip": (site, [sites.MEASURE], GZIP),
        f"{WARM}, 304 to a reader who has it": (site, [sites.MEASURE], fresh),
        f"{WARM}, never asked before": (site, unasked(sites.MEASURE), {}),
    }
    question, own = sites.sixty(plan), sites.of_measure(plan)
    figures = sites.ours_says(site, question)
    if "plain Django" not in sites.missing():
        plain = stack.enter_context(sites.plain_django(plan))
        threads = stack.enter_context(sites.plain_django(plan, "threads"))
        cached = stack.enter_context(sites.plain_django(plan, "threads", BENCH_CACHE="1"))
        _agreed(sites.django_agrees(plain, question, figures), "plain Django")
        cases |= {
            PLAIN: (plain, [question.django], {}),
            f"plain Django, measure 2’s own {own.rows} rows": (plain, [own.django], {}),
            f"{PLAIN}, 4 threads a worker and keep-alive": (threads, [question.django], {}),
            f"{PLAIN}, the same with Django’s page cache": (cached, [question.django], {}),
        }
    if "Datasette" not in sites.missing():
        shown = stack.enter_context(sites.datasette(plan))
        _agreed(sites.datasette_says(shown, question) == figures, "Datasette")
        cases |= {
            "Datasette, page of 60 rows": (shown, [question.datasette()], {}),
            "Datasette, JSON of 60 rows": (shown, [question.datasette(".json")], {}),
        }
    return cases


def _agreed(same: bool, name: str) -> None:
    if not same:
        raise SystemExit(f"{name} shows other figures than Skillshire; nothing was timed.")


def unasked(path: str) -> list[str]:
    """The same page under 20,000 addresses: more than any process keeps, so none is answered from memory."""
    return [f"{path}?{ROUND}={number}" for number in range(20_000)]


def _described(cases: dict[str, Case]) -> str:
    lines = ["Equal figures in all: checked. What each answer is:\n"]
    for name, (site, paths, headers) in cases.items():
        status, body, _ = server.fetch(site.url(paths[0]), headers)
        lines.append(f"- {name}: {status}, {len(body):,} bytes")
    return "\n".join(lines) + "\n"


def _compare(plan: Plan, cases: dict[str, Case], clients: int) -> None:
    table.say(f"\n### {clients} client{'s' if clients > 1 else ''}\n")
    found = interleave({name: _timed(plan, case, clients) for name, case in cases.items()}, plan.rounds)
    table.results(found, WARM, "req/s", more_is_better=True, missing=sites.missing())
    if PLAIN in found and clients == 16:
        rates = [[one["req/s"] for one in found[name]] for name in (WARM, PLAIN)]
        value, low, high = ratio(*rates)
        table.goal(
            f"at least 8 times the requests a second of {PLAIN} ({low:.1f}–{high:.1f})", value, 8, False
        )
        cpu = middle(found[PLAIN], "CPU ms") / max(1e-9, middle(found[WARM], "CPU ms"))
        table.say(f"\nBy processor time an answer, which neighbours do not change: {cpu:.1f} times.")
        share = middle(found[WARM], "p95 ms") / middle(found[PLAIN], "p95 ms")
        table.goal("p95 at 16 clients at most 1/5 of the same", share, 0.2)


def _timed(plan: Plan, case: Case, clients: int) -> Callable[[], Figures]:
    site, paths, headers = case
    seconds = 1 if plan.quick else 2
    file, rounds = plan.work / "paths.txt", itertools.count()

    def once() -> Figures:
        name = f"{ROUND}-{clients}-{next(rounds)}"
        asked = [path.replace(ROUND, name) for path in paths]
        server.fetch(site.url(asked[0]), headers)
        before = server.worked(site.process)
        found = load.load(site.address, asked, clients, seconds, headers, file)
        # What neighbours on the machine cannot change: the processor time that an answer takes.
        each = (server.worked(site.process) - before) / max(1.0, found["req/s"] * seconds)
        return {**found, "CPU ms": each, "RSS MB": server.memory(site.process)}

    return once


def _growth(plan: Plan, cases: dict[str, Case]) -> None:
    """Ten times as many clients: a queue grows with them, and the rate should hold."""
    table.say(f"\n### {FAR} clients, ten times as many\n")
    chosen = {name: case for name, case in cases.items() if name in (WARM, PLAIN)}
    found = interleave({name: _timed(plan, case, FAR) for name, case in chosen.items()}, plan.rounds)
    table.results(found, WARM, "req/s", more_is_better=True)
