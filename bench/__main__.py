"""script/bench PART [--rounds N] [--quick]: one of PARTS, or all."""

import argparse
import importlib
import signal
import sys
from pathlib import Path

from bench import table
from bench.plan import Plan

PARTS = ("series", "page", "link", "ingest", "charts", "side", "dashboard", "office", "participation", "ilr")
HELP = """\
series  reading one series in process, beside SQLite, DuckDB and Polars
page    requests a second and waiting times of a measure's page, beside plain Django and Datasette
link    bytes, and when the text is there, over a slow link in a real browser
ingest  loading every published file, and switching to a new release
charts  drawing on the server, beside Matplotlib and Altair
side    an indicator's page in a real browser, beside Datasette, Streamlit, Dash and Shiny for Python
dashboard  series, map, profile and compare at ten million rows, and how soon new figures are live
office  the office's lists and records at fifty thousand young people
participation  14.4 million monthly rows of young people counted by district, beside Polars, DuckDB and NumPy
ilr     checking and loading 220 MB of learner records, beside lxml alone"""


def arguments(given: list[str]) -> tuple[list[str], Plan]:
    parser = argparse.ArgumentParser(
        "script/bench", description=HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("part", choices=[*PARTS, "all"])
    parser.add_argument("--rounds", type=int, default=5, help="of each contestant [default: 5]")
    parser.add_argument("--quick", action="store_true", help="small data, short rounds: does it still run?")
    parser.add_argument("--work", type=Path, required=True, help=argparse.SUPPRESS)
    found = parser.parse_args(given)
    if found.rounds < 1:
        parser.error("--rounds: write 1 or more.")
    return list(PARTS) if found.part == "all" else [found.part], Plan(found.rounds, found.quick, found.work)


def main() -> None:
    parts, plan = arguments(sys.argv[1:])
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit("Stopped."))  # so that servers stop too
    print(table.machine())
    if table.is_busy():
        print("\nThe machine is busy with other work: absolute times are too high, and intervals wide.")
    if plan.quick or plan.rounds < 5:
        print("\nA quick look only: fewer than five rounds, or small data. Quote none of this.")
    for part in parts:
        importlib.import_module(f"bench.{part}").run(plan)


if __name__ == "__main__":
    main()
