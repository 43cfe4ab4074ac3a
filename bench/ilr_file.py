"""Writes an ILR file of any number of invented learners: the same file for the same number and seed.

About 36 fields for each learner, one aim and a Poisson number (mean 1.5) of others up to eight, two to six
FAM records for each aim, and three learners in ten are apprentices with financial records.
"""

import math
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

SEED = 20260102
NAMESPACE = "ESFA/ILR/2025-26"
PREPARED = date(2026, 3, 6)
YEAR_STARTS = date(2025, 8, 1)
STANDARDS = (1, 2, 25, 28, 91, 102, 105, 119, 122, 154, 196, 210, 287)
AIMS = ("60149735", "60146242", "60311046", "50116241", "60009457", "6004813X", "60141402", "60145353")
MONITORING = (("LDM", "034"), ("LDM", "328"), ("DAM", "001"), ("NSA", "1"), ("RES", "1"), ("HHS", "99"))
SPECIFIC = "Monitoring text ABC1"


def write(file: Path, learners: int, seed: int = SEED) -> None:
    random_ = random.Random(seed)
    with file.open("w", encoding="utf-8") as out:
        out.write(HEAD)
        for number in range(learners):
            out.writelines(_learner(random_, number))
        out.write("</Message>\n")


def uln(number: int) -> int:
    """The `number`th unique learner number that passes the check."""
    stem = 100_000_000 + 7 * number
    while True:
        digits = [int(digit) for digit in str(stem)]
        rest = sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits, strict=True)) % 11
        if rest:
            return stem * 10 + (10 - rest)
        stem += 1


def _field(name: str, value: object) -> str:
    return f"<{name}>{value}</{name}>\n"


def _record(name: str, fields: list[tuple[str, object]]) -> str:
    inner = "".join(_field(key, value) for key, value in fields)
    return f"<{name}>{inner}</{name}>\n"


def _poisson(random_: random.Random, mean: float) -> int:
    limit, count, product = math.exp(-mean), 0, random_.random()
    while product > limit:
        count, product = count + 1, product * random_.random()
    return count


def _learner(random_: random.Random, number: int) -> Iterator[str]:
    apprentice = random_.random() < 0.3
    born = date(2006, 7, 1) - timedelta(days=random_.randrange(1, 16_000))
    starts = YEAR_STARTS + timedelta(days=random_.randrange(150))
    yield "<Learner>\n"
    for key, value in _own_fields(random_, number, born):
        yield _field(key, value)
    yield _record("PriorAttain", [("PriorLevel", random_.randint(1, 5)), ("DateLevelApp", "2020-07-31")])
    if number % 5 == 0:
        yield _record("LLDDandHealthProblem", [("LLDDCat", 12), ("PrimaryLLDD", 1)])
    for kind, code in (("LSR", 55), ("NLM", 18)):
        yield _record("LearnerFAM", [("LearnFAMType", kind), ("LearnFAMCode", code)])
    for occurs in "AB":
        yield _record("ProviderSpecLearnerMonitoring", [
            ("ProvSpecLearnMonOccur", occurs), ("ProvSpecLearnMon", SPECIFIC)])  # fmt: skip
    yield _status(random_, apprentice)
    count = min(8, 1 + _poisson(random_, 1.5))
    for position in range(1, count + 1):
        yield _aim(random_, position, apprentice, starts)
    yield "</Learner>\n"


def _own_fields(random_: random.Random, number: int, born: date) -> Iterator[tuple[str, object]]:
    yield "LearnRefNumber", f"L{number:08d}"
    yield "ULN", uln(number)
    yield "FamilyName", random_.choice(("Archer", "Barton", "Chalk", "Dell", "O&apos;Neil"))
    yield "GivenNames", random_.choice(("Ada", "Ben", "Cleo", "Dev", "Ella Mae"))
    yield "DateOfBirth", born.isoformat()
    yield "Ethnicity", random_.choice((31, 32, 34, 39, 44, 98))
    yield "Sex", random_.choice("FM")
    yield "LLDDHealthProb", 1 if number % 5 == 0 else 2
    yield "NINumber", f"AB{number % 1_000_000:06d}C"
    yield "Accom", 5
    yield "PlanLearnHours", random_.randint(20, 600)
    yield "PlanEEPHours", random_.randint(0, 60)
    yield "MathGrade", random_.choice(("4", "5", "NONE"))
    yield "EngGrade", random_.choice(("4", "5", "NONE"))
    postcode = random_.choice(POSTCODES)
    yield "PostcodePrior", postcode
    yield "Postcode", postcode
    yield "AddLine1", f"{number % 200 + 1} Sample Street"
    yield "TelNo", f"01632{number % 1_000_000:06d}"
    yield "Email", f"learner{number}@example.org"


