"""Every kind of draft says how its record is written and withdrawn."""

import pytest
from django.apps import apps

from skillshire.content.models.draft import Draft

KINDS = [model for model in apps.get_app_config("content").get_models() if issubclass(model, Draft)]


def test_there_are_four_kinds():
    assert len(KINDS) == 4


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("deed", ["release", "take_back"])
def test_a_kind_has_its_own(kind, deed):
    assert deed in vars(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_no_field_hides_what_scripts_ask_of_a_form(kind):
    """`form.action` is the form's address, unless a field has that name: then it is the field."""
    asked = {"action", "elements", "method", "name", "submit", "target"}
    assert not asked & {field.name for field in kind._meta.get_fields()}
