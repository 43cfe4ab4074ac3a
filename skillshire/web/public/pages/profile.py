"""What an area's own page shows."""

from typing import Any

from skillshire.core import clock
from skillshire.core.errors import UserError
from skillshire.indicators import export, similar
from skillshire.places import areas, boundaries, postcodes
from skillshire.places.areas import Area
from skillshire.strategy import assessments
from skillshire.web.components import charts, findings
from skillshire.web.public import site
from skillshire.web.public.pages import figures, kinds, profile_changes, profile_rows, words
from skillshire.web.public.pages.profile_rows import Around, Row
from skillshire.web.public.pages.strategy import marks

MAP_WIDTH, MAP_MARGIN = 12.0, 0.2  # the map's own units: a tenth of one is finer than the screen shows
MANY = 60  # areas within one; more are listed on a page of their own


def content(area: Area, postcode: str = "") -> dict[str, Any]:
    """The profile of one area, also of an abolished one or of one without any figure."""
    around = surroundings(area)
    themes = profile_rows.themes(around)
    rows = [row for _, found in themes for row in found]
    return {
        "area": area,
        "kind": kinds.one(area),
        "why": kinds.why(area),
        "title": title(around, rows),
        "summary": summary(rows, around),
        "postcode": _postcode(postcode, area),
        "notice": notice(area),
        "around": around,
        "heads": [parent.name for parent in around.parents],
        "themes": [
            {"title": name, "rows": [profile_rows.shown(row, around) for row in found]}
            for name, found in themes
        ],
        "small": _small(themes, around),
        "same_ground": _same_ground(area, rows),
        "holders": [(kinds.one(one), one) for one in areas.parents(area)],
        "inside": _inside(area),
        "changes": profile_changes.content(area),
        "similar": _similar(area),
        "measures": _measures(area),
        "map": locate(area),
        "sources": _sources(rows),
        "publishers": _publishers(rows),
        "attribution": boundaries.attribution(),
    }


def finding(area: Area) -> str:
    """The title of an area's profile by itself, for the home page of an area without a strategy."""
    around = surroundings(area)
    return title(around, [row for _, rows in profile_rows.themes(around) for row in rows])


def strip(area: Area) -> dict[str, Any]:
    """The profile's figures, one of each theme, for a page of others; with their sources."""
    around = surroundings(area)
    themes = profile_rows.themes(around)
    firsts = [row for _, rows in themes if (row := next((one for one in rows if one.latest), None))]
    return {
        "area": area,
        "title": f"{area.name} in {findings.counted(len(firsts))} figures" if firsts else title(around, []),
        "rows": [profile_rows.shown(row, around) for row in firsts],
        "other": around.parents[-1].name if around.parents else "",
        "sources": _sources(firsts),
    }


def surroundings(area: Area) -> Around:
    """Its county, region and nation, as there are, and the codes of the areas most like it."""
    holders = [one for one in areas.parents(area) if one.level in ("county", "region", "nation")]
    known = _known(area)
    return Around(area, tuple(holders), tuple(one.code for one in similar.areas(area.code)) if known else ())


def _known(area: Area) -> bool:
    """Whether the register of areas has it: one that only a strategy knows has no neighbours."""
    return any(one.code == area.code for one in areas.every())


def title(around: Around, rows: list[Row]) -> str:
    """`Stevenage does better than England on 5 of 11 headline figures and worse on 4`."""
    name, known = around.area.name, [row for row in rows if row.latest]
    if around.area.end and around.area.end < clock.today():
        return _gone(around.area)
    if not known:
        return f"No headline figure is published for {name}"
    judged = [row for row in known if row.side]
    if not judged:
        return f"{name}: {_on_the_year(known)}"
    better, worse = (sum(row.side == side for row in judged) for side in ("better", "worse"))
    other = around.parents[-1].name
    return (
        f"{name} does better than {other} on {better} of {len(judged)} headline figures and worse on {worse}"
    )


