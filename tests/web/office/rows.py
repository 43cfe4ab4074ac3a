"""A row of a college's list that waits for a decision, for tests of who may open it."""

from datetime import date

from skillshire.casework.models import Match, Upload
from skillshire.core import clock


def waiting(person, *, row=4, probability=0.93, **cells):
    """It may mean this young person; `cells` stand in place of what it says."""
    upload = Upload.objects.create(
        organisation=person.organisation, kind="enrolments", name="college.csv", sha256="0" * 64, bytes=1,
        records=50, period="2026-10-01", by="alice", at=clock.now(),
    )  # fmt: skip
    near = {"field": "family_name", "title": "Family name", "level": "near", "points": 3.3, "identity": True}
    told = {
        "GivenName": "Amy", "FamilyName": "Quinse", "DOB": "05/01/2010", "ActivityCode": "210",
        "StartDate": "2026-09-07", "EstablishmentName": "Example College",
    }  # fmt: skip
    return Match.objects.create(
        upload=upload, row=row, state="ask", day=date(2026, 10, 1), at=upload.at, young_person=person,
        probability=probability, cells=told | cells,
        candidates=[{"number": person.pk, "probability": probability, "reasons": [near]}],
    )  # fmt: skip
