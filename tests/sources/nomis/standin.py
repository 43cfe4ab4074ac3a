"""What Nomis does, for want of a description of its own: which requests are allowed, and invented answers.

with standin(check=wrong) as service:
    nomis = Nomis()
    service.route("GET", "/dataset/{name}", nomis)
"""

import csv
import hashlib
import io
import itertools
import re

from tests.standins.server import Answer

# Hartlepool is a district and a county at once, so it comes twice.
AREAS = {
    "E92000001": "England", "E12000006": "East", "E10000015": "Hertfordshire", "E07000243": "Stevenage",
    "E06000001": "Hartlepool", "W06000001": "Isle of Anglesey",
}  # fmt: skip
TWICE = ("E06000001",)
DIMENSIONS = {
    "NM_162_1": {"gender", "age", "measure"},
    "NM_17_5": {"variable"},
    "NM_142_1": {"industry", "employment_sizeband", "legal_status"},
    "NM_189_1": {"industry", "employment_status", "measure"},
    "NM_99_1": {"sex", "item", "pay"},
}
GENERAL = {"geography", "date", "time", "measures", "select", "uid", "RecordOffset", "RecordLimit"}
COLUMNS = {
    "DATE", "DATE_NAME", "DATE_CODE", "GEOGRAPHY", "GEOGRAPHY_NAME", "GEOGRAPHY_CODE", "GEOGRAPHY_TYPE",
    "MEASURES", "MEASURES_NAME", "OBS_VALUE", "OBS_STATUS", "OBS_STATUS_NAME", "OBS_CONF", "OBS_CONF_NAME",
    "URN", "RECORD_OFFSET", "RECORD_COUNT",
}  # fmt: skip
PATH = re.compile(r"/dataset/(NM_\d+_\d+)\.data\.csv")
AREA = re.compile(r"\d+(\.\.\.\d+)?|TYPE\d+|[EWSNK]\d{8}")
DATE = re.compile(r"latest(MINUS\d+)?(-latest)?|\d{4}(-\d{2})?")
CODE = re.compile(r"\d+(\.\.\.\d+)?")
NAMES = {
    ("VARIABLE", "18"): "Economic activity rate - aged 16-64",
    ("VARIABLE", "45"): "Employment rate - aged 16-64",
    ("VARIABLE", "74"): "% aged 16-64 who are self employed",
    ("VARIABLE", "111"): "% who are economically inactive - aged 16-64",
    ("VARIABLE", "1947"): "% with no qualifications (RQF) - aged 16-64",
    ("INDUSTRY", "37748736"): "Total",
    **{("INDUSTRY", str(163577856 + n)): f"{n} : Group {n}" for n in range(1, 19)},
}
LATEST = (2026, 10)


def wrong(asked):
    """What Nomis would not understand in a request, or None."""
    found = PATH.fullmatch(asked.path)
    if not found or found[1] not in DIMENSIONS:
        return "no such dataset"
    dimensions = DIMENSIONS[found[1]]
    unknown = set(asked.params) - GENERAL - dimensions
    missing = (dimensions | {"geography", "measures"}) - set(asked.params)
    if unknown or missing:
        return f"parameters unknown {sorted(unknown)} or missing {sorted(missing)}"
    return _wrong_values(asked, dimensions)


def _wrong_values(asked, dimensions):
    rules = {"geography": AREA, "date": DATE, "measures": CODE, **dict.fromkeys(dimensions, CODE)}
    for name, pattern in rules.items():
        for part in asked.param(name).split(","):
            if name in asked.params and not pattern.fullmatch(part):
                return f"{name} has {part!r}"
    columns = {column for name in dimensions for column in (name.upper(), f"{name.upper()}_NAME")} | COLUMNS
    unknown = set(asked.param("select").upper().split(",")) - columns
    most = 100_000 if asked.param("uid") else 25_000
    if unknown or not 0 < int(asked.param("RecordLimit")) <= most or int(asked.param("RecordOffset")) < 0:
        return f"columns {sorted(unknown)}, or more rows at a time than {most}"
    return None


class Nomis:
    """A route. `value(area, date, codes, measures)` is a figure, or (status, name) for none."""

    def __init__(self, value=None, areas=AREAS):
        self.value, self.areas, self.etags = value or plain, areas, True
        self.names = dict(NAMES)

    def __call__(self, asked):
        rows = self.rows(asked)
        start = int(asked.param("RecordOffset"))
        part = rows[start : start + int(asked.param("RecordLimit"))]
        text = io.StringIO()
        writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
        columns = asked.param("select").upper().split(",")
        writer.writerow(columns)
        for row in part:
            writer.writerow([row[name] for name in columns])
        return self._answer(asked, text.getvalue().encode())

    def _answer(self, asked, body):
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        headers = {"Content-Type": "text/csv", **({"ETag": tag} if self.etags else {})}
        if self.etags and asked.headers.get("if-none-match") == tag:
            return Answer(304, b"", headers)
        return Answer(200, body, headers)

    def rows(self, asked):
        name = PATH.fullmatch(asked.path)[1]
        dimensions = sorted(DIMENSIONS[name])
        lists = [_codes(asked.param(dimension)) for dimension in dimensions]
        areas = [*self.areas, *(code for code in TWICE if code in self.areas)]
        made = [
            self._row(area, date, dict(zip(dimensions, codes, strict=True)), measures)
            for area in areas for date in _dates(asked.param("date"))
            for codes in itertools.product(*lists) for measures in _codes(asked.param("measures"))
        ]  # fmt: skip
        return [{**row, "RECORD_OFFSET": place, "RECORD_COUNT": len(made)} for place, row in enumerate(made)]

    def _row(self, area, date, codes, measures):
        value = self.value(area, date, codes, measures)
        status, reason = value if isinstance(value, tuple) else ("A", "Normal Value")
        named = {
            column: text
            for name, code in codes.items()
            for column, text in (
                (name.upper(), int(code)), (f"{name.upper()}_NAME", self._name(name.upper(), code)),
            )
        }  # fmt: skip
        return {
            "DATE": date, "GEOGRAPHY_CODE": area, "GEOGRAPHY_NAME": self.areas[area], **named,
            "MEASURES": int(measures), "OBS_VALUE": "" if isinstance(value, tuple) else value,
            "OBS_STATUS": status, "OBS_STATUS_NAME": reason, "OBS_CONF": "F",
        }  # fmt: skip

    def _name(self, dimension, code):
        return self.names.get((dimension, code), f"{dimension} {code}")


def plain(area, date, codes, measures):
    """A figure that is its own for each area, and right for every dataset: a multiple of 5 below 100."""
    return 2.5 if measures in ("21003", "20701") else 5.0 * (1 + list(AREAS).index(area))


def _codes(text):
    found = []
    for part in text.split(","):
        first, _, last = part.partition("...")
        found += [str(code) for code in range(int(first), int(last or first) + 1)]
    return found


def _dates(text):
    if not text.startswith("latest"):
        return text.split(",")
    back = int(re.search(r"\d+", text)[0])
    last = LATEST[0] * 12 + LATEST[1] - 1
    return [f"{month // 12}-{month % 12 + 1:02d}" for month in range(last - back, last + 1)]
