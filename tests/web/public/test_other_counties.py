"""Another county needs a setting and a file, and no code."""

from pathlib import Path

import pytest
import yaml

from skillshire.strategy import definitions, loading
from skillshire.web.public import cache
from tests.web.public.conftest import KENT, TODAY

BORSETSHIRE = Path(__file__).parents[2] / "strategy" / "data" / "borsetshire.yaml"
# The invented county is put into the records here and not by the fixture `strategy`.
pytestmark = pytest.mark.database


@pytest.fixture
def kent(figures, settings):
    settings.SKILLSHIRE_AREA = KENT
    cache.forget()


@pytest.fixture
def borsetshire(kent):
    """The invented county's strategy, on Kent's figures."""
    content = yaml.safe_load(BORSETSHIRE.read_text(encoding="utf-8"))
    content["area"] = KENT
    return loading.load(definitions.StrategyDefinition.model_validate(content), by="alice", on=TODAY)


def test_a_county_without_a_strategy_has_its_figures(kent, read):
    page = read("/")
    assert page.h1.startswith("Kent does better than England on ") and "worse on" in page.h1
    assert "Skills and work in Kent" in page.text
    assert "No skills strategy has been loaded for Kent yet" in page.text
    assert "Hertfordshire" not in page.text and "England 4.0%" in page.text


def test_a_county_without_a_strategy_says_how_to_get_one(kent, read):
    page = read("/strategy/")
    assert page.h1 == "No skills strategy has been loaded for Kent yet"
    for address in ("/strategy/measures/", "/strategy/measures/2/", "/strategy/actions/1/"):
        assert "No strategy is loaded for this area." in read(address, expect=404).text


def test_a_countys_indicators_are_its_own(kent, read):
    assert read("/indicators/").h1 == "Indicators for Kent"
    page = read("/indicators/claimant-count-rate/")
    assert page.h1.startswith("Claimant count rate: ")
    assert len(page.table("places")) == 13  # twelve districts and the head


def test_another_area_may_be_asked_for(kent, read):
    page = read("/indicators/claimant-count-rate/?area=E07000243")
    assert page.h1.startswith("Claimant count rate: ")
    assert " in Three Rivers in " in read("/indicators/claimant-count-rate/?area=E07000102").h1


def test_another_strategy_needs_no_code(borsetshire, read):
    home = read("/")
    assert home.h1 == "1 of 2 measures can be judged: it is at risk"
    assert "One theme" in [words for _, words in home.headings]
    assert "Borsetshire skills plan" in home.text
    page = read("/strategy/measures/1/")
    assert "Baseline 4.2% 2023" in page.text and "Target 3.0% or less 2026" in page.text
    assert "Leads: Borsetshire Council, Felpersham College" in read("/strategy/").text
    for address in ("/strategy/measures/", "/strategy/measures/2/", "/strategy/actions/2/"):
        read(address)


def test_an_ambition_whose_figures_are_not_there_is_left_out(borsetshire, read):
    assert "Pay" in [words for _, words in read("/strategy/").headings]


def test_no_figures_at_all_is_said_in_words(db, home, read):
    (home / "static").mkdir()
    cache.forget()
    page = read("/", expect=503)
    assert "There are no figures yet" in page.text
