"""The catalogue as a data portal reads it: as RDF."""

import json

import pytest
from rdflib import Graph, Namespace
from rdflib.namespace import DCTERMS, RDF

from skillshire.indicators import catalogue, distributions, queries
from tests.web.public.conftest import bundled, figures, loaded  # noqa: F401 (fixtures)

DCAT = Namespace("http://www.w3.org/ns/dcat#")
# The reader's own doing, in the release that we test with.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
BASE = "https://skills.example"


@pytest.fixture
def graph(figures):  # noqa: F811
    return Graph().parse(data=json.dumps(catalogue.jsonld(BASE, "Hertfordshire")), format="json-ld")


def test_every_indicator_is_a_dataset_of_the_catalogue(graph):
    (found,) = graph.subjects(RDF.type, DCAT.Catalog)
    names = {str(graph.value(one, DCTERMS.identifier)) for one in graph.objects(found, DCAT.dataset)}
    assert names == {one.id for one in queries.indicators()}


def test_every_dataset_says_who_when_where_and_how_it_may_be_used(graph):
    for one in graph.subjects(RDF.type, DCAT.Dataset):
        for term in (
            DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCTERMS.temporal,
            DCTERMS.spatial, DCAT.keyword, DCAT.landingPage,
        ):  # fmt: skip
            assert graph.value(one, term, any=True) is not None, (one, term)
        assert (graph.value(one, DCTERMS.license) is None) != (graph.value(one, DCTERMS.rights) is None)


def test_every_dataset_can_be_had_in_each_format(graph):
    for one in graph.subjects(RDF.type, DCAT.Dataset):
        files = {str(graph.value(each, DCAT.downloadURL)) for each in graph.objects(one, DCAT.distribution)}
        name = graph.value(one, DCTERMS.identifier)
        assert files == {f"{BASE}/data/indicators/{name}.{kind}" for kind in distributions.MEDIA}


def test_the_time_it_covers_is_that_of_its_figures(graph):
    one = next(
        s for s in graph.subjects(DCTERMS.identifier, None) if str(s).endswith("/claimant-count-rate/")
    )
    covers = graph.value(one, DCTERMS.temporal)
    held = queries.periods_of("claimant-count-rate")
    assert str(graph.value(covers, DCAT.startDate)) == held[0].start.isoformat()
    assert str(graph.value(covers, DCAT.endDate)) == held[-1].last_day.isoformat()


def test_a_dataset_is_dated_by_its_sources_where_their_days_are_stated(graph):
    for one in graph.subjects(RDF.type, DCAT.Dataset):
        days = catalogue.published(queries.snapshots(str(graph.value(one, DCTERMS.identifier))))
        said = [str(graph.value(one, term)) for term in (DCTERMS.issued, DCTERMS.modified)]
        assert said == ([days[0], days[-1]] if days else ["None", "None"])


def test_a_day_that_is_not_stated_is_none():
    told = [{"published": "2024-05-01"}, {"published": "not stated"}, {"published": "2023-01-01"}]
    assert catalogue.published(told) == ["2023-01-01", "2024-05-01"]
    assert catalogue.published(told[1:2]) == []


def test_a_licence_without_an_address_is_given_in_words():
    ours, theirs = {"licence": "OGL-UK-3.0"}, {"licence": "Free to use with attribution"}
    assert catalogue._terms([ours, ours]) == {"dcterms:license": {"@id": catalogue.OGL}}
    assert catalogue._terms([ours, theirs]) == {"dcterms:rights": "OGL-UK-3.0; Free to use with attribution"}
