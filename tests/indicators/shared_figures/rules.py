"""What each row of the shared file is here: its indicator, area, period, breakdown and figure, or why none.

Written apart from the readers, so that a slip in one shows against the other.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from tests.indicators.shared_figures import words
from tests.indicators.shared_figures.words import ACADEMIC, MARCH, SEPTEMBER, WINTER, YEAR

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LSIP, COUNTY = "E69000016", "E10000015"


@dataclass(frozen=True)
class Row:
    """One line of the shared file as it stands there."""

    line: int
    indicator: str
    area: str
    period: str
    dimension: str
    value: str
    unit: str
    source: str
    lower: str
    upper: str
    flag: str
    path: str
    again: int = 0  # how often this very row stood above already


@dataclass(frozen=True)
class Expected:
    """What the release, the API and the download must say. `series` names it in a carried-over file."""

    indicator: str
    area: str
    period: str
    breakdown: tuple[tuple[str, str], ...]
    value: float | None
    lower: float | None
    upper: float | None
    status: str


class LeftOut(Exception):
    """Why a row is no figure of an indicator."""


def expected(row: Row) -> Expected:
    """Raises LeftOut with the reason for a row that no indicator has."""
    if row.area.startswith("UKPRN"):
        raise LeftOut("providers are no areas")
    for prefix, rule in RULES.items():
        if row.source.startswith(prefix):
            return rule(row)
    raise AssertionError(f"line {row.line}: there is no rule for {row.source}")


# --- Parts ---


def slug(text: str) -> str:
    plain = text.lower().replace("&", " and ").replace("+", " plus ").replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def period(text: str) -> str:
    """The ISO interval of the many ways in which the shared file writes a period."""
    for pattern, interval in PERIODS.items():
        if match := re.fullmatch(pattern, text):
            return interval(*match.groups())
    raise AssertionError(f"“{text}” is no period")


def _month(name: str) -> str:
    return f"{MONTHS.index(name) + 1:02d}"


PERIODS: dict[str, Callable[..., str]] = {
    r"(\d{4}-\d\d-\d\d/P\d+[YMD])": lambda text: text,
    r"(\d{4}-\d\d-\d\d)": lambda day: f"{day}/P1D",
    r"(20\d\d)/\d\d": lambda year: f"{year}-08-01/P1Y",
    r"(20\d\d)/\d\d \(Aug to Apr\)": lambda year: f"{year}-08-01/P9M",
    r"AY(\d\d)/\d\d": lambda year: f"20{year}-08-01/P1Y",
    r"(20\d\d)\d\d": lambda year: f"{year}-08-01/P1Y",
    r"Dec \d{4} - Dec (\d{4})": lambda year: f"{year}-01-01/P1Y",
    r"([A-Z][a-z]{2}) (\d{4})-[A-Z][a-z]{2} \d{4}": lambda name, year: f"{year}-{_month(name)}-01/P1Y",
    r"([A-Z][a-z]{2})[ -](?:20)?(\d\d)": lambda name, year: f"20{year}-{_month(name)}-01/P1M",
    r"(20\d\d)": lambda year: f"{year}-01-01/P1Y",
}


def season(year: int, kind: str) -> str:
    return {
        WINTER: f"{year - 1}-12-01/P3M", MARCH: f"{year}-03-01/P1M", YEAR: f"{year}-01-01/P1Y",
        ACADEMIC: f"{year - 1}-09-01/P1Y", "financial": f"{year - 1}-04-01/P1Y",
    }[kind]  # fmt: skip


def number(text: str) -> tuple[float | None, str]:
    """The figure and its status; a symbol instead of a figure is only a status."""
    if text in words.STATUS:
        return None, words.STATUS[text]
    return float(text.replace(",", "")), ""


def pairs(**parts: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((key.replace("_", "-"), value) for key, value in parts.items()))


def figure(
    row: Row, indicator: str, when: str, split: dict[str, str] | None = None, *,
    area: str = "", factor: float = 1.0, status: str = "",
) -> Expected:  # fmt: skip
    value, symbol = number(row.value)
    scaled = None if value is None else value * factor
    return Expected(
        indicator, area or row.area, when, tuple(sorted((split or {}).items())), scaled, None, None,
        symbol or status,
    )  # fmt: skip


# --- Office for National Statistics ---


def explore(row: Row) -> Expected:
    value, symbol = number(row.value)
    limits = [float(text) if text else None for text in (row.lower, row.upper)]
    return Expected(
        words.ELS[row.indicator], row.area, period(row.period), (), value, *limits, symbol or row.flag
    )


def demography(row: Row) -> Expected:
    what = row.indicator.removeprefix("Business demography: ")
    if what.startswith("Survival"):
        return survival(row)
    if what.startswith("Employer"):
        split = {"employers": "only"}
        return figure(row, words.EMPLOYERS[row.dimension], period(row.period), split)
    indicator, split = words.DEMOGRAPHY[what]
    return figure(row, indicator, period(row.period), split)


def survival(row: Row) -> Expected:
    if row.dimension.endswith("Births"):
        return figure(row, "business-births", period(row.period))
    years = int(row.dimension[0])
    if row.dimension.endswith("per cent"):
        if number(row.value)[0] is None:
            raise LeftOut("not yet known when the table was made")
        return figure(row, words.SURVIVAL[years], period(row.period))
    return figure(row, "surviving-businesses", period(row.period), {"years": str(years)})


def census(row: Row) -> Expected:
    if row.indicator == "Census 2021 usual residents":
        if row.dimension not in words.RESIDENTS:
            raise LeftOut("the file does not say which ages these are, and they do not add up")
        return figure(row, "census-residents", "2021-03-21/P1D", words.RESIDENTS[row.dimension])
    if row.indicator == "Census 2021 ethnic group":
        name, kind = re.fullmatch(r"(.*?) +\((number|percent)\)", row.dimension).groups()
        which = "census-ethnic-group" if kind == "number" else "census-ethnic-group-share"
        return figure(row, which, "2021-03-21/P1D", {"ethnicity": slug(name)})
    if row.indicator == "Census 2021 disability":
        split = {"disability": words.DISABILITY[row.dimension]}
        return figure(row, "census-disability", "2021-03-21/P1D", split)
    split = {"english": words.ENGLISH[row.dimension]}
    return figure(row, "census-english", "2021-03-21/P1D", split)


# --- Nomis ---


def survey(row: Row, indicator: str, split: dict[str, str]) -> Expected:
    """A figure of the Annual Population Survey with the half width of its interval."""
    value, symbol = number(row.value)
    reach = row.lower.removeprefix("+/-")
    if value is None:
        return Expected(indicator, row.area, period(row.period), pairs(**split), None, None, None, symbol)
    if reach in words.STATUS:
        status = words.STATUS[reach]
        return Expected(indicator, row.area, period(row.period), pairs(**split), value, None, None, status)
    limits = max(0.0, value - float(reach)), value + float(reach)
    return Expected(indicator, row.area, period(row.period), pairs(**split), value, *limits, "")


def economic(row: Row) -> Expected:
    name = re.search(r"Aged 16-64 - (.*?) : ", row.dimension)[1]
    status = words.ECONOMIC[name]
    whole_years = row.period.startswith("Jan")
    indicator = "economic-status-16-64" + ("-calendar-years" if whole_years else "")
    return survey(row, indicator, {"status": status} if status else {})


def occupations(row: Row) -> Expected:
    name = re.search(r"All people - (.*?) \(SOC2010\)", row.dimension)[1]
    return survey(row, "employment-by-occupation", {"occupation": slug(name)})


def industries(row: Row) -> Expected:
    name = re.search(r":\d+ \((.*?) \(SIC 2007\)", row.dimension)[1]
    return survey(row, "employment-by-industry-calendar-years", {"industry": words.INDUSTRIES[name]})


def qualifications(row: Row) -> Expected:
    people, level = re.search(r"Total - (.*?) : (.*?) \)", row.dimension).groups()
    split = {**words.PEOPLE[people], "qualification": words.HELD[level]}
    return survey(row, "highest-qualification", split)


def businesses(row: Row) -> Expected:
    size, _, industry = row.dimension.partition("; industry: ")
    split = dict(words.SIZES[size])
    if industry:
        split["industry"] = _group(industry)
    return figure(row, "enterprise-count", f"{row.period}-03-01/P1M", split)


def jobs(row: Row) -> Expected:
    name = row.dimension.partition("; employment status")[0]
    if re.match(r"\d", name):
        split = {"industry": _group(name)}
    else:
        split = {"section": words.LONG_SECTIONS.get(name[:4]) or slug(name[4:])}
    return figure(row, "jobs-by-industry", period(row.period), split, area=county(row.area))


def _group(industry: str) -> str:
    """`8 : Transport & storage (inc postal) (H)` is `transport-and-storage`."""
    return slug(re.sub(r"^\d+ : |( \([^()]*\))+$", "", industry))


def county(area: str) -> str:
    """The partnership and the county are the same ground; the release has it under the county."""
    return COUNTY if area == LSIP else area


# --- Department for Education ---


def hub(row: Row) -> Expected:
    series = row.source.rpartition(": ")[2]
    indicator, own = words.HUB[series]
    kind, _, group = row.dimension.partition(": ")
    split = dict(own)
    if (kind, group) != ("Total", "Total"):
        split[words.HUB_KEYS[kind]] = _hub_value(group)
    share = series.startswith("sustained")
    when = period(row.period)
    projected = series == "employmentProjection" and int(when[:4]) >= words.FIRST_PROJECTED_YEAR
    if row.value in ("NaN", "Inf"):
        return Expected(indicator, row.area, when, tuple(sorted(split.items())), None, None, None, "x")
    return figure(
        row, indicator, when, split, factor=100.0 if share else 1.0, status="f" if projected else ""
    )


def _hub_value(group: str) -> str:
    for known in (group, group[:5]):
        if known in words.HUB_VALUES:
            return words.HUB_VALUES[known]
    return slug(group)


def scorecard(row: Row) -> Expected:
    series, year = row.indicator.rpartition(": ")[2], int(row.period)
    if series not in words.SCORECARD:
        raise LeftOut("context that the scorecard takes from other tables, or works out from its own figures")
    indicator, split, kind = words.SCORECARD[series]
    if year == 2021 and ("group" in split or "send" in split):
        raise LeftOut("the row for England in the file of 2021 shows the splits of another year")
    when = f"{year - 1}-09-01/P1M" if kind == SEPTEMBER else season(year, kind)
    return figure(row, indicator, when, split)


def tool(row: Row) -> Expected:
    series = re.fullmatch(r"LAIT (.*); topic .*", row.dimension)[1]
    if series in words.LAIT_LEFT:
        raise LeftOut(words.LAIT_LEFT[series])
    indicator, split, kind = words.LAIT[series]
    year = int(row.period[:4])
    when = f"{year}-09-01/P1M" if kind == SEPTEMBER else season(year, kind)
    return figure(row, indicator, when, split)


def by_19(row: Row) -> Expected:
    what = row.indicator.rpartition(": ")[2]
    sex, fsm, sen = re.fullmatch(r"gender (.*); FSM (.*); SEN (.*)", row.dimension).groups()
    split = {}
    if sex != "ALL":
        split["sex"] = sex.lower()
    if fsm != "ALL":
        split["fsm"] = "eligible" if fsm == "Eligible for FSM" else "not-eligible"
    if sen != "ALL":
        split["send"] = words.SEN[sen]
    year = int(row.period[-4:])
    when = season(year, ACADEMIC)
    if year > words.LAST_AGED_19 and what not in ("number_in_ss_cohort", "l2_em_by16"):
        raise LeftOut("not 19 yet when the file was made: its 0 is no figure")
    if what in words.BY_19:
        return figure(row, words.BY_19[what], when, split)
    reached = words.BY_19_COUNTS[what]
    return figure(row, "young-people-by-19", when, {**split, **({"reached": reached} if reached else {})})


def places(row: Row) -> Expected:
    """Apprenticeships by district, of home or of training, and the flows between."""
    indicator, when = words.APPRENTICESHIPS[row.indicator], period(row.period)
    status = "p" if when.endswith("P9M") else ""
    if row.dimension.startswith("home to delivery district flow: "):
        to = slug(row.dimension.partition(": ")[2])
        return figure(row, "apprenticeship-starts-by-place", when, {"delivery": to}, status=status)
    if "by provider" in row.dimension:
        raise LeftOut("providers are no areas")
    if row.dimension.endswith("sum of all rows"):
        # All learners: those whose home or place of training is abroad or not recorded are in the sum.
        return figure(row, f"{indicator}-england", when, status=status)
    split = {"basis": "delivery"} if row.dimension.startswith("by delivery") else {}
    return figure(row, indicator, when, split, status=status)


def levels(row: Row) -> Expected:
    match = re.fullmatch(r"(?:by learner home region; )?(.*); age (.*)", row.dimension)
    split = {"level": words.APPRENTICESHIP_LEVELS[match[1]], "age": words.AGES[match[2]]}
    when = period(row.period)
    status = "p" if when.endswith("P9M") else ""
    # England's are of all learners, wherever they live; a region's are of its residents.
    indicator = words.APPRENTICESHIPS[row.indicator] + ("-england" if row.area == "E92000001" else "")
    return figure(row, indicator, when, split, status=status)


def local_subjects(row: Row) -> Expected:
    subject, age = re.fullmatch(r"SSA: (.*); age: (.*); level: all", row.dimension).groups()
    split = {} if subject == "Totals" else {"subject": slug(subject)}
    if age != "Totals":
        split["age"] = words.AGES[age]
    return figure(row, f"{words.APPRENTICESHIPS[row.indicator]}-by-subject", period(row.period), split)


def fe_achievements(row: Row) -> Expected:
    if row.period == "202122":
        raise LeftOut("a part of a year that does not say how many months it covers")
    split = words.PROVISION[row.dimension.partition("; age")[0]]
    return figure(row, "fe-achievements", period(row.period), split)


def fe_aims(row: Row) -> Expected:
    # Its total for England is a seventh of that of a whole year.
    raise LeftOut("a part of a year that does not say how many months it covers")


def destinations(row: Row) -> Expected:
    group, _, outcome = row.dimension.rpartition("; ")
    stage = "ks5" if group else "ks4"
    split = {**words.DESTINATIONS[outcome]}
    if group:
        split |= words.COHORT_LEVELS[group.removeprefix("level group: ")]
    return figure(row, f"{stage}-leavers", period(row.period), split)


def projections(row: Row) -> Expected:
    name, _, what = row.dimension.rpartition("; ")
    if what in ("Growth % per annum", "Levels (000s)"):
        raise LeftOut("follows from the numbers of jobs")
    split = _occupation(name)
    if what == "level":
        status = "f" if int(row.period) >= words.FIRST_PROJECTED_YEAR else ""
        return figure(row, "employment-projection", period(row.period), split, factor=1000, status=status)
    component = {"Change": {"component": "net-change"}, "Demand": {"component": "replacement-demand"}}
    split |= component.get(what, {})
    return figure(row, "employment-projection-detail", "2021-01-01/P15Y", split, factor=1000, status="f")


MAJOR = (
    "Managers, directors and senior officials", "Professional occupations",
    "Associate professional occupations", "Administrative and secretarial occupations",
    "Skilled trades occupations", "Caring, leisure and other service occupations",
    "Sales and customer service occupations", "Process, plant and machine operatives",
    "Elementary occupations",
)  # fmt: skip


def _occupation(name: str) -> dict[str, str]:
    if name == "All occupations":
        return {}
    if name in MAJOR:
        return {"occupation-major": slug(f"{MAJOR.index(name) + 1} {name}")}
    return {"occupation": slug(name)}


# --- Adverts, deprivation ---


def adverts(row: Row) -> Expected:
    if row.dimension == "Total":
        return figure(row, "job-adverts-2017-2022", f"{row.period}/P1M")
    group, _, profession = row.dimension.partition(" > ")
    return figure(
        row,
        "job-adverts-by-profession",
        period(row.period),
        {"group": slug(group), "profession": slug(profession)},
    )


def deprivation(row: Row) -> Expected:
    year = re.search(r"20(19|25)", row.source)[0]
    what = slug(row.indicator.partition(": ")[2].removeprefix("imd25_"))
    what = what.replace("lso-as", "small-areas")
    return figure(row, f"deprivation-{year}", f"{year}-01-01/P1Y", {"statistic": what})


def employers_2017(row: Row) -> Expected:
    sheet, answer = re.fullmatch(r"sheet (\S+) block 1: (.*)", row.dimension).groups()
    split = {"table": slug(sheet), "answer": words.BASES.get(answer) or _answer(answer)}
    return figure(row, "employer-survey-2017-numbers", "2017-01-01/P1Y", split, area=county(row.area))


def _answer(text: str) -> str:
    for sign, word in words.SIGNS.items():
        text = text.replace(sign, word)
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def employers_2019(row: Row) -> Expected:
    label = row.indicator.removeprefix("Employer Skills Survey 2019: ")
    question, kind = words.ASKED_2019.get(label) or words.ASKED_2019[label, row.again]
    key = {} if row.dimension == "Total" else {words.ESS_COLUMNS[row.dimension]: _answer(row.dimension)}
    split = {**key, ("per" if kind == "days" else "question"): question}
    indicator = {
        "share": "employer-survey-2019-shares", "number": "employer-survey-2019-numbers",
        "days": "training-days-2019",
    }[kind]  # fmt: skip
    factor = 100.0 if kind == "share" else 1.0
    return figure(row, indicator, "2019-01-01/P1Y", split, area=county(row.area), factor=factor)


def providers(row: Row) -> Expected:
    raise LeftOut("providers are no areas")


RULES: dict[str, Callable[[Row], Expected]] = {
    "ONS Explore Local Statistics": explore,
    "ONS Business Demography": demography,
    "ONS Census 2021": census,
    "Nomis Annual Population Survey T01": economic,
    "Nomis Annual Population Survey T09a": occupations,
    "Nomis Annual Population Survey T13a": industries,
    "Nomis Annual Population Survey T19": qualifications,
    "Nomis UK Business Counts": businesses,
    "Nomis Business Register": jobs,
    "DfE Local Skills Dashboard data download": hub,
    "DfE Participation in education": scorecard,
    "DfE Local Authority Interactive Tool": tool,
    "DfE Level 2 and 3 attainment": by_19,
    "DfE Apprenticeships provider dashboard (July 2026), lad_map_data": places,
    "DfE Apprenticeships provider dashboard (July 2026), provider_breakdowns": levels,
    "DfE Apprenticeships provider dashboard (July 2026), national_provider_summary": providers,
    "DfE EES Apprenticeships by provider": providers,
    "DfE Further education outcomes provider dashboard": providers,
    "DfE/ESFA FE & skills apprenticeships by LAD": local_subjects,
    "derived: sum of ten districts": local_subjects,
    "DfE EES Further education and skills (permalink 3960ad0f)": fe_achievements,
    "DfE EES Further education and skills (permalink c390bb3f)": fe_aims,
    "DfE EES key stage 4 / 16-18 destination": destinations,
    "DfE Employer Skills Survey 2017": employers_2017,
    "DfE Employer Skills Survey 2019": employers_2019,
    "Skills Imperative 2035": projections,
    "ONS labour demand volumes": adverts,
    "MHCLG English Indices of Deprivation": deprivation,
}
