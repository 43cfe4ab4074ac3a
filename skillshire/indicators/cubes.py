"""One indicator's figures as a file of dense arrays, which is mapped into memory rather than read.

Layout, little-endian: 16 bytes of MAGIC; the length of the header in bytes (8); the header's SHA-256 (32);
the header, which is JSON; then the planes it names, each beginning at a multiple of ALIGNED bytes. A plane
has one cell for every breakdown, area and period, in that order of nesting, so a series is one run of cells:

- `status`: one byte, the place of the status in the header's list, or ABSENT where there is no observation
- `value`, `lower`, `upper`: 64-bit floats, NaN where there is no number; limits only where any exist
- `snapshot`: the snapshot's number within the indicator, from 1; only where there are several

Breakdowns and areas are in the order of their texts, periods in the order of when they end. The header also
carries the planes' SHA-256, so its own digest stands for every figure in the file.
"""

import hashlib
import json
import mmap
import os
import struct
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from skillshire.core import periods
from skillshire.core.periods import Period
from skillshire.indicators.contents import NoRelease

if TYPE_CHECKING:
    import polars as pl

MAGIC = b"skillshire-cube2"
FRONT = struct.Struct("<16sQ32s")
ALIGNED = 64
ABSENT = 255
LIMITS = ("lower", "upper")
AXES = ("breakdowns", "areas", "periods")
Plane = NDArray[Any]


class Damaged(NoRelease):
    """A cube that cannot be trusted. The Parquet file beside it has the same figures."""


class Cube:
    """An open cube. Its arrays are read-only and may be shared between threads."""

    def __init__(self, file: Path, header: Mapping[str, Any], digest: str, planes: Mapping[str, Plane]):
        self.file, self.digest, self.inode = file, digest, os.stat(file).st_ino
        self.rows: int = header["rows"]
        self.sum: str = header["sha256"]
        self.areas: tuple[str, ...] = tuple(header["areas"])
        self.breakdowns: tuple[str, ...] = tuple(header["breakdowns"])
        self.periods: tuple[Period, ...] = tuple(map(periods.parse, header["periods"]))
        self.statuses: tuple[str, ...] = tuple(header["statuses"])
        self.status, self.value = planes["status"], planes["value"]
        self.lower, self.upper = planes.get("lower"), planes.get("upper")
        self.snapshot = planes.get("snapshot")
        self.area_at = {code: place for place, code in enumerate(self.areas)}
        self.breakdown_at = {text: place for place, text in enumerate(self.breakdowns)}
        # A series of plain numbers: its codes, and its statuses.
        self.all_plain, self.no_statuses = bytes(len(self.periods)), ("",) * len(self.periods)
        self.blank, self.ones = (float("nan"),) * len(self.periods), (1,) * len(self.periods)

    @cached_property
    def period_at(self) -> dict[str, int]:
        return {period.iso: place for place, period in enumerate(self.periods)}

    def frame(self) -> "pl.DataFrame":
        """All observations as a table in the order of area, breakdown and period (as texts)."""
        import polars as pl

        order = np.argsort(np.array([one.iso for one in self.periods]))
        turned = {
            name: plane.transpose(1, 0, 2)[:, :, order]
            for name, plane in self._planes().items()
        }  # fmt: skip
        held = turned["status"] != ABSENT
        places = dict(zip(("area", "breakdown", "period"), np.nonzero(held), strict=True))
        texts = (self.areas, self.breakdowns, tuple(self.periods[place].iso for place in order))
        keys = {
            name: pl.Series(list(text), dtype=pl.String).gather(place)
            for text, (name, place) in zip(texts, places.items(), strict=True)
        }
        numbers = {
            name: pl.Series(turned[name][held], dtype=pl.Float64).fill_nan(None)
            if name in turned else pl.Series([None], dtype=pl.Float64).new_from_index(0, self.rows)
            for name in ("value", *LIMITS)
        }  # fmt: skip
        status = pl.Series(list(self.statuses), dtype=pl.String).gather(turned["status"][held])
        one = np.ones(int(held.sum()), dtype=np.int64)
        snapshot = turned["snapshot"][held].astype(np.int64) if "snapshot" in turned else one
        return pl.DataFrame({**keys, **numbers, "status": status, "snapshot": snapshot})

    def rows_in_order(self) -> Iterator[tuple[Any, ...]]:
        """All observations, by area, breakdown and period, as assemble.COLUMNS has them, but as plain tuples.

        Needs neither Polars nor room for more than one area.
        """
        order = sorted(range(len(self.periods)), key=lambda place: self.periods[place].iso)
        turned = {name: plane.transpose(1, 0, 2) for name, plane in self._planes().items()}
        for place, area in enumerate(self.areas):
            part = {name: plane[place].tolist() for name, plane in turned.items()}
            for row, breakdown in enumerate(self.breakdowns):
                codes, value = part["status"][row], part["value"][row]
                limits = [part[name][row] if name in part else self.blank for name in LIMITS]
                snapshot = part["snapshot"][row] if "snapshot" in part else self.ones
                for at in order:
                    if codes[at] != ABSENT:
                        numbers = (_number(column[at]) for column in (value, *limits))
                        status = self.statuses[codes[at]]
                        yield area, breakdown, self.periods[at].iso, *numbers, status, snapshot[at]

    def _planes(self) -> dict[str, Plane]:
        names = ("status", "value", *LIMITS, "snapshot")
        return {name: plane for name in names if (plane := getattr(self, name)) is not None}


def _number(cell: float) -> float | None:
    return cell if cell == cell else None  # noqa: PLR0124 - NaN alone is not equal to itself


# --- Writing ---------------------------------------------------------------------------------------------


