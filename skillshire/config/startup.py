"""Starts Django for a command. Commands call this inside themselves, so that `--help` needs no Django."""

import os
from collections.abc import Callable


def setup() -> None:
    """Loads Django; touches neither the database nor the home folder's contents."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "skillshire.config.settings")
    import django

    django.setup()


def ready(echo: Callable[[str], None] = lambda line: None) -> None:
    """Prepares the home folder if that is due (see prepare.py), then loads Django.

    Quietly, unless told: what a command prints is its answer, and what it says on stderr is what went wrong.
    """
    from skillshire.config import prepare

    prepare.prepare(echo=echo)
    setup()


def ready_for_figures() -> None:
    """As `ready`, for a command that asks figures and the strategy alone."""
    from skillshire.config import prepare

    prepare.prepare(echo=lambda line: None)
    setup_for_figures()


def setup_for_figures() -> None:
    """As `setup`, without the office, which takes two seconds, unless something has loaded it already."""
    from django.conf import settings

    if not settings.configured:
        os.environ["SKILLSHIRE_FACE"] = "public"
    setup()
