"""At the start of the server: a link for the first administrator, as long as there is none."""

import hashlib
from pathlib import Path

from skillshire.config import env

MARKER = "administered"  # in the home folder: this database had an administrator when last looked


def link(base: str) -> str:
    """Empty where an administrator is there, or no office. Django is loaded only until there is one."""
    marker = env.home() / MARKER
    if env.face() == "public" or _is_marked(marker):
        return ""
    from skillshire.config import startup

    startup.setup()
    from django.db import connection

    try:
        return _link(base, marker)
    finally:
        connection.close()  # the server's processes open their own


def _link(base: str, marker: Path) -> str:
    from skillshire.accounts import members
    from skillshire.config.commands.office import first_link
    from skillshire.core import clock

    if members.leaders(clock.today()).exists():
        marker.write_text(_database() + "\n", encoding="utf-8")
        return ""
    return first_link(base)


def _is_marked(marker: Path) -> bool:
    try:
        return marker.read_text(encoding="utf-8").strip() == _database()
    except OSError:
        return False


def _database() -> str:
    """Which database it is, without its password."""
    return hashlib.sha256(env.database_url("").encode()).hexdigest()
