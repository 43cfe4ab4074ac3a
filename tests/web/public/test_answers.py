"""How pages answer: headers, methods, what browsers may keep, how much it costs."""

import gzip

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from skillshire.core import facts
from skillshire.strategy.models import Measure
from skillshire.web.public import answers, cache

PAGES = ["/", "/strategy/", "/strategy/measures/2/", "/indicators/job-adverts/", "/about/data/"]
FILES = ["/strategy/measures.csv", "/strategy/measures/2/evidence.csv", "/indicators/job-adverts/data.csv"]
# Questions to the records for a page that is made anew; figures are read from the release.
QUESTIONS = {
    "/": 7,
    "/strategy/": 15,  # one of them for the decisions that are open
    "/strategy/measures/": 6,
    "/strategy/measures.csv": 6,
    "/strategy/measures/2/": 11,  # one of them for the notes on the measure
    "/strategy/measures/2/evidence.csv": 6,
    "/strategy/actions/1/": 15,
    "/indicators/": 1,
    "/indicators/claimant-count-rate/": 1,
    "/about/data/": 1,
    "/about/methods/": 1,
}


def questions(read, address):
    cache.forget()
    facts.synthetic()  # asked once a minute, not for each page
    with CaptureQueriesContext(connection) as asked:
        read(address)
    return len(asked)


@pytest.mark.parametrize("address", [*PAGES, *FILES, "/nothing/"])
def test_sets_no_cookie_and_allows_nothing_inline(strategy, read, address):
    response = read(address, expect=404 if address == "/nothing/" else 200).response
    assert not response.cookies
    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "unsafe" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("address", [*PAGES, *FILES])
def test_answers_304_to_who_has_it_already(strategy, read, address):
    first = read(address).response
    again = read.client.get(address, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304 and not again.content
    assert read(address, **{"if-none-match": '"another"'}).size == len(first.content)


@pytest.mark.parametrize("address", [*PAGES, *FILES])
def test_answers_head_without_a_body(strategy, read, address):
    got, head = read(address).response, read.client.head(address)
    assert head.status_code == 200 and not head.content
    assert head["ETag"] == got["ETag"] and head["Content-Type"] == got["Content-Type"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_refuses_to_be_written_to(strategy, read, method):
    response = getattr(read.client, method)("/strategy/")
    assert response.status_code == 405 and response["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("address", PAGES)
def test_sends_less_to_who_can_unpack_it(strategy, read, address):
    plain = read(address).response.content
    packed = read.client.get(address, headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip" and gzip.decompress(packed.content) == plain
    assert len(packed.content) < len(plain) / 3


@pytest.mark.parametrize("address, most", QUESTIONS.items())
def test_asks_the_records_no_more_than_this(strategy, read, address, most):
    assert questions(read, address) <= most


def test_asks_no_more_for_a_longer_strategy(strategy, read):
    addresses = ("/", "/strategy/", "/strategy/measures/", "/strategy/measures.csv")
    before = [questions(read, address) for address in addresses]
    for ref in range(101, 121):
        one = Measure.objects.get(ref=2)
        kept = list(one.targets.all()), list(one.evidence.all())
        one.pk, one.ref = None, ref
        one.save()
        for part in (*kept[0], *kept[1]):
            part.pk, part.measure = None, one
            part.save()
    assert [questions(read, address) for address in addresses] == before


def test_a_download_holds_the_numbers_of_the_page(strategy, read):
    page = read("/strategy/measures/2/")
    shown = {row[0]: row[1] for row in page.table("observations")[1:]}
    (link,) = [link for link in page.links if "evidence.csv" in link]
    rows = read(link).csv
    assert {row["period_label"]: f"{float(row['value']):.1f}" for row in rows} == shown
    assert {row["role"] for row in rows} == {"own"} and {row["area"] for row in rows} == {"E10000015"}


def test_the_download_of_an_indicator_holds_the_numbers_of_its_page(strategy, read):
    page = read("/indicators/median-gross-weekly-pay/?area=E07000243")
    (link,) = [link for link in page.links if "data.csv?" in link]
    file = read(link)
    shown = {row[0]: row[1] for row in page.table("observations")[1:]}
    rows = [row for row in file.csv if row["area"] == "E07000243"]
    written = {row["period_label"]: f"{float(row['value']):,.2f}" for row in rows}
    marked = {row["period_label"]: f" [{row['status']}]" if row["status"] else "" for row in rows}
    assert {label: value + marked[label] for label, value in written.items()} == shown
    assert " [p]" in marked.values()  # the newest year is provisional, in the file as on the page
    assert file.response["Content-Disposition"] == (
        'attachment; filename="median-gross-weekly-pay-E07000243-E10000015-E12000006.csv"'
    )


def test_the_download_of_all_measures_holds_the_statuses_of_the_page(strategy, read):
    statuses = [row[1].removeprefix("Status: ").lower() for row in _measures(read("/strategy/measures/"))]
    assert [row["status"] for row in read("/strategy/measures.csv").csv] == statuses
    assert statuses.count("off track") == 1 and statuses.count("no evidence") == 14


def _measures(page):
    return page.table("measures")[1:]


@pytest.mark.parametrize("text", ["=1+1", "+44", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_text_in_a_download_is_run_by_a_spreadsheet(text):
    body = answers.table("t", ("a", "b"), [{"a": text, "b": -1.5}]).content.decode()
    assert f"'{text[0]}" in body
    assert body.rstrip().endswith(",-1.5")


def test_a_missing_number_in_a_download_is_empty_and_not_nought():
    assert answers.table("t", ("a", "b"), [{"a": None, "b": 0}]).content == b"a,b\r\n,0\r\n"
