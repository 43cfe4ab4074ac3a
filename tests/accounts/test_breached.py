"""The search for a password in a file of breached ones."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from skillshire.accounts import breached


def hashed(password):
    return hashlib.sha1(password.encode()).hexdigest().upper()


def write(folder, passwords, newline="\r\n", last=True):
    lines = sorted(f"{hashed(one)}:{count}" for one, count in passwords.items())
    file = folder / "breached.txt"
    text = newline.join(lines) + (newline if last and lines else "")
    file.write_text(text, encoding="ascii", newline="")
    return file


@given(
    kept=st.dictionaries(st.text(max_size=12), st.integers(1, 10**7), max_size=40),
    others=st.lists(st.text(max_size=12), max_size=5),
    newline=st.sampled_from(["\n", "\r\n"]),
    last=st.booleans(),
)
def test_finds_what_is_in_the_file_and_nothing_else(tmp_path_factory, kept, others, newline, last):
    file = write(tmp_path_factory.mktemp("breached"), kept, newline, last)
    for password, count in kept.items():
        assert breached.times(password, file) == count
    for password in set(others) - set(kept):
        assert breached.times(password, file) == 0


def test_reads_a_few_lines_of_a_long_file_and_not_all(tmp_path, monkeypatch):
    file = write(tmp_path, {f"password {number}": number + 1 for number in range(20_000)})
    read = []
    line_from = breached._line_from
    monkeypatch.setattr(breached, "_line_from", lambda *given: read.append(1) or line_from(*given))
    assert breached.times("password 777", file) == 778
    assert len(read) < 30


def test_a_file_in_small_letters_is_read_too(tmp_path):
    file = tmp_path / "breached.txt"
    file.write_text(f"{hashed('letmein').lower()}:3\n")
    assert breached.times("letmein", file) == 3


def test_says_what_is_wrong_with_a_file(tmp_path):
    assert "cannot be read" in breached.fault(tmp_path / "none.txt")
    other = tmp_path / "other.txt"
    other.write_text("letmein\n")
    assert "does not start with a line" in breached.fault(other)
    assert breached.fault(write(tmp_path, {"letmein": 1})) == ""
