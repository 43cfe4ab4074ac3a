"""The command line: `skillshire COMMAND`. Each command's module is loaded only when it is needed."""

import importlib
import os
import sys
import traceback
from collections.abc import Sequence

import click

from skillshire.config import env
from skillshire.core.errors import UserError
from skillshire.core.words import on_one_line

BROKEN_PIPE = 1  # as click, which meets most of them before us
INTERRUPTED = 130  # as shells report it
_HERE = "skillshire.config.commands"
# name → module:function, in the order of the help. A module here imports nothing heavy at its top.
COMMANDS = {
    "serve": f"{_HERE}.serve:serve",
    "measures": f"{_HERE}.measures:measures",
    "series": f"{_HERE}.series:series",
    "indicators": f"{_HERE}.indicators:indicators",
    "areas": f"{_HERE}.areas:areas",
    "strategy": f"{_HERE}.strategy:strategy",
    "sources": f"{_HERE}.sources:sources",
    "fetch": f"{_HERE}.fetch:fetch",
    "refresh": f"{_HERE}.refresh:refresh",
    "ingest": f"{_HERE}.ingest:ingest",
    "release": f"{_HERE}.release:release",
    "calibrate": f"{_HERE}.calibrate:calibrate",
    "check": f"{_HERE}.check:check",
    "prepare": f"{_HERE}.prepare:prepare",
    "participation": f"{_HERE}.participation:participation",
    "learners": f"{_HERE}.learners:learners",
    "risk": f"{_HERE}.risk:risk",
    "counts": f"{_HERE}.counts:counts",
    "office": f"{_HERE}.office:office",
    "publish-due": f"{_HERE}.publish_due:publish_due",
    "public-role": f"{_HERE}.public_role:public_role",
    "audit": f"{_HERE}.audit:audit",
    "subject": f"{_HERE}.subject:subject",
    "retention": f"{_HERE}.retention:retention",
    "demo-county": f"{_HERE}.demo_county:demo_county",
}


class Lazy(click.Group):
    """A group whose commands are found in COMMANDS."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, _, function = COMMANDS[name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), function)
        return command


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="skillshire", message="Skillshire %(version)s")
def skillshire() -> None:
    """Run a county's skills strategy: judge it from official statistics and show the figures."""


def main() -> None:
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """The exit status: 0 done, 1 our fault, 2 a mistake in what was asked, said in one sentence."""
    try:
        return _invoke(arguments)
    except click.ClickException as error:
        return _refuse(error)
    except UserError as error:
        return _say(str(error), 2)
    except (KeyboardInterrupt, click.Abort):
        return _say("Stopped.", INTERRUPTED)
    except BrokenPipeError:
        return _hang_up()
    except Exception as error:
        return _unexpected(error)


def _invoke(arguments: Sequence[str]) -> int:
    result = skillshire.main(list(arguments), prog_name="skillshire", standalone_mode=False)
    sys.stdout.flush()  # here, where a closed pipe is still caught
    return result if isinstance(result, int) else 0


def _refuse(error: click.ClickException) -> int:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):  # a group without a command: help is the answer
        error.show()
        return error.exit_code
    return _say(_one_sentence(error), error.exit_code)


def _one_sentence(error: click.ClickException) -> str:
    """Click itself would print how to call the command, and where its help is, on lines before the fault."""
    said = " ".join(error.format_message().split()).rstrip(".")
    asked = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "skillshire"
    return f"{said}; see {asked} --help."


def _say(sentence: str, status: int) -> int:
    click.echo(on_one_line(sentence), err=True)
    return status


def _hang_up() -> int:
    """The reader (`| head`) has gone: nothing more to say, and Python must not complain at its exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return BROKEN_PIPE


def _unexpected(error: Exception) -> int:
    if env.is_true("SKILLSHIRE_DEBUG"):
        traceback.print_exception(error)
        return 1
    if type(error).__name__ == "OperationalError":
        return _say(f"Skillshire cannot use its database ({_first_line(error)}); check DATABASE_URL.", 1)
    again = "Run it again with SKILLSHIRE_DEBUG=1 to see where."
    return _say(
        f"Skillshire met a fault of its own ({type(error).__name__}: {_first_line(error)}). {again}", 1
    )


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or ["no message"])[0].rstrip(".")


if __name__ == "__main__":
    main()