def write(identifier: str, frame: "pl.DataFrame", file: Path) -> str:
    """Write the indicator's observations (assemble.COLUMNS) as a cube; returns its digest.

    The same observations make the same bytes, in whatever order the rows come.
    """
    axes = {
        "breakdowns": sorted(frame["breakdown"].unique()),
        "periods": [period.iso for period in in_order(frame["period"].unique().to_list())],
        "areas": sorted(frame["area"].unique()),
    }
    planes, statuses = _filled(frame, axes)
    offset, described = 0, {}
    for name, plane in planes.items():
        described[name] = {"offset": offset, "dtype": plane.dtype.str}
        offset += _padded(plane.nbytes)
    header = {
        "indicator": identifier, "rows": frame.height, **axes, "statuses": statuses, "planes": described,
        "bytes": offset, "sha256": _sum(planes.values()),
    }  # fmt: skip
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    digest = hashlib.sha256(text)
    with file.open("wb") as opened:
        opened.write(_fill(FRONT.pack(MAGIC, len(text), digest.digest()) + text))
        for plane in planes.values():
            opened.write(_fill(plane.tobytes()))
        opened.flush()
        os.fsync(opened.fileno())
    return digest.hexdigest()


def in_order(texts: Sequence[str]) -> list[Period]:
    """By when they end: as texts, nine months (P9M) would stand after the year (P1Y) they begin."""
    return sorted(map(periods.parse, texts), key=lambda one: (one.end, one.start, one.iso))


def _filled(frame: "pl.DataFrame", axes: Mapping[str, list[str]]) -> tuple[dict[str, Plane], list[str]]:
    shape = tuple(len(axes[name]) for name in AXES)
    codes = [_codes(frame[name[:-1]], axes[name]) for name in AXES]
    places = np.ravel_multi_index(codes, shape)
    statuses, code = _status_codes(frame)
    planes = {"status": _plane(shape, places, code, np.uint8(ABSENT))}
    for name in ("value", *LIMITS):
        if name == "value" or frame[name].null_count() < frame.height:
            numbers = frame[name].fill_null(float("nan")).to_numpy()
            planes[name] = _plane(shape, places, numbers, np.float64("nan"))
    most = int(str(frame["snapshot"].max()))
    if most > 1:
        kind = np.uint8 if most < 256 else np.uint16
        planes["snapshot"] = _plane(shape, places, frame["snapshot"].to_numpy().astype(kind), kind(0))
    return planes, statuses


def _plane(shape: tuple[int, ...], places: Plane, cells: Plane, empty: Any) -> Plane:
    plane = np.full(int(np.prod(shape)), empty)
    plane[places] = cells
    return plane.reshape(shape)


def _codes(column: "pl.Series", axis: list[str]) -> Plane:
    import polars as pl

    return column.cast(pl.Enum(axis)).to_physical().to_numpy().astype(np.int64)


def _status_codes(frame: "pl.DataFrame") -> tuple[list[str], Plane]:
    """The statuses, and each row's place among them. 0 is a number without a status, and nothing else."""
    names = ["", *sorted(set(frame["status"]) - {""})]
    code = _codes(frame["status"], names).astype(np.uint8)
    silent = (frame["value"].is_null() & (frame["status"] == "")).to_numpy()
    if silent.any():
        code[silent] = len(names)
        names.append("")
    return names, code


def _padded(size: int) -> int:
    return -(-size // ALIGNED) * ALIGNED


def _fill(content: bytes) -> bytes:
    return content + bytes(_padded(len(content)) - len(content))


def _sum(planes: Any) -> str:
    total = hashlib.sha256()
    for plane in planes:
        total.update(np.ascontiguousarray(plane).data)
    return total.hexdigest()


# --- Reading ---------------------------------------------------------------------------------------------


def read(file: Path, expected: str | None = None) -> Cube:
    """Open a cube. Damaged where it is cut short, or its header is not what was written.

    `expected` is the digest that the release has noted. The planes are mapped, not read: see `verify`.
    """
    try:
        with file.open("rb") as opened:
            content = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):
        raise _damaged(file, "is missing or empty") from None
    if len(content) < FRONT.size:
        raise _damaged(file, "is cut short")
    magic, length, digest = FRONT.unpack_from(content)
    text = content[FRONT.size : FRONT.size + length]
    if magic != MAGIC or hashlib.sha256(text).digest() != digest:
        raise _damaged(file, "has a damaged beginning")
    if expected is not None and digest.hex() != expected:
        raise _damaged(file, "holds other figures than its release says")
    return _mapped(file, json.loads(text), digest.hex(), content, _padded(FRONT.size + length))


def _mapped(file: Path, header: dict[str, Any], digest: str, content: mmap.mmap, start: int) -> Cube:
    if len(content) != start + header["bytes"]:
        raise _damaged(file, "is not as long as it says")
    shape = tuple(len(header[name]) for name in AXES)
    cells = int(np.prod(shape))
    planes = {
        name: np.frombuffer(content, plane["dtype"], cells, start + plane["offset"]).reshape(shape)
        for name, plane in header["planes"].items()
    }
    return Cube(file, header, digest, planes)


def verify(cube: Cube) -> None:
    """Read the whole cube and hold it against its checksum. Damaged where they differ."""
    if _sum(cube._planes().values()) != cube.sum:
        raise _damaged(cube.file, "has other bytes than were written")


def _damaged(file: Path, what: str) -> Damaged:
    """No path in it: the sentence may be read by the public."""
    release = file.parent.parent.name
    return Damaged(
        f"Release {release}: {file.name} {what}; make it again with: skillshire release rebuild {release}."
    )
