"""One sheet of a workbook, read by row (counted from 1) and column (counted from 0)."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from skillshire.sources import csvfile, workbook
from skillshire.sources.workbook import Cell, Row

THOUSAND = 1000


@dataclass(frozen=True)
class Sheet:
    file: Path
    name: str
    cells: list[Row]

    def text(self, line: int, column: int) -> str:
        return workbook.text(self._cell(line, column))

    def number(self, line: int, column: int) -> float:
        """People, from a cell in thousands. Rounding drops the noise of 3.6910000000000105."""
        value, _ = workbook.number(self.file, self.name, line, self._cell(line, column), {})
        return round(THOUSAND * (value or 0.0), 6)

    def expect(self, line: int, column: int, words: Sequence[str]) -> None:
        """Raises SourceError where the cells from `column` on are not these words."""
        for place, word in enumerate(words, start=column):
            if self.text(line, place) != word:
                found = csvfile.quoted(self.text(line, place))
                reason = f"{found} stands where {csvfile.quoted(word)} was expected; the table may be another"
                raise workbook.fault(self.file, self.name, line, reason)

    def _cell(self, line: int, column: int) -> Cell:
        if line > len(self.cells) or column >= len(self.cells[line - 1]):
            raise workbook.fault(self.file, self.name, line, "the row ends too soon; the table was cut short")
        return self.cells[line - 1][column]
