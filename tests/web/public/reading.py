"""Reads a page as a person or a machine would: words, links, headings, tables."""

import csv
import io
import re
from functools import cached_property
from html.parser import HTMLParser

VOID = {"input", "link", "meta", "br", "img", "hr"}
SILENT = {"style", "script", "title", "desc", "svg"}
HEADS = {"h1", "h2", "h3", "h4", "h5", "h6", "caption"}
APART = HEADS | {"p", "li", "td", "th", "dt", "dd", "br"}  # where words of their own begin


class Page:
    def __init__(self, address, response):
        self.address, self.response = address, response
        self.markup = response.content.decode()
        self.size = len(response.content)

    @cached_property
    def _parsed(self):
        found = _Parser()
        found.feed(self.markup)
        return found

    @property
    def text(self):
        """The words on the page, outside drawings, with single spaces."""
        return " ".join("".join(self._parsed.words).split())

    @property
    def links(self):
        return [values["href"] for tag, values in self._parsed.elements if tag == "a" and "href" in values]

    @property
    def link_texts(self):
        """[("words", "address"), …] of every link."""
        return [(" ".join(words.split()), address) for address, words in self._parsed.anchors]

    @property
    def drawings(self):
        """The words inside drawings."""
        return " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", self.markup))

    @property
    def headings(self):
        """[(1, "Words"), …] in the order of the page."""
        return [
            (int(tag[1]), " ".join(words.split())) for tag, words in self._parsed.blocks if tag != "caption"
        ]

    @property
    def h1(self):
        (found,) = [words for level, words in self.headings if level == 1]
        return found

    @property
    def captions(self):
        return [" ".join(words.split()) for tag, words in self._parsed.blocks if tag == "caption"]

    def elements(self, tag):
        return [values for name, values in self._parsed.elements if name == tag]

    def table(self, identifier):
        """The rows of the table with this id: texts of its cells, headers first."""
        (body,) = re.findall(rf'<table[^>]*id="{identifier}".*?</table>', self.markup, re.S)
        found = _Parser()
        found.feed(body)
        return found.rows

    @property
    def csv(self):
        return list(csv.DictReader(io.StringIO(self.markup)))


class _Parser(HTMLParser):
    def __init__(self):
        super().__init__()
        self.words, self.elements, self.blocks, self.rows, self.anchors = [], [], [], [], []
        self._open = []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag in VOID:
            return
        self._open.append(tag)
        if tag in HEADS:
            self.blocks.append((tag, ""))
        if tag == "a":
            self.anchors.append((dict(attrs).get("href", ""), ""))
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th") and self.rows:
            self.rows[-1].append("")
        if tag in APART:
            self.words.append(" ")

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        while tag in self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data):
        within = set(self._open)
        if not SILENT & within:
            self.words.append(data)
        if HEADS & within:
            self.blocks[-1] = (self.blocks[-1][0], self.blocks[-1][1] + data)
        if "a" in within and "svg" not in within:
            self.anchors[-1] = (self.anchors[-1][0], self.anchors[-1][1] + data)
        if {"td", "th"} & within:
            self.rows[-1][-1] = " ".join(
                f"{self.rows[-1][-1]}{data}".split() + [""] * data.endswith(" ")
            ).lstrip()
