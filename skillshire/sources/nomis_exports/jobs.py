"""Business Register and Employment Survey 2019: jobs at the workplace by industry, from an export of Nomis.

Each industry has two columns, the number and Nomis's flags, which are empty throughout. The year stands
nowhere in the file. Numbers are rounded the more coarsely the larger they are: to fives, hundreds, thousands.
"""

import csv
from pathlib import Path

import polars as pl

from skillshire.sources import csvfile, dfe
from skillshire.sources.errors import SourceError
from skillshire.sources.nomis_exports import places, wizard
from skillshire.sources.table import SCHEMA, breakdown

SERIES = "Jobs"
PERIOD = "2019-01-01/P1Y"
# The 18 groups that Nomis makes for general use; together they are all industries.
GROUPS = {
    "1 : Agriculture, forestry & fishing (A)": "agriculture-forestry-and-fishing",
    "2 : Mining, quarrying & utilities (B,D and E)": "mining-quarrying-and-utilities",
    "3 : Manufacturing (C)": "manufacturing",
    "4 : Construction (F)": "construction",
    "5 : Motor trades (Part G)": "motor-trades",
    "6 : Wholesale (Part G)": "wholesale",
    "7 : Retail (Part G)": "retail",
    "8 : Transport & storage (inc postal) (H)": "transport-and-storage",
    "9 : Accommodation & food services (I)": "accommodation-and-food-services",
    "10 : Information & communication (J)": "information-and-communication",
    "11 : Financial & insurance (K)": "financial-and-insurance",
    "12 : Property (L)": "property",
    "13 : Professional, scientific & technical (M)": "professional-scientific-and-technical",
    "14 : Business administration & support services (N)": "business-administration-and-support-services",
    "15 : Public administration & defence (O)": "public-administration-and-defence",
    "16 : Education (P)": "education",
    "17 : Health (Q)": "health",
    "18 : Arts, entertainment, recreation & other services (R,S,T and U)":
        "arts-entertainment-recreation-and-other-services",
}  # fmt: skip
# The sections of the Standard Industrial Classification of 2007, with their letter.
SECTIONS = (
    "A : Agriculture, forestry and fishing",
    "B : Mining and quarrying",
    "C : Manufacturing",
    "D : Electricity, gas, steam and air conditioning supply",
    "E : Water supply; sewerage, waste management and remediation activities",
    "F : Construction",
    "G : Wholesale and retail trade; repair of motor vehicles and motorcycles",
    "H : Transportation and storage",
    "I : Accommodation and food service activities",
    "J : Information and communication",
    "K : Financial and insurance activities",
    "L : Real estate activities",
    "M : Professional, scientific and technical activities",
    "N : Administrative and support service activities",
    "O : Public administration and defence; compulsory social security",
    "P : Education",
    "Q : Human health and social work activities",
    "R : Arts, entertainment and recreation",
    "S : Other service activities",
    "T : Activities of households as employers;undifferentiated goods-and services-producing activities of "
    "households for own use",
    "U : Activities of extraterritorial organisations and bodies",
)
_LONG = {"T": "households-as-employers", "U": "extraterritorial-organisations"}
HEADINGS = {
    **{heading: breakdown(section=_LONG.get(heading[0]) or dfe.slug(heading[4:])) for heading in SECTIONS},
    **{heading: breakdown(industry=name) for heading, name in GROUPS.items()},
}


def fetch(directory: Path) -> list[Path]:
    return wizard.fetch("Business Register and Employment Survey 2019, employment by industry", directory)


def rows(file: Path) -> pl.DataFrame:
    """Jobs by group of industries and by section; the headline is our sum of the 18 groups, file has none."""
    frame = csvfile.read(file, ["Area", *HEADINGS])
    _refuse_other_columns(file)
    frame = _with_places(file, frame[1:])
    counted = frame.with_columns(_counts(file, frame, heading).alias(heading) for heading in HEADINGS)
    headline = counted.with_columns(pl.sum_horizontal(list(GROUPS)).alias(""))
    area = ["area_code", "area_name", "area_level", "line"]
    long = headline.unpivot(["", *HEADINGS], index=area, variable_name="heading")
    breakdowns = long["heading"].replace_strict({"": "", **HEADINGS})
    known = {"series": pl.lit(SERIES), "period": pl.lit(PERIOD), "status": pl.lit("")}
    return dfe.finish(file, long.with_columns(breakdown=breakdowns, **known))


def _refuse_other_columns(file: Path) -> None:
    """Columns must be pairs of number and flag. The file at hand has no flag, so none is understood."""
    with file.open(encoding="utf-8-sig", newline="") as text:
        reader = csv.reader(text)
        header, below = next(reader), next(reader)
        flags = header[2::2]
        if set(header[1::2]) != set(HEADINGS) or set(flags) != {"Flags"}:
            raise SourceError(file, 1, "the columns are not one number and one “Flags” for each industry")
        if set(below[1::2]) != {"number"} or set(below[2::2]) != {"Flags"}:
            raise SourceError(file, 2, "the row below the header does not say “number” and “Flags”")
        for row in reader:
            if any(row[2::2]):
                found = next(cell for cell in row[2::2] if cell)
                raise SourceError(file, reader.line_num, f"the flag {csvfile.quoted(found)} is not known")


def _with_places(file: Path, frame: pl.DataFrame) -> pl.DataFrame:
    """Rows of areas that are served, each label once."""
    if frame.is_empty():
        raise SourceError(file, 2, "there are no rows below the header")
    csvfile.refuse_duplicates(file, frame, ["Area"])
    found = []
    for label, line in frame.select("Area", "line").iter_rows():
        try:
            found.append(places.read(label))
        except ValueError as error:
            raise SourceError(file, line, str(error)) from None
    kept = frame.filter([place is not None for place in found])
    known = [place for place in found if place is not None]
    return kept.with_columns(
        pl.Series(name, [getattr(place, name.removeprefix("area_")) for place in known], dtype=SCHEMA[name])
        for name in ("area_code", "area_name", "area_level")
    )


def _counts(file: Path, frame: pl.DataFrame, heading: str) -> pl.Series:
    """Symbols are errors here: this file has none, and with one the sum would be no total."""
    value = csvfile.numbers(file, frame, heading, {})["value"]
    wrong = ((value < 0) | (value % 5 != 0)).arg_true()
    if len(wrong):
        reason = (
            f"{csvfile.quoted(frame[heading][wrong[0]])} in the column {csvfile.quoted(heading)} is no count"
        )
        raise SourceError(file, frame["line"][wrong[0]], reason)
    return value
