"""Refusals as RFC 9457 problem documents. A slug never changes its meaning, so programs may rely on it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

MEDIA = "application/problem+json"
ROOT = "/api/problems/"


@dataclass(frozen=True)
class Kind:
    """A sort of refusal: its usual status, its title, and what the asker can do about it."""

    status: int
    title: str
    mend: str


KINDS: Mapping[str, Kind] = {
    "unknown-parameter": Kind(
        400, "Unknown parameter", "Check its spelling; a parameter that nobody reads is refused, not ignored."
    ),
    "invalid-parameter": Kind(
        400, "Unreadable value", "Write the value as the reference says; the detail names the parameter."
    ),
    "unknown-indicator": Kind(
        400, "Unknown indicator", "Take an id from /api/v1/indicators. In a path the status is 404."
    ),
    "unknown-area": Kind(
        400, "Unknown area", "Take a code from /api/v1/areas?q=NAME. In a path the status is 404."
    ),
    "unknown-breakdown": Kind(
        400, "Unknown breakdown", "Take a pair from the indicator’s own “breakdowns”, written as key=value."
    ),
    "reversed-period": Kind(400, "Reversed period", "Give a first day that is not after the last one."),
    "too-many": Kind(400, "Too much at once", "Ask for less, or download the whole indicator from /data/."),
    "unknown-postcode": Kind(404, "Unknown postcode", "Give a full English postcode, such as SG1 1AA."),
    "unknown-release": Kind(404, "Unknown release", "Take an id from /api/v1/releases."),
    "unknown-strategy": Kind(404, "Unknown strategy", "Leave the parameter out for the site’s own strategy."),
    "unknown-measure": Kind(404, "Unknown measure", "Take a number from /api/v1/measures."),
    "not-found": Kind(404, "No such address", "Take an address from /api/v1/openapi.json."),
    "method-not-allowed": Kind(405, "Method not allowed", "Use GET or HEAD: the API only reads."),
    "not-acceptable": Kind(
        406, "No such format here", "Ask for a format that the address has, with Accept or format=."
    ),
    "address-too-long": Kind(
        414, "Address too long", "Ask for fewer areas or indicators at a time, in several requests."
    ),
    "too-many-requests": Kind(
        429, "Too many requests", "Wait as many seconds as the header Retry-After says, then go on."
    ),
    "fault": Kind(500, "A fault of ours", "Try again later; if it stays, tell whoever runs the site."),
    "no-release": Kind(
        503, "No figures to serve", "Try again in a few minutes: the figures are being loaded."
    ),
}


class Problem(Exception):
    """Raised where a request cannot be answered. `detail` is a sentence with what, where, how to mend it."""

    def __init__(self, slug: str, detail: str, status: int | None = None, **more: Any) -> None:
        super().__init__(detail)
        self.slug, self.detail, self.more = slug, detail, more
        self.status = status or KINDS[slug].status


def answer(request: HttpRequest, problem: Problem) -> HttpResponse:
    content = {
        "type": f"{ROOT}{problem.slug}/",
        "title": KINDS[problem.slug].title,
        "status": problem.status,
        "detail": problem.detail,
        "instance": _instance(request),
        **problem.more,
    }
    text = json.dumps(content, ensure_ascii=False)
    response = HttpResponse(text, content_type=MEDIA, status=problem.status)
    response["Cache-Control"] = "no-store"
    return response


def _instance(request: HttpRequest) -> str:
    """The address asked for, cut where it is so long that repeating it helps nobody."""
    return request.get_full_path()[:300]
