"""Whether a password is in a file of breached ones, without loading it: the file is searched where it lies.

The file has one line for each password, `HASH:count` with the SHA-1 of the password in hexadecimal digits,
sorted by hash: the layout in which Have I Been Pwned offers its list (some 40 GB).
"""

import hashlib
import os
from pathlib import Path
from typing import BinaryIO

HEX_DIGITS = 40


def times(password: str, file: Path) -> int:
    """How often the password was seen in breaches; 0 where it is not in the file. OSError if unreadable."""
    wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    with file.open("rb") as stream:
        return _search(stream, wanted)


def _search(stream: BinaryIO, wanted: bytes) -> int:
    """Halves the bytes between `low`, where a line starts, and `high`, before which the wanted one does."""
    low, high = 0, stream.seek(0, os.SEEK_END)
    while low < high:
        middle = (low + high) // 2
        line = _line_from(stream, middle)
        hashed, _, count = line.strip().partition(b":")
        if hashed.upper() == wanted:
            return int(count or b"1")
        if not hashed or hashed.upper() > wanted:
            high = middle
        else:
            low = stream.tell()
    return 0


def _line_from(stream: BinaryIO, position: int) -> bytes:
    """The first line that starts at this position or after it; empty at the end."""
    stream.seek(max(position - 1, 0))
    if position:
        stream.readline()  # the rest of the line before
    return stream.readline()


def fault(file: Path) -> str:
    """Why the file cannot be used, as the end of a sentence; empty where it can. Looks at its first line."""
    try:
        with file.open("rb") as stream:
            line = stream.readline(200)
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    hashed, _, count = line.strip().partition(b":")
    is_hash = len(hashed) == HEX_DIGITS and not set(hashed.upper()) - set(b"0123456789ABCDEF")
    return "" if is_hash and count.isdigit() else "does not start with a line such as 000000005AD76B…:10"
