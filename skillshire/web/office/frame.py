"""What the frame of every office page shows: whose office it is, who is signed in, the way to each part."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

from skillshire.accounts.standing import Standing
from skillshire.core import facts
from skillshire.core.permissions import Permission
from skillshire.web.public import site as public_site

MOST_ROLES = 2  # spelt out in the header


@dataclass(frozen=True)
class Part:
    """One part of the office in its navigation, for who may do any of these."""

    name: str  # of its address
    text: str
    permissions: frozenset[Permission]
    said: str  # on the office's first page: what is done there


@dataclass(frozen=True)
class Who:
    """The person who is signed in, for the header."""

    name: str
    roles: str
    account: str  # address of their own account
    sign_out: str


def _part(name: str, text: str, said: str, *permissions: Permission) -> Part:
    return Part(name, text, frozenset(permissions), said)


P = Permission
PARTS: tuple[Part, ...] = (
    _part("office-young-people", "Young people", "Who is due a contact, and each young person's record",
          P.SEE_YOUNG_PEOPLE),
    _part("office-learners", "Learners", "Learner records sent in by providers", P.SEE_LEARNERS),
    _part("office-statistics", "Statistics", "Counts from records, after disclosure control", P.SEE_COUNTS),
    _part("office-figures", "Publish figures", "Let counts from records into published figures",
          P.PUBLISH_FIGURES),
    _part("office-strategy", "Strategy", "Draft, review and publish progress, notes, meetings, decisions",
          P.EDIT_STRATEGY),
    _part("office-people", "People and roles", "Invite people, give and end roles", P.MANAGE_ACCOUNTS),
    _part("office-privacy", "Privacy", "Who looked and changed; people's requests; retention", P.SEE_AUDIT),
)  # fmt: skip


def parts(request: Any) -> Sequence[tuple[Part, str]]:
    """The parts open to this person, each with its address."""
    held = request.standing.permissions if hasattr(request, "standing") else frozenset()
    found = ((part, address(part.name)) for part in PARTS if part.permissions & held)
    return [(part, where) for part, where in found if where]


def context(request: Any, **values: Any) -> dict[str, Any]:
    area = public_site.area().name
    site = {"area_name": area, "synthetic": facts.synthetic()}
    return {"site": site, "parts": parts(request), "who": who(request), "request": request, **values}


def who(request: Any) -> Who | None:
    """None where nobody is signed in, as on the page to sign in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    name = user.get_full_name() or user.get_username()
    account = address("office-account") or address("mfa_index")
    return Who(name, _roles(getattr(request, "standing", None)), account, address("account_logout"))


def _roles(standing: Standing | None) -> str:
    """“Analyst, Test County Council”; the first few where there are many."""
    if standing is None or not standing.scopes:
        return "No role yet" if standing is not None else ""
    said = [f"{scope.role.title}, {scope.organisation.short_name}" for scope in standing.scopes]
    more = len(said) - MOST_ROLES
    return "; ".join(said[:MOST_ROLES]) + (f"; and {more} more" if more > 0 else "")


def address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:  # a part that this site does not have
        return ""
