"""Writes docs/methodology/records.md from the worked examples of records_cases.py.

Run it with: DJANGO_SETTINGS_MODULE=skillshire.config.settings python -m tests.spec.records_page
"""

from pathlib import Path

import django

PAGE = Path(__file__).resolve().parents[2] / "docs" / "methodology" / "records.md"
COMMAND = "DJANGO_SETTINGS_MODULE=skillshire.config.settings python -m tests.spec.records_page"
LEAD = f"""# What is counted from records

This page is written by `{COMMAND}`
from the tests in `tests/spec`, so what it says is what the software does. Everybody in it is invented.

Seven measures of the strategy are judged from records of work: two from what 16 and 17 year olds do, five
from learner records. Counts leave the records in one way only, after disclosure control ([decision
10](../adr/0010-one-door-for-counts.md)): a count below five is hidden, all others are rounded to the nearest
five, and more is hidden until no hidden count can be worked out. Percentages are of rounded counts.

Where the strategy names a year and not its kind, calendar years are counted: its targets name them, and a
record holds the day. What public money pays for by academic year is counted by academic year.
"""


def content():
    from tests.spec import records_cases

    parts = [LEAD, _codes(records_cases), _winters(records_cases)]
    parts += [_definition(one) for one in records_cases.DEFINITIONS]
    return "\n".join(parts)


def _codes(cases):
    lines = [
        "## Measures 1 and 2: what counts for whom is counted", "",
        "Of young people of academic age 16 and 17, on the last day of each month. Groups are data: "
        "`skillshire/definitions/codes/activities.yaml`.", "",
        "| activity | in learning (measure 1) | NEET or not known (measure 2) | among whom |",
        "| --- | --- | --- | --- |",
    ]  # fmt: skip
    for code, title in cases.CODES.items():
        held = cases.columns_of(code)
        among = "both" if "cohort" in held else "measure 1 only"
        said = ["yes" if name in held else "no" for name in ("staying-in-learning", "neet-or-not-known")]
        lines.append(f"| {code} {title} | {said[0]} | {said[1]} | {among} |")
    return "\n".join(lines) + "\n"


def _winters(cases):
    lines = [
        "## Measure 2: December to February", "",
        "| case | counts shown, NEET or not known of all | figure |", "| --- | --- | --- |",
    ]  # fmt: skip
    for one in cases.WINTERS:
        value, status = one.figure()
        counts = ", ".join(f"{part if part is not None else '[c]'} of {whole}" for part, whole in one.months)
        lines.append(
            f"| {one.shows} | {counts} | {f'{value:.2f}%' if value is not None else f'[{status}]'} |"
        )
    return "\n".join(lines) + "\n"


def _definition(one):
    from skillshire.indicators import definitions

    known = definitions.indicators()[one.indicator]
    number = f"Measure {one.measure}: " if one.measure else ""
    lines = [
        f"## {number}{known.title}", "", f"{known.numerator[0].upper()}{known.numerator[1:]}.",
        f"In the {one.year}, by the district of the home.", "", "| case | counted |", "| --- | --- |",
    ]  # fmt: skip
    lines += [f"| {case.shows} | {'yes' if case.is_counted(one.flag) else 'no'} |" for case in one.cases]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    django.setup()
    PAGE.write_text(content(), encoding="utf-8")
    print(f"Wrote {PAGE}")
