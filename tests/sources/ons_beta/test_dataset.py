import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillshire.core.errors import UserError
from skillshire.sources import http, jsonlines, live
from skillshire.sources.errors import SourceError
from skillshire.sources.ons_beta import dataset
from skillshire.sources.table import SCHEMA
from tests.sources.ons_beta.conftest import QUERY
from tests.standins import ons


def get(order):
    return dataset.get(order, None)


def figures(file):
    return {
        (row["series"], row["area_code"], row["period"], row["breakdown"]): row
        for row in dataset.rows(file).iter_rows(named=True)
    }


def test_the_plan_asks_nothing_and_says_what_would_be_asked(order):
    planned = dataset.plan(order())
    assert planned[0].address == "https://api.beta.ons.gov.uk/v1/datasets/ashe-tables-7-and-8"
    assert len(planned) == 4


def test_reads_the_rows_that_the_definition_names_from_every_edition(service, order):
    assert get(order()).changed
    found = figures(order().file)
    assert len(found) == 2 * 4 * 3 * 2  # years, areas, sexes, places of home and work
    row = found["home", "E07000243", "2024-04-01/P1M", "sex=male"]
    assert row["value"] == 649
    assert row["lower"] == pytest.approx(649 * (1 - 0.049)) and row["upper"] == pytest.approx(649 * 1.049)
    assert dataset.rows(order().file).schema == SCHEMA


def test_the_file_says_what_it_is(service, order):
    get(order())
    head = jsonlines.head(order().file)
    assert [(each["edition"], each["version"]) for each in head["versions"]] == [("2023", 1), ("2024", 1)]
    assert head["next_release"] == "October 2027"
    assert live.published(order().file).isoformat() == "2024-10-26"
    assert sorted(each.name for each in order().file.parent.iterdir()) == [
        ".pay.jsonl.http.json",
        "pay.jsonl",
    ]


def test_the_same_versions_are_not_fetched_again(service, order):
    get(order())
    before = len(service.downloads.asked)
    assert get(order()) == live.Saved(order().file, changed=False)
    assert len(service.downloads.asked) == before


def test_a_corrected_version_takes_the_place_of_the_old_one(service, order):
    get(order())
    service.files["2024", 2] = ons.written(ons.rows("2024", V4_2="700.5"))
    assert get(order()).changed
    assert figures(order().file)["home", "E92000001", "2024-04-01/P1M", ""]["value"] == 700.5


def test_editions_before_the_first_year_are_left_out(service, order):
    get(order(since=2024))
    assert {period for _, _, period, _ in figures(order().file)} == {"2024-04-01/P1M"}


@pytest.mark.parametrize(("mark", "status"), QUERY["marks"].items())
def test_a_marking_is_no_number_and_keeps_its_meaning(service, order, mark, status):
    service.files["2024", 2] = ons.written(ons.rows("2024", V4_2="", CV="", **{"Data Marking": mark}))
    get(order())
    row = figures(order().file)["home", "E92000001", "2024-04-01/P1M", ""]
    assert (row["value"], row["lower"], row["status"]) == (None, None, status)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"V4_2": ""}, "“” in the column “text” is not a number"),
        ({"V4_2": "", "Data Marking": "?"}, "“\\?” in the column “text” is not a number"),
        ({"V4_2": "5.s"}, "“5.s” in the column “text” is not a number"),
        ({"CV": "-2"}, "-2 is not between 0 and 1000"),
        ({"calendar-years": "soon"}, "“soon” is not a year"),
        ({"administrative-geography": "K1"}, "“K1” is not an area code"),
    ],
)
def test_refuses_a_wrong_cell_with_its_line(service, order, cells, reason):
    service.files["2024", 2] = ons.written(ons.rows("2024", **cells))
    get(order())
    with pytest.raises(SourceError, match=reason) as caught:
        dataset.rows(order().file)
    assert caught.value.line == 26  # after the head and the 24 rows of 2023


