"""Makes the synthetic county in this home: people, histories, learners, staff, and the county's truth."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from string import ascii_uppercase

from django.db import transaction

from skillshire.accounts import organisations
from skillshire.accounts.models import Membership
from skillshire.casework import editions, risk_editions, risk_scores
from skillshire.casework.demo import learner_records, learners, people, rates, staff, truth, young_records
from skillshire.casework.models import Learner, YoungPerson
from skillshire.core import audit, clock, definitions, facts
from skillshire.core.errors import UserError
from skillshire.places import areas, postcodes

Echo = Callable[[str], None]
BY = "demo-county"
COUNTY = "county:synthetic"  # in the audit
POSTCODES = 400  # of each district


@dataclass(frozen=True)
class Made:
    young_people: int
    learners: int
    truth: Path


def make(area: str, home: Path, *, count: int, seed: int, on: date, echo: Echo) -> Made:
    """About `count` people, half of them young people and half learners. All or nothing.

    The same seed and day give the same records. UserError where the home holds anybody's records.
    """
    refuse_real_people()
    years = range(people.FIRST, people.academic_year(on) + 1)
    published = rates.published(area, years)
    echo("Looking up postcodes…")
    within, outside = _postcodes(area, published.districts)
    echo("Inventing young people…")
    young = people.invent(count // 2, seed, on, published, within)
    echo("Inventing learners…")
    homes = learners.Homes(published.size, within, outside)
    learning = learners.invent(count - count // 2, seed, on, homes)
    file = truth.write(home, seed=seed, on=on, rates=published, people=young, learners=learning)
    echo("Writing records…")
    _write(area, published.districts, young, learning, seed, on)
    return Made(len(young), len(learning), file)


@transaction.atomic
def _write(
    area: str,
    districts: tuple[str, ...],
    young: Sequence[people.Person],
    learning: Sequence[learners.Learner],
    seed: int,
    on: date,
) -> None:
    made = staff.make(area, districts)
    young_records.write(young, made[staff.COUNCIL], seed, on)
    learner_records.write(learning, made, on)
    facts.put(facts.SYNTHETIC, f"{len(young) + len(learning)} invented people, seed {seed}, as of {on}")
    detail = {"young_people": len(young), "learners": len(learning), "seed": seed, "on": on.isoformat()}
    audit.record("county.make", COUNTY, by=BY, at=clock.now(), detail=detail)


def begun() -> date | None:
    """The day of a county whose people are written down, and whose counts are not published yet: making it
    was ended in between. None where there is none, or it is complete.
    """
    if facts.get(facts.SYNTHETIC) is None or facts.get(facts.COUNTY) is not None:
        return None
    made = audit.latest([COUNTY], 1)
    return date.fromisoformat(made[0].detail["on"]) if made else None


def publish(on: date, echo: Echo) -> None:
    """Score the risk of NEET, and let the county's counts through the door, as people would. With that it is
    complete; done again, it changes nothing.

    As at the end of the month before: what has come in since is left for a publisher to try.
    """
    echo("Scoring the risk of NEET…")
    risk_scores.score_all(by=BY, on=on)
    echo("Publishing counts…")
    council, before = organisations.get(staff.COUNCIL), on.replace(day=1) - timedelta(days=1)
    editions.publish(council, by=BY, on=before)
    risk_editions.publish(council, by=BY, on=before)
    facts.put(facts.COUNTY, on.isoformat())


def refuse_real_people() -> None:
    """UserError where anybody's records are here, invented or not: a county is only made in an empty home."""
    if facts.get(facts.SYNTHETIC) is not None:
        raise UserError(
            "This home holds a synthetic county already; make another in an empty folder (SKILLSHIRE_HOME)."
        )
    if YoungPerson.objects.exists() or Learner.objects.exists() or Membership.objects.exists():
        raise UserError(
            "This home holds records or roles of real people, among which nobody may be invented; make the "
            "county in an empty folder (SKILLSHIRE_HOME), or with “skillshire serve --demo”."
        )


def _postcodes(
    area: str, districts: Sequence[str]
) -> tuple[Mapping[str, list[str]], Mapping[str, list[str]]]:
    """Real postcodes of each district, and of some districts of the region around the county."""
    near = [code for code in areas.get(area).parents if areas.get(code).level == "region"]
    around = {one.code for code in near for one in areas.children(areas.get(code), "district")}
    # As many as there are of the neighbours: a letter is read on only while the county's own want more.
    letters = definitions.load(definitions.ROOT / "demo" / "county.yaml")["letters"].get(
        area, ascii_uppercase
    )
    found = postcodes.among(districts, letters, POSTCODES)
    empty = [code for code, kept in found.items() if not kept]
    if empty:
        raise UserError(f"The directory holds no postcode of {', '.join(empty)}; choose another area.")
    neighbours = postcodes.among(around - set(districts), letters, 20)
    return found, {code: kept for code, kept in neighbours.items() if kept}
