"""Files that we put together from a service's pages: a line that says what it is, then one record a line.

The first line counts the records, so that a file cut short cannot pass for a whole one.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from skillshire.sources import live
from skillshire.sources.errors import SourceError

COUNT = "records"


def write(file: Path, head: Mapping[str, Any], records: Iterable[Any]) -> None:
    """Records as they came, under a head to which their number is added."""
    lines = [_line(record) for record in records]
    live.write_aside(file, "".join([_line({**head, COUNT: len(lines)}), *lines]).encode())


def head(file: Path) -> dict[str, Any]:
    """The first line. SourceError where it is none of ours."""
    try:
        with file.open("rb") as stream:
            found = json.loads(stream.readline())
    except OSError as error:
        raise SourceError(file, None, f"the file cannot be read ({error.strerror}); fetch it again") from None
    except ValueError:
        raise SourceError(file, 1, "the first line does not say what the file is; fetch it again") from None
    if not isinstance(found, dict) or not isinstance(found.get(COUNT), int):
        raise SourceError(file, 1, "the first line does not say what the file is; fetch it again")
    return found


def records(file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each record with its line. SourceError at the first that cannot be read, or where some are missing."""
    expected, line = head(file)[COUNT], 1
    try:
        with file.open(encoding="utf-8") as stream:
            next(stream)
            for text in stream:
                line += 1
                yield line, _record(file, line, text)
    except UnicodeDecodeError:
        raise SourceError(file, line + 1, "the text is not UTF-8; the file may be damaged") from None
    if line - 1 != expected:
        reason = f"there are {line - 1:,} records where the first line promises {expected:,}; fetch it again"
        raise SourceError(file, None, reason)


def _record(file: Path, line: int, text: str) -> dict[str, Any]:
    try:
        record = json.loads(text)
    except ValueError:
        raise SourceError(file, line, "the record is no JSON; the file may have been cut short") from None
    if not isinstance(record, dict):
        raise SourceError(file, line, "the record is not laid out as expected")
    return record


def _line(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, default=str) + "\n"
