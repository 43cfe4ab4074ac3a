"""What is counted from learner records, by examples; writes docs/methodology/learners.md from them.

Run it with: python -m tests.spec.learners
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "methodology" / "learners.md"
COMMAND = "python -m tests.spec.learners"
AIM = {
    "provider": 1, "learner": 1, "reference": "A", "year": 2024, "area": "E07000243", "number": 1,
    "aim_ref": "X", "aim_type": 4, "starts": date(2024, 9, 1), "ended": None, "fund_model": 38,
    "prog_type": None, "framework": None, "pathway": None, "standard": None, "outcome": None, "fams": "",
    "level": "", "subject": "", "basic_skill": "", "age": 30, "employment": 11,
}  # fmt: skip
APPRENTICE = {**AIM, "aim_type": 1, "fund_model": 36, "prog_type": 25, "standard": 2, "level": "4",
              "subject": "6.2", "age": 18, "employment": 10}  # fmt: skip
PASSED = {**AIM, "basic_skill": "maths", "outcome": 1, "ended": date(2025, 8, 1)}


@dataclass(frozen=True)
class Paragraph:
    """One count: `cases` are what an aim is, what is changed of `base` for it, and how often it counts."""

    count: str
    title: str
    text: str
    base: dict
    cases: tuple


PARAGRAPHS = (
    Paragraph(
        "apprenticeship-starts",
        "Apprenticeships begun",
        "The programme aim (type 1) of an apprenticeship: frameworks (programme types 2, 3, 10 and 20"
        " to 23) and standards (25), in funding models 36, 81 and 99, and 35 for starts before 1 May "
        "2017. It counts in the year of its first day, in the district of the learner's home, by age "
        "on the first day (under 19, 19 to 24, 25 and over), by level (intermediate 2, advanced 3, "
        "higher 4 and above) and by subject. Whoever begins again after a break has not begun another"
        " one.",
        APPRENTICE,
        (
            ("a standard in funding model 36", {}, 1),
            ("a part of the programme", {"aim_type": 3}, 0),
            ("a traineeship", {"prog_type": 24}, 0),
            ("funding model 35, begun on 30 April 2017", {"fund_model": 35, "starts": date(2017, 4, 30)}, 1),
            ("funding model 35, begun on 1 May 2017", {"fund_model": 35, "starts": date(2017, 5, 1)}, 0),
            ("funding model 81", {"fund_model": 81}, 1),
            ("not funded (99)", {"fund_model": 99}, 1),
            ("16 to 19 funding (25)", {"fund_model": 25}, 0),
            ("begun again after a break (RES)", {"fams": "SOF:105 RES:1"}, 0),
            ("other monitoring codes", {"fams": "SOF:105 LDM:123"}, 1),
        ),
    ),
    Paragraph(
        "apprenticeship-starts-under-19",
        "Apprenticeships begun by 16 to 18 year olds",
        "Of these, the learner was under 19 on the first day.",
        APPRENTICE,
        (
            ("16", {"age": 16}, 1),
            ("18", {"age": 18}, 1),
            ("19", {"age": 19}, 0),
            ("not known", {"age": None}, 0),
        ),
    ),
    Paragraph(
        "apprenticeship-starts-level-3",
        "Advanced, higher and degree apprenticeships begun",
        "Of these, at level 3 or above: a framework has the level of its programme type, a standard its own.",
        APPRENTICE,
        (
            ("level 2", {"level": "2"}, 0),
            ("level 3", {"level": "3"}, 1),
            ("level 7", {"level": "7"}, 1),
            ("higher level", {"level": "H"}, 1),
            ("entry level", {"level": "E"}, 0),
            ("not known", {"level": ""}, 0),
        ),
    ),
    Paragraph(
        "apprenticeship-starts-stem",
        "Apprenticeships begun in science, technology, engineering and maths",
        "Of these, in sector subject area 2 (science and maths), 4 (engineering and manufacturing), 5"
        " (construction and planning) or 6 (digital). An older list, without construction, is counted"
        " as well.",
        APPRENTICE,
        (
            ("science (2.1)", {"subject": "2.1"}, 1),
            ("transport (4.3)", {"subject": "4.3"}, 1),
            ("building (5.2)", {"subject": "5.2"}, 1),
            ("digital (6.1)", {"subject": "6.1"}, 1),
            ("administration (15.2)", {"subject": "15.2"}, 0),
            ("not known", {"subject": ""}, 0),
        ),
    ),
    Paragraph(
        "apprenticeship-starts-stem-three",
        "The same by the older list",
        "Sector subject areas 2, 4 and 6.",
        APPRENTICE,
        (("science (2.1)", {"subject": "2.1"}, 1), ("building (5.2)", {"subject": "5.2"}, 0)),
    ),
    Paragraph(
        "out-of-work-learning",
        "Funded learning by adults out of work",
        "Aims in funding model 10 (community learning), 35 (adult skills), 37 (bootcamps), and since "
        "1 August 2024 11 (tailored learning) and 38 (Adult Skills Fund), begun by a learner of 19 to"
        " 65 who was out of work on the first day, looking for it (11) or not (12). Aims are counted,"
        " not people.",
        AIM,
        (
            ("looking for work", {}, 1),
            ("not looking", {"employment": 12}, 1),
            ("in work", {"employment": 10}, 0),
            ("status not known (98)", {"employment": 98}, 0),
            ("no status", {"employment": None}, 0),
            ("age 18", {"age": 18}, 0),
            ("age 19", {"age": 19}, 1),
            ("age 65", {"age": 65}, 1),
            ("age 66", {"age": 66}, 0),
            ("age not known", {"age": None}, 0),
            ("16 to 19 funding", {"fund_model": 25}, 0),
            ("funding model 38 on 31 July 2024", {"starts": date(2024, 7, 31)}, 0),
            ("funding model 11 on 1 August 2024", {"fund_model": 11, "starts": date(2024, 8, 1)}, 1),
            ("a bootcamp", {"fund_model": 37}, 1),
        ),
    ),
    Paragraph(
        "basic-skills",
        "English, maths and digital courses passed",
        "Aims in English, maths or digital skills that were achieved (outcome 1) by a learner who was"
        " 19 to 65 when they began. They count in the year of their last day. Which aims these are "
        "comes from LARS, and from a county's own list for courses that LARS does not name.",
        PASSED,
        (
            ("maths", {}, 1),
            ("digital", {"basic_skill": "digital"}, 1),
            ("English for speakers of other languages", {"basic_skill": "esol"}, 0),
            ("another course", {"basic_skill": ""}, 0),
            ("partly achieved", {"outcome": 2}, 0),
            ("no outcome yet", {"outcome": None, "ended": None}, 0),
            ("age 18", {"age": 18}, 0),
            ("age 66", {"age": 66}, 0),
        ),
    ),
    Paragraph(
        "community-learning",
        "Community learning begun",
        "Aims in funding model 10, and since 1 August 2024 in 11, whoever begins them.",
        AIM,
        (
            ("funding model 10", {"fund_model": 10}, 1),
            ("funding model 11", {"fund_model": 11}, 1),
            ("funding model 11 before", {"fund_model": 11, "starts": date(2024, 7, 31)}, 0),
            ("funding model 38", {}, 0),
        ),
    ),
)
LEAD = f"""# What is counted from learner records

