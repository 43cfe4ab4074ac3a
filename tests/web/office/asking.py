"""What tests of the young people's part ask with: addresses, days as three numbers, a page as its text."""

import re
from datetime import timedelta

from skillshire.core import clock
from tests.casework.invented import with_activity

LIST = "/office/young-people/"


def search(client, text, where=LIST, **filters):
    """The list that a search leads to."""
    return client.get(client.post(where, {"q": text, **filters})["Location"])


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def page_of(person, part=""):
    return f"{LIST}{person.pk}/{part}"


def day(name, when):
    return {f"{name}-day": when.day, f"{name}-month": when.month, f"{name}-year": when.year}


def lost(**fields):
    """Somebody whose activity lapsed ten days ago."""
    lapsed = clock.today() - timedelta(days=10)
    return with_activity(since=lapsed - timedelta(days=300), lapses=lapsed, **fields)
