"""What every page about people asks first: whom the administrator looks after, and that they looked."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.http import Http404

from skillshire.accounts import administration
from skillshire.accounts.administration import Charge
from skillshire.accounts.models import User
from skillshire.core import audit, clock
from skillshire.web.office.page import OfficeRequest

PURPOSE = "Looking after accounts"
UNKNOWN = "There is no person with this number whom you look after."
NOT_THE_SITE = "Only administrators of the organisation that runs this site look after organisations."


def charge_of(request: OfficeRequest) -> Charge:
    return administration.of(request.standing)


def demand_everything(request: OfficeRequest) -> None:
    """403 for who looks after the people of their own organisation only."""
    if not charge_of(request).everything:
        raise PermissionDenied(NOT_THE_SITE)


def person_of(charge: Charge, number: int) -> User:
    """404 where it is nobody they look after; whether there is such a person is not told."""
    found = charge.people(clock.today()).filter(pk=number).first()
    if found is None:
        raise Http404(UNKNOWN)
    return found


def look(request: OfficeRequest, noun: str, ids: Collection[int]) -> None:
    """Written for each page that shows somebody's name or address."""
    audit.look(noun, ids, by=request.standing.name, at=clock.now(), purpose=PURPOSE)
