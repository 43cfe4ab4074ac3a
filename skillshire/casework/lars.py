"""What is known of aims, standards and frameworks: their level, subject and basic skill.

From definitions/lars, carried over from the Learning Aims Reference Service (Department for Education, Open
Government Licence v3.0), or from the home folder's own copy, which `skillshire learners lars` makes of newer
tables. Subjects are sector subject areas of the second tier, such as 6.1; empty is not known.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from skillshire.casework.ilr.records import COMPONENT, PROGRAMME, Aim
from skillshire.core import definitions
from skillshire.core.errors import UserError

SHIPPED = definitions.ROOT / "lars"
SKILLS = ("english", "maths", "esol", "digital")
LEVELS = frozenset(["E", "1", "1.5", "2", "3", "4", "5", "6", "7", "8", "H", "M"])
STANDARD = 25  # ProgType
TABLES: Mapping[str, tuple[str, ...]] = {
    "standards.csv": ("code", "level", "subject"),
    "frameworks.csv": ("framework", "prog_type", "pathway", "subject"),
    "subjects.csv": ("subject", "name"),
    "aims.csv": ("aim", "level", "subject", "skill"),
}
Row = Mapping[str, str]


@dataclass(frozen=True)
class Known:
    level: str = ""
    subject: str = ""
    skill: str = ""


_UNKNOWN = Known()


@dataclass(frozen=True)
class Lars:
    standards: Mapping[int, Known]
    frameworks: Mapping[tuple[int, int, int], str]
    programmes: Mapping[int, str]  # type of programme → level
    aims: Mapping[str, Known] = field(default_factory=dict)

    def of(self, aim: Aim) -> Known:
        """A programme has its standard's or framework's: LARS lists one aim for every programme there is. So
        has a part of one, where nothing is known of the part itself.
        """
        own = self.aims.get(aim.aim_ref, _UNKNOWN)
        if aim.aim_type not in (PROGRAMME, COMPONENT):
            return own
        whole = self._programme(aim)
        first, second = (whole, own) if aim.aim_type == PROGRAMME else (own, whole)
        return first if first != _UNKNOWN else second

    def _programme(self, aim: Aim) -> Known:
        if aim.prog_type == STANDARD:
            return self.standards.get(aim.standard or 0, _UNKNOWN)
        level = self.programmes.get(aim.prog_type or 0, "")
        key = (aim.framework or 0, aim.prog_type or 0, aim.pathway or 0)
        return Known(level, self.frameworks.get(key, ""))


def load(home: Path | None = None) -> Lars:
    """`home` is a folder with newer tables; each that it has stands in place of the shipped one."""
    aims = {row["aim"]: _known(row) for row in _read("aims.csv", home)}
    aims |= {row["aim"]: _known(row) for row in _read("local-aims.csv", home)}
    return Lars(
        {int(row["code"]): _known(row) for row in _read("standards.csv", home)},
        {
            (int(row["framework"]), int(row["prog_type"]), int(row["pathway"])): row["subject"]
            for row in _read("frameworks.csv", home)
        },
        {int(row["prog_type"]): row["level"] for row in _read("programme-levels.csv", home)},
        aims,
    )


def subjects(home: Path | None = None) -> dict[str, str]:
    """Names by code, of both tiers: 6 and 6.1."""
    return {row["subject"]: row["name"] for row in _read("subjects.csv", home)}


def _known(row: Row) -> Known:
    level, skill = row.get("level", ""), row.get("skill", "")
    if (level and level not in LEVELS) or (skill and skill not in SKILLS):
        raise UserError(
            f"The list of aims has “{level}” and “{skill}” for {row.get('aim') or row.get('code')}; a level "
            f"is 1 to 8, E or H, and a basic skill one of {', '.join(SKILLS)}."
        )
    return Known(level, row.get("subject", ""), skill)


def _read(name: str, home: Path | None) -> list[dict[str, str]]:
    for folder in (home, SHIPPED):
        file = folder / name if folder else None
        if file and file.is_file():
            return list(_rows(file, ()))
    return []


def _rows(file: Path, wanted: Sequence[str]) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        reader = csv.DictReader(line for line in opened if not line.startswith("#"))
        lacking = [name for name in wanted if name not in (reader.fieldnames or ())]
        if lacking:
            raise UserError(f"{file}: the column {lacking[0]} is missing; download the LARS tables again.")
        yield from reader


# --- from a downloaded folder


def build(source: Path, target: Path) -> dict[str, int]:
    """Writes the tables that the folder has; how many rows each has. UserError where it has none."""
    made = {
        name: _write(target / name, TABLES[name], rows)
        for name, rows in (
            ("standards.csv", _standards(source)), ("frameworks.csv", _frameworks(source)),
            ("subjects.csv", _subjects(source)), ("aims.csv", _aims(source)),
        ) if rows
    }  # fmt: skip
    if not made:
        raise UserError(
            f"There is no LARS table in {source}; it must hold Standard.csv, Framework.csv or "
            "LearningDelivery.csv."
        )
    return made


def _write(file: Path, columns: Sequence[str], rows: Iterable[Row]) -> int:
    """Whole or not at all: beside it first, then in its place."""
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_suffix(".new")
    kept = list(rows)
    with aside.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(kept)
    aside.replace(file)
    return len(kept)


def _table(source: Path, name: str, *wanted: str) -> list[dict[str, str]]:
    file = source / f"{name}.csv"
    return list(_rows(file, wanted)) if file.is_file() else []


def _standards(source: Path) -> list[Row]:
    """Of several versions of a standard the last counts."""
    found = {
        row["StandardCode"]: {
            "code": row["StandardCode"],
            "level": _level(row["NotionalEndLevel"]),
            "subject": subject(row["SectorSubjectAreaTier2"]),
        }
        for row in _table(source, "Standard", "StandardCode", "NotionalEndLevel", "SectorSubjectAreaTier2")
    }
    return sorted(found.values(), key=lambda row: int(row["code"]))


def _frameworks(source: Path) -> list[Row]:
    """Only those with a subject: of the others nothing would be known."""
    table = _table(source, "Framework", "FworkCode", "ProgType", "PwayCode", "SectorSubjectAreaTier2")
    rows = [
        {
            "framework": row["FworkCode"],
            "prog_type": row["ProgType"],
            "pathway": row["PwayCode"],
            "subject": subject(row["SectorSubjectAreaTier2"]),
        }
        for row in table
    ]
    return [row for row in rows if row["subject"]]


def _subjects(source: Path) -> list[Row]:
    first = [
        {"subject": row["SectorSubjectAreaTier1"], "name": row["SectorSubjectAreaTier1Desc"]}
        for row in _table(source, "SectorSubjectAreaTier1", "SectorSubjectAreaTier1Desc")
    ]
    second = [
        {"subject": row["SectorSubjectAreaTier2"], "name": row["SectorSubjectAreaTier2Desc"]}
        for row in _table(source, "SectorSubjectAreaTier2", "SectorSubjectAreaTier2Desc")
    ]
    named = {subject(row["subject"]): row["name"].strip() for row in [*second, *first]}
    return [{"subject": code, "name": name} for code, name in named.items() if code]


def _aims(source: Path) -> list[Row]:
    skills = _skills_of_aims(source)
    return [
        {
            "aim": row["LearnAimRef"],
            "level": _level(row["NotionalNVQLevelv2"]),
            "subject": subject(row["SectorSubjectAreaTier2"]),
            "skill": skills.get(row["LearnAimRef"], ""),
        }
        for row in _table(
            source, "LearningDelivery", "LearnAimRef", "NotionalNVQLevelv2", "SectorSubjectAreaTier2"
        )
    ]


def _skills_of_aims(source: Path) -> dict[str, str]:
    types = {row["type"]: row["skill"] for row in _rows(SHIPPED / "basic-skills.csv", ("type", "skill"))}
    table = _table(source, "AnnualValue", "LearnAimRef", "BasicSkillsType")
    return {
        row["LearnAimRef"]: types[kind]
        for row in table
        if (kind := str(int(row["BasicSkillsType"] or 0))) in types
    }


def subject(text: str) -> str:
    """“6.10” is 6.1, and “6.00” the first tier's 6; “-1.00” (unknown) and “-2.00” (none) are empty."""
    try:
        number = float(text)
    except ValueError:
        return ""
    return f"{number:g}" if number > 0 else ""


def _level(text: str) -> str:
    return text if text in LEVELS else ""
