"""Promises about the files of the repository itself."""

import os
import re
import subprocess
import tomllib
from collections import Counter
from pathlib import Path

import click
import pytest
import yaml

from skillshire.config import cli

ROOT = Path(__file__).resolve().parent.parent
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
DEFINITIONS = ROOT / "skillshire" / "definitions"
TEXT_LIMIT = 2_000_000  # bytes: a larger file is data, where such an address cannot be written by hand
# An index or mirror of packages, and folders of one machine. Written in pieces so that this file passes.
REGISTRY = re.compile(
    r"(?:index-url|extra-index|find-links|trusted-host)[ =]+\S*//|"
    + "pypi"
    + r"\.org/simple|registry\.\w+\.\w+",
    re.I,
)
MACHINE_PATH = re.compile("/" + r"(?:home|root|Users|work)/\w+|[A-Z]:\\" + "Users")
SCRIPTS = sorted(file for file in (ROOT / "script").iterdir() if file.is_file()) + [ROOT / ".ci" / "run"]


def repository_files() -> list[Path]:
    """What git keeps, or would keep if it were added now."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("needs a git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def text_of(file: Path) -> str:
    """ "" for what is not text."""
    try:
        return file.read_text(encoding="utf-8") if file.stat().st_size < TEXT_LIMIT else ""
    except UnicodeDecodeError:
        return ""


def lines_matching(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for file in repository_files()
        for number, line in enumerate(text_of(file).splitlines(), start=1)
        if pattern.search(line)
    ]


# --- Dependencies ------------------------------------------------------------------------------------------


def test_every_dependency_says_what_it_is_for():
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").split("[project.scripts]")[0].splitlines()
    silent = [line.strip() for line in lines if re.match(r'\s+"', line) and not re.search(r'",\s+# \w', line)]
    assert not silent


def test_every_dependency_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *sum(project["optional-dependencies"].values(), [])]
    names = {re.split(r"[\[><=~! ]", text)[0].lower() for text in wanted}
    locked = {match.lower() for lock in LOCKS for match in re.findall(r"(?m)^([\w.-]+)==", lock.read_text())}
    assert names <= locked


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_locked_package_has_a_hash(lock):
    text = lock.read_text(encoding="utf-8")
    entries = re.split(r"(?m)^(?=[\w.-]+==)", text)[1:]
    assert entries
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_holds_no_address(lock):
    assert "://" not in lock.read_text(encoding="utf-8")


def test_the_two_locks_agree():
    """script/test installs from one and script/setup from the other, into the same environment."""
    versions = [dict(re.findall(r"(?m)^([\w.-]+)==(\S+)", lock.read_text())) for lock in LOCKS]
    clashes = {
        (name, version, other[name])
        for one in versions
        for name, version in one.items()
        for other in versions
        if other.get(name, version) != version
    }
    assert not clashes


# --- Nothing of one machine --------------------------------------------------------------------------------


def test_no_file_names_a_package_registry():
    assert lines_matching(REGISTRY) == []


def test_no_file_names_a_folder_of_one_machine():
    assert lines_matching(MACHINE_PATH) == []


@pytest.mark.parametrize(
    "line", ["--index" + "-url https://x.example/simple", "/ho" + "me/ann/code", "/wo" + "rk/main"]
)
def test_the_patterns_catch_what_they_are_for(line):
    assert REGISTRY.search(line) or MACHINE_PATH.search(line)


# --- Scripts, commands and documents -----------------------------------------------------------------------


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_can_be_run(script):
    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").startswith("#!/usr/bin/env ")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_shell_script_stops_at_its_first_fault(script):
    text = script.read_text(encoding="utf-8")
    if "bash" not in text.splitlines()[0]:
        pytest.skip("not a shell script")
    assert "set -euo pipefail" in text


@pytest.mark.parametrize("command", ["script/serve", "script/test"])
def test_the_readme_names_the_commands_people_need(command):
    assert command in (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> dict[str, click.Command]:
    """Every command and command of a group, by what a person types."""
    found: dict[str, click.Command] = {}
    for name in cli.COMMANDS:
        command = cli.skillshire.get_command(click.Context(cli.skillshire), name)
        found[name] = command
        if isinstance(command, click.Group):
            found |= {f"{name} {part}": inner for part, inner in command.commands.items()}
    return found


def test_every_command_and_option_has_help():
    silent = [name for name, command in commands().items() if not command.help]
    silent += [
        f"{name} --{option.name}"
        for name, command in commands().items()
        for option in command.params
        if isinstance(option, click.Option) and not option.help
    ]
    assert not silent


def test_whoever_installs_the_package_gets_every_file_that_it_reads():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]
    package = ROOT / "skillshire"
    packed = {file for pattern in settings["package-data"]["skillshire"] for file in package.glob(pattern)}
    made_into_others = package / "web" / "assets"
    left = [
        file.relative_to(package)
        for file in package.rglob("*")
        if file.is_file() and file.suffix not in (".py", ".pyc") and made_into_others not in file.parents
    ]
    assert [file for file in left if package / file not in packed] == []


def test_decisions_are_numbered_once_each():
    numbers = Counter(file.name[:4] for file in (ROOT / "docs" / "adr").glob("*.md"))
    assert [number for number, times in numbers.items() if times > 1 or not number.isdigit()] == []
    assert "0001" in numbers


def test_there_is_a_changelog():
    assert "## " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


# --- Definitions -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", sorted(DEFINITIONS.rglob("*.y*ml")), ids=lambda file: file.stem)
def test_every_definition_is_yaml_with_something_in_it(file):
    """Its room's tests judge the content; this sees that no file is broken, empty or misnamed."""
    assert file.suffix == ".yaml"
    assert yaml.safe_load(file.read_text(encoding="utf-8"))


def test_every_folder_of_definitions_is_loaded_by_some_test():
    tests = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "tests").rglob("test_*.py"))
    folders = {file.parent.name for file in DEFINITIONS.rglob("*.yaml")} - {"definitions"}
    assert {name for name in folders if name not in tests} == set()
