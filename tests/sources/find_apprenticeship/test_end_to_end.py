"""From the service to a figure that a page can read, and back to the old release when the service fails."""

from datetime import UTC, datetime

import pytest

from skillshire.core.errors import UserError
from skillshire.indicators import queries, refresh, releases
from tests.standins import find_apprenticeship as standins

SUNDAY, MONDAY = (datetime(2026, 11, day, 6, 30, tzinfo=UTC) for day in (22, 23))


@pytest.fixture
def run(home):
    return lambda now: refresh.refresh(["find-apprenticeship"], now=now, echo=lambda line: None)


def adverts(area="E07000243", **breakdown):
    series = queries.series("apprenticeship-vacancies", area, tuple(breakdown.items()))
    return {one.period.iso: one.value for one in series.observations}


def test_what_is_advertised_is_a_figure_of_the_site_day_after_day(service, run):
    run(SUNDAY)
    assert adverts() == {"2026-11-22/P1D": 2}
    service.adverts.append(standins.advert("VAC6", ("SG1 1AA",)))
    run(MONDAY)
    assert adverts() == {"2026-11-22/P1D": 2, "2026-11-23/P1D": 3}
    assert adverts(level="advanced")["2026-11-23/P1D"] == 2
    assert adverts("E10000015")["2026-11-22/P1D"] == 2


@pytest.mark.parametrize("kind", ["500", "429", "truncated", "length", "cut", "empty", "html"])
def test_whatever_goes_wrong_the_old_release_serves_on(service, run, kind):
    old = run(SUNDAY).release
    service.adverts.pop()
    service.service.misbehave(kind, times=9)
    with pytest.raises(UserError) as caught:
        run(MONDAY)
    assert "\n" not in str(caught.value) and standins.KEY not in str(caught.value)
    assert releases.current_id() == old.id
    assert adverts() == {"2026-11-22/P1D": 2}


def test_an_advert_of_an_unknown_level_leaves_the_old_release_serving(service, run):
    old = run(SUNDAY).release
    service.adverts.append(standins.advert("VAC6", apprenticeshipLevel="Expert"))
    with pytest.raises(UserError, match="“Expert” is not a level of apprenticeship"):
        run(MONDAY)
    assert releases.current_id() == old.id


def test_without_a_key_the_source_is_left_out_and_named(service, run, monkeypatch):
    monkeypatch.delenv("SKILLSHIRE_FIND_APPRENTICESHIP_KEY")
    with pytest.raises(UserError, match="wants a key"):
        run(SUNDAY)
