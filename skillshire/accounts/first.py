"""The first administrator: a link that makes one, for where nobody else can."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from skillshire.accounts import links, members, organisations
from skillshire.accounts.models import FirstLink, Organisation, User
from skillshire.core import audit, clock
from skillshire.core.errors import UserError

LASTS = timedelta(hours=24)
PRINTED = "a printed link"  # who did it, in the audit: nobody was signed in
UNKNOWN = "This link no longer works; print a new one with `skillshire office administrator`."


@dataclass(frozen=True)
class Administrator:
    """Who is to be administrator, and of which organisation, by name; `area_code` if it must be made."""

    name: str
    email: str
    password: str
    organisation: str
    area_code: str = ""


@transaction.atomic
def make(at: datetime) -> str:
    """The secret of a new link. Every link made before stops working, so at most one is about."""
    FirstLink.objects.filter(used_at__isnull=True).delete()
    secret, digest = links.make()
    FirstLink.objects.create(digest=digest, at=at, expires=at + LASTS)
    audit.record("first-link.make", "first-link:one", by=PRINTED, at=at)
    return secret


def check(secret: str, at: datetime) -> None:
    """UserError where the link was used, has expired or was replaced by a newer one."""
    if not _open(secret, at).exists():
        raise UserError(UNKNOWN)


@transaction.atomic
def use(secret: str, who: Administrator, *, at: datetime) -> User:
    """Makes the administrator, of the organisation that runs the site from now on.

    Whoever has an account under that address gets it back, with the new password and without the second
    factor that they may have lost: the link is printed only to who runs the machine.
    """
    if not _open(secret, at).update(used_at=at):
        raise UserError(UNKNOWN)
    user = _let_in(who)
    on = clock.day_of(at)
    organisation = _organisation(who, on)
    organisations.let_run(organisation, by=PRINTED)
    if not members.leaders(on).filter(user=user).exists():
        members.give(user, organisation, members.ADMINISTRATOR, by=PRINTED, on=on)
    audit.record("first-link.use", f"user:{user.pk}", by=PRINTED, at=at)
    return user


def _open(secret: str, at: datetime) -> QuerySet[FirstLink]:
    return FirstLink.objects.filter(digest=links.digest(secret), used_at__isnull=True, expires__gt=at)


def _let_in(who: Administrator) -> User:
    user = members.by_email(who.email)
    if user is None:
        return members.add(who.email, who.name, by=PRINTED, password=who.password)
    members.reset_second_factor(user, by=PRINTED)
    user.set_password(who.password)
    user.is_active = True
    user.save(update_fields=["password", "is_active"])
    return user


def settled(on: date) -> Organisation | None:
    """The organisation that runs the site already: kept as such, or a council with an administrator."""
    if kept := organisations.runs():
        return kept
    held = members.leaders(on).select_related("organisation").first()
    return held.organisation if held else None


def _organisation(who: Administrator, on: date) -> Organisation:
    if known := settled(on):
        if known.name.casefold() != who.organisation.strip().casefold():
            raise UserError(f"This office is run by {known.name}; go back and enter that name.")
        return known
    found = Organisation.objects.filter(name__iexact=who.organisation.strip()).first()
    if found:
        return _of_area(found, who.area_code)
    name = who.organisation.strip()
    made = organisations.Details(name, name, Organisation.Kind.COUNCIL, who.area_code)
    return organisations.add(made, by=PRINTED)


def _of_area(organisation: Organisation, code: str) -> Organisation:
    """A council that a strategy named may have no area yet: the first administrator's is the site's."""
    if organisation.kind == Organisation.Kind.COUNCIL and not organisation.area_code:
        organisation.area_code = code
        organisation.save(update_fields=["area_code"])
    return organisation
