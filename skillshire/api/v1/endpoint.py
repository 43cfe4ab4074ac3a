"""How an address of the API is declared: its parameters, its formats, and one release for each answer."""

import functools
import inspect
from collections.abc import Callable, Sequence
from typing import Any, get_args

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from skillshire.api.problems import Problem
from skillshire.api.v1 import formats
from skillshire.indicators import queries

View = Callable[..., Any]
NAMES = "_reads"  # where a view keeps the names of the parameters that it reads


def get(
    router: Router, path: str, *, response: Any, summary: str, offers: Sequence[str] = (formats.JSON,)
) -> Callable[[View], View]:
    """Declare a view that answers GET (and so HEAD) with plain data, or with an HttpResponse of its own."""

    def declare(view: View) -> View:
        names = parameters(view)

        @functools.wraps(view)
        def run(request: HttpRequest, **values: Any) -> HttpResponse:
            refuse_unknown(request, names)
            if len(offers) == 1:
                formats.choose(request, offers)
            with queries.one_release():
                found = view(request, **values)
            return found if isinstance(found, HttpResponse) else formats.as_json(found)

        router.get(path, response=response, summary=summary, operation_id=view.__name__)(run)
        return run

    return declare


def parameters(view: View) -> frozenset[str]:
    """The names of the query parameters that a view reads, from the schema of its argument `query`."""
    argument = inspect.signature(view).parameters.get("query")
    if argument is None:
        return frozenset()
    schema: type[Schema] = get_args(argument.annotation)[0]
    return frozenset(field.alias or name for name, field in schema.model_fields.items())


def refuse_unknown(request: HttpRequest, names: frozenset[str]) -> None:
    for name in request.GET:
        if name not in names:
            known = f"it reads: {', '.join(sorted(names))}" if names else "it reads none"
            raise Problem(
                "unknown-parameter",
                f"“{name[:40]}” is not a parameter of {request.path[:100]}; {known}.",
                parameter=name[:40],
            )
