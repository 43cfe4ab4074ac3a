"""Every field of every record is classified."""

from types import SimpleNamespace

import pytest
from django.apps import apps

from skillshire.accounts.models import User
from skillshire.core import fields
from skillshire.core.fields import Sensitivity
from skillshire.core.models import AuditEvent
from skillshire.strategy.models import Action

ROOMS = [room for room in apps.get_app_configs() if room.name.startswith("skillshire.")]


def room(classification):
    module = SimpleNamespace(CLASSIFICATION=classification)
    return SimpleNamespace(models_module=module, get_models=lambda: [AuditEvent])


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.label)
def test_every_field_of_every_room_is_classified(room):
    assert fields.faults([room]) == []


def test_the_rooms_with_records_are_among_those_looked_at():
    assert {"core", "accounts", "strategy"} <= {room.label for room in ROOMS if list(room.get_models())}


def test_finds_a_field_that_nobody_classified():
    said = fields.public("event", "subject", "at", "detail", "digest", "seal")
    assert fields.faults([room({"AuditEvent": said})]) == ["AuditEvent.by"]


def test_finds_a_name_that_is_no_field():
    said = fields.public("event", "subject", "at", "detail", "digest", "seal", "by", "mood")
    assert fields.faults([room({"AuditEvent": said})]) == ["AuditEvent.mood"]


def test_looks_at_links_to_many_and_not_at_automatic_numbers():
    names = fields.names(Action)
    assert {"leads", "funding", "measures"} <= set(names)
    assert "id" not in names


def test_a_room_without_records_says_nothing():
    assert fields.classification(SimpleNamespace(models_module=None)) == {}


def test_who_a_person_is_stays_personal():
    said = fields.classification(apps.get_app_config("accounts"))["User"]
    assert {said[name] for name in ("username", "first_name", "last_name", "email")} == {Sensitivity.PERSONAL}
    assert not [name for name in fields.names(User) if said[name] is Sensitivity.PUBLIC]
