"""An Explore Education Statistics with one invented publication and one invented data set.

It answers queries by their criteria, pages them, and can publish further versions.
"""

from typing import Any

from tests.standins.server import Asked, Service, problem

PUBLICATION = "d851c09e-7f5a-4750-9191-ed67ba5e8f8b"
DATA_SET = "7588c2d6-9e8a-4d84-8f19-6b8d52a01fbd"
ANOTHER = "2118a6df-4934-4a1f-ad2e-4589d2b9ccaf"
FILE = "e0754872-3206-4918-aad4-029eaaae191f"
PLACES = {
    "NAT": [("nEng1", "E92000001", "England")],
    "REG": [("rEst1", "E12000006", "East of England")],
    "LA": [("aHer1", "E10000015", "Hertfordshire"), ("aOut1", "z", "Outside of England and unknown")],
    "LAD": [("dBro1", "E07000095", "Broxbourne"), ("dDac1", "E07000096", "Dacorum"),
            ("dOut1", "z", "Outside of England and unknown")],
}  # fmt: skip
LABELS = {"NAT": "National", "REG": "Regional", "LA": "Local authority", "LAD": "Local authority district"}
FILTERS = [
    ("fLev1", "apps_level", "Apprenticeship level",
     [("oLtot", "Total"), ("oLadv", "Advanced"), ("oLhig", "Higher")]),
    ("fAge1", "age_group", "Age group", [("oAtot", "Total"), ("oAu19", "Under 19"), ("oA25p", "25+")]),
    ("fDet1", "data_type", "Kind of figure", [("oKnum", "Number"), ("oKpct", "Percentage")]),
]  # fmt: skip
INDICATORS = [("iStar", "starts", "Starts", ""), ("iRate", "rate", "Achievement rate", "%")]
PERIODS = [("AY", "2022/2023"), ("AY", "2023/2024"), ("AY", "2016/2017")]


