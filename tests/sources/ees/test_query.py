import pytest

from skillshire.core.errors import UserError
from skillshire.sources.ees import query
from skillshire.sources.stretch import Stretch
from tests.sources.ees.conftest import QUERY


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"levels": []}, "levels"),
        ({"levels": ["WARD"]}, "levels"),
        ({"indicators": {}}, "indicators"),
        ({"colour": "red"}, "colour"),
        ({"splits": [["size"]]}, "splits names “size”, but no filter is taken as that"),
        ({"since": "soon"}, "since"),
        ({"filters": {"a": {"as": "Level"}}}, "filters"),
        ({"filters": {"a": {"as": "level", "options": {"Advanced": "Advanced Level"}}}}, "is not a slug"),
        (
            {"indicators": {"a": {"find": "A", "period": {"first": "13-01", "length": "P1Y"}}}},
            "not a real date",
        ),
        (
            {"indicators": {"a": {"find": "A", "period": {"first": "12-01", "length": "winter"}}}},
            "not a period",
        ),
    ],
)
def test_a_fault_in_the_definition_is_named_with_its_place(changes, reason):
    with pytest.raises(UserError, match=reason) as caught:
        query.read("ees-starts", {**QUERY, **changes})
    assert str(caught.value).startswith("definitions/sources/ees-starts.yaml: query → ")


def test_a_winter_may_end_in_the_year_it_is_published_under():
    winter = Stretch(first="12-01", years=-1, length="P3M")
    assert winter.iso("2025") == "2024-12-01/P3M"
    assert winter.iso("2024/2025") == "2023-12-01/P3M"


def test_without_splits_each_breakdown_stands_alone():
    assert query.read("s", QUERY).crossings() == [frozenset(["level"]), frozenset(["age"])]
