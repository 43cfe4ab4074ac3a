"""The one way in which counts from records become figures that everybody may see.

What comes in has been through disclosure control; nothing here can tell. The release that serves is kept, the
new tables are put beside it, and the whole is switched to at once, as an ingest does. Figures of periods, and
of places, that are not counted now stay as they were published: records are deleted when their time is over,
and what they told must not fade with them.
"""

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import polars as pl

from skillshire.core import facts
from skillshire.core.errors import UserError
from skillshire.indicators import build, contents, definitions, installed, releases, report
from skillshire.indicators.assemble import COLUMNS, FIGURES, KEY, Assembled, checked
from skillshire.indicators.build import Contents
from skillshire.indicators.contents import Entry, Record
from skillshire.indicators.ingest import Earlier
from skillshire.indicators.releases import Release

TABLE = [*KEY, *FIGURES]


@dataclass(frozen=True)
class Origin:
    """Who counted: the organisation's name, the day of publishing, and whether its county is invented."""

    producer: str
    published: date
    synthetic: bool = False


@dataclass(frozen=True)
class Outcome:
    """The release that serves now, and the indicators whose figures are different in it."""

    release: Release
    changed: tuple[str, ...]


def publish(tables: Mapping[str, pl.DataFrame], origin: Origin, *, now: datetime) -> Outcome:
    """Put each indicator's table, with the columns of TABLE, into the release.

    The same figures again make no new release. UserError for an indicator that is not counted from records,
    or figures that fail the checks of every release.
    """
    with releases.building(wait=True):
        releases.clear_leftovers()
        earlier = _earlier()
        made = {name: one for name, table in tables.items() if (one := _made(name, table, origin, earlier))}
        if not made:
            return Outcome(releases.current(), ())
        release = build.write(
            _contents(made, earlier), built=now.isoformat(timespec="seconds"),
            previous=earlier.release.id if earlier.release else None, report=_report(made, earlier),
        )  # fmt: skip
        _switch(release, earlier.release)
    return Outcome(release, tuple(made))


def differences(tables: Mapping[str, pl.DataFrame], origin: Origin) -> dict[str, dict[str, Any]]:
    """What publishing would change: for each indicator how many figures are added, removed and changed, and
    the largest changes.
    """
    earlier = _earlier()
    found = {}
    for name, table in tables.items():
        made = _made(name, table, origin, earlier)
        after = made[0] if made else earlier.table(name)
        found[name] = report.differences(earlier.table(name), after) if after is not None else {}
    return found


def carry(before: Release, onto: Release) -> Release:
    """`onto` with the figures from records that `before` has, which an upgrade must keep."""
    try:
        held = {name: one for name, one in contents.read(before.folder).items() if _from_records(one)}
    except contents.DAMAGE:  # what cannot be read does not serve either
        return onto
    if not held:
        return onto
    entries = contents.read(onto.folder)
    made = Contents(
        definitions={name: one.definition for name, one in {**entries, **held}.items()},
        lags={name: one.lag_months for name, one in {**entries, **held}.items()},
        tables={name: build.table(before, name) for name in held},
        snapshots={name: one.snapshots for name, one in held.items()}, kept=onto,
    )  # fmt: skip
    text = report.plain(onto.id, entries, held)
    return build.write(made, built=onto.built, previous=before.id, report=text)


def _from_records(entry: Entry) -> bool:
    return all(str(one["source"]).startswith("casework-") for one in entry.snapshots)


def _earlier() -> Earlier:
    return Earlier(releases.current() if releases.current_id() else None)


def _switch(release: Release, before: Release | None) -> None:
    """Noted first on what bundled release it rests, so that the next bundle may take that one's place."""
    if before is None:
        installed.note(release.id, installed.NO_BUNDLE)
    elif (base := installed.base_of(before.id)) is not None:
        installed.note(release.id, base)
    releases.switch(release)


# --- One indicator's table ----------------------------------------------------------------------------------


