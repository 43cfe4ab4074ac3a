"""An ONS beta API with one invented dataset of pay, in yearly editions, and the files that it points to."""

import csv
import io
from typing import Any

from tests.standins.server import Answer, Asked, Service, problem

DATASET = "ashe-tables-7-and-8"
HEADER = [
    "V4_2", "Data Marking", "CV", "calendar-years", "Time", "administrative-geography", "Geography",
    "averages-and-percentiles", "AveragesAndPercentiles", "sex", "Sex", "working-pattern", "WorkingPattern",
    "hours-and-earnings", "HoursAndEarnings", "workplace-or-residence", "WorkplaceOrResidence",
]  # fmt: skip
AREAS = {"E92000001": "England", "E10000015": "Hertfordshire", "E07000243": "Stevenage", "W92000004": "Wales"}


def rows(year: str, **changes: str) -> list[dict[str, str]]:
    """Every crossing of area, sex, pattern, statistic and place; `changes` go to the first row."""
    found = []
    for place, (code, name) in enumerate(AREAS.items()):
        for sex in ("all", "male", "female"):
            for average in ("median", "mean"):
                for where in ("residence", "workplace"):
                    pay = 600 + 10 * place + (int(year) - 2000) + (5 if sex == "male" else 0)
                    cells = [
                        str(pay), "", "2.5", year, year, code, name, average, average.title(), sex,
                        sex.title(), "all", "All", "weekly-pay-gross", "Weekly pay - Gross", where,
                        where.title(),
                    ]  # fmt: skip
                    found.append(dict(zip(HEADER, cells, strict=True)))
    found[0].update(changes)
    return found


def written(records: list[dict[str, str]]) -> bytes:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(records[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
    return stream.getvalue().encode()


class Standin:
    """The state of the service: a test changes it and asks again."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.files = {("2023", 1): written(rows("2023")), ("2024", 1): written(rows("2024"))}
        self.host = "https://download.ons.gov.uk"
        self.size = True
        for path, function in (
            ("/v1/datasets/{id}", self._dataset),
            ("/v1/datasets/{id}/editions", self._editions),
            ("/v1/datasets/{id}/editions/{edition}/versions", self._versions),
        ):
            service.route("GET", path, function)

    def _dataset(self, asked: Asked) -> Any:
        if asked.place["id"] != DATASET:
            return problem(404, "dataset not found")
        return {
            "id": DATASET, "title": "Invented earnings", "type": "static", "topics": ["7779"],
            "description": "Invented earnings, long enough for a description of fifty letters.",
            "contacts": [{"name": "Nobody", "email": "nobody@ons.gov.uk"}],
            "license": "Open Government Licence v3.0", "next_release": "October 2027",
        }  # fmt: skip

    def _editions(self, asked: Asked) -> Any:
        names = sorted({edition for edition, _ in self.files})
        return _list(asked, [self._version(edition, 1) for edition in names])

    def _versions(self, asked: Asked) -> Any:
        edition = asked.place["edition"]
        return _list(asked, [self._version(*key) for key in self.files if key[0] == edition])

    def _version(self, edition: str, version: int) -> dict[str, Any]:
        body = self.files.get((edition, version), b"")
        url = f"{self.host}/{edition}-{version}.csv"
        size = {"byte_size": len(body)} if self.size else {}
        return {
            "edition": edition, "edition_title": edition, "version": version, "state": "published",
            "release_date": f"{edition}-10-26T08:30:00Z", "alerts": [], "latest_changes": [],
            "distributions": [{"title": "Full dataset", "format": "csv", "download_url": url, **size}],
        }  # fmt: skip

    def _file(self, asked: Asked) -> Any:
        edition, version = asked.place["file"].removesuffix(".csv").split("-")
        body = self.files.get((edition, int(version)))
        return Answer(body=body, headers={"Content-Type": "text/csv"}) if body else problem(404, "Not Found")


def _list(asked: Asked, every: list[Any]) -> dict[str, Any]:
    offset, limit = int(asked.param("offset", "0")), int(asked.param("limit", "20"))
    items = every[offset : offset + limit]
    return {
        "items": items, "count": len(items), "limit": limit, "offset": offset, "total_count": len(every),
    }  # fmt: skip
