"""The arithmetic of the audit's chain: plain Python, so that anyone can check a copy of it elsewhere.

An event's digest is SHA-256 of its content as canonical JSON. A seal's hash is SHA-256 of its number, the
hash of the seal before it, when it was made, and the number and digest of each event in it. These forms never
change: a change of one would break every chain that was written before.
"""

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

FIRST = "0" * 64  # stands for the seal before the first
Entry = tuple[int, str]  # an event's number and its digest


def plain(value: Any) -> Any:
    """JSON as any database gives it back: text keys, lists, and whole numbers without a point."""
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{value} is no number that JSON knows.")
    whole = isinstance(value, float) and value.is_integer()
    return int(value) if whole else value


def digest(event: str, subject: str, by: str, at: datetime, detail: Mapping[str, Any]) -> str:
    """Of one event's content; `at` is aware."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    return _sha256([event, subject, by, moment, plain(detail)])


def seal_hash(number: int, previous: str, entries: Sequence[Entry], sealed_at: datetime) -> str:
    moment = sealed_at.astimezone(UTC).isoformat(timespec="microseconds")
    return _sha256([number, previous, moment, [[event, said] for event, said in entries]])


def _sha256(content: Any) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()
