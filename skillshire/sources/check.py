"""Which addresses may be asked, and whether what a service answers can be what was asked for."""

import ipaddress
import itertools
import json
import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import httpx

from skillshire.core import clock
from skillshire.core.errors import UserError

LONGEST_PAUSE = 120  # seconds that a service may ask us to wait; a longer pause is left to the person
_BLANKS = b"\xef\xbb\xbf \t\r\n"  # and a byte order mark


def is_local(url: str) -> bool:
    """Whether it is plain http to this very machine, where nobody can listen in between."""
    parts = urlsplit(url)
    try:
        here = parts.hostname == "localhost" or ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        here = False
    return parts.scheme == "http" and here


def shown(url: str) -> str:
    """The address without its query, which may hold a key, and without a user name or password."""
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{parts.hostname}{port}{parts.path}"


def no_page(url: str, start: bytes) -> None:
    """Sites answer 200 with an error page, which may not pass for data; `start` is how the answer begins."""
    if start.lstrip(_BLANKS).lower().startswith((b"<!doctype html", b"<html")):
        raise UserError(
            f"{shown(url)} gave a web page instead of data; "
            "open it in a browser to see why, and correct the source's definition."
        )


@contextmanager
def laid_out(url: str) -> Iterator[None]:
    """Within it, an answer without the parts that it has always had becomes a UserError."""
    try:
        yield
    except (KeyError, IndexError, TypeError, AttributeError, ValueError) as error:
        raise UserError(
            f"{shown(url)} gave an answer that is not laid out as expected ({type(error).__name__}:"
            f" {str(error)[:60]}); see whether the service has a new version of its API."
        ) from None


def not_empty(url: str, start: bytes) -> None:
    if not start.lstrip(_BLANKS):
        raise UserError(f"{shown(url)} gave an empty file; try again later.")


def reason(answer: httpx.Response) -> str:
    """What a service that answers with a problem in JSON says of it: its own words, cut, in brackets."""
    if "json" not in answer.headers.get("Content-Type", ""):
        return ""
    try:
        content = json.loads(b"".join(itertools.islice(answer.iter_bytes(65_536), 4)))
        said = " ".join(str(content.get(name) or "") for name in ("title", "detail", "error")).split()
    except (ValueError, AttributeError, httpx.HTTPError):
        return ""
    return f" ({' '.join(said)[:200].rstrip('.')})" if said else ""


def pause(url: str, headers: Mapping[str, str]) -> float:
    """How many seconds a busy service asks us to wait (0: it does not say); UserError where that is too
    long.
    """
    text = headers.get("Retry-After", "").strip()
    try:
        seconds = float(text) if text.isdecimal() else _until(text)
    except (ValueError, TypeError):
        return 0.0
    if seconds > LONGEST_PAUSE:
        minutes = math.ceil(seconds / 60)
        raise UserError(f"{shown(url)} asks for a pause of {minutes:,} minutes; try again after that.")
    return max(0.0, seconds)


def _until(text: str) -> float:
    return (parsedate_to_datetime(text) - clock.now()).total_seconds()
