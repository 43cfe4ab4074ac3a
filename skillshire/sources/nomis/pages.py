"""One page of an answer from Nomis: whether it is what was asked for, and all of it."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from skillshire.core.errors import UserError
from skillshire.sources import csvfile
from skillshire.sources.errors import SourceError
from skillshire.sources.http import Again

# The figure, what Nomis says of it, and where the row is among all that the query has.
FIGURE = (
    "MEASURES", "OBS_VALUE", "OBS_STATUS", "OBS_STATUS_NAME", "OBS_CONF", "RECORD_OFFSET", "RECORD_COUNT",
)  # fmt: skip


class Moved(UserError):
    """The publisher put out another edition while its pages were being read."""


@dataclass(frozen=True)
class Expected:
    """What the page from row `offset` must hold; `total` is how many rows there are, if a page said so."""

    source: str
    columns: list[str]
    offset: int
    size: int
    total: int | None
    hint: str = ""

    def accept(self, file: Path) -> int:
        """How many rows the whole answer has. Raises Again for a page cut short, else UserError."""
        self._refuse_nothing(file)
        self._refuse_other_columns(file)
        frame = self._read(file)
        total = self._total(frame)
        wanted = min(self.size, total - self.offset)
        if frame.height < wanted:
            raise Again(f"gave {frame.height:,} rows where {wanted:,} should come{self.hint}")
        expected = pl.int_range(self.offset, self.offset + wanted, eager=True, dtype=pl.Int64)
        given = frame["RECORD_OFFSET"].cast(pl.Int64, strict=False)
        if frame.height > wanted or not given.eq_missing(expected).all():
            raise UserError(
                f"{self._where} repeats rows or leaves some out; try again later, and report it to "
                "Nomis if it stays so."
            )
        return total

    @property
    def _where(self) -> str:
        return f"Nomis's answer for {self.source} from row {self.offset + 1:,}"

    def _refuse_nothing(self, file: Path) -> None:
        lines = file.read_bytes().strip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)
        if len(lines) == 1:
            raise UserError(
                f"Nomis gives no rows for {self.source}, as it does when a parameter is wrong; check query: "
                f"in definitions/sources/{self.source}.yaml."
            )

    def _refuse_other_columns(self, file: Path) -> None:
        header = file.read_text(encoding="utf-8-sig", errors="replace").partition("\n")[0]
        found = [name.strip().strip('"') for name in header.split(",")]
        for name in [*self.columns, *found]:
            if name not in found or name not in self.columns:
                what = "is not there" if name not in found else "was not asked for"
                raise UserError(
                    f"{self._where}: the column {csvfile.quoted(name)} {what}; Nomis may have renamed it, so "
                    "the reader needs to be looked at."
                )

    def _read(self, file: Path) -> pl.DataFrame:
        try:
            return csvfile.read(file, self.columns)
        except SourceError as fault:
            raise Again(f"gave a page that was cut short or damaged ({fault.reason})") from None

    def _total(self, frame: pl.DataFrame) -> int:
        counts = frame["RECORD_COUNT"].unique().to_list()
        if len(counts) != 1 or not counts[0].isdecimal() or int(counts[0]) <= self.offset:
            raise Again("gave a page whose rows do not agree on how many there are")
        total = int(counts[0])
        if self.total not in (None, total):
            raise Moved(
                f"{self._where}: there are {total:,} rows where the page before said {self.total:,}, since a "
                "new edition has just come out; try again."
            )
        return total


def height(file: Path) -> int:
    """How many rows a fetched file has; 0 where there is none."""
    try:
        return max(0, file.read_bytes().count(b"\n") - 1)
    except FileNotFoundError:
        return 0
