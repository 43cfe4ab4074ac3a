"""The ways in which a service goes wrong. Each takes the sound answer and gives back the bad one."""

from dataclasses import replace
from typing import Any

PAGE = b"<!DOCTYPE html><html lang=en><title>Down</title><h1>Sorry, there is a problem with the service</h1>"


def slow(given: Any, seconds: float = 30) -> Any:
    """Sound, but later than a client should wait. The wait ends with the test."""
    return replace(given, wait=seconds)


def too_many(given: Any, retry_after: str = "2") -> Any:
    """429 with Retry-After, as seconds or as a date."""
    return _instead(given, 429, b'{"title": "Too many requests"}', {"Retry-After": retry_after})


def broken(given: Any) -> Any:
    return _instead(given, 500, b"")


def unavailable(given: Any) -> Any:
    return _instead(given, 503, PAGE, {"Content-Type": "text/html"})


def truncated(given: Any, keep: float = 0.5) -> Any:
    """The whole length is promised, and the connection ends half-way."""
    return replace(given, length=len(given.body), body=given.body[: int(len(given.body) * keep)])


def cut(given: Any, keep: float = 0.5) -> Any:
    """Half of the body, and a length that agrees with it: nothing but the contents shows the loss."""
    return replace(given, body=given.body[: int(len(given.body) * keep)])


def wrong_length(given: Any, more: int = 10) -> Any:
    return replace(given, length=len(given.body) + more)


def renamed(given: Any, old: str = "", new: str = "") -> Any:
    """A column or key has another name from now on."""
    if old.encode() not in given.body:
        raise AssertionError(f"there is no {old} in the answer that could be renamed")
    return replace(given, body=given.body.replace(old.encode(), new.encode()))


def empty(given: Any) -> Any:
    return replace(given, status=200, body=b"")


def page(given: Any) -> Any:
    """A web page with status 200 where data was asked for."""
    return _instead(given, 200, PAGE, {"Content-Type": "text/html; charset=utf-8"})


def _instead(given: Any, status: int, body: bytes, headers: dict[str, str] | None = None) -> Any:
    return replace(given, status=status, body=body, headers={**given.headers, **(headers or {})})


MISBEHAVIOURS = {
    "slow": slow,
    "429": too_many,
    "500": broken,
    "503": unavailable,
    "truncated": truncated,
    "cut": cut,
    "length": wrong_length,
    "renamed": renamed,
    "empty": empty,
    "html": page,
}
