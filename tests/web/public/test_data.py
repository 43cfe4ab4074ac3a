"""The pages and files of the data themselves."""

import csv
import gzip
import io
import os
import shutil
import threading
import zipfile
from datetime import date

import pytest

from skillshire.core import periods
from skillshire.indicators import calendar, changes, distributions, downloads, making, queries
from skillshire.indicators.changes import Logged, Revision

CLAIMANTS = "/data/indicators/claimant-count-rate"


def body(response):
    return b"".join(response.streaming_content)


def test_the_page_leads_to_every_file(strategy, read):
    page = read("/data/")
    assert f"{queries.release().rows:,} figures" in page.h1
    assert {f"/data/release.{kind}" for kind in downloads.KINDS} <= set(page.links)
    for one in queries.indicators():
        assert {f"/data/indicators/{one.id}.{kind}" for kind in distributions.MEDIA} <= set(page.links)
    assert {"/api/", "/data/catalogue.jsonld", "/data/calendar/", "/data/revisions/"} <= set(page.links)
    assert page.size < 100_000


@pytest.fixture
def own(strategy, bundled, settings, tmp_path):
    """A home with the bundled figures, of this test's own: other processes make files in it."""
    home = tmp_path / "home"
    shutil.copytree(bundled / "releases", home / "releases", copy_function=os.link,
                    ignore=shutil.ignore_patterns("downloads", ".lock"))  # fmt: skip
    settings.SKILLSHIRE_HOME = home
    return home


def test_an_indicator_is_streamed_with_its_name_and_a_tag(own, read):
    found = read.client.get(f"{CLAIMANTS}.csv")
    assert (
        found.streaming and found["Content-Disposition"] == 'attachment; filename="claimant-count-rate.csv"'
    )
    text = body(found)
    rows = list(csv.DictReader(io.StringIO(text.decode())))
    assert len(rows) == queries.coverage("claimant-count-rate")["observations"]
    assert int(found["Content-Length"]) == len(text) and found["Access-Control-Allow-Origin"] == "*"
    again = read.client.get(f"{CLAIMANTS}.csv", headers={"if-none-match": found["ETag"]})
    assert again.status_code == 304 and not again.content and again["ETag"] == found["ETag"]


def test_who_has_the_file_already_needs_none_made(own, read):
    tag = f'"{queries.release().id}-claimant-count-rate.csv"'
    assert read.client.get(f"{CLAIMANTS}.csv", headers={"if-none-match": tag}).status_code == 304
    tag = f'"{queries.release().id}-{downloads.path("csv").name}"'
    assert read.client.get("/data/release.csv", headers={"if-none-match": tag}).status_code == 304
    assert not (own / "cache").exists()


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_a_text_is_kept_packed_and_sent_as_the_asker_takes_it(own, read, kind):
    packed = read.client.get(f"{CLAIMANTS}.{kind}", headers={"accept-encoding": "br, gzip"})
    sent = body(packed)
    assert packed["Content-Encoding"] == "gzip" and int(packed["Content-Length"]) == len(sent)
    for takes in ("", "br", "gzip;q=0", "gzip; q=0.0, br"):
        plain = read.client.get(f"{CLAIMANTS}.{kind}", headers={"accept-encoding": takes})
        assert "Content-Encoding" not in plain and body(plain) == gzip.decompress(sent)
        assert plain["ETag"] != packed["ETag"] and plain["Vary"] == packed["Vary"] == "Accept-Encoding"
    assert [one.name for one in own.glob("cache/indicators/*/*")] == [f"claimant-count-rate.{kind}.gz"]


def test_a_packed_file_is_not_packed_again(own, read):
    for address, start in ((f"{CLAIMANTS}.parquet", b"PAR1"), ("/data/release.parquet", b"PK")):
        found = read.client.get(address, headers={"accept-encoding": "gzip"})
        assert "Content-Encoding" not in found and body(found).startswith(start)


@pytest.mark.parametrize("address", [f"{CLAIMANTS}.json", "/data/release.sqlite"])
def test_while_a_file_is_made_another_asker_is_told_when_to_come_again(own, read, address):
    with making.lock():
        page = read.client.get(address, headers={"accept": "text/html,*/*;q=0.8"})
        said = read.client.get(address)
        assert read("/data/").h1  # all else is answered
    assert (page.status_code, page["Retry-After"], page["Cache-Control"]) == (503, "10", "no-store")
    assert b"they are made one at a time" in page.content and b"govuk-template" in page.content
    assert (said.status_code, said["Retry-After"]) == (503, "10")
    assert said["Content-Type"].startswith("text/plain") and said["Access-Control-Allow-Origin"] == "*"
    assert said.content.decode().startswith("Another file is being made just now")


