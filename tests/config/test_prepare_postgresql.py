"""Preparing a PostgreSQL that several machines share. conftest.py collects this where one is configured."""

import threading

import pytest
from django.db import connection, connections

from skillshire.config import prepare

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def point_at(monkeypatch):
    """point_at("name"): DATABASE_URL is now that database of the server under test."""

    def run(name):
        held = connection.settings_dict
        password = f":{held['PASSWORD']}" if held["PASSWORD"] else ""
        host = held["HOST"].replace("/", "%2F")
        url = f"postgres://{held['USER']}{password}@{host}:{held['PORT'] or 5432}/{name}"
        monkeypatch.setenv("DATABASE_URL", url)

    return run


def test_an_empty_database_under_the_old_name_is_prepared_again(home, point_at):
    point_at(connection.settings_dict["NAME"])
    assert prepare._database_is_there(home)
    point_at("postgres")
    assert not prepare._database_is_there(home)


def test_machines_that_share_a_database_prepare_it_one_after_another():
    order = []

    def second():
        with prepare.one_machine():
            order.append("second")
        connections.close_all()

    with prepare.one_machine():
        other = threading.Thread(target=second)
        other.start()
        other.join(0.3)
        order.append("first")
    other.join(10)
    assert order == ["first", "second"]
