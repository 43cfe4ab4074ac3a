"""Rules of programmes, of who pays for an aim, and of whether its learner worked when it began."""

from datetime import date

from skillshire.casework.ilr.records import (
    ALONE,
    COMPONENT,
    CORE,
    EMPLOYED,
    NOT_KNOWN,
    PROGRAMME,
    TEMPORARY_ULN,
    Aim,
    Header,
    Learner,
)
from skillshire.casework.ilr.rules.codes import (
    ADULT_FUND,
    ADULT_SKILLS,
    AIM_FAMS,
    AIM_TYPES,
    APPRENTICESHIP,
    BOOTCAMP,
    FUND_MODELS,
    NEEDS_SOURCE,
    NONE,
    OTHER_16_19,
    OTHER_ADULT,
    PROGRAMMES,
    SIXTEEN_19,
    TAILORED,
)
from skillshire.casework.ilr.rules.rule import WARNING, coded, of_aim

_SINCE_2014, _LEVY, _ASF = date(2014, 8, 1), date(2017, 5, 1), date(2024, 8, 1)
_ADULT = (ADULT_SKILLS, BOOTCAMP, OTHER_ADULT, NONE)


@coded("AimType_01", "AimType", "aim_type", "Use 1 (programme), 3 (part of a programme), 4 (alone) or 5 "
       "(core aim).")  # fmt: skip
def unknown_aim_type(aim: Aim, learner: Learner, header: Header) -> bool:
    return aim.aim_type not in AIM_TYPES


@coded("AimType_05", "AimType", "aim_type", "Only 16-19 funded learning has a core aim; correct the type or "
       "the funding model.")  # fmt: skip
def core_aim_elsewhere(aim: Aim, learner: Learner, header: Header) -> bool:
    return aim.aim_type == CORE and aim.fund_model not in (SIXTEEN_19, OTHER_16_19)


@coded("FundModel_01", "FundModel", "fund_model", "There is no such funding model; use one of the "
       "specification's.")  # fmt: skip
def unknown_fund_model(aim: Aim, learner: Learner, header: Header) -> bool:
    return aim.fund_model not in FUND_MODELS


@coded("FundModel_04", "FundModel", "fund_model", "An apprenticeship is not 16-19 funded; correct "
       "the funding model.")  # fmt: skip
def apprenticeship_16_19_funded(aim: Aim, learner: Learner, header: Header) -> bool:
    return aim.fund_model in (SIXTEEN_19, OTHER_16_19) and aim.is_apprenticeship


@of_aim("FundModel_05", "FundModel", "fund_model", "Funding model 36 is for starts since 1 May 2017; correct "
        "the model or the date.")  # fmt: skip
def levy_model_too_early(aim: Aim, learner: Learner, header: Header) -> bool:
    return aim.fund_model == APPRENTICESHIP and aim.starts < _LEVY and not aim.has("RES")


@coded("FundModel_06", "FundModel", "fund_model", "Funding model 36 is for apprenticeships; give the "
       "programme type, or correct the model.")  # fmt: skip
def levy_model_elsewhere(aim: Aim, learner: Learner, header: Header) -> bool:
    return aim.fund_model == APPRENTICESHIP and not aim.is_apprenticeship


@coded("FundModel_16", "ProgType", "prog_type", "Funding model 37 is for skills bootcamps (programme type "
       "32); correct one of the two.")  # fmt: skip
def bootcamp_model_elsewhere(aim: Aim, learner: Learner, header: Header) -> bool:
    return aim.fund_model == BOOTCAMP and aim.prog_type != 32


@of_aim("FundModel_17", "FundModel", "fund_model", "Adult skills (35) ended for starts since 1 August 2024; "
        "use 38.")  # fmt: skip
def adult_skills_too_late(aim: Aim, learner: Learner, header: Header) -> bool:
    return aim.fund_model == ADULT_SKILLS and aim.starts >= _ASF and not aim.has("RES")


@of_aim("FundModel_19", "FundModel", "fund_model", "The Adult Skills Fund (38) is for starts since 1 August "
        "2024; use 35.")  # fmt: skip
def adult_fund_too_early(aim: Aim, learner: Learner, header: Header) -> bool:
    return aim.fund_model == ADULT_FUND and aim.starts < _ASF


@of_aim("FundModel_20", "FundModel", "fund_model", "Tailored learning (11) is for starts since 1 August "
        "2024; use 10.")  # fmt: skip
def tailored_too_early(aim: Aim, learner: Learner, header: Header) -> bool:
    return aim.fund_model == TAILORED and aim.starts < _ASF


@coded("ProgType_01", "ProgType", "prog_type", "A programme and its parts need a programme type; add it.")
def programme_type_missing(aim: Aim, learner: Learner, header: Header) -> bool:
    return aim.aim_type in (PROGRAMME, COMPONENT) and aim.prog_type is None


@coded("ProgType_02", "ProgType", "prog_type", "An aim outside a programme has no programme type; take it "
       "out, or correct the aim type.")  # fmt: skip
def programme_type_alone(aim: Aim, learner: Learner, header: Header) -> bool:
    return aim.aim_type == ALONE and aim.prog_type is not None


@coded("ProgType_03", "ProgType", "prog_type", "There is no such programme type; use one of the "
       "specification's.")  # fmt: skip
def unknown_programme_type(aim: Aim, learner: Learner, header: Header) -> bool:
    return aim.prog_type is not None and aim.prog_type not in PROGRAMMES


@coded("StdCode_01", "StdCode", "standard", "An apprenticeship standard needs its code; add it.")
def standard_missing(aim: Aim, learner: Learner, header: Header) -> bool:
    return aim.prog_type == 25 and aim.standard is None


