"""A stand-in for a publisher's service: answers on this machine, checks what is asked, misbehaves on demand.

    with standin(specs.ees(shared)) as service:
        service.route("GET", "/v1/publications", lambda asked: {...})
        service.misbehave("500", times=2)
        ...

Leaving the block fails the test with every request, and every sound answer, that the publisher's description
does not allow. `check` takes the place of a description where the publisher has none: a function of an Asked
that gives back what is wrong with it, or nothing.
"""

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.standins.faults import MISBEHAVIOURS


@dataclass(frozen=True)
class Asked:
    """One request as it came in. `place` holds the parts of the path that the route names."""

    method: str
    path: str
    params: dict[str, list[str]]
    headers: dict[str, str]  # names in small letters
    body: bytes
    place: dict[str, str] = field(default_factory=dict)

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    def param(self, name: str, default: str = "") -> str:
        return self.params.get(name, [default])[0]


@dataclass
class Answer:
    """What goes back. `length` differs from the body's where the service says a wrong one."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    wait: float = 0  # seconds before the first byte

    @property
    def kind(self) -> str:
        return self.headers.get("Content-Type", "application/json")


Reply = Answer | dict[str, Any] | list[Any] | str | bytes
Route = Callable[[Asked], Reply]


def answer(reply: Reply) -> Answer:
    """Plain values become JSON, text becomes CSV."""
    if isinstance(reply, Answer):
        return reply
    if isinstance(reply, str):
        return Answer(body=reply.encode(), headers={"Content-Type": "text/csv; charset=utf-8"})
    if isinstance(reply, bytes):
        return Answer(body=reply, headers={"Content-Type": "application/octet-stream"})
    return Answer(body=json.dumps(reply).encode(), headers={"Content-Type": "application/json"})


def problem(status: int, title: str, **more: Any) -> Answer:
    body = {"type": "about:blank", "title": title, "status": status, **more}
    return Answer(status, json.dumps(body).encode(), {"Content-Type": "application/problem+json"})


class Service:
    """What a test holds: routes, faults on demand, and everything that was asked."""

    def __init__(
        self, url: str, spec: Any = None, check: Callable[[Asked], str | None] | None = None
    ) -> None:
        self.url, self.spec, self.check = url, spec, check
        self.asked: list[Asked] = []
        self.faults: list[str] = []
        self.released = threading.Event()  # ends every wait when the test ends
        self._routes: list[tuple[str, re.Pattern[str], Route]] = []
        self._orders: list[tuple[str, re.Pattern[str], list[int], dict[str, Any]]] = []
        self._lock = threading.Lock()

    def route(self, method: str, path: str, function: Route) -> None:
        """The newest route for a path wins, so a test can change a service half-way."""
        pattern = re.compile("".join(_part(part) for part in re.split(r"(\{\w+\})", path)))
        self._routes.insert(0, (method, pattern, function))

    def misbehave(self, kind: str, path: str = ".*", times: int = 1, after: int = 0, **how: Any) -> None:
        """The next `times` requests to a path (regular expression), after `after` sound ones, go wrong.

        `kind` is one of faults.MISBEHAVIOURS; `how` goes to it, such as seconds=2 for "slow".
        """
        if kind not in MISBEHAVIOURS:
            raise ValueError(f"no misbehaviour {kind}; there are {', '.join(MISBEHAVIOURS)}")
        self._orders.append((kind, re.compile(path), [after, times], how))

    def behave(self) -> None:
        self._orders.clear()

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def respond(self, asked: Asked) -> Answer:
        try:
            return self._answer(asked)
        except (
            Exception
        ) as error:  # a mistake in the test itself, which a client would take for a broken line
            self.faults.append(f"the stand-in broke at {asked.method} {asked.path}: {error!r}")
            raise

    def _answer(self, asked: Asked) -> Answer:
        with self._lock:
            given = self._sound(asked)
            order = self._order(asked)
        return MISBEHAVIOURS[order[0]](given, **order[1]) if order else given

    def _sound(self, asked: Asked) -> Answer:
        self.asked.append(asked)
        wrong = self.check(asked) if self.check else None
        if self.spec:
            wrong = wrong or self.spec.request(asked)
        if wrong:
            self.faults.append(f"{asked.method} {asked.path} {asked.params}: {wrong}")
            return problem(400, "One or more validation errors occurred.", detail=wrong)
        for method, pattern, function in self._routes:
            if method == asked.method and (match := pattern.fullmatch(asked.path)):
                return self._checked(asked, answer(function(_placed(asked, match))))
        return problem(404, "Not Found")

    def _checked(self, asked: Asked, given: Answer) -> Answer:
        wrong = self.spec.response(asked, given) if self.spec else None
        if wrong:
            self.faults.append(f"the stand-in's own answer to {asked.method} {asked.path}: {wrong}")
        return given

    def _order(self, asked: Asked) -> tuple[str, dict[str, Any]] | None:
        for kind, pattern, left, how in self._orders:
            if not pattern.search(asked.path):
                continue
            if left[0]:
                left[0] -= 1
            elif left[1]:
                left[1] -= 1
                return kind, how
        return None


def _part(part: str) -> str:
    return f"(?P<{part[1:-1]}>[^/]+)" if part.startswith("{") else re.escape(part)


def _placed(asked: Asked, match: re.Match[str]) -> Asked:
    place = {name: unquote(text) for name, text in match.groupdict().items()}
    return Asked(asked.method, asked.path, asked.params, asked.headers, asked.body, place)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "_Server"

    def _respond(self) -> None:
        parts, params = urlsplit(self.path), {}
        for name, text in parse_qsl(parts.query, keep_blank_values=True):
            params.setdefault(name, []).append(text)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): text for name, text in self.headers.items()}
        self._send(self.server.service.respond(Asked(self.command, parts.path, params, headers, body)))

    do_GET = do_POST = do_HEAD = _respond

    def _send(self, given: Answer) -> None:
        if given.wait:
            self.server.service.released.wait(given.wait)
        self.close_connection = True
        try:
            self.send_response(given.status)
            length = len(given.body) if given.length is None else given.length
            for name, text in {**given.headers, "Content-Length": str(length), "Connection": "close"}.items():
                self.send_header(name, text)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(given.body)
        except (BrokenPipeError, ConnectionResetError):  # the client stopped waiting, as it should
            pass

    def log_message(self, *_: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # so that closing it waits for its connections
    service: Service


@contextmanager
def standin(spec: Any = None, check: Callable[[Asked], str | None] | None = None) -> Iterator[Service]:
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.service = Service(f"http://127.0.0.1:{server.server_port}", spec, check)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.service
        finally:
            server.service.released.set()
            server.shutdown()
            thread.join()
    faults = server.service.faults
    assert not faults, "not what the publisher's description allows:\n" + "\n".join(faults)
