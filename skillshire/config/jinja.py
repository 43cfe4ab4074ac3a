"""How page templates are read: ours, then the GOV.UK components; everything is escaped."""

from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from jinja2 import (
    ChainableUndefined,
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    PackageLoader,
    PrefixLoader,
)

from skillshire.web.office.sign_in import words


class Missing(ChainableUndefined):
    """A name that a template has not been given may be asked about, never printed or walked through.

    The GOV.UK components test `params.x.y` freely, so those must stay quiet; a page that prints a name
    nobody gave is a fault, and says so instead of showing a gap.
    """

    def __str__(self) -> NoReturn:  # noqa: PLE0307 (it never returns)
        self._fail_with_undefined_error()

    def __html__(self) -> NoReturn:
        self._fail_with_undefined_error()


def url(name: str, **arguments: object) -> str:
    """The address of a named page: `url("measure", number=2)`."""
    return reverse(name, kwargs=arguments or None)


def known_url(name: str) -> str:
    """The address of a named page; empty where this site has no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def environment(**options: Any) -> Environment:
    """Django's Jinja2 backend calls this with the options of settings.TEMPLATES."""
    components = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    ours = {
        "loader": ChoiceLoader([options["loader"], components]),
        "undefined": Missing,
        "bytecode_cache": _compiled(),
    }
    result = Environment(**{**options, **ours})
    result.globals.update(static=static, url=url, known_url=known_url)
    result.filters.update(day=words.day, moment=words.moment, as_json=words.as_json)
    return result


def _compiled() -> FileSystemBytecodeCache | None:
    """Compiled templates are kept between starts: the GOV.UK ones take most of a second to compile.

    The folder is ours alone (0700), since Python runs what is in it. Without it they compile each start.
    """
    folder: Path = settings.SKILLSHIRE_HOME / "cache" / "templates"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder))
