"""Worked examples of how participation is counted. The methodology page is written from them."""

from dataclasses import dataclass
from datetime import date

# A spell: code, first day, last day or None, lapse day or None.
SCHOOL, WORK, LOOKING = 210, 330, 619
STAYS = ((SCHOOL, "2025-09-01", None, None),)


@dataclass(frozen=True)
class One:
    """One young person on one day: what is recorded, and as what they count."""

    shows: str
    born: str
    spells: tuple[tuple[int, str, str | None, str | None], ...]
    month: str
    age: int | None  # academic age; None where they do not count at all
    code: int | None
    left: str | None = None


YOUNG_PEOPLE = (
    One("In a school sixth form all year", "2009-03-02", STAYS, "2026-01", 16, SCHOOL),
    One("16 on 31 August exactly", "2009-08-31", STAYS, "2026-01", 16, SCHOOL),
    One("16 a day later is 15 all year", "2009-09-01", STAYS, "2026-08", 15, SCHOOL),
    One("In September a new school year begins", "2009-08-31", STAYS, "2026-09",
        17, SCHOOL),
    One("Changed within the month: the last day decides", "2009-03-02",
        ((SCHOOL, "2025-09-01", "2026-01-19", None), (LOOKING, "2026-01-20", None, None)), "2026-01", 16,
        LOOKING),
    One("An activity ended and nothing followed", "2009-03-02",
        ((SCHOOL, "2025-09-01", "2026-01-19", None),), "2026-01", 16, 810),
    One("Lapses on the month's last day", "2009-03-02",
        ((WORK, "2025-07-31", None, "2026-01-31"),), "2026-01", 16,
        810),
    One("Lapses the day after", "2009-03-02",
        ((WORK, "2025-08-01", None, "2026-02-01"),), "2026-01", 16, WORK),
    One("Not on record yet", "2009-03-02", ((LOOKING, "2026-02-03", None, None),), "2026-01", None, None),
    One("Left the cohort on the last day", "2009-03-02", STAYS, "2026-01", None, None,
        left="2026-01-31"),
)  # fmt: skip


@dataclass(frozen=True)
class Winter:
    """How many there are in each of the three months, and the year's figure that comes out."""

    shows: str
    neither: tuple[int, int, int]
    cohort: tuple[int, int, int]
    percent: float


WINTERS = (
    Winter("The same cohort each month", (30, 33, 36), (1000, 1000, 1000), 3.3),
    Winter("A ratio of averages, where the mean of three percentages would be 4.0",
           (20, 60, 40), (500, 1000, 2000),
           120 / 3500 * 100),
)  # fmt: skip


def day(text):
    return None if text is None else date.fromisoformat(text)
