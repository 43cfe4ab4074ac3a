"""Releases on disk: which there are, which one serves, and the switch between them.

`<home>/releases/<id>/` holds `release.json` (manifest), `contents.json` (indicators, snapshots, digests),
`report.json` (load report), `changes.json` and `changes.jsonl` (what differs from the release before),
`cubes/<indicator>.cube` (what pages read) and `observations/<indicator>.parquet` (the exchange record). Files
of indicators that did not change are hard links to those of the release before. `<home>/releases/current` is
a one-line file with the id that serves; replacing that file is the switch, so a reader sees the old release
or the new one and never half of each.
"""

import contextlib
import fcntl
import json
import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from skillshire.core.errors import UserError
from skillshire.indicators import contents, cubes
from skillshire.indicators.contents import NoRelease

__all__ = ["NoRelease", "Release"]

BUNDLED = Path(__file__).resolve().parent / "bundled"
BUILDING = ".building-"


@dataclass(frozen=True)
class Release:
    """What a release says of itself. `built` is an ISO date, or date and time, in UTC."""

    id: str
    built: str
    rows: int
    indicators: int
    areas: int
    sources: tuple[str, ...]
    previous: str | None
    folder: Path

    @property
    def cubes(self) -> Path:
        return self.folder / "cubes"

    def cube(self, indicator: str) -> Path:
        return self.cubes / f"{indicator}.cube"

    @property
    def parquet(self) -> Path:
        return self.folder / "observations"


def home() -> str | Path:
    """As the setting has it: a key that is the same object from one question to the next."""
    found: str | Path = settings.SKILLSHIRE_HOME
    return found


def root() -> Path:
    return Path(home()) / "releases"


def pointer() -> Path:
    return root() / "current"


def read(folder: Path) -> Release:
    manifest = json.loads((folder / "release.json").read_text(encoding="utf-8"))
    return Release(**{**manifest, "sources": tuple(manifest["sources"]), "folder": folder})


def write_manifest(release: Release) -> None:
    manifest = {**asdict(release), "sources": list(release.sources)}
    del manifest["folder"]
    contents.save(release.folder / "release.json", json.dumps(manifest, indent=2) + "\n")


def every() -> list[Release]:
    """All releases kept, newest last."""
    # A folder that is still being built has a manifest too, shortly before it gets its final name.
    folders = [file.parent for file in root().glob("*/release.json") if not file.parent.name.startswith(".")]
    found = [release for folder in folders if (release := _readable(folder)) is not None]
    return sorted(found, key=lambda release: (release.built, release.id))


def _readable(folder: Path) -> Release | None:
    """None for a folder whose manifest is damaged: one that does not serve must harm nothing."""
    try:
        return read(folder)
    except contents.DAMAGE:
        return None


def get(identifier: str) -> Release:
    """The release with this id; UserError names those there are."""
    known = {release.id: release for release in every()}
    if identifier in known:
        return known[identifier]
    names = ", ".join(known) or "none yet"
    raise UserError(f"There is no release “{identifier[:60]}”; the releases are: {names}.")


def current_id() -> str | None:
    try:
        return pointer().read_text(encoding="utf-8").strip() or None
    except FileNotFoundError:
        return None


def current() -> Release:
    """The release that serves; UserError where there is none yet."""
    identifier = current_id()
    if identifier is None:
        raise NoRelease("There are no figures yet; load some with: skillshire ingest --from FOLDER.")
    found = _readable(root() / identifier)
    if found is None:
        raise unreadable(identifier)
    return found


def unreadable(identifier: str) -> NoRelease:
    return NoRelease(
        f"Release {identifier[:60]} should serve but cannot be read; try: skillshire release rebuild, or "
        "load the figures again with: skillshire ingest --from FOLDER, or: skillshire release rollback."
    )


