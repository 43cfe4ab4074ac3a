"""A form is taken once. Two at the same time: test_sendings_postgresql.py."""

import pytest
from django.db import transaction

from skillshire.casework import sendings
from skillshire.casework.models import Sending
from tests.casework.records import NOON

DIGEST = "a" * 64


@pytest.mark.django_db
def test_the_first_is_taken_and_no_other():
    assert [sendings.is_first(DIGEST, at=NOON) for _ in range(3)] == [True, False, False]
    assert sendings.is_first("b" * 64, at=NOON)


@pytest.mark.django_db
def test_one_that_came_to_nothing_may_come_again():
    def fail():
        with transaction.atomic():
            assert sendings.is_first(DIGEST, at=NOON)
            raise RuntimeError

    for _ in range(2):
        with pytest.raises(RuntimeError):
            fail()
    assert not Sending.objects.exists()
