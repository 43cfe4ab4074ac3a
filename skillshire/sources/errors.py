from pathlib import Path

from skillshire.core.errors import UserError


class SourceError(UserError):
    """A published file is not what its reader expects: says the file, the line and the reason.

    `line` is the line of a text file or the row of a sheet or table, counted from 1; None where the fault
    is the whole file's.
    """

    def __init__(self, file: Path | str, line: int | None, reason: str) -> None:
        self.file, self.line, self.reason = str(file), line, reason
        where = f"{file}, line {line}" if line is not None else str(file)
        super().__init__(f"{where}: {reason.rstrip('.')}.")
