"""The XML schema of an ILR file, made from its layout.

A learner is checked by itself (`learner`), as soon as it is read, and what stands around the learners by
another schema (`frame`) in which a learner may hold anything. So memory stays small, and each fault is known
by its learner and its element. Together they say what the published schema says of the whole file; `whole` is
that in one piece, for the tests that hold it against the published one.
"""

from functools import lru_cache
from xml.sax.saxutils import quoteattr

from lxml import etree

from skillshire.casework.ilr import layout as layouts
from skillshire.casework.ilr.layout import Element, Kind, Layout

_BASES = {"whole": "xs:int", "long": "xs:long", "decimal": "xs:decimal", "text": "text", "free": "xs:string"}
_SPECIAL = frozenset(r"\[]-^{}")
_ANYTHING = (
    '<xs:complexType mixed="true"><xs:sequence>'
    '<xs:any minOccurs="0" maxOccurs="unbounded" processContents="skip"/>'
    '</xs:sequence><xs:anyAttribute processContents="skip"/></xs:complexType>'
)


@lru_cache(maxsize=4)
def learner(earlier: bool = False) -> etree.XMLSchema:
    layout = _layout(earlier)
    return _compile(layout, _declare(layout.message.part("Learner"), outermost=True))


@lru_cache(maxsize=4)
def frame(earlier: bool = False) -> etree.XMLSchema:
    layout = _layout(earlier)
    return _compile(layout, _declare(layout.message, outermost=True, open_to="Learner"))


@lru_cache(maxsize=4)
def parts(earlier: bool = False) -> etree.XMLSchema:
    """Of each element by itself, whatever it stands in: for the parts of one whose order is wrong."""
    layout = _layout(earlier)
    named = {element.name: element for element in layout.message.walk()}
    return _compile(layout, "".join(_declare(element, outermost=True) for element in named.values()))


def whole(layout: Layout) -> etree.XMLSchema:
    return _compile(layout, _declare(layout.message, outermost=True))


def _layout(earlier: bool) -> Layout:
    layout = layouts.load()
    return layouts.tolerant(layout) if earlier else layout


def _compile(layout: Layout, declared: str) -> etree.XMLSchema:
    namespace = quoteattr(layout.namespace)
    pattern = _facet("pattern", f"[{_spans(layout.characters)}]*")
    text = (
        f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns={namespace} '
        f'targetNamespace={namespace} elementFormDefault="qualified">'
        f'<xs:simpleType name="text"><xs:restriction base="xs:string">{pattern}</xs:restriction>'
        f"</xs:simpleType>{declared}</xs:schema>"
    )
    return etree.XMLSchema(etree.fromstring(text.encode(), _parser()))


def _spans(characters: str) -> str:
    """As few spans as can be, the longest first: the checker tries them one by one on each character."""
    spans: list[list[str]] = []
    for one in sorted(set(characters)):
        if spans and ord(one) == ord(spans[-1][-1]) + 1:
            spans[-1].append(one)
        else:
            spans.append([one])
    spans.sort(key=len, reverse=True)
    return "".join(_escaped(span[0]) + (f"-{_escaped(span[-1])}" if span[1:] else "") for span in spans)


def _escaped(one: str) -> str:
    return f"\\{one}" if one in _SPECIAL else one


def _parser() -> "etree.XMLParser":
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _declare(element: Element, outermost: bool = False, open_to: str = "") -> str:
    often = "" if outermost else f' minOccurs="{element.least}" maxOccurs="{_most(element)}"'
    head = f'<xs:element name="{element.name}"{often}>'
    return f"{head}{_content(element, open_to)}</xs:element>"


def _most(element: Element) -> str:
    return "unbounded" if element.most is None else str(element.most)


def _content(element: Element, open_to: str) -> str:
    if element.name == open_to:
        return _ANYTHING
    if element.kind:
        return _simple(element.kind)
    parts = "".join(_declare(part, open_to=open_to) for part in element.parts)
    return f"<xs:complexType><xs:sequence>{parts}</xs:sequence></xs:complexType>"


def _simple(kind: Kind) -> str:
    base = {"date": "xs:date", "moment": "xs:dateTime"}.get(kind.name, _BASES.get(kind.name, ""))
    limits = _bounds(kind)
    limits += [("totalDigits", kind.digits), ("fractionDigits", kind.places)]
    limits += [("pattern", kind.pattern), ("enumeration", kind.word)]
    facets = "".join(_facet(name, value) for name, value in limits if value)
    return f'<xs:simpleType><xs:restriction base="{base}">{facets}</xs:restriction></xs:simpleType>'


def _bounds(kind: Kind) -> list[tuple[str, str]]:
    if kind.name in ("text", "free"):
        return [("minLength", kind.low), ("maxLength", kind.high)]
    return [("minInclusive", kind.low), ("maxInclusive", kind.high)]


def _facet(name: str, value: str) -> str:
    return f"<xs:{name} value={quoteattr(value)}/>"
