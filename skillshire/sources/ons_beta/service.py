"""The service's pages: a dataset, its editions, the newest version of each, and the file of that version."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from skillshire.core.errors import UserError
from skillshire.sources import download, http, live

BASE = "https://api.beta.ons.gov.uk/v1"
_HOST = re.compile(r"https://[a-z0-9.-]+\.ons\.gov\.uk", re.ASCII)
_LISTED = 100


def base() -> str:
    return http.base("SKILLSHIRE_ONS_URL", BASE)


def dataset(client: http.Client, identifier: str) -> dict[str, Any]:
    found: dict[str, Any] = client.json(f"/datasets/{identifier}")
    return found


def newest(client: http.Client, identifier: str, since: int) -> list[dict[str, Any]]:
    """The newest version of every edition since that year, in order; editions without a year are kept.

    UserError where there is none.
    """
    editions = [each["edition"] for each in _items(client, f"/datasets/{identifier}/editions")]
    chosen = sorted(each for each in editions if not each.isdecimal() or int(each) >= since)
    if not chosen:
        raise UserError(
            f"ONS has no edition of {identifier} since {since}; correct since in the source's definition"
            f" (there are: {', '.join(sorted(editions)) or 'none'})."
        )
    return [_newest(client, identifier, edition) for edition in chosen]


def _newest(client: http.Client, identifier: str, edition: str) -> dict[str, Any]:
    every = list(_items(client, f"/datasets/{identifier}/editions/{edition}/versions"))
    published = [each for each in every if each.get("state", "published") == "published"]
    if not published:
        raise UserError(f"ONS has no published version of {identifier}, {edition}; try again later.")
    return max(published, key=lambda each: int(each["version"]))


def address(version: dict[str, Any]) -> str:
    """Where the version's CSV is. UserError where there is none, or where it is not with ONS."""
    spread = [each["download_url"] for each in version.get("distributions") or [] if each["format"] == "csv"]
    older = ((version.get("downloads") or {}).get("csv") or {}).get("href")
    found = next((url for url in [*spread, older] if url and not url.startswith("/")), None)
    if found is None:
        raise UserError(f"ONS gives no CSV file for the edition {version['edition']}; look at its page.")
    if not _HOST.match(found) or urlsplit(found).netloc != urlsplit(found).hostname:
        raise UserError(
            f"{http.shown(found)} is not an address of ONS, so it was not asked; look at its page."
        )
    return str(found)


def save(version: dict[str, Any], target: Path, progress: live.Progress | None) -> None:
    """Download a version's CSV, from ONS or from the mirror that downloads are set to come from.

    UserError where it is not as long as the service says.
    """
    url = address(version)
    parts = urlsplit(url)
    mirror = http.base(download.MIRROR, "") if os.environ.get(download.MIRROR) else ""
    host, path = (
        (mirror, f"/{parts.hostname}{parts.path}") if mirror else (f"https://{parts.netloc}", parts.path)
    )
    with http.Client(host) as client:
        client.save(path, target, progress=progress)
    expected_size, size = _size(version), target.stat().st_size
    if expected_size and size != expected_size:
        target.unlink()
        raise UserError(
            f"{http.shown(url)} is {size:,} bytes long where ONS says {expected_size:,}; try again later."
        )


def _size(version: dict[str, Any]) -> int | None:
    """How long the CSV should be, in bytes; None where the service does not say."""
    spread = [each.get("byte_size") for each in version.get("distributions") or [] if each["format"] == "csv"]
    older = ((version.get("downloads") or {}).get("csv") or {}).get("size")
    found = next((size for size in [*spread, older] if size), None)
    return int(found) if found else None


def _items(client: http.Client, path: str) -> Iterator[dict[str, Any]]:
    offset, total = 0, 1
    while offset < total:
        got = client.json(path, params={"limit": _LISTED, "offset": offset})
        items, total = got["items"] or [], int(got["total_count"])
        if not items and offset < total:
            raise UserError(
                f"{http.shown(base() + path)} promised {total} items and gave {offset}; try again."
            )
        yield from items
        offset += len(items)
