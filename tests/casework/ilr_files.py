"""Small invented ILR files: `file(learner(aim(…), …), …)` is the XML, and each part takes what to change.

A value of None leaves its field out.
"""

from html import escape

NAMESPACE = "ESFA/ILR/2025-26"
UKPRN = 10099999
ULNS = (1000000043, 1000000078, 1000000108, 1000000124, 1000000159)
_LEARNER = {
    "LearnRefNumber": "A1", "ULN": ULNS[0], "FamilyName": "Archer", "GivenNames": "Ada",
    "DateOfBirth": "1990-05-04", "Ethnicity": 31, "Sex": "F", "LLDDHealthProb": 2,
    "PostcodePrior": "SG1 1AA", "Postcode": "SG1 1AA",
}  # fmt: skip
_AIM = {
    "LearnAimRef": "60149735", "AimType": 4, "AimSeqNumber": 1, "LearnStartDate": "2025-09-01",
    "OrigLearnStartDate": None, "LearnPlanEndDate": "2026-06-30", "FundModel": 38, "ProgType": None,
    "FworkCode": None, "PwayCode": None, "StdCode": None, "DelLocPostCode": "SG1 1AA", "CompStatus": 1,
    "LearnActEndDate": None, "WithdrawReason": None, "Outcome": None, "AchDate": None,
}  # fmt: skip


def field(name, value):
    return "" if value is None else f"<{name}>{escape(str(value))}</{name}>\n"


def record(name, **fields):
    inner = "".join(field(key, value) for key, value in fields.items())
    return f"<{name}>{inner}</{name}>\n"


def fam(kind, code, since=None, until=None):
    return record(
        "LearningDeliveryFAM", LearnDelFAMType=kind, LearnDelFAMCode=code, LearnDelFAMDateFrom=since,
        LearnDelFAMDateTo=until,
    )  # fmt: skip


FAMS = fam("SOF", 105) + fam("FFI", 1)


def aim(fams=FAMS, **changes):
    inner = "".join(field(key, value) for key, value in {**_AIM, **changes}.items())
    return f"<LearningDelivery>{inner}{fams}</LearningDelivery>\n"


def apprenticeship(**changes):
    given = {
        "LearnAimRef": "ZPROG001",
        "AimType": 1,
        "FundModel": 36,
        "ProgType": 25,
        "StdCode": 1,
        **changes,
    }
    return aim(fam("SOF", 105) + fam("ACT", 1, given.get("LearnStartDate", "2025-09-01")), **given)


def status(code=11, since="2025-08-01"):
    return record("LearnerEmploymentStatus", EmpStat=code, DateEmpStatApp=since)


def learner(*aims, statuses=None, more="", **changes):
    inner = "".join(field(key, value) for key, value in {**_LEARNER, **changes}.items())
    statuses = status() if statuses is None else statuses
    return f"<Learner>{inner}{more}{statuses}{''.join(aims) or aim()}</Learner>\n"


def file(*learners, year="2025-26", ukprn=UKPRN, prepared="2026-03-06"):
    code = year[2:4] + year[5:7]
    header = (
        f"<Header><CollectionDetails><Collection>ILR</Collection><Year>{code}</Year>"
        f"<FilePreparationDate>{prepared}</FilePreparationDate></CollectionDetails>\n"
        f"<Source><ProtectiveMarking>OFFICIAL-SENSITIVE-Personal</ProtectiveMarking><UKPRN>{ukprn}</UKPRN>"
        f"<SerialNo>1</SerialNo><DateTime>{prepared}T09:00:00</DateTime></Source></Header>\n"
        f"<LearningProvider><UKPRN>{ukprn}</UKPRN></LearningProvider>\n"
    )
    body = "".join(learners) or learner()
    return f'<?xml version="1.0"?>\n<Message xmlns="ESFA/ILR/{year}">\n{header}{body}</Message>\n'


def write(folder, *learners, name="learners.xml", **changes):
    path = folder / name
    path.write_text(file(*learners, **changes), encoding="utf-8")
    return path


def people(count, start=0):
    """So many learners, each with a reference and a number of their own."""
    from bench.ilr_file import uln

    return [learner(LearnRefNumber=f"L{n}", ULN=uln(n)) for n in range(start, start + count)]
