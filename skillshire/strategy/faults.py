"""Says where in a definition file the first fault is and how to mend it, in words an officer knows."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from skillshire.indicators import definitions as indicators

if TYPE_CHECKING:
    from skillshire.strategy.definitions import StrategyDefinition

# By pydantic's name of the fault. https://docs.pydantic.dev/latest/errors/validation_errors/
_SAYINGS = {
    "missing": "is missing; add it",
    "extra_forbidden": "is not a word known here; check its spelling or remove it",
    "float_type": "must be a number; write it without quotes, commas or signs, such as 1955 or 97.9",
    "int_type": "must be a whole number; write it without quotes or commas",
    "finite_number": "must be a number; leave it out if it is not known",
    "string_type": "must be text; put it in quotes",
    "date_type": "must be a day; write it without quotes, such as 2020-12-31",
    "list_type": "must be a list; begin each line with a dash",
    "dict_type": "must be a set of names and values",
    "model_type": "must be a set of names and values",
    "string_too_short": "must not be blank",
}
# What names one item of a list better than its place in it.
_NAMES = ("ref", "order", "slug", "indicator")


def first(error: ValidationError, content: Any) -> str:
    """The place and the saying of the first fault, as in
    `measures → ref 3 → targets → item 1 → value: must be a number; …`, and how many more there are."""
    fault = error.errors()[0]
    place = " → ".join(_place(fault["loc"], content)) or "the whole file"
    more = error.error_count() - 1
    return f"{place}: {_saying(fault)}" + (f" (and {more} more)" if more else "")


def _saying(fault: Any) -> str:
    if known := _SAYINGS.get(fault["type"]):
        return known
    message: str = fault["msg"].removeprefix("Value error, ").rstrip(".")
    if fault["type"] == "string_pattern_mismatch":
        given = " ".join(str(fault["input"]).split())[:40]
        return f"“{given}” does not have the right form; docs/how-to/add-a-strategy.md shows it"
    return message[0].lower() + message[1:]


def _place(parts: tuple[int | str, ...], content: Any) -> list[str]:
    names = []
    for part in parts:
        if isinstance(part, int):
            content = content[part] if isinstance(content, list) and part < len(content) else None
            names.append(_name(content, part))
        elif isinstance(content, dict) and part not in content and names and part[0].isupper():
            continue  # the name of one form of a choice, which the file does not hold
        else:
            content = content.get(part) if isinstance(content, dict) else None
            names.append(part)
    return names


def _name(item: Any, index: int) -> str:
    for key in _NAMES:
        if isinstance(item, dict) and isinstance(item.get(key), int | str):
            return f"{key} {item[key]}"
    return f"item {index + 1}"


def unknown_indicators(definition: "StrategyDefinition") -> list[str]:
    """A sentence for each indicator that the strategy is to be judged by or shows, but no file defines.

    No error: its definition may come later. Until then the measure has no evidence, which a slip of the
    pen would look like too.
    """
    known = indicators.indicators()
    evidence = [(f"ref {one.ref}", each.indicator) for one in definition.measures for each in one.evidence]
    shown = [(f"order {one.order}", each) for one in definition.ambitions for each in one.indicators]
    return [
        f"{definition.slug}, {place}: there is no indicator “{identifier}” yet{_meant(identifier, known)}"
        for place, identifier in [*evidence, *shown]
        if identifier not in known
    ]


def _meant(identifier: str, known: Iterable[str]) -> str:
    close = get_close_matches(identifier, list(known), n=1)
    return f"; did you mean {close[0]}?" if close else "."
