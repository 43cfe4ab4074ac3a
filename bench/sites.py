"""The sites that are compared: Skillshire, plain Django and Datasette, on the same figures."""

import csv
import io
import json
import sys
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from bench import ours, server
from bench.peers import stores
from bench.plan import Plan, has
from bench.server import Site

MEASURE = "/strategy/measures/2/"
BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Question:
    """One indicator and its areas; `rows` is how many figures that is."""

    indicator: str
    areas: tuple[str, ...]
    rows: int

    @property
    def django(self) -> str:
        return f"/indicators/{self.indicator}/?areas={','.join(self.areas)}"

    def datasette(self, form: str = "") -> str:
        asked = {"indicator__exact": self.indicator, "breakdown__exact": "", "area__in": ",".join(self.areas)}
        shape = {"_size": "100", "_nofacet": "1", "_nocount": "1"}
        return f"/heap/observation{form}?{urlencode(asked | shape)}"


def sixty(plan: Plan) -> Question:
    """Three areas with twenty periods each, as the workload of `series` has; the fullest that there is."""
    ours.real_home(plan)
    from skillshire.indicators import queries

    counted = [
        (one.indicator, one.area, len(one.numbers))
        for each in queries.indicators() for one in queries.headline_series(each.id)
    ]  # fmt: skip
    rows = sorted((row for row in counted if row[2] <= 20), key=lambda row: (-row[2], *row[:2]))
    name = rows[0][0]
    chosen = [(area, n) for one, area, n in rows if one == name][:3]
    return Question(name, tuple(area for area, _ in chosen), sum(n for _, n in chosen))


def of_measure(plan: Plan) -> Question:
    """What measure 2's page draws: its indicator for the county, and for the region and nation beside it."""
    ours.real_home(plan)
    from skillshire.indicators import queries

    name, areas = "neet-or-not-known-16-17", ("E10000015", "E12000006", "E92000001")
    found = [len(queries.series(name, area).observations) for area in areas]
    return Question(name, tuple(a for a, n in zip(areas, found, strict=True) if n), sum(found))


def database(plan: Plan) -> Path:
    ours.real_home(plan)
    from skillshire.indicators import releases

    file = plan.folder("peers-real") / "heap.sqlite"
    stores.sqlite_heap(releases.current().parquet, file)
    return file


# --- Starting them -----------------------------------------------------------------------------------------


def skillshire(plan: Plan) -> AbstractContextManager[Site]:
    home, _ = ours.real_home(plan)
    command = [ours.skillshire(), "serve", "--port", "{port}", "--workers", "2"]
    return server.running(command, "/healthz", plan.work / "skillshire.log", {"SKILLSHIRE_HOME": str(home)})


GUNICORN = {
    "sync": ["--worker-class", "sync"],
    "threads": ["--worker-class", "gthread", "--threads", "4"],
}


def plain_django(plan: Plan, mode: str = "sync", **variables: str) -> AbstractContextManager[Site]:
    command = [
        str(BIN / "gunicorn"), "bench.peers.plain_django:application", "--bind", "127.0.0.1:{port}",
        "--workers", "2", "--chdir", str(ours.ROOT), "--log-level", "warning", *GUNICORN[mode],
    ]  # fmt: skip
    environ = {"BENCH_DATABASE": str(database(plan)), **variables}
    log = plan.work / f"django-{mode}{'-'.join(variables)}.log"
    return server.running(command, sixty(plan).django, log, environ)


def datasette(plan: Plan) -> AbstractContextManager[Site]:
    """Immutable, so that it counts and locks nothing. It has one process, whatever the machine."""
    command = [str(BIN / "datasette"), "serve", "--immutable", str(database(plan)), "--port", "{port}",
               "--setting", "suggest_facets", "off"]  # fmt: skip
    return server.running(command, "/-/versions.json", plan.work / "datasette.log")


def missing() -> dict[str, str]:
    needed = {"plain Django": "gunicorn", "Datasette": "datasette"}
    return {
        name: f"the package {module} is not installed" for name, module in needed.items() if not has(module)
    }


# --- Equal answers -----------------------------------------------------------------------------------------

Figures = list[tuple[str, str, float | None]]  # (area, period, value)


def ours_says(site: Site, question: Question) -> Figures:
    found: Figures = []
    for area in question.areas:
        _, body, _ = server.fetch(site.url(f"/indicators/{question.indicator}/data.csv?area={area}"))
        for row in csv.DictReader(io.StringIO(body.decode())):
            found.append((area, row["period"], float(row["value"]) if row["value"] else None))
    return sorted(found, key=lambda row: row[:2])


def datasette_says(site: Site, question: Question) -> Figures:
    _, body, _ = server.fetch(site.url(question.datasette(".json") + "&_shape=array"))
    rows = json.loads(body)
    return sorted(((r["area"], r["period"], r["value"]) for r in rows), key=lambda row: row[:2])


def django_agrees(site: Site, question: Question, figures: Figures) -> bool:
    """Its page has a row with area, period and the figure to one decimal, for every figure."""
    _, body, _ = server.fetch(site.url(question.django))
    text = "".join(body.decode().split())
    # Django's floatformat rounds halves up from the decimal text; a row is found either way of rounding.
    return (
        all(
            any(
                f'<thscope="row">{area}</th><td>{period}</td><td>{shown}</td>' in text
                for shown in _shown(value)
            )
            for area, period, value in figures
        )
        and text.count("<tr>") == len(figures) + 1
    )


def _shown(value: float | None) -> list[str]:
    return ["nofigure"] if value is None else [f"{value:.1f}", f"{value + 1e-9:.1f}"]