def _status(random_: random.Random, apprentice: bool) -> str:
    code = 10 if apprentice else random_.choice((10, 11, 11, 12))
    own = _field("EmpStat", code) + _field("DateEmpStatApp", "2025-07-01")
    monitoring = (("EII", 4), ("LOE", 3)) if code == 10 else (("LOU", 2), ("BSI", 1))
    own += "".join(
        _record("EmploymentStatusMonitoring", [("ESMType", kind), ("ESMCode", value)])
        for kind, value in monitoring
    )
    return f"<LearnerEmploymentStatus>\n{own}</LearnerEmploymentStatus>\n"


def _aim(random_: random.Random, position: int, apprentice: bool, starts: date) -> str:
    programme = apprentice and position == 1
    own = "".join(_field(key, value) for key, value in _aim_fields(random_, position, apprentice, starts))
    for kind, code in _fams(random_, apprentice):
        since = [("LearnDelFAMDateFrom", starts.isoformat())] if kind == "ACT" else []
        own += _record("LearningDeliveryFAM", [
            ("LearnDelFAMType", kind), ("LearnDelFAMCode", code), *since])  # fmt: skip
    if programme:
        own += _record("AppFinRecord", [
            ("AFinType", "TNP"), ("AFinCode", 1), ("AFinDate", starts.isoformat()), ("AFinAmount", 9000)
        ])  # fmt: skip
    return f"<LearningDelivery>\n{own}</LearningDelivery>\n"


def _aim_fields(
    random_: random.Random, position: int, apprentice: bool, starts: date
) -> Iterator[tuple[str, object]]:
    ended = not apprentice and random_.random() < 0.4
    yield "LearnAimRef", "ZPROG001" if apprentice and position == 1 else random_.choice(AIMS)
    yield "AimType", (1 if position == 1 else 3) if apprentice else 4
    yield "AimSeqNumber", position
    yield "LearnStartDate", starts.isoformat()
    yield "LearnPlanEndDate", (starts + timedelta(days=400 if apprentice else 240)).isoformat()
    yield "FundModel", 36 if apprentice else 38
    if apprentice:
        yield "ProgType", 25
        yield "StdCode", STANDARDS[starts.toordinal() % len(STANDARDS)]
    yield "DelLocPostCode", random_.choice(POSTCODES)
    yield "CompStatus", 2 if ended else 1
    if ended:
        yield "LearnActEndDate", (starts + timedelta(days=60)).isoformat()
        yield "Outcome", 1
        yield "OutGrade", "PA"


def _fams(random_: random.Random, apprentice: bool) -> list[tuple[str, str]]:
    first = [("SOF", "105"), ("ACT", "1")] if apprentice else [("SOF", "105"), ("FFI", "1")]
    return [*first, *random_.sample(MONITORING, random_.randint(0, 4))]


# Of the right shape; a directory need not know them.
_OUTWARD = tuple(
    f"{area}{number}" for area in ("AL", "CM", "EN", "HP", "SG", "WD") for number in range(1, 10)
)
_LETTERS = "ABDEFGHJLN"
POSTCODES = tuple(
    f"{outward} {unit}{first}{second}"
    for outward in _OUTWARD for unit in range(1, 8) for first in _LETTERS for second in _LETTERS
)  # fmt: skip
HEAD = f"""<?xml version="1.0" encoding="utf-8"?>
<Message xmlns="{NAMESPACE}">
  <Header>
    <CollectionDetails>
      <Collection>ILR</Collection>
      <Year>2526</Year>
      <FilePreparationDate>{PREPARED.isoformat()}</FilePreparationDate>
    </CollectionDetails>
    <Source>
      <ProtectiveMarking>OFFICIAL-SENSITIVE-Personal</ProtectiveMarking>
      <UKPRN>10099999</UKPRN>
      <SerialNo>1</SerialNo>
      <DateTime>{PREPARED.isoformat()}T09:00:00</DateTime>
    </Source>
  </Header>
  <LearningProvider>
    <UKPRN>10099999</UKPRN>
  </LearningProvider>
"""
