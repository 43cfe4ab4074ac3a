"""The service's pages: every advert that is open today, a hundred at a time. It wants a key."""

import os
from typing import Any

from skillshire.core.errors import UserError
from skillshire.sources import http, live

BASE = "https://api.apprenticeships.education.gov.uk/vacancies"
KEY = "SKILLSHIRE_FIND_APPRENTICESHIP_KEY"
VERSION = "2"
PAGE_SIZE = 100  # the most that the service gives with details
ROUNDS = 3  # how often a list is read anew that changed while it was read


def base() -> str:
    return http.base("SKILLSHIRE_FIND_APPRENTICESHIP_URL", BASE)


def unready() -> str:
    """Why the service cannot be asked, in a sentence; empty if it can."""
    if os.environ.get(KEY, "").strip():
        return ""
    return f"Find an apprenticeship wants a key; ask the service for one and set {KEY} to it."


def client() -> http.Client:
    """A client that carries the key. UserError where no key is set, or it cannot be a header."""
    if reason := unready():
        raise UserError(reason)
    key = os.environ[KEY].strip()
    if not key.isascii() or not key.isprintable():
        raise UserError(f"{KEY} has characters that no key has; copy it again.")
    return http.Client(base(), headers={"Ocp-Apim-Subscription-Key": key, "X-Version": VERSION})


def params(asked: dict[str, Any], page: int) -> dict[str, str | int]:
    """One page's parameters. Oldest first, so that a new advert comes last and moves no other."""
    return {"PageNumber": page, "PageSize": PAGE_SIZE, "Sort": "AgeDesc", "IncludeDetails": "true", **asked}


def vacancies(
    asking: http.Client, asked: dict[str, Any], progress: live.Progress | None
) -> list[dict[str, Any]]:
    """Every open advert, each once. Adverts open and close all day: a list that changed is read anew.

    UserError where it changed each time, or there is none.
    """
    for _ in range(ROUNDS):
        found, promised = _round(asking, asked, progress)
        if promised == {0}:
            raise UserError(
                "Find an apprenticeship lists no advert at all; check the place in the definition."
            )
        if promised == {len(found)}:
            return found
    raise UserError(
        f"Find an apprenticeship promised {max(promised):,} adverts and gave {len(found):,}; try again later."
    )


def _round(
    asking: http.Client, asked: dict[str, Any], progress: live.Progress | None
) -> tuple[list[dict[str, Any]], set[int]]:
    """The adverts of all pages, and how many each page said there are."""
    found: dict[str, dict[str, Any]] = {}
    page, pages, promised = 1, 1, set[int]()
    while page <= pages:
        got = asking.json("/vacancy", params=params(asked, page))
        pages = int(got["totalPages"])
        promised.add(int(got["totalFiltered"]))
        found.update({str(each["vacancyReference"]): each for each in got["vacancies"]})
        if progress:
            progress(len(found), max(promised))
        page += 1
    return list(found.values()), promised
