"""Who may open each address of the office, by its name. test_every_address.py asks all of them.

WHO[name] is ANYBODY (no sign-in), SIGNED_IN (whoever has an account) or the Permission that opens it.
RECORDS are the names of pages about one record of a person: another organisation's worker does not find it.
A part that takes numbers has its EXAMPLES: what makes a record of Alice's council and gives its number.
"""

from django.urls import reverse

from skillshire.accounts import invitations
from skillshire.casework import plans, risk_scores, transfers
from skillshire.casework.models import Learner, RiskFactors, Upload, YoungPerson
from skillshire.core import clock
from skillshire.core.permissions import Permission as P
from tests import people
from tests.casework import records
from tests.web.office import rows

ANYBODY, SIGNED_IN = "anybody", "signed in"
NOT_OURS = ("office/editing/",)  # Wagtail's own, of which only the first page is asked
REFUSED = {403, 404}
NOT_FOUND = {404}

WHO = {
    "office": SIGNED_IN,
    # Sign-in. The public is sent to sign in where there is nothing to see before that.
    "account_login": ANYBODY,
    "account_signup": ANYBODY,
    "account_inactive": ANYBODY,
    "account_logout": ANYBODY,  # to the page to sign in, for who is out already
    "account_reset_password": ANYBODY,
    "account_reset_password_done": ANYBODY,
    "account_reset_password_from_key": ANYBODY,
    "account_reset_password_from_key_done": ANYBODY,
    "mfa_login_webauthn": ANYBODY,
    "socialaccount_login_cancelled": ANYBODY,
    "socialaccount_login_error": ANYBODY,
    "openid_connect_login": ANYBODY,
    "openid_connect_callback": ANYBODY,
    "office-invitation": ANYBODY,
    "office-start": ANYBODY,
    # One's own account
    "office-account": SIGNED_IN,
    "account_reauthenticate": SIGNED_IN,
    "account_change_password": SIGNED_IN,
    "account_set_password": SIGNED_IN,
    "mfa_index": SIGNED_IN,
    "mfa_authenticate": SIGNED_IN,
    "mfa_reauthenticate": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": SIGNED_IN,
    "mfa_view_recovery_codes": SIGNED_IN,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_download_recovery_codes": SIGNED_IN,
    "mfa_list_webauthn": SIGNED_IN,
    "mfa_add_webauthn": SIGNED_IN,
    "mfa_edit_webauthn": SIGNED_IN,
    "mfa_remove_webauthn": SIGNED_IN,
    "mfa_reauthenticate_webauthn": SIGNED_IN,
    "usersessions_list": SIGNED_IN,
    "office-second-factor": SIGNED_IN,
    # People and roles
    "office-people": P.MANAGE_ACCOUNTS,
    "office-person": P.MANAGE_ACCOUNTS,
    "office-person-give": P.MANAGE_ACCOUNTS,
    "office-person-deed": P.MANAGE_ACCOUNTS,
    "office-role-end": P.MANAGE_ACCOUNTS,
    "office-invite": P.MANAGE_ACCOUNTS,
    "office-invite-check": P.MANAGE_ACCOUNTS,
    "office-invite-sent": P.MANAGE_ACCOUNTS,
    "office-invite-step": P.MANAGE_ACCOUNTS,
    "office-invitation-withdraw": P.MANAGE_ACCOUNTS,
    "office-organisations": P.MANAGE_ACCOUNTS,
    "office-organisation-add": P.MANAGE_ACCOUNTS,
    "office-organisation": P.MANAGE_ACCOUNTS,
    # Risk of being out of learning and work, and a demo's own page
    "office-demo": ANYBODY,
    "office-demo-list": ANYBODY,
    "office-risk": P.DECIDE_RISK,
    "office-risk-decide": P.DECIDE_RISK,
    "office-risk-model": P.SEE_COUNTS,
    # Privacy
    "office-privacy": P.SEE_AUDIT,
    "office-privacy-audit": P.SEE_AUDIT,
    "office-privacy-proof": P.SEE_AUDIT,
    "office-privacy-find": P.ANSWER_SUBJECTS,
    "office-privacy-subject": P.ANSWER_SUBJECTS,
    "office-privacy-erase": P.ANSWER_SUBJECTS,
    "office-privacy-export": P.ANSWER_SUBJECTS,
    "office-privacy-hold": P.ANSWER_SUBJECTS,
    "office-privacy-retention": P.RUN_RETENTION,
    # Learners
    "office-learners": P.SEE_LEARNERS,
    "office-learner": P.SEE_LEARNERS,
    "office-learners-files": P.IMPORT_LEARNERS,
    "office-learners-import": P.IMPORT_LEARNERS,
    "office-learners-faults": P.IMPORT_LEARNERS,
    "office-learners-load": P.IMPORT_LEARNERS,
    # Young people
    "office-young-people": P.SEE_YOUNG_PEOPLE,
    "office-young-people-export": P.EXPORT_YOUNG_PEOPLE,
    "office-young-people-files": P.IMPORT_YOUNG_PEOPLE,
    "office-young-people-import": P.IMPORT_YOUNG_PEOPLE,
    "office-young-people-linking": P.EDIT_YOUNG_PEOPLE,
    "office-young-people-linking-list": P.IMPORT_YOUNG_PEOPLE,
    "office-young-people-linking-load": P.IMPORT_YOUNG_PEOPLE,
    "office-young-people-linking-row": P.EDIT_YOUNG_PEOPLE,
    "office-young-people-load": P.IMPORT_YOUNG_PEOPLE,
    "office-young-people-return": P.EXPORT_YOUNG_PEOPLE,
    "office-young-person": P.SEE_YOUNG_PEOPLE,
    "office-young-person-activity": P.EDIT_YOUNG_PEOPLE,
    "office-young-person-adviser": P.EDIT_YOUNG_PEOPLE,
    "office-young-person-confirm": P.EDIT_YOUNG_PEOPLE,
    "office-young-person-destination": P.EDIT_YOUNG_PEOPLE,
    "office-young-person-note": P.NOTE_YOUNG_PEOPLE,
    "office-young-person-offer": P.EDIT_YOUNG_PEOPLE,
    "office-young-person-plan": P.EDIT_YOUNG_PEOPLE,
    "office-young-person-plan-done": P.EDIT_YOUNG_PEOPLE,
    "office-young-person-transfer": P.EDIT_YOUNG_PEOPLE,
    "office-young-person-transfer-answer": P.EDIT_YOUNG_PEOPLE,
    # Counts from records
    "office-figures": P.PUBLISH_FIGURES,
    "office-statistics": P.SEE_COUNTS,
    "office-statistics-file": P.SEE_COUNTS,
    # The strategy's editor
    "wagtailadmin_home": SIGNED_IN,  # which sends everybody on to office-strategy
    "office-strategy": P.EDIT_STRATEGY,
}
RECORDS: set[str] = {
    "office-learner",
    "office-risk-decide",
    "office-young-people-linking-row",
    "office-privacy-subject",
    "office-privacy-erase",
    "office-privacy-export",
    "office-privacy-hold",
    *(name for name in WHO if name.startswith("office-young-person")),
}
# Of the pages for administrators, those that one of another organisation opens; all others are about people
# and organisations that are not theirs.
FOR_THEIR_OWN = {
    "office-people",
    "office-invite",
    "office-invite-check",
    "office-invite-sent",
    "office-invite-step",
}
# What somebody must reach to set up a second factor, or to leave: their own account, in part.
OPEN_BEFORE = {
    "account_reauthenticate",
    "account_change_password",
    "account_set_password",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "office-second-factor",
}