@pytest.mark.parametrize("column", ["CV", "sex", "calendar-years", "administrative-geography"])
def test_a_renamed_column_stops_and_keeps_the_file(service, order, column):
    get(order())
    before = order().file.read_bytes()
    body = ons.written(ons.rows("2024"))
    service.files["2024", 2] = body.replace(f",{column},".encode(), b",other,")
    with pytest.raises(SourceError, match=f"the column “{column}” is missing; it may have been renamed"):
        get(order())
    assert order().file.read_bytes() == before


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"a,b\n1,2\n", "the first column is not the figure"),
        (ons.written(ons.rows("2024"))[:-30], "the row has another number of cells than the header"),
        (ons.written(ons.rows("2024")) + b'"60', "the row cannot be read as CSV"),
        (b"\xff\xfe" + ons.written(ons.rows("2024")), "the text is not UTF-8"),
        (ons.written(ons.rows("2024")).replace(b"median", b"other"), "no row has the codes"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_and_asked_for_anew(service, order, body, reason):
    service.files["2023", 1] = service.files["2024", 1] = body
    with pytest.raises(SourceError, match=reason):
        get(order())
    assert not order().file.exists()
    service.files["2023", 1] = service.files["2024", 1] = ons.written(ons.rows("2024"))
    service.files.pop(("2023", 1))
    assert reason == "no row has the codes" or get(order()).changed


def test_a_file_shorter_than_the_service_says_is_refused(service, order):
    get(order())
    before = order().file.read_bytes()
    service.files["2024", 2] = ons.written(ons.rows("2024"))
    service.downloads.misbehave("cut", keep=0.6)
    with pytest.raises(UserError, match="bytes long where ONS says"):
        get(order())
    assert order().file.read_bytes() == before
    assert get(order()).changed


@pytest.mark.parametrize(
    ("kind", "how", "reason"),
    [
        ("500", {}, "answered 500 after 4 tries"),
        ("429", {"retry_after": "1"}, "answered 429 after 4 tries"),
        ("truncated", {}, "broke off after 4 tries"),
        ("cut", {}, "cut short after 4 tries"),
        ("empty", {}, "gave an empty file"),
        ("html", {}, "gave a web page instead of data"),
        ("renamed", {"old": '"total_count"', "new": '"count_total"'}, "not laid out as expected"),
        ("renamed", {"old": '"edition"', "new": '"issue"'}, "not laid out as expected"),
    ],
)
def test_a_service_out_of_order_leaves_the_file_as_it_was(service, order, kind, how, reason):
    get(order())
    before = order().file.read_bytes()
    service.service.misbehave(kind, path="/editions$", times=9, **how)
    with pytest.raises(UserError, match=reason) as caught:
        get(order())
    assert "\n" not in str(caught.value)
    assert order().file.read_bytes() == before


@pytest.mark.parametrize("kind", ["500", "429", "503", "truncated", "length", "empty", "html"])
def test_downloads_out_of_order_leave_the_file_as_it_was(service, order, kind):
    get(order())
    before = order().file.read_bytes()
    service.files["2024", 2] = ons.written(ons.rows("2024"))
    service.downloads.misbehave(kind, times=9)
    with pytest.raises(UserError) as caught:
        get(order())
    assert "\n" not in str(caught.value)
    assert order().file.read_bytes() == before


def test_a_service_that_answers_late_leaves_the_file_as_it_was(service, order, monkeypatch):
    monkeypatch.setattr(http, "TIMEOUT", http.httpx.Timeout(0.2))
    service.downloads.misbehave("slow", times=9)
    with pytest.raises(UserError, match="did not answer in time after 4 tries"):
        get(order())
    assert not order().file.exists()


def test_goes_on_where_it_broke_off(service, order):
    service.downloads.misbehave("500", after=1, times=4)
    with pytest.raises(UserError, match="answered 500"):
        get(order())
    get(order())
    assert service.downloads.paths().count("/download.ons.gov.uk/2023-1.csv") == 1


def test_a_file_elsewhere_than_with_ons_is_not_asked_for(service, order):
    for host in ("https://example.org", "http://download.ons.gov.uk", "https://ons.gov.uk.example.org"):
        service.host = host
        with pytest.raises(UserError, match="is not an address of ONS"):
            get(order())
        service.service.faults.clear()  # the description does not allow such an address either
    assert service.downloads.asked == []


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"since": 2050}, r"no edition of ashe-tables-7-and-8 since 2050; .*\(there are: 2023, 2024\)"),
        ({"dataset": "nothing"}, r"answered 404 \(Not Found|answered 404 \(dataset not found\)"),
        ({"marks": {"x": "?"}}, "query → .*marks has “\\?”, which is none of"),
        ({"period": {"first": "04-31", "length": "P1M"}}, "query → period: .*not a real date"),
    ],
)
def test_a_fault_in_the_definition_is_named(service, order, changes, reason):
    with pytest.raises(UserError, match=reason):
        get(order(**changes))


@given(st.text(max_size=8), st.text(max_size=4))
def test_a_figure_is_a_number_or_a_marking_or_an_error(tmp_path_factory, figure, mark):
    record = {**ons.rows("2024")[0], "V4_2": figure, "Data Marking": mark}
    file = tmp_path_factory.mktemp("any") / "pay.jsonl"
    jsonlines.write(file, {"source": "s", "query": QUERY}, [record])
    try:
        row = dataset.rows(file).to_dicts()[0]
    except SourceError as error:
        assert error.line == 2
        return
    assert (row["value"] is None) == (row["status"] != "")
