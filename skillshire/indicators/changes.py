"""What a release changed: figures added, revised and withdrawn against the release before it.

`changes.json` has the counts and says where in `changes.jsonl` an area's lines are; that file has one line a
figure, area by area, the headline's first and then the largest revisions. So a page reads a few lines of it
and nothing else. An indicator that is new or gone is counted and not listed figure by figure.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from skillshire.core import periods
from skillshire.indicators import contents, releases, store
from skillshire.indicators.contents import Entry
from skillshire.indicators.observations import Breakdown, parse_breakdown
from skillshire.indicators.releases import Release

if TYPE_CHECKING:
    import polars as pl

KEY = ["area", "breakdown", "period"]
KINDS = ("added", "revised", "withdrawn")
SAME = 1e-9  # a figure that moved less than this did not change: it is the same text read twice
SUMMARY, LINES = "changes.json", "changes.jsonl"


class Revision(NamedTuple):
    """One figure that differs: `kind` is added, revised or withdrawn. All else as observed."""

    indicator: str
    area: str
    breakdown: Breakdown
    period: periods.Period
    kind: str
    before: float | None
    before_status: str
    after: float | None
    after_status: str

    @property
    def size(self) -> float | None:
        """By how much the number moved, in the indicator's unit; None where one of the two has no number."""
        return None if self.before is None or self.after is None else abs(self.after - self.before)


@dataclass(frozen=True)
class Change:
    """What is different in one indicator. `state` is changed, new (to the release) or gone."""

    indicator: str
    state: str
    added: int
    revised: int
    withdrawn: int
    figures: tuple[Revision, ...] = ()

    def counts(self) -> dict[str, Any]:
        return {"state": self.state, **{kind: getattr(self, kind) for kind in KINDS}}


@dataclass(frozen=True)
class Logged:
    """One release in the log of changes. `sources` are those of which it has a file that is new to it."""

    release: str
    built: str
    previous: str | None
    sources: tuple[str, ...]
    indicators: Mapping[str, Mapping[str, Any]]  # by id: state, added, revised, withdrawn

    def total(self, kind: str) -> int:
        return sum(one[kind] for one in self.indicators.values())


# --- Comparing -------------------------------------------------------------------------------------------


def between(old: Release, new: Release) -> list[Change]:
    """What `new` changed, indicator by indicator in the order of their ids; those alike are left out.

    Figures stand in the order of how much they moved, largest first, then those without a number.
    """
    pairs = _between(old.folder, contents.read(old.folder), new.folder, contents.read(new.folder))
    return [replace(one, figures=_revisions(one.indicator, moved)) for one, moved in pairs]


def _between(
    old: Path, before: Mapping[str, Entry], new: Path, after: Mapping[str, Entry]
) -> Iterator[tuple[Change, "pl.DataFrame | None"]]:
    """Each change, still without its figures, and these as a table, as `differing` gives it."""
    for name in sorted({*before, *after}):
        if name not in after:
            yield Change(name, "gone", 0, 0, before[name].rows), None
        elif name not in before:
            yield Change(name, "new", after[name].rows, 0, 0), None
        elif before[name].figures != after[name].figures:
            moved = differing(_table(old, name), _table(new, name))
            kinds = dict(moved["kind"].value_counts().iter_rows())
            if kinds:
                yield Change(name, "changed", *(kinds.get(kind, 0) for kind in KINDS)), moved


def _table(folder: Path, indicator: str) -> "pl.DataFrame":
    import polars as pl

    return pl.read_parquet(folder / "observations" / f"{indicator}.parquet")


def _revisions(indicator: str, moved: "pl.DataFrame | None") -> tuple[Revision, ...]:
    if moved is None:
        return ()
    return tuple(
        Revision(indicator, area, parse_breakdown(part), periods.parse(period), *rest)
        for area, part, period, *rest in moved.drop("size").iter_rows()
    )


def differing(before: "pl.DataFrame", after: "pl.DataFrame") -> "pl.DataFrame":
    """The rows that differ: KEY, kind, value, status, value_after, status_after, size; largest first."""
    import polars as pl

    columns = [*KEY, "value", "status", "lower", "upper"]
    both = before.select(columns, was=pl.lit(True)).join(
        after.select(columns, stands=pl.lit(True)), on=KEY, how="full", coalesce=True, suffix="_after"
    )
    size = (pl.col("value_after") - pl.col("value")).abs()
    moved = (pl.col("value").is_null() != pl.col("value_after").is_null()) | (size > SAME).fill_null(False)
    for limit in ("lower", "upper"):  # a figure whose limits alone were corrected is revised too
        gap = (pl.col(f"{limit}_after") - pl.col(limit)).abs() > SAME
        moved |= (pl.col(limit).is_null() != pl.col(f"{limit}_after").is_null()) | gap.fill_null(False)
    kind = (
        pl.when(pl.col("was").is_null()).then(pl.lit("added"))
        .when(pl.col("stands").is_null()).then(pl.lit("withdrawn"))
        .when(moved | (pl.col("status") != pl.col("status_after"))).then(pl.lit("revised"))
    )  # fmt: skip
    return (
        both.with_columns(
            kind=kind, size=size, status=pl.col("status").fill_null(""),
            status_after=pl.col("status_after").fill_null(""),
        )
        .filter(pl.col("kind").is_not_null())
        .sort("size", *KEY, descending=[True, False, False, False], nulls_last=True)
        .select(*KEY, "kind", "value", "status", "value_after", "status_after", "size")
    )  # fmt: skip


