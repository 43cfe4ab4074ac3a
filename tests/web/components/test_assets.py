"""The stylesheet as built, and the lock it is built from."""

import json
import re

import pytest

from tests.conftest import ROOT

# Folders of templates whose pages have the office's frame.
OFFICE = {"office", "account", "mfa", "usersessions", "socialaccount"}
BUILT = ROOT / "skillshire/web/static/built/skillshire.css"


@pytest.fixture(scope="module")
def css():
    if not BUILT.exists():
        pytest.skip("needs the stylesheet: run script/assets")
    return BUILT.read_text()


def test_nothing_that_belongs_to_gov_uk_is_in_the_stylesheet(css):
    for word in ("GDS Transport", "crown", "crest"):
        assert word.lower() not in css.lower().replace("(c) crown copyright", "")


def test_the_stylesheet_asks_for_no_other_file(css):
    assert "url(" not in css and "@import" not in css and "@font-face" not in css


def test_the_stylesheet_is_small(css):
    assert len(css.encode()) <= 80_000


def test_the_stylesheet_of_the_office_is_small_and_asks_for_no_other_file():
    office = BUILT.with_name("office.css").read_text()
    assert len(office.encode()) <= 60_000 and "url(" not in office and "@import" not in office


def test_the_stylesheet_names_its_licence(css):
    assert "GOV.UK Frontend 6.3.0" in css
    assert (BUILT.parent / "govuk-frontend-licence.txt").exists()


def test_every_class_the_templates_use_of_ours_has_a_rule(css):
    """A page of the office has a second sheet; whatever only its own templates use may stand there."""
    office = BUILT.with_name("office.css").read_text()
    folder = ROOT / "skillshire/web/templates"
    for template in folder.rglob("*.html"):
        sheets = css + office if template.relative_to(folder).parts[0] in OFFICE else css
        used = set(re.findall(r"\bapp-[a-z][a-z0-9_-]*[a-z0-9]\b", template.read_text()))
        assert not {name for name in used if f".{name}" not in sheets}, template


def test_the_lock_names_no_registry():
    lock = json.loads((ROOT / "package-lock.json").read_text())
    assert not [name for name, package in lock["packages"].items() if "resolved" in package]
    assert all("integrity" in package for name, package in lock["packages"].items() if name)


def test_the_components_and_the_stylesheet_are_of_one_version():
    packages = json.loads((ROOT / "package.json").read_text())
    assert (
        packages["dependencies"]["govuk-frontend"] == "6.3.0"
    )  # what govuk-frontend-jinja 4.1 is written for
