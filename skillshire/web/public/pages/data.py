"""What the pages about the data show: what can be taken away, what is due, what was revised."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from skillshire.core import numbers
from skillshire.indicators import calendar, changes, distributions, queries
from skillshire.indicators.calendar import Due
from skillshire.indicators.changes import Logged, Revision
from skillshire.indicators.observations import join_breakdown
from skillshire.places import areas
from skillshire.web.public import site

CALENDAR_COLUMNS = ("month", "indicator", "title", "period", "period_label", "announced", "source", "late")
WHOLE = {
    "parquet": ("Parquet", "a file an indicator, for R, Python, DuckDB and Power BI (zip)"),
    "csv": ("CSV", "all in one table, for anything (gzip)"),
    "sqlite": ("SQLite", "a database in one file (gzip)"),
}
MOST_MONTHS, MOST_RELEASES, MOST_LARGEST = 3, 5, 3
OVERDUE = "The usual delay has passed, and the edition read here is still the latest one we have."


def content(today: date) -> dict[str, Any]:
    release = queries.release()
    coming = Counter(one.month_words for one in calendar.due(today) if not one.late)
    return {
        "built": site.day_text(release.built),
        "rows": f"{release.rows:,}",
        "whole": [(kind, *words) for kind, words in WHOLE.items()],
        "themes": _themes(),
        "kinds": list(distributions.MEDIA),
        "due": list(coming.items())[:MOST_MONTHS],
    }


def _themes() -> list[dict[str, Any]]:
    """The indicators under their themes, with the address of each one's files."""
    found: dict[str, list[dict[str, str]]] = {}
    for one in sorted(queries.indicators(), key=lambda one: (one.theme, one.title)):
        row = {"id": one.id, "title": one.title, "base": f"/data/indicators/{one.id}"}
        found.setdefault(one.theme.replace("-", " ").capitalize(), []).append(row)
    return [{"theme": theme, "rows": rows} for theme, rows in found.items()]


def calendar_content(today: date) -> dict[str, Any]:
    entries = calendar.due(today)
    coming = [one for one in entries if not one.late]
    months: dict[str, list[dict[str, str]]] = {}
    for one in coming:
        months.setdefault(one.month_words, []).append(_line(one))
    return {
        "answer": _answer(coming),
        "months": months,
        "late": [_line(one) for one in entries if one.late],
        "rest": len(queries.indicators()) - len(entries),
        "overdue": OVERDUE,
    }


def calendar_rows(today: date) -> list[dict[str, Any]]:
    """The calendar as rows with CALENDAR_COLUMNS."""
    return [
        {
            "month": f"{one.month:%Y-%m}",
            "indicator": one.indicator,
            "title": one.title,
            "period": one.period.iso,
            "period_label": one.period.label,
            "announced": one.announced,
            "source": one.source,
            "late": "yes" if one.late else "no",
        }
        for one in calendar.due(today)
    ]


def _answer(coming: Sequence[Due]) -> str:
    """The page's finding: how many figures are due next, and when."""
    if not coming:
        return "No publisher has new figures due"
    month = coming[0].month_words
    count = sum(one.month == coming[0].month for one in coming)
    return f"Figures of {count} {'indicator is' if count == 1 else 'indicators are'} due in {month}"


def _line(one: Due) -> dict[str, str]:
    return {
        "indicator": one.indicator,
        "title": one.title,
        "period": one.period.label,
        "month": one.month_words,
        "how": "Announced" if one.announced else "By the usual delay",
        "source": one.source,
    }


def revisions_content() -> dict[str, Any]:
    """The releases kept, newest first, each with what it added, revised and withdrew."""
    kept = [_release(one) for one in changes.log()[:MOST_RELEASES]]
    return {"releases": kept, "answer": _revised(sum(one["revised"] for one in kept), len(kept))}


def _revised(revised: int, kept: int) -> str:
    if kept == 1:
        return "There is one release so far, so nothing has been revised yet"
    if not revised:
        return f"No figure was revised in the last {kept} releases"
    figures = "figure was" if revised == 1 else "figures were"
    return f"{revised:,} {figures} revised in the last {kept} releases"


def _release(one: Logged) -> dict[str, Any]:
    lines = {name: counts for name, counts in one.indicators.items() if counts["state"] != "new"}
    return {
        "id": one.release,
        "built": site.day_text(one.built),
        "previous": one.previous,
        "added": f"{one.total('added'):,}",
        "revised": one.total("revised"),
        "lines": [_revision(one.release, name, counts) for name, counts in lines.items()],
    }


def _revision(release: str, name: str, counts: Mapping[str, Any]) -> dict[str, Any]:
    known = queries.has(name)
    moved = [one for one in changes.revisions(release, name) if one.kind == "revised"] if known else []
    return {
        "indicator": name if known else None,
        "title": queries.indicator(name).title if known else name,
        **{kind: f"{counts[kind]:,}" for kind in changes.KINDS},
        "largest": "; ".join(_moved(one) for one in moved[:MOST_LARGEST]),
    }


def _moved(one: Revision) -> str:
    """`Stevenage, 2024: 3.1% became 3.2%`."""
    definition = queries.indicator(one.indicator)
    before, after = (
        numbers.with_unit(value, definition.unit, definition.decimals) for value in (one.before, one.after)
    )
    part = f" ({join_breakdown(one.breakdown)})" if one.breakdown else ""
    return f"{areas.get(one.area).name}{part}, {one.period.label}: {before} became {after}"
