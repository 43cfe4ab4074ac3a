"""Reads an ILR file learner by learner, holding no more than one of them at a time.

No DTD, no entity but XML's own five, no network, and none of the parser's limits lifted.
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO

from lxml import etree

from skillshire.casework.ilr import layout as layouts
from skillshire.casework.ilr import xml_words
from skillshire.casework.ilr.extract import day
from skillshire.casework.ilr.records import Header

FIRST_EARLIER = 2018  # the oldest layout that is read: 2018/19
UKPRN_DIGITS = 8
_NAMESPACE = re.compile(r"(?:ESFA|SFA)/ILR/(20\d\d)-(\d\d)")
_PARTS = ("Header", "SourceFiles", "LearningProvider", "Learner")


class Refused(Exception):
    """A file that cannot be read on. `message` is a sentence on what is wrong and how to mend it."""

    def __init__(self, line: int, field: str, rule: str, value: str, message: str) -> None:
        super().__init__(message)
        self.line, self.field, self.rule, self.value, self.message = line, field, rule, value, message


class Hashed:
    """A file whose checksum is made while it is read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._sum, self.bytes = file, hashlib.sha256(), 0

    def read(self, size: int) -> bytes:
        piece = self._file.read(max(size, 1 << 18))
        self._sum.update(piece)
        self.bytes += len(piece)
        return piece

    @property
    def sha256(self) -> str:
        return self._sum.hexdigest()


class Reading:
    """Iterate over it once for the Learner elements; each is emptied when the next is asked for.

    `header` is known from the first learner on (None if it cannot be told), `frame` at the end: all that
    stands around the learners, each run of them reduced to one empty element. Raises Refused.
    """

    def __init__(self, file: BinaryIO) -> None:
        self.file = Hashed(file)
        self.namespace, self.earlier, self.year = "", False, 0
        self.header: Header | None = None
        self.frame: Any = None

    def __iter__(self) -> Iterator[Any]:
        try:
            yield from self._learners()
        except etree.XMLSyntaxError as error:
            raise _not_xml(error) from None

    def _learners(self) -> Iterator[Any]:
        tags = [f"{{*}}{name}" for name in _PARTS]
        events = etree.iterparse(
            self.file, events=("end",), tag=tags, resolve_entities=False, no_network=True, load_dtd=False,
            remove_comments=True, remove_pis=True, huge_tree=False,
        )  # fmt: skip
        for _, element in events:
            parent = element.getparent()
            if self.frame is None:
                self._begin(element)
            if parent is not None and parent is self.frame and element.tag.endswith("}Learner"):
                self._know(parent)
                yield element
                _forget(element)
        self._end(events.root)

    def _begin(self, element: Any) -> None:
        tree = element.getroottree()
        self._check_root(tree.getroot(), bool(tree.docinfo.doctype))

    def _end(self, root: Any) -> None:
        if self.frame is None:
            self._check_root(root, bool(root.getroottree().docinfo.doctype))
        self._know(root)

    def _check_root(self, root: Any, has_doctype: bool) -> None:
        if has_doctype:
            raise Refused(
                1, "DOCTYPE", "xml", "", "A learner record has no document type; take out <!DOCTYPE …>."
            )
        name = etree.QName(root)
        if name.localname != "Message":
            raise Refused(
                root.sourceline, name.localname, "layout", name.localname,
                "This is not a learner record (ILR): its outermost element must be Message.",
            )  # fmt: skip
        self.namespace = name.namespace or ""
        self.year = _year(self.namespace, root.sourceline)
        self.earlier = self.namespace != layouts.load().namespace
        self.frame = root

    def _know(self, root: Any) -> None:
        if self.header is None:
            spaces = {"i": self.namespace}
            found = {name: root.findtext(path, namespaces=spaces) for name, path in _WHERE.items()}
            provider = root.find(_WHERE["ukprn"], namespaces=spaces)
            line = 0 if provider is None else provider.sourceline or 0
            self.header = _header(found, self, line)


_WHERE = {
    "prepared": "i:Header/i:CollectionDetails/i:FilePreparationDate",
    "ukprn": "i:LearningProvider/i:UKPRN",
    "source": "i:Header/i:Source/i:UKPRN",
}


def _header(found: dict[str, str | None], reading: Reading, line: int) -> Header | None:
    """None where the schema will say what is wrong."""
    try:
        prepared: date = day(found["prepared"] or "")
        ukprn = int(found["ukprn"] or "")
    except ValueError:
        return None
    return Header(
        ukprn, reading.year, prepared, reading.earlier, reading.namespace, _number(found["source"]), line
    )


def _number(text: str | None) -> int:
    """0 for what no provider's number looks like; of thousands of digits Python would make none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= UKPRN_DIGITS else 0


def _year(namespace: str, line: int) -> int:
    current = layouts.load()
    match = _NAMESPACE.fullmatch(namespace)
    year = int(match[1]) if match else 0
    fits = match is not None and int(match[2]) == (year + 1) % 100
    if namespace == current.namespace or (fits and FIRST_EARLIER <= year < current.year):
        return year
    raise Refused(
        line, "Message", "layout", namespace,
        f"The layout “{namespace}” is not known; export a file of {FIRST_EARLIER}/{FIRST_EARLIER - 1999} to "
        f"{current.year}/{current.year - 1999}, whose Message names the layout “{current.namespace}” or an "
        "earlier year's.",
    )  # fmt: skip


def _forget(element: Any) -> None:
    """Empties a learner, and takes away the one before it, so that a run of learners leaves one behind.

    What an empty run leaves is needed: the order of the parts of the file is checked at the end.
    """
    element.clear(keep_tail=True)
    before = element.getprevious()
    if before is not None and before.tag == element.tag and not (before.tail or "").strip():
        element.getparent().remove(before)


def _not_xml(error: etree.XMLSyntaxError) -> Refused:
    return Refused(error.lineno or 1, "", "xml", "", xml_words.sentence(error))
