"""JSON-stat 2.0, read back by a small reader that knows the format and nothing of this project."""

from math import prod

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skillshire.api.problems import Problem
from skillshire.api.v1 import jsonstat
from skillshire.indicators import queries

AT = "/api/v1/observations?format=json-stat&"
FIXTURES = [HealthCheck.function_scoped_fixture]


class Reader:
    """Finds a cell by its categories, by the rules at https://json-stat.org/full/."""

    def __init__(self, content):
        assert content["version"] == "2.0" and content["class"] == "dataset"
        self.content, self.ids, self.size = content, content["id"], content["size"]
        assert len(self.ids) == len(self.size) == len(set(self.ids)) == len(content["dimension"])
        self.index = {name: self._index(content["dimension"][name]["category"]) for name in self.ids}
        assert [len(self.index[name]) for name in self.ids] == self.size
        assert len(content["value"]) == prod(self.size)
        assert all(0 <= int(place) < len(content["value"]) for place in content["status"])
        roles = [name for names in content["role"].values() for name in names]
        assert set(content["role"]) <= {"time", "geo", "metric"} and set(roles) <= set(self.ids)
        assert len(roles) == len(set(roles))

    @staticmethod
    def _index(category):
        given = category["index"]
        order = given if isinstance(given, list) else sorted(given, key=given.get)
        assert set(category.get("label", order)) == set(order)
        for unit in category.get("unit", {}).values():
            assert set(unit) <= {"label", "symbol", "decimals", "base", "position"}
        return {one: place for place, one in enumerate(order)}

    def place(self, **categories):
        """Row-major: the last dimension turns fastest."""
        number = 0
        for name, size in zip(self.ids, self.size, strict=True):
            number = number * size + self.index[name][categories[name]]
        return number

    def value(self, **categories):
        return self.content["value"][self.place(**categories)]

    def status(self, **categories):
        return self.content["status"].get(str(self.place(**categories)), "")

    def limits(self, **categories):
        place, more = str(self.place(**categories)), self.content["extension"]
        return more["lower"].get(place), more["upper"].get(place)


def cell(one, ids):
    parts = {
        name: dict(one.breakdown).get(name.removeprefix("breakdown-"), jsonstat.TOTAL) for name in ids[3:]
    }
    return {"indicator": one.indicator, "area": one.area, "period": one.period.iso, **parts}


@pytest.mark.parametrize(
    ("indicator", "area"),
    [
        ("claimant-count-rate", "E06000052"),
        ("employment-volume", "E07000243"),
        ("employment-rate-16-64", "E07000243"),
    ],
)
def test_every_figure_is_read_back_with_status_and_limits(ask, indicator, area):
    reader = Reader(ask(f"{AT}indicator={indicator}&area={area}").json)
    found = queries.observations(indicator, area)
    for one in found:
        where = cell(one, reader.ids)
        assert (reader.value(**where), reader.status(**where)) == (one.value, one.status)
        assert reader.limits(**where) == (one.lower, one.upper)
    numbers = [value for value in reader.content["value"] if value is not None]
    assert len(numbers) == sum(one.value is not None for one in found) > 0


def test_several_indicators_share_one_table_with_their_units(ask):
    content = ask(f"{AT}indicator=claimant-count-rate&indicator=median-gross-weekly-pay&area=E92000001").json
    reader = Reader(content)
    units = content["dimension"]["indicator"]["category"]["unit"]
    assert units["claimant-count-rate"] == {"label": "percent", "decimals": 1}
    assert units["median-gross-weekly-pay"]["label"] == "pounds"
    assert reader.value(indicator="claimant-count-rate", area="E92000001", period="2025-01-01/P1Y") > 1


def test_it_says_what_it_is_and_where_from(ask):
    content = ask(f"{AT}indicator=claimant-count-rate&area=E92000001").json
    assert content["label"] == "Claimant count rate" and "Office for National Statistics" in content["source"]
    assert content["updated"] == "2026-06-26" and content["extension"]["release"] == queries.release().id
    assert content["role"] == {"time": ["period"], "geo": ["area"], "metric": ["indicator"]}
    assert content["dimension"]["area"]["category"]["label"] == {"E92000001": "England"}


def test_periods_run_forward_and_a_total_comes_before_its_parts(ask):
    content = ask(f"{AT}indicator=enterprise-count&area=E07000243").json
    shown = content["dimension"]["period"]["category"]["index"]
    assert shown == sorted(shown)
    assert content["dimension"]["size"]["category"]["index"][0] == jsonstat.TOTAL


def test_an_old_codes_notice_stands_in_the_notes(ask):
    content = ask(f"{AT}indicator=claimant-count-rate&area=E07000097").json
    assert any("old code" in note for note in content["note"])


def test_no_figures_are_an_empty_table(ask):
    content = ask(f"{AT}indicator=fe-learners-england&area=E07000243").json
    assert content["value"] == [] and content["size"] == [0, 0, 0] and content["label"] == "No figures"


def test_a_table_with_too_many_places_is_refused(refused):
    said = refused(f"{AT}indicator=employment-volume", "too-many")["detail"]
    assert "at most 200,000 are given" in said


@settings(max_examples=25, deadline=None, suppress_health_check=FIXTURES)
@given(st.data())
def test_any_choice_of_figures_is_read_back(figures, data):
    every = queries.observations("enterprise-count", "E07000243")
    found = data.draw(st.lists(st.sampled_from(every), max_size=30, unique_by=id))
    try:
        reader = Reader(jsonstat.dataset(found))
    except Problem as problem:
        assert problem.slug == "too-many"
        return
    for one in found:
        assert reader.value(**cell(one, reader.ids)) == one.value
