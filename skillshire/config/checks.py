"""System checks: a wrong setting is named, with what to do about it, before the first page."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.db import DatabaseError

from skillshire.core.errors import UserError
from skillshire.places import areas


@register()
def area(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    try:
        areas.get(settings.SKILLSHIRE_AREA)
    except UserError as error:
        if _named_by_a_strategy(settings.SKILLSHIRE_AREA):
            return []
        hint = (
            "Set SKILLSHIRE_AREA to the GSS code of a county or district; `skillshire areas NAME` finds it."
        )
        return [Error(str(error), hint=hint, id="skillshire.E001")]
    return []


def _named_by_a_strategy(code: str) -> bool:
    """A loaded strategy may be for an area that has no official code yet."""
    from skillshire.strategy.models import Strategy

    try:
        return Strategy.objects.filter(area_code=code).exists()
    except DatabaseError:  # no tables yet: this check runs before they are made
        return False


@register()
def debug_in_public(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    local = {"localhost", "127.0.0.1", "[::1]", "testserver"}
    if settings.DEBUG and not set(settings.ALLOWED_HOSTS) <= local:
        hint = "Unset SKILLSHIRE_DEBUG: it shows settings and code to anyone who meets an error."
        return [Warning("Debug is on and the site has a public name.", hint=hint, id="skillshire.W001")]
    return []
