"""Public pages through a PostgreSQL user of their own. conftest.py collects this where one is configured."""

import json
import os
import subprocess
import sys
from urllib.parse import quote

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from skillshire.config import public_role
from skillshire.strategy import loading

pytestmark = pytest.mark.django_db(transaction=True)
# Roles belong to the whole server: each worker of the tests, with a database of its own, has its own.
ROLE = f"skillshire_readers_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
# What stands in an address, by its name there.
GIVEN = {
    "ref": "2", "code": "E10000015", "identifier": "claimant-count-rate", "indicator": "claimant-count-rate",
    "kind": "csv", "chart": "line", "slug": "science-and-technology", "postcode": "SG11AA",
}  # fmt: skip
AMISS = {"api/problems/<slug:slug>/": {"slug": "not-found"}}  # where that is not what stands there
ASKED = {
    "find/": "?q=hert",
    "compare/": "?indicator=claimant-count-rate&area=E10000015",
    "compare/data.<str:kind>": "?indicator=claimant-count-rate&area=E10000015",
    "api/v1/observations": "?indicator=claimant-count-rate&area=E10000015",
}
NOWHERE = "api/<path:path>"
# Files that another thread makes when they are first asked for; until then: 503, come again.
MADE = {"data/release.<str:kind>", "data/indicators/<slug:identifier>.<str:kind>"}
READ = """
import json, re, sys
from skillshire.config import prepare
prepare.prepare(echo=lambda line: None)
import django
django.setup()
from django.test import Client
from django.urls import get_resolver
from skillshire.indicators import releases

def routes(patterns, before=""):
    for one in patterns:
        route = before + str(one.pattern)
        if hasattr(one, "url_patterns"):
            yield from routes(one.url_patterns, route)
        else:
            yield route

given, amiss, asked = json.loads(sys.argv[1])
given["release"] = releases.current_id()
client, told = Client(headers={"host": "localhost"}), {}
for route in routes(get_resolver().url_patterns):
    own = given | amiss.get(route, {})
    path = re.sub("<(?:[a-z]+:)?([a-z_]+)>", lambda part: own.get(part[1], "nothing-given"), route)
    told[route] = client.get("/" + path + asked.get(route, ""), follow=True).status_code
print(json.dumps(told))
"""


@pytest.fixture
def readers():
    """The role, with its rights; gone with the test."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP ROLE IF EXISTS {ROLE}")
        cursor.execute(f"CREATE ROLE {ROLE} LOGIN PASSWORD 'readers'")
    public_role.apply(ROLE)
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"DROP OWNED BY {ROLE}")
        cursor.execute(f"DROP ROLE {ROLE}")


def url():
    held = connection.settings_dict
    host, port = quote(held["HOST"], safe=""), held["PORT"] or 5432
    return f"postgres://{ROLE}:readers@{host}:{port}/{held['NAME']}"


def as_reader(statement):
    """Run it with the rights of the role; what it answers."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
        cursor.execute(statement)
        return cursor.fetchall()


def test_a_public_process_prepares_and_answers_every_address_through_it(readers, tmp_path):
    loading.load_all()
    environ = {
        **os.environ,
        "SKILLSHIRE_FACE": "public",
        "SKILLSHIRE_HOME": str(tmp_path),
        "DATABASE_URL": url(),
    }
    environ["DJANGO_SETTINGS_MODULE"] = "skillshire.config.settings"
    command = [sys.executable, "-c", READ, json.dumps([GIVEN, AMISS, ASKED])]
    ran = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout.splitlines()[-1])
    assert told.pop(NOWHERE) == 404 and {told.pop(one) for one in MADE} <= {200, 503}
    assert len(told) > 50
    assert {route: status for route, status in told.items() if status != 200} == {}


def test_it_reads_no_table_but_those_of_public_pages(readers):
    with connection.cursor() as cursor:
        everything = set(connection.introspection.table_names(cursor))
    guarded = sorted(everything - set(public_role.tables()))
    assert {"casework_youngperson", "accounts_user", "django_session", "core_auditevent"} <= set(guarded)
    for table in guarded:
        with pytest.raises(DatabaseError, match="permission denied"):
            as_reader(f'SELECT 1 FROM "{table}" LIMIT 1')


def test_it_writes_nowhere(readers):
    for table in public_role.tables():
        with pytest.raises(DatabaseError, match="permission denied"):
            as_reader(f'DELETE FROM "{table}"')
    with pytest.raises(DatabaseError, match="permission denied"):
        as_reader("CREATE TABLE mine (id int)")


def test_a_right_that_was_given_before_is_taken_back(readers):
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT SELECT ON casework_youngperson TO {ROLE}")
    assert as_reader("SELECT count(*) FROM casework_youngperson") == [(0,)]
    public_role.apply(ROLE)
    with pytest.raises(DatabaseError, match="permission denied"):
        as_reader("SELECT count(*) FROM casework_youngperson")


def test_a_role_that_is_not_there_is_said():
    from skillshire.core.errors import UserError

    with pytest.raises(UserError, match="make the role first"):
        public_role.apply("nobody_knows_me")


def test_every_table_of_the_rooms_is_known():
    assert set(public_role.tables()) <= {
        model._meta.db_table for model in apps.get_models(include_auto_created=True)
    } | {"django_migrations"}
