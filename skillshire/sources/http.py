"""Asks publishers' services: politely, again when that may help, and never keeping half an answer.

Every fault is a UserError of one sentence. No key is in one, nor in a log.
"""

import hashlib
import io
import json
import logging
import math
import os
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, TypeVar
from urllib.parse import urlencode, urlsplit

import httpx
import tenacity

from skillshire.core.errors import UserError
from skillshire.sources import check, live
from skillshire.sources.check import is_local
from skillshire.sources.live import Journal, Progress, Saved

LARGEST = 500_000_000  # bytes of one answer; the largest file read today has 4 million
GAP = 0.5  # seconds between two requests to one host
TRIES = 4
TIMEOUT = httpx.Timeout(60, connect=15)
LONGEST_ANSWER = 1800  # seconds: a byte now and then keeps a connection open for ever
_BUSY = (429, 500, 502, 503, 504)

# Both libraries log whole addresses, and an address may carry a person's API key.
logging.getLogger("httpx").setLevel(logging.WARNING)
logging.getLogger("httpcore").setLevel(logging.WARNING)

Params = Mapping[str, str | int | Sequence[str]]
T = TypeVar("T")
shown = check.shown
_last_asked: dict[str, float] = {}  # host: when, in ticks


class Again(Exception):
    """A fault that another try may mend; its text says what happened, `after` how long the service asks."""

    def __init__(self, what: str, after: float = 0) -> None:
        super().__init__(what)
        self.after = after


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def ticks() -> float:
    """Seconds since some moment or other: it measures how long, it is no date."""
    return time.monotonic()


def base(variable: str, default: str) -> str:
    """The service's address, or the mirror's or stand-in's that the environment variable names instead.

    UserError where that is not https; plain http will do only for a server on this machine.
    """
    given = os.environ.get(variable, "").strip().rstrip("/")
    if not given:
        return default
    if urlsplit(given).hostname and (given.startswith("https://") or is_local(given)):
        return given
    raise UserError(
        f"{variable} is not an address that can be used; start it with https://, or with http:// for a "
        f"server on this machine."
    )


def address(base: str, path: str, params: Params | None = None) -> str:
    """The whole address of a request, without any key."""
    query = urlencode(dict(params or {}), doseq=True, safe=",.:;|*")
    return base + path + (f"?{query}" if query else "")


