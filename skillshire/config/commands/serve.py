import errno
import os
import socket
import sys

import click

from skillshire.config import demo
from skillshire.core.errors import UserError

LONGEST_HEAD = 12 * 1024 * 1024  # bytes of a request's first line and headers; more is cut off with 431
AFRESH = "_SKILLSHIRE_BEGUN"  # set for a process that has begun anew, which is enough
_BEGUN_WITH = dict(os.environ)  # before a demo chooses its home
PORTS = click.IntRange(1, 65535)


@click.command()
@click.option("--port", type=PORTS, default=8000, show_default=True, help="The port to listen on.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address; 0.0.0.0 for every one.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=None,
    help="Processes [default: one a core, two at most].",
)
@click.option(
    "--demo", "invented", is_flag=True, help="A synthetic county to try the office on, in HOME/demo."
)
@click.option(
    "--people",
    type=click.IntRange(100, 200_000),
    default=demo.PEOPLE,
    show_default=True,
    help="With --demo: how many are invented at its first start.",
)
def serve(port: int, host: str, workers: int | None, invented: bool, people: int) -> None:
    """Run the web site until it is stopped with Ctrl+C."""
    if invented:
        demo.check_host(host)
    claim(host, port)
    if invented:
        demo.enter(lambda line: click.echo(line, err=True))
    from skillshire.config import housekeeping, prepare

    prepare.prepare()
    if invented:
        demo.furnish(people)
    _begin_afresh()
    base = f"http://{_shown(host)}:{port}"
    first = f"Who can sign in, and how: {base}/office/demo/" if invented else _first_link(base)
    click.echo(f"Skillshire is at {base}/ (Ctrl+C stops it)")
    if first:
        click.echo(first)
    with housekeeping.running():
        run(host, port, workers or min(2, os.cpu_count() or 1))


def _first_link(base: str) -> str:
    """Empty where somebody administers the office."""
    from skillshire.config import first_run

    link = first_run.link(base)
    return f"The office has no administrator yet. Open this once, within 24 hours: {link}" if link else ""


def claim(host: str, port: int) -> None:
    """UserError where the address cannot be listened on: better before preparing than after."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise UserError(_refusal(host, port, error)) from None


def _refusal(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use; stop what uses it, or choose another with --port."
    if error.errno == errno.EACCES:
        return f"Port {port} needs an administrator's rights; choose one above 1023 with --port."
    return f"“{host}” is not an address of this machine; use 127.0.0.1, or 0.0.0.0 for every address it has."


def _shown(host: str) -> str:
    """This machine by its name, since passkeys belong to a name and not to a number."""
    if host in ("127.0.0.1", "::1", "0.0.0.0", "::"):  # noqa: S104 (only shown)
        return "localhost"
    return f"[{host}]" if ":" in host else host


def _begin_afresh() -> None:
    """After a start that prepared a home, this same process begins anew with the program.

    The workers are copies of it, and a copy of a process in which Polars has run waits for ever at its first
    query: it has one thread only. As new processes (“spawn”) they would take long to stop.
    """
    if "polars" in sys.modules and AFRESH not in os.environ and os.name == "posix":
        sys.stdout.flush()
        os.execve(sys.executable, sys.orig_argv, {**_BEGUN_WITH, AFRESH: "1"})  # noqa: S606 (ourselves)


def run(host: str, port: int, workers: int) -> None:
    from granian.constants import Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels
    from granian.server import Server

    Server(
        "skillshire.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        # Pages take a few milliseconds of Python each; more threads than this only wait for one another.
        blocking_threads=4,
        backlog=256,
        websockets=False,
        # An address is read to its end before it is refused: who is still writing hears no answer.
        http1_settings=HTTP1Settings(max_buffer_size=LONGEST_HEAD),
        respawn_failed_workers=True,
        workers_kill_timeout=10,  # seconds for requests in hand when it is stopped
        log_level=LogLevels.warning,
    ).serve()
