from django.conf import settings

# On SQLite one writes at a time, and the tests' database is one connection's alone: there is nothing to test.
# script/test runs the tests of the records on PostgreSQL too, and there these are collected.
ON_POSTGRESQL = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
collect_ignore = [] if ON_POSTGRESQL else ["test_sendings_postgresql.py"]
