"""The codes of young people's records, read from definitions/codes: what each means and how it counts.

Everything here is data: a council that groups an activity otherwise changes the file, not the code.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from pydantic import Field, model_validator

from skillshire.core import definitions
from skillshire.core.definitions import Definition
from skillshire.core.errors import UserError

FOLDER = definitions.ROOT / "codes"
ELSEWHERE = ("000", "001", "002", "003", "004")  # LEA numbers of the return for outside England and unknown


class Group(Definition):
    id: str
    title: str


class Scheme(Definition):
    id: str
    title: str
    about: str
    groups: tuple[Group, ...]


class Activity(Definition):
    code: int = Field(ge=100, le=999)
    title: str
    in_return: bool = True  # False: an older code, which may stand in history but not in a new file
    groups: Mapping[str, str]  # scheme → group


class Count(Definition):
    """What is counted, and of whom: all, or all but those in the groups that stand outside the cohort."""

    id: str
    title: str
    of: Literal["cohort", "everyone"]
    groups: tuple[str, ...] = ()
    codes: tuple[int, ...] = ()


class Activities(Definition):
    default: str
    schemes: tuple[Scheme, ...]
    outside: tuple[str, ...]
    not_known: int
    counts: tuple[Count, ...]
    currency: Mapping[str, int | None]
    activities: tuple[Activity, ...]

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> "Activities":
        codes = [one.code for one in self.activities]
        _say(self.default not in {one.id for one in self.schemes}, f"there is no scheme “{self.default}”")
        _say(len(codes) != len(set(codes)), "an activity code stands here twice")
        _say(self.not_known not in codes, f"not_known {self.not_known} is not an activity code")
        for scheme in self.schemes:
            self._check_scheme(scheme)
        self._check_default()
        return self

    def _check_scheme(self, scheme: Scheme) -> None:
        known = {one.id for one in scheme.groups}
        for one in self.activities:
            group = one.groups.get(scheme.id)
            _say(group not in known, f"activity {one.code} has no known group in the scheme “{scheme.id}”")

    def _check_default(self) -> None:
        groups = {one.id for scheme in self.schemes if scheme.id == self.default for one in scheme.groups}
        codes = {one.code for one in self.activities}
        _say(
            set(self.currency) != groups, "currency must have each group of the default scheme, and no other"
        )
        asked = {*self.outside, *(group for count in self.counts for group in count.groups)}
        _say(not asked <= groups, f"unknown groups: {', '.join(sorted(asked - groups))}")
        listed = {code for count in self.counts for code in count.codes}
        _say(not listed <= codes, f"unknown activity codes: {sorted(listed - codes)}")

    def by_group(self, *groups: str) -> tuple[int, ...]:
        """The codes in these groups of the default scheme, in order."""
        return tuple(sorted(one.code for one in self.activities if one.groups[self.default] in groups))

    def codes_of(self, count: Count) -> tuple[int, ...]:
        return tuple(sorted({*self.by_group(*count.groups), *count.codes}))


class Code(Definition):
    code: str = Field(coerce_numbers_to_str=True)
    title: str
    origin: Literal["return", "ours"] = Field("return", alias="from")
    counted: bool = True  # of a cohort status: in the statistics
    left: bool = False  # of a cohort status: no longer in the cohort


class CodeList(Definition):
    codes: tuple[Code, ...]


def _say(wrong: bool, sentence: str) -> None:
    if wrong:
        raise ValueError(sentence)


@lru_cache(maxsize=1)
def activities() -> Activities:
    return definitions.read(FOLDER / "activities.yaml", Activities)


@lru_cache(maxsize=1)
def by_code() -> Mapping[int, Activity]:
    return {one.code: one for one in activities().activities}


def activity(code: int) -> Activity:
    found = by_code().get(code)
    if found is None:
        raise UserError(
            f"“{code}” is not an activity code; the codes are in definitions/codes/activities.yaml."
        )
    return found


def title(code: int | None) -> str:
    """An activity in words; “Not recorded” where there is none."""
    return "Not recorded" if code is None else activity(code).title


def group(code: int | None, scheme: str | None = None) -> str:
    """The group of an activity in a scheme, by default the Department's; none counts as not known."""
    known = activities()
    return activity(known.not_known if code is None else code).groups[scheme or known.default]


def group_title(identifier: str, scheme: str | None = None) -> str:
    wanted = scheme or activities().default
    groups = next((one.groups for one in activities().schemes if one.id == wanted), ())
    return next((one.title for one in groups if one.id == identifier), identifier)


@lru_cache(maxsize=16)
def named(name: str) -> Mapping[str, Code]:
    """A list by the name of its file, such as `characteristics`: code → what it is, in the file's order."""
    return {one.code: one for one in definitions.read(FOLDER / f"{name}.yaml", CodeList).codes}
