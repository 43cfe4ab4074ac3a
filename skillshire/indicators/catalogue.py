"""The release described for data portals: DCAT 3 as JSON-LD, one dataset for each indicator.

https://www.w3.org/TR/vocab-dcat-3/
"""

import re
from typing import Any

from skillshire.indicators import distributions, queries
from skillshire.indicators.definitions import IndicatorDefinition
from skillshire.places import areas

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
OGL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
LICENCES = {"OGL-UK-3.0": OGL}
ENGLAND = "E92000001"
GEOGRAPHY = "http://statistics.data.gov.uk/id/statistical-geography/"
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
TITLES = {"csv": "CSV", "json": "JSON", "parquet": "Parquet"}


def jsonld(base: str, name: str) -> dict[str, Any]:
    """The catalogue of the release that serves.

    `base` is the site's address without a slash at its end, `name` that of the area whose site it is.
    """
    release = queries.release()
    return {
        "@context": CONTEXT,
        "@id": f"{base}/data/catalogue.jsonld",
        "@type": "dcat:Catalog",
        "dcterms:title": f"Skillshire, {name}: statistics of skills and work",
        "dcterms:description": "Official statistics about skills and work in England, as one release.",
        "dcterms:identifier": release.id,
        "dcterms:modified": _day(release.built),
        "dcterms:publisher": {"@type": "foaf:Organization", "foaf:name": f"Skillshire, {name}"},
        "dcterms:license": {"@id": OGL},
        "dcterms:language": "en",
        "foaf:homepage": {"@id": f"{base}/"},
        "dcat:service": {
            "@id": f"{base}/api/",
            "@type": "dcat:DataService",
            "dcterms:title": "Skillshire API, version 1",
            "dcat:endpointURL": {"@id": f"{base}/api/v1/"},
            "dcat:endpointDescription": {"@id": f"{base}/api/v1/openapi.json"},
        },
        "dcat:dataset": [_dataset(base, one) for one in queries.indicators()],
    }


def _dataset(base: str, definition: IndicatorDefinition) -> dict[str, Any]:
    snapshots = queries.snapshots(definition.id)
    days = published(snapshots)
    dated = {"dcterms:issued": _day(days[0]), "dcterms:modified": _day(days[-1])} if days else {}
    return {
        **dated,
        "@id": f"{base}/indicators/{definition.id}/",
        "@type": "dcat:Dataset",
        "dcterms:identifier": definition.id,
        "dcterms:title": definition.title,
        "dcterms:description": f"{definition.question} {definition.why}",
        "dcat:keyword": [definition.theme, definition.subject],
        "dcterms:publisher": [
            {"@type": "foaf:Organization", "foaf:name": name}
            for name in dict.fromkeys(str(one["producer"]) for one in snapshots)
        ],
        **_terms(snapshots),
        "dcterms:source": [{"@id": _address(base, str(one["url"]))} for one in snapshots],
        "dcterms:temporal": _temporal(definition.id),
        "dcterms:spatial": {"@id": f"{GEOGRAPHY}{ENGLAND}", "dcterms:title": areas.get(ENGLAND).name},
        "dcat:landingPage": {"@id": f"{base}/indicators/{definition.id}/"},
        "dcat:distribution": [_distribution(base, definition.id, kind) for kind in distributions.MEDIA],
    }


def _address(base: str, url: str) -> str:
    """Figures counted from records have a page of this very site as their source."""
    return f"{base}{url}" if url.startswith("/") else url


def published(snapshots: list[dict[str, Any]]) -> list[str]:
    """The days on which the snapshots were published, earliest first; one that is not stated is left out."""
    return sorted(str(one["published"]) for one in snapshots if DAY.fullmatch(str(one["published"])))


def _terms(snapshots: list[dict[str, Any]]) -> dict[str, Any]:
    """The licence by its address; where one of the sources has another, what each says, in words."""
    names = list(dict.fromkeys(str(one["licence"]) for one in snapshots))
    if len(names) == 1 and names[0] in LICENCES:
        return {"dcterms:license": {"@id": LICENCES[names[0]]}}
    return {"dcterms:rights": "; ".join(names)}


def _temporal(indicator: str) -> dict[str, Any]:
    held = queries.periods_of(indicator)
    first = min(one.start for one in held)
    return {
        "@type": "dcterms:PeriodOfTime",
        "dcat:startDate": _day(first.isoformat()),
        "dcat:endDate": _day(held[-1].last_day.isoformat()),
    }


def _distribution(base: str, indicator: str, kind: str) -> dict[str, Any]:
    address = f"{base}/data/indicators/{indicator}.{kind}"
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dcterms:title": f"All figures as {TITLES[kind]}",
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": f"{MEDIA_TYPES}{distributions.MEDIA[kind].partition(';')[0]}"},
        **_terms(queries.snapshots(indicator)),
    }


def _day(text: str) -> dict[str, str]:
    return {"@type": "xsd:date", "@value": text[:10]}
