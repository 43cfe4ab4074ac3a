import os
import subprocess
import sys

import click
import pytest

from skillshire.config import cli
from skillshire.core.errors import UserError

COMMAND = [sys.executable, "-m", "skillshire.config.cli"]


@pytest.fixture
def command(monkeypatch):
    """command(error): a command `fault` that raises it."""

    def add(action):
        @click.command()
        def fault():
            """Does as the test asks."""
            action()

        monkeypatch.setitem(cli.COMMANDS, "fault", f"{__name__}:fault")
        monkeypatch.setitem(globals(), "fault", fault)

    return add


def failing(error):
    def act():
        raise error

    return act


def test_a_mistake_is_one_sentence_on_stderr_and_status_2(command, capsys):
    command(failing(UserError("There is no area “Atlantis”; check its spelling.")))
    assert cli.run(["fault"]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "There is no area “Atlantis”; check its spelling.\n")


def test_a_fault_of_ours_says_how_to_see_more_and_is_status_1(command, capsys, monkeypatch):
    monkeypatch.delenv("SKILLSHIRE_DEBUG", raising=False)
    command(failing(KeyError("surprise")))
    assert cli.run(["fault"]) == 1
    said = capsys.readouterr().err
    assert "SKILLSHIRE_DEBUG=1" in said
    assert "Traceback" not in said


def test_a_fault_of_ours_shows_its_traceback_when_asked(command, capsys, monkeypatch):
    monkeypatch.setenv("SKILLSHIRE_DEBUG", "1")
    command(failing(KeyError("surprise")))
    assert cli.run(["fault"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_stopping_with_the_keyboard_is_not_a_fault(command, capsys):
    command(failing(KeyboardInterrupt()))
    assert cli.run(["fault"]) == 130
    assert "Traceback" not in capsys.readouterr().err


def test_success_is_status_0(command):
    command(lambda: click.echo("done"))
    assert cli.run(["fault"]) == 0


def test_a_reader_that_hangs_up_is_no_fault(tmp_path):
    """As in `skillshire indicators | head -1`: quiet, and no complaint from Python at its exit."""
    script = (
        "import sys, click\nfrom skillshire.config import cli\n"
        "@click.command()\ndef much():\n    [click.echo('x' * 1000) for _ in range(1000)]\n"
        "sys.modules['much'] = type(sys)('much'); sys.modules['much'].much = much\n"
        "cli.COMMANDS['much'] = 'much:much'\nsys.argv[1:] = ['much']\ncli.main()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == cli.BROKEN_PIPE


@pytest.mark.slow
def test_help_loads_nothing_heavy():
    """Which is what keeps it quick: each of these takes longer to load than all the rest."""
    heavy = "django polars pydantic httpx granian yaml"
    code = (
        "import sys; from skillshire.config import cli; status = cli.run(['--help']); "
        f"print([name for name in '{heavy}'.split() if name in sys.modules]); sys.exit(status)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    assert "serve" in done.stdout


def test_help_hides_what_people_do_not_need(capsys):
    assert cli.run(["--help"]) == 0
    assert "prepare" not in capsys.readouterr().out


@pytest.mark.slow
def test_a_wrong_setting_is_one_sentence(tmp_path):
    environ = {**os.environ, "SKILLSHIRE_HOME": str(tmp_path), "SKILLSHIRE_DEBUG": "perhaps"}
    done = subprocess.run([*COMMAND, "check"], env=environ, capture_output=True, text=True, check=False)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "SKILLSHIRE_DEBUG is “perhaps”" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["series"], "Missing argument 'INDICATOR'; see skillshire series --help."),
        (["nonsense"], "see skillshire --help."),
        (["--nonsense"], "see skillshire --help."),
        (["serve", "extra"], "see skillshire serve --help."),
        (["serve", "--port", "many"], "see skillshire serve --help."),
        (["series", "x", "--aera", "y"], "see skillshire series --help."),
    ],
)
def test_a_command_that_was_mistyped_gets_one_sentence(arguments, said, capsys):
    assert cli.run(arguments) == 2
    error = capsys.readouterr().err
    assert error.rstrip("\n").endswith(said)
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    "words", [["learners", "import", "a.xml"], ["counts", "publish"], ["retention", "run"]]
)
def test_nothing_is_done_as_nobody(words, capsys):
    assert cli.run([*words, "--by", " "]) == 2
    assert "the audit needs a name" in capsys.readouterr().err
