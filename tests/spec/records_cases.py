"""Worked examples of what the measures from records count. The methodology page is written from them.

Everybody in them is invented.
"""

from dataclasses import dataclass
from datetime import date

import polars as pl

from skillshire.casework import figures_of, learning, publications, statistics
from skillshire.casework.disclosure import Protected

PLAIN = {
    "provider": 1, "learner": 1, "reference": "A1", "year": 2019, "area": "E07000243", "number": 1,
    "aim_ref": "DEMO0001", "aim_type": 4, "starts": date(2019, 10, 1), "ended": None, "fund_model": 35,
    "prog_type": None, "framework": None, "pathway": None, "standard": None, "outcome": None, "fams": "",
    "level": "2", "subject": "15.2", "basic_skill": "", "age": 30, "employment": 10,
}  # fmt: skip
APPRENTICE = {"aim_type": 1, "fund_model": 36, "prog_type": 25, "standard": 5, "level": "3", "age": 18}
OUT_OF_WORK = {"employment": 11}
PASSED = {"basic_skill": "maths", "outcome": 1, "ended": date(2020, 3, 2)}


@dataclass(frozen=True)
class Case:
    shows: str
    aim: dict
    counted: bool

    def is_counted(self, flag):
        row = pl.DataFrame([{**PLAIN, **self.aim}], schema=learning.AIMS, orient="row")
        return bool(learning.mark(row)[flag].item())


@dataclass(frozen=True)
class Definition:
    """One measure: its number in the strategy, the indicator, the table's column that feeds it, the flag."""

    measure: str
    indicator: str
    flag: str
    year: str
    cases: tuple[Case, ...]


STARTS = (
    Case("A 17 year old's apprenticeship on a standard", APPRENTICE | {"age": 17}, True),
    Case("The same begun at 19", APPRENTICE | {"age": 19}, False),
    Case("A course inside the apprenticeship, not the programme", APPRENTICE | {"aim_type": 3}, False),
    Case("Begun again after a break", APPRENTICE | {"fams": "RES:1"}, False),
    Case("A framework paid for by model 35, begun in April 2017",
         APPRENTICE | {"fund_model": 35, "prog_type": 2, "starts": date(2017, 4, 30)}, True),
    Case("The same begun in May 2017, when the levy began",
         APPRENTICE | {"fund_model": 35, "prog_type": 2, "starts": date(2017, 5, 1)}, False),
    Case("An age that is not known", APPRENTICE | {"age": None}, False),
)  # fmt: skip
DEFINITIONS = (
    Definition("3", "apprenticeship-starts-16-18", learning.UNDER_19, "calendar year of the first day",
               STARTS),
    Definition("11", "apprenticeship-starts-advanced-and-above", learning.LEVEL_3,
               "calendar year of the first day", (
        Case("Level 3, at any age", APPRENTICE | {"age": 40}, True),
        Case("A degree apprenticeship", APPRENTICE | {"level": "6"}, True),
        Case("Level 2", APPRENTICE | {"level": "2"}, False),
        Case("A level that is not known", APPRENTICE | {"level": ""}, False),
    )),
    Definition("12", "stem-apprenticeship-starts", learning.STEM, "calendar year of the first day", (
        Case("Software development (6.1)", APPRENTICE | {"subject": "6.1"}, True),
        Case("Building (5.2), which an older list leaves out", APPRENTICE | {"subject": "5.2"}, True),
        Case("Hairdressing (7.3)", APPRENTICE | {"subject": "7.3"}, False),
        Case("A subject that is not known", APPRENTICE | {"subject": ""}, False),
    )),
    Definition("8", "funded-learning-by-adults-out-of-work", learning.OUT_OF_WORK,
               "academic year of the first day", (
        Case("Looking for work, aged 19", OUT_OF_WORK | {"age": 19}, True),
        Case("Not looking for work, aged 65", {"employment": 12, "age": 65}, True),
        Case("Aged 66", OUT_OF_WORK | {"age": 66}, False),
        Case("In work", {"employment": 10}, False),
        Case("Whether in work is not known", {"employment": 98}, False),
        Case("Community learning", OUT_OF_WORK | {"fund_model": 10}, True),
        Case("Paid for by nobody in the list", OUT_OF_WORK | {"fund_model": 99}, False),
    )),
    Definition("9", "adults-passing-basic-skills", learning.BASIC_SKILLS, "academic year of the last day", (
        Case("Maths, passed", PASSED, True),
        Case("Digital skills, passed", PASSED | {"basic_skill": "digital"}, True),
        Case("English for speakers of other languages", PASSED | {"basic_skill": "esol"}, False),
        Case("Not passed", PASSED | {"outcome": 3}, False),
        Case("Aged 18", PASSED | {"age": 18}, False),
    )),
    Definition("", "community-learning", learning.COMMUNITY, "academic year of the first day", (
        Case("Community learning, model 10", {"fund_model": 10}, True),
        Case("Tailored learning, begun in August 2024",
             {"fund_model": 11, "starts": date(2024, 8, 1)}, True),
        Case("An adult skills course", {"fund_model": 35}, False),
    )),
)  # fmt: skip


# --- Young people -------------------------------------------------------------------------------------------

CODES = {
    210: "School sixth form", 310: "Apprenticeship", 260: "Gap year", 330: "Work without training",
    530: "Re-engagement", 615: "Start date agreed", 619: "Looking for work", 710: "Custody", 810: "Not known",
}  # fmt: skip
MADE = {one.id: one for one in publications.get("participation").indicators}


def columns_of(code):
    """Which columns of the published table a young person doing this is counted in."""
    ids = [column.id for column in publications.get("participation").columns]
    return statistics.atoms_of_codes(ids)[code].split("+")


@dataclass(frozen=True)
class Winter:
    """Counts shown of December, January and February, in and of; None is hidden."""

    shows: str
    months: tuple[tuple[int | None, int | None], ...]
    value: float | None
    status: str

    def figure(self):
        shown = [
            {("E10000015", "neet-or-not-known"): cell(part), ("E10000015", "cohort"): cell(whole)}
            for part, whole in self.months
        ]
        return figures_of.figure(MADE["neet-or-not-known-recorded"], "E10000015", shown)


def cell(value):
    return Protected(value, "" if value is not None else "c")


WINTERS = (
    Winter("Three months together", ((300, 10000), (330, 10000), (360, 10000)), 3.3, ""),
    Winter(
        "A ratio of averages, not an average of ratios", ((100, 5000), (100, 5000), (400, 10000)), 3.0, ""
    ),
    Winter("One month hidden", ((300, 10000), (None, 10000), (360, 10000)), None, "c"),
)
