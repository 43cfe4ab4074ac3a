"""Pages are kept, and made anew as soon as what they say would change."""

import json
import os
import shutil
import threading
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from skillshire.core import clock
from skillshire.indicators import queries, releases
from skillshire.strategy import actions
from skillshire.web.public import cache


@pytest.fixture
def at_once(monkeypatch):
    """Look at the records at every request."""
    monkeypatch.setattr(cache, "CHECK_SECONDS", 0.0)


@pytest.fixture
def own_home(bundled, tmp_path, settings):
    """A home whose release may be switched."""
    home = tmp_path / "home"
    shutil.copytree(bundled, home, copy_function=os.link)
    pointer = home / "releases" / "current"
    text = pointer.read_text()
    pointer.unlink()
    pointer.write_text(text)
    settings.SKILLSHIRE_HOME = home
    return home


def second_release(home):
    """The same figures under another name."""
    serving = releases.current()
    folder = home / "releases" / "20261231-another"
    shutil.copytree(serving.folder, folder, copy_function=os.link)
    manifest = json.loads((folder / "release.json").read_text())
    (folder / "release.json").unlink()
    (folder / "release.json").write_text(json.dumps({**manifest, "id": folder.name}))
    return releases.read(folder)


def test_a_page_changes_when_the_strategy_does(strategy, read, at_once):
    first = read("/strategy/actions/1/")
    note = "Four schools have taken part."
    actions.report(strategy.actions.get(ref=1), status="done", by="alice", on=date(2026, 11, 1), note=note)
    second = read("/strategy/actions/1/", **{"if-none-match": first.response["ETag"]})
    assert note not in first.text and note in second.text


def test_a_page_changes_when_the_title_of_the_strategy_does(strategy, read, at_once):
    assert strategy.title in read("/").text
    strategy.title, strategy.revision = "Another title", strategy.revision + 1
    strategy.save()
    assert "Another title" in read("/").text


def test_pages_change_when_the_last_strategy_goes(strategy, read, at_once):
    read("/strategy/")
    strategy.delete()
    assert read("/strategy/").h1 == "No skills strategy has been loaded for Hertfordshire yet"
    assert read("/").h1.startswith("Hertfordshire does better than England on ")


def test_a_page_changes_when_another_release_serves(strategy, read, own_home):
    before = read("/").text
    another = second_release(own_home)
    assert read("/").text == before
    releases.switch(another)
    assert "Data release 20261231-another" in read("/").text
    assert read("/healthz").response.json()["release"] == another.id == queries.release().id


def test_a_page_changes_with_the_day(strategy, read, monkeypatch):
    assert "published by 22 November 2026" in read("/strategy/").text
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 23))
    assert "published by 23 November 2026" in read("/strategy/").text
    read("/strategy/?as-at=2026-11-23")


def test_a_refusal_is_not_kept(strategy, read):
    assert read("/strategy/").response["Cache-Control"] == cache.SHORT
    assert not read("/strategy/?as-at=2026-11-23", expect=400).response.has_header("Cache-Control")


def kept_by_address(monkeypatch):
    """A view that counts how often it is asked, kept; and what it was asked for."""
    asked = []
    monkeypatch.setattr(cache, "stamp", lambda: ("r1", 1, 1, date(2026, 11, 22)))

    def view(request):
        asked.append(request.get_full_path())
        return HttpResponse(f"page {request.get_full_path()}")

    return cache.cached(view), asked


def test_a_page_is_made_once(monkeypatch):
    view, asked = kept_by_address(monkeypatch)
    cache.forget()
    for _ in range(3):
        assert view(RequestFactory().get("/one/?x=1")).content == b"page /one/?x=1"
    assert asked == ["/one/?x=1"]
    cache.forget()


def test_threads_never_get_one_anothers_pages(monkeypatch):
    """With room for fewer pages than there are, so that pages are dropped while others are read."""
    monkeypatch.setattr(cache, "MOST", 3)
    view, _ = kept_by_address(monkeypatch)
    cache.forget()
    wrong = []

    def ask(start):
        for turn in range(200):
            address = f"/{(start + turn) % 8}/"
            answer = view(RequestFactory().get(address)).content
            if answer != f"page {address}".encode():
                wrong.append((address, answer))

    threads = [threading.Thread(target=ask, args=(start,)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    cache.forget()
