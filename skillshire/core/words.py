"""Small pieces of sentences."""

import unicodedata

_LINE_ENDS = ("Zl", "Zp")


def counted(number: int, noun: str, plural: str = "") -> str:
    """`1 seal`, `2 seals`, `1,000 young people`; `plural` where it is not the noun with an s."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def on_one_line(text: str) -> str:
    """A text from outside, such as a file's name, with line ends and other unseen signs written out (\\n)."""
    return "".join(_escaped(sign) if _is_unseen(sign) else sign for sign in text)


def _is_unseen(sign: str) -> bool:
    kind = unicodedata.category(sign)
    return kind.startswith("C") or kind in _LINE_ENDS


def _escaped(sign: str) -> str:
    return sign.encode("unicode_escape").decode()
