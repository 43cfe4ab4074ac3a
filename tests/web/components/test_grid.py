"""Long tables: lean, and as careful as the others."""

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from skillshire.web.components import grid

COLUMNS = [{"text": "Area"}, {"text": "Figure", "number": True}, {"text": "Why"}]


def test_the_first_cell_heads_its_row_and_text_is_marked():
    assert grid.rows(COLUMNS, [["Kent", "4.0", "since"]]) == (
        '<tr><th scope="row">Kent</th><td>4.0</td><td class="t">since</td></tr>\n'
    )


def test_a_symbol_keeps_its_meaning_and_a_missing_number_is_said():
    cell = {"text": "no figure", "missing": True, "symbol": "c", "meaning": "confidential"}
    (markup,) = [grid.rows(COLUMNS, [["Kent", cell, ""]])]
    assert '<span class="app-table__missing">no figure</span> <abbr title="confidential">[c]</abbr>' in markup


def test_chosen_rows_are_strong():
    assert grid.rows(COLUMNS, [["a", "1", ""], ["b", "2", ""]], strong=[1]).count("app-table__strong") == 1


@given(st.text(), st.text(), st.text())
def test_whatever_a_cell_says_is_text(said, meaning, href):
    printable = "".join(letter for letter in said + meaning + href if letter.isprintable())
    cell = {"text": printable, "href": f"/{printable}", "symbol": "p", "meaning": printable}
    row = ElementTree.fromstring(grid.rows(COLUMNS, [[printable, cell, cell]]))
    assert row[0].text == (printable or None)
    assert row[1].find("a").get("href") == f"/{printable}"
