"""The home page leads to whatever a visitor came for."""

import re

from skillshire.web.public.pages import home


def test_the_search_box_comes_first_and_the_title_is_the_answer(strategy, read):
    page = read("/")
    assert page.markup.index('name="q"') < page.markup.index("<h1")
    (title,) = re.findall(r"<title>([^<]*)</title>\s*<meta", page.markup)
    assert title.startswith(page.h1)


def test_figures_lead_to_the_areas_own(strategy, read):
    page = read("/")
    assert "/indicators/claimant-count-rate/?area=E10000015" in page.links
    assert "/areas/E10000015/" in page.links


def test_the_news_is_three_sentences(strategy):
    assert len(home.news()) == 3 and all(line.endswith(".") for line in home.news())


def test_the_navigation_names_only_pages_that_there_are(strategy, read):
    page = read("/")
    (menu,) = re.findall(r'<ul class="govuk-service-navigation__list".*?</ul>', page.markup, re.S)
    addresses = re.findall(r'href="([^"]+)"', menu)
    assert addresses[:4] == ["/", "/strategy/", "/areas/", "/indicators/"] and addresses[-1] == "/about/data/"
    assert all(read(address).response.status_code == 200 for address in addresses)


def test_each_reader_is_told_where_to_go(strategy, read):
    text = read("/").text
    for reader in (
        "Board members",
        "Colleges and training providers",
        "Advisers and analysts",
        "Other councils",
    ):
        assert reader in text
