"""The API on the bundled figures, as on one fixed day."""

import json

import pytest
from django.test import Client

from skillshire.api.v1 import service
from tests.web.public.conftest import bundled, figures, loaded, strategy  # noqa: F401 (fixtures)


class Answer:
    def __init__(self, response):
        self.response, self.status, self.headers = response, response.status_code, response.headers
        self.text = response.content.decode()

    @property
    def json(self):
        return json.loads(self.text)


@pytest.fixture
def ask(figures):  # noqa: F811
    """ask("/api/v1/areas", expect=200, accept="text/csv"): the answer, which must have that status."""
    service.limit.forget()
    client = Client(headers={"host": "localhost"})

    def run(address, expect=200, method="get", **headers):
        response = getattr(client, method)(address, headers=headers)
        assert response.status_code == expect, (
            f"{address} answered {response.status_code}: {response.content!r:.300}"
        )
        return Answer(response)

    return run


@pytest.fixture
def refused(ask):
    """refused("/api/v1/areas/X", "unknown-area", 404): the problem document, checked for its form."""

    def run(address, slug, status=400, **headers):
        found = ask(address, expect=status, **headers)
        assert found.headers["Content-Type"] == "application/problem+json"
        problem = found.json
        assert problem["type"] == f"/api/problems/{slug}/" and problem["status"] == status
        assert problem["title"] and problem["detail"].endswith(".") and problem["instance"]
        assert found.headers["Cache-Control"] == "no-store"
        return problem

    return run
