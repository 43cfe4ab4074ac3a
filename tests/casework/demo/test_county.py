"""The synthetic county: the same each time, near the published rates, and counted alike in two ways."""

import json
from collections import Counter
from datetime import date
from types import SimpleNamespace

import pytest
from django.db.models import F, Q

from skillshire.casework import currency, publications, statistics, young_people_file, young_people_return
from skillshire.casework.demo import county, learners, people, rates, staff, stories
from skillshire.casework.demo.places import BY_ACTIVITY
from skillshire.casework.models import ActivitySpell, Learner, Note, RiskFactors, YoungPerson
from skillshire.core import facts
from skillshire.core.errors import UserError
from skillshire.core.periods import add_months
from tests import reference_county as reference

WINTERS = range(2016, 2026)


def test_half_are_young_people_and_half_learners(made):
    assert YoungPerson.objects.count() == made.done.young_people == 150
    assert 150 <= Learner.objects.count() == made.done.learners <= 155


def test_the_site_says_that_its_people_are_invented(made):
    assert "invented" in facts.get(facts.SYNTHETIC)
    assert made.truth["said"] == "Synthetic: invented people"


def test_a_county_is_complete_once_its_counts_are_published(made):
    assert county.begun() == made.on
    facts.put(facts.COUNTY, made.on.isoformat())
    assert county.begun() is None


def test_a_second_county_is_refused_in_one_sentence(made):
    with pytest.raises(UserError, match=r"^[^.]*synthetic county already[^.]*\.$"):
        county.make(made.area, made.home, count=300, seed=1, on=made.on, echo=print)


@pytest.mark.parametrize("year", WINTERS)
def test_every_winter_has_a_cohort(made, year):
    assert all(
        sum(reference.cohort(made.truth, *month).values()) > 10 for month in reference.months_of_winter(year)
    )


@pytest.mark.parametrize(("which", "status"), [(0, "neet"), (1, "not-known")])
def test_rates_over_all_winters_are_the_published_ones(made, which, status):
    """Within a tenth of a percentage point: a few person-months in ten winters of some 23 people."""
    months = [month for year in WINTERS for month in reference.months_of_winter(year)]
    some = sum(sum(reference.lost(made.truth, *month, (status,)).values()) for month in months)
    expected = sum(
        count * made.truth["rates"][f"{year} {code}"][which]
        for year in WINTERS
        for month in reference.months_of_winter(year)
        for code, count in reference.cohort(made.truth, *month).items()
    )
    assert some == pytest.approx(expected, abs=1.5)


def test_a_districts_rates_come_to_the_countys(made):
    published = rates.published(made.area, list(WINTERS))
    for year in WINTERS:
        for which in (0, 1):
            both = sum(
                published.size[code] * published.district[year, code][which] for code in published.districts
            )
            assert both == pytest.approx(published.county[year][which])


def test_the_truth_says_where_its_rates_are_from(made):
    said = " ".join(made.truth["rates_from"])
    assert "claimant rate" in said and "our supposition" in said
    assert "2025/26" in said  # not published yet


def counted(made, table):
    definition = publications.get(table)
    return {one.period: one.counts for one in statistics.exact(definition, made.council, made.on)}


def by_area(counts, column):
    found = Counter()
    for (area, atom), value in counts.items():
        if column in atom.split("+"):
            found[area] += value
    return +found


@pytest.mark.parametrize("year", WINTERS)
def test_the_records_count_as_the_truth_does_in_every_winter_month(made, year):
    exact = counted(made, "participation")
    for month in reference.months_of_winter(year):
        counts = exact[f"{month[0]}-{month[1]:02d}-01/P1M"]
        assert by_area(counts, "cohort") == +reference.cohort(made.truth, *month)
        assert by_area(counts, "neet-or-not-known") == +reference.lost(made.truth, *month)


@pytest.mark.parametrize(
    ("column", "label"),
    [("all", "start"), ("under-19", "start-under-19"), ("advanced", "start-level-3-or-more"),
     ("stem", "start-stem")],
)  # fmt: skip
def test_apprenticeships_begun_count_as_the_truth_does(made, column, label):
    exact = counted(made, "apprenticeship-starts")
    assert len(exact) >= 9
    for period, counts in exact.items():
        found = inside(made, by_area(counts, column))
        assert found == reference.starts(made.truth, int(period[:4]), label), period


def test_learning_by_adults_out_of_work_counts_as_the_truth_does(made):
    exact = counted(made, "learning-out-of-work")
    assert len(exact) >= 10
    for period, counts in exact.items():
        assert inside(made, by_area(counts, "all")) == reference.opportunities(made.truth, int(period[:4]))


def test_basic_skills_passed_count_as_the_truth_does(made):
    exact = counted(made, "basic-skills")
    for year in range(2015, 2026):
        counts = exact.get(f"{year}-08-01/P1Y", {})
        assert inside(made, by_area(counts, "all")) == reference.passes(made.truth, year)
    assert exact


def inside(made, counts):
    """Of the county's own districts: a table may hold others, under a code of their own."""
    return Counter(
        {area: value for area, value in counts.items() if area in statistics.districts(made.council)}
    )


