"""Any dataset of the ONS beta API: what to ask is in the source's definition, under `query:`.

Each edition is a CSV of tens of megabytes; the rows that the definition names are kept, each cell as it came.
"""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from skillshire.sources import check, http, jsonlines, live
from skillshire.sources.errors import SourceError
from skillshire.sources.ons_beta import query, reader, service
from skillshire.sources.ons_beta.query import Query


def plan(order: live.Order) -> list[live.Planned]:
    """What would be asked; which editions there are is known only once the service has answered."""
    asked = query.read(order.source, order.query)
    start = f"{service.base()}/datasets/{asked.dataset}"
    paths = ["", "/editions", "/editions/{edition}/versions"]
    files = live.Planned("GET", "https://download.ons.gov.uk/{each version's CSV}", order.file)
    return [*(live.Planned("GET", start + path, order.file) for path in paths), files]


def get(order: live.Order, progress: live.Progress | None) -> live.Saved:
    """Writes `order.file`, unless it holds the newest versions already.

    UserError in one sentence for whatever is not as the definition expects; the file that was there stays.
    """
    asked = query.read(order.source, order.query)
    with http.Client(service.base()) as client, check.laid_out(service.base()):
        found = service.dataset(client, asked.dataset)
        versions = service.newest(client, asked.dataset, asked.since)
        head = _head(order, found, versions)
        if _same(order.file, head):
            return live.Saved(order.file, changed=False)
        records = [record for version in versions for record in _rows(order, asked, version, progress)]
    if not records:
        raise SourceError(
            order.file, None, "no row has the codes that the definition names; correct its query"
        )
    jsonlines.write(order.file, head, records)
    live.note(order.file, max(date.fromisoformat(each["released"]) for each in head["versions"]))
    for pattern in (f".{order.file.name}.*.csv", f"..{order.file.name}.*.csv.http.json"):
        for waiting in order.file.parent.glob(pattern):
            waiting.unlink()
    return live.Saved(order.file, changed=True)


def _head(order: live.Order, found: dict[str, Any], versions: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "source": order.source, "dataset": order.query["dataset"], "title": found["title"],
        "next_release": found.get("next_release") or "", "query": dict(order.query),
        "versions": [
            {"edition": each["edition"], "version": each["version"], "released": each["release_date"][:10],
             "alerts": [alert["description"] for alert in each.get("alerts") or []],
             "changes": [change.get("description", "") for change in each.get("latest_changes") or []]}
            for each in versions
        ],
    }  # fmt: skip


def _same(file: Path, head: dict[str, Any]) -> bool:
    """Whether the file from last time answers the same question with the same versions."""
    try:
        held = jsonlines.head(file)
    except SourceError:
        return False
    return all(held.get(key) == head[key] for key in ("dataset", "query", "versions"))


def _rows(
    order: live.Order, asked: Query, version: dict[str, Any], progress: live.Progress | None
) -> list[dict[str, str]]:
    """The rows of a version that the definition names. What has come waits, so that a break costs little."""
    waiting = order.file.with_name(f".{order.file.name}.{version['edition']}-{version['version']}.csv")
    if not waiting.is_file():
        service.save(version, waiting, progress)
    try:
        return list(_chosen(waiting, asked))
    except SourceError:
        waiting.unlink()
        raise


def _chosen(file: Path, asked: Query) -> Iterator[dict[str, str]]:
    """Rows with the wanted codes. SourceError with the line for a file that is not such a CSV."""
    wanted = asked.wanted()
    line = 1
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            table = csv.DictReader(stream, strict=True)
            reader.refuse_columns(file, table.fieldnames or [], asked)
            for row in table:
                line = table.line_num
                if None in row or None in row.values():
                    raise SourceError(file, line, "the row has another number of cells than the header")
                if all(row[column] in codes for column, codes in wanted.items()):
                    yield row
    except UnicodeDecodeError:
        raise SourceError(file, line, "the text is not UTF-8; the file may be damaged") from None
    except csv.Error as error:
        raise SourceError(file, line, f"the row cannot be read as CSV ({error})") from None


def rows(path: Path) -> pl.DataFrame:
    """Every figure in the file, as table.SCHEMA. SourceError with the line for any departure."""
    return reader.rows(path)
