"""Which format an answer takes: `format=` in the address, else the header Accept."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse

from skillshire.api.problems import Problem
from skillshire.core import tabular

JSON, CSV, JSON_STAT = "json", "csv", "json-stat"
MEDIA = {
    JSON: "application/json",
    CSV: "text/csv",
    # Nobody has registered a media type for JSON-stat; plain application/json would hide which JSON it is.
    JSON_STAT: "application/vnd.json-stat+json",
}


def choose(request: HttpRequest, offered: Sequence[str], asked: str | None = None) -> str:
    """One of `offered`; the first where nothing is asked for. Problem 406 where none fits."""
    if asked is not None:
        return asked
    found = _accepted(request.headers.get("Accept", "*/*"), offered)
    if found is None:
        there = ", ".join(MEDIA[kind] for kind in offered)
        raise Problem("not-acceptable", f"This address answers with {there}; say so in the header Accept.")
    return found


def _accepted(header: str, offered: Sequence[str]) -> str | None:
    """The best of `offered` by the header's weights; at equal weights the first offered."""
    weights = [(_weight(header, MEDIA[kind]), -place, kind) for place, kind in enumerate(offered)]
    best, _, kind = max(weights)
    return kind if best > 0 else None


def _weight(header: str, media: str) -> float:
    """What the header gives this type: the most specific range that fits it decides (RFC 9110, 12.5.1)."""
    best = (-1, 0.0)
    for part in header.split(","):
        wanted, *parameters = (piece.strip().lower() for piece in part.split(";"))
        ranges = {media: 2, f"{media.partition('/')[0]}/*": 1, "*/*": 0, "": 0}
        if wanted in ranges and ranges[wanted] > best[0]:
            best = (ranges[wanted], _quality(parameters))
    return best[1]


def _quality(parameters: Sequence[str]) -> float:
    for text in parameters:
        name, _, value = text.partition("=")
        if name.strip() == "q":
            try:
                return max(0.0, min(1.0, float(value)))
            except ValueError:
                return 0.0
    return 1.0


def as_json(content: Any, kind: str = JSON) -> HttpResponse:
    """Numbers as they are stored: nothing rounds them, and what is missing is null."""
    text = json.dumps(content, ensure_ascii=False, allow_nan=False)
    return HttpResponse(text, content_type=MEDIA[kind])


def as_csv(name: str, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> HttpResponse:
    """A missing number is an empty cell, and the column `status` says why."""
    text = tabular.to_csv(tabular.Table(name, name, columns, rows))
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)
