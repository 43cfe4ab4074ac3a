"""The people of the tests. Each question of who may do what is asked of all of them.

Alice works for the county council, which runs the site. Bob is in her team. Charlie works for another
county's council, in the same role, Dora for a college of the county. The public does not sign in.
`alice("participation-officer")` gives her the role as well.
"""

from datetime import date

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser

from skillshire.accounts.models import Membership, Organisation

LONG_AGO = date(2015, 1, 1)


def alice(*roles, areas=()):
    return _person("alice", "Alice Archer", council(), roles, areas)


def bob(*roles, areas=()):
    return _person("bob", "Bob Barton", council(), roles, areas)


def charlie(*roles, areas=()):
    return _person("charlie", "Charlie Chalk", other_council(), roles, areas)


def dora(*roles, areas=()):
    return _person("dora", "Dora Dent", college(), roles, areas)


def public():
    return AnonymousUser()


def council():
    return _organisation("test-council", "Test County Council", "E10000015")


def other_council():
    return _organisation("other-council", "Other County Council", "E10000012")


def college():
    return _organisation("test-college", "Test College", "", "college")


def _organisation(slug, name, area, kind="council"):
    wanted = {"name": name, "short_name": name, "kind": kind, "area_code": area}
    return Organisation.objects.get_or_create(slug=slug, defaults=wanted)[0]


def _person(username, name, organisation, roles, areas):
    """The same record each time it is asked for within a test; nobody has a password."""
    first, last = name.split()
    defaults = {"first_name": first, "last_name": last, "email": f"{username}@example.org"}
    found, _ = get_user_model().objects.get_or_create(username=username, defaults=defaults)
    for role in roles:
        kept = {"starts": LONG_AGO, "areas": list(areas)}
        Membership.objects.get_or_create(
            user=found, organisation=organisation, role=role, ends=None, defaults=kept
        )
    return found
