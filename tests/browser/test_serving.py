"""The process that `skillshire serve` is."""

import signal
import subprocess

import pytest

from tests.browser.conftest import SERVE, start, wait_for


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_says_where_it_is_and_stops_cleanly(live_home, live_site, tmp_path, stop):
    log = tmp_path / "serve.log"
    process, address = start(live_home, log)
    try:
        wait_for(f"{address}/healthz", process, log)
        process.send_signal(stop)
        assert process.wait(timeout=20) == 0
    finally:
        process.kill()
    where, *first = log.read_text().splitlines()
    site = address.replace("127.0.0.1", "localhost")
    assert where == f"Skillshire is at {site}/ (Ctrl+C stops it)"
    assert all(line.startswith("The office has no administrator yet.") for line in first)
    assert all(f": {site}/office/start/" in line for line in first)


def test_a_second_site_on_the_same_port_is_refused(live_home, live_site):
    port = live_site.rpartition(":")[2]
    command = [*SERVE, "--port", port]
    done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    assert done.returncode == 2
    assert done.stderr == f"Port {port} is in use; stop what uses it, or choose another with --port.\n"
