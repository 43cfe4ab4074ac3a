"""What is read of an ILR file: plain records with the fields that rules, counts and pages need."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

TEMPORARY_ULN = 9999999999  # for a learner who has no number of their own yet
APPRENTICESHIPS = frozenset({2, 3, 10, 20, 21, 22, 23, 25})  # ProgType
PROGRAMME, COMPONENT, ALONE, CORE = 1, 3, 4, 5  # AimType
EMPLOYED, SEEKING, NOT_SEEKING, NOT_KNOWN = 10, 11, 12, 98  # EmpStat


class Fam(NamedTuple):
    """A monitoring code of an aim."""

    type: str
    code: str
    starts: date | None = None
    ends: date | None = None


@dataclass(slots=True)
class Status:
    """Of employment, from a day on."""

    line: int = 0
    code: int = 0
    starts: date = date.min


@dataclass(slots=True)
class Aim:
    line: int = 0
    aim_ref: str = ""
    aim_type: int = 0
    number: int = 0
    starts: date = date.min
    original_start: date | None = None
    planned_end: date = date.min
    fund_model: int = 0
    prog_type: int | None = None
    framework: int | None = None
    pathway: int | None = None
    standard: int | None = None
    delivery_postcode: str = ""
    completion: int = 0
    ended: date | None = None
    withdrawal: int | None = None
    outcome: int | None = None
    achieved: date | None = None
    fams: list[Fam] = field(default_factory=list)

    def has(self, type_: str, code: str = "") -> bool:
        """Whether a monitoring code of this type (and this code, where one is given) stands with it."""
        for fam in self.fams:  # noqa: SIM110 (a loop is asked faster, and this is asked of every aim)
            if fam.type == type_ and code in ("", fam.code):
                return True
        return False

    @property
    def is_apprenticeship(self) -> bool:
        return self.prog_type in APPRENTICESHIPS


@dataclass(slots=True)
class Learner:
    line: int = 0
    reference: str = ""
    uln: int = 0
    family_name: str = ""
    given_names: str = ""
    born: date | None = None
    ethnicity: int = 0
    sex: str = ""
    lldd: int = 0
    postcode: str = ""
    postcode_prior: str = ""
    fams: list[tuple[str, int]] = field(default_factory=list)
    prior: list[tuple[int, date]] = field(default_factory=list)
    difficulties: list[int] = field(default_factory=list)  # LLDDCat
    statuses: list[Status] = field(default_factory=list)
    aims: list[Aim] = field(default_factory=list)

    def age(self, on: date) -> int | None:
        """Whole years; None where the day of birth is not known."""
        if self.born is None:
            return None
        return on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day))

    def employment(self, on: date, same_day: bool = True) -> int | None:
        """The status that holds on a day (or before it), None where none began by then."""
        held: Status | None = None
        for one in self.statuses:
            begun = one.starts < on or (same_day and one.starts == on)
            if begun and (held is None or one.starts > held.starts):
                held = one
        return held.code if held else None


@dataclass(frozen=True)
class Header:
    """What a file says of itself. `year` is that in which its academic year begins."""

    ukprn: int
    year: int
    prepared: date
    earlier: bool  # of a layout before the current one, which is read tolerantly
    namespace: str
    source: int = 0  # the number of the header's source, 0 where it gives none that can be read
    line: int = 0  # of the provider's number

    @cached_property
    def starts(self) -> date:
        return date(self.year, 8, 1)

    @cached_property
    def ends(self) -> date:
        return date(self.year + 1, 7, 31)
