"""The drafts in docs/privacy say what the software does."""

from pathlib import Path

import pytest

from skillshire.accounts import roles
from skillshire.casework import keeping, privacy_papers
from skillshire.core import classified

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "privacy"


@pytest.mark.parametrize("name", ["dpia.md", "record-of-processing.md"])
def test_a_paper_is_as_the_software_would_write_it_now(name):
    again = "write it again: python -m skillshire.casework.privacy_papers docs/privacy"
    assert (FOLDER / name).read_text(encoding="utf-8") == privacy_papers.papers()[name], again


def test_every_field_about_a_person_every_role_and_every_rule_is_in_the_assessment():
    text = privacy_papers.papers()["dpia.md"]
    models = [model for model in classified.models() if classified.sensitive(model)]
    assert [one._meta.label for one in models if f"`{one._meta.label}`" not in text] == []
    assert [name for one in models for name in classified.sensitive(one) if name not in text] == []
    assert [role.slug for role in roles.ROLES if role.purpose not in text or role.title not in text] == []
    assert [rule.id for rule in keeping.read().rules if rule.said not in text] == []


def test_what_only_the_county_can_say_is_left_open():
    for text in privacy_papers.papers().values():
        assert privacy_papers.OPEN in text and "to be decided by the county" in text
