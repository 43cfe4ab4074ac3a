"""What a role may let somebody do. accounts/roles.py says which role holds which."""

from enum import StrEnum


class Permission(StrEnum):
    MANAGE_ACCOUNTS = "manage-accounts"  # invite people, give and end roles, look after organisations
    EDIT_STRATEGY = "edit-strategy"  # draft updates, notes, meetings and decisions
    PUBLISH_STRATEGY = "publish-strategy"  # approve drafts and publish them
    SEE_COUNTS = "see-counts"  # counts from records, after disclosure control; no person
    PUBLISH_FIGURES = "publish-figures"  # let counts through the door into a release
    SEE_YOUNG_PEOPLE = "see-young-people"
    EDIT_YOUNG_PEOPLE = "edit-young-people"  # activities, plans, transfers, offers, destinations
    NOTE_YOUNG_PEOPLE = "note-young-people"  # write a note of a contact
    IMPORT_YOUNG_PEOPLE = "import-young-people"
    EXPORT_YOUNG_PEOPLE = "export-young-people"  # the return, and lists that leave the office as files
    DECIDE_RISK = "decide-risk"  # decide on a risk score; a score alone decides nothing
    SEE_LEARNERS = "see-learners"
    IMPORT_LEARNERS = "import-learners"
    SEE_AUDIT = "see-audit"  # who looked, who changed
    ANSWER_SUBJECTS = "answer-subjects"  # find, hand out and erase one person's records on their request
    RUN_RETENTION = "run-retention"


# What acts on the whole site, whichever organisation somebody does it for.
SITE_WIDE = frozenset(
    {
        Permission.EDIT_STRATEGY,
        Permission.PUBLISH_STRATEGY,
        Permission.PUBLISH_FIGURES,
        Permission.RUN_RETENTION,
    }
)
# What shows a person's records, or power over who sees them: nobody does these with a password alone.
NEEDS_SECOND_FACTOR = frozenset(
    {
        Permission.MANAGE_ACCOUNTS,
        Permission.SEE_YOUNG_PEOPLE,
        Permission.EDIT_YOUNG_PEOPLE,
        Permission.NOTE_YOUNG_PEOPLE,
        Permission.IMPORT_YOUNG_PEOPLE,
        Permission.EXPORT_YOUNG_PEOPLE,
        Permission.DECIDE_RISK,
        Permission.SEE_LEARNERS,
        Permission.IMPORT_LEARNERS,
        Permission.SEE_AUDIT,
        Permission.ANSWER_SUBJECTS,
        Permission.RUN_RETENTION,
    }
)
