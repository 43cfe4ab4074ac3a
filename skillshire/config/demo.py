"""A home of its own for a demo, beside the real one and never mixed with it."""

import os
from collections.abc import Callable
from pathlib import Path

from skillshire.config import env
from skillshire.core.errors import UserError

PEOPLE, SEED = 20_000, 1
LOOPBACK = ("127.0.0.1", "::1", "localhost")
# Settings of the real site that a demo must not have: its database, its face, its proxies, its addresses.
IGNORED = ("DATABASE_URL", "SKILLSHIRE_FACE", "SKILLSHIRE_PROXIES", "SKILLSHIRE_HOSTS")


def check_host(host: str) -> None:
    """The passwords of a demo are known, so only this machine may reach it."""
    if host not in LOOPBACK:
        raise UserError(
            f"A demo has known passwords, so it listens to this machine only and not to “{host}”; "
            "leave out --host."
        )


def enter(echo: Callable[[str], None]) -> Path:
    """From here on this process and those that it starts work in HOME/demo. Before Django is loaded."""
    home = env.home() / "demo"
    for name in IGNORED:
        if os.environ.pop(name, "").strip():
            echo(f"{name} is ignored: a demo keeps its invented people in {home}.")
    os.environ["SKILLSHIRE_HOME"] = str(home)
    return home


def furnish(people: int) -> None:
    """Make the county where there is none yet, or go on where that was ended. The home is prepared."""
    from skillshire.config import prepare, startup

    with prepare.locked(env.home(), prepare.to_stderr):  # of two that start at once, one makes it
        startup.setup()
        from django.db import connections

        from skillshire.config.commands import demo_county
        from skillshire.core import clock, facts

        if facts.get(facts.COUNTY) is None:
            demo_county.make(people, SEED, clock.today())
        connections.close_all()  # the processes that serve open their own