# --- Writing, into a release that is being built ---------------------------------------------------------


def write(folder: Path, entries: Mapping[str, Entry], previous: Release | None) -> list[Change]:
    """Hold the release in `folder` against `previous` and note what differs."""
    before = _entries(previous)
    pairs = list(_between(previous.folder, before, folder, entries)) if previous and before else []
    places, text = _laid_out(pairs)
    summary = {
        "previous": previous.id if previous else None,
        "sources": _new_sources(before, entries),
        "indicators": {one.indicator: one.counts() for one, _ in pairs},
        "areas": places,
    }
    contents.save(folder / LINES, text)
    contents.save(folder / SUMMARY, json.dumps(summary) + "\n")
    return [one for one, _ in pairs]


def _entries(release: Release | None) -> dict[str, Entry]:
    try:
        return contents.read(release.folder) if release else {}
    except contents.DAMAGE:
        return {}


def _laid_out(
    pairs: Iterable[tuple[Change, "pl.DataFrame | None"]],
) -> tuple[dict[str, list[int]], str]:
    """For each area: the first byte, the bytes of its headlines, and all its bytes. And the text itself.

    Put into words by Polars, not line by line: a new method may move every figure of an indicator.
    """
    frames = [
        moved.drop("size").insert_column(0, _named(one.indicator, moved.height))
        for one, moved in pairs if moved is not None
    ]  # fmt: skip
    if not frames:
        return {}, ""
    import polars as pl

    # A stable sort: within an area, each indicator's largest revision stays first.
    every = pl.concat(frames).sort("area", pl.col("breakdown") != "", maintain_order=True)
    text = every.write_ndjson()
    sizes = pl.Series([len(line) + 1 for line in text.encode().splitlines()])
    return _places(every.with_columns(size=sizes)), text


def _named(indicator: str, height: int) -> "pl.Series":
    import polars as pl

    return pl.Series("indicator", [indicator], dtype=pl.String).new_from_index(0, height)


def _places(every: "pl.DataFrame") -> dict[str, list[int]]:
    import polars as pl

    sizes = every.group_by("area", maintain_order=True).agg(
        pl.col("size").filter(pl.col("breakdown") == "").sum().alias("headline"), pl.col("size").sum()
    )
    start, places = 0, {}
    for area, headline, whole in sizes.iter_rows():
        places[area] = [start, headline, whole]
        start += whole
    return places


def _new_sources(before: Mapping[str, Entry], after: Mapping[str, Entry]) -> list[str]:
    known = {repr(record) for entry in before.values() for record in entry.snapshots}
    every = (record for entry in after.values() for record in entry.snapshots)
    return sorted({str(record["source"]) for record in every if repr(record) not in known})


# --- Reading ---------------------------------------------------------------------------------------------


def log() -> list[Logged]:
    """Every release kept here, newest first, and what each changed; the first of all changed nothing."""
    return [_logged(release) for release in reversed(releases.every())]


def _logged(release: Release) -> Logged:
    found = _summary(release.folder)
    return Logged(release.id, release.built, found["previous"], tuple(found["sources"]), found["indicators"])


def revisions(release_id: str, indicator: str) -> list[Revision]:
    """Every figure of the indicator that the release changed, largest revision first."""
    release = releases.get(release_id)
    start = f'{{"indicator":{json.dumps(indicator)},'.encode()
    with _opened(release.folder) as lines:
        found = [_read(line) for line in lines if line.startswith(start)]
    return sorted(found, key=lambda one: (-(one.size if one.size is not None else -1.0), one.area))


def for_area(area: str, every: bool = False) -> list[Revision]:
    """What the serving release changed for the area code: headlines, or with `every` all of it."""
    folder = store.handle().release.folder
    place = _summary(folder)["areas"].get(area)
    if place is None:
        return []
    start, headline, whole = place
    with (folder / LINES).open("rb") as opened:
        opened.seek(start)
        text = opened.read(whole if every else headline)
    return [_read(line) for line in text.splitlines()]


def _opened(folder: Path) -> Any:
    import io

    file = folder / LINES
    return file.open("rb") if file.exists() else io.BytesIO()


def _read(line: bytes) -> Revision:
    found = json.loads(line)
    part, when = parse_breakdown(found.pop("breakdown")), periods.parse(found.pop("period"))
    indicator, area, *rest = found.values()
    return Revision(indicator, area, part, when, *rest)


@lru_cache(maxsize=64)
def _summary(folder: Path) -> dict[str, Any]:
    """Releases never change, so what was read once stands. Where nothing is noted, nothing differs."""
    try:
        found: dict[str, Any] = json.loads((folder / SUMMARY).read_text(encoding="utf-8"))
        return found
    except (OSError, ValueError):
        return {"previous": None, "sources": [], "indicators": {}, "areas": {}}


def counted(found: Iterable[Change]) -> Iterator[str]:
    """A line for a person for each indicator."""
    for one in found:
        note = "" if one.state == "changed" else f" (the indicator is {one.state})"
        yield (
            f"{one.indicator}: {one.added:,} added, {one.revised:,} revised, {one.withdrawn:,} withdrawn"
            f"{note}"
        )
