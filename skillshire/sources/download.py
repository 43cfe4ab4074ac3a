"""Downloads publishers' files politely: few tries, pauses between them, and nothing half-written kept."""

import logging
import random
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

import httpx

from skillshire.core.errors import UserError

LARGEST = 500_000_000  # bytes; the largest file read today has 4 million
TRIES = 3
TIMEOUT = httpx.Timeout(60, connect=15)
_LOCAL = ("127.0.0.1", "localhost")
_BUSY = (429, 500, 502, 503, 504)

# Both libraries log whole addresses, and an address may carry a person's API key.
logging.getLogger("httpx").setLevel(logging.WARNING)
logging.getLogger("httpcore").setLevel(logging.WARNING)


class _Again(Exception):
    """A fault that another try may mend; its text says what happened."""


def files(urls: Sequence[str], directory: Path) -> list[Path]:
    """Download each address into `directory`, under the last part of its path, in the order given.

    Raises UserError for an address that is not https, an answer that is not the file, or a server that
    does not answer after three tries. Files from before the fault stay.
    """
    names = [_name(url) for url in urls]
    doubled = next((name for name in names if names.count(name) > 1), None)
    if doubled:
        raise UserError(f"Two addresses would both be saved as {doubled}; download them to two directories.")
    directory.mkdir(parents=True, exist_ok=True)
    # The hook sees every redirect too, so that https cannot be left on the way.
    hooks = {"request": [lambda request: _check(str(request.url))]}
    headers = {"User-Agent": "Skillshire"}
    with httpx.Client(timeout=TIMEOUT, follow_redirects=True, event_hooks=hooks, headers=headers) as client:
        return [_file(client, url, directory / name) for url, name in zip(urls, names, strict=True)]


def _file(client: httpx.Client, url: str, target: Path) -> Path:
    for tried in range(1, TRIES):
        try:
            return _save(client, url, target)
        except _Again:
            _pause(tried)
    try:
        return _save(client, url, target)
    except _Again as fault:
        raise UserError(f"{_shown(url)} {fault} after {TRIES} tries; try again later.") from None


def _save(client: httpx.Client, url: str, target: Path) -> Path:
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        part = Path(scratch, target.name)
        try:
            with client.stream("GET", url) as response:
                _check_answer(url, response)
                with part.open("wb") as stream:
                    for chunk in response.iter_bytes():
                        if stream.tell() > LARGEST:
                            raise UserError(
                                f"{_shown(url)} sends more than a publisher's file could be; not kept."
                            )
                        stream.write(chunk)
        except httpx.TimeoutException:
            raise _Again("did not answer in time") from None
        except httpx.RequestError:
            raise _Again("could not be reached or broke off") from None
        _check_body(url, part)
        return part.replace(target)


def _check(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOCAL):
        raise UserError(f"{_shown(url)} is not a secure address; use one that starts with https://.")


def _check_answer(url: str, response: httpx.Response) -> None:
    if response.status_code in _BUSY:
        raise _Again(f"answered {response.status_code}")
    if response.status_code != httpx.codes.OK:
        raise UserError(
            f"{_shown(url)} answered {response.status_code}; "
            "check whether the publisher has moved the file and correct the source's definition."
        )


def _check_body(url: str, file: Path) -> None:
    """Sites answer 200 with an error page or nothing; neither may pass for data."""
    with file.open("rb") as stream:
        start = stream.read(512).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not start:
        raise UserError(f"{_shown(url)} gave an empty file; try again later.")
    if start.startswith((b"<!doctype html", b"<html")):
        raise UserError(
            f"{_shown(url)} gave a web page instead of data; "
            "open it in a browser to see why, and correct the source's definition."
        )


def _name(url: str) -> str:
    _check(url)
    name = unquote(urlsplit(url).path).rsplit("/", 1)[-1]
    if name in ("", ".", ".."):
        raise UserError(f"{_shown(url)} does not end in a file name; give the address of the file itself.")
    return name


def _shown(url: str) -> str:
    """The address without its query, which may hold a key, and without a user name or password."""
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{parts.hostname}{port}{parts.path}"


def _pause(tried: int) -> None:
    """One second, then two, plus a random part so that many copies do not all come back at once."""
    time.sleep(2 ** (tried - 1) + random.random())
