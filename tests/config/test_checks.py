from skillshire.config import checks
from skillshire.places import areas


def test_the_county_of_the_site_is_known(settings):
    settings.SKILLSHIRE_AREA = areas.default_code()
    assert checks.area(None) == []


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
