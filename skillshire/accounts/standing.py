"""What a person may do on a day, for which organisation and where: all that any question of access needs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from skillshire.accounts import roles
from skillshire.accounts.models import Membership, Organisation
from skillshire.core.permissions import NEEDS_SECOND_FACTOR, Permission


@dataclass(frozen=True)
class Scope:
    """One organisation's records; only those of these areas (GSS codes), where any are named."""

    organisation: Organisation
    areas: frozenset[str]
    role: roles.Role


@dataclass(frozen=True)
class Standing:
    """`name` is what the audit keeps as `by`."""

    name: str
    scopes: tuple[Scope, ...]

    @property
    def permissions(self) -> frozenset[Permission]:
        return frozenset().union(*(scope.role.permissions for scope in self.scopes))

    @property
    def needs_second_factor(self) -> bool:
        return bool(self.permissions & NEEDS_SECOND_FACTOR)

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions

    def where(self, permission: Permission) -> tuple[Scope, ...]:
        """The scopes in which it may be done; none where it may not."""
        return tuple(scope for scope in self.scopes if permission in scope.role.permissions)

    def purpose(self, permission: Permission) -> str:
        """Why, in the words of the first role that allows it: kept with each look at a person's record."""
        return next((scope.role.purpose for scope in self.where(permission)), "")


NOBODY = Standing("", ())


def of(user: Any, on: date) -> Standing:
    """One query. Somebody who has not signed in, or was deactivated, may do nothing."""
    if not user.is_authenticated or not user.is_active:
        return NOBODY
    held = Membership.objects.filter(user=user).running(on).select_related("organisation")
    return Standing(user.get_username(), tuple(_scopes(held)))


def _scopes(memberships: Iterable[Membership]) -> Iterable[Scope]:
    for one in memberships:
        yield Scope(one.organisation, frozenset(one.areas), roles.get(one.role))
