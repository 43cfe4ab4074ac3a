"""The roles that people have in an organisation. A slug is stored with each membership and never changes."""

from dataclasses import dataclass

from skillshire.core.errors import UserError
from skillshire.core.permissions import NEEDS_SECOND_FACTOR, SITE_WIDE, Permission

P = Permission


@dataclass(frozen=True)
class Role:
    slug: str
    title: str
    description: str  # what somebody with it does and sees, in a sentence that they would understand
    purpose: str  # why records of people may be looked at with it; empty where none may
    permissions: frozenset[Permission]

    @property
    def needs_second_factor(self) -> bool:
        return bool(self.permissions & NEEDS_SECOND_FACTOR)

    @property
    def is_site_wide(self) -> bool:
        """Whether it reaches beyond its organisation: only who looks after the whole site gives it."""
        return bool(self.permissions & SITE_WIDE)


def _role(slug: str, title: str, description: str, *permissions: Permission, purpose: str = "") -> Role:
    return Role(slug, title, description, purpose, frozenset(permissions))


ROLES = (
    _role(
        "administrator", "Administrator",
        "Invites people to their own organisation, gives and ends its roles; for the one that runs the "
        "site, to all. Sees no record of a young person or learner.",
        P.MANAGE_ACCOUNTS,
    ),
    _role(
        "strategy-editor", "Strategy editor",
        "Drafts progress on actions, notes on measures, meetings and decisions, and sends them for review.",
        P.EDIT_STRATEGY,
    ),
    _role(
        "publisher", "Publisher",
        "Reviews and publishes what editors draft, and lets counts from records into the published figures.",
        P.EDIT_STRATEGY, P.PUBLISH_STRATEGY, P.SEE_COUNTS, P.PUBLISH_FIGURES,
    ),
    _role(
        "participation-officer", "Participation officer",
        "Finds out what each 16 and 17 year old of the area is doing, keeps their records and plans support.",
        P.SEE_YOUNG_PEOPLE, P.EDIT_YOUNG_PEOPLE, P.NOTE_YOUNG_PEOPLE, P.IMPORT_YOUNG_PEOPLE,
        P.EXPORT_YOUNG_PEOPLE, P.DECIDE_RISK, P.SEE_COUNTS,
        purpose="The duty to secure that young people take part in education or training "
        "(Education and Skills Act 2008, section 68)",
    ),
    _role(
        "work-coach", "Work coach",
        "Will refer people from a jobcentre to learning and support. There is no register of referrals yet.",
    ),
    _role(
        "provider", "Provider",
        "Sends in a college's or training provider's own learner records and sees those records.",
        P.IMPORT_LEARNERS, P.SEE_LEARNERS, purpose="Returning the provider's own learner records",
    ),
    _role(
        "careers-adviser", "Careers adviser",
        "Sees young people of the areas given to them, and writes notes of contacts.",
        P.SEE_YOUNG_PEOPLE, P.NOTE_YOUNG_PEOPLE, purpose="Careers guidance to a young person",
    ),
    _role(
        "skills-adviser", "Skills adviser",
        "Will advise small businesses on skills. There is no register of businesses yet.",
    ),
    _role(
        "events-organiser", "Events organiser",
        "Will record jobs fairs, forums and workshops. There is no register of events yet.",
    ),
    _role(
        "analyst", "Analyst",
        "Sees counts from records after disclosure control, and no record of a person.",
        P.SEE_COUNTS,
    ),
    _role(
        "information-governance", "Information governance",
        "Sees who looked at and changed records, answers people who ask for their data and runs retention.",
        P.SEE_AUDIT, P.ANSWER_SUBJECTS, P.RUN_RETENTION, purpose="People's rights over their own data",
    ),
)  # fmt: skip
_BY_SLUG = {role.slug: role for role in ROLES}


def get(slug: str) -> Role:
    if slug not in _BY_SLUG:
        raise UserError(f"“{slug}” is not a role; choose one of {', '.join(_BY_SLUG)}.")
    return _BY_SLUG[slug]
