"""The page for people, and the guide: both say just what there is."""

import re
import shlex
from pathlib import Path

import pytest

from skillshire.api import page, problems
from skillshire.api.v1 import service
from tests.web.public.reading import Page

GUIDE = (Path(__file__).parent.parent.parent / "docs/how-to/use-the-api.md").read_text(encoding="utf-8")
PATHS = list(service.description()["paths"])
ADDRESSES = [*page.EXAMPLES.values(), *(address for _, address in page.MORE)]


def in_guide():
    """The addresses of every `curl` command in the guide."""
    commands = re.findall(r"^curl .*(?:\\\n.*)*", GUIDE, re.M)
    words = [shlex.split(command.replace("\\\n", " ")) for command in commands]
    return [
        word.partition("localhost:8000")[2] for found in words for word in found if "localhost:8000" in word
    ]


def test_the_page_shows_every_address_with_every_parameter(figures, client):
    shown = Page("/api/", client.get("/api/", headers={"host": "localhost"}))
    assert shown.h1.startswith(f"{len(PATHS)} addresses") and shown.size < 100_000
    for path, item in service.description()["paths"].items():
        operation = item["get"]
        assert f"GET {path}" in shown.text
        if operation["parameters"]:
            rows = shown.table(f"{operation['operationId']}-parameters")[1:]
            assert [row[0].split()[0] for row in rows] == [one["name"] for one in operation["parameters"]]
    assert {row[0] for row in shown.table("kinds")[1:]} == set(problems.KINDS)


def test_every_link_of_the_page_into_the_api_is_answered(strategy, figures, client, ask):
    shown = Page("/api/", client.get("/api/", headers={"host": "localhost"}))
    inside = [link for link in shown.links if link.startswith("/api/")]
    assert len(inside) > len(PATHS)
    for link in set(inside):
        ask(link.replace("&amp;", "&"))


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_example_gives_something(strategy, ask, address):
    text = ask(address).text
    assert 'notices": [{' not in text and len(text) > 200


def test_every_operation_has_an_example():
    operations = {item["get"]["operationId"] for item in service.description()["paths"].values()}
    assert set(page.EXAMPLES) == operations


@pytest.mark.parametrize("path", PATHS)
def test_every_address_is_in_the_guide(path):
    assert f"`{path}`" in GUIDE


@pytest.mark.parametrize("slug", problems.KINDS)
def test_every_kind_of_refusal_is_in_the_guide(slug):
    assert f"`{slug}`" in GUIDE


def test_every_command_of_the_guide_works(strategy, ask):
    found = in_guide()
    assert len(found) >= 8
    for address in found:
        ask(address)


def test_the_page_stands_without_figures(db, home, client):
    (home / "static").mkdir()
    found = client.get("/api/", headers={"host": "localhost"})
    assert found.status_code == 200 and "Data release" not in found.content.decode()
