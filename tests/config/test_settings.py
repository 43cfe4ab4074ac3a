"""Settings are read once a process, so each case here starts one."""

import json
import os
import subprocess
import sys

import pytest

ASK = "import json; from skillshire.config import settings as s; print(json.dumps({asked}, default=str))"


@pytest.fixture
def ask(tmp_path):
    """ask("s.DEBUG", SKILLSHIRE_DEBUG="1"): the answer of a process with that environment."""

    def run(asked, **environ):
        kept = {key: value for key, value in os.environ.items() if not key.startswith("SKILLSHIRE")}
        kept.pop("DATABASE_URL", None)
        done = subprocess.run(
            [sys.executable, "-c", ASK.format(asked=asked)],
            env={**kept, "SKILLSHIRE_HOME": str(tmp_path / "home"), **environ},
            capture_output=True,
            text=True,
            check=False,
        )
        return json.loads(done.stdout) if done.returncode == 0 else done.stderr.splitlines()[-1]

    return run


def test_records_are_in_the_home_folder_by_default(ask, tmp_path):
    database = ask("s.DATABASES['default']")
    assert database["NAME"] == str(tmp_path / "home" / "skillshire.sqlite3")
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in database["OPTIONS"]["init_command"]


def test_database_url_may_name_a_postgresql(ask):
    database = ask("s.DATABASES['default']", DATABASE_URL="postgres://ann:secret@db.example/skills")
    assert (database["ENGINE"], database["HOST"], database["NAME"]) == (
        "django.db.backends.postgresql",
        "db.example",
        "skills",
    )
    assert "init_command" not in json.dumps(database)


@pytest.mark.parametrize(
    "url", ["nonsense://ann:secret@db/skills", "secret", "postgres://ann:secret@[db/skills"]
)
def test_a_malformed_database_url_is_an_error_that_keeps_the_password_to_itself(ask, url):
    said = ask("s.DATABASES", DATABASE_URL=url)
    assert "DATABASE_URL cannot be read" in said
    assert "secret" not in said


def test_a_malformed_boolean_is_an_error(ask):
    assert "SKILLSHIRE_DEBUG is “maybe”" in ask("s.DEBUG", SKILLSHIRE_DEBUG="maybe")


def test_serves_this_machine_only_unless_told_otherwise(ask):
    assert ask("s.ALLOWED_HOSTS") == ["localhost", "127.0.0.1", "[::1]"]
    assert ask("s.ALLOWED_HOSTS", SKILLSHIRE_HOSTS="skills.example") == ["skills.example"]


def test_the_county_comes_from_the_site_definition_or_the_environment(ask):
    from skillshire.places import areas

    assert ask("s.SKILLSHIRE_AREA") == areas.default_code()
    assert ask("s.SKILLSHIRE_AREA", SKILLSHIRE_AREA="E06000016") == "E06000016"


def test_public_pages_have_no_session_and_no_admin(ask):
    named = json.dumps(ask("[s.MIDDLEWARE, s.INSTALLED_APPS]")).lower()
    assert "session" not in named
    assert "admin" not in named
