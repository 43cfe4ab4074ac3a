from django.conf import settings

# An SQLite file has no locks that machines could share: there is nothing to test on it. script/test runs the
# tests of the records on PostgreSQL too, and there these are collected.
ON_POSTGRESQL = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
collect_ignore = [] if ON_POSTGRESQL else ["test_prepare_postgresql.py", "test_public_role_postgresql.py"]
