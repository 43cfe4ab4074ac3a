"""From an XML element to a record. It has passed the schema; what only XML takes for a date (in the year
12000, say) is refused here."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from sys import intern
from typing import Any

from skillshire.casework.ilr.records import Aim, Fam, Learner, Status


class Unreadable(Exception):
    """A value that fits the schema and still cannot be kept."""

    def __init__(self, line: int, field: str, value: str) -> None:
        super().__init__(field)
        self.line, self.field, self.value = line, field, value


@lru_cache(maxsize=50_000)
def day(text: str) -> date:
    """An XML date; its time zone, where it has one, says nothing about a day in the calendar."""
    return date.fromisoformat(text.strip()[:10])


# Texts that many learners share are interned: each is then held once.
Reader = Callable[[str], Any]
LEARNER: Mapping[str, tuple[str, Reader]] = {
    "LearnRefNumber": ("reference", str), "ULN": ("uln", int), "FamilyName": ("family_name", intern),
    "GivenNames": ("given_names", intern), "DateOfBirth": ("born", day), "Ethnicity": ("ethnicity", int),
    "Sex": ("sex", intern), "LLDDHealthProb": ("lldd", int), "Postcode": ("postcode", intern),
    "PostcodePrior": ("postcode_prior", intern),
}  # fmt: skip
AIM: Mapping[str, tuple[str, Reader]] = {
    "LearnAimRef": ("aim_ref", intern), "AimType": ("aim_type", int), "AimSeqNumber": ("number", int),
    "LearnStartDate": ("starts", day), "OrigLearnStartDate": ("original_start", day),
    "LearnPlanEndDate": ("planned_end", day), "FundModel": ("fund_model", int),
    "ProgType": ("prog_type", int),
    "FworkCode": ("framework", int), "PwayCode": ("pathway", int), "StdCode": ("standard", int),
    "DelLocPostCode": ("delivery_postcode", intern), "CompStatus": ("completion", int),
    "LearnActEndDate": ("ended", day), "WithdrawReason": ("withdrawal", int), "Outcome": ("outcome", int),
    "AchDate": ("achieved", day),
}  # fmt: skip
STATUS: Mapping[str, tuple[str, Reader]] = {"EmpStat": ("code", int), "DateEmpStatApp": ("starts", day)}


def learner(element: Any) -> Learner:
    """Unreadable where a value cannot be kept.

    In one walk, in the order of the file, over the elements that are read; the parser passes by the others.
    So a field belongs to the record that began last: no two records have a field of the same name.
    """
    found = Learner(line=element.sourceline or 0)
    steps = _steps(element.tag[: element.tag.rindex("}") + 1])
    record: Any = found
    for child in element.iter(*steps):
        attribute, read = steps[child.tag]
        if not attribute:
            record = read(found, record, child) or record
            continue
        try:
            setattr(record, attribute, read(child.text or ""))
        except ValueError:
            raise _unreadable(child) from None
    return found


def _unreadable(element: Any) -> Unreadable:
    name = element.tag[element.tag.rindex("}") + 1 :]
    return Unreadable(element.sourceline or 0, name, element.text or "")


def _day(element: Any) -> date:
    try:
        return day(element.text or "")
    except ValueError:
        raise _unreadable(element) from None


def _aim(found: Learner, last: Any, element: Any) -> Aim:
    aim = Aim(line=element.sourceline or 0)
    found.aims.append(aim)
    return aim


def _status(found: Learner, last: Any, element: Any) -> Status:
    status = Status(line=element.sourceline or 0)
    found.statuses.append(status)
    return status


def _fam(found: Learner, aim: Any, element: Any) -> None:
    """Nearly half of the elements of a file stand in these, so this takes the shortest way."""
    if len(element) == 2:
        aim.fams.append(_undated(element[0].text or "", element[1].text or ""))
        return
    cut = element.tag.rindex("}") + 1
    parts = {child.tag[cut:]: child for child in element}
    aim.fams.append(
        Fam(
            parts["LearnDelFAMType"].text or "",
            parts["LearnDelFAMCode"].text or "",
            _day(parts["LearnDelFAMDateFrom"]) if "LearnDelFAMDateFrom" in parts else None,
            _day(parts["LearnDelFAMDateTo"]) if "LearnDelFAMDateTo" in parts else None,
        )
    )


@lru_cache(maxsize=10_000)
def _undated(kind: str, code: str) -> Fam:
    return Fam(kind, code)


def _learner_fam(found: Learner, last: Any, element: Any) -> None:
    kind, code = element
    found.fams.append((intern(kind.text or ""), int(code.text)))


def _prior(found: Learner, last: Any, element: Any) -> None:
    level, since = element
    found.prior.append((int(level.text), _day(since)))


def _difficulty(found: Learner, last: Any, element: Any) -> None:
    found.difficulties.append(int(element[0].text))


Begin = Callable[[Learner, Any, Any], Any]
_RECORDS: Mapping[str, Begin] = {
    "LearningDelivery": _aim,
    "LearningDeliveryFAM": _fam,
    "LearnerEmploymentStatus": _status,
    "LearnerFAM": _learner_fam,
    "PriorAttain": _prior,
    "LLDDandHealthProblem": _difficulty,
}


@lru_cache(maxsize=16)
def _steps(namespace: str) -> Mapping[str, tuple[str, Callable[..., Any]]]:
    """What to do at an element: fill an attribute of the record, or (where it is empty) begin another."""
    fields = {f"{namespace}{name}": field for name, field in {**LEARNER, **STATUS, **AIM}.items()}
    return {**fields, **{f"{namespace}{name}": ("", begin) for name, begin in _RECORDS.items()}}
