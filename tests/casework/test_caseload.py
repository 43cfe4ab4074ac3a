"""Lists of young people: states, filters, orders and counts."""

import random
from datetime import date, timedelta

import pytest

from skillshire.accounts import standing
from skillshire.casework import caseload, ease, young_people
from skillshire.casework.caseload import Filters
from skillshire.casework.models import YoungPerson
from tests import people
from tests.casework.invented import TODAY, with_activity, young_person

pytestmark = pytest.mark.django_db
LATER, EARLIER = TODAY + timedelta(days=200), TODAY - timedelta(days=3)


def officer(**given):
    return standing.of(people.alice("participation-officer", **given), TODAY)


def listed(state="all", order="name", page=1, who=None, **narrowed):
    found = young_people.caseload_page(who or officer(), Filters(state, **narrowed), order, page, TODAY)
    return [one.reference for one in found.rows]


def many(count=120):
    """Records that differ in all that states, filters and the rule of ease ask."""
    rng = random.Random(3)
    codes = [None, 210, 230, 310, 330, 260, 530, 619, 640, 810, 820, 830, 290]
    days = [
        None,
        *(TODAY + timedelta(days=day) for day in (-400, -181, -180, -60, -59, -1, 0, 1, 30, 31, 200)),
    ]
    for number in range(count):
        young_person(
            reference=f"R{number:04}", activity=rng.choice(codes), lapses=rng.choice(days),
            review_on=rng.choice(days), cohort_status=rng.choice(["P", "P", "P", "G", "", "A", "T"]),
            telephone=rng.choice(["", "01632 960001"]), email=rng.choice(["", "a@example.org"]),
            postcode=rng.choice(["", "SG1 1AA"]), contact_attempts=rng.randrange(5),
            provider_name=rng.choice(["", "Example College"]),
        )  # fmt: skip


def test_the_counts_of_the_states_are_those_of_their_conditions():
    many()
    counted = young_people.count(YoungPerson.objects.all(), TODAY)
    for slug, state in caseload.states(TODAY).items():
        assert counted[slug] == YoungPerson.objects.filter(state).count(), slug
    assert min(counted.values()) > 0  # each state was put to the test


def test_everyone_followed_is_not_known_or_in_one_of_the_states_of_the_known():
    many()
    counted = young_people.count(YoungPerson.objects.all(), TODAY)
    parts = ("not-known", "neet", "learning", "other")
    assert counted["all"] == sum(counted[part] for part in parts)


def test_a_known_state_in_python_is_the_one_the_database_finds():
    many()
    lost = set(YoungPerson.objects.filter(caseload.states(TODAY)["not-known"]))
    followed = [one for one in YoungPerson.objects.all() if not young_people.has_left(one)]
    assert lost == {one for one in followed if not young_people.is_known(one, TODAY)}


def test_the_database_gives_the_points_that_the_rule_gives():
    many()
    for one in YoungPerson.objects.annotate(points=caseload.ease_points(TODAY)):
        assert one.points == ease.score(young_people.facts(one, TODAY), TODAY)


def test_the_easiest_to_find_out_come_first():
    hard = with_activity(code=830, contact_attempts=4)
    easy = with_activity(lapses=EARLIER, telephone="01632 960001", email="a@example.org", postcode="SG1 1AA")
    assert listed("not-known", "easiest") == [easy.reference, hard.reference]


def test_an_activity_that_has_lapsed_counts_as_not_known_from_that_day_on():
    with_activity(reference="today", lapses=TODAY)
    with_activity(reference="tomorrow", lapses=TODAY + timedelta(days=1))
    assert listed("not-known") == ["today"]
    assert listed("lapsing") == ["tomorrow"]


def test_the_next_due_comes_first_be_it_a_lapse_or_a_review():
    with_activity(reference="nothing")
    with_activity(reference="lapse", lapses=TODAY + timedelta(days=20))
    with_activity(reference="review", lapses=LATER, review_on=TODAY + timedelta(days=5))
    assert listed(order="due") == ["review", "lapse", "nothing"]


def test_a_list_is_narrowed_by_district_school_year_and_adviser():
    young_person(reference="here", adviser="bob")
    young_person(reference="elsewhere", area_code="E07000095")
    young_person(reference="older", born=date(2009, 8, 31))
    assert listed(district="E07000095") == ["elsewhere"]
    assert listed(year=13) == ["older"]
    assert listed(adviser="bob") == ["here"]


def test_school_years_turn_on_the_first_of_september():
    assert caseload.born_between(12, date(2026, 9, 1)) == (date(2009, 9, 1), date(2010, 8, 31))
    assert caseload.born_between(12, date(2026, 8, 31)) == (date(2008, 9, 1), date(2009, 8, 31))
    assert caseload.year_group(date(2010, 8, 31), TODAY) == 12
    assert caseload.year_group(date(2010, 9, 1), TODAY) == 11


def test_a_search_finds_the_beginning_of_names_and_references():
    young_person(reference="YP77", given_name="Zoë", family_name="Quinnley")
    young_person(reference="YP78", given_name="Ada", family_name="O'Hara")
    assert listed(search="quin zo") == ["YP77"]
    assert listed(search="yp78") == ["YP78"]
    assert listed(search="o'h") == ["YP78"]
    assert listed(search="innley") == [] and listed(search="%") == []


def test_a_search_that_finds_too_many_says_so(monkeypatch):
    monkeypatch.setattr(young_people, "MOST_FOUND", 3)
    for _ in range(5):
        young_person()
    found = young_people.caseload_page(officer(), Filters("all", search="Archer"), "name", 1, TODAY)
    assert found.cut and found.total == 3


def test_pages_go_on_where_the_one_before_ended(monkeypatch):
    monkeypatch.setattr(young_people, "PAGE", 2)
    for number in range(5):
        young_person(reference=f"R{number}", family_name=f"Name{number}")
    assert [listed(page=page) for page in (1, 2, 3)] == [["R0", "R1"], ["R2", "R3"], ["R4"]]
    assert listed(page=99) == ["R4"]


def test_nobody_sees_another_councils_young_people():
    young_person(people.other_council(), reference="theirs")
    young_person(reference="ours")
    charlie = standing.of(people.charlie("participation-officer"), TODAY)
    assert listed() == ["ours"] and listed(who=charlie) == ["theirs"]


def test_a_role_for_some_areas_sees_only_those():
    young_person(reference="here")
    young_person(reference="elsewhere", area_code="E07000095")
    adviser = standing.of(people.bob("careers-adviser", areas=["E07000095"]), TODAY)
    assert listed(who=adviser) == ["elsewhere"]
    assert young_people.due_now(adviser, TODAY)["all"] == 1


def test_a_list_takes_three_queries(django_assert_num_queries):
    many()
    who = officer()
    with django_assert_num_queries(3):
        young_people.caseload_page(who, Filters("not-known"), "easiest", 2, TODAY)
