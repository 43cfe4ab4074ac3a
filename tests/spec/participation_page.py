"""Writes docs/methodology/participation.md from the worked examples and the data that counts are made from.

Run it with: python -m tests.spec.participation_page
"""

from datetime import date
from pathlib import Path

import polars as pl

from skillshire.casework import codes, participation
from tests.spec.participation_cases import WINTERS, YOUNG_PEOPLE, day

PAGE = Path(__file__).resolve().parents[2] / "docs" / "methodology" / "participation.md"
COMMAND = "python -m tests.spec.participation_page"
NOT_COUNTED = "; ".join(
    f"{one.code} ({one.title[:1].lower()}{one.title[1:]})"
    for one in codes.named("cohort-statuses").values()
    if not one.counted
)
LEAD = f"""# How young people's participation is counted

This page is written by `{COMMAND}` from the tests in `tests/spec` and from
`definitions/codes/activities.yaml`, so what it says is what the software does. Everybody in it is invented.
A second, slow way of counting (`tests/reference_participation.py`) must give the same for any records.

- Counted are young people in the council's cohort whose academic age is 16 or 17: the years they had reached
  on 31 August before the school year of the month.
- What somebody does in a month is what they do on its last day. Where nothing is recorded, or it was found
  out too long ago and has lapsed, they count as not known.
- Those in custody are left out of the denominator. For “staying in learning” they are in it.
- The figure of a year is the average of December, January and February: the average number divided by the
  average cohort. The year is that of February. Taking part in education and training is a count of March.
- Somebody counts from the month in which their first activity on record had begun, until the month in which
  they left, and in the district where they live now: earlier addresses are not kept, nor days of joining.
  Gender, ethnicity, needs and characteristics are those on record now, whatever the month.
- Cohort statuses that are not counted at all: {NOT_COUNTED}.
- The average is that of December to February in every year. Before 2016 the Department took November to
  January and ages 16 to 18, so older published figures are not like these.
"""
LAPSES = """An activity lapses so many months after the latest of the days on which it was confirmed, found
out and begun, on the same day of the month (or its last, where the month is shorter): that is the first day
on which it counts as not known. Where it has a predicted end before that, the end is the last day on which
it counts as known. The months are our choice, for a council to set. A date in a file (DueToLapseDate) goes
before all of this, and is itself the first day on which the activity counts as not known; where a file says
only that it has lapsed (CurrencyLapsed), that is the day the file describes. A row that says that it has
lapsed and gives a date after that day contradicts itself, and the file is refused.
"""


def counted_as(one):
    """(academic age, code) of a worked example, or (None, None) where the person does not count."""
    began = min((day(spell[1]) for spell in one.spells), default=None)
    people = pl.DataFrame(
        [(1, day(one.born), began, day(one.left))],
        schema={"person": pl.Int64, "born": pl.Date, "cohort_from": pl.Date, "cohort_to": pl.Date},
        orient="row",
    )
    spells = [(1, code, *map(day, rest)) for code, *rest in one.spells]
    frame = pl.DataFrame(spells, schema=participation.SPELL_SCHEMA, orient="row")
    found = participation.monthly(people, frame, [date.fromisoformat(f"{one.month}-01")])
    return found.select("age", "code").row(0) if found.height else (None, None)


def percent_of(winter):
    """A winter's figure, from rows as the monthly counts have them."""
    months = participation.winter(2026)
    counted = pl.DataFrame(
        {
            "month": months,
            "area": "E",
            "age": 16,
            "cohort": winter.cohort,
            "neet-or-not-known": winter.neither,
        }
    )
    [found] = participation.averages(counted, 2026).to_dicts()
    return participation.percent(found["neet-or-not-known"], found["cohort"])


def content():
    parts = [LEAD, "## One young person\n", "| case | born | recorded | month | academic age | counts as |"]
    parts += ["| --- | --- | --- | --- | --- | --- |", *map(_row, YOUNG_PEOPLE)]
    parts += ["\n## A winter's figure\n", "| case | not in learning or not known | cohort | figure |"]
    parts += ["| --- | --- | --- | --- |", *map(_winter, WINTERS)]
    parts += ["\n## What is counted\n", "| count | activity codes | of |", "| --- | --- | --- |"]
    parts += [_count(one) for one in codes.activities().counts]
    return "\n".join([*parts, "", *_schemes(), "", *_currency(), ""])


def _row(one):
    said = "; ".join(
        f"{code} from {start}" + (f" to {end}" if end else "") + (f", lapses {lapses}" if lapses else "")
        for code, start, end, lapses in one.spells
    )
    age, code = counted_as(one)
    left = f"; left {one.left}" if one.left else ""
    end = "not counted" if code is None else f"{code}, {codes.group_title(codes.group(code))}"
    return f"| {one.shows} | {one.born} | {said}{left} | {one.month} | {'' if age is None else age} | {end} |"


def _winter(one):
    numbers = [", ".join(f"{number:,}" for number in part) for part in (one.neither, one.cohort)]
    return f"| {one.shows} | {numbers[0]} | {numbers[1]} | {percent_of(one):.2f}% |"


def _count(one):
    listed = ", ".join(map(str, codes.activities().codes_of(one)))
    return f"| {one.title} | {listed} | {'all' if one.of == 'everyone' else 'all but those in custody'} |"


def _schemes():
    """Each code in each grouping, since sources disagree on them."""
    known = codes.activities()
    titles = [scheme.title for scheme in known.schemes]
    rows = ["## Activities, and how each scheme groups them\n"]
    rows += [f"- {scheme.title}: {scheme.about}" for scheme in known.schemes]
    rows += [f"\n| code | activity | {' | '.join(titles)} |", f"| --- | --- |{' --- |' * len(titles)}"]
    for one in known.activities:
        groups = [codes.group_title(one.groups[scheme.id], scheme.id) for scheme in known.schemes]
        rows.append(f"| {one.code} | {one.title} | {' | '.join(groups)} |")
    return rows


def _currency():
    rows = ["## When an activity lapses\n"]
    rows += [LAPSES, "| group | months |"]
    rows.append("| --- | --- |")
    for group, months in codes.activities().currency.items():
        rows.append(f"| {codes.group_title(group)} | {'never' if months is None else months} |")
    return rows


if __name__ == "__main__":
    PAGE.write_text(content(), encoding="utf-8")
    print(f"Wrote {PAGE}")