def test_two_askers_at_once_and_a_page_besides(own, read, monkeypatch):
    """The first has the file, the second is told to come again, and a page does not wait for either."""
    client, answers, started, start = read.client, [], threading.Event(), making._start

    def noted(*arguments):
        child = start(*arguments)
        started.set()
        return child

    monkeypatch.setattr(making, "_start", noted)
    address = "/data/indicators/highest-qualification"
    first = threading.Thread(target=lambda: answers.append(client.get(f"{address}.json")))
    first.start()
    assert started.wait(30)
    second = client.get(f"{address}.csv")
    page = client.get("/data/calendar.ics")
    assert first.is_alive()  # neither waited for the first
    assert (second.status_code, second["Retry-After"], page.status_code) == (503, "10", 200)
    first.join()
    assert answers[0].status_code == 200
    text = body(answers[0])
    assert text.count(b"\n{") == queries.coverage("highest-qualification")["observations"]


@pytest.mark.parametrize(
    "address", [f"{CLAIMANTS}.exe", "/data/indicators/nonsense.csv", "/data/release.exe", "/data/release."]
)
def test_a_file_that_there_is_not_is_not_found(strategy, read, address):
    read(address, expect=404)


def test_files_are_only_read(strategy, read):
    assert read.client.post(f"{CLAIMANTS}.csv").status_code == 405


def test_the_whole_release_comes_as_a_file(own, read):
    found = read.client.get("/data/release.parquet")
    assert found["Content-Disposition"].endswith(f'skillshire-{queries.release().id}-parquet.zip"')
    names = zipfile.ZipFile(io.BytesIO(body(found))).namelist()
    assert {f"observations/{one.id}.parquet" for one in queries.indicators()} <= set(names)


def test_the_catalogue_names_the_host_that_was_asked(strategy, read):
    found = read.client.get("/data/catalogue.jsonld", headers={"host": "localhost:8123"})
    assert found["Content-Type"] == "application/ld+json" and found.json()["@id"].startswith(
        "http://localhost:8123/"
    )


def test_the_calendar_says_what_is_due_first(strategy, read):
    page = read("/data/calendar/")
    coming = [one for one in calendar.due(date(2026, 11, 22)) if not one.late]
    count = sum(one.month == coming[0].month for one in coming)
    assert page.h1 == f"Figures of {count} indicators are due in November 2026"
    assert [row[0] for row in page.table("month-1")[1:]] == [one.title for one in coming[:count]]
    late = [one for one in calendar.due(date(2026, 11, 22)) if one.late]
    assert len(page.table("late")) == len(late) + 1


def test_the_calendar_can_be_taken_away(strategy, read):
    rows = read("/data/calendar/data.csv").csv
    assert {row["indicator"] for row in rows} == {one.indicator for one in calendar.due(date(2026, 11, 22))}
    feed = read.client.get("/data/calendar.ics")
    assert feed["Content-Type"].startswith("text/calendar")
    coming = [one for one in calendar.due(date(2026, 11, 22)) if not one.late]
    assert feed.content.count(b"BEGIN:VEVENT") == len(coming)


def test_a_first_release_has_revised_nothing(strategy, read):
    assert read("/data/revisions/").h1 == "There is one release so far, so nothing has been revised yet"


def test_a_revision_says_what_became_of_what(strategy, read, monkeypatch):
    serving, period = queries.release().id, periods.parse("2024-01-01/P1Y")
    counts = {"state": "changed", "added": 4, "revised": 2, "withdrawn": 0}
    log = [
        Logged(serving, "2026-11-22", "earlier", (), {"claimant-count-rate": counts}),
        Logged("earlier", "2026-10-01", None, (), {}),
    ]
    moved = [
        Revision("claimant-count-rate", "E07000243", (), period, "revised", 3.1, "", 3.2, "p"),
        Revision("claimant-count-rate", "E07000242", (), period, "revised", 2.0, "", None, "x"),
    ]
    monkeypatch.setattr(changes, "log", lambda: log)
    monkeypatch.setattr(changes, "revisions", lambda release, indicator: moved)
    page = read("/data/revisions/")
    assert page.h1 == "2 figures were revised in the last 2 releases"
    assert "Stevenage, 2024: 3.1% became 3.2%" in page.text
    assert "East Hertfordshire, 2024: 2.0% became no figure" in page.text
