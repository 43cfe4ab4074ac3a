import pytest

from tests import people

STAFF = [people.alice, people.bob, people.charlie]


@pytest.mark.parametrize("person", STAFF)
def test_a_person_is_the_same_each_time(db, person):
    assert person() == person()


def test_people_are_different(db):
    assert len({person().pk for person in STAFF}) == 3


def test_the_public_has_not_signed_in():
    assert not people.public().is_authenticated