@coded("FworkCode_01", "FworkCode", "framework", "An apprenticeship framework needs its code; add it.")
def framework_missing(aim: Aim, learner: Learner, header: Header) -> bool:
    return header.earlier and aim.is_apprenticeship and aim.prog_type != 25 and aim.framework is None


@of_aim("R_30", "ProgType", "prog_type", "This part of an apprenticeship has no programme aim of the same "
        "programme type and standard; add one, or correct the codes.")  # fmt: skip
def part_without_programme(aim: Aim, learner: Learner, header: Header) -> bool:
    if aim.aim_type != COMPONENT or not aim.is_apprenticeship:
        return False
    same = (aim.prog_type, aim.standard, aim.framework)
    return not any(
        other.aim_type == PROGRAMME and (other.prog_type, other.standard, other.framework) == same
        for other in learner.aims
    )


@coded("LearnDelFAMType_01", "LearnDelFAMType", "", "A funded aim needs its source of funding (SOF); add it.")
def source_missing(aim: Aim, learner: Learner, header: Header) -> bool:
    return aim.fund_model in NEEDS_SOURCE and not aim.has("SOF")


@coded("LearnDelFAMType_02", "LearnDelFAMType", "", "An aim of adult skills needs the full or co-funding "
       "indicator (FFI); add it.", WARNING)  # fmt: skip
def share_missing(aim: Aim, learner: Learner, header: Header) -> bool:
    return aim.fund_model in (ADULT_SKILLS, ADULT_FUND) and not aim.has("FFI")


@coded("LearnDelFAMType_03", "LearnDelFAMType", "", "There is no such monitoring type for aims; use one of "
       "the specification's.")  # fmt: skip
def unknown_monitoring(aim: Aim, learner: Learner, header: Header) -> bool:
    return not header.earlier and any(fam.type not in AIM_FAMS for fam in aim.fams)


@coded("LearnDelFAMDateTo_01", "LearnDelFAMDateTo", "", "A monitoring code ends before it begins; correct "
       "one of the two dates.")  # fmt: skip
def monitoring_backwards(aim: Aim, learner: Learner, header: Header) -> bool:
    return any(fam.starts and fam.ends and fam.ends < fam.starts for fam in aim.fams)


@coded("LearnDelFAMDateFrom_04", "LearnDelFAMDateFrom", "", "An apprenticeship contract (ACT) needs the day "
       "it applies from; add it.")  # fmt: skip
def contract_without_a_day(aim: Aim, learner: Learner, header: Header) -> bool:
    return any(fam.type == "ACT" and fam.starts is None for fam in aim.fams)


@of_aim("ULN_12", "ULN", "", "An apprentice under an employer's contract (ACT 1) needs a unique learner "
        "number; register them.")  # fmt: skip
def apprentice_without_number(aim: Aim, learner: Learner, header: Header) -> bool:
    return learner.uln == TEMPORARY_ULN and aim.has("ACT", "1")


@of_aim("EmpStat_08", "EmpStat", "", "An adult's employment status before the aim began is missing; add one "
        "that applies from an earlier day.")  # fmt: skip
def adult_status_missing(aim: Aim, learner: Learner, header: Header) -> bool:
    wanted = aim.fund_model in _ADULT and aim.starts >= _SINCE_2014 and not aim.is_apprenticeship
    community = aim.fund_model == NONE and aim.has("SOF", "108")
    return wanted and not community and _is_adult(aim, learner) and not _status_before(aim, learner)


@of_aim("EmpStat_21", "EmpStat", "", "An adult's employment status before the aim began is missing; add one "
        "that applies from an earlier day.")  # fmt: skip
def fund_status_missing(aim: Aim, learner: Learner, header: Header) -> bool:
    return aim.fund_model == ADULT_FUND and _is_adult(aim, learner) and not _status_before(aim, learner)


@of_aim("EmpStat_22", "EmpStat", "", "The employment status when tailored learning began is missing; add one "
        "that applies from that day or earlier.")  # fmt: skip
def tailored_status_missing(aim: Aim, learner: Learner, header: Header) -> bool:
    return aim.fund_model == TAILORED and learner.employment(aim.starts) is None


@of_aim("EmpStat_09", "EmpStat", "", "An apprentice's employment status on the first day is missing; add one "
        "that applies from that day or earlier.")  # fmt: skip
def apprentice_status_missing(aim: Aim, learner: Learner, header: Header) -> bool:
    return _is_new_apprenticeship(aim) and learner.employment(aim.starts) is None


@of_aim("EmpStat_12", "EmpStat", "", "An apprentice should be in work on the first day; check the employment "
        "status.", WARNING)  # fmt: skip
def apprentice_not_in_work(aim: Aim, learner: Learner, header: Header) -> bool:
    status = learner.employment(aim.starts) if _is_new_apprenticeship(aim) else None
    return status not in (None, EMPLOYED, NOT_KNOWN)


def _is_new_apprenticeship(aim: Aim) -> bool:
    return aim.aim_type == PROGRAMME and aim.is_apprenticeship and aim.starts >= _SINCE_2014


def _is_adult(aim: Aim, learner: Learner) -> bool:
    """19 or over on 31 August of the academic year in which the aim began."""
    year = aim.starts.year if aim.starts.month >= 8 else aim.starts.year - 1
    age = learner.age(date(year, 8, 31))
    return age is not None and age >= 19


def _status_before(aim: Aim, learner: Learner) -> bool:
    return any(status.starts < aim.starts for status in learner.statuses)
