"""Long answers in pages, with the next one named in the body and in the header Link (RFC 8288)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Schema

FIRST, LARGEST = 1, 10_000


class PageQuery(Schema):
    page: int = Field(1, ge=1, le=100_000, description="Which page; the first is 1.")
    page_size: int = Field(1000, ge=1, le=LARGEST, description="How many on a page.")


@dataclass(frozen=True)
class Page:
    """Where a page stands in the whole; `number` counts from 1 and may be past the end, which is empty."""

    number: int
    size: int
    total: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    def cut(self, whole: Sequence[Any]) -> Sequence[Any]:
        start = (self.number - 1) * self.size
        return whole[start : start + self.size]

    def links(self, request: HttpRequest) -> dict[str, str | None]:
        """Addresses of this page, the first, the last, and its neighbours where there are any."""
        here = self.number
        numbers = {
            "self": here,
            "first": FIRST,
            "prev": min(here - 1, self.pages) if here > FIRST else None,
            "next": here + 1 if here < self.pages else None,
            "last": self.pages,
        }
        return {rel: None if n is None else _address(request, n) for rel, n in numbers.items()}

    def facts(self, request: HttpRequest) -> dict[str, Any]:
        """What a body says of its page."""
        return {
            "total": self.total,
            "page": self.number,
            "page_size": self.size,
            "pages": self.pages,
            "links": self.links(request),
        }


def mark(response: HttpResponse, page: Page, request: HttpRequest) -> HttpResponse:
    links = [f'<{url}>; rel="{rel}"' for rel, url in page.links(request).items() if url and rel != "self"]
    response["Link"] = ", ".join(links)
    response["X-Total-Count"] = str(page.total)
    return response


def _address(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return f"{request.path}?{query.urlencode()}"
