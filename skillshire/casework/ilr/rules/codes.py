"""Code lists that the rules ask. They are facts of the ILR specification 2025/26 and of layouts before it."""

from skillshire.casework.ilr.records import EMPLOYED, NOT_KNOWN, NOT_SEEKING, SEEKING

ETHNICITIES = frozenset([*range(31, 49), 98, 99])
SEXES = frozenset("FM")
STATUSES = frozenset({EMPLOYED, SEEKING, NOT_SEEKING, NOT_KNOWN})
AIM_TYPES = frozenset({1, 3, 4, 5})
COMPLETIONS = frozenset({1, 2, 3, 6})
CONTINUING, COMPLETED, WITHDRAWN, ON_BREAK = 1, 2, 3, 6
OUTCOMES = frozenset({1, 2, 3, 8})
ACHIEVED, PARTLY, NOT_ACHIEVED, NOT_YET_KNOWN = 1, 2, 3, 8
WITHDRAWALS = frozenset({2, 3, 7, 28, 29, *range(40, 53), 97, 98})
# Who pays: 16-19, adult skills, apprenticeships, and so on.
SIXTEEN_19, OTHER_16_19 = 25, 82
COMMUNITY, TAILORED, ADULT_SKILLS, APPRENTICESHIP, BOOTCAMP, ADULT_FUND = 10, 11, 35, 36, 37, 38
OTHER_ADULT, NONE = 81, 99
FUND_MODELS = frozenset(
    {SIXTEEN_19, OTHER_16_19, COMMUNITY, TAILORED, ADULT_SKILLS, APPRENTICESHIP, BOOTCAMP, ADULT_FUND,
     OTHER_ADULT, NONE, 70}
)  # fmt: skip
NEEDS_BIRTHDAY = frozenset(
    {SIXTEEN_19, OTHER_16_19, ADULT_SKILLS, APPRENTICESHIP, BOOTCAMP, ADULT_FUND, OTHER_ADULT}
)
NEEDS_SOURCE = NEEDS_BIRTHDAY | {COMMUNITY, TAILORED}
PROGRAMMES = frozenset({2, 3, 10, 20, 21, 22, 23, 24, 25, 30, 31, 32})
LEARNER_FAMS = frozenset(
    ["HNS", "EHC", "DLA", "LSR", "SEN", "NLM", "EDF", "MCF", "ECF", "FME", "PPE", "MMH", "EMH"]
)
AIM_FAMS = frozenset(
    ["SOF", "FFI", "EEF", "RES", "LSF", "ADL", "ALB", "ASL", "FLN", "LDM", "NSA", "WPP", "POD", "HEM", "HHS",
     "ACT", "DAM", "ACL", "EVI", "SPP", "TAL"]
)  # fmt: skip
