"""A second way to count the synthetic county: slow, plain Python, from its truth alone.

It shares no code with the product and reads no record: only what the county was made to be (truth.json).
"""

from collections import Counter

WINTER = (12, 1, 2)
LOST = ("neet", "not-known")


def academic_age(born, year):
    """Whole years reached on 31 August of the year."""
    years, month, _ = (int(part) for part in born.split("-"))
    return year - years - (1 if month >= 9 else 0)


def school_year(year, month):
    return year if month >= 9 else year - 1


def cohort(truth, year, month):
    """Everybody of 16 and 17, by district."""
    began = school_year(year, month)
    return Counter(
        one["district"] for one in truth["young_people"] if academic_age(one["born"], began) in (16, 17)
    )


def lost(truth, year, month, statuses=LOST):
    """Those of them who were NEET or not known in the month, by district."""
    began = school_year(year, month)
    found = Counter()
    for one in truth["young_people"]:
        if academic_age(one["born"], began) in (16, 17):
            found[one["district"]] += one["months"].get(f"{year}-{month:02d}") in statuses
    return found


def months_of_winter(year):
    """The winter of the academic year that begins in `year`."""
    return [(year if month == 12 else year + 1, month) for month in WINTER]


def winter_rate(truth, year, statuses=LOST):
    """The county's average number as percent of its average cohort."""
    months = months_of_winter(year)
    some = sum(sum(lost(truth, *month, statuses).values()) for month in months)
    return 100 * some / sum(sum(cohort(truth, *month).values()) for month in months)


def starts(truth, calendar_year, label):
    """Apprenticeships begun in the calendar year by residents, by district; `label` is as what they count."""
    return _aims(truth, label, lambda aim: aim["starts"][:4] == str(calendar_year))


def opportunities(truth, year):
    """Courses begun in the academic year by residents of 19 to 65 who were out of work."""
    return _aims(truth, "opportunity", lambda aim: academic_year(aim["starts"]) == year)


def passes(truth, year):
    """English, maths and digital courses passed by residents of 19 to 65, by the year in which they ended."""
    return _aims(truth, "pass", lambda aim: academic_year(aim["ended"]) == year)


def academic_year(day):
    year, month, _ = (int(part) for part in day.split("-"))
    return year if month >= 8 else year - 1


def _aims(truth, label, wanted):
    found = Counter()
    for learner in truth["learners"]:
        for aim in learner["aims"]:
            if label in aim["counts"] and learner["district"] and wanted(aim):
                found[learner["district"]] += 1
    return found
