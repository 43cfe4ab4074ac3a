"""Triggers by which the database itself refuses to change the audit, whoever asks and in whatever words.

Who owns the tables can take the triggers away; `skillshire audit verify` says so when they are gone. (Django
makes an SQLite table anew to change it, and that drops its triggers: such a migration must call `install`.)
"""

from typing import Any

TABLES = ("core_auditevent", "core_auditseal", "core_auditsubject")
SAID = "The audit is never changed or deleted."
KEYS = {"core_auditseal": "number"}  # where the key is not called id
_CONTENT = ("id", "event", "subject", "by", "at", "detail", "digest")
# The one change there is: an event that was in no seal goes into one.
_SQLITE_SEALS = "OLD.seal IS NULL AND NEW.seal IS NOT NULL AND " + " AND ".join(
    f'NEW."{name}" IS OLD."{name}"' for name in _CONTENT
)

_SQLITE = """
CREATE TRIGGER {table}_kept BEFORE UPDATE ON {table} WHEN NOT ({allowed})
  BEGIN SELECT RAISE(ABORT, '{said}'); END;
CREATE TRIGGER {table}_never_deleted BEFORE DELETE ON {table}
  BEGIN SELECT RAISE(ABORT, '{said}'); END;
CREATE TRIGGER {table}_never_replaced BEFORE INSERT ON {table}
  WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key}){unsealed}
  BEGIN SELECT RAISE(ABORT, '{said}'); END;
"""
_POSTGRESQL = """
CREATE OR REPLACE FUNCTION core_audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' AND to_jsonb(NEW) -> 'seal' = 'null' THEN RETURN NEW; END IF;
  IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'core_auditevent' THEN
    IF to_jsonb(OLD) -> 'seal' = 'null' AND to_jsonb(NEW) -> 'seal' <> 'null'
      AND to_jsonb(OLD) - 'seal' = to_jsonb(NEW) - 'seal' THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION '{said}' USING ERRCODE = 'restrict_violation';
END $$;
"""
_POSTGRESQL_TABLE = """
CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION core_audit_refuse();
CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION core_audit_refuse();
"""
_POSTGRESQL_INSERT = """
CREATE TRIGGER core_auditevent_unsealed BEFORE INSERT ON core_auditevent
  FOR EACH ROW EXECUTE FUNCTION core_audit_refuse();
"""


def install(connection: Any) -> None:
    """`connection` is Django's, or a migration's schema_editor.connection."""
    _run(connection, _POSTGRESQL.format(said=SAID) if connection.vendor == "postgresql" else "")
    for table in TABLES:
        _run(connection, _statements(connection.vendor, table))
    _run(connection, _POSTGRESQL_INSERT if connection.vendor == "postgresql" else "")


def remove(connection: Any) -> None:
    """For a migration back, and for tests that empty the tables."""
    for name, table in _triggers(connection):
        where = f" ON {table}" if connection.vendor == "postgresql" else ""
        _run(connection, f"DROP TRIGGER {name}{where};")


def missing(connection: Any) -> list[str]:
    """The tables that lack a trigger that `install` gives them."""
    there = [table for _, table in _triggers(connection)]
    wanted = {table: _statements(connection.vendor, table).count("CREATE TRIGGER") for table in TABLES}
    wanted["core_auditevent"] += connection.vendor == "postgresql"
    return [table for table, count in wanted.items() if there.count(table) < count]


def _statements(vendor: str, table: str) -> str:
    if vendor == "postgresql":
        return _POSTGRESQL_TABLE.format(table=table)
    events = table == "core_auditevent"
    return _SQLITE.format(
        table=table, said=SAID, key=KEYS.get(table, "id"),
        allowed=_SQLITE_SEALS if events else "0", unsealed=" OR NEW.seal IS NOT NULL" if events else "",
    )  # fmt: skip


def _triggers(connection: Any) -> list[tuple[str, str]]:
    if connection.vendor == "postgresql":
        query = (
            "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
            "WHERE NOT tgisinternal AND tgenabled <> 'D' AND relname LIKE 'core\\_audit%%' "
            "AND relnamespace = current_schema()::regnamespace"
        )
    else:
        query = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'core_audit%%'"
    with connection.cursor() as cursor:
        cursor.execute(query, [])
        return [(name, table) for name, table in cursor.fetchall() if table in TABLES]


def _run(connection: Any, script: str) -> None:
    """Each statement by itself: SQLite's way to run several would commit what is open."""
    parts = script.split("\n\n") if connection.vendor == "postgresql" else script.split("END;")
    end = "" if connection.vendor == "postgresql" else "END;"
    with connection.cursor() as cursor:
        for part in parts:
            if part.strip():
                cursor.execute(part + (end if "BEGIN" in part else ""))
