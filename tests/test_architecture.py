"""The rules that keep the rooms apart and the code small. The limits are explained in DEVELOPERS.md."""

import ast
from functools import cache
from pathlib import Path
from statistics import median

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "skillshire"
FILES = sorted(PACKAGE.rglob("*.py"))
CODE = [file for file in FILES if "migrations" not in file.parts]  # migrations are written by Django
# From the top down; a room may use those after it. Rooms in one set do not know each other.
ROOMS = [
    {"config"},
    {"web", "api", "content"},
    {"casework"},
    {"strategy"},
    {"indicators"},
    {"places", "sources"},
    {"accounts"},
    {"core"},
]
LONGEST_FUNCTION, MEDIAN_FUNCTION, LONGEST_FILE = 60, 10, 300


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@cache
def functions() -> list[tuple[str, int]]:
    """Every function of the package and how many lines it has, its decorators not counted."""
    found = []
    for file in CODE:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                found.append(
                    (f"{name_of(file)}:{node.lineno} {node.name}", node.end_lineno - node.lineno + 1)
                )
    return found


def level_of(module: str) -> int | None:
    """0 for the highest room, None for what is not ours."""
    parts = module.split(".")
    if parts[0] != "skillshire":
        return None
    return next(level for level, rooms in enumerate(ROOMS) if parts[1] in rooms)


def points_down(here: str, there: str) -> bool:
    """Whether a relation from a model of module `here` to one of `there` is allowed."""
    level, other = level_of(here), level_of(there)
    same_room = here.split(".")[:2] == there.split(".")[:2]
    return other is None or same_room or (level is not None and level < other)


def relations():
    """(name, module it stands in, module it points to) for every concrete relation of our models."""
    for model in apps.get_models(include_auto_created=True):
        if level_of(model.__module__) is None:
            continue
        for field in model._meta.get_fields():
            if field.concrete and field.is_relation and field.related_model:
                yield f"{model._meta.label}.{field.name}", model.__module__, field.related_model.__module__


def test_imports_only_point_down():
    from importlinter.cli import lint_imports

    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def test_every_room_has_a_level():
    rooms = {folder.name for folder in PACKAGE.iterdir() if (folder / "__init__.py").exists()}
    assert rooms - {"definitions"} <= set().union(*ROOMS)


def test_no_relation_points_up_or_sideways():
    """The import linter cannot see a foreign key that is written as a string."""
    wrong = [f"{name} → {there}" for name, here, there in relations() if not points_down(here, there)]
    assert not wrong


@pytest.mark.parametrize(
    ("here", "there", "allowed"),
    [
        ("skillshire.strategy.models", "skillshire.accounts.models", True),
        ("skillshire.strategy.models", "skillshire.strategy.models", True),
        ("skillshire.accounts.models", "django.contrib.auth.models", True),
        ("skillshire.accounts.models", "skillshire.strategy.models", False),
        ("skillshire.places.models", "skillshire.sources.models", False),
    ],
)
def test_a_relation_may_only_point_down(here, there, allowed):
    assert points_down(here, there) is allowed


def test_migrations_are_complete(db):
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_init_files_are_empty():
    """Importing a room would otherwise load whatever its `__init__` imports, Django included.

    Exceptions: a docstring; a package of models, where Django looks for them in `models/__init__.py`; and the
    charts, which are one module in several files and load nothing but themselves.
    """
    spoken_for = {"models", "charts"}
    inits = [file for file in FILES if file.name == "__init__.py" and file.parent.name not in spoken_for]
    bodies = {name_of(file): ast.parse(file.read_text(encoding="utf-8")).body for file in inits}
    assert [name for name, body in bodies.items() if not all(map(is_docstring, body))] == []


def is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def test_no_function_is_long():
    long = [f"{name} has {lines} lines" for name, lines in functions() if lines > LONGEST_FUNCTION]
    assert not long


def test_most_functions_are_small():
    assert median(lines for _, lines in functions()) <= MEDIAN_FUNCTION


def test_no_file_is_long():
    sizes = {name_of(file): len(file.read_text(encoding="utf-8").splitlines()) for file in CODE}
    assert {name: size for name, size in sizes.items() if size > LONGEST_FILE} == {}


CLOCKS = {
    ("date", "today"),
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("time", "time"),
    ("timezone", "now"),
    ("timezone", "localdate"),
    ("timezone", "localtime"),
}


def reads_the_clock(source: str) -> list[int]:
    """Lines that ask what day or time it is. (`perf_counter` measures how long; that is no date.)"""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    asked = [node for node in calls if isinstance(node.func, ast.Attribute)]
    return [node.lineno for node in asked if (_last_name(node.func.value), node.func.attr) in CLOCKS]


def _last_name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


@pytest.mark.parametrize(
    "source", ["date.today()", "datetime.datetime.now(UTC)", "x = timezone.now()", "time.time()"]
)
def test_knows_a_clock_when_it_sees_one(source):
    assert reads_the_clock(source) == [1]


def test_only_the_clock_module_reads_the_clock():
    wrong = {
        f"{name_of(file)}:{line}"
        for file in CODE
        if name_of(file) != "skillshire/core/clock.py"
        for line in reads_the_clock(file.read_text(encoding="utf-8"))
    }
    assert not wrong
