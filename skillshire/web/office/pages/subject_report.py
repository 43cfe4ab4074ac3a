"""A person's own data as a file to hand to them."""

import json
from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string

from skillshire.web.office.pages import report_words


def as_json(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1, default=str) + "\n").encode()


def as_html(content: Mapping[str, Any]) -> bytes:
    """One page that needs nothing else: it is read from a disk, or printed."""
    return render_to_string(
        "office/subject_report.html", {"content": content, "words": report_words}
    ).encode()