def _made(
    name: str, table: pl.DataFrame, origin: Origin, earlier: Earlier
) -> tuple[pl.DataFrame, tuple[Record, ...]] | None:
    """The indicator's whole table and its records; None where it says what the release says already."""
    definition = _definition(name)
    now = checked(definition, table.select(TABLE).with_columns(snapshot=pl.lit(1, pl.Int64)))
    before, entry = earlier.table(name), earlier.entries.get(name)
    every, records = now, {1: _record(name, now, origin)}
    if before is not None and entry is not None:
        stays = before.join(_counted(now), on=["area", "period"], how="anti")
        every = pl.concat([now, stays.with_columns(pl.col("snapshot") + 1).select(COLUMNS)])
        records |= dict(enumerate(entry.snapshots, start=2))
        if _alike(before, every) and entry.definition == definition:
            return None
    if every.is_empty():
        return None
    numbered, used = build.renumbered(every.sort(KEY), records)
    return numbered, tuple(used)


def _counted(table: pl.DataFrame) -> pl.DataFrame:
    return table.select("area", "period").unique()


def _alike(before: pl.DataFrame, after: pl.DataFrame) -> bool:
    return before.select(TABLE).sort(KEY).equals(after.select(TABLE).sort(KEY))


def _definition(name: str) -> definitions.IndicatorDefinition:
    found = definitions.indicators().get(name)
    if found is None or not definitions.from_records(found):
        raise UserError(f"“{name[:60]}” is not an indicator counted from records; nothing was published.")
    return found


def _record(name: str, table: pl.DataFrame, origin: Origin) -> Record:
    """Where the figures come from, as the record of a publisher's file is."""
    source = definitions.source(_definition(name).origins[0].source)
    written = as_csv(table)
    return {
        "producer": origin.producer, "title": _title(source.title, origin), "licence": source.licence,
        "url": source.url,
        "published": origin.published.isoformat(), "accessed": origin.published.isoformat(),
        "sha256": hashlib.sha256(written).hexdigest(), "bytes": len(written), "file": f"{name}.csv",
        "source": source.id, "quality": source.quality,
        **({"synthetic": True} if origin.synthetic else {}),
    }  # fmt: skip


def _title(plain: str, origin: Origin) -> str:
    """A figure takes its source's title along to every page, file and answer, and the warning with it."""
    return f"{plain} ({facts.SAID})" if origin.synthetic else plain


def as_csv(table: pl.DataFrame) -> bytes:
    """The figures as they are published, in the order of their keys: what their checksum is of."""
    opened = io.BytesIO()
    table.select(TABLE).sort(KEY).write_csv(opened)
    return opened.getvalue()


# --- The whole release --------------------------------------------------------------------------------------


def _contents(made: Mapping[str, tuple[pl.DataFrame, tuple[Record, ...]]], earlier: Earlier) -> Contents:
    sources, known = definitions.sources(), definitions.indicators()
    # An indicator that is not defined any more stays until the next load of all figures leaves it out.
    every = {name: entry.definition for name, entry in earlier.entries.items()}
    every |= {name: known[name] for name in known if name in made or name in every}
    lags = {name: entry.lag_months for name, entry in earlier.entries.items()}
    return Contents(
        definitions=every,
        lags={name: one.lag_months(sources) if name in known else lags[name] for name, one in every.items()},
        tables={name: frame for name, (frame, _) in made.items()},
        snapshots={name: records for name, (_, records) in made.items()}, kept=earlier.release,
    )  # fmt: skip


def _report(made: Mapping[str, tuple[pl.DataFrame, tuple[Record, ...]]], earlier: Earlier) -> dict[str, Any]:
    lines = {
        name: report.indicator_line(Assembled(_definition(name), frame), earlier.table(name))
        for name, (frame, _) in made.items()
    }
    previous = earlier.release.id if earlier.release else None
    found = report.plain(previous, {n: e for n, e in earlier.entries.items() if n not in lines}, {})
    return {**found, "indicators": sorted([*found["indicators"], *lines.values()], key=_by_indicator)}


def _by_indicator(line: Mapping[str, Any]) -> str:
    return str(line["indicator"])
