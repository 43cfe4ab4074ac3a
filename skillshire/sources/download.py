"""Downloads publishers' files by their addresses, as http.Client does, under the names they have there."""

import os
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from skillshire.core import clock
from skillshire.core.errors import UserError
from skillshire.sources import http, live

# Where this is set, https://host/path is asked for as <mirror>/host/path.
MIRROR = "SKILLSHIRE_DOWNLOADS_URL"


def files(urls: Sequence[str], directory: Path) -> list[Path]:
    """Download each address into `directory`, under the last part of its path, in the order given.

    A file of which the publisher says that it is still the newest stays. Raises UserError for an address that
    is not https, an answer that is not the file, or a server that does not answer after a few tries. Files
    from before the fault stay, and are not asked for again on that day.
    """
    names = [_name(url) for url in urls]
    doubled = next((name for name in names if names.count(name) > 1), None)
    if doubled:
        raise UserError(f"Two addresses would both be saved as {doubled}; download them to two directories.")
    journal = live.Journal(directory, clock.today())
    saved = [_file(url, directory / name, journal) for url, name in zip(urls, names, strict=True)]
    journal.finish()
    return saved


def plan(urls: Sequence[str], directory: Path) -> list[live.Planned]:
    """What `files` would ask for. No query is shown: it may hold a key."""
    return [live.Planned("GET", http.shown(url), directory / _name(url)) for url in urls]


def _file(url: str, target: Path, journal: live.Journal) -> Path:
    host, path = _split(url)
    with http.Client(host, journal=journal) as client:
        return client.save(path, target).file


def _split(url: str) -> tuple[str, str]:
    """Which host to ask, and for what: the publisher's, or the mirror's."""
    parts = urlsplit(url)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    if mirror := os.environ.get(MIRROR) and http.base(MIRROR, ""):
        return mirror, f"/{parts.hostname}{path}"
    return f"{parts.scheme}://{parts.netloc}", path


def _name(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme != "https":
        raise UserError(f"{http.shown(url)} is not a secure address; use one that starts with https://.")
    name = unquote(parts.path).rsplit("/", 1)[-1]
    if name in ("", ".", "..") or name.startswith("."):
        raise UserError(
            f"{http.shown(url)} does not end in a file name; give the address of the file itself."
        )
    return name
