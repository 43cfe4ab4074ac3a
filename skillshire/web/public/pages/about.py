"""What the pages about the data and the methods show."""

import json
from typing import Any

from skillshire.indicators import definitions, queries, wording
from skillshire.strategy import evaluate, forecast, kinds
from skillshire.strategy.rules import targets
from skillshire.web.public import site
from skillshire.web.public.pages import figures


def data() -> dict[str, Any]:
    """The release that serves, its sources, and its load report in words."""
    release = queries.release()
    loaded = json.loads((release.folder / "report.json").read_text(encoding="utf-8"))
    known = definitions.sources()
    return {
        "built": site.day_text(release.built),
        "sources": [
            {**known[name].model_dump(), "published": site.day_words(known[name].published),
             "licence": figures.LICENCES.get(known[name].licence, (known[name].licence,))[0]}
            for name in release.sources if name in known
        ],
        "lines": wording.sentences(loaded),
        "previous": loaded["previous"],
    }  # fmt: skip


def methods() -> dict[str, Any]:
    """The eight rules and the forecast's numbers, from the code that applies them."""
    return {
        "rules": [(kinds.LABELS[kind], rule) for kind, rule in evaluate.RULES.items()],
        "on_track": f"{targets.ON_TRACK_FROM:.0%}",
        "at_risk": f"{targets.AT_RISK_FROM:.0%}",
        "window": forecast.WINDOW,
        "fewest": forecast.FEWEST,
    }
