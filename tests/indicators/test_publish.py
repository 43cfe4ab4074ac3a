"""Counts from records become figures in one way, and nothing that happens later loses them."""

import os
import signal
import subprocess
import sys
import textwrap
from dataclasses import replace
from datetime import UTC, date, datetime

import polars as pl
import pytest

from skillshire.core.errors import UserError
from skillshire.indicators import build, contents, installed, publish, queries, releases
from tests.indicators import invented

HERTS, STEVENAGE = invented.HERTS, invented.STEVENAGE
INDICATOR = "apprenticeship-starts-16-18"
ORIGIN = publish.Origin("Test County Council", date(2026, 11, 22))
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
LATER = datetime(2026, 12, 24, 9, 30, tzinfo=UTC)
SCHEMA = {
    "area": pl.String, "breakdown": pl.String, "period": pl.String, "value": pl.Float64,
    "lower": pl.Float64, "upper": pl.Float64, "status": pl.String,
}  # fmt: skip


def table(*figures):
    """(area, year, number or None for hidden) …"""
    rows = [
        (area, "", f"{year}-01-01/P1Y", value, None, None, "" if value is not None else "c")
        for area, year, value in figures
    ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


COUNTS = table((HERTS, 2019, 40.0), (STEVENAGE, 2019, None), (HERTS, 2020, 45.0), (STEVENAGE, 2020, 10.0))


def put(figures=COUNTS, now=NOW, origin=ORIGIN):
    return publish.publish({INDICATOR: figures}, origin, now=now)


def numbers(area=HERTS):
    return [one.value for one in queries.series(INDICATOR, area).observations]


@pytest.fixture
def loaded_claimants(published, load):
    return load(published, "ons-els-claimant-count")


def test_counts_stand_beside_what_was_published(loaded_claimants):
    outcome = put()
    assert outcome.changed == (INDICATOR,)
    assert outcome.release.previous == loaded_claimants.id
    assert numbers() == [40.0, 45.0]
    assert queries.has("claimant-count-rate")


def test_a_hidden_count_is_a_marker_and_no_number(loaded_claimants):
    put()
    first = queries.series(INDICATOR, STEVENAGE).observations[0]
    assert (first.value, first.status) == (None, "c")


def test_the_record_says_who_counted_and_that_the_county_is_invented(loaded_claimants):
    put(origin=replace(ORIGIN, synthetic=True))
    (record,) = queries.snapshots(INDICATOR)
    assert (record["producer"], record["published"], record["source"]) == (
        "Test County Council", "2026-11-22", "casework-learning",
    )  # fmt: skip
    assert record["synthetic"] is True
    assert record["title"].endswith("(Synthetic: invented people)")
    assert record["licence"] == "OGL-UK-3.0"
    assert len(record["sha256"]) == 64


def test_a_real_county_is_not_called_invented(loaded_claimants):
    put()
    assert "synthetic" not in queries.snapshots(INDICATOR)[0]


def test_the_same_counts_again_make_no_release(loaded_claimants):
    first = put().release
    again = put(now=LATER, origin=replace(ORIGIN, published=LATER.date()))
    assert (again.release.id, again.changed) == (first.id, ())


def test_periods_that_are_counted_no_more_stay_as_they_were_published(loaded_claimants):
    put()
    put(table((HERTS, 2020, 50.0), (STEVENAGE, 2020, None)), now=LATER)
    assert numbers() == [40.0, 50.0]
    assert [record["published"] for record in queries.snapshots(INDICATOR)] == ["2026-11-22", "2026-11-22"]


def test_what_would_change_is_said_and_nothing_is_changed(loaded_claimants):
    put()
    told = publish.differences({INDICATOR: table((HERTS, 2020, 50.0), (HERTS, 2021, 55.0))}, ORIGIN)
    assert (told[INDICATOR]["added"], told[INDICATOR]["changed"], told[INDICATOR]["removed"]) == (1, 1, 0)
    assert numbers() == [40.0, 45.0]


def test_an_indicator_that_others_publish_cannot_be_published(loaded_claimants):
    with pytest.raises(UserError, match="not an indicator counted from records"):
        publish.publish({"claimant-count-rate": COUNTS}, ORIGIN, now=NOW)
    assert releases.current_id() == loaded_claimants.id


def test_counts_can_be_published_where_nothing_serves(home):
    put()
    assert numbers() == [40.0, 45.0]


def test_a_later_load_keeps_the_counts(loaded_claimants, published, load):
    put()
    invented.claimants(published, value=3.5)
    load(published, "ons-els-claimant-count", now=LATER)
    assert numbers() == [40.0, 45.0]


def test_a_source_of_records_cannot_be_loaded_as_a_file(published, load):
    with pytest.raises(UserError, match="skillshire counts publish"):
        load(published, "casework-learning")


# --- Upgrades -----------------------------------------------------------------------------------------------


@pytest.fixture
def bundle(loaded_claimants, tmp_path, monkeypatch, settings, load, published):
    """bundle(value): a package whose bundled figures are `value`; nothing of it is installed yet."""

    def make(value):
        settings.SKILLSHIRE_HOME = tmp_path / f"made-{value}"
        invented.claimants(published, value=value)
        release = load(published, "ons-els-claimant-count")
        build.bundle(release, tmp_path / f"bundle-{value}")
        monkeypatch.setattr(releases, "BUNDLED", tmp_path / f"bundle-{value}")
        settings.SKILLSHIRE_HOME = tmp_path / "site"

    return make


def test_an_upgrade_brings_new_figures_and_keeps_the_counts(bundle):
    bundle(2.0)
    releases.install_bundled(echo=lambda line: None)
    put()
    assert releases.install_bundled(echo=lambda line: None) is None
    bundle(3.0)
    assert releases.install_bundled(echo=lambda line: None) is not None
    assert numbers() == [40.0, 45.0]
    assert queries.series("claimant-count-rate", HERTS).latest.value == 3.0
    assert releases.install_bundled(echo=lambda line: None) is None


def test_counts_after_an_upgrade_are_taken_to_the_next(bundle):
    for value in (2.0, 3.0, 4.0):
        bundle(value)
        releases.install_bundled(echo=lambda line: None)
        put(table((HERTS, 2020, 10 * value)), now=LATER)
    assert numbers() == [40.0]
    assert queries.series("claimant-count-rate", HERTS).latest.value == 4.0


def test_figures_that_were_loaded_here_are_never_replaced(bundle, published, load):
    bundle(2.0)
    releases.install_bundled(echo=lambda line: None)
    load(published, "ons-els-claimant-count", now=LATER)
    put(now=LATER)
    bundle(3.0)
    assert releases.install_bundled(echo=lambda line: None) is None


def test_a_bundle_noted_by_an_older_program_is_known(home):
    releases.root().mkdir(parents=True, exist_ok=True)
    (releases.root() / "bundled").write_text("20261001-abcdef01\n20261101-abcdef02\n", encoding="utf-8")
    assert installed.base_of("20261001-abcdef01") == "20261001-abcdef01"
    installed.note("20261102-abcdef03", "20261101-abcdef02")
    assert installed.base_of("20261102-abcdef03") == "20261101-abcdef02"


# --- Killed on the way --------------------------------------------------------------------------------------

KILLED = """
    import os, sys
    from datetime import UTC, date, datetime
    import django
    django.setup()
    from tests.indicators import test_publish as here
    from skillshire.indicators import {module}
    real = {module}.{function}
    def kill(*arguments, **named):
        os.kill(os.getpid(), 9)
    {module}.{function} = kill
    here.put(here.table((here.HERTS, 2020, 99.0)))
"""


@pytest.mark.parametrize(
    "module, function",
    [("changes", "write"), ("releases", "place"), ("releases", "write_manifest"), ("releases", "switch")],
)
def test_killed_anywhere_the_release_before_serves_and_publishing_again_finishes(
    loaded_claimants, home, module, function
):
    put()
    before = releases.current_id()
    script = textwrap.dedent(KILLED.format(module=module, function=function))
    environment = {**os.environ, "SKILLSHIRE_HOME": str(home), "SKILLSHIRE_FACE": "public",
                   "DJANGO_SETTINGS_MODULE": "skillshire.config.settings"}  # fmt: skip
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert releases.current_id() == before
    assert numbers() == [40.0, 45.0]
    put(table((HERTS, 2020, 99.0)), now=LATER)
    assert numbers() == [40.0, 99.0]
    assert contents.read(releases.current().folder)
