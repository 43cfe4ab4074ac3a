import pytest

from skillshire.core.errors import UserError
from skillshire.sources.ees import changes
from tests.standins.ees import log

GONE = {"previousState": {"id": "oLhig", "label": "Higher"}, "currentState": None}
RENAMED = {"previousState": {"id": "a", "label": "16-18"}, "currentState": {"id": "a", "label": "Under 19"}}
FILTER = {"id": "fLev1", "column": "apps_level", "label": "Level"}


@pytest.mark.parametrize(
    ("major", "words"),
    [
        ({"filters": [GONE]}, "the filter “Higher”"),
        ({"indicators": [GONE]}, "the indicator “Higher”"),
        ({"filterOptions": [{"filter": FILTER, "options": [RENAMED, GONE]}]}, "the option “Higher”"),
        ({"geographicLevels": [{"previousState": {"code": "LEP", "label": "Local enterprise partnership"}}]},
         "the geographic level “Local enterprise partnership”"),
        ({"locationGroups": [{"previousState": {"level": {"code": "LEP"}}}]}, "the locations of level “LEP”"),
        ({"locationOptions": [{"level": {"code": "LAD"}, "options": [GONE]}]}, "the location “Higher”"),
    ],
)  # fmt: skip
def test_names_what_a_major_version_took_away(major, words):
    assert changes.removed(log("2.0", **major)) == [words]
    with pytest.raises(UserError, match=rf"Version 2\.0 of the data set of source s no longer has {words};"):
        changes.refuse_removals("s", [log("2.0", **major)], accepted=1)


def test_an_addition_or_a_new_label_takes_nothing_away():
    added = {"currentState": {"id": "x", "label": "New"}, "previousState": None}
    major = {"filters": [added, RENAMED], "indicators": None}
    assert changes.removed(log("2.0", **major)) == []


def test_a_version_that_a_person_has_accepted_may_have_lost_something():
    logs = [log("2.0", filters=[GONE]), log("3.0", filters=[GONE, GONE])]
    with pytest.raises(UserError, match=r"Version 3\.0 .* and 1 more; .* set “accepted” to 3\."):
        changes.refuse_removals("s", logs, accepted=2)
    changes.refuse_removals("s", logs, accepted=3)


def test_versions_are_in_order_of_their_numbers_not_of_their_letters():
    versions = ["10.0", "2.10", "2.9", "2.9.1", "1.0"]
    assert sorted(versions, key=changes.number) == ["1.0", "2.9", "2.9.1", "2.10", "10.0"]
