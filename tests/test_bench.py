"""The benchmarks' small pieces. Nothing is timed here: `script/bench` does that."""

import importlib
from pathlib import Path
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import __main__ as command
from bench import dashboard, figures, link, load, page, plan, server, sites, store_data, table
from bench.peers import drawings, questions
from bench.store_data import Size
from skillshire.indicators import releases

ROOT = Path(__file__).resolve().parent.parent
positive = st.floats(min_value=0.001, max_value=1e6)


# --- Every module can be imported without the peers -----------------------------------------------------


@pytest.mark.parametrize("part", command.PARTS)
def test_every_part_can_be_run(part):
    assert callable(importlib.import_module(f"bench.{part}").run)


def test_the_script_and_its_help_name_every_part():
    script = (ROOT / "script" / "bench").read_text(encoding="utf-8")
    documented = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
    for part in command.PARTS:
        assert part in script
        assert part in command.HELP
        assert f"## {part}" in documented.lower()


def test_all_is_every_part(tmp_path):
    parts, asked = command.arguments(["all", "--rounds", "7", "--work", str(tmp_path)])
    assert (parts, asked.rounds, asked.quick) == (list(command.PARTS), 7, False)


@pytest.mark.parametrize("wrong", [["everything"], ["page", "--rounds", "0"], []])
def test_refuses_what_it_does_not_know(wrong, tmp_path, capsys):
    with pytest.raises(SystemExit):
        command.arguments([*wrong, "--work", str(tmp_path)])
    assert capsys.readouterr().err


# --- Figures --------------------------------------------------------------------------------------------


@given(st.lists(positive, min_size=1, max_size=60), st.sampled_from([0.5, 0.95, 1.0]))
def test_a_percentile_is_the_smallest_value_that_so_many_do_not_exceed(values, share):
    found = figures.percentile(values, share)

    assert found in values
    assert sum(value <= found for value in values) >= share * len(values)
    assert sum(value < found for value in values) < share * len(values)


@settings(deadline=None, max_examples=25)  # each draws two thousand times
@given(st.lists(st.tuples(positive, positive), min_size=1, max_size=9))
def test_a_ratio_is_that_of_the_medians_and_within_what_pairs_allow(pairs):
    above, below = [a for a, _ in pairs], [b for _, b in pairs]
    value, low, high = figures.ratio(above, below)

    assert value == median(above) / median(below)
    assert min(above) / max(below) * 0.999 <= low <= high <= max(above) / min(below) * 1.001


def test_a_ratio_of_steady_rounds_has_a_narrow_interval():
    assert figures.ratio([8.0, 8.1, 8.0, 7.9, 8.0], [2.0] * 5)[1:] == (3.95, 4.05)


def test_a_ratio_refuses_rounds_without_a_pair():
    with pytest.raises(ValueError, match="as many rounds"):
        figures.ratio([1.0], [1.0, 2.0])


def test_every_contestant_runs_once_a_round_in_changing_order():
    ran = []
    names = ["a", "b", "c"]
    found = plan.interleave({name: lambda name=name: ran.append(name) or {"x": 1.0} for name in names}, 6)
    rounds = [tuple(ran[start : start + 3]) for start in range(0, 18, 3)]

    assert all(sorted(one) == names for one in rounds)
    assert len(set(rounds)) > 1
    assert {len(one) for one in found.values()} == {6}


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (10240000, "10,240,000"),
        (12.34, "12.3"),
        (1.234, "1.23"),
        (812.3, "812"),
        (0.0712, "0.0712"),
        (0, "0"),
    ],
)
def test_numbers_have_three_figures(value, written):
    assert table.number(value) == written


def test_a_slower_contestant_keeps_its_row_and_one_that_could_not_run_says_why(capsys):
    found = {"ours": [{"ms": 2.0}] * 5, "quicker": [{"ms": 1.0}] * 5}
    table.results(found, "ours", "ms", missing={"absent": "it is not installed"})
    said = capsys.readouterr().out

    assert "| quicker | 1.00 | 0.5× (0.5–0.5) |" in said
    assert "| absent | – | not run: it is not installed |" in said


@pytest.mark.parametrize(("value", "verdict"), [(0.2, "**met**"), (0.4, "**missed**")])
def test_a_missed_goal_is_said(value, verdict, capsys):
    table.goal("at most 0.3", value, 0.3)
    assert verdict in capsys.readouterr().out


# --- The synthetic county -------------------------------------------------------------------------------


def test_the_workload_has_its_published_size():
    assert Size().rows == 10_240_000


