"""Organisations that people work for and that answer for actions."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.text import slugify

from skillshire.accounts.models import Organisation
from skillshire.core import audit, clock, facts
from skillshire.core.errors import UserError

AREA = re.compile(r"[A-Z]\d{8}")  # a GSS code
RUNS = "runs-the-site"  # the fact of the site with the slug of the organisation that does


@dataclass(frozen=True)
class Details:
    """All that may be changed of one. `area_code` is a GSS code or empty, `ukprn` a provider's number."""

    name: str
    short_name: str
    kind: str
    area_code: str = ""
    ukprn: int | None = None


def get(slug: str) -> Organisation:
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        known = ", ".join(Organisation.objects.order_by("slug").values_list("slug", flat=True)) or "none yet"
        raise UserError(f"There is no organisation “{slug}”; the organisations are {known}.")
    return found


def runs() -> Organisation | None:
    """The one that was kept as running the site; None before a first administrator named it."""
    slug = facts.get(RUNS)
    return Organisation.objects.filter(slug=slug).first() if slug else None


def leading() -> QuerySet[Organisation]:
    """Those whose administrators look after the whole site: the one kept, or councils of the site's area."""
    if slug := facts.get(RUNS):
        return Organisation.objects.filter(slug=slug)
    council = Organisation.Kind.COUNCIL
    return Organisation.objects.filter(kind=council, area_code=settings.SKILLSHIRE_AREA).exclude(area_code="")


@transaction.atomic
def let_run(organisation: Organisation, *, by: str) -> None:
    """From now on it runs the site."""
    if facts.get(RUNS) == organisation.slug:
        return
    facts.put(RUNS, organisation.slug)
    audit.record("organisation.run-site", f"organisation:{organisation.slug}", by=by, at=clock.now())


@transaction.atomic
def add(details: Details, *, by: str) -> Organisation:
    """Its slug, which never changes, comes from its name."""
    _check(details, None)
    made = Organisation.objects.create(slug=_free_slug(details.name), **vars(details))
    audit.record("organisation.add", f"organisation:{made.slug}", by=by, at=clock.now())
    return made


@transaction.atomic
def edit(organisation: Organisation, details: Details, *, by: str) -> None:
    _check(details, organisation)
    changed = [name for name, value in vars(details).items() if getattr(organisation, name) != value]
    if not changed:
        return
    for name, value in vars(details).items():
        setattr(organisation, name, value)
    organisation.save(update_fields=changed)
    subject = f"organisation:{organisation.slug}"
    audit.record("organisation.edit", subject, by=by, at=clock.now(), detail={"fields": changed})


def _check(details: Details, known: Organisation | None) -> None:
    if not details.name.strip():
        raise UserError("Enter the organisation's name.")
    if details.kind not in Organisation.Kind.values:
        raise UserError(f"“{details.kind}” is not a kind of organisation; choose one of the list.")
    if details.area_code and not AREA.fullmatch(details.area_code):
        raise UserError(f"“{details.area_code}” is not an area's code; write one such as E10000015.")
    others = Organisation.objects.exclude(pk=known.pk) if known else Organisation.objects.all()
    if details.ukprn is not None and others.filter(ukprn=details.ukprn).exists():
        raise UserError(f"Another organisation has the UKPRN {details.ukprn}; check the number.")
    if others.filter(name__iexact=details.name.strip()).exists():
        raise UserError(f"There is an organisation called “{details.name.strip()}” already.")


def _free_slug(name: str) -> str:
    base = slugify(name)[:70] or "organisation"
    taken = set(Organisation.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3)))
    return next(slug for slug in numbered if slug not in taken)
