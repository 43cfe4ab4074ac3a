"""Lines of a log that show nothing personal, for a process that has people's records at hand.

Of an error they show its kind and where it was, not its words, which quote what it was about: a database says
which key is there already, a conversion which text it could not read. Of a record they show what
anyone may see. A secret that stands in an address of the office, such as an invitation's, stays out.
"""

import copy
import logging
import re
import traceback
from collections.abc import Iterator, Mapping
from types import TracebackType

from django.db.models import Model

_SECRET = re.compile(r"(/office/(?:[\w-]+/)*)[\w-]{32,}")
# What errors have that quotes nothing: the system's words for its number, the codes of SQLite and PostgreSQL.
_CODES = ("strerror", "sqlite_errorname", "sqlstate")
_Caught = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Discreet(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        shown = copy.copy(record)  # other handlers have it as it was
        shown.exc_text = None  # what one of them made of the error
        shown.msg = _plain(record.msg)
        if isinstance(record.args, Mapping):
            shown.args = {name: _plain(one) for name, one in record.args.items()}
        elif record.args:
            shown.args = tuple(_plain(one) for one in record.args)
        return _SECRET.sub(r"\1…", super().format(shown))

    def formatException(self, ei: _Caught) -> str:  # noqa: N802 (its name in the library)
        return "\n".join(_told(ei[1])) if ei[1] is not None else ""


def _plain(said: object) -> object:
    if isinstance(said, BaseException):
        return _kind(said)
    if isinstance(said, Model):
        from skillshire.core import classified, fields

        return f"{said._meta.label} {classified.redacted(said, upto=fields.Sensitivity.PUBLIC)}"
    return said


def _told(error: BaseException) -> Iterator[str]:
    """The error after those that led to it, as Python tells it but for their words."""
    for one in reversed(list(_chain(error))):
        yield "Traceback (most recent call last):"
        yield "".join(traceback.format_tb(one.__traceback__)).rstrip("\n")
        yield _kind(one)
        for inner in getattr(one, "exceptions", ()):
            yield from _told(inner)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _kind(error: BaseException) -> str:
    code = next((said for name in _CODES if isinstance(said := getattr(error, name, None), str)), "")
    return f"{type(error).__module__}.{type(error).__qualname__}{f' ({code})' if code else ''}"
