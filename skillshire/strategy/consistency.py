"""Checks that the parts of a strategy's definition fit together. Each raises ValueError with its fault."""

from collections.abc import Iterable, Sequence
from datetime import date


def in_order(values: Sequence[float] | Sequence[date], what: str) -> None:
    if any(later <= earlier for earlier, later in zip(values, values[1:], strict=False)):  # type: ignore[operator]
        raise ValueError(f"the {what} are not in order; each must go beyond the one before it")


def unique(values: Iterable[object], what: str) -> None:
    seen: set[object] = set()
    for value in values:
        if value in seen:
            raise ValueError(f"{what} {value} stands here twice; each may be used once")
        seen.add(value)


def known(wanted: Iterable[object], held: Sequence[object], where: str, what: str) -> None:
    for value in wanted:
        if value not in held:
            raise ValueError(f"{where} names the {what} {value}, which this file does not have")
