"""A slow, plain second way of counting young people's participation. Loops only; nothing of what it checks.

Written from the published method: academic age on 31 August, the activity on the month's last day, not known
where it has lapsed, custody outside the denominator, ratio of averages over December, January and February.
"""

import calendar
from datetime import date
from fractions import Fraction

CUSTODY = {290, 710}
NEET = {510, 520, 540, 610, 615, 616, 619, 620, 630, 640, 650, 660, 670, 680}
NOT_KNOWN = {810, 820, 830}
FULL_TIME = {210, 220, 230, 240, 270, 280}
APPRENTICESHIP = {310}
OTHER = {250, 320, 381, 410, 420, 430, 440, 450, 460, 550}
STAYING = FULL_TIME | {250, 260, 290} | APPRENTICESHIP | (OTHER - {250})
COUNTS = {
    "neet-or-not-known": NEET | NOT_KNOWN,
    "neet": NEET,
    "not-known": NOT_KNOWN,
    "participating": FULL_TIME | APPRENTICESHIP | OTHER,
    "full-time-education": FULL_TIME,
    "apprenticeship": APPRENTICESHIP,
    "other-learning": OTHER,
    "staying-in-learning": STAYING,
}


def last_day(month):
    return date(month.year, month.month, calendar.monthrange(month.year, month.month)[1])


def academic_age(born, month):
    """Whole years reached on 31 August before the school year of the month."""
    august = date(month.year if month.month >= 9 else month.year - 1, 8, 31)
    age = august.year - born.year
    return age - 1 if (born.month, born.day) > (8, 31) else age


def activity(spells, day):
    """The code that counts on a day; `spells` are (code, starts, ends, lapses)."""
    for code, starts, ends, lapses in spells:
        if starts <= day and (ends is None or ends >= day):
            return 810 if lapses is not None and lapses <= day else code
    return 810


def monthly(people, spells, months):
    """{(person, month): (academic age, code)}; `people` are (person, born, from, to), `spells` by person."""
    found = {}
    for person, born, first, until in people:
        for month in months:
            day = last_day(month)
            if (first is None or first <= day) and (until is None or until > day):
                found[person, month] = (academic_age(born, month), activity(spells.get(person, []), day))
    return found


def counts(rows, ages=(16, 17)):
    """{(month, area, age): {everyone, cohort, each count}} of rows (month, area, age, code)."""
    found = {}
    for month, area, age, code in rows:
        if age not in ages:
            continue
        cell = found.setdefault((month, area, age), dict.fromkeys(("everyone", "cohort", *COUNTS), 0))
        cell["everyone"] += 1
        cell["cohort"] += code not in CUSTODY
        for name, codes in COUNTS.items():
            cell[name] += code in codes
    return found


def winter_ratio(rows, year, name, area=None):
    """The share of a winter as a fraction: the average number through the average cohort; None for nobody."""
    months = [(year - 1, 12), (year, 1), (year, 2)]
    above, below = [], []
    for wanted in months:
        cells = [
            cell for (month, where, _), cell in counts(rows).items()
            if (month.year, month.month) == wanted and area in (None, where)
        ]  # fmt: skip
        above.append(sum(cell[name] for cell in cells))
        below.append(sum(cell["everyone" if name == "staying-in-learning" else "cohort"] for cell in cells))
    average = Fraction(sum(below), 3)
    return None if average == 0 else Fraction(sum(above), 3) / average
