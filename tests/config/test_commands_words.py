"""What holds of every command's words: asked of their code, so that a new command is asked too."""

import re
from pathlib import Path

import click
import pytest

from skillshire.config import cli
from skillshire.config.commands import output

MODULES = sorted(Path(output.__file__).parent.glob("*.py"))
# A count right before a noun that is always many, such as {count:,} records.
MANY = re.compile(
    r"\{[^{}\"']*(?::,|len\([^{}]*\))\} (?!of\b|as\b|more\b)[a-z-]+(?: people|s\b)|\{[^{}]+:,\} people"
)


def options(command):
    if isinstance(command, click.Group):
        for name in command.list_commands(click.Context(command)):
            yield from options(command.get_command(click.Context(command), name))
    else:
        yield from command.params


@pytest.mark.parametrize("module", MODULES, ids=lambda file: file.stem)
def test_one_is_never_called_many(module):
    assert MANY.findall(module.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("module", MODULES, ids=lambda file: file.stem)
def test_the_audit_knows_the_command_line_by_one_name(module):
    text = module.read_text(encoding="utf-8")
    assert re.findall(r"""\bby=["']|["']command-line["']""", text) == []


def test_who_does_it_is_the_command_line_unless_somebody_is_named():
    given = [one for one in options(cli.skillshire) if one.name == "by" and "--by" in one.opts]
    named = [one for one in given if isinstance(one.default, str)]  # of statistics, it has another meaning
    assert len(named) > 4
    assert {one.default for one in named} == {"command line"}


def test_a_day_is_asked_for_as_it_is_written():
    shown = {one.make_metavar(click.Context(cli.skillshire)) for one in options(cli.skillshire)}
    assert not [text for text in shown if "%" in text]
