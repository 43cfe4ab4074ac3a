"""Rules of a learner as a whole."""

import re
from datetime import date
from functools import lru_cache
from operator import mul

from skillshire.casework.ilr.records import TEMPORARY_ULN, Header, Learner, Status
from skillshire.casework.ilr.rules.codes import ETHNICITIES, LEARNER_FAMS, NEEDS_BIRTHDAY, SEXES, STATUSES
from skillshire.casework.ilr.rules.rule import WARNING, of_learner, of_status

_POSTCODE = re.compile(r"[A-Z]{1,2}\d(?:[A-Z]|\d)? \d[ABD-HJLNP-UW-Z]{2}")
_WEIGHTS = range(10, 1, -1)
_OLDEST, _YOUNGEST = 115, 4


@lru_cache(maxsize=50_000)
def is_postcode(text: str) -> bool:
    return bool(_POSTCODE.fullmatch(text))


def has_check_digit(uln: int) -> bool:
    """The tenth digit is ten less the remainder by 11 of the weighted first nine, which must not be 0."""
    digits = list(map(int, str(uln)))
    if len(digits) != 10:
        return False
    rest: int = sum(map(mul, _WEIGHTS, digits)) % 11
    return rest != 0 and digits[9] == 10 - rest


@of_learner("ULN_04", "ULN", "uln", "This unique learner number fails its check digit; correct it, or use "
            "9999999999 until the learner has one.")  # fmt: skip
def wrong_check_digit(learner: Learner, header: Header) -> bool:
    return learner.uln != TEMPORARY_ULN and not has_check_digit(learner.uln)


@of_learner("ULN_02", "ULN", "uln", "The learner still has the temporary number; register them for one of "
            "their own.", WARNING)  # fmt: skip
def temporary_number(learner: Learner, header: Header) -> bool:
    return learner.uln == TEMPORARY_ULN


@of_learner("DateOfBirth_01", "DateOfBirth", "born", "A funded learner needs a date of birth; add it.")
def birthday_missing(learner: Learner, header: Header) -> bool:
    return learner.born is None and any(
        aim.fund_model in NEEDS_BIRTHDAY and not aim.has("LDM", "034") for aim in learner.aims
    )


@of_learner("DateOfBirth_04", "DateOfBirth", "born", "The learner would be 115 or older when the year began; "
            "correct the date of birth.")  # fmt: skip
def too_old(learner: Learner, header: Header) -> bool:
    age = learner.age(header.starts)
    return age is not None and age >= _OLDEST


@of_learner("DateOfBirth_05", "DateOfBirth", "born", "The learner would be younger than four when learning "
            "began; correct the date of birth.", WARNING)  # fmt: skip
def too_young(learner: Learner, header: Header) -> bool:
    age = learner.age(min((aim.starts for aim in learner.aims), default=header.starts))
    return age is not None and age < _YOUNGEST


@of_learner("Ethnicity_01", "Ethnicity", "ethnicity", "This is no code for an ethnic group; use one of the "
            "specification's.")  # fmt: skip
def unknown_ethnicity(learner: Learner, header: Header) -> bool:
    return learner.ethnicity not in ETHNICITIES


@of_learner("Sex_01", "Sex", "sex", "Use F or M.")
def unknown_sex(learner: Learner, header: Header) -> bool:
    return learner.sex not in SEXES


@of_learner("LLDDHealthProb_01", "LLDDHealthProb", "lldd", "Use 1 (has a learning difficulty, disability or "
            "health problem), 2 (has not) or 9 (not said).")  # fmt: skip
def unknown_difficulty(learner: Learner, header: Header) -> bool:
    return learner.lldd not in (1, 2, 9)


@of_learner("LLDDHealthProb_04", "LLDDHealthProb", "lldd", "The learner is said to have no difficulty, and "
            "one is recorded; correct one of the two.")  # fmt: skip
def difficulty_without_one(learner: Learner, header: Header) -> bool:
    return learner.lldd == 2 and bool(learner.difficulties)


@of_learner("R_45", "LLDDCat", "difficulties", "The same difficulty is recorded twice; take one out.")
def difficulty_twice(learner: Learner, header: Header) -> bool:
    return len(set(learner.difficulties)) < len(learner.difficulties)


@of_learner("Postcode_15", "Postcode", "postcode", "This is not written like a postcode; write it like "
            "SG1 1AA, or ZZ99 9ZZ where it is not known.")  # fmt: skip
def malformed_postcode(learner: Learner, header: Header) -> bool:
    return not is_postcode(learner.postcode)


@of_learner("PostcodePrior_02", "PostcodePrior", "postcode_prior", "This is not written like a postcode; "
            "write it like SG1 1AA, or ZZ99 9ZZ where it is not known.")  # fmt: skip
def malformed_prior_postcode(learner: Learner, header: Header) -> bool:
    return bool(learner.postcode_prior) and not is_postcode(learner.postcode_prior)


@of_learner("LearnFAMType_01", "LearnFAMType", "fams", "There is no such monitoring type for learners; use "
            "one of the specification's.")  # fmt: skip
def unknown_monitoring(learner: Learner, header: Header) -> bool:
    return not header.earlier and any(kind not in LEARNER_FAMS for kind, _ in learner.fams)


@of_learner("R_51", "LearnFAMCode", "fams", "The same monitoring code is recorded twice; take one out.")
def monitoring_twice(learner: Learner, header: Header) -> bool:
    return len(set(learner.fams)) < len(learner.fams)


@of_learner("AimSeqNumber_02", "AimSeqNumber", "", "An aim has a higher number than there are aims; number "
            "them from 1.")  # fmt: skip
def number_beyond_aims(learner: Learner, header: Header) -> bool:
    return any(aim.number > len(learner.aims) for aim in learner.aims)


@of_status("EmpStat_05", "EmpStat", "code", "Use 10 (in work), 11 (looking for it), 12 (not looking) or 98 "
           "(not known).")  # fmt: skip
def unknown_status(status: Status, learner: Learner, header: Header) -> bool:
    return status.code not in STATUSES


@of_status("DateEmpStatApp_01", "DateEmpStatApp", "starts", "This status begins after the academic year; "
           "correct the date.")  # fmt: skip
def status_in_the_future(status: Status, learner: Learner, header: Header) -> bool:
    return status.starts > header.ends


@of_status("DateEmpStatApp_02", "DateEmpStatApp", "starts", "This status begins before August 1990; correct "
           "the date.")  # fmt: skip
def status_long_ago(status: Status, learner: Learner, header: Header) -> bool:
    return status.starts < date(1990, 8, 1)


@of_status("R_43", "DateEmpStatApp", "starts", "Two statuses begin on the same day; take one out.")
def two_statuses_a_day(status: Status, learner: Learner, header: Header) -> bool:
    first = next(one for one in learner.statuses if one.starts == status.starts)
    return first is not status