def switch(release: Release) -> None:
    """Serve `release` from now on. One atomic replacement of a small file."""
    root().mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=root(), prefix=".current-")
    os.fchmod(handle, 0o644)  # as above: a site may serve as another user
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(release.id + "\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(name, pointer())
    sync(root())


def rollback(identifier: str | None = None) -> Release:
    """Serve an earlier release: the one named, or the one that the current release followed."""
    serving = current()
    wanted = identifier or serving.previous or _before(serving)
    if wanted is None:
        raise UserError(f"Release {serving.id} is the first one, so there is nothing to roll back to.")
    release = get(wanted)
    switch(release)
    return release


def _before(serving: Release) -> str | None:
    earlier = [release.id for release in every() if release.built < serving.built]
    return earlier[-1] if earlier else None


@contextlib.contextmanager
def building(wait: bool = False) -> Iterator[None]:
    """Only one process builds at a time: another's start would clear this one's half-built folder.

    UserError where another is at it, unless `wait`. The lock goes with the process, even a killed one.
    """
    root().mkdir(parents=True, exist_ok=True)
    with (root() / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            raise UserError(
                f"Another load is under way in {root()}; wait until it is done, then try again."
            ) from None
        yield


def clear_leftovers() -> None:
    """Remove what a killed build left. Only for who is `building`."""
    for leftover in [*root().glob(BUILDING + "*"), *root().glob(".current-*")]:
        if leftover.is_dir():
            shutil.rmtree(leftover, ignore_errors=True)
        else:
            leftover.unlink(missing_ok=True)


@contextlib.contextmanager
def start_building() -> Iterator[Path]:
    """An empty folder beside the releases, to build the next one in; what a killed build left is cleared.

    It is removed again where the building fails: on a full disk above all, half a release must not stay.
    """
    root().mkdir(parents=True, exist_ok=True)
    clear_leftovers()
    folder = root() / f"{BUILDING}{secrets.token_hex(8)}"
    folder.mkdir()  # not mkdtemp, whose folders only their owner may read: a site may serve as another user
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def place(folder: Path, identifier: str) -> Release:
    """Move a finished folder to its final name; a sound release that is already there stays as it is."""
    final = root() / identifier
    if final.exists() and not sound(final):
        os.replace(final, folder.with_name(f"{folder.name}-unsound"))  # cleared by the next build
    if final.exists():
        shutil.rmtree(folder)
    else:
        sync(folder)
        os.replace(folder, final)
        sync(root())
    return read(final)


def sync(folder: Path) -> None:
    """Have the names in `folder` and its folders on the disk before anything points to them."""
    for one in [*(item for item in folder.iterdir() if item.is_dir() and folder != root()), folder]:
        number = os.open(one, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def sound(folder: Path) -> bool:
    """Whether a release can be opened and each of its cubes looks like the one it says it has."""
    release = _readable(folder)
    if release is None:
        return False
    try:
        entries = contents.read(folder)
        found = [cubes.read(release.cube(name), entry.figures).rows for name, entry in entries.items()]
    except (*contents.DAMAGE, UserError):
        return False
    return sum(found) == release.rows and all((release.parquet / f"{n}.parquet").exists() for n in entries)


def prune(keep: int) -> list[Release]:
    """Delete the oldest releases until `keep` are left, never the one that serves; returns those gone."""
    if keep < 1:
        raise UserError(f"{keep} releases cannot be kept; write --keep 1 or more, since one serves.")
    with building():
        serving = current_id()
        others = [release for release in every() if release.id != serving]
        gone = others[: max(0, len(every()) - keep)]
        for release in gone:
            # Renamed first, so that nobody is shown half a release; the next build clears what is left.
            aside = root() / f"{BUILDING}{secrets.token_hex(8)}"
            os.replace(release.folder, aside)
            shutil.rmtree(aside, ignore_errors=True)
    return gone


def install_bundled(echo: Callable[[str], None] = print) -> Release | None:
    """Make the figures shipped with the package serve, where nothing serves yet or an older bundle does.

    A release that was ingested here is never replaced: it is somebody's choice. Figures counted from records
    here, and published beside an older bundle's, are taken over.
    """
    if not (BUNDLED / "release.json").exists() or not _wanted(read(BUNDLED).id):
        return None
    from skillshire.indicators import build, installed, publish  # heavy: only if there is something to build

    with building(wait=True):
        before = _readable(root() / (current_id() or "none"))
        bundle = build.from_parquet(BUNDLED)
        release = publish.carry(before, bundle) if before else bundle
        # Noted first: a program killed between the two must still know this release for a bundled one.
        for one in (bundle, release):
            installed.note(one.id, bundle.id)
        switch(release)
    echo(f"Installed the bundled figures: release {release.id}, {release.rows:,} observations.")
    return release


def _wanted(bundle: str) -> bool:
    from skillshire.indicators import installed

    serving = current_id()
    return serving is None or installed.base_of(serving) not in (None, bundle)
