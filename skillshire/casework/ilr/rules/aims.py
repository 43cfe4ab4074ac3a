"""Rules of the dates and the state of an aim."""

from datetime import date, timedelta

from skillshire.casework.ilr.records import PROGRAMME, Aim, Header, Learner
from skillshire.casework.ilr.rules.codes import (
    ACHIEVED,
    APPRENTICESHIP,
    BOOTCAMP,
    COMPLETED,
    COMPLETIONS,
    CONTINUING,
    NOT_YET_KNOWN,
    ON_BREAK,
    OUTCOMES,
    WITHDRAWALS,
    WITHDRAWN,
)
from skillshire.casework.ilr.rules.learners import is_postcode
from skillshire.casework.ilr.rules.rule import WARNING, coded, of_aim

_TEN_YEARS = 10
_LATE_OUTCOME = (APPRENTICESHIP, BOOTCAMP, 99)  # whose outcome may come before the aim has ended


@of_aim("LearnStartDate_03", "LearnStartDate", "starts", "The aim begins after the academic year; correct "
        "the date, or leave the aim out until then.")  # fmt: skip
def begins_after_the_year(aim: Aim, learner: Learner, header: Header) -> bool:
    return (
        aim.starts > header.ends and aim.fund_model not in (APPRENTICESHIP, BOOTCAMP) and aim.prog_type != 31
    )


@of_aim("LearnStartDate_02", "LearnStartDate", "starts", "The aim began more than ten years before this "
        "academic year; check the date.", WARNING)  # fmt: skip
def began_long_ago(aim: Aim, learner: Learner, header: Header) -> bool:
    return aim.starts < date(header.year - _TEN_YEARS, 8, 1)


@of_aim("LearnStartDate_05", "LearnStartDate", "starts", "The aim begins before the learner was born; mend "
        "one of the two dates.")  # fmt: skip
def begins_before_birth(aim: Aim, learner: Learner, header: Header) -> bool:
    return learner.born is not None and aim.starts <= learner.born


@of_aim("LearnPlanEndDate_02", "LearnPlanEndDate", "planned_end", "The planned end is before the start; "
        "correct one of the two dates.")  # fmt: skip
def planned_end_before_start(aim: Aim, learner: Learner, header: Header) -> bool:
    return aim.planned_end < aim.starts


@of_aim("LearnPlanEndDate_03", "LearnPlanEndDate", "planned_end", "The planned end is ten years or more "
        "after the start; correct one of the two dates.")  # fmt: skip
def planned_end_far_away(aim: Aim, learner: Learner, header: Header) -> bool:
    if aim.planned_end.year < min(aim.starts.year + _TEN_YEARS, date.max.year):
        return False
    return aim.planned_end >= _years_later(aim.starts, _TEN_YEARS)


@of_aim("LearnActEndDate_01", "LearnActEndDate", "ended", "The aim ended before it began; correct one of the "
        "two dates.")  # fmt: skip
def ended_before_start(aim: Aim, learner: Learner, header: Header) -> bool:
    return aim.ended is not None and aim.ended < aim.starts


@of_aim("LearnActEndDate_04", "LearnActEndDate", "ended", "The aim ended after the file was made; mend the "
        "date, or leave it out until then.")  # fmt: skip
def ended_after_the_file(aim: Aim, learner: Learner, header: Header) -> bool:
    return aim.ended is not None and aim.ended > header.prepared


@of_aim("OrigLearnStartDate_02", "OrigLearnStartDate", "original_start", "The original start must be before "
        "the start; correct one of the two dates.")  # fmt: skip
def original_start_not_before(aim: Aim, learner: Learner, header: Header) -> bool:
    return aim.original_start is not None and aim.original_start >= aim.starts


@coded("OrigLearnStartDate_04", "OrigLearnStartDate", "original_start", "An original start needs the "
       "monitoring code RES for a restart; add it.")  # fmt: skip
def original_start_without_restart(aim: Aim, learner: Learner, header: Header) -> bool:
    return aim.original_start is not None and not aim.has("RES")


@coded("CompStatus_01", "CompStatus", "completion", "Use 1 (continuing), 2 (completed), 3 (withdrawn) or 6 "
       "(on a break).")  # fmt: skip
def unknown_completion(aim: Aim, learner: Learner, header: Header) -> bool:
    return aim.completion not in COMPLETIONS


@coded("CompStatus_02", "CompStatus", "completion", "The aim has an end date and is said to continue; mend "
       "one of the two.")  # fmt: skip
def continues_after_its_end(aim: Aim, learner: Learner, header: Header) -> bool:
    return aim.ended is not None and aim.completion == CONTINUING


@coded("CompStatus_03", "CompStatus", "completion", "The aim has no end date and does not continue; add the "
       "date it ended.")  # fmt: skip
def stopped_without_an_end(aim: Aim, learner: Learner, header: Header) -> bool:
    return aim.ended is None and aim.completion != CONTINUING


