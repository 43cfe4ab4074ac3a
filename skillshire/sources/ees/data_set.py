"""Any data set of Explore Education Statistics: what to ask is in the source's definition, under `query:`."""

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from skillshire.sources import check, http, jsonlines, live
from skillshire.sources.ees import changes, query, reader, resolve, service
from skillshire.sources.ees.query import Query
from skillshire.sources.errors import SourceError


def plan(order: live.Order) -> list[live.Planned]:
    """What would be asked; page counts and ids are known only once the service has answered."""
    asked = query.read(order.source, order.query)
    base, known = service.base(), service.is_id(asked.data_set)
    identifier = asked.data_set if known else "{id}"
    start = [f"/data-sets/{identifier}"] if known else [
        f"/publications?search={asked.publication.replace('-', '+')}", "/publications/{id}/data-sets",
    ]  # fmt: skip
    gets = [*start, f"/data-sets/{identifier}/versions", f"/data-sets/{identifier}/meta"]
    post = live.Planned("POST", f"{base}/data-sets/{identifier}/query", order.file, _sketch(asked))
    return [*(live.Planned("GET", base + path, order.file) for path in gets), post]


def _sketch(asked: Query) -> dict[str, Any]:
    """The question in the definition's words, since the service's ids are not known yet."""
    return asked.model_dump(mode="json", by_alias=True, exclude_none=True)


def get(order: live.Order, progress: live.Progress | None) -> live.Saved:
    """Writes `order.file`, unless it holds the newest version already.

    UserError in one sentence for whatever is not as the definition expects; the file that was there stays.
    """
    asked, held = query.read(order.source, order.query), _held(order)
    with http.Client(service.base()) as client, check.laid_out(service.base()):
        found = service.data_set(client, asked.publication, asked.data_set)
        identifier, version = str(found["id"]), str(found["latestVersion"]["version"])
        logs = []
        if held and held["data_set"] == identifier and held["version"] != version:
            logs = service.change_logs(client, identifier, held["version"], version)
            changes.refuse_removals(order.source, logs, asked.accepted)
        elif held and held["data_set"] == identifier and held["query"] == dict(order.query):
            return live.Saved(order.file, changed=False)
        head = _head(order, found, logs)
        _download(client, order.file, asked, head, progress)
    return live.Saved(order.file, changed=True)


def _held(order: live.Order) -> dict[str, Any] | None:
    """The head of the file from last time; None where there is none or it cannot be read."""
    try:
        return jsonlines.head(order.file)
    except SourceError:
        return None


def _head(order: live.Order, found: Mapping[str, Any], logs: list[dict[str, Any]]) -> dict[str, Any]:
    latest = found["latestVersion"]
    return {
        "source": order.source, "data_set": found["id"], "title": found["title"],
        "version": latest["version"], "published": latest["published"],
        "query": dict(order.query), "changes": logs,
    }  # fmt: skip


def _download(
    client: http.Client, target: Path, asked: Query, head: dict[str, Any], progress: live.Progress | None
) -> None:
    identifier, version = head["data_set"], head["version"]
    meta = service.meta(client, identifier, version)
    resolved = resolve.resolve(asked, meta)
    body = resolve.body(asked, resolved, service.PAGE_SIZE)
    # Pages wait beside the file until all have come, so that a fetch that broke off goes on where it was.
    text = json.dumps([identifier, version, body], sort_keys=True)
    waiting = f".{target.name}.{hashlib.sha256(text.encode()).hexdigest()[:16]}"

    def ask(number: int) -> dict[str, Any]:
        kept = target.parent / f"{waiting}.{number}.json"
        return _kept(kept, lambda: service.page(client, identifier, version, body, number))

    try:
        results = service.every_page(ask, progress)
    except service.Mismatch:
        _clear(target)
        raise
    jsonlines.write(target, {**head, **reader.described(asked, resolved, meta)}, results)
    live.note(target, date.fromisoformat(str(head["published"])[:10]))
    _clear(target)


def _clear(target: Path) -> None:
    for page in target.parent.glob(f".{target.name}.*.*.json"):
        page.unlink()


def _kept(page: Path, ask: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    if page.is_file():
        held: dict[str, Any] = json.loads(page.read_text(encoding="utf-8"))
        return held
    got = ask()
    live.write_aside(page, json.dumps(got).encode())
    return got


def rows(path: Path) -> pl.DataFrame:
    """Every figure in the file, as table.SCHEMA. SourceError with the line for any departure."""
    return reader.rows(path)
