"""Skillshire in this process: which home folder it reads, and where the real figures come from."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.plan import Plan

ROOT = Path(__file__).resolve().parent.parent
RAW = ROOT.parent / "shared" / "raw"


def skillshire() -> str:
    return str(Path(sys.executable).parent / "skillshire")


def use(home: Path) -> None:
    """Read from `home` from now on."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "skillshire.config.settings")
    from django.conf import settings

    settings.SKILLSHIRE_HOME = home


def definition(identifier: str) -> Any:
    from skillshire.indicators.definitions import IndicatorDefinition

    return IndicatorDefinition.model_validate(
        {
            "id": identifier, "title": identifier, "subject": "nobody", "question": "What is this?",
            "why": "To be timed.", "numerator": "steps", "unit": "percent", "decimals": 1,
            "better": "neither", "theme": "people", "author": "bench", "checked": "2026-01-01",
            "reviewed": "2026-01-01", "from": [{"source": "synthetic", "series": identifier}],
        }
    )  # fmt: skip


def real_home(plan: Plan) -> tuple[Path, str]:
    """A prepared home with real figures, and a sentence on where they come from.

    The publishers' files where a maintainer has them, else the figures that come with the package.
    """
    home = plan.folder("home")
    environ = {**os.environ, "SKILLSHIRE_HOME": str(home)}
    ingested = RAW.is_dir()
    if not (home / "releases" / "current").exists():
        command = ["ingest", "--from", str(RAW)] if ingested else ["prepare"]
        subprocess.run([skillshire(), *command], env=environ, check=True, capture_output=True)
    use(home)
    from skillshire.indicators import releases

    held = releases.current()
    whence = "loaded from the publishers' files" if ingested else "bundled with the package"
    return home, f"{held.rows:,} observations of {held.indicators} indicators, {whence}"