@coded("CompStatus_05", "Outcome", "outcome", "An aim that continues has no outcome yet; take it out.")
def outcome_while_continuing(aim: Aim, learner: Learner, header: Header) -> bool:
    late = aim.fund_model in _LATE_OUTCOME and aim.prog_type in (25, 32)
    return aim.completion == CONTINUING and aim.outcome is not None and not late


@coded("CompStatus_06", "Outcome", "outcome", "Who withdrew or is on a break has not achieved the aim; "
       "correct one of the two.")  # fmt: skip
def achieved_without_completing(aim: Aim, learner: Learner, header: Header) -> bool:
    return aim.completion in (WITHDRAWN, ON_BREAK) and aim.outcome in (ACHIEVED, NOT_YET_KNOWN)


@coded("Outcome_01", "Outcome", "outcome", "Use 1 (achieved), 2 (partly), 3 (not achieved) or 8 (not yet "
       "known).")  # fmt: skip
def unknown_outcome(aim: Aim, learner: Learner, header: Header) -> bool:
    return aim.outcome is not None and aim.outcome not in OUTCOMES


@coded("Outcome_05", "LearnActEndDate", "ended", "An achieved aim needs the date it ended; add it.")
def achieved_without_an_end(aim: Aim, learner: Learner, header: Header) -> bool:
    return aim.outcome == ACHIEVED and aim.ended is None


@coded("Outcome_09", "CompStatus", "completion", "An outcome that is not yet known needs completed learning "
       "(2); correct one of the two.")  # fmt: skip
def awaits_without_completing(aim: Aim, learner: Learner, header: Header) -> bool:
    return aim.outcome == NOT_YET_KNOWN and aim.completion != COMPLETED


@coded("Outcome_12", "Outcome", "outcome", "An aim that has ended needs an outcome; add it.", WARNING)
def ended_without_an_outcome(aim: Aim, learner: Learner, header: Header) -> bool:
    return aim.ended is not None and aim.outcome is None


@coded("Outcome_04", "Outcome", "outcome", "An aim with an achievement date must be achieved (1); correct "
       "one of the two.")  # fmt: skip
def achievement_date_without_outcome(aim: Aim, learner: Learner, header: Header) -> bool:
    return aim.achieved is not None and aim.outcome != ACHIEVED


@of_aim("AchDate_03", "AchDate", "achieved", "The aim was achieved before it began; correct one of the two "
        "dates.")  # fmt: skip
def achieved_before_start(aim: Aim, learner: Learner, header: Header) -> bool:
    return aim.achieved is not None and aim.achieved < aim.starts


@coded("WithdrawReason_02", "WithdrawReason", "withdrawal", "There is no such reason to withdraw; use one "
        "of the specification's.")  # fmt: skip
def unknown_withdrawal(aim: Aim, learner: Learner, header: Header) -> bool:
    return aim.withdrawal is not None and aim.withdrawal not in WITHDRAWALS


@coded("WithdrawReason_03", "WithdrawReason", "withdrawal", "Who withdrew needs a reason; add it.")
def withdrew_without_a_reason(aim: Aim, learner: Learner, header: Header) -> bool:
    return aim.completion == WITHDRAWN and aim.withdrawal is None


@coded("WithdrawReason_04", "WithdrawReason", "withdrawal", "A reason to withdraw stands with an aim that "
       "is not withdrawn; take it out.")  # fmt: skip
def reason_without_withdrawing(aim: Aim, learner: Learner, header: Header) -> bool:
    return aim.withdrawal is not None and aim.completion != WITHDRAWN


@of_aim("DelLocPostCode_11", "DelLocPostCode", "delivery_postcode", "This is not written like a postcode; "
        "write it like SG1 1AA, or ZZ99 9ZZ where it is not known.")  # fmt: skip
def malformed_delivery_postcode(aim: Aim, learner: Learner, header: Header) -> bool:
    return not is_postcode(aim.delivery_postcode)


@of_aim("R_07", "AimSeqNumber", "number", "Two aims of the learner have this number; number them from 1.")
def number_twice(aim: Aim, learner: Learner, header: Header) -> bool:
    return [other.number for other in learner.aims].count(aim.number) > 1


@of_aim("R_124", "LearnStartDate", "starts", "Two programmes of the learner overlap; end the first before "
        "the second begins.")  # fmt: skip
def programmes_overlap(aim: Aim, learner: Learner, header: Header) -> bool:
    if aim.aim_type != PROGRAMME or len(learner.aims) < 2:
        return False
    others = (other for other in learner.aims if other.aim_type == PROGRAMME and other is not aim)
    return any(other.starts <= aim.starts < _last_day(other) for other in others)


def _last_day(aim: Aim) -> date:
    return aim.ended + timedelta(days=1) if aim.ended else date.max


def _years_later(day: date, years: int) -> date:
    """29 February becomes 1 March where the later year has none; the end of the calendar stays."""
    if day.year + years > date.max.year:
        return date.max
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
