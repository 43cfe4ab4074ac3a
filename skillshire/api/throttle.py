"""How often one address may ask. Each server process counts for itself: nothing is shared between them.

So with two processes a client may in the worst case ask twice as often. That is meant: the limit keeps one
careless program from taking the service from everybody else, and needs no store that could fail.
"""

import threading
import time
from collections import OrderedDict

from django.conf import settings
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

MOST = 10_000  # addresses remembered; the one not seen for longest is forgotten first


class PerAddress(BaseThrottle):
    """A bucket for each address: it holds a minute's requests and refills steadily.

    `settings.SKILLSHIRE_API_RATE` is requests a minute; 0 sets no limit.
    """

    def __init__(self) -> None:
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()
        self._mine = threading.local()  # one object serves all threads, and each asks wait() for itself

    def allow_request(self, request: HttpRequest) -> bool:
        rate = settings.SKILLSHIRE_API_RATE
        return rate == 0 or self._take(self.get_ident(request) or "", rate, time.monotonic())

    def _take(self, address: str, rate: int, now: float) -> bool:
        with self._lock:
            left, seen = self._buckets.pop(address, (float(rate), now))
            left = min(float(rate), left + (now - seen) * rate / 60)
            allowed = left >= 1
            self._buckets[address] = (left - 1 if allowed else left, now)
            if len(self._buckets) > MOST:
                self._buckets.popitem(last=False)
        self._mine.wait = 0.0 if allowed else (1 - left) * 60 / rate
        return allowed

    def wait(self) -> float | None:
        """Seconds until the request just refused would be let through."""
        return getattr(self._mine, "wait", None)

    def forget(self) -> None:
        """Start counting anew; for tests."""
        self._buckets.clear()
