"""From the service to a figure that a page can read, and back to the old release when the service fails."""

from datetime import UTC, datetime

import pytest

from skillshire.core.errors import UserError
from skillshire.indicators import queries, refresh, releases
from tests.standins import ons

NOW = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)


@pytest.fixture
def run(home):
    return lambda: refresh.refresh(["ons-beta-pay"], now=NOW, echo=lambda line: None)


def pay(area="E10000015", **breakdown):
    series = queries.series("median-gross-weekly-pay-by-sex", area, tuple(breakdown.items()))
    return {one.period.iso: one for one in series.observations}


def test_a_figure_of_the_service_is_a_figure_of_the_site(service, run):
    run()
    found = pay(sex="male")["2024-04-01/P1M"]
    assert found.value == 639 and found.lower < 639 < found.upper
    assert pay()["2023-04-01/P1M"].value == 633


@pytest.mark.parametrize("kind", ["500", "429", "truncated", "length", "cut", "empty", "html"])
def test_whatever_goes_wrong_the_old_release_serves_on(service, run, kind):
    old = run().release
    service.files["2024", 2] = ons.written(ons.rows("2024", V4_2="1"))
    service.downloads.misbehave(kind, times=9)
    with pytest.raises(UserError) as caught:
        run()
    assert "\n" not in str(caught.value)
    assert releases.current_id() == old.id
    assert pay("E92000001")["2024-04-01/P1M"].value == 624
    service.downloads.behave()
    assert run().release.id != old.id
    assert pay("E92000001")["2024-04-01/P1M"].value == 1


def test_a_renamed_column_leaves_the_old_release_serving(service, run):
    old = run().release
    service.files["2024", 2] = ons.written(ons.rows("2024")).replace(b",sex,", b",gender,")
    with pytest.raises(UserError, match="the column “sex” is missing"):
        run()
    assert releases.current_id() == old.id


def test_half_of_the_areas_gone_leaves_the_old_release_serving(service, run):
    old = run().release
    kept = [row for row in ons.rows("2024") if row["administrative-geography"] == "E92000001"]
    service.files["2023", 2] = service.files["2024", 2] = ons.written(kept)
    service.files["2023", 2] = service.files["2023", 2].replace(b"2024", b"2023")
    with pytest.raises(UserError, match="are not there any more"):
        run()
    assert releases.current_id() == old.id