This page is written by `{COMMAND}` from the examples in `tests/spec/learners.py`, which the tests hold the
software to. The terms stand in `skillshire/definitions/learning.yaml` and may be changed there.

A provider returns its learners once a year, and an aim that goes on is in several years' files. It is counted
once, as the latest file has it. Each count is made by academic year (from August) and by calendar year, since
targets of both kinds exist and some do not say which they mean. The district is that of the learner's home;
where a postcode is not known, the aim is in no district. What is not known is never counted as a yes.

A year is published once it is whole: it is over, and the newest file of every provider that returned
learners of it was made after its last day (FilePreparationDate), 31 July for an academic year. A calendar
year needs the academic year that ends in it whole, and files of the next that were made after December. A
provider that returned learners the year before and has sent none yet is waited for until the return closes
at the end of October; then it is taken to have given up. So is one that stopped in mid-year, whose learners
count as it last sent them, beside at least one whole return. Files that were loaded before Skillshire kept
the day count by the day on which they came.
"""


def content():
    return "\n".join([LEAD, *(_paragraph(one) for one in PARAGRAPHS)])


def _paragraph(one):
    rows = "\n".join(
        f"| {shows} | {'counts' if counted else 'does not count'} |" for shows, _, counted in one.cases
    )
    return f"## {one.title}\n\n{one.text}\n\n| an aim | |\n| --- | --- |\n{rows}\n"


if __name__ == "__main__":
    PAGE.write_text(content(), encoding="utf-8")
    print(f"Wrote {PAGE}")