def _gone(area: Area) -> str:
    """`Northamptonshire was abolished in 2021; A and B took its place`."""
    said = f"{area.name} was abolished in {area.end:%Y}"
    names = [areas.get(code).name for code in area.successors]
    return f"{said}; {charts.words.listed(names)} took its place" if names else said


def summary(rows: list[Row], around: Around) -> str:
    """What got better and worse on the year, unless the title says so; and how much may be chance."""
    known = [row for row in rows if row.latest]
    if not _changes(known) or not around.area.current:
        return ""
    tested = [change for _, change in _changes(known) if change.significant is not None]
    sure = sum(bool(change.significant) for change in tested)
    said = [] if not any(row.side for row in known) else [f"{_on_the_year(known)}."]
    if tested:
        several = f"the {findings.counted(len(tested))} changes that their 95% limits can test"
        be = "is" if sure == 1 else "are"
        said.append(f"Of {several}, {_moved(sure)} {be} more than sampling could explain.")
    return " ".join([*said, *_unsure(known, around)])


def _unsure(known: list[Row], around: Around) -> list[str]:
    """How many of the differences that the title counts may be chance."""
    judged = [row for row in known if row.side in ("better", "worse")]
    unsure = sum(row.beside_widest.significant is False for row in judged)
    if not unsure:
        return []
    some = f"{findings.counted(unsure)} of the {findings.counted(len(judged))} differences"
    return [f"{some[0].upper()}{some[1:]} from {around.parents[-1].name} may be chance."]


def _on_the_year(known: list[Row]) -> str:
    """`8 of 12 headline figures got better on the year and 3 worse`."""
    got = [_course(row, change) for row, change in _changes(known)]
    if not got:
        return f"{len(known)} headline {'figure' if len(known) == 1 else 'figures'}"
    better, worse = got.count("better"), got.count("worse")
    return f"{better} of {len(got)} headline figures got better on the year and {worse} worse"


def _changes(known: list[Row]) -> list[tuple[Row, findings.Change]]:
    """The changes on the year of figures that can get better or worse."""
    found = [(row, findings.change(row.definition, row.series)) for row in known if not row.stale]
    return [(row, one) for row, one in found if one is not None and row.definition.better != "neither"]


def _moved(sure: int) -> str:
    return "none" if sure == 0 else findings.counted(sure)


def _course(row: Row, change: findings.Change) -> str:
    if "did not change" in change.text:
        return "same"
    return "better" if (change.difference > 0) == (row.definition.better == "up") else "worse"


def notice(area: Area) -> dict[str, Any] | None:
    """That the area is abolished, or will be, and which areas take over."""
    if area.end is None:
        return None
    gone = area.end < clock.today()
    successors = [areas.get(code) for code in area.successors]
    said = f"{area.name} {'was' if gone else 'will be'} abolished on {site.day_words(area.end)}."
    return {"sentence": said, "gone": gone, "successors": successors}


def _postcode(text: str, area: Area) -> str:
    """That a postcode is in this area, checked anew: an address may say anything."""
    if not text:
        return ""
    found = postcodes.find(text)
    within = {found.area.code, *found.area.parents}
    if area.code in within:
        return f"The postcode {found.postcode} is in {area.name}."
    return f"The postcode {found.postcode} is not in {area.name} but in {found.area.name}."


def _same_ground(area: Area, rows: list[Row]) -> dict[str, Any] | None:
    """Under which other codes the very same ground has figures, and which of them those shown are from."""
    same = areas.coterminous(area) if _known(area) and area.current else []
    if not same:
        return None
    used = {row.series.area for row in rows if row.latest} - {area.code}
    return {
        "areas": [(kinds.one(one), one) for one in same],
        "used": [one for one in same if one.code in used],
    }


def _inside(area: Area) -> list[dict[str, Any]]:
    level = "region" if area.level == "nation" else None
    found = areas.children(area, level) if _known(area) else []
    return [
        {"heading": kinds.many(slug, len(some)), "areas": some[:MANY], "more": len(some) > MANY}
        for slug, some in kinds.by_kind(found)
    ]


