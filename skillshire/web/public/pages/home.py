"""What the home page shows."""

import json
from typing import Any

from skillshire.core import periods
from skillshire.core.errors import UserError
from skillshire.indicators import queries
from skillshire.places.areas import Area
from skillshire.strategy import assessments
from skillshire.strategy.models import Strategy
from skillshire.web.public import site
from skillshire.web.public.pages import figures, profile, record, words
from skillshire.web.public.pages.strategy import marks


def content(area: Area, as_at: site.AsAt) -> dict[str, Any]:
    """The strategy's standing (None where the area has no strategy), headline figures, and what is new."""
    standing_now = standing(area, as_at)
    return {
        "area": area,
        "standing": standing_now,
        "finding": "" if standing_now else profile.finding(area),
        "headlines_of": [one for name in site.configuration()["headlines"] if (one := headline(name, area))],
        "news": news(),
        "news_title": "What changed in the latest release"
        if queries.release().previous
        else "What is newest",
    }


def standing(area: Area, as_at: site.AsAt) -> dict[str, Any] | None:
    try:
        strategy = assessments.find(None, area.code, as_at.day)
    except UserError:
        return None
    assessed = assessments.assess(strategy, as_at.day)
    counts = assessments.counts(assessed)
    themes = _themes(strategy, assessed, as_at)
    return {
        "strategy": strategy,
        "sentence": words.standing(counts),
        "heading": words.counted(len(themes), "theme"),
        "counts": {words.SLUGS[status]: number for status, number in counts.items()},
        "themes": themes,
        "open": record.open_decisions(strategy, as_at),
    }


def _themes(
    strategy: Strategy, assessed: list[assessments.Assessed], as_at: site.AsAt
) -> list[dict[str, Any]]:
    return [
        {"theme": theme, "marks": [mark for mark in marks(assessed, as_at) if mark["theme"] == theme.order]}
        for theme in strategy.themes.all()
    ]


def headline(indicator: str, area: Area) -> dict[str, Any] | None:
    """One figure with its sparkline, its change and England beside it; None where the release lacks it."""
    if not queries.has(indicator):
        return None
    definition = queries.indicator(indicator)
    series = assessments.series_for(indicator, area.code)
    latest = series.latest
    if latest is None:
        return None
    return {
        "name": definition.title,
        "href": f"/indicators/{indicator}/?area={area.code}",
        "value": figures.write(definition, latest.value),
        "when": f"{latest.period.label}{words.provisional(latest)}",
        "sparkline": figures.spark(series, f"spark-{indicator}"),
        "change": words.yearly_change(definition, series),
        "beside": _beside(indicator, area, latest.period.iso),
    }


def _beside(indicator: str, area: Area, period: str) -> str:
    definition = queries.indicator(indicator)
    for parent, series in reversed(figures.comparators(definition, area)):
        same = [one for one in series.numbers if one.period.iso == period]
        if same:
            return f"{parent.name} {figures.write(definition, same[0].value)}"
    return ""


def news() -> list[str]:
    """Three sentences on the release that serves: how much is in it, and what is newest."""
    release = queries.release()
    report = json.loads((release.folder / "report.json").read_text(encoding="utf-8"))
    built = site.day_text(release.built)
    lines = [
        f"It was put together on {built} and holds {release.rows:,} figures of {release.indicators} "
        f"indicators for {release.areas} areas of England."
    ]
    return lines + [_change(item) for item in _most_changed(report)] + _newest(report)[: 3 - len(lines)]


def _most_changed(report: dict[str, Any]) -> list[dict[str, Any]]:
    if report["previous"] is None:
        return []
    moved = [item for item in report["indicators"] if item["added"] or item["changed"]]
    return sorted(moved, key=lambda item: -(item["added"] + item["changed"]))[:1]


def _change(item: dict[str, Any]) -> str:
    title = queries.indicator(item["indicator"]).title
    return f"{title} changed most: {item['added']:,} figures added, {item['changed']:,} revised."


def _newest(report: dict[str, Any]) -> list[str]:
    """The two headline indicators with the most recent period, one sentence each."""
    wanted = set(site.configuration()["headlines"])
    held = [item for item in report["indicators"] if item["indicator"] in wanted]
    held.sort(key=lambda item: periods.parse(item["last_period"]).end, reverse=True)
    return [
        f"{queries.indicator(item['indicator']).title} now runs to "
        f"{periods.parse(item['last_period']).label}."
        for item in held[:2]
    ]
