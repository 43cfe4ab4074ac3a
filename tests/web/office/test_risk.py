"""The office's pages about the risk of NEET: reasons, decisions, and what is published."""

import re

import pytest
from django.urls import reverse

from skillshire.casework import risk_editions, risk_outcomes, risk_scores
from skillshire.casework.models import RiskDecision, RiskFactors, RiskScore
from skillshire.core import clock
from skillshire.core.models import AuditEvent
from skillshire.web.office.pages import risk_card
from tests import people
from tests.casework import records
from tests.casework.grown_up import grown

LIST, MODEL = "office-risk", "office-risk-model"


@pytest.fixture
def score(db):
    person = records.amy()
    RiskScore.objects.all().delete()
    today = clock.today()
    year = today.year if today.month >= 9 else today.year - 1
    RiskFactors.objects.create(young_person=person, school_year=year, free_meals=True, attendance=80.0)
    risk_scores.score_all(by="x", on=today)
    return risk_scores.latest(person)


@pytest.fixture
def alice(office):
    return office(people.alice("participation-officer"))


def decide(score):
    return reverse("office-risk-decide", args=[score.pk])


def test_the_list_names_who_waits_and_why(alice, score):
    said = alice.get(reverse(LIST)).content.decode()
    assert "Quince, Amy" in said
    assert "is entitled to free school meals" in said


def test_looking_at_the_list_is_written_down_once(alice, score):
    alice.get(reverse(LIST))
    looks = AuditEvent.objects.filter(event="young-person.look", by="alice")
    assert [event.detail["ids"] for event in looks] == [[score.young_person_id]]
    assert "Education and Skills Act" in looks[0].detail["purpose"]


def test_the_page_to_decide_shows_points_reasons_and_what_is_not_known(alice, score):
    said = alice.get(decide(score)).content.decode()
    assert "4 points" in said
    assert "Attended at most 85% of sessions" in said
    assert "Not known, so without points" in said
    assert "A score decides nothing" in said


def test_a_decision_is_kept_with_who_and_why(alice, score):
    answer = alice.post(decide(score), {"outcome": "none", "reason": "Starts at college on Monday."})
    assert (answer.status_code, answer.url) == (302, f"/office/young-people/{score.young_person_id}/")
    kept = RiskDecision.objects.get()
    assert (kept.outcome, kept.by, kept.on) == ("none", "alice", clock.today())
    assert "Quince, Amy" not in alice.get(reverse(LIST)).content.decode()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"reason": "Starts at college."}, "Choose what you decide"),
        ({"outcome": "none"}, "Write why you decide this"),
        ({"outcome": "none", "reason": "ok"}, "Write why you decide this"),
    ],
)
def test_a_decision_without_all_its_parts_is_asked_for_again(alice, score, sent, said):
    answer = alice.post(decide(score), sent)
    assert answer.status_code == 400
    assert "There is a problem" in answer.content.decode() and said in answer.content.decode()
    assert not RiskDecision.objects.exists()


def test_another_councils_officer_finds_neither_page_nor_name(office, score):
    charlie = office(people.charlie("participation-officer"))
    assert charlie.get(decide(score)).status_code == 404
    assert "Amy" not in charlie.get(reverse(LIST)).content.decode()


@pytest.mark.parametrize("role", ["analyst", "publisher", "participation-officer"])
def test_how_the_points_work_is_open_to_whoever_sees_counts(office, score, role):
    said = office(people.bob(role)).get(reverse(MODEL)).content.decode()
    assert "Transparency record" in said and "2 points or more" in said
    assert "Amy" not in said


def test_how_well_the_points_work_is_told_of_the_own_council_and_whole_only(office, published):
    whole = office(people.alice("analyst")).get(reverse(MODEL)).content.decode()
    assert "The points find" in whole and "counted on" in whole
    for other in (people.charlie("analyst"), people.bob("analyst", areas=["E07000243"])):
        assert "Nothing of this has been published yet" in office(other).get(reverse(MODEL)).content.decode()


@pytest.fixture
def published(db):
    """Sixty who came of age: of those flagged and of those not, some were NEET and some were not."""
    grown(40, neet=15, attendance=80.0)
    grown(40, neet=15, attendance=99.0)
    risk_editions.publish(people.council(), by="pia", on=clock.today())


def test_a_visit_works_nothing_out_from_the_records(office, published, monkeypatch):
    """It shows the edition that was let out, until the next one."""
    client = office(people.alice("analyst"))
    before = client.get(reverse(MODEL)).content.decode()
    monkeypatch.delattr(risk_outcomes, "cases")
    RiskFactors.objects.all().delete()
    after = client.get(reverse(MODEL)).content.decode()
    assert re.findall(r"\d+%", after) == re.findall(r"\d+%", before) != []


def test_another_list_is_shown_and_an_unknown_one_refused(office, db):
    client = office(people.alice("analyst"))
    said = client.get(reverse(MODEL), {"list": "four-councils-2023"}).content.decode()
    assert "more than 2 points" in said
    assert client.get(reverse(MODEL), {"list": "nobody's"}).status_code == 400


def test_a_card_costs_two_queries(score, django_assert_num_queries):
    person = score.young_person
    with django_assert_num_queries(2):
        card = risk_card.card(person)
    assert card.flagged and card.reasons and card.unknown


def test_nobody_scored_has_no_card(db):
    person = records.amy()
    RiskScore.objects.all().delete()
    assert risk_card.card(person) is None


def test_the_flagged_are_counted_and_reached_from_the_list_of_young_people(alice, score):
    assert "1 flagged, and nobody has decided" in alice.get(reverse(LIST)).content.decode()
    assert f'href="{reverse(LIST)}"' in alice.get("/office/young-people/").content.decode()
