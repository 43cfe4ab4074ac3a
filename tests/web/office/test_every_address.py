"""Every address of the office is asked as everybody who might: the public, a colleague without a role, each
role, somebody without their second factor, and somebody from another organisation.

An address that is not in addresses.py fails: whoever adds a page says there who may open it.
"""

import pytest
from django.urls import get_resolver

from skillshire.accounts import roles
from skillshire.core.permissions import NEEDS_SECOND_FACTOR, Permission
from tests import people
from tests.web.office import addresses
from tests.web.office.addresses import ANYBODY, SIGNED_IN

WITHOUT_A_FACTOR = "/office/account/security/needed/"
NEEDY = next(role for role in roles.ROLES if role.needs_second_factor)


def listed(resolver, prefix=""):
    """(name, pattern) of every address below, those of other people's packages left out."""
    for entry in resolver.url_patterns:
        where = prefix + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            if not where.startswith(addresses.NOT_OURS):
                yield from listed(entry, where)
        elif where.startswith("office/"):
            yield entry.name or where, where


NAMES = sorted({name for name, _ in listed(get_resolver())} | {"wagtailadmin_home"})
ASKED = [name for name in NAMES if name in addresses.WHO]
GUARDED = [name for name in ASKED if addresses.WHO[name] not in (ANYBODY, SIGNED_IN)]
ADMINISTRATORS = [name for name in GUARDED if addresses.WHO[name] is Permission.MANAGE_ACCOUNTS]
BY_SIGN_IN = [name for name in ASKED if addresses.WHO[name] is not ANYBODY]
NEEDED = [name for name in BY_SIGN_IN if name not in addresses.OPEN_BEFORE]


@pytest.fixture
def address(db):
    """address(name): the address with the numbers of records that belong to Alice's council."""
    made = {}

    def write(name):
        return addresses.write(name, made)

    return write


def test_every_address_says_who_may_open_it():
    assert [name for name in NAMES if name not in addresses.WHO] == []


def test_no_address_is_spoken_for_that_is_not_there():
    assert [name for name in addresses.WHO if name not in NAMES] == []


@pytest.mark.any_database  # it is refused before a record is read
@pytest.mark.parametrize("name", BY_SIGN_IN)
def test_the_public_is_sent_to_sign_in(office, address, name):
    answer = office().get(address(name))
    assert answer.status_code == 302, answer.content[:300]
    assert "/office/account/" in answer.url or answer.url == "/office/"


@pytest.mark.any_database  # it is refused before a record is read
@pytest.mark.parametrize("name", GUARDED)
def test_a_colleague_without_a_role_is_refused(office, address, name):
    where = address(name)
    assert office(people.alice()).get(where).status_code in addresses.REFUSED


@pytest.mark.parametrize("role", roles.ROLES, ids=lambda role: role.slug)
@pytest.mark.usefixtures("office_home")
def test_each_role_opens_what_is_its_own_and_nothing_else(office, address, role):
    client, wrong = office(people.bob(role.slug)), []
    for name in GUARDED:
        status = client.get(address(name)).status_code
        allowed = addresses.WHO[name] in role.permissions
        if (status in addresses.REFUSED) == allowed:
            wrong.append((name, status))
    assert wrong == []


@pytest.mark.any_database  # it is refused before a record is read
@pytest.mark.parametrize("name", NEEDED)
def test_without_a_second_factor_nothing_opens_but_the_way_to_one(office, address, name):
    where = address(name)
    answer = office(people.alice(NEEDY.slug), second_factor=False).get(where)
    assert (answer.status_code, answer.url) == (302, WITHOUT_A_FACTOR)


@pytest.mark.parametrize("name", sorted(addresses.RECORDS))
def test_somebody_from_another_organisation_does_not_find_the_record(office, address, name):
    where, permission = address(name), addresses.WHO[name]
    role = next(role for role in roles.ROLES if permission in role.permissions)
    answer = office(people.charlie(role.slug)).get(where)
    assert answer.status_code in addresses.NOT_FOUND


@pytest.mark.parametrize("send", ["get", "post"])
def test_an_administrator_of_another_organisation_opens_nothing_about_others(office, address, send):
    people.alice("administrator")
    client, wrong = office(people.dora("administrator")), []
    for name in ADMINISTRATORS:
        status = getattr(client, send)(address(name)).status_code
        if (status in addresses.REFUSED) == (name in addresses.FOR_THEIR_OWN):
            wrong.append((name, status))
    assert wrong == []


def test_what_needs_a_second_factor_is_what_shows_people():
    assert {role.slug for role in roles.ROLES if role.needs_second_factor} == {
        "administrator", "participation-officer", "provider", "careers-adviser", "information-governance",
    }  # fmt: skip
    assert NEEDS_SECOND_FACTOR
