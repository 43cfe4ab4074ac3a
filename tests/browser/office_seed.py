"""Fills the home of a browser test's office: one council, somebody in each role, a few dozen young people.

Run in a process of its own, with the home in its environment; prints {role: [name of the cookie, its
value]} of people who have signed in with a second factor.
"""

import json
import sys
from datetime import timedelta


def main():
    from skillshire.config import prepare, startup

    prepare.prepare()
    startup.setup()
    print(json.dumps(fill()))


def fill():
    from skillshire.accounts import roles
    from skillshire.core import clock

    young_people(clock.today())
    return {role.slug: signed_in(role) for role in roles.ROLES}


def signed_in(role):
    from django.contrib.auth import get_user_model
    from django.test import Client

    from skillshire.accounts.models import Membership
    from tests import people
    from tests.web.office import signing_in

    names = {"first_name": "Rowan", "last_name": role.title, "email": f"{role.slug}@example.org"}
    user, _ = get_user_model().objects.get_or_create(username=role.slug, defaults=names)
    kept = {"organisation": people.council(), "role": role.slug, "starts": people.LONG_AGO}
    Membership.objects.get_or_create(user=user, **kept)
    client = Client()
    signing_in.sign_in(client, user)
    cookie = next(iter(client.cookies.values()))
    return [cookie.key, cookie.value]


def young_people(today):
    """Forty known, eleven not; the easiest of those to find out is Quentin Easley."""
    from tests.casework.invented import with_activity, young_person

    lapsed = today - timedelta(days=9)
    for number in range(40):
        with_activity(
            reference=f"K{number:03}", given_name="Ada", family_name=f"Known{number}",
            lapses=today + timedelta(days=5 + number * 8), provider_name="Example College",
        )  # fmt: skip
    for number in range(7):
        young_person(reference=f"L{number:03}", family_name=f"Lost{number}", activity=810, contact_attempts=4)
    with_activity(
        reference="E001", given_name="Quentin", family_name="Easley", lapses=lapsed,
        since=lapsed - timedelta(days=300), telephone="01632 960001", email="quentin@example.org",
        postcode="SG1 1AA", provider_name="Example College",
    )  # fmt: skip
    on_a_list()


def on_a_list():
    """Three who are not known, and whom the list of a college may mean: COLLEGE in office_list.py."""
    from tests.browser.office_list import LOST
    from tests.casework.invented import young_person

    for number, (given, family, born, postcode) in enumerate(LOST):
        young_person(
            reference=f"C{number:03}", given_name=given, family_name=family, born=born, postcode=postcode,
            activity=810, contact_attempts=4,
        )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