def test_what_stands_under_now_is_of_the_latest_spell(made):
    for person in YoungPerson.objects.prefetch_related("spells"):
        last = max(person.spells.all(), key=lambda spell: spell.starts, default=None)
        now = (person.activity, person.activity_since, person.lapses)
        assert now == ((last.code, last.starts, last.lapses) if last else (None, None, None))


def test_no_spell_is_of_a_day_to_come_and_none_overlap(made):
    for person in YoungPerson.objects.prefetch_related("spells"):
        spells = list(person.spells.all())
        assert all(spell.starts <= made.on for spell in spells)
        for before, after in zip(spells, spells[1:], strict=False):
            assert before.ends is not None and before.ends < after.starts


def test_its_return_can_be_loaded_again(made):
    content = young_people_return.write(made.council, day=made.on, by="tester", purpose="test")
    found = young_people_file.check(content, organisation=made.council, name="return.csv", on=made.on)
    assert (found.faults.count, found.plan.added, found.plan.changed) == (0, 0, 0)
    assert found.plan.unchanged > 0


def test_nobody_could_be_real(made):
    assert not [
        one for one in YoungPerson.objects.all() if one.family_name not in names_of_birds_and_plants()
    ]
    assert all("Example" in one.address for one in YoungPerson.objects.all())
    assert all(one.upn.startswith("I") for one in YoungPerson.objects.all())
    assert not [one.uln for one in Learner.objects.all() if checks(one.uln)]


def names_of_birds_and_plants():
    from skillshire.casework.demo import names

    return names.FAMILY


def checks(uln):
    """Whether the last digit of a ULN is right: ten less the remainder of the weighted sum by eleven."""
    digits = [int(digit) for digit in str(uln)]
    rest = sum(digit * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True)) % 11
    return rest != 0 and digits[9] == 10 - rest


def test_everybody_has_factors_and_some_are_not_known(made):
    assert RiskFactors.objects.count() == 150
    assert RiskFactors.objects.filter(attendance__isnull=True).exists()


def test_there_is_work_for_an_officer_today(made):
    followed = YoungPerson.objects.filter(cohort_status="P", born__lt="2010-09-01")
    assert followed.filter(Q(activity__in=(810, 820, 830)) | Q(lapses__lte=made.on)).exists()
    assert followed.filter(activity__range=(610, 690)).exists()


def test_the_same_seed_invents_the_same_people_and_another_does_not(made):
    published = rates.published(made.area, list(WINTERS) + [2026])
    where = {code: [f"{code} home"] for code in published.districts}
    once, again, other = (people.invent(60, seed, made.on, published, where) for seed in (7, 7, 8))
    assert once == again
    assert once != other


def test_the_same_seed_invents_the_same_learners(made):
    homes = learners.Homes({"E07000096": 1.0}, {"E07000096": ["HP1 1AA"]}, {"E07000072": ["EN9 1AA"]})
    assert learners.invent(60, 7, made.on, homes) == learners.invent(60, 7, made.on, homes)


def test_the_truth_file_is_whole_json(made):
    assert set(json.loads((made.home / "truth.json").read_text())) >= {
        "young_people",
        "learners",
        "rates",
        "seed",
    }


def test_every_role_has_a_ready_made_person(made):
    from skillshire.accounts import roles

    assert {ready.role for ready in staff.READY} == {role.slug for role in roles.ROLES}


def test_what_lapses_has_held_for_a_day_at_least(made):
    lapsing = ActivitySpell.objects.filter(lapses__isnull=False)
    assert not lapsing.filter(lapses__lte=F("starts")).exists()
    assert lapsing.filter(predicted_end__isnull=False, lapses__lte=made.on).exists()


def test_every_lapse_follows_from_what_is_recorded(made):
    for one in ActivitySpell.objects.all():
        given = {name: getattr(one, name) for name in ("starts", "ascertained", "verified", "predicted_end")}
        assert one.lapses == currency.lapses(one.code, **given)


def test_tries_to_reach_somebody_are_after_they_were_lost(made):
    for note in Note.objects.select_related("young_person"):
        spell = note.young_person.spells.order_by("-starts").first()
        assert note.on >= (spell.lapses if spell.code < 800 else spell.starts)


@pytest.mark.parametrize("on", [date(2026, 11, 1), date(2026, 11, 22), date(2026, 11, 30), date(2027, 1, 31)])
def test_some_are_to_confirm_within_a_month_on_any_day(on):
    """Decided are months up to this one, so nothing may lapse before the next."""
    found = []
    for number in range(400):
        months = {(2026, 9): people.NEET, (on.year, on.month): people.NEET} if number % 4 == 0 else {}
        person = SimpleNamespace(number=number, cohort=2026, months=months)
        found += [one for one in stories.tell(person, 1, on, BY_ACTIVITY) if one.ends is None]
    soon = [one for one in found if one.predicted_end]
    assert {one.code for one in soon} >= {310, 330, 615}
    following = add_months(on.replace(day=1), 1)
    assert all(following <= one.lapses <= add_months(on, 1) for one in soon)
