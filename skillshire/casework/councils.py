"""Which organisation a command is about, where nobody names one."""

from django.conf import settings

from skillshire.accounts.models import Organisation
from skillshire.core.errors import UserError


def find(slug: str | None) -> Organisation:
    """The organisation with the slug; without one, the council of the site's area."""
    if slug:
        named = Organisation.objects.filter(slug=slug).first()
        if named is None:
            raise UserError(f"There is no organisation “{slug[:80]}”; the office lists them.")
        return named
    councils = Organisation.objects.filter(kind=Organisation.Kind.COUNCIL, area_code=settings.SKILLSHIRE_AREA)
    found = list(councils.order_by("slug"))
    if len(found) > 1:  # one may be there only since a strategy names it: the office's own has staff
        found = [one for one in found if one.memberships.exists()] or found
    if len(found) != 1:
        there = "are several councils" if found else "is no council"
        raise UserError(f"There {there} of the site's area; name one with --organisation SLUG.")
    return found[0]
