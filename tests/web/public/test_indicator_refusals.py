"""What an indicator's page does not have is refused in words that say what it has."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skillshire.places import areas

PAGE = "/indicators/claimant-count-rate/"
MANY = "&".join(f"area={area.code}" for area in areas.all("district")[:11])


@pytest.mark.parametrize(
    "query, said",
    [
        ("area=E07999999", "No area has the code “E07999999”"),
        ("area=Stevenege", "No area is called “Stevenege”; did you mean Stevenage (E07000243)?"),
        (MANY, "11 areas are more than a chart can show; ask for at most 10 at a time."),
        ("breakdown=age=5", "Claimant count rate has no breakdown “age=5”; it has the headline only."),
        ("period=1999-01-01/P1Y", "has no period “1999-01-01/P1Y”; it has 25, the last are:"),
        ("from=2020&to=2010", "The years from 2020 to 2010 are the wrong way round"),
        ("from=1700&to=1800", "it has them from 2001 to 2025"),
        ("from=two", "“two” is not a year"),
        ("years=0", "“0” is not a number of years; give one from 1 to 50."),
        ("years=00019999999999", "is not a number of years"),
        ("years=0012", "is not a number of years"),
        ("years=²", "is not a number of years"),
        ("group=planets", "There is no group of areas “planets”; there are: districts-of-county"),
        ("by=age", "cannot be split by “age”"),
    ],
)
def test_a_mistake_says_what_there_is(figures, read, query, said):
    page = read(f"{PAGE}?{query}", expect=400)
    assert said in page.text and page.h1 == "This page cannot be shown"


def test_a_breakdown_of_an_indicator_that_has_some_names_them(figures, read):
    text = read("/indicators/apprenticeship-starts/?breakdown=age=5", expect=400).text
    assert "it has: age=19-24; " in text and " more." in text


def test_a_theme_that_no_indicator_has_is_refused(figures, read):
    assert "there are: people" in read("/indicators/?theme=magic", expect=400).text


def test_an_unknown_kind_of_file_is_not_there(figures, read):
    assert "There is no download" in read(f"{PAGE}data.pdf", expect=404).text


names = st.sampled_from(["area", "breakdown", "period", "group", "years", "from", "to", "by"])
texts = st.text(max_size=30) | st.sampled_from(
    ["E07000243", "England", "E12000006", "age=19-24", "2024-01-01/P1Y", "regions", "5", "2015", "²", "=;="]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(names, texts), max_size=6))
def test_whatever_is_asked_is_answered_or_refused_in_words(figures, read, asked):
    answer = read.client.get(PAGE, query_params=dict_of_lists(asked))
    assert answer.status_code in (200, 400)
    if answer.status_code == 400:
        assert "This page cannot be shown" in answer.content.decode()


def dict_of_lists(pairs):
    found = {}
    for name, text in pairs:
        found.setdefault(name, []).append(text)
    return found


def test_a_misspelt_area_is_mended_with_one_link_that_keeps_all_else(figures, read):
    choices = "breakdown=&period=2024-01-01%2FP1Y&years=5"
    page = read(f"/indicators/claimant-count-rate/?area=E07000243&area=Thurock&{choices}", expect=400)
    (href,) = [href for text, href in page.link_texts if text.startswith("Use Thurrock instead")]
    assert href == (
        "/indicators/claimant-count-rate/?area=E07000243&area=E06000034&period=2024-01-01%2FP1Y&years=5"
    )
    assert "Thurrock" in read(href).drawings
