"""The people of the tests. Each question of who may do what is asked of all of them.

Alice looks after the strategy. Bob is in her team. Charlie works for another county. The public does
not sign in.
"""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser


def alice():
    return _person("alice", "Alice Archer")


def bob():
    return _person("bob", "Bob Barton")


def charlie():
    return _person("charlie", "Charlie Chalk")


def public():
    return AnonymousUser()


def _person(username, name):
    """The same record each time it is asked for within a test; nobody has a password."""
    first, last = name.split()
    defaults = {"first_name": first, "last_name": last, "email": f"{username}@example.org"}
    found, _ = get_user_model().objects.get_or_create(username=username, defaults=defaults)
    return found