def test_a_smaller_county_is_the_beginning_of_a_larger_one():
    small, large = list(store_data.rows(3, 2)), list(store_data.rows(3, 4))
    assert large[: len(small)] == small
    assert len(large) == 4 * store_data.BREAKDOWNS * store_data.YEARS


def test_rows_come_in_the_order_of_their_key():
    keys = [row[:3] for row in store_data.rows(0, 3)]
    assert keys == sorted(set(keys))


def test_some_three_in_a_hundred_figures_are_suppressed_and_say_so():
    made = list(store_data.rows(0, 40))
    gone = [row for row in made if row[3] is None]

    assert 0.02 < len(gone) / len(made) < 0.04
    assert all(row[4:7] == (None, None, "c") for row in gone)
    assert all(row[4] < row[3] < row[5] for row in made if row[3] is not None)


def test_questions_ask_for_three_different_areas_and_repeat():
    asked = store_data.questions(50, Size())
    assert asked == store_data.questions(50, Size())
    assert all(len(set(areas)) == 3 for _, areas, _ in asked)


@pytest.mark.parametrize("kind", questions.KINDS)
def test_every_kind_of_question_is_asked_the_same_way_each_time(kind):
    asked = dashboard.ask(kind, 20, Size())
    assert asked == dashboard.ask(kind, 20, Size())
    assert len(set(asked)) > 10
    assert {len(one) for one in asked} == {len(dashboard.ARGUMENTS[kind])}
    assert set(dashboard.GOAL_MS) == set(dashboard.WORDS) == set(dashboard.ARGUMENTS) == set(questions.KINDS)


def test_a_small_county_is_answered_alike_by_ours_and_by_sqlite_and_polars(home):
    size, quick = Size(indicators=10, areas=10), plan.Plan(1, True, home)
    made, _ = store_data.made(quick, size)
    parquet = releases.current().parquet
    peers = {
        dashboard.OURS: questions.skillshire(made),
        "SQLite": questions.sqlite_clustered(parquet, home / "clustered.sqlite"),
        "Polars": questions.polars_parquet(parquet, quick.folder("parquet")),
    }
    asked = {kind: dashboard.ask(kind, 12, size) for kind in questions.KINDS}
    assert "checked" in dashboard.equal(peers, asked)

    wrong = questions.Peer({kind: lambda *asked: [] for kind in questions.KINDS})
    with pytest.raises(SystemExit, match="wrong answers series"):
        dashboard.equal({**peers, "wrong": wrong}, asked)


# --- Pages and clients ----------------------------------------------------------------------------------


def test_unasked_pages_are_more_than_a_process_keeps():
    from skillshire.web.public import cache

    assert len(set(page.unasked(sites.MEASURE))) > 4 * cache.MOST


def test_a_question_to_datasette_is_written_as_an_address():
    asked = sites.Question("rate", ("E1", "E2"), 40)
    assert asked.django == "/indicators/rate/?areas=E1,E2"
    assert "area__in=E1%2CE2" in asked.datasette(".json")


def test_a_missing_figure_is_not_nought_in_a_page():
    assert sites._shown(None) == ["nofigure"]
    assert "0.0" in sites._shown(0.0)


def test_the_python_client_counts_what_it_is_answered(tmp_path):
    """A server of this machine that answers 404 to all: every answer is wrong, and none is hidden."""
    import http.server
    import threading

    class Silent(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *arguments):
            pass

    file = tmp_path / "paths.txt"
    file.write_text("/no-such-file\n")
    with http.server.ThreadingHTTPServer(("127.0.0.1", server.free_port()), Silent) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        found = load._threads(f"http://127.0.0.1:{site.server_port}", file, 2, 0.05, {})
        site.shutdown()

    assert found["wrong"] >= 1
    assert found["req/s"] > 0


def test_the_slow_link_is_the_one_that_is_documented():
    documented = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
    assert f"{link.MEGABIT} Mbit/s" in documented
    assert f"{link.TRIP} ms" in documented


# --- Drawings -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["line", "dots", "bars", "spark"])
def test_ours_draws_what_the_peers_are_asked_for(kind):
    subject = drawings.subjects(2)[1]
    drawn = drawings.ours(kind)(subject)

    assert drawings.check("Skillshire", kind, drawn, subject) is None  # it raises otherwise
    assert drawn.count("<svg") == 1


@pytest.mark.parametrize("drawn", ["", "<svg></svg>", "<svg>Random walk 0 England</svg>"])
def test_an_empty_drawing_is_not_timed(drawn):
    with pytest.raises(SystemExit):
        drawings.check("peer", "line", drawn, drawings.subjects(1)[0])


def test_no_two_charts_are_alike():
    made = drawings.subjects(5)
    assert len({one.lines for one in made}) == 5
