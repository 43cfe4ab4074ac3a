"""Downloads the publishers' files into a folder that `ingest` can read."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from django.conf import settings

from skillshire.core.errors import UserError
from skillshire.indicators import definitions, harvest


def fetch(names: Sequence[str], *, on: date, echo: Callable[[str], None] = print) -> Path:
    """Download the named sources (all that have an address, if none is named); returns the folder.

    Each source's own `fetch(directory)` does the work. UserError where an address does not answer.
    """
    chosen = [definitions.source(name) for name in names] or list(definitions.sources().values())
    directory = Path(settings.SKILLSHIRE_HOME) / "downloads" / on.isoformat()
    for place, source in enumerate(chosen, start=1):
        if not source.download:
            if names:
                raise UserError(
                    f"Source {source.id} has no stable address; save its files from {source.url} and use "
                    f"--from DIR."
                )
            echo(f"[{place}/{len(chosen)}] {source.id}: no stable address, left out; see {source.url}")
            continue
        echo(f"[{place}/{len(chosen)}] downloading {source.id}")
        folder = directory / Path(source.files[0]).parent
        folder.mkdir(parents=True, exist_ok=True)
        harvest.connector(source).fetch(folder)
    return directory
