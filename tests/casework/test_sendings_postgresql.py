"""Two who send the same form at the same time. conftest.py collects this where a PostgreSQL is configured."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from skillshire.casework import sendings
from tests.casework.records import NOON


@pytest.mark.django_db(transaction=True)
def test_one_is_taken_and_the_other_waits_and_finds_it_done():
    together = Barrier(2)

    def send(_):
        together.wait(timeout=10)
        try:
            with transaction.atomic():
                return sendings.is_first("a" * 64, at=NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(send, range(2))) == [False, True]
