import pytest

from skillshire.accounts import organisations
from skillshire.accounts.organisations import Details
from skillshire.core.errors import UserError
from skillshire.core.models import AuditEvent
from tests import people

pytestmark = pytest.mark.django_db
COLLEGE = Details("Felpersham College", "College", "college", "", 10001234)


def test_a_new_one_gets_a_slug_of_its_own():
    assert organisations.add(COLLEGE, by="alice").slug == "felpersham-college"
    again = Details("Felpersham-College", "College", "college")
    assert organisations.add(again, by="alice").slug == "felpersham-college-2"


@pytest.mark.parametrize(
    ("details", "said"),
    [
        (Details(" ", "x", "college"), "Enter the organisation's name"),
        (Details("A", "A", "circus"), "is not a kind of organisation"),
        (Details("A", "A", "college", "Stevenage"), "is not an area's code"),
        (Details("A", "A", "college", "", 10001234), "has the UKPRN 10001234"),
        (Details("felpersham college", "A", "college"), "already"),
    ],
)
def test_refuses_in_words(details, said):
    organisations.add(COLLEGE, by="alice")
    with pytest.raises(UserError, match=said):
        organisations.add(details, by="alice")


def test_a_change_is_audited_by_the_names_of_the_fields():
    council = people.council()
    organisations.edit(council, Details("Test Council", "TC", "council", "E10000015"), by="alice")
    (event,) = AuditEvent.objects.all()
    assert (event.event, event.detail) == ("organisation.edit", {"fields": ["name", "short_name"]})


def test_an_edit_that_changes_nothing_leaves_no_trace():
    council = people.council()
    organisations.edit(council, Details(council.name, council.short_name, "council", "E10000015"), by="alice")
    assert not AuditEvent.objects.exists()


def test_an_unknown_slug_is_answered_with_those_there_are():
    people.council()
    with pytest.raises(UserError, match="the organisations are test-council"):
        organisations.get("nowhere")
