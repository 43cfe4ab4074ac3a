"""A hidden word in a form, by which the same form sent twice is known."""

import hashlib
import json
import secrets
from typing import Any

FIELD = "once"
WORD_BYTES = 16
LEAST = 16  # characters: a shorter word is none of ours
NOT_COUNTED = {"csrfmiddlewaretoken"}


def word() -> str:
    return secrets.token_urlsafe(WORD_BYTES)


def digest(request: Any) -> str:
    """Of who sent what where. What was changed and sent again has another; empty without a word."""
    if len(request.POST.get(FIELD, "")) < LEAST:
        return ""
    sent = sorted((name, given) for name, given in request.POST.lists() if name not in NOT_COUNTED)
    about = json.dumps([request.user.pk, request.path, sent])
    return hashlib.sha256(about.encode()).hexdigest()
