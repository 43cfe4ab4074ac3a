"""Asks Nomis for one dataset, page by page, and puts the pages together into one CSV file.

A guest gets 25,000 rows at a time, a person with a (free) key 100,000. A wrong parameter is no error to it:
it answers 200 with nothing, or with a header and no rows.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from skillshire.core.errors import UserError
from skillshire.sources import http, live
from skillshire.sources.nomis import dates, pages

ADDRESS = "SKILLSHIRE_NOMIS_URL"
KEY = "SKILLSHIRE_NOMIS_UID"
HOME = "https://www.nomisweb.co.uk/api/v01"
GUEST, MEMBER = 25_000, 100_000  # rows a page
_NO_DIMENSIONS = ("dataset", "geography", "date", "measures")


def plan(order: live.Order) -> list[live.Planned]:
    """As many pages as the last answer had, or the first one. Asks nothing of the network."""
    base, size = http.base(ADDRESS, HOME), _page_size()
    known = pages.height(order.file)
    offsets = range(0, known or 1, size)
    return [
        live.Planned(
            "GET", http.address(base, _path(order), _params(order, offset, size)), order.file,
            rows=min(size, known - offset) if known else None,
        )
        for offset in offsets
    ]  # fmt: skip


def get(order: live.Order, progress: live.Progress | None = None) -> live.Saved:
    """Fetch every page and write `order.file`. `progress` gets rows.

    UserError where Nomis gives no rows, other columns than were asked for, or pages that do not fit together.
    """
    journal = live.Journal(_folder(order), order.day)
    uid = os.environ.get(KEY, "").strip()
    secrets = {"uid": uid} if uid else {}
    with http.Client(http.base(ADDRESS, HOME), secrets=secrets, journal=journal) as client:
        try:
            saved = _pages(client, order, progress)
        except pages.Moved:
            journal.finish()
            raise
    _clear(_folder(order), saved)
    result = _together(order.file, saved)
    journal.finish()
    return result


def _pages(client: http.Client, order: live.Order, progress: live.Progress | None) -> list[live.Saved]:
    """Every page, in order. The first one says how many rows there are."""
    size, total = _page_size(), None
    found: list[live.Saved] = []
    while total is None or len(found) * size < total:
        offset = len(found) * size
        expected = pages.Expected(order.source, columns(order.query), offset, size, total, _key_hint())
        file = _folder(order) / f"page-{offset}.csv"
        asked = _params(order, offset, size)
        found.append(client.save(_path(order), file, params=asked, accept=expected.accept))
        total = expected.accept(file)
        if progress:
            progress(min(offset + size, total), total)
    return found


def _together(file: Path, saved: Sequence[live.Saved]) -> live.Saved:
    """One file of all pages, with the first one's header."""
    if file.exists() and not any(page.changed for page in saved):
        return live.Saved(file, changed=False)
    texts = [page.file.read_text(encoding="utf-8-sig") for page in saved]
    parts = [texts[0], *(text.partition("\n")[2] for text in texts[1:])]
    whole = "".join(part if part.endswith("\n") else part + "\n" for part in parts)
    before = live.digest(file)
    live.write_aside(file, whole.encode("utf-8"))
    dated = [day for page in saved if (day := live.published(page.file))]
    live.note(file, max(dated))
    return live.Saved(file, changed=live.digest(file) != before)


def _clear(folder: Path, saved: Sequence[live.Saved]) -> None:
    """Pages of an earlier, longer answer would be taken for this one's."""
    for file in set(folder.glob("page-*.csv")) - {page.file for page in saved}:
        file.unlink()


def columns(query: Mapping[str, Any]) -> list[str]:
    """What is asked for of each row: the code and name of each dimension, the figure, and how sure it is."""
    dimensions = [name.upper() for name in query if name not in _NO_DIMENSIONS]
    codes = [column for name in dimensions for column in (name, f"{name}_NAME")]
    return ["DATE", "GEOGRAPHY_CODE", "GEOGRAPHY_NAME", *codes, *pages.FIGURE]


def _params(order: live.Order, offset: int, size: int) -> dict[str, str | int]:
    query = {name: _value(given, order) for name, given in order.query.items() if name != "dataset"}
    select = ",".join(columns(order.query)).lower()
    return {**query, "select": select, "RecordOffset": offset, "RecordLimit": size}


def _value(given: object, order: live.Order) -> str:
    if isinstance(given, Mapping):
        return dates.every(given, order.day)
    return ",".join(str(each) for each in given) if isinstance(given, list | tuple) else str(given)


def _path(order: live.Order) -> str:
    dataset = str(order.query.get("dataset", ""))
    if not dataset.startswith("NM_"):
        raise UserError(f"definitions/sources/{order.source}.yaml: query: name a dataset such as NM_162_1.")
    return f"/dataset/{dataset}.data.csv"


def _folder(order: live.Order) -> Path:
    """Where pages are kept, so that Nomis can be asked whether they are still the newest."""
    return order.file.parent / f".{order.source}"


def _page_size() -> int:
    return MEMBER if os.environ.get(KEY, "").strip() else GUEST


def _key_hint() -> str:
    return f", and check {KEY}" if os.environ.get(KEY, "").strip() else ""