@dataclass
class _Asked:
    """One request on its way: what, and where its answer goes."""

    method: str
    url: str
    body: Any
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        text = json.dumps([self.method, self.url, self.body], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


class Client:
    """Speaks to one service. Use it as a context manager.

    `secrets` are parameters, `headers` are headers that go with every request and are never shown. With
    either, a redirect to another host is refused. `gap` is in seconds; on this machine none is kept.
    """

    def __init__(
        self, base: str, *,
        headers: Mapping[str, str] | None = None, secrets: Mapping[str, str] | None = None,
        gap: float | None = None, tries: int = TRIES, limit: int = LARGEST, journal: Journal | None = None,
    ) -> None:  # fmt: skip
        self._base, self._local = base.rstrip("/"), is_local(base)
        self._secrets, self._tries, self._limit = dict(secrets or {}), tries, limit
        self._keyed = bool(headers or secrets)
        self._gap = (0.0 if self._local else GAP) if gap is None else gap
        self._journal = journal
        self._http = httpx.Client(
            timeout=TIMEOUT, follow_redirects=True, headers={"User-Agent": "Skillshire", **(headers or {})},
            event_hooks={"request": [lambda request: self._refuse_unsafe(str(request.url))]},
        )  # fmt: skip

    def __enter__(self) -> "Client":
        self._refuse_unsafe(self._base)
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def shown(self, path: str, params: Params | None = None) -> str:
        """The address as a plan shows it: with its query, without any key."""
        return address(self._base, path, params)

    def json(self, path: str, *, params: Params | None = None, body: Any = None) -> Any:
        """The answer to a GET, or to a POST where there is a `body`."""
        return self._try(lambda: self._json(path, params, body), self._base + path)

    def save(
        self, path: str, target: Path, *,
        params: Params | None = None, body: Any = None, progress: Progress | None = None,
        accept: Callable[[Path], object] | None = None,
    ) -> Saved:  # fmt: skip
        """Download to `target`, unless the publisher says that what is there is still the newest.

        What arrived in a run of today that broke off is not asked for again. `progress` gets bytes. `accept`
        looks at what came before it is kept, an empty file too: it raises Again where another try may mend
        it, and UserError where it will not.
        """
        asked = _Asked("POST" if body is not None else "GET", self.shown(path, params), body)
        earlier = self._journal.find(asked.key) if self._journal else None
        if earlier and live.digest(target) == earlier["sha256"]:
            return Saved(target, bool(earlier["changed"]))
        target.parent.mkdir(parents=True, exist_ok=True)
        saved = self._try(lambda: self._save(asked, target, progress, accept), asked.url)
        if self._journal:
            self._journal.add(asked.key, {"changed": saved.changed, "sha256": live.digest(target)})
        return saved

    def _json(self, path: str, params: Params | None, body: Any) -> Any:
        asked = _Asked("GET" if body is None else "POST", self.shown(path, params), body)
        content = io.BytesIO()
        asked.headers["Accept"] = "application/json"
        self._receive(asked, content, None)
        check.no_page(asked.url, content.getvalue()[:512])
        check.not_empty(asked.url, content.getvalue()[:512])
        try:
            return json.loads(content.getvalue())
        except ValueError:
            raise Again("gave an answer that is not JSON or was cut short") from None

    def _save(
        self,
        asked: _Asked,
        target: Path,
        progress: Progress | None,
        accept: Callable[[Path], object] | None,
    ) -> Saved:
        asked.headers = live.conditions(target, asked.key)
        with live.aside(target) as part:
            with part.open("w+b") as stream:
                answer = self._receive(asked, stream, progress)
                stream.seek(0)
                start = stream.read(512)
            if answer.status_code == httpx.codes.NOT_MODIFIED:
                return Saved(target, changed=False)
            check.no_page(asked.url, start)
            if accept:
                accept(part)
            else:
                check.not_empty(asked.url, start)
            same = live.digest(part) == live.digest(target)
            part.replace(target)
        live.remember(target, asked.key, answer.headers)
        return Saved(target, changed=not same)

    def _receive(self, asked: _Asked, stream: IO[bytes], progress: Progress | None) -> httpx.Response:
        self._keep_the_gap()
        url = httpx.URL(asked.url).copy_merge_params(self._secrets) if self._secrets else asked.url
        # httpx keeps a body of None off the request, and a GET needs no type.
        options = {"json": asked.body} if asked.body is not None else {}
        try:
            with self._http.stream(asked.method, url, headers=asked.headers, **options) as answer:
                conditional = "If-None-Match" in asked.headers or "If-Modified-Since" in asked.headers
                if not (conditional and answer.status_code == httpx.codes.NOT_MODIFIED):
                    self._refuse_status(asked.url, answer)
                    self._copy(asked.url, answer, stream, progress)
                return answer
        except httpx.TimeoutException:
            raise Again("did not answer in time") from None
        except (httpx.RequestError, httpx.StreamError):
            raise Again("could not be reached or broke off") from None
        except httpx.InvalidURL:
            raise UserError(
                f"{shown(asked.url)} is not an address; correct the source's definition."
            ) from None

    def _copy(self, url: str, answer: httpx.Response, stream: IO[bytes], progress: Progress | None) -> None:
        began, expected = ticks(), answer.headers.get("Content-Length", "")
        for chunk in answer.iter_bytes():
            stream.write(chunk)
            if stream.tell() > self._limit:
                raise UserError(f"{shown(url)} sends more than a publisher's answer could be; not kept.")
            if ticks() - began > LONGEST_ANSWER:
                raise Again("sent its answer too slowly")
            if progress:
                progress(stream.tell(), int(expected) if expected.isdecimal() else None)

    def _try(self, ask: Callable[[], T], url: str) -> T:
        again = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(self._tries), wait=_pause, reraise=True,
            retry=tenacity.retry_if_exception_type(Again), sleep=lambda seconds: sleep(seconds),  # noqa: PLW0108 (looked up late)
        )  # fmt: skip
        try:
            return again(ask)
        except Again as fault:
            raise UserError(f"{shown(url)} {fault} after {self._tries} tries; try again later.") from None

    def _keep_the_gap(self) -> None:
        host = urlsplit(self._base).netloc
        if (wait := _last_asked.get(host, -math.inf) + self._gap - ticks()) > 0:
            sleep(wait)
        _last_asked[host] = ticks()

    def _refuse_unsafe(self, url: str) -> None:
        """Every request passes here, redirected ones too, so that https cannot be left on the way."""
        if not url.startswith("https://") and not (self._local and is_local(url)):
            raise UserError(f"{shown(url)} is not a secure address; use one that starts with https://.")
        if self._keyed and urlsplit(url).netloc != urlsplit(self._base).netloc:
            raise UserError(
                f"{shown(self._base)} sends us on to another host, {shown(url)}; "
                "check the address, since that host must not see your key."
            )

    def _refuse_status(self, url: str, answer: httpx.Response) -> None:
        status = answer.status_code
        if status in _BUSY:
            raise Again(f"answered {status}", check.pause(url, answer.headers))
        if status in (401, 403) and self._keyed:
            raise UserError(f"{shown(url)} answered {status}; check the key that was given for it.")
        if status != httpx.codes.OK:
            raise UserError(
                f"{shown(url)} answered {status}{check.reason(answer)}; "
                "check whether the publisher has moved or changed it and correct the source's definition."
            )


def _pause(state: tenacity.RetryCallState) -> float:
    """One second, then two, four, plus a random part so that many copies do not all come back at once."""
    fault = state.outcome.exception() if state.outcome else None
    backoff: float = 2.0 ** (state.attempt_number - 1) + random.random()
    return max(backoff, fault.after) if isinstance(fault, Again) else backoff
