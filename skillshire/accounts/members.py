"""Who works in the office and in which roles. Every change is audited under the name of who made it."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import QuerySet
from django.utils.text import slugify

from skillshire.accounts import organisations, roles, waiting
from skillshire.accounts.models import Membership, Organisation, User
from skillshire.core import audit, clock
from skillshire.core.errors import UserError

ADMINISTRATOR = "administrator"


def by_email(email: str) -> User | None:
    return User.objects.filter(email__iexact=email.strip()).first()


def by_username(name: str) -> User | None:
    return User.objects.filter(username__iexact=name.strip()).first()


def administrators(on: date) -> QuerySet[Membership]:
    """The roles of administrator that run on that day and whose holders may sign in."""
    running = Membership.objects.filter(role=ADMINISTRATOR, user__is_active=True)
    return running.filter(pk__in=Membership.objects.all().running(on))


def leaders(on: date) -> QuerySet[Membership]:
    """Of those, the ones of the organisation that runs the site: they can let anybody in."""
    return administrators(on).filter(organisation__in=organisations.leading())


@transaction.atomic
def add(email: str, name: str, *, by: str, password: str | None = None) -> User:
    """A person who may sign in, with no role yet. Without a password they cannot use one."""
    if by_email(email):
        raise UserError(f"There is an account for {email} already.")
    first, _, last = name.strip().partition(" ")
    made = get_user_model().objects.create_user(
        _free_username(email), email.strip(), password, first_name=first, last_name=last.strip()
    )
    audit.record("user.add", f"user:{made.pk}", by=by, at=clock.now())
    return made


def _free_username(email: str) -> str:
    """What stands before the @, with a number where somebody has it already."""
    base = slugify(email.partition("@")[0].replace(".", "-"))[:100] or "person"
    taken = set(User.objects.filter(username__startswith=base).values_list("username", flat=True))
    numbered = (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in numbered if name not in taken)


def check_role(role: str, areas: Sequence[str]) -> None:
    """UserError where there is no such role, or an area is not written as a GSS code."""
    roles.get(role)
    for code in areas:
        if not re.fullmatch(organisations.AREA, code):
            raise UserError(f"“{code}” is not an area's code; write codes such as E07000096.")


@transaction.atomic
def give(
    user: User, organisation: Organisation, role: str, *, by: str, on: date, areas: Sequence[str] = ()
) -> Membership:
    """From that day on. `areas` are GSS codes to which the role is limited; none is all of it."""
    check_role(role, areas)
    _refuse_own(user, by)
    if user.memberships.filter(organisation=organisation, role=role, ends__isnull=True).exists():
        raise UserError(f"They are {roles.get(role).title.lower()} in {organisation.name} already.")
    kept = {"organisation": organisation, "role": role, "areas": sorted(set(areas)), "starts": on}
    made = Membership.objects.create(user=user, **kept)
    _record("membership.give", made, by)
    if role == ADMINISTRATOR and not organisations.runs():
        _settle(organisation, by)
    return made


def _settle(organisation: Organisation, by: str) -> None:
    """The first council of the site's area with an administrator keeps running it, whatever is renamed."""
    if organisations.leading().filter(pk=organisation.pk).exists():
        organisations.let_run(organisation, by=by)


@transaction.atomic
def end(membership: Membership, *, by: str, on: date) -> None:
    """At once: the day before is its last. One given only that day leaves no row but the audit's.

    Invitations that they sent as an administrator are withdrawn with the role.
    """
    _refuse_own(membership.user, by)
    if membership.ends is not None and membership.ends < on:
        raise UserError("This role has ended already.")
    if membership.role == ADMINISTRATOR:
        _refuse_last(membership.user, on, ending=membership)
    _record("membership.end", membership, by)
    if membership.starts >= on:
        membership.delete()
    else:
        membership.ends = on - timedelta(days=1)
        membership.save(update_fields=["ends"])
    if membership.role == ADMINISTRATOR:
        waiting.withdraw_unbacked(membership.user, by=by, on=on)


@transaction.atomic
def deactivate(user: User, *, by: str, on: date) -> None:
    """They cannot sign in any more, and whoever is signed in as them is signed out.

    Invitations that they sent are withdrawn.
    """
    _refuse_own(user, by)
    _refuse_last(user, on)
    _set_active(user, False, by)
    waiting.withdraw_unbacked(user, by=by, on=on)


@transaction.atomic
def activate(user: User, *, by: str) -> None:
    _refuse_own(user, by)
    _set_active(user, True, by)


def _set_active(user: User, active: bool, by: str) -> None:
    user.is_active = active
    user.save(update_fields=["is_active"])
    end_sessions(user)
    event = "user.activate" if active else "user.deactivate"
    audit.record(event, f"user:{user.pk}", by=by, at=clock.now())


@transaction.atomic
def reset_second_factor(user: User, *, by: str) -> None:
    """For somebody who lost theirs: it is removed, and they are asked to set up another when they sign in."""
    from allauth.mfa.models import Authenticator  # the public face runs without it

    _refuse_own(user, by)
    removed, _ = Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    detail = {"removed": removed}
    audit.record("user.second-factor-reset", f"user:{user.pk}", by=by, at=clock.now(), detail=detail)


def note_password_link(user: User, *, by: str) -> None:
    """Somebody was given a link for this person to set a new password."""
    _refuse_own(user, by)
    audit.record("user.password-link", f"user:{user.pk}", by=by, at=clock.now())


def end_sessions(user: User) -> None:
    from allauth.usersessions.models import UserSession

    for session in UserSession.objects.filter(user=user):
        session.end()


def _refuse_own(user: User, by: str) -> None:
    if user.get_username() == by:
        raise UserError("Nobody changes their own roles or account here; ask another administrator.")


def _refuse_last(user: User, on: date, ending: Membership | None = None) -> None:
    """The office must keep somebody who can let anybody in: one of the organisation that runs the site."""
    # Locked in one order, so that two administrators who end each other's role do so one after the other.
    held = list(leaders(on).select_for_update().order_by("pk"))
    lost = [one for one in held if one == ending or (ending is None and one.user_id == user.pk)]
    if lost and len(lost) == len(held):
        raise UserError("This is the last administrator of the whole site; make somebody else one first.")


def _record(event: str, membership: Membership, by: str) -> None:
    detail = {
        "user": membership.user_id,
        "organisation": membership.organisation.slug,
        "role": membership.role,
        "areas": list(membership.areas),
    }
    audit.record(event, f"membership:{membership.pk}", by=by, at=clock.now(), detail=detail)
