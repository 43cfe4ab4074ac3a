"""From the service to a figure that a page can read, and back to the old release when the service fails."""

from datetime import UTC, datetime

import pytest

from skillshire.core.errors import UserError
from skillshire.indicators import queries, refresh, releases

NOW = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
SOURCE = "ees-apprenticeships"
HERTS = "E10000015"


@pytest.fixture
def apprenticeships(service):
    """The stand-in with the words that the project's own definition asks for."""
    options = {
        "apps_level": ["Total", "Intermediate", "Advanced", "Higher"],
        "age_summary": ["Total", "Under 19", "19-24", "25+"],
    }
    service.titles = [("Geography - starts and achievements by level and age", service.titles[0][1])]
    service.filters = [
        (
            f"f{column[:3]}",
            column,
            column,
            [(f"o{column[:2]}{place}", each) for place, each in enumerate(labels)],
        )
        for column, labels in options.items()
    ]
    service.indicators = [("iStar", "starts", "Starts", ""), ("iAchi", "achievements", "Achievements", "")]
    return service


@pytest.fixture
def run(home):
    return lambda: refresh.refresh([SOURCE], now=NOW, echo=lambda line: None)


def starts(area=HERTS, **breakdown):
    series = queries.series("apprenticeship-starts", area, tuple(breakdown.items()))
    return {one.period.iso: (one.value, one.status) for one in series.observations}


def test_a_figure_of_the_service_is_a_figure_of_the_site(apprenticeships, run):
    apprenticeships.values["aHer1", "oap0", "oag0", "iStar"] = "6570"
    apprenticeships.values["aHer1", "oap3", "oag1", "iStar"] = "low"
    release = run().release
    assert starts()["2023-08-01/P1Y"] == (6570, "")
    assert starts(age="under-19", level="higher")["2023-08-01/P1Y"] == (None, "low")
    assert release.sources == (SOURCE,)
    [record] = queries.snapshots("apprenticeship-starts")
    assert (record["source"], record["published"]) == (SOURCE, "2026-07-16")


def test_a_new_version_is_served_and_what_changed_is_told(apprenticeships, run):
    run()
    apprenticeships.publish("1.1")
    apprenticeships.values["aHer1", "oap0", "oag0", "iStar"] = "6580"
    news = run().news
    assert starts()["2023-08-01/P1Y"] == (6580, "")
    # The stand-in gives both years the same figure.
    assert [line for line in news if "apprenticeship-starts:" in line and "2 revised" in line]
    assert run().news == []


FAULTS = {
    "500": {}, "429": {}, "503": {}, "truncated": {}, "length": {}, "cut": {}, "empty": {}, "html": {},
    "renamed": {"old": '"values"', "new": '"figures"'},
}  # fmt: skip


@pytest.mark.parametrize("kind", FAULTS)
def test_whatever_goes_wrong_the_old_release_serves_on(apprenticeships, run, kind):
    old = run().release
    before = starts()
    apprenticeships.publish("1.1")
    apprenticeships.values["aHer1", "oap0", "oag0", "iStar"] = "1"
    apprenticeships.service.misbehave(kind, path="/query", times=9, **FAULTS[kind])
    with pytest.raises(UserError) as caught:
        run()
    assert "\n" not in str(caught.value)
    assert releases.current_id() == old.id
    assert starts() == before


def test_a_figure_that_is_none_leaves_the_old_release_serving(apprenticeships, run):
    old = run().release
    apprenticeships.publish("1.1")
    apprenticeships.values["aHer1", "oap0", "oag0", "iStar"] = "a lot"
    with pytest.raises(UserError, match="“a lot” in the column “text” is not a number"):
        run()
    assert releases.current_id() == old.id


def test_a_major_version_without_an_age_leaves_the_old_release_serving(apprenticeships, run):
    old = run().release
    filter_ = {"id": "fage_", "column": "age_summary", "label": "Age"}
    gone = {"previousState": {"id": "oag3", "label": "25+"}, "currentState": None}
    apprenticeships.publish("2.0", filterOptions=[{"filter": filter_, "options": [gone]}])
    with pytest.raises(UserError, match=r"no longer has the option “25\+”; .* set “accepted” to 2"):
        run()
    assert releases.current_id() == old.id
