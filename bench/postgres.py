"""A PostgreSQL for a benchmark: the one that TEST_DATABASE_URL names, or the tests' own for the moment."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from bench import ours

NAME, KEPT = "skillshire_bench", "skillshire_bench_kept"


@contextmanager
def server() -> Iterator[str]:
    """Its address; empty where there is none."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    python = ours.ROOT / ".venv" / "bin" / "python"  # the peers' environment has none
    hold = ["sh", "-c", 'echo "$DATABASE_URL"; cat >/dev/null']
    command = [str(python), str(ours.ROOT / "tests" / "postgres.py"), *hold]
    if not python.exists():
        yield ""
        return
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None and process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.stdin.close()  # then it stops
        process.wait()
        process.stdout.close()


@dataclass(frozen=True)
class Prepared:
    """A database that is put back as it was before each round, under the same address."""

    url: str
    admin: str

    def renew(self) -> None:
        _do(self.admin, f"DROP DATABASE IF EXISTS {NAME}", f"CREATE DATABASE {NAME} TEMPLATE {KEPT}")


@contextmanager
def prepared(admin: str, environment: dict[str, str]) -> Iterator[Prepared]:
    drop = [f"DROP DATABASE IF EXISTS {name}" for name in (NAME, KEPT)]
    url = urlunsplit(urlsplit(admin)._replace(path=f"/{NAME}"))
    _do(admin, *drop, f"CREATE DATABASE {NAME}")
    try:
        command = [ours.skillshire(), "prepare"]
        subprocess.run(
            command, env={**environment, "DATABASE_URL": url}, check=True, capture_output=True
        )  # fmt: skip
        _do(admin, f"CREATE DATABASE {KEPT} TEMPLATE {NAME}")
        yield Prepared(url, admin)
    finally:
        _do(admin, *drop)


def _do(admin: str, *statements: str) -> None:
    import psycopg

    with psycopg.connect(admin, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)
