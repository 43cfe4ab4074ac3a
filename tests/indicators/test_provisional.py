"""A year that only the publisher's notes call provisional is marked, and only while they do."""

import json

import pytest

from skillshire.core.errors import UserError
from skillshire.indicators import definitions, queries
from tests.indicators import invented
from tests.indicators.invented import HERTS

SOURCE = "ons-els-median-weekly-pay"


def noted(folder, caveats):
    invented.pay(folder, years=(2024, 2025))
    file = folder / "gross-median-weekly-pay.json"
    content = json.loads(file.read_text(encoding="utf-8"))
    content["ess-beta-metadata"]["caveats"] = caveats
    file.write_text(json.dumps(content), encoding="utf-8")


@pytest.mark.parametrize(
    "caveats",
    [
        "For Great Britain data, 2025 estimates are provisional. Estimates for 2024 have been revised.",
        "Sourced from [2024 (revised) and 2025 (provisional)](https://example.org).",
    ],
)
def test_the_newest_year_of_pay_is_marked_and_no_other(load, tmp_path, caveats):
    noted(tmp_path, caveats)
    load(tmp_path)
    found = queries.series("median-gross-weekly-pay", HERTS).observations
    assert [(one.period.iso[:4], one.status) for one in found] == [("2024", ""), ("2025", "p")]


@pytest.mark.parametrize(
    "caveats",
    [
        "2026 estimates are provisional. Estimates for 2025 have been revised.",
        "2025 (revised), 2026 (provisional)",
        "",
    ],
)
def test_notes_that_say_it_no_more_are_refused_with_the_line_to_change(load, tmp_path, caveats):
    noted(tmp_path, caveats)
    with pytest.raises(
        UserError, match=r"pay\.json: it does not say any more that 2025 .*weekly-pay\.yaml\.$"
    ):
        load(tmp_path)


def test_without_a_figure_of_the_year_the_notes_need_not_speak_of_it(load, published):
    load(published)
    assert {one.status for one in queries.series("median-gross-weekly-pay", HERTS).observations} == {""}


def test_the_publisher_s_own_notes_say_so_of_the_year_that_is_named(load, shared):
    load(shared / "raw", SOURCE)
    found = queries.series("median-gross-weekly-pay", HERTS).observations
    marked = [one.period.iso[:4] for one in found if one.status == "p"]
    assert marked == definitions.source(SOURCE).provisional
