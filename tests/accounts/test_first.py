"""The link that makes an administrator."""

from datetime import UTC, date, datetime

import pytest

from skillshire.accounts import administration, first, members, standing
from skillshire.accounts.models import FirstLink, Membership, Organisation
from skillshire.core.errors import UserError
from tests import people
from tests.web.office import signing_in

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def who(**changes):
    words = {"name": "Ann Archer", "email": "ann@example.org", "password": "three purple walruses"}
    return first.Administrator(**{**words, "organisation": "Borsetshire Council", **changes})


def test_makes_an_administrator_of_a_new_organisation():
    user = first.use(first.make(NOW), who(area_code="E10000015"), at=NOW)
    (held,) = members.administrators(NOW.date())
    assert (held.user, held.organisation.name) == (user, "Borsetshire Council")
    assert user.check_password("three purple walruses")


def test_takes_the_organisation_that_is_there():
    council = people.council()
    first.use(first.make(NOW), who(organisation="test county council"), at=NOW)
    assert [one.organisation for one in members.administrators(NOW.date())] == [council]
    assert Organisation.objects.count() == 1


def test_works_once():
    secret = first.make(NOW)
    first.use(secret, who(), at=NOW)
    with pytest.raises(UserError, match="no longer works"):
        first.use(secret, who(email="eve@example.org"), at=NOW)
    assert members.by_email("eve@example.org") is None


def test_expires():
    secret = first.make(NOW)
    with pytest.raises(UserError, match="no longer works"):
        first.check(secret, NOW + first.LASTS)


def test_a_new_link_ends_the_one_before():
    old, new = first.make(NOW), first.make(NOW)
    with pytest.raises(UserError):
        first.check(old, NOW)
    first.check(new, NOW)
    assert FirstLink.objects.count() == 1


def test_lets_an_administrator_who_is_locked_out_in_again():
    alice = people.alice("administrator")
    signing_in.give_second_factor(alice)
    locked_out = who(email="ALICE@example.org", organisation="Test County Council")
    user = first.use(first.make(NOW), locked_out, at=NOW)
    assert user == alice
    assert user.check_password("three purple walruses")
    assert not user.authenticator_set.exists()
    assert members.administrators(NOW.date()).filter(user=alice).count() == 1


def test_whoever_it_makes_administrator_looks_after_the_whole_site():
    people.charlie("administrator")  # of another council
    user = first.use(first.make(NOW), who(organisation="A partnership"), at=NOW)
    assert administration.of(standing.of(user, NOW.date())).everything
    assert not administration.of(standing.of(people.charlie(), NOW.date())).everything


def test_an_administrator_of_another_organisation_can_become_one_of_the_site():
    first.use(first.make(NOW), who(), at=NOW)
    people.charlie("administrator")
    back = who(email="charlie@example.org", organisation=" borsetshire COUNCIL ")
    user = first.use(first.make(NOW), back, at=NOW)
    assert administration.of(standing.of(user, NOW.date())).everything


@pytest.mark.parametrize("kept", [True, False])
def test_takes_the_site_from_no_organisation_that_runs_it(kept):
    people.alice("administrator")
    if kept:
        first.use(first.make(NOW), who(organisation="Test County Council"), at=NOW)
    secret = first.make(NOW)
    with pytest.raises(
        UserError, match="This office is run by Test County Council; go back and enter that name"
    ):
        first.use(secret, who(email="eve@example.org", organisation="Felpersham"), at=NOW)
    assert members.by_email("eve@example.org") is None
    first.check(secret, NOW)


def test_gives_the_council_of_a_strategy_the_area_of_the_site():
    named = {"name": "Hill County Council", "short_name": "HCC", "kind": "council"}
    made = Organisation.objects.create(slug="hcc", **named)
    administrator = who(organisation="Hill County Council", area_code="E10000015")
    first.use(first.make(NOW), administrator, at=NOW)
    made.refresh_from_db()
    assert made.area_code == "E10000015"


def test_a_role_begins_on_the_day_it_is_in_london():
    late = datetime(2026, 6, 1, 23, 30, tzinfo=UTC)  # half past midnight of the second
    first.use(first.make(late), who(), at=late)
    assert Membership.objects.get().starts == date(2026, 6, 2)
