"""Web servers of the benchmarks: started on a free port of this machine, stopped afterwards."""

import contextlib
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

STARTING, STOPPING = 60.0, 15.0  # seconds


@dataclass(frozen=True)
class Site:
    address: str  # http://127.0.0.1:PORT
    process: int

    def url(self, path: str) -> str:
        return self.address + path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def running(
    command: Sequence[str], path: str, log: Path, environ: Mapping[str, str] | None = None
) -> Iterator[Site]:
    """`command` with `{port}` filled in, once `path` answers with 200."""
    port = free_port()
    with log.open("wb") as sink:
        process = subprocess.Popen(
            [part.format(port=port) for part in command], env={**os.environ, **(environ or {})},
            stdout=sink, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        try:
            _await(f"http://127.0.0.1:{port}{path}", process, log)
            yield Site(f"http://127.0.0.1:{port}", process.pid)
        finally:
            _stop(process)


def _await(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + STARTING
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError, urllib.error.URLError):
            if fetch(url)[0] == 200:
                return
        time.sleep(0.1)
    raise SystemExit(f"A server did not start; see {log}.")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """The process and those it started, which are its own session."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(STOPPING)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def fetch(url: str, headers: Mapping[str, str] | None = None) -> tuple[int, bytes, Mapping[str, str]]:
    request = urllib.request.Request(url, headers=dict(headers or {}))
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read(), answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.read(), error.headers


def _family(process: int) -> Iterator[Path]:
    """The /proc folders of the process and its children, which are its session; none without a /proc."""
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if os.getsid(int(folder.name)) == process:
                yield folder


def memory(process: int) -> float:
    """Resident MB of the process and its children; pages they share count in each."""
    pages = sum(int((folder / "statm").read_text().split()[1]) for folder in _family(process))
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def worked(process: int) -> float:
    """Milliseconds of processor that the process and its children have used so far. See man 5 proc."""
    ticks = 0
    for folder in _family(process):
        after_name = (folder / "stat").read_text().rsplit(") ", 1)[1].split()
        ticks += int(after_name[11]) + int(after_name[12])
    return ticks * 1000 / os.sysconf("SC_CLK_TCK")
