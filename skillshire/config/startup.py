"""Starts Django for a command. Commands call this inside themselves, so that `--help` needs no Django."""

import os


def setup() -> None:
    """Loads Django; touches neither the database nor the home folder's contents."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "skillshire.config.settings")
    import django

    django.setup()


def ready() -> None:
    """Prepares the home folder if that is due (see prepare.py), then loads Django."""
    from skillshire.config import prepare

    prepare.prepare()
    setup()
