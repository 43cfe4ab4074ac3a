"""A second, slow and plain way to the counts of casework/learning.py, from the words of its page alone."""

from collections import Counter
from datetime import date

APPRENTICESHIPS = {2, 3, 10, 20, 21, 22, 23, 25}
LEVELS = {"2": "intermediate", "3": "advanced", **dict.fromkeys("45678H", "higher")}
STEM_FOUR, STEM_THREE = {"2", "4", "5", "6"}, {"2", "4", "6"}
SAME = ("provider", "reference", "aim_ref", "starts", "prog_type", "standard", "framework", "pathway")


def counts(rows):
    """{(count, basis, year, area, age, level, subject, skill): how many} of a list of aims as dicts."""
    found = Counter()
    for aim in once(rows):
        for name, day, parts in counted(aim):
            for basis, year in years(day):
                found[(name, basis, year, aim["area"], *parts)] += 1
    return dict(found)


def once(rows):
    """Of the same aim in several files that of the last year; alike aims in one file are told apart."""
    kept, seen = {}, Counter()
    for aim in sorted(rows, key=lambda one: (one["year"], one["number"])):
        same = tuple(aim[name] for name in SAME)
        seen[(aim["learner"], same)] += 1
        kept[(same, seen[(aim["learner"], same)])] = aim
    return list(kept.values())


def counted(aim):
    nothing = ("", "", "", "")
    if start(aim):
        yield "apprenticeship-starts", aim["starts"], (age(aim), level(aim), subject(aim), "")
        if aim["age"] is not None and aim["age"] < 19:
            yield "apprenticeship-starts-under-19", aim["starts"], nothing
        if aim["level"] in set("345678H"):
            yield "apprenticeship-starts-level-3", aim["starts"], nothing
        yield from stem(aim)
    yield from others(aim)


def stem(aim):
    if subject(aim) in STEM_FOUR:
        yield "apprenticeship-starts-stem", aim["starts"], ("", "", "", "")
    if subject(aim) in STEM_THREE:
        yield "apprenticeship-starts-stem-three", aim["starts"], ("", "", "", "")


def others(aim):
    nothing = ("", "", "", "")
    adult = aim["age"] is not None and 19 <= aim["age"] <= 65
    if adult and aim["employment"] in (11, 12) and adult_learning(aim):
        yield "out-of-work-learning", aim["starts"], nothing
    if (
        adult
        and aim["basic_skill"] in ("english", "maths", "digital")
        and aim["outcome"] == 1
        and aim["ended"]
    ):
        yield "basic-skills", aim["ended"], ("", "", "", aim["basic_skill"])
    if aim["fund_model"] == 10 or (aim["fund_model"] == 11 and aim["starts"] >= date(2024, 8, 1)):
        yield "community-learning", aim["starts"], nothing


def start(aim):
    funded = aim["fund_model"] in (36, 81, 99) or (
        aim["fund_model"] == 35 and aim["starts"] < date(2017, 5, 1)
    )
    again = any(fam.startswith("RES:") for fam in aim["fams"].split())
    return aim["aim_type"] == 1 and aim["prog_type"] in APPRENTICESHIPS and funded and not again


def adult_learning(aim):
    since_2024 = aim["fund_model"] in (11, 38) and aim["starts"] >= date(2024, 8, 1)
    return aim["fund_model"] in (10, 35, 37) or since_2024


def age(aim):
    if aim["age"] is None:
        return "unknown"
    return "under-19" if aim["age"] < 19 else "19-24" if aim["age"] < 25 else "25-plus"


def level(aim):
    return LEVELS.get(aim["level"], "unknown")


def subject(aim):
    return aim["subject"].split(".")[0] or "unknown"


def years(day):
    return (("academic", day.year if day.month >= 8 else day.year - 1), ("calendar", day.year))
