import pytest

from skillshire.accounts import organisations
from skillshire.accounts.models import Organisation
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


# --- Which one runs the site


def test_the_council_of_the_sites_area_runs_the_site_until_one_is_kept():
    council, _ = people.council(), people.other_council()
    assert list(organisations.leading()) == [council]
    college = organisations.add(COLLEGE, by="x")
    organisations.let_run(college, by="x")
    assert list(organisations.leading()) == [college]


def test_renaming_it_or_giving_it_another_area_takes_nothing_from_it():
    council = people.council()
    organisations.let_run(council, by="x")
    organisations.edit(council, Details("New name", "NN", "partnership"), by="alice")
    assert [one.name for one in organisations.leading()] == ["New name"]


def test_an_organisation_without_an_area_runs_no_site_without_one(settings):
    settings.SKILLSHIRE_AREA = ""
    Organisation.objects.create(slug="a", name="A", short_name="A", kind="council")
    assert not organisations.leading().exists()


def test_that_another_runs_the_site_is_audited_once():
    organisations.let_run(people.council(), by="x")
    organisations.let_run(people.council(), by="x")
    (event,) = AuditEvent.objects.all()
    assert (event.event, event.subject) == ("organisation.run-site", "organisation:test-council")
