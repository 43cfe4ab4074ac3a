"""What the documents say of the software, held against the software."""

import re
from pathlib import Path
from urllib.parse import unquote

import click
import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from skillshire.config import cli
from skillshire.indicators import definitions

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "skillshire"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
GUIDE = ROOT / "docs" / "how-to" / "run-a-county.md"  # has every setting and every command
ARCHITECTURE = ROOT / "docs" / "architecture.md"
WHERE_CODE_IS = ("skillshire", "script", ".ci", "bench", "tests")
# A variable of the environment, as Python and shell scripts name it.
ASKED = re.compile(r"""["'{ (]((?:SKILLSHIRE|TEST)_[A-Z_]+|DATABASE_URL|PYTHON)(?=["':}=])""")
NO_VARIABLE = {"SKILLSHIRE_LONGEST_QUERY"}  # a setting in settings.py alone
LARGEST_PICTURE = 300_000  # bytes


def text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def named(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def first_cells(file: Path, heading: str) -> list[str]:
    """The first cell of each row of the table below the heading."""
    part = text(file).partition(f"\n{heading}\n")[2].partition("\n## ")[0]
    return [row.split("|")[1].strip() for row in part.splitlines() if row.startswith("| ")][2:]


def code_of(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


# --- Settings ----------------------------------------------------------------------------------------------


def variables(*folders: str) -> set[str]:
    files = [file for folder in folders for file in (ROOT / folder).rglob("*") if file.is_file()]
    read = [text(file) for file in files if file.suffix == ".py" or not file.suffix]
    return {name for content in read for name in ASKED.findall(content)} - NO_VARIABLE


def test_every_variable_of_the_site_is_in_the_table_of_settings():
    assert variables("skillshire") == {code_of(cell)[0] for cell in first_cells(GUIDE, "## Settings")}


def test_every_variable_of_the_scripts_is_told_to_developers():
    told = set(re.findall(r"`([A-Z_]+)`", text(ROOT / "DEVELOPERS.md") + text(GUIDE)))
    missing = variables("script", ".ci", "bench") - told
    assert missing == set()


def test_no_document_names_a_variable_that_nobody_reads():
    read = variables(*WHERE_CODE_IS)
    told = {name for file in DOCUMENTS for name in re.findall(r"SKILLSHIRE_[A-Z_]*[A-Z]", text(file))}
    assert told - read == set()


# --- Commands ----------------------------------------------------------------------------------------------


def commands() -> dict[str, click.Command]:
    """Every command that does something, by what a person types after `skillshire`."""
    found: dict[str, click.Command] = {}
    for name in cli.COMMANDS:
        command = cli.skillshire.get_command(click.Context(cli.skillshire), name)
        parts = command.commands if isinstance(command, click.Group) else {"": command}
        found |= {f"{name} {part}".strip(): inner for part, inner in parts.items()}
    return found


def typed(words: str) -> str:
    """The command in what follows `skillshire`: its first two words, or one."""
    return next(
        (known for known in sorted(commands(), reverse=True) if f"{words} ".startswith(f"{known} ")), ""
    )


def asked() -> list[tuple[str, str]]:
    """(document, what it types after `skillshire`) for every piece of code in the documents."""
    found = []
    for file in DOCUMENTS:
        pieces = re.findall(r"```\w*\n(.*?)```|^    (.*?)$|`([^`\n]+)`", text(file), re.S | re.M)
        lines = [line for piece in pieces for line in "".join(piece).splitlines()]
        found += [
            (named(file), hit)
            for line in lines for hit in re.findall(r"(?:^|[\s/=])skillshire ([a-z][^#|&;]*)", line)
        ]  # fmt: skip
    return found


def test_every_command_is_in_the_table_of_commands():
    told = [code_of(cell)[0].removeprefix("skillshire ") for cell in first_cells(GUIDE, "## Every command")]
    # The program starts some by itself; those are hidden, and need no words.
    wanted = {name for name, command in commands().items() if not command.hidden}
    assert len(told) == len(set(told)) and wanted <= {typed(one) for one in told} <= set(commands())


def test_every_command_in_a_document_exists_with_its_options():
    groups = {name.split()[0] for name in commands()}
    wrong = []
    for file, words in asked():
        command = commands().get(typed(words))
        known = {opt for one in command.params for opt in one.opts} | {"--help"} if command else set()
        if command is None and words.strip() not in groups or set(re.findall(r"--[a-z-]+", words)) - known:
            wrong.append(f"{file}: skillshire {words.strip()}")
    assert len(asked()) > 50 and wrong == []


# --- Addresses, rooms and modules --------------------------------------------------------------------------


ELSEWHERE = {"/api/v1/", "/office/account/", "/office/editing/"}


def addresses(patterns=None, before="/") -> set[str]:
    """Every address of the site as a reader writes it, without those of version 1 below its index.

    Nor those below one's own account and the editor, which are as their libraries have them.
    """
    found: set[str] = set()
    for one in get_resolver().url_patterns if patterns is None else patterns:
        here = before + str(one.pattern)
        if isinstance(one, URLResolver):
            found |= set() if here in ELSEWHERE else addresses(one.url_patterns, here)
        elif isinstance(one, URLPattern) and one.name:
            found.add(re.sub(r"<\w+:(\w+)>", r"<\1>", here))
    return found


def test_the_architecture_has_every_address_and_no_other():
    told = [address for cell in first_cells(ARCHITECTURE, "## Addresses") for address in code_of(cell)]
    assert sorted(told) == sorted(addresses())


def test_the_architecture_has_every_room():
    rooms = {folder.name for folder in PACKAGE.iterdir() if (folder / "__init__.py").exists()}
    assert set(first_cells(ARCHITECTURE, "## Rooms")) == rooms


@pytest.mark.parametrize(
    "name", ["SECURITY.md", "docs/SECURITY.md", "DEVELOPERS.md", "TESTING.md", "docs/architecture.md"]
)
def test_every_file_that_a_document_names_is_there(name):
    files = re.findall(r"`([\w.-]+(?:/[\w.-]+)*/(?:[\w-]+\.(?:py|yaml|txt|html|md))?)`", text(ROOT / name))
    bases = (ROOT, PACKAGE)
    gone = [file for file in files if not any((base / file).exists() for base in bases)]
    assert files and set(gone) <= {"var/"}


# --- Links -------------------------------------------------------------------------------------------------


def links(file: Path) -> list[str]:
    return re.findall(r"\]\(([^)\s]+)\)", re.sub(r"```.*?```", "", text(file), flags=re.S))


def anchors(file: Path) -> set[str]:
    """The headings as a link names them."""
    headings = re.findall(r"(?m)^#+ (.+)$", text(file))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("file", DOCUMENTS, ids=named)
def test_every_link_within_the_project_leads_somewhere(file):
    dead = []
    for link in links(file):
        path, _, anchor = link.partition("#")
        target = (file.parent / unquote(path)).resolve() if path else file
        if "://" in link:
            continue
        if not target.exists() or (anchor and anchor not in anchors(target)):
            dead.append(link)
    assert dead == []


@pytest.mark.parametrize("folder", ["docs/how-to", "docs/methodology"])
def test_a_reader_finds_every_page(folder):
    starts = [ROOT / "README.md", ROOT / "DEVELOPERS.md", ROOT / "docs/methodology/README.md"]
    linked = {(one.parent / link.partition("#")[0]).resolve() for one in starts for link in links(one)}
    assert {named(file) for file in (ROOT / folder).glob("*.md") if file not in linked} == set()


def test_the_readme_shows_three_pictures_with_words_for_who_cannot_see_them():
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", text(ROOT / "README.md"))
    assert len(pictures) == 3 and all(len(words) > 60 for words, _ in pictures)
    assert {(ROOT / path).resolve() for _, path in pictures} == set((ROOT / "docs/images").glob("*"))
    assert all((ROOT / path).stat().st_size <= LARGEST_PICTURE for _, path in pictures)


def test_a_superseded_decision_names_what_came_after():
    for file in (ROOT / "docs/adr").glob("*.md"):
        for earlier in re.findall(r"Supersedes[^\n]*\((\d{4}-[\w-]+\.md)\)", text(file)):
            assert file.name in text(file.parent / earlier)


# --- Sources and words -------------------------------------------------------------------------------------


def test_every_source_is_attributed_with_its_licence():
    rows = text(ROOT / "ATTRIBUTION.md").partition("| --- | --- | --- |\n")[2].splitlines()
    wanted = [
        f"| [{one.title}]({one.url}) | {one.producer} | {one.licence} |"
        for one in definitions.sources().values()
        if one.kind == "published"
    ]
    assert sorted(rows) == sorted(wanted)


def test_the_glossary_has_each_word_once_in_order():
    rows = re.findall(r"(?m)^\| ([^|]+?) \|", text(ROOT / "GLOSSARY.md"))[2:]
    plain = [re.sub(r"[^a-z0-9 ]", "", word.lower()) for word in rows]
    assert plain == sorted(set(plain))
