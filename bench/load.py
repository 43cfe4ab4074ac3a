"""Clients: wrk where it is installed, else threads of Python, which are slower and say so."""

import http.client
import json
import shutil
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from bench.figures import Figures, percentile

LUA = Path(__file__).with_name("load.lua")


def client() -> str:
    return (
        "wrk"
        if shutil.which("wrk")
        else "threads of Python (wrk is not installed: the rates are the client’s)"
    )


def load(
    address: str, paths: Sequence[str], clients: int, seconds: float, headers: Mapping[str, str], file: Path
) -> Figures:
    """`clients` connections for `seconds`, each asking for the paths in turn. An error for a wrong answer."""
    file.write_text("\n".join(paths) + "\n", encoding="utf-8")
    run = _wrk if shutil.which("wrk") else _threads
    found = run(address, file, clients, seconds, headers)
    if found.pop("wrong"):
        raise SystemExit(f"{address}{paths[0]} gave wrong answers under {clients} clients; nothing is shown.")
    return found


def _wrk(address: str, file: Path, clients: int, seconds: float, headers: Mapping[str, str]) -> Figures:
    given = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    command = [
        "wrk",
        "-t1",
        f"-c{clients}",
        f"-d{max(1, round(seconds))}s",
        "--timeout",
        "30s",
        "-s",
        str(LUA),
        *given,
        address,
    ]
    done = subprocess.run([*command, "--", str(file)], capture_output=True, text=True, check=True)
    said = json.loads(next(line for line in done.stdout.splitlines() if line.startswith("JSON "))[5:])
    return _figures(
        said["requests"] / said["us"] * 1e6, said["p50"] / 1000, said["p95"] / 1000, said["wrong"]
    )


def _threads(address: str, file: Path, clients: int, seconds: float, headers: Mapping[str, str]) -> Figures:
    paths, spent, wrong = file.read_text(encoding="utf-8").split(), [], []
    until = time.perf_counter() + seconds

    def one(turn: int) -> None:
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
        while time.perf_counter() < until:
            turn += clients
            started = time.perf_counter()
            connection.request("GET", paths[turn % len(paths)], headers=dict(headers))
            answer = connection.getresponse()
            answer.read()
            spent.append((time.perf_counter() - started) * 1000)
            if answer.status >= 400:
                wrong.append(answer.status)

    threads = [threading.Thread(target=one, args=(turn,)) for turn in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return _figures(len(spent) / seconds, percentile(spent, 0.5), percentile(spent, 0.95), len(wrong))


def _figures(rate: float, p50: float, p95: float, wrong: float) -> Figures:
    return {"req/s": rate, "p50 ms": p50, "p95 ms": p95, "wrong": wrong}
