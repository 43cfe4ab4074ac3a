"""How sensitive any field of any installed record is: our rooms' own words, and those for libraries' records.

What is taken out, blacked out, erased and kept follows from this, so that a new field is handled as soon as
it is classified, and a test fails while it is not.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db.models import AutoField, Model

from skillshire.core import definitions, fields
from skillshire.core.errors import UserError
from skillshire.core.fields import Sensitivity

FILE = definitions.ROOT / "library-fields.yaml"
OURS = "skillshire."
RANK = {one: rank for rank, one in enumerate(Sensitivity)}  # public first


@lru_cache(maxsize=1)
def libraries() -> Mapping[str, Mapping[str, Sensitivity]]:
    """app.Model → field → sensitivity; a field named twice is an error."""
    return {label: _flat(label, said or {}) for label, said in definitions.load(FILE).items()}


def _flat(label: str, said: Mapping[str, list[str]]) -> dict[str, Sensitivity]:
    pairs = [(name, Sensitivity(which)) for which, names in said.items() for name in names]
    if len(dict(pairs)) != len(pairs):
        raise UserError(f"{FILE}: {label} has a field twice; leave one of them.")
    return dict(pairs)


def of(model: type[Model]) -> Mapping[str, Sensitivity]:
    """Field → sensitivity; empty for the table behind a link to many, which goes by that link."""
    meta = model._meta
    room = apps.get_app_config(meta.app_label)
    if room.name.startswith(OURS):
        return fields.classification(room).get(model.__name__, {})
    return libraries().get(meta.label, {})


def models() -> Iterator[type[Model]]:
    """Every installed record with a table of its own."""
    return (model for model in apps.get_models() if not model._meta.proxy)


def unclassified() -> list[str]:
    """`app.Model.field` of every field that nobody has classified."""
    return [
        f"{model._meta.label}.{name}"
        for model in models()
        for name in fields.names(model)
        if name not in of(model)
    ]


def unknown() -> list[str]:
    """`app.Model.field` said of a library's record that has no such field, or is not installed at all."""
    real = {model._meta.label: set(fields.names(model)) for model in models()}
    return [
        f"{label}.{name}" for label, said in libraries().items() for name in said
        if name not in real.get(label, set())
    ]  # fmt: skip


def sensitive(model: type[Model]) -> list[str]:
    """The fields that say something of a person."""
    return [name for name, one in of(model).items() if RANK[one] >= RANK[Sensitivity.PERSONAL]]


def redacted(record: Model, upto: Sensitivity = Sensitivity.INTERNAL) -> dict[str, Any]:
    """The record's fields; what is more sensitive than `upto`, or not classified, is only said to be there.

    An empty field stays empty; one that was not read with the record is left out, and not asked for.
    """
    shown: dict[str, Any] = {}
    said, unread = of(type(record)), record.get_deferred_fields()
    for field in record._meta.fields:
        if field.attname not in unread:
            number = isinstance(field, AutoField)  # which nobody classifies; other keys may be a secret
            one = said.get(field.name, Sensitivity.PUBLIC if number else Sensitivity.SPECIAL)
            value = getattr(record, field.attname)
            hidden = RANK[one] > RANK[upto] and value not in (None, "")
            shown[field.name] = f"[{one}]" if hidden else value
    return shown
