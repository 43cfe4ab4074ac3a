from datetime import date

import pytest

from skillshire.config import checks
from skillshire.config.office_env import Provider
from skillshire.places import areas
from skillshire.strategy.models import Strategy


def test_the_county_of_the_site_is_known(settings):
    settings.SKILLSHIRE_AREA = areas.default_code()
    assert checks.area(None) == []


@pytest.mark.django_db
def test_a_county_that_only_a_loaded_strategy_knows_is_fine(settings):
    settings.SKILLSHIRE_AREA = "X10000001"
    Strategy.objects.create(
        slug="ours", title="Ours", area_code="X10000001", area_name="Borsetshire", starts=date(2026, 1, 1),
        ends=date(2030, 12, 31), summary="Invented.", definition_sha256="0" * 64, loaded_on=date(2026, 1, 1),
    )  # fmt: skip
    assert checks.area(None) == []


@pytest.mark.django_db
def test_a_county_that_does_not_exist_is_an_error_with_a_hint(settings):
    settings.SKILLSHIRE_AREA = "E99999999"
    (fault,) = checks.area(None)
    assert fault.is_serious()
    assert "SKILLSHIRE_AREA" in fault.hint


def test_debug_on_a_public_name_is_a_warning(settings):
    settings.DEBUG, settings.ALLOWED_HOSTS = True, ["skills.example"]
    assert [fault.id for fault in checks.debug_in_public(None)] == ["skillshire.W001"]


def test_debug_on_this_machine_is_fine(settings):
    settings.DEBUG, settings.ALLOWED_HOSTS = True, ["localhost"]
    assert checks.debug_in_public(None) == []


# --- The office


def provider(settings, server, secret="s"):
    settings.SOCIALACCOUNT_PROVIDERS = Provider("Ours", "client", secret, server).settings


def ids(settings):
    return [fault.id for fault in checks.office(None)]


def test_an_office_that_sets_nothing_up_is_fine(settings):
    assert ids(settings) == []


def test_a_file_of_breached_passwords_that_is_not_there_is_an_error(settings, tmp_path):
    settings.SKILLSHIRE_BREACHED_PASSWORDS = tmp_path / "none.txt"
    (fault,) = checks.office(None)
    assert (fault.id, fault.is_serious()) == ("skillshire.E002", True)
    assert "SKILLSHIRE_BREACHED_PASSWORDS" in fault.hint


@pytest.mark.parametrize(
    ("server", "expected"),
    [
        ("https://id.example/tenant", []),
        ("http://localhost:9000", []),
        ("http://id.example", ["skillshire.E004"]),
        ("id.example", ["skillshire.E003"]),
    ],
)
def test_where_people_sign_in_elsewhere_is_a_safe_address(settings, server, expected):
    provider(settings, server)
    assert ids(settings) == expected


def test_sign_in_elsewhere_without_a_secret_is_a_warning(settings):
    provider(settings, "https://id.example", secret="")
    assert ids(settings) == ["skillshire.W002"]


def test_a_mail_server_needs_somebody_to_send_from(settings):
    settings.EMAIL_HOST, settings.DEFAULT_FROM_EMAIL = "mail.example", ""
    assert ids(settings) == ["skillshire.E005"]
    settings.DEFAULT_FROM_EMAIL = "skills@county.example"
    assert ids(settings) == []


def test_a_public_process_has_nothing_of_the_office_to_check(settings):
    settings.FACE = "public"
    assert checks.office(None) == []
