import json

import pytest

from skillshire.core.errors import UserError
from skillshire.sources import http, jsonlines, live
from skillshire.sources.ees import data_set
from skillshire.sources.ees import service as asking
from tests.sources.ees.conftest import QUERY
from tests.standins import ees


def quiet(done, total):
    pass


def get(order):
    return data_set.get(order, quiet)


def figures(file, series="starts"):
    frame = data_set.rows(file)
    return {
        (row["area_code"], row["period"], row["breakdown"]): row["value"]
        for row in frame.filter(frame["series"] == series).iter_rows(named=True)
    }


def queries(service):
    return [asked.json for asked in service.service.asked if asked.method == "POST"]


def test_the_plan_asks_nothing_and_says_what_would_be_asked(order):
    planned = data_set.plan(order())
    assert [each.method for each in planned] == ["GET", "GET", "GET", "GET", "POST"]
    assert planned[0].address.endswith("/publications?search=apprenticeships")
    assert planned[-1].body["filters"]["fDet1"] == "Number"
    assert json.dumps(planned[-1].body)


def test_the_plan_for_a_known_data_set_names_it(order):
    planned = data_set.plan(order(data_set=ees.DATA_SET))
    assert planned[0].address == f"{asking.BASE}/data-sets/{ees.DATA_SET}"
    assert planned[-1].address == f"{asking.BASE}/data-sets/{ees.DATA_SET}/query"


def test_reads_every_page_and_every_figure(service, order, monkeypatch):
    monkeypatch.setattr(asking, "PAGE_SIZE", 7)
    service.values["dBro1", "oLtot", "oAtot", "iStar"] = "1000"
    saved = get(order())
    assert saved.changed and saved.file == order().file
    # Two years, five places and five splits: each total, one level, two ages. Places without a code go.
    assert [asked["page"] for asked in queries(service)] == list(range(1, 8))
    assert jsonlines.head(saved.file)["records"] == 2 * 6 * 4
    found = figures(saved.file)
    assert len(found) == 2 * 4 * 4
    assert found["E07000095", "2023-08-01/P1Y", ""] == 1000
    splits = {breakdown for _, _, breakdown in found}
    assert splits == {"", "level=advanced-level", "age=under-19", "age=25-plus"}
    assert {level for level in data_set.rows(saved.file)["area_level"]} == {"nation", "county", "district"}


def test_breakdowns_are_crossed_where_the_definition_says_so(service, order):
    found = figures(get(order(splits=[["level", "age"]])).file)
    assert ("E92000001", "2022-08-01/P1Y", "age=under-19;level=advanced-level") in found


def test_a_data_set_may_be_named_by_its_id(service, order):
    get(order(data_set=ees.DATA_SET))
    assert "/v1/publications" not in service.service.paths()


def test_the_file_says_what_it_is(service, order):
    head = jsonlines.head(get(order()).file)
    assert (head["data_set"], head["version"]) == (ees.DATA_SET, "1.0")
    assert head["changes"] == [] and head["query"]["publication"] == "apprenticeships"
    assert live.published(order().file).isoformat() == "2026-07-16"


def test_the_same_version_is_not_fetched_again(service, order):
    get(order())
    before = len(queries(service))
    assert get(order()) == live.Saved(order().file, changed=False)
    assert len(queries(service)) == before


def test_another_question_is_asked_although_the_version_is_the_same(service, order):
    get(order())
    assert get(order(since=2023)).changed
    assert {period for _, period, _ in figures(order().file)} == {"2023-08-01/P1Y"}


def test_a_new_version_is_fetched_and_its_change_log_kept(service, order):
    get(order())
    service.publish("1.1")
    service.publish("1.2")
    service.periods.append(("AY", "2024/2025"))
    assert get(order()).changed
    head = jsonlines.head(order().file)
    assert head["version"] == "1.2"
    assert [log["versionNumber"] for log in head["changes"]] == ["1.1", "1.2"]
    assert "2024-08-01/P1Y" in {period for _, period, _ in figures(order().file)}


def test_a_major_version_without_an_option_stops_and_keeps_the_file(service, order):
    get(order())
    before = order().file.read_bytes()
    filter_ = {"id": "fLev1", "column": "apps_level", "label": "Apprenticeship level"}
    gone = {"previousState": {"id": "oLadv", "label": "Advanced"}, "currentState": None}
    service.publish("2.0", filterOptions=[{"filter": filter_, "options": [gone]}])
    with pytest.raises(
        UserError, match=r"Version 2\.0 of the data set of source ees-starts no longer has the"
    ):
        get(order())
    assert order().file.read_bytes() == before
    assert get(order(accepted=2)).changed


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"publication": "nothing"}, "has no publication “nothing”"),
        ({"data_set": "Other"}, "no data set named “Other”; .*: Starts and achievements by area"),
        ({"levels": ["LSIP"]}, "no geographic level LSIP"),
        ({"since": 2050}, "no time period since 2050"),
        ({"indicators": {"starts": "Beginnings"}}, r"no indicator “Beginnings”; .*Starts; Achievement rate"),
        ({"filters": {"fDet1": "Number"}}, "the filter “Age group”, which the query does not name"),
        ({"filters": {**dict.fromkeys(["apps_level", "age_group"], "Total"), "fDet1": "Cats"}},
         "no option of the filter “Kind of figure” “Cats”"),
    ],
)  # fmt: skip
def test_a_word_that_the_data_set_does_not_have_is_named(service, order, changes, reason):
    with pytest.raises(UserError, match=reason) as caught:
        get(order(**changes))
    assert str(caught.value).endswith(".") and "\n" not in str(caught.value)
    assert not order().file.exists()


