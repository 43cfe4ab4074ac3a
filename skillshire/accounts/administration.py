"""Whom an administrator looks after.

An administrator of the organisation that runs the site (organisations.leading) looks after everybody and
every organisation. One of another looks after the people, roles and invitations of their own, and nothing
else: neither the account of somebody who works elsewhere too or acts on the whole site, nor such a role.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from skillshire.accounts import organisations, roles
from skillshire.accounts.models import Membership, Memberships, Organisation, User
from skillshire.accounts.standing import Standing
from skillshire.core.permissions import Permission


@dataclass(frozen=True)
class Charge:
    """The organisations (by number) whose people somebody looks after; all there are, with `everything`."""

    organisations: frozenset[int]
    everything: bool

    def within(self, name: str = "organisation") -> Q:
        """What is of their organisations, by the field with that name."""
        return Q() if self.everything else Q(**{f"{name}__in": self.organisations})

    def employers(self) -> QuerySet[Organisation]:
        return Organisation.objects.filter(self.within("pk")).order_by("name")

    def held(self, on: date) -> Memberships:
        """The roles that have not ended."""
        return Membership.objects.all().unended(on).filter(self.within()).select_related("organisation")

    def people(self, on: date) -> QuerySet[User]:
        """Everybody, or those with such a role."""
        if self.everything:
            return User.objects.all()
        return User.objects.filter(pk__in=self.held(on).values("user"))

    def has_account(self, user: User, on: date) -> bool:
        """Whether they may close or open the account: whoever can, can sign in as its owner, in all roles."""
        if self.everything:
            return True
        held = list(user.memberships.all().unended(on))
        return bool(held) and all(self._is_within(one) for one in held)

    def _is_within(self, held: Membership) -> bool:
        """Of their organisations, and one that they could have given."""
        return held.organisation_id in self.organisations and not roles.get(held.role).is_site_wide

    def roles_to_give(self) -> tuple[roles.Role, ...]:
        return tuple(one for one in roles.ROLES if self.everything or not one.is_site_wide)

    def may_invite(self, organisation: Organisation, role: roles.Role) -> bool:
        within = self.everything or organisation.pk in self.organisations
        return within and role in self.roles_to_give()


def is_known(user: User, organisation: Organisation) -> bool:
    """Whether they have had a role there, so that another may be given without asking them.

    Anybody else is invited: an account may have been made for their address by whoever held an invitation to
    somewhere else, and only who reads its post takes up a role here.
    """
    return user.memberships.filter(organisation=organisation).exists()


def of(standing: Standing) -> Charge:
    own = frozenset(scope.organisation.pk for scope in standing.where(Permission.MANAGE_ACCOUNTS))
    everything = bool(own) and organisations.leading().filter(pk__in=own).exists()
    return Charge(own, everything)
