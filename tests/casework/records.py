"""Young people and learners for tests of what happens to anybody's record."""

from datetime import UTC, date, datetime

from skillshire.casework.models import (
    ActivitySpell,
    Aim,
    Learner,
    Note,
    RiskDecision,
    RiskFactors,
    RiskScore,
    Upload,
    YoungPerson,
)
from tests import people

NOON = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
WORDS = ("Amy", "Quince", "Nightingale", "07700900123", "amy@example.org", "1234567890", "asthma", "shouted")


def amy(born=date(2000, 1, 2), organisation=None, reference="HC-1"):
    """A young person with something in every corner of her record."""
    one = YoungPerson.objects.create(
        organisation=organisation or people.council(), reference=reference, given_name="Amy",
        family_name="Quince", born=born, gender="F", ethnicity="WBRI", address="1 Nightingale Way",
        postcode="ZZ99 3VZ", telephone="07700900123", email="amy@example.org", uln="1234567890",
        send="support", activity=210, adviser="bob", area_code="E07000243", updated_at=NOON,
    )  # fmt: skip
    ActivitySpell.objects.create(young_person=one, code=210, starts=date(2016, 9, 1))
    Note.objects.create(young_person=one, on=NOON.date(), way="call", text="Has asthma", by="bob", at=NOON)
    RiskFactors.objects.create(young_person=one, school_year=2016, attendance=90.5)
    score = RiskScore.objects.create(
        young_person=one, model="m", version="1", school_year=2016, points=3, threshold=2.0, flagged=True,
        on=NOON.date(),
    )  # fmt: skip
    RiskDecision.objects.create(score=score, outcome="watch", reason="He shouted", by="bob", on=NOON.date())
    return one


def learner(year=2015, uln=1234567890, organisation=None, reference="L1"):
    held_by = organisation or people.council()
    upload = Upload.objects.create(
        organisation=held_by, kind="learners", name="a.xml", sha256="0" * 64, bytes=1, records=1, by="bob",
        at=NOON,
    )  # fmt: skip
    one = Learner.objects.create(
        organisation=held_by, upload=upload, year=year, reference=reference, uln=uln, family_name="Quince",
        given_names="Amy", born=date(2000, 1, 2), sex="F", postcode="ZZ99 3VZ", detail={"said": "asthma"},
    )  # fmt: skip
    Aim.objects.create(
        learner=one, number=1, aim_ref="60001234", aim_type=4, starts=date(2015, 9, 1),
        planned_end=date(2016, 7, 31), fund_model=35,
    )  # fmt: skip
    return one
