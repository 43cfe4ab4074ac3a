"""Which addresses the pages of others may frame, and what they are told where there is nothing to show."""

from django.http import HttpRequest, HttpResponse

PREFIX = "/embed/"
# As every page's, but anybody may frame it. Where a policy says so, no X-Frame-Options is sent.
POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors *"
)


def open_to_all(response: HttpResponse) -> HttpResponse:
    """The answer, which anybody may frame."""
    response.headers["Content-Security-Policy"] = POLICY
    return response


def is_framed(request: HttpRequest) -> bool:
    """Whether the address is one for frames: a refusal there must show in the frame, and be small."""
    return request.path.startswith(PREFIX)
