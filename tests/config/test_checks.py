from datetime import date

import pytest

from skillshire.config import checks
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