class Standin:
    """The state of the service: a test changes it and asks again."""

    def __init__(self, service: Service) -> None:
        self.version, self.status = "1.0", "Published"
        self.titles = [("Starts and achievements by area", DATA_SET)]
        self.places = {level: list(each) for level, each in PLACES.items()}
        self.filters, self.periods, self.indicators = list(FILTERS), list(PERIODS), list(INDICATORS)
        self.logs: dict[str, dict[str, Any]] = {"1.0": log("1.0")}
        self.values: dict[tuple[str, ...], str] = {}  # (place, level option, age option, indicator) → text
        self.superseded: str | None = None
        self.service = service
        for method, path, function in (
            ("GET", "/v1/publications", self._publications),
            ("GET", "/v1/publications/{publication}/data-sets", self._data_sets),
            ("GET", "/v1/data-sets/{id}", lambda asked: self._data_set(*self.titles[0])),
            ("GET", "/v1/data-sets/{id}/versions", self._versions),
            ("GET", "/v1/data-sets/{id}/versions/{version}/changes", self._changes),
            ("GET", "/v1/data-sets/{id}/meta", self._meta),
            ("POST", "/v1/data-sets/{id}/query", self._query),
        ):
            service.route(method, path, function)

    def publish(self, version: str, **changes: Any) -> None:
        self.version, self.logs[version] = version, log(version, **changes)

    def _publications(self, asked: Asked) -> Any:
        found = {
            "id": PUBLICATION, "title": "Apprenticeships", "slug": "apprenticeships", "summary": "Invented.",
            "lastPublished": "2026-07-16T09:30:00+00:00",
        }  # fmt: skip
        return paged(asked, [found] if asked.param("search") in found["slug"] else [], 20)

    def _data_sets(self, asked: Asked) -> Any:
        return paged(asked, [self._data_set(*each) for each in self.titles], 10)

    def _data_set(self, title: str, identifier: str) -> dict[str, Any]:
        latest = {
            "version": self.version, "published": "2026-07-16T09:30:00+00:00", "totalResults": 1,
            **self._contents(),
        }  # fmt: skip
        return {
            "id": identifier, "title": title, "summary": "Invented.", "status": self.status,
            "supersedingDataSetId": self.superseded, "latestVersion": latest,
        }  # fmt: skip

    def _contents(self) -> dict[str, Any]:
        return {
            "file": {"id": FILE}, "timePeriods": {"start": "2016/17", "end": "2023/24"},
            "geographicLevels": [LABELS[level] for level in self.places],
            "filters": [each[2] for each in self.filters],
            "indicators": [each[2] for each in self.indicators],
        }  # fmt: skip

    def _versions(self, asked: Asked) -> Any:
        every = [
            {
                "version": version, "type": "Minor", "status": "Published", "notes": "", "totalResults": 1,
                "published": "2026-07-16T09:30:00+00:00", "release": {"title": "2025/26", "slug": "2025-26"},
                **self._contents(),
            }
            for version in reversed(self.logs)
        ]  # fmt: skip
        return paged(asked, every, 10)

    def _changes(self, asked: Asked) -> Any:
        return self.logs.get(asked.place["version"]) or problem(404, "Not Found")

    def _meta(self, asked: Asked) -> Any:
        if asked.param("dataSetVersion") != self.version:
            return problem(404, "Not Found")
        return {
            "filters": [
                {"id": identifier, "column": column, "label": label, "hint": "",
                 "options": [{"id": one, "label": text} for one, text in options]}
                for identifier, column, label, options in self.filters
            ],
            "indicators": [
                {"id": identifier, "column": column, "label": label, "unit": unit, "decimalPlaces": 0}
                for identifier, column, label, unit in self.indicators
            ],
            "geographicLevels": [{"code": level, "label": LABELS[level]} for level in self.places],
            "locations": [
                {"level": {"code": level, "label": LABELS[level]},
                 "options": [_option(level, *one) for one in each]}
                for level, each in self.places.items()
            ],
            "timePeriods": [
                {"code": code, "period": period, "label": period} for code, period in self.periods
            ],
        }  # fmt: skip

    def _query(self, asked: Asked) -> Any:
        question = asked.json
        every = [each for each in self._results(question["indicators"]) if _holds(question["criteria"], each)]
        found = paged(asked, every, 1000, question.get("page", 1), question.get("pageSize", 1000))
        warnings = [] if every else [{"code": "NoResults", "message": "There are no results."}]
        return {**found, "warnings": warnings}

    def _results(self, indicators: list[str]) -> list[dict[str, Any]]:
        ids = [[(each[0], option[0]) for option in each[3]] for each in self.filters]
        return [
            {
                "timePeriod": {"code": code, "period": period}, "geographicLevel": level,
                "locations": {level: place[0]}, "filters": dict(chosen),
                "values": {each: self._value(place[0], period, chosen, each) for each in indicators},
            }
            for code, period in self.periods for level, places in self.places.items() for place in places
            for chosen in _product(ids)
        ]  # fmt: skip

    def _value(self, place: str, period: str, chosen: tuple[tuple[str, str], ...], indicator: str) -> str:
        options = [option for _, option in chosen]
        held = self.values.get((place, *options[:2], indicator))
        if held is not None:
            return held
        number = 20 + sum(map(ord, place + period + "".join(options[:2]))) % 60
        return str(number * 10) if indicator == "iStar" else str(number)


def log(version: str, **major: Any) -> dict[str, Any]:
    return {
        "versionNumber": version,
        "notes": "",
        "majorChanges": major,
        "minorChanges": {},
        "patchHistory": [],
    }


def paged(asked: Asked, every: list[Any], size: int, page: int = 0, given: int = 0) -> dict[str, Any]:
    page, size = page or int(asked.param("page", "1")), given or int(asked.param("pageSize", str(size)))
    paging = {
        "page": page, "pageSize": size,
        "totalResults": len(every), "totalPages": max(1, -(-len(every) // size)),
    }  # fmt: skip
    return {"paging": paging, "results": every[(page - 1) * size : page * size]}


def _option(level: str, identifier: str, code: str, label: str) -> dict[str, str]:
    option = {"id": identifier, "code": code, "label": label}
    return {**option, "oldCode": "919"} if level == "LA" else option


def _product(filters: list[list[tuple[str, str]]]) -> list[tuple[tuple[str, str], ...]]:
    if not filters:
        return [()]
    return [(one, *rest) for one in filters[0] for rest in _product(filters[1:])]


def _holds(criteria: dict[str, Any], result: dict[str, Any]) -> bool:
    if "and" in criteria:
        return all(_holds(each, result) for each in criteria["and"])
    if "or" in criteria:
        return any(_holds(each, result) for each in criteria["or"])
    facets = {
        "filters": set(result["filters"].values()), "geographicLevels": {result["geographicLevel"]},
        "timePeriods": {(result["timePeriod"]["code"], result["timePeriod"]["period"])},
    }  # fmt: skip
    for name, condition in criteria.items():
        wanted = {
            (each["code"], each["period"]) if name == "timePeriods" else each for each in condition["in"]
        }
        if not facets[name] & wanted:
            return False
    return True
