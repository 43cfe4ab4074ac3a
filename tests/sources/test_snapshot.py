import hashlib
import os
from datetime import date

import pytest
import yaml

from skillshire.sources import snapshot
from skillshire.sources.errors import SourceError

ABOUT = {
    "source": "ons-claimants",
    "producer": "Office for National Statistics",
    "title": "Claimant count: “£ and é”",
    "licence": "OGL-UK-3.0",
    "url": "https://example.org/claimants",
    "published": date(2026, 6, 26),
}


@pytest.fixture
def raw(tmp_path):
    file = tmp_path / "claimants.csv"
    file.write_bytes(b"area,value\r\nE1,1\r\n")
    return file


def keep(file, directory, accessed=date(2026, 11, 22)):
    return snapshot.keep(file, directory=directory, accessed=accessed, **ABOUT)


def test_keeps_the_file_untouched_with_a_record_beside_it(raw, tmp_path):
    kept = keep(raw, tmp_path / "kept")
    assert kept.file == tmp_path / "kept" / "ons-claimants" / kept.sha256[:8] / "claimants.csv"
    assert kept.file.read_bytes() == raw.read_bytes()
    assert kept.bytes == 18
    assert raw.exists()
    record = yaml.safe_load((kept.file.parent / "claimants.csv.snapshot.yaml").read_text())
    assert record == {
        "producer": "Office for National Statistics",
        "title": "Claimant count: “£ and é”",
        "licence": "OGL-UK-3.0",
        "url": "https://example.org/claimants",
        "published": date(2026, 6, 26),
        "accessed": date(2026, 11, 22),
        "sha256": hashlib.sha256(raw.read_bytes()).hexdigest(),
        "bytes": 18,
        "file": "claimants.csv",
    }


def test_reads_back_what_it_kept(raw, tmp_path):
    kept = keep(raw, tmp_path / "kept")
    assert snapshot.read(kept.file) == kept
    assert snapshot.verify(kept.file) == kept


def test_keeping_the_same_file_again_changes_nothing(raw, tmp_path):
    first = keep(raw, tmp_path / "kept")
    written = first.file.stat().st_mtime_ns
    again = keep(raw, tmp_path / "kept", accessed=date(2026, 12, 1))
    assert again == first
    assert first.file.stat().st_mtime_ns == written


def test_keeping_mends_a_damaged_copy(raw, tmp_path):
    kept = keep(raw, tmp_path / "kept")
    kept.file.write_bytes(b"damaged")
    assert keep(raw, tmp_path / "kept") == kept
    assert kept.file.read_bytes() == raw.read_bytes()


def test_leaves_nothing_but_the_file_and_its_record(raw, tmp_path):
    kept = keep(raw, tmp_path / "kept")
    assert sorted(os.listdir(kept.file.parent)) == ["claimants.csv", "claimants.csv.snapshot.yaml"]


def test_a_failed_copy_leaves_nothing_that_looks_kept(raw, tmp_path, monkeypatch):
    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr(snapshot.shutil, "copyfile", fail)
    with pytest.raises(OSError, match="disk full"):
        keep(raw, tmp_path / "kept")
    assert snapshot.latest(tmp_path / "kept", "ons-claimants") == []


def test_notices_a_kept_file_that_has_changed(raw, tmp_path):
    kept = keep(raw, tmp_path / "kept")
    kept.file.write_bytes(kept.file.read_bytes().replace(b"1", b"2"))
    with pytest.raises(SourceError, match="has changed since it was fetched; fetch it again"):
        snapshot.verify(kept.file)


def test_notices_a_kept_file_that_is_gone(raw, tmp_path):
    kept = keep(raw, tmp_path / "kept")
    kept.file.unlink()
    with pytest.raises(SourceError, match="is gone; fetch it again"):
        snapshot.verify(kept.file)


def test_refuses_a_file_without_a_record(raw):
    with pytest.raises(SourceError, match="no snapshot record"):
        snapshot.read(raw)


@pytest.mark.parametrize("content", ["", "- a\n", "producer: x\n", "{", "published: soon\n"])
def test_refuses_a_broken_record(raw, tmp_path, content):
    kept = keep(raw, tmp_path / "kept")
    (kept.file.parent / "claimants.csv.snapshot.yaml").write_text(content)
    with pytest.raises(SourceError, match="record cannot be read"):
        snapshot.read(kept.file)


def test_refuses_a_record_whose_date_is_not_one(raw, tmp_path):
    kept = keep(raw, tmp_path / "kept")
    record = kept.file.parent / "claimants.csv.snapshot.yaml"
    record.write_text(record.read_text().replace("2026-06-26", "June"))
    with pytest.raises(SourceError, match="record cannot be read"):
        snapshot.read(kept.file)


def test_the_latest_of_each_file_is_the_last_accessed(raw, tmp_path):
    directory = tmp_path / "kept"
    newer = keep(raw, directory, accessed=date(2026, 11, 22))
    raw.write_bytes(b"area,value\nE1,2\n")
    keep(raw, directory, accessed=date(2026, 5, 1))
    other = raw.with_name("a-notes.json")
    other.write_bytes(b"{}")
    notes = keep(other, directory)
    assert snapshot.latest(directory, "ons-claimants") == [notes, newer]


def test_of_two_kept_on_one_day_the_later_is_the_latest(raw, tmp_path):
    directory = tmp_path / "kept"
    first = keep(raw, directory)
    raw.write_bytes(b"corrected")
    second = keep(raw, directory)
    for kept, seconds in ((first, 100), (second, 200)):
        os.utime(kept.file.with_name("claimants.csv.snapshot.yaml"), (seconds, seconds))
    assert snapshot.latest(directory, "ons-claimants") == [second]


def test_a_source_with_nothing_kept_has_no_latest(tmp_path):
    assert snapshot.latest(tmp_path, "ons-claimants") == []
