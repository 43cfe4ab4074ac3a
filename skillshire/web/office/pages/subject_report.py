"""A person's own data as a file to hand to them."""

import json
from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string


def as_json(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1, default=str) + "\n").encode()


def as_html(content: Mapping[str, Any]) -> bytes:
    """One page that needs nothing else: it is read from a disk, or printed."""
    return render_to_string("office/subject_report.html", {"content": content, "shown": shown}).encode()


def shown(value: Any) -> str:
    """A value as a person reads it; nothing for what is not known."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
