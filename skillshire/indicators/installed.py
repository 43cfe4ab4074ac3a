"""Which releases have the figures shipped with the package, alone or with those of records beside them.

`<home>/releases/bundled` has a line for each: its id and that of the bundle it rests on. An upgrade may give
these a newer bundle; a release that was ingested here is somebody's choice and stays.
"""

from pathlib import Path

from skillshire.indicators import contents, releases

NO_BUNDLE = "-"  # figures of records, published where nothing else served


def base_of(release: str) -> str | None:
    """The bundle whose figures the release has; None where they were ingested here."""
    return _known().get(release)


def note(release: str, base: str) -> None:
    known = {**_known(), release: base}
    contents.save(_file(), "".join(f"{one} {known[one]}\n" for one in known))


def _known() -> dict[str, str]:
    """An id alone on its line is a bundle's own, as older programs note it."""
    text = _file().read_text(encoding="utf-8") if _file().exists() else ""
    lines = (line.split() for line in text.splitlines() if line.strip())
    return {line[0]: line[-1] for line in lines}


def _file() -> Path:
    return releases.root() / "bundled"
