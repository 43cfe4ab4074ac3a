"""The service's pages, asked one after another: publications, data sets, versions, changes, meta, results."""

import re
from collections.abc import Callable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any

from skillshire.core.errors import UserError
from skillshire.sources import http, live
from skillshire.sources.ees import changes

BASE = "https://api.education.gov.uk/statistics/v1"
PAGE_SIZE = 10_000  # the most that a query may ask for
_LISTED = 20  # the most that a list of data sets or versions gives at once
_SEARCHED = 40
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


class Mismatch(UserError):
    """Pages that do not belong together: those that came so far are worth nothing."""


def base() -> str:
    return http.base("SKILLSHIRE_EES_URL", BASE)


def is_id(text: str) -> bool:
    return bool(_UUID.fullmatch(text))


def data_set(client: http.Client, publication: str, wanted: str) -> dict[str, Any]:
    """The data set with that id, or that title within the publication.

    UserError where none or several have the title, or where the publisher has withdrawn it.
    """
    if is_id(wanted):
        found = client.json(f"/data-sets/{wanted}")
    else:
        found = _titled(list(_data_sets(client, publication)), publication, wanted)
    return _usable(found)


def _titled(found: list[dict[str, Any]], publication: str, wanted: str) -> dict[str, Any]:
    matching = [each for each in found if _same(each["title"], wanted)]
    if len(matching) == 1:
        return matching[0]
    if matching:
        ids = ", ".join(str(each["id"]) for each in matching)
        raise UserError(
            f"Publication {publication} has {len(matching)} data sets named “{wanted}”; give one of their ids"
            f" as data_set in the source's definition: {ids}."
        )
    titles = "; ".join(sorted(str(each["title"]) for each in found)) or "none"
    raise UserError(
        f"Publication {publication} has no data set named “{wanted}”; correct data_set in the source's"
        f" definition (there are: {titles})."
    )


def _usable(found: dict[str, Any]) -> dict[str, Any]:
    named = f"The data set “{found.get('title')}”"
    if other := found.get("supersedingDataSetId"):
        raise UserError(f"{named} has been superseded by {other}; give that as data_set in its definition.")
    if found.get("status") == "Withdrawn" or not found.get("latestVersion"):
        raise UserError(f"{named} has been withdrawn by its publisher; look for what took its place.")
    return found


def _data_sets(client: http.Client, publication: str) -> Iterator[dict[str, Any]]:
    words = publication.replace("-", " ")
    found = list(_pages(client, "/publications", _SEARCHED, search=words))
    matching = [each for each in found if each["slug"] == publication]
    if not matching:
        slugs = ", ".join(sorted(str(each["slug"]) for each in found)) or "none"
        raise UserError(
            f"Explore Education Statistics has no publication “{publication}” with data for its API; correct"
            f" publication in the source's definition (similar ones: {slugs})."
        )
    yield from _pages(client, f"/publications/{matching[0]['id']}/data-sets", _LISTED)


def change_logs(client: http.Client, identifier: str, since: str, latest: str) -> list[dict[str, Any]]:
    """The change log of every version after `since` up to `latest`, oldest first."""
    listed = _pages(client, f"/data-sets/{identifier}/versions", _LISTED)
    low, high = changes.number(since), changes.number(latest)
    newer = [each["version"] for each in listed if low < changes.number(each["version"]) <= high]
    return [
        client.json(f"/data-sets/{identifier}/versions/{version}/changes")
        for version in sorted(newer, key=changes.number)
    ]


def meta(client: http.Client, identifier: str, version: str) -> dict[str, Any]:
    found: dict[str, Any] = client.json(f"/data-sets/{identifier}/meta", params={"dataSetVersion": version})
    return found


def page(
    client: http.Client, identifier: str, version: str, body: Mapping[str, Any], number: int
) -> dict[str, Any]:
    """One page of results. The version is named, so that a release in the middle cannot mix two of them."""
    found: dict[str, Any] = client.json(
        f"/data-sets/{identifier}/query", params={"dataSetVersion": version}, body={**body, "page": number}
    )
    return found


def every_page(ask: Callable[[int], Mapping[str, Any]], progress: live.Progress | None) -> list[Any]:
    """All results of a query. UserError where there are none, or pages do not add up to what was promised."""
    results: list[Any] = []
    number, pages, total = 1, 1, None
    while number <= pages:
        got = ask(number)
        paging = got["paging"]
        if total is not None and paging["totalResults"] != total:
            raise Mismatch("The data set changed while it was being read; fetch it again.")
        pages, total = paging["totalPages"], paging["totalResults"]
        results += got["results"]
        if progress:
            progress(len(results), total)
        number += 1
    if not results:
        raise UserError(
            "The service has no figure for what the definition asks; check its levels and filters."
        )
    if len(results) != total:
        raise Mismatch(
            f"The service promised {total:,} results and gave {len(results):,}; fetch it again later."
        )
    return results


def _pages(client: http.Client, path: str, size: int, **params: str) -> Iterator[dict[str, Any]]:
    number, pages = 1, 1
    while number <= pages:
        got = client.json(path, params={**params, "page": number, "pageSize": size})
        pages = got["paging"]["totalPages"]
        yield from got["results"]
        number += 1


def _same(title: str, wanted: str) -> bool:
    return fnmatchcase(_plain(title), _plain(wanted).replace("[", "[[]").replace("?", "[?]"))


def _plain(text: str) -> str:
    """In small letters and with single spaces."""
    return " ".join(text.split()).casefold()
