"""What a data set's change log means for us: whether a new version may be read as the last one was."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from skillshire.core.errors import UserError

_WHOLE = {
    "filters": "the filter", "indicators": "the indicator", "geographicLevels": "the geographic level",
    "locationGroups": "the locations of level",
}  # fmt: skip
_OPTIONS = {"filterOptions": "the option", "locationOptions": "the location"}


def number(version: str) -> tuple[int, ...]:
    """`2.10` is (2, 10, 0), which sorts after `2.9`; patches have a third part."""
    parts = [int(part) if part.isdigit() else 0 for part in version.split(".")]
    return (*parts, 0, 0)[:3]


def removed(log: Mapping[str, Any]) -> list[str]:
    """What a version's major changes took away, in words: those with a state before and none now."""
    major = log.get("majorChanges") or {}
    found = [
        f"{words} “{_name(change['previousState'])}”"
        for part, words in _WHOLE.items() for change in _gone(major.get(part))
    ]  # fmt: skip
    for part, words in _OPTIONS.items():
        for group in major.get(part) or []:
            found += [f"{words} “{_name(change['previousState'])}”" for change in _gone(group.get("options"))]
    return found


def refuse_removals(source: str, logs: Sequence[Mapping[str, Any]], accepted: int) -> None:
    """Raises UserError at the first version, newer than any a person has accepted, that took things away."""
    for log in logs:
        version, gone = str(log["versionNumber"]), removed(log)
        if not gone or number(version)[0] <= accepted:
            continue
        more = f" and {len(gone) - 1} more" if len(gone) > 1 else ""
        raise UserError(
            f"Version {version} of the data set of source {source} no longer has {gone[0]}{more}; look at"
            f" what changed, correct the query in definitions/sources/{source}.yaml and set “accepted” to"
            f" {number(version)[0]}."
        )


def _gone(changes: Iterable[Mapping[str, Any]] | None) -> list[Mapping[str, Any]]:
    return [each for each in changes or [] if each.get("previousState") and not each.get("currentState")]


def _name(state: Mapping[str, Any]) -> str:
    level = state.get("level") or {}
    return str(state.get("label") or level.get("label") or level.get("code") or state.get("code"))
