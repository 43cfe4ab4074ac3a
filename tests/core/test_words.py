import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from skillshire.core.words import counted, on_one_line


def test_one_is_not_many():
    assert [counted(n, "seal") for n in (0, 1, 2, 1000)] == ["0 seals", "1 seal", "2 seals", "1,000 seals"]
    assert [counted(n, "person", "people") for n in (1, 20)] == ["1 person", "20 people"]


def test_what_is_seen_stays_and_what_is_not_is_written_out():
    assert on_one_line("Zoë’s\u00a0file – 2.xml") == "Zoë’s\u00a0file – 2.xml"
    assert on_one_line("a\nb\x1b[31m\udcff\u202e") == "a\\nb\\x1b[31m\\udcff\\u202e"


@given(st.text())
def test_a_text_is_one_line_and_can_be_printed(text):
    shown = on_one_line(text)
    assert len(shown.splitlines()) <= 1
    shown.encode()
    assert not any(unicodedata.category(sign) == "Cc" for sign in shown)
