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


def test_a_public_process_loads_nothing_of_the_office(ask):
    named = json.dumps(ask("[s.MIDDLEWARE, s.INSTALLED_APPS]", SKILLSHIRE_FACE="public")).lower()
    for word in ("session", "admin", "allauth", "wagtail", "casework", 'content"'):
        assert word not in named
    assert ask("hasattr(s, 'CACHES')", SKILLSHIRE_FACE="public") is False


def test_cookies_go_over_https_only_where_a_proxy_brings_it(ask):
    assert ask("[s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE]") == [False, False]
    assert ask("[s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE]", SKILLSHIRE_PROXIES="1") == [True, True]


def test_sign_in_elsewhere_is_off_unless_it_is_set_up(ask):
    assert ask("s.SOCIALACCOUNT_PROVIDERS") == {}
    given = {"SKILLSHIRE_OIDC_SERVER": "https://id.example/", "SKILLSHIRE_OIDC_ID": "us"}
    (app,) = ask("s.SOCIALACCOUNT_PROVIDERS", **given)["openid_connect"]["APPS"]
    assert (app["client_id"], app["settings"]["server_url"]) == ("us", "https://id.example")
    said = ask("s.SOCIALACCOUNT_PROVIDERS", SKILLSHIRE_OIDC_SERVER="https://id.example/")
    assert "SKILLSHIRE_OIDC_ID is not" in said


def test_no_letter_is_sent_without_a_mail_server(ask):
    assert ask("s.EMAIL_BACKEND").endswith("dummy.EmailBackend")
    assert ask("[s.EMAIL_PORT, s.EMAIL_USE_TLS]", SKILLSHIRE_EMAIL_HOST="mail.example") == [587, True]
    assert "write starttls, tls or none" in ask(
        "s.EMAIL_HOST", SKILLSHIRE_EMAIL_HOST="mail.example", SKILLSHIRE_EMAIL_SECURITY="perhaps"
    )


def test_a_secret_may_be_in_a_file(ask, tmp_path):
    file = tmp_path / "secret"
    file.write_text("hush\n")
    given = {"SKILLSHIRE_EMAIL_HOST": "mail.example", "SKILLSHIRE_EMAIL_PASSWORD_FILE": str(file)}
    assert ask("s.EMAIL_HOST_PASSWORD", **given) == "hush"
    file.unlink()
    assert "cannot be read" in ask("s.EMAIL_HOST_PASSWORD", **given)


def test_passwords_are_kept_in_a_way_that_is_slow_to_guess(ask):
    assert ask("s.PASSWORD_HASHERS") == ["django.contrib.auth.hashers.ScryptPasswordHasher"]
