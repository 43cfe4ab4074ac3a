"""The macros that pages are made of, drawn through the site's own Jinja environment."""

import re
from xml.etree import ElementTree

import pytest
from django.template import engines


def render(template, **context):
    return engines["jinja2"].from_string(template).render(context)


def elements(markup):
    return list(ElementTree.fromstring(f"<div>{markup}</div>").iter())


STATUSES = {
    "achieved": "Achieved",
    "on-track": "On track",
    "at-risk": "At risk",
    "off-track": "Off track",
    "no-evidence": "No evidence",
}
TAG = '{% from "components/status.html" import tag %}{{ tag(status, href=href) }}'


@pytest.mark.parametrize("status, word", STATUSES.items())
def test_a_status_is_a_word_and_a_shape(status, word):
    markup = render(TAG, status=status, href=None)
    assert word in markup
    (shape,) = [element for element in elements(markup) if element.tag == "svg"]
    assert shape.get("aria-hidden") == "true"


def test_no_two_statuses_share_a_shape():
    shapes = [re.search("<svg.*</svg>", render(TAG, status=status, href=None)).group() for status in STATUSES]
    assert len(set(shapes)) == 5


def test_the_legend_has_each_status_once():
    markup = render('{% from "components/status.html" import legend %}{{ legend() }}')
    assert [markup.count(word) for word in STATUSES.values()] == [1] * 5


TABLE = """{% from "components/table.html" import table %}
{% set columns = [{"text": "Area"}, {"text": "2024", "unit": "percent", "number": true}] %}
{{ table("t", "A <caption>", columns, rows, symbols) }}"""


def test_a_table_has_caption_scopes_units_and_a_region_to_scroll_in():
    rows = [["Stevenage", "3.3"], ["Watford", {"text": "no figure", "missing": True, "symbol": "c"}]]
    found = elements(render(TABLE, rows=rows, symbols={"c": "Withheld."}))
    headers = [element for element in found if element.tag == "th"]
    assert [header.get("scope") for header in headers] == ["col", "col", "row", "row"]
    assert "percent" in "".join(headers[1].itertext())
    (region,) = [element for element in found if element.get("role") == "region"]
    assert region.get("tabindex") == "0"
    (caption,) = [element for element in found if element.tag == "caption"]
    assert caption.text == "A <caption>" and caption.get("id") == region.get("aria-labelledby")


def test_a_table_explains_its_symbols():
    markup = render(
        TABLE, rows=[["Watford", {"text": "no figure", "symbol": "c"}]], symbols={"c": "Withheld."}
    )
    assert "[c]" in markup and "Withheld." in markup


def test_figures_in_a_table_are_marked_for_the_right_hand_edge():
    found = elements(render(TABLE, rows=[["Stevenage", "3.3"]], symbols={}))
    (cell,) = [element for element in found if element.tag == "td"]
    assert "app-table__number" in cell.get("class")


def test_a_figure_is_named_by_its_finding_and_offers_its_table():
    source = """{% from "components/figure.html" import figure %}
        {{ figure("f", "It <fell>", "NEET, percent", "<svg></svg>", table="<table></table>") }}"""
    found = elements(render(source))
    (box,) = [element for element in found if element.tag == "figure"]
    assert box.get("aria-labelledby") == "f-heading"
    assert [element.text for element in found if element.get("id") == "f-heading"] == ["It <fell>"]
    assert {"svg", "table", "details"} <= {element.tag for element in found}


def test_the_date_form_keeps_the_rest_of_the_address():
    source = """{% from "components/as_at.html" import as_at %}{{ as_at("2020-03-31", {"area": "E1"}) }}"""
    found = elements(re.sub(r"(<input[^>]*)>", r"\1/>", render(source)))
    (form,) = [element for element in found if element.tag == "form"]
    assert form.get("method") == "get"
    fields = {element.get("name"): element.get("value") for element in found if element.tag == "input"}
    assert fields == {"area": "E1", "as_at": "2020-03-31"}
    assert [element.get("for") for element in found if element.tag == "label"] == ["as_at"]


def test_a_refused_date_is_said_next_to_the_field():
    source = """{% from "components/as_at.html" import as_at %}{{ as_at("soon", error="Write a date.") }}"""
    markup = render(source)
    assert "Write a date." in markup and "as_at-error" in markup


SOURCE = {
    "title": "Claimant count",
    "producer": "ONS",
    "url": "https://example.org/",
    "published": "26 June 2026",
    "accessed": "22 November 2026",
    "licence": "Open Government Licence v3.0",
    "sha256": "0123456789abcdef" * 4,
}


def test_provenance_answers_says_who():
    source = """{% from "components/provenance.html" import provenance %}
        {% set downloads = [{"text": "CSV", "href": "/x.csv"}] %}
        {{ provenance([source], "r1", next_update="July 2027", downloads=downloads) }}"""
    markup = render(source, source=SOURCE)
    for said in (
        "ONS",
        "26 June 2026",
        "22 November 2026",
        "Licence",
        "0123456789ab",
        "r1",
        "July 2027",
        "/x.csv",
    ):
        assert said in markup


def test_key_figures_and_summaries_escape_what_they_are_given():
    source = """{% from "components/summary.html" import summary, key_figures %}
        {{ summary([("<k>", "<v>")]) }}{{ key_figures([("<k>", "<v>", "<n>")]) }}"""
    markup = render(source)
    assert "<k>" not in markup and "<v>" not in markup and "<n>" not in markup


def test_a_headline_links_its_name():
    source = """{% from "components/headline.html" import headlines, headline %}
        {% call headlines() %}{{ headline("Pay", "/pay/", "£801", "2025", change="Up") }}{% endcall %}"""
    found = elements(render(source))
    assert [(a.get("href"), a.text) for a in found if a.tag == "a"] == [("/pay/", "Pay")]


@pytest.fixture
def plain_static(settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.mark.parametrize("page", ["base.html", "errors/400.html", "errors/404.html", "errors/500.html"])
def test_a_page_needs_no_context_and_has_nothing_inline(page, plain_static):
    markup = engines["jinja2"].get_template(page).render({})
    assert '<html lang="en"' in markup and "<title>" in markup and 'id="main-content"' in markup
    assert "<script" not in markup and "<style" not in markup and " style=" not in markup


def test_a_page_marks_where_it_is(plain_static):
    source = '{% extends "base.html" %}{% block section %}strategy{% endblock %}'
    markup = render(source, site={"area_name": "Alphashire"}, release={"id": "r1"}, crumbs=[("Home", "/")])
    current = re.findall(r'href="([^"]*)"\s+aria-current="true"', markup)
    assert current == ["/strategy/"]
    assert "Alphashire" in markup and "Data release r1" in markup and "govuk-breadcrumbs" in markup
