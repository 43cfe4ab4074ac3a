"""The county's truth, written before any record: what a second way of counting is checked against."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from skillshire.casework.demo.learners import Learner
from skillshire.casework.demo.people import Person
from skillshire.casework.demo.rates import Rates

FILE = "truth.json"


def write(
    home: Path, *, seed: int, on: date, rates: Rates, people: Iterable[Person], learners: Iterable[Learner]
) -> Path:
    """Invented people only, so the file may lie in the open."""
    told = {
        "said": "Synthetic: invented people",
        "seed": seed,
        "on": on.isoformat(),
        "rates_from": list(rates.taken_from),
        "rates": {f"{year} {area}": list(both) for (year, area), both in sorted(rates.district.items())},
        "county_rates": {str(year): list(both) for year, both in sorted(rates.county.items())},
        "young_people": [_person(person) for person in people],
        "learners": [_learner(learner) for learner in learners],
    }
    file = home / FILE
    aside = file.with_suffix(".new")
    aside.write_text(json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    aside.replace(file)
    return file


def _person(person: Person) -> dict[str, Any]:
    """`months` are those in which they were NEET or not known; in all others of their two years they were
    in learning or work."""
    return {
        "reference": person.reference,
        "born": person.born.isoformat(),
        "district": person.district,
        "gender": person.gender,
        "send": person.send,
        "months": {f"{year}-{month:02d}": status for (year, month), status in sorted(person.months.items())},
    }


def _learner(learner: Learner) -> dict[str, Any]:
    """`district` is empty outside the county. An aim's `counts` say as what it was made to count."""
    return {
        "reference": learner.reference,
        "provider": learner.provider.name,
        "year": learner.year,
        "district": learner.district,
        "aims": [
            {
                "number": aim.number,
                "starts": aim.starts.isoformat(),
                "ended": aim.ended.isoformat() if aim.ended else None,
                "counts": list(aim.counts),
            }
            for aim in learner.aims
        ],
    }