def _similar(area: Area) -> dict[str, Any] | None:
    """The areas most like it, and what was compared."""
    found = similar.areas(area.code) if _known(area) else []
    if not found:
        return None
    _, group = similar.standing_for(area)
    if group is None:
        return None
    return {
        "areas": [(one, areas.get(one.code)) for one in found],
        "group": similar.rule().groups[group],
        "compared": [words.lower(one.title) for one in similar.compared_in(group)],
        "stands_for": similar.standing_for(area)[0],
    }


def _measures(area: Area) -> dict[str, Any] | None:
    """The site's strategy where it applies: its measures on its own ground, the way there from within."""
    home = site.area()
    ground = {home.code, *(one.code for one in _same(home))}
    own = area.code in ground
    if not own and not ground & set(area.parents):
        return None
    as_at = site.AsAt(clock.today(), clock.today())
    try:
        strategy = assessments.find(None, home.code, as_at.day)
    except UserError:
        return None
    shown = marks(assessments.assess(strategy, as_at.day), as_at)
    return {
        "strategy": strategy,
        "own": own,
        "home": home,
        "marks": shown,
        "count": words.counted(len(shown), "measure"),
    }


def _same(area: Area) -> list[Area]:
    return areas.coterminous(area) if _known(area) else []


def _small(themes: list[tuple[str, list[Row]]], around: Around) -> list[dict[str, Any]]:
    drawn = [(name, [profile_rows.small(row, around) for row in found]) for name, found in themes]
    kept = [{"title": name, "charts": [one for one in charts_ if one]} for name, charts_ in drawn]
    return [theme for theme in kept if theme["charts"]]


def locate(area: Area) -> str:
    """A map of the area in its region, of a region in England; empty where there is no outline."""
    held = [one for one in areas.parents(area) if one.level in ("region", "nation")]
    try:
        own = boundaries.shapes([area.code])[0]
        holder = boundaries.shapes([held[0].code])[0] if held else own
    except UserError:
        return ""
    frame = boundaries.frame([holder], MAP_WIDTH, MAP_MARGIN)
    places = [frame.point(place) for ring in own.rings for place in ring]
    extent = max(max(axis) - min(axis) for axis in zip(*places, strict=True))
    said = f"{area.name} in {held[0].name}" if held else area.name
    return charts.locator(
        f"map-{area.code}", f"Map: {said}", boundaries.svg_path(holder, frame) if held else "",
        boundaries.svg_path(own, frame), (frame.width, frame.height), boundaries.centre(own, frame), extent,
    )  # fmt: skip


def _sources(rows: list[Row]) -> list[tuple[str, list[tuple[str, str | None]]]]:
    """Who published, when, under which licence; and what, each once. The indicators' own pages have more."""
    found: dict[str, dict[str, str | None]] = {}
    for row in rows:
        for one in figures.sources(row.series)[-1:] if row.latest else ():
            said = (
                f"{one['producer']}, published {one['published']}, read {one['accessed']}, {one['licence']}"
            )
            found.setdefault(said, {})[str(one["title"])] = one.get("url")
    return [(said, list(titles.items())) for said, titles in found.items()]


def _publishers(rows: list[Row]) -> str:
    """Their names alone, for the one line of provenance that there is room for on paper."""
    used = [figures.sources(row.series)[-1:] for row in rows if row.latest]
    names = sorted({str(one["producer"]) for found in used for one in found})
    return charts.words.listed(names)


def download(area: Area) -> list[dict[str, Any]]:
    """Every period of the profile's figures, of the area, what holds it, and the areas most like it."""
    around = surroundings(area)
    found: list[dict[str, Any]] = []
    for _, rows in profile_rows.themes(around):
        for row in rows:
            every = [row.series, *row.parent_series]
            found += [export.flat(one) for series in every for one in export.rows(series)]
            found += [
                export.flat(export.row(one, row.series.release, row.definition.unit)) for one in row.similar
            ]
    return found
