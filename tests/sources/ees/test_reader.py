import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillshire.sources import jsonlines
from skillshire.sources.ees import reader
from skillshire.sources.errors import SourceError
from skillshire.sources.table import SCHEMA

HEAD = {
    "published": "2026-07-16T09:30:00+00:00",
    "indicators": {
        "iStar": {"series": "starts", "label": "Starts", "unit": "", "period": None},
        "iRate": {"series": "rate", "label": "Rate", "unit": "%",
                  "period": {"first": "12-01", "years": -1, "length": "P3M"}},
    },
    "filters": {
        "fLev1": {"key": "level", "options": {"oLtot": "", "oLadv": "advanced"}},
        "fDet1": {"key": None, "options": {"oKnum": ""}},
    },
    "locations": {"LAD": {"dBro1": {"code": "E07000095", "name": "Broxbourne"},
                          "dOut1": {"code": "z", "name": "Outside of England"}},
                  "LEP": {"lHer1": {"code": "x1", "name": "Hertfordshire"}}},
}  # fmt: skip


def result(**changes):
    return {
        "timePeriod": {"code": "AY", "period": "2023/2024"}, "geographicLevel": "LAD",
        "locations": {"LAD": "dBro1", "NAT": "nEng1"}, "filters": {"fLev1": "oLadv", "fDet1": "oKnum"},
        "values": {"iStar": "120", "iRate": "4.5"}, **changes,
    }  # fmt: skip


def kept(folder, *results):
    file = folder / "starts.jsonl"
    jsonlines.write(file, HEAD, results or [result()])
    return file


def test_each_indicator_of_a_result_is_a_row_with_its_own_stretch_of_time(tmp_path):
    frame = reader.rows(kept(tmp_path))
    assert frame.schema == SCHEMA
    starts, rate = frame.sort("series", descending=True).to_dicts()
    assert starts == {
        "series": "starts", "area_code": "E07000095", "area_name": "Broxbourne", "area_level": "district",
        "period": "2023-08-01/P1Y", "breakdown": "level=advanced", "value": 120, "lower": None, "upper": None,
        "status": "", "line": 2,
    }  # fmt: skip
    assert (rate["period"], rate["value"]) == ("2022-12-01/P3M", 4.5)


@pytest.mark.parametrize(
    ("text", "status"), [("c", "c"), ("x", "x"), ("z", "z"), ("low", "low"), ("k", "low"), ("u", "u")]
)
def test_a_symbol_is_no_number_and_keeps_its_meaning(tmp_path, text, status):
    frame = reader.rows(kept(tmp_path, result(values={"iStar": text, "iRate": "0"})))
    row = frame.filter(frame["series"] == "starts").to_dicts()[0]
    assert (row["value"], row["status"]) == (None, status)


def test_the_months_so_far_of_a_running_year_are_not_a_year(tmp_path):
    running = result(timePeriod={"code": "AY", "period": "2025/2026"})
    frame = reader.rows(kept(tmp_path, running, result(timePeriod={"code": "AY", "period": "2024/2025"})))
    found = frame.select("series", "period").rows()
    # The winter of the running year was over when the version came out.
    assert ("starts", "2025-08-01/P1Y") not in found and ("rate", "2024-12-01/P3M") in found
    assert ("starts", "2024-08-01/P1Y") in found


