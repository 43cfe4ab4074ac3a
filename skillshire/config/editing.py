"""The gate of the strategy's editor: who may open it, and how little of Wagtail is open at all."""

import functools
from typing import Any

from django.http import Http404, HttpResponseBase  # noqa: TID251 (the views are Wagtail's, not ours)

from skillshire.content import rights
from skillshire.core.permissions import Permission
from skillshire.web.office.page import View, page

PREFIX = "/office/editing/"
# The first part of each address that editors use. Pages, pictures, documents, users, collections and settings
# are not for this site: their addresses answer 404.
OPEN = {"", "dismissibles", "editing-sessions", "jsi18n", "reports", "snippets", "sprite", "workflows"}


def gate(view: View) -> View:
    """For who may edit the strategy; their rights in Wagtail are brought up to their roles first."""

    @page(Permission.EDIT_STRATEGY)
    @functools.wraps(view)
    def answer(request: Any, **arguments: object) -> HttpResponseBase:
        if request.path.removeprefix(PREFIX).partition("/")[0] not in OPEN:
            raise Http404("The editor has no such page.")
        rights.sync(request.user, request.standing)
        return view(request, **arguments)

    return answer
