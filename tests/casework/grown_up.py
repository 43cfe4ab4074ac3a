"""Young people who came of age, with what was known of them in year 11 and what became of them."""

from datetime import date

from skillshire.casework.models import RiskFactors
from tests.casework import invented

BORN = date(2008, 1, 15)  # year 11 ended in 2024; 18 on 15 January 2026
YEAR = 2024


def grown(count, *, neet, born=BORN, gender="F", **factors):
    """So many, of whom the first `neet` were NEET for long. `factors` are those of RiskFactors."""
    for number in range(count):
        code = 619 if number < neet else 210
        person = invented.with_activity(born=born, code=code, since=date(YEAR, 9, 1), gender=gender)
        RiskFactors.objects.create(
            young_person=person, school_year=YEAR, **{"free_meals": False, "ever_excluded": False, **factors}
        )
