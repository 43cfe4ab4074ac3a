"""The rights of the public process's own PostgreSQL user: to read what public pages show, no more."""

import re
from typing import Any

from django.apps import apps
from django.db import connection

from skillshire.core.errors import UserError

# Everything that public pages read. Figures are files, not tables.
ROOMS = ("strategy",)
RECORDS = ("accounts.Organisation", "core.SiteFact")
BOOKKEEPING = ("django_migrations",)  # to tell whether the tables are up to date
NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")


def tables() -> list[str]:
    """The tables that may be read, sorted; those behind links to many included."""
    models = [model for room in ROOMS for model in apps.get_app_config(room).get_models(True)]
    models += [apps.get_model(label) for label in RECORDS]
    return sorted({model._meta.db_table for model in models} | set(BOOKKEEPING))


def statements(role: str) -> list[str]:
    """SQL that takes every right from the role, then gives it these. UserError for a name that is none."""
    if not NAME.fullmatch(role):
        raise UserError(f"“{role[:60]}” is not a role's name; use small letters, figures and underscores.")
    who = f'"{role}"'
    named = ", ".join(f'"{table}"' for table in tables())
    return [
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {who}",
        f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {who}",
        f"REVOKE ALL ON SCHEMA public FROM {who}",
        f"GRANT USAGE ON SCHEMA public TO {who}",
        f"GRANT SELECT ON {named} TO {who}",
        f"ALTER ROLE {who} SET default_transaction_read_only = on",
    ]


def apply(role: str) -> None:
    """All of it or nothing. UserError where the records are not in PostgreSQL, or the role is not there."""
    from django.db import ProgrammingError, transaction

    if connection.vendor != "postgresql":
        raise UserError("The records are in an SQLite file, which knows no roles; set DATABASE_URL.")
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in statements(role):
                cursor.execute(statement)
    except ProgrammingError as error:
        raise UserError(
            f"PostgreSQL refused ({_first_line(error)}); make the role first: CREATE ROLE {role} LOGIN."
        ) from None


def _first_line(error: Exception) -> Any:
    return (str(error).splitlines() or ["no reason given"])[0].rstrip(".")