def _person():
    return people.charlie().pk


def _role():
    return people.charlie("analyst").memberships.get().pk


def _invitation():
    now = clock.now()
    return invitations.invite("new@example.org", people.council(), "analyst", by="x", at=now)[0].pk


def _amy():
    """The same Amy for every address of a test."""
    return YoungPerson.objects.first() or records.amy()


def _learner():
    given = {"organisation": people.council(), "year": 2025, "reference": "A1"}
    upload = Upload.objects.create(
        organisation=people.council(),
        kind="learners",
        period="2025-08-01/P1Y",
        name="x.xml",
        bytes=1,
        records=1,
        by="x",
        at=clock.now(),
    )
    return Learner.objects.get_or_create(**given, defaults={"upload": upload, "uln": 1000000043})[0].pk


def _step():
    given = {"text": "Visit", "who": "Amy", "by": "x", "on": clock.today(), "due": clock.today()}
    return plans.add(_amy(), **given).pk


def _transfer():
    given = {"direction": "out", "authority": "873", "reason": "Moved", "by": "x", "on": clock.today()}
    return transfers.ask(_amy(), **given).pk


def _row():
    return rows.waiting(_amy()).pk


def _score():
    person = _amy()
    RiskFactors.objects.get_or_create(young_person=person, school_year=2026, defaults={"free_meals": True})
    risk_scores.score_all(by="x", on=clock.today())
    return risk_scores.latest(person).pk


# The parts of an address, by the name of the address: keyword → what makes it.
ABOUT = {"noun": lambda: "young-person", "number": lambda: _amy().pk}
PERSON = {"number": lambda: _amy().pk}
EXAMPLES = {
    "account_reset_password_from_key": {"uidb36": lambda: "1", "key": lambda: "abc-123"},
    "openid_connect_login": {"provider_id": lambda: "office"},
    "openid_connect_callback": {"provider_id": lambda: "office"},
    "mfa_edit_webauthn": {"pk": lambda: 1},
    "mfa_remove_webauthn": {"pk": lambda: 1},
    "office-invitation": {"secret": lambda: "unknown"},
    "office-start": {"secret": lambda: "unknown"},
    "office-person": {"number": _person},
    "office-person-give": {"number": _person},
    "office-person-deed": {"number": _person, "deed": lambda: "deactivate"},
    "office-role-end": {"number": _role},
    "office-invite-step": {"step": lambda: "email"},
    "office-invitation-withdraw": {"number": _invitation},
    "office-organisation": {"slug": lambda: people.council().slug},
    **dict.fromkeys((name for name in WHO if name.startswith("office-young-person")), PERSON),
    "office-learner": {"number": _learner},
    "office-learners-faults": {"form": lambda: "csv"},
    "office-young-people-export": {"form": lambda: "csv"},
    "office-young-people-linking-row": {"number": _row},
    "office-statistics-file": {"table": lambda: "participation", "kind": lambda: "csv"},
    "office-young-person-plan-done": PERSON | {"step": _step},
    "office-young-person-transfer-answer": PERSON | {"transfer": _transfer},
    "office-risk-decide": {"number": _score},
    "office-privacy-subject": ABOUT,
    "office-privacy-erase": ABOUT,
    "office-privacy-export": ABOUT | {"form": lambda: "json"},
    "office-privacy-hold": ABOUT,
}


def write(name, made):
    """The address of this name; each record is made once within a test (`made` keeps them)."""
    for keyword, make in EXAMPLES.get(name, {}).items():
        if (name, keyword) not in made:
            made[name, keyword] = make()
    given = {keyword: made[name, keyword] for keyword in EXAMPLES.get(name, {})}
    return reverse(name, kwargs=given or None)
