"""The day that a page judges from goes along from page to page, and back to today."""

from datetime import date

import pytest

from skillshire.strategy import actions

DAY = "2020-03-31"
WITHOUT_A_DAY = (
    "/indicators/", "/areas/", "/compare/", "/supply-and-demand/", "/data/", "/api/", "/about/",
    "/accessibility/", "/static/",
)  # fmt: skip


def own(links):
    """The site's own addresses, without the places within a page."""
    return {link.split("#")[0] for link in links if link.startswith("/")}


def test_every_link_of_the_strategys_pages_carries_the_day(strategy, read):
    seen, todo = set(), {f"/?as-at={DAY}", f"/strategy/?as-at={DAY}"}
    while todo:
        address = todo.pop()
        seen.add(address)
        page = read(address)
        if ".csv" in address:
            continue
        back = [link for words, link in page.link_texts if words == "Back to today"]
        assert len(back) == (0 if "/actions/" in address else 1), address
        for link in own(page.links) - set(back):
            assert link.endswith(f"?as-at={DAY}") or link.startswith(WITHOUT_A_DAY), f"{address} links {link}"
            todo |= {link} - seen if "as-at" in link else set()
    assert len([one for one in seen if "/measures/" in one and ".csv" not in one]) == 16
    assert len([one for one in seen if "/actions/" in one]) == 20


def test_today_is_not_written_into_addresses(strategy, read):
    for address in ("/", "/strategy/", "/strategy/?as-at=2026-11-22", "/strategy/measures/2/"):
        page = read(address)
        assert not [link for link in page.links if "as-at" in link]
        assert "Back to today" not in page.text


def test_the_way_back_to_today_is_the_same_page(strategy, read):
    links = dict(read(f"/strategy/measures/2/?as-at={DAY}").link_texts)
    assert links["Back to today"] == "/strategy/measures/2/"


def test_only_what_was_published_by_then_counts(strategy, read):
    page = read(f"/strategy/measures/2/?as-at={DAY}")
    assert "3.4% (Dec 2018 to Feb 2019)" in page.h1
    assert [row[0] for row in page.table("observations")] == ["Period", "Dec 2018 to Feb 2019"]
    assert "Where a publisher has revised one since 31 March 2020" in page.text


def test_before_the_first_figure_there_is_no_evidence(strategy, read):
    assert read("/?as-at=1999-01-01").h1 == "None of 15 measures can be judged yet"
    page = read("/strategy/measures/2/?as-at=1999-01-01")
    assert page.h1.endswith("no evidence yet") and "Status: No evidence" in page.text
    assert "Nothing had been published by 1 January 1999." in page.text
    assert "it was still to come" not in read("/strategy/?as-at=2018-01-01").text
    assert "The strategy begins on 1 January 2018, so on that day it was still to come." in (
        read("/strategy/?as-at=1999-01-01").text
    )


@pytest.mark.parametrize("day", ["0001-01-01", "1000-01-01"])
def test_the_first_days_of_the_calendar_are_days(strategy, read, day):
    for address in ("/", "/strategy/", "/strategy/measures/2/", "/strategy/actions/1/"):
        read(f"{address}?as-at={day}")


@pytest.mark.parametrize("day", ["2026-11-23", "9999-12-31"])
def test_refuses_a_day_still_to_come(strategy, read, day):
    for address in ("/", "/strategy/", "/strategy/measures.csv", "/strategy/measures/2/"):
        assert "is still to come" in read(f"{address}?as-at={day}", expect=400).text


def test_the_form_offers_no_day_still_to_come(strategy, read):
    for address in ("/", "/strategy/", "/strategy/measures/", "/strategy/measures/2/"):
        (field,) = [one for one in read(address).elements("input") if one["type"] == "date"]
        assert (field["name"], field["value"], field["max"]) == ("as-at", "2026-11-22", "2026-11-22")


def test_an_action_shows_only_what_had_been_reported_by_then(strategy, read):
    action = strategy.actions.get(ref=3)
    actions.report(
        action, status="in-progress", by="alice", on=date(2019, 5, 1), note="A network was set up."
    )
    assert "A network was set up." in read("/strategy/actions/3/").text
    assert "1 May 2019" in read("/strategy/").text
    before = read("/strategy/actions/3/?as-at=2019-04-30").text
    assert "A network was set up." not in before and "by 30 April 2019" in before


def test_the_download_is_of_the_same_day(strategy, read):
    page = read(f"/strategy/measures/?as-at={DAY}")
    (link,) = [link for link in page.links if link.endswith(f".csv?as-at={DAY}")]
    rows = read(link).csv
    assert {row["as_at"] for row in rows} == {DAY}
    assert rows[1]["latest_value"] == "3.4"
