"""Whether a large file fits the schema as a whole, asked of a second process while this one reads.

The checker takes as long as all else together, so on two cores this halves the wait. The answer is yes or no;
what is wrong is then found learner by learner (validation.py).
"""

import subprocess
import sys
from pathlib import Path

from lxml import etree

from skillshire.casework.ilr import layout as layouts
from skillshire.casework.ilr import schema
from skillshire.casework.ilr.reading import Hashed

LARGE = 4_000_000  # bytes from which a second process is worth its start


class Verdict:
    """Begun at once; `fits(sha256)` waits for it. Use as a context manager, so that no process stays."""

    def __init__(self, file: Path) -> None:
        command = [sys.executable, "-m", "skillshire.casework.ilr.verdict", str(file)]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL)  # noqa: S603
        assert self._process.stdout is not None  # noqa: S101 (it was asked for)
        self._said = self._process.stdout

    def __enter__(self) -> "Verdict":
        return self

    def __exit__(self, *error: object) -> None:
        self._process.kill()
        self._process.wait()
        self._said.close()

    def fits(self, sha256: str) -> bool:
        """False also where the other process read another content, or could not finish."""
        said = self._said.read().decode().strip()
        return self._process.wait() == 0 and said == sha256


def check(file: Path) -> str:
    """The checksum of a file that fits the schema; empty where it does not, or is not XML."""
    checked = schema.whole(layouts.load())
    with file.open("rb") as opened:
        hashed = Hashed(opened)
        events = etree.iterparse(
            hashed, events=("end",), tag="{*}Learner", schema=checked, resolve_entities=False,
            no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
        )  # fmt: skip
        try:
            for _, element in events:
                _empty(element)
        except etree.XMLSyntaxError:
            return ""
        return hashed.sha256


def _empty(element: "etree._Element") -> None:
    parent = element.getparent()
    element.clear(keep_tail=True)
    while parent is not None and element.getprevious() is not None:
        del parent[0]


if __name__ == "__main__":
    found = check(Path(sys.argv[1]))
    print(found)
    sys.exit(0 if found else 1)