def test_people_from_outside_england_are_in_no_area(tmp_path):
    outside = result(locations={"LAD": "dOut1"})
    assert reader.rows(kept(tmp_path, result(), outside))["area_code"].unique().to_list() == ["E07000095"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"values": {"iStar": "12", "iRate": ""}}, "“” in the column “text” is not a number"),
        ({"values": {"iStar": "twelve", "iRate": "1"}}, "“twelve” in the column “text” is not a number"),
        ({"values": {"iStar": "12", "iRate": "~"}}, "“~” in the column “text” is not a number"),
        ({"values": {"iStar": "12", "iRate": "450"}}, "450 is not between 0 and 105"),
        ({"values": {"iStar": "-3", "iRate": "4"}}, "-3 is not between 0 and"),
        ({"values": {"iStar": "12"}}, "the figure of “rate” is missing"),
        ({"values": None}, "the result is not laid out as expected"),
        ({"geographicLevel": "WARD"}, "“WARD” is not a geographic level that was asked for"),
        ({"locations": {"LAD": "dNew1"}}, "the location “dNew1” is not in the data set's list"),
        ({"locations": {"NAT": "nEng1"}}, "the result is not laid out as expected"),
        ({"geographicLevel": "LEP", "locations": {"LEP": "lHer1"}}, "“x1” is not an area code"),
        ({"filters": {"fLev1": "oLadv"}}, "the result has other filters than the data set's list"),
        ({"filters": {"fLev1": "oLnew", "fDet1": "oKnum"}}, "the option “oLnew” was not asked for"),
        ({"timePeriod": {"code": "RY", "period": "2023"}}, "a reporting year is not the same"),
        ({"timePeriod": {"code": "AY", "period": "2023"}}, "“2023” is not a year"),
        ({"timePeriod": "2023"}, "the result is not laid out as expected"),
    ],
)
def test_refuses_a_result_that_is_not_as_expected_with_its_line(tmp_path, changes, reason):
    with pytest.raises(SourceError) as caught:
        reader.rows(kept(tmp_path, result(filters={"fLev1": "oLtot", "fDet1": "oKnum"}), result(**changes)))
    assert caught.value.line == 3
    assert reason in str(caught.value)


def test_refuses_the_same_figure_twice(tmp_path):
    with pytest.raises(SourceError, match="line 3: there is already a figure for starts, E07000095"):
        reader.rows(kept(tmp_path, result(), result()))


def test_refuses_a_file_cut_between_two_lines(tmp_path):
    file = kept(tmp_path, result(), result(filters={"fLev1": "oLtot", "fDet1": "oKnum"}))
    file.write_text("".join(file.read_text().splitlines(keepends=True)[:-1]))
    with pytest.raises(SourceError, match="there are 1 records where the first line promises 2"):
        reader.rows(file)


@pytest.mark.parametrize("text", ["", "[]\n", "{}\n", "not JSON\n", '{"records": 0}\n'])
def test_refuses_a_file_that_does_not_say_what_it_is(tmp_path, text):
    file = tmp_path / "starts.jsonl"
    file.write_text(text)
    with pytest.raises(SourceError, match="line 1: the first line does not say what"):
        reader.rows(file)


def test_refuses_a_byte_that_no_text_has(tmp_path):
    file = kept(tmp_path)
    file.write_bytes(file.read_bytes() + b"\xff\n")
    with pytest.raises(SourceError, match="not UTF-8"):
        reader.rows(file)


@given(st.data())
def test_a_file_cut_anywhere_is_refused(tmp_path_factory, data):
    file = kept(tmp_path_factory.mktemp("cut"), result())
    whole = file.read_bytes()
    file.write_bytes(whole[: data.draw(st.integers(0, len(whole) - 2))])
    with pytest.raises(SourceError):
        reader.rows(file)


texts = st.one_of(st.text(max_size=6), st.floats(0, 1e9).map(str), st.sampled_from(list(reader.SYMBOLS)))


@given(texts)
def test_a_figure_is_a_number_or_a_symbol_or_an_error_never_a_zero_made_up(tmp_path_factory, text):
    file = kept(tmp_path_factory.mktemp("any"), result(values={"iStar": text, "iRate": "1"}))
    try:
        frame = reader.rows(file)
    except SourceError as error:
        assert error.line == 2
        return
    row = frame.filter(frame["series"] == "starts").to_dicts()[0]
    assert (row["value"] is None) == (row["status"] != "")
    if row["value"] is not None:
        assert row["value"] == float(text.strip().replace(",", ""))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=5,
)


@given(st.sampled_from([*result()]), json_values)
def test_whatever_a_part_of_a_result_becomes_the_error_has_a_line(tmp_path_factory, part, value):
    file = kept(tmp_path_factory.mktemp("odd"), result(**{part: value}))
    with pytest.raises(SourceError) as caught:
        reader.rows(file)
    assert caught.value.line == 2


@given(json_values)
def test_whatever_the_first_line_holds_the_error_is_a_sentence(tmp_path_factory, value):
    file = tmp_path_factory.mktemp("head") / "starts.jsonl"
    file.write_text(
        json.dumps({"records": 1, "indicators": value, "filters": value, "locations": value}) + "\n"
    )
    with pytest.raises(SourceError):
        reader.rows(file)