def test_several_data_sets_of_one_title_are_told_apart_by_id(service, order):
    service.titles.append((service.titles[0][0].upper(), ees.ANOTHER))
    with pytest.raises(UserError, match=f"has 2 data sets named .* {ees.DATA_SET}, {ees.ANOTHER}"):
        get(order())


@pytest.mark.parametrize("title", ["starts and  achievements*", "*by AREA", "* and *"])
def test_a_star_in_a_title_stands_for_any_words(service, order, title):
    assert get(order(data_set=title)).changed


@pytest.mark.parametrize("title", ["Starts and achievements by are?", "[S]tarts*", "Starts"])
def test_nothing_but_a_star_is_a_wildcard(service, order, title):
    with pytest.raises(UserError, match="has no data set named"):
        get(order(data_set=title))


def test_a_filter_may_be_held_to_several_options(service, order):
    filters = {**QUERY["filters"], "fDet1": ["Number"], "apps_level": ["Advanced", "Higher"]}
    # Every result has two levels that would be one figure, which the reader notices.
    get(order(filters=filters))
    with pytest.raises(UserError, match="there is already a figure for starts"):
        data_set.rows(order().file)


def test_a_data_set_that_is_gone_names_what_took_its_place(service, order):
    service.superseded = ees.ANOTHER
    with pytest.raises(UserError, match=f"has been superseded by {ees.ANOTHER}"):
        get(order())
    service.superseded, service.status = None, "Withdrawn"
    with pytest.raises(UserError, match="has been withdrawn by its publisher"):
        get(order())


def test_a_question_without_an_answer_is_no_file(service, order):
    service.places["LSIP"] = []
    ees.LABELS["LSIP"] = "Local skills improvement plan area"
    with pytest.raises(UserError, match="has no figure for what the definition asks"):
        get(order(levels=["LSIP"]))
    assert not order().file.exists()


@pytest.mark.parametrize(
    ("kind", "how", "reason"),
    [
        ("500", {}, "answered 500 after 4 tries"),
        ("503", {}, "answered 503 after 4 tries"),
        ("429", {}, "answered 429 after 4 tries"),
        ("truncated", {}, "broke off after 4 tries"),
        ("length", {}, "broke off after 4 tries"),
        ("cut", {}, "not JSON or was cut short after 4 tries"),
        ("empty", {}, "gave an empty file"),
        ("html", {}, "gave a web page instead of data"),
        ("renamed", {"old": '"results"', "new": '"rows"'}, "not laid out as expected"),
        ("renamed", {"old": '"paging"', "new": '"page"'}, "not laid out as expected"),
    ],
)
@pytest.mark.parametrize("path", ["/query", "/publications$"])
def test_a_service_out_of_order_leaves_the_file_as_it_was(service, order, kind, how, reason, path):
    get(order())
    before = order().file.read_bytes()
    service.publish("1.1")
    service.service.misbehave(kind, path=path, times=9, **how)
    with pytest.raises(UserError, match=reason) as caught:
        get(order())
    assert "\n" not in str(caught.value)
    assert order().file.read_bytes() == before


def test_a_service_that_answers_late_leaves_the_file_as_it_was(service, order, monkeypatch):
    monkeypatch.setattr(http, "TIMEOUT", http.httpx.Timeout(0.2))
    service.service.misbehave("slow", path="/meta", times=9)
    with pytest.raises(UserError, match="did not answer in time after 4 tries"):
        get(order())
    assert not order().file.exists()


@pytest.mark.parametrize("kind", ["500", "429", "truncated", "cut"])
def test_a_service_that_mends_itself_is_read_whole(service, order, pauses, kind):
    service.service.misbehave(kind, path="/query", times=2)
    get(order())
    assert jsonlines.head(order().file)["records"] == 48
    assert len(pauses) == 2 and all(pause >= 1 for pause in pauses)


def test_goes_on_where_it_broke_off(service, order, monkeypatch):
    monkeypatch.setattr(asking, "PAGE_SIZE", 20)
    service.service.misbehave("500", path="/query", after=2, times=4)
    with pytest.raises(UserError, match="answered 500"):
        get(order())
    get(order())
    assert [asked["page"] for asked in queries(service)] == [1, 2, 3, 3, 3, 3, 3]
    left = [file.name for file in order().file.parent.iterdir() if file.name != order().file.name]
    assert left == [f".{order().file.name}.http.json"]


def test_pages_of_two_data_sets_are_not_mixed(service, order, monkeypatch):
    monkeypatch.setattr(asking, "PAGE_SIZE", 20)
    whole = service._query

    def shrinking(asked):
        answer = whole(asked)
        answer["paging"]["totalResults"] -= asked.json["page"]
        return answer

    service.service.route("POST", "/v1/data-sets/{id}/query", shrinking)
    with pytest.raises(UserError, match="changed while it was being read"):
        get(order())
    service.service.route("POST", "/v1/data-sets/{id}/query", whole)
    assert get(order()).changed


def test_fewer_results_than_promised_are_no_file(service, order):
    def short(asked):
        answer = service._query(asked)
        answer["results"].pop()
        return answer

    service.service.route("POST", "/v1/data-sets/{id}/query", short)
    with pytest.raises(UserError, match="promised 48 results and gave 47"):
        get(order())
    assert not order().file.exists()
