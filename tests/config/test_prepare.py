import json
import os
import subprocess
import sys
import threading

import pytest

from skillshire.config import prepare
from skillshire.core.errors import UserError


@pytest.fixture
def steps(home, monkeypatch):
    """Preparing with one step that only counts; the real ones are tried by the browser tests' site."""
    done = []
    monkeypatch.delenv("DATABASE_URL", raising=False)

    def count(folder, echo):
        done.append(folder)
        (folder / "skillshire.sqlite3").touch()
        (folder / "static" / "staticfiles.json").touch()
        (folder / "releases" / "current").touch()

    monkeypatch.setattr(prepare, "STEPS", (("Counting", count),))
    return done


def test_prepares_once(steps, home):
    lines = []
    prepare.prepare(lines.append)
    prepare.prepare(lines.append)
    assert steps == [home]
    assert [line.split(" (")[0] for line in lines] == [f"Making {home} ready…", "Counting…", "It is ready"]


def test_a_step_is_named_when_it_begins(steps, home, monkeypatch):
    lines = []
    monkeypatch.setattr(prepare, "STEPS", (("Looking", lambda folder, echo: lines.append("…done")),))
    prepare.prepare(lines.append)
    assert lines[1:3] == ["Looking…", "…done"]


@pytest.mark.parametrize("name", ["skillshire.sqlite3", "static/staticfiles.json", "prepared.json"])
def test_prepares_again_when_what_it_made_is_gone(steps, home, name):
    prepare.prepare(lambda line: None)
    (home / name).unlink()
    prepare.prepare(lambda line: None)
    assert len(steps) == 2


@pytest.mark.parametrize("name", ["SKILLSHIRE_AREA", "DATABASE_URL"])
def test_prepares_again_for_another_setting(steps, monkeypatch, name):
    prepare.prepare(lambda line: None)
    monkeypatch.setenv(name, "other")
    prepare.prepare(lambda line: None)
    assert len(steps) == 2


def test_prepares_again_when_a_definition_changes(steps, tmp_path, monkeypatch):
    definition = tmp_path / "package" / "definitions" / "indicators" / "one.yaml"
    definition.parent.mkdir(parents=True)
    definition.write_text("id: one")
    monkeypatch.setattr(prepare.env, "PACKAGE", tmp_path / "package")
    prepare.prepare(lambda line: None)
    definition.write_text("id: one # changed")
    prepare.prepare(lambda line: None)
    assert len(steps) == 2


@pytest.mark.parametrize("text", ["", "[]", "{", '{"digest": 7}'])
def test_a_damaged_marker_means_prepare_again(steps, home, text):
    prepare.prepare(lambda line: None)
    (home / "prepared.json").write_text(text)
    prepare.prepare(lambda line: None)
    assert len(steps) == 2


def test_a_step_that_fails_is_tried_again(steps, home, monkeypatch):
    def fail(folder, echo):
        raise UserError("No.")

    good = prepare.STEPS
    monkeypatch.setattr(prepare, "STEPS", (*good, ("Failed", fail)))
    with pytest.raises(UserError):
        prepare.prepare(lambda line: None)
    monkeypatch.setattr(prepare, "STEPS", good)
    prepare.prepare(lambda line: None)
    assert len(steps) == 2


def test_the_marker_holds_no_secret(steps, home, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://ann:swordfish@db/skills")
    prepare.prepare(lambda line: None)
    assert list(json.loads((home / "prepared.json").read_text())) == ["digest"]
    assert "swordfish" not in (home / "prepared.json").read_text()


def test_two_at_once_prepare_once(steps, home):
    said, lock = [], prepare.locked(home, lambda line: None)
    with lock:
        second = threading.Thread(target=prepare.prepare, args=(said.append,))
        second.start()
        while not said:  # until it says that it waits
            second.join(0.01)
            assert second.is_alive()
        assert steps == []
    second.join(10)
    assert len(steps) == 1
    assert "waiting" in said[0]


def test_a_folder_that_cannot_be_written_is_named(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("SKILLSHIRE_HOME", str(tmp_path / "file" / "home"))
    with pytest.raises(UserError, match="set SKILLSHIRE_HOME to a folder it may use"):
        prepare.prepare(lambda line: None)


def test_files_are_found_in_folders_of_any_depth(tmp_path):
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c.yaml").touch()
    (tmp_path / "d.yaml").touch()
    assert sorted(os.path.basename(file) for file in prepare._files(tmp_path)) == ["c.yaml", "d.yaml"]


def test_nobody_else_on_the_machine_may_read_the_records(home):
    """In a process of its own: this one's database is in memory."""
    records = home / "skillshire.sqlite3"
    journal = home / "skillshire.sqlite3-wal"
    for file in (records, journal):
        file.touch()
        file.chmod(0o644)
    code = (
        "from unittest import mock; from django.core import management;"
        "from skillshire.config import prepare, startup; startup.setup();"
        "mock.patch.object(management, 'call_command').start(); prepare.migrate(None, print)"
    )
    environ = {**os.environ, "SKILLSHIRE_HOME": str(home), "SKILLSHIRE_FACE": "public"}
    environ.pop("DATABASE_URL", None)
    subprocess.run([sys.executable, "-c", code], env=environ, check=True)
    assert [file.stat().st_mode & 0o777 for file in (records, journal)] == [0o600, 0o600]


def test_records_put_back_from_a_copy_are_closed_to_others_at_the_next_start(steps, home):
    prepare.prepare(lambda line: None)
    (home / "skillshire.sqlite3").chmod(0o644)
    prepare.prepare(lambda line: None)
    assert (home / "skillshire.sqlite3").stat().st_mode & 0o777 == 0o600
    assert len(steps) == 1


def test_a_home_that_is_made_is_closed_to_others_and_one_that_is_there_keeps_its_rights(
    steps, tmp_path, monkeypatch
):
    made = tmp_path / "made"
    monkeypatch.setenv("SKILLSHIRE_HOME", str(made))
    prepare.prepare(lambda line: None)
    assert made.stat().st_mode & 0o777 == 0o700
    made.chmod(0o750)
    (made / "prepared.json").unlink()
    prepare.prepare(lambda line: None)
    assert made.stat().st_mode & 0o777 == 0o750
