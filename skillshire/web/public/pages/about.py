"""What the pages about the data and the methods show."""

import json
from typing import Any

from skillshire.indicators import definitions, queries, similar, wording
from skillshire.strategy import evaluate, forecast, kinds
from skillshire.strategy.rules import targets
from skillshire.web.public import site
from skillshire.web.public.pages import figures


def data() -> dict[str, Any]:
    """The release that serves, its sources, and its load report in words."""
    release = queries.release()
    loaded = json.loads((release.folder / "report.json").read_text(encoding="utf-8"))
    known, published = definitions.sources(), _published()
    return {
        "built": site.day_text(release.built),
        "sources": [
            {**known[name].model_dump(), "published": published.get(name, "not stated"),
             "licence": figures.LICENCES.get(known[name].licence, (known[name].licence,))[0]}
            for name in release.sources if name in known
        ],
        "lines": wording.sentences(loaded),
        "previous": loaded["previous"],
    }  # fmt: skip


def _published() -> dict[str, str]:
    """When the newest of each source's files in this release came out, in words."""
    records = [record for one in queries.indicators() for record in queries.snapshots(one.id)]
    newest: dict[str, str] = {}
    for record in records:
        day, source = str(record["published"]), str(record["source"])
        if day[:1].isdigit():
            newest[source] = max(newest.get(source, ""), day)
    return {source: site.day_text(day) for source, day in newest.items()}


def methods() -> dict[str, Any]:
    """The eight rules and the forecast's numbers, from the code that applies them."""
    return {
        "rules": [(kinds.LABELS[kind], rule) for kind, rule in evaluate.RULES.items()],
        "on_track": f"{targets.ON_TRACK_FROM:.0%}",
        "at_risk": f"{targets.AT_RISK_FROM:.0%}",
        "window": forecast.WINDOW,
        "fewest": forecast.FEWEST,
        "likest": list(dict.fromkeys(one.title for one in similar.rule().indicators)),
        "neighbours": similar.rule().neighbours,
    }
