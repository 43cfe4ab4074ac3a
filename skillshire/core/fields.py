"""How sensitive each field of each record is.

Every room that keeps records says so beside its models, in `CLASSIFICATION`: model → field → sensitivity.
tests/core/test_fields.py fails on a field that nobody has classified.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from django.apps import AppConfig
from django.db.models import AutoField, Model


class Sensitivity(StrEnum):
    PUBLIC = "public"  # may stand on a public page
    INTERNAL = "internal"  # for signed-in staff
    PERSONAL = "personal"  # says something about a living person
    SPECIAL = "special"  # special category data: UK GDPR, articles 9 and 10


Classification = Mapping[str, Mapping[str, Sensitivity]]


def public(*names: str) -> dict[str, Sensitivity]:
    return dict.fromkeys(names, Sensitivity.PUBLIC)


def internal(*names: str) -> dict[str, Sensitivity]:
    return dict.fromkeys(names, Sensitivity.INTERNAL)


def personal(*names: str) -> dict[str, Sensitivity]:
    return dict.fromkeys(names, Sensitivity.PERSONAL)


def special(*names: str) -> dict[str, Sensitivity]:
    return dict.fromkeys(names, Sensitivity.SPECIAL)


def names(model: type[Model]) -> list[str]:
    """The model's own fields in order; its automatic number says nothing and is left out."""
    own = [*model._meta.fields, *model._meta.many_to_many]
    return [field.name for field in own if not isinstance(field, AutoField)]


def classification(room: AppConfig) -> Classification:
    """What the room says of its models; empty where it says nothing."""
    return getattr(room.models_module, "CLASSIFICATION", {})


def faults(rooms: Iterable[AppConfig]) -> list[str]:
    """`Model.field` of each field that is not classified, and of each classified name that is no field."""
    found: set[str] = set()
    for room in rooms:
        said = {f"{model}.{name}" for model, fields in classification(room).items() for name in fields}
        real = {f"{model.__name__}.{name}" for model in room.get_models() for name in names(model)}
        found |= said ^ real
    return sorted(found)
