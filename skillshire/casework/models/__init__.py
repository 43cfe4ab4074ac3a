from skillshire.casework.models.edition import Edition
from skillshire.casework.models.hold import Hold
from skillshire.casework.models.learner import Aim, EmploymentStatus, Learner
from skillshire.casework.models.match import Match
from skillshire.casework.models.risk import RiskDecision, RiskFactors, RiskScore
from skillshire.casework.models.sending import Sending
from skillshire.casework.models.upload import Upload
from skillshire.casework.models.young_person import (
    ActivitySpell,
    Characteristic,
    Destination,
    Note,
    Offer,
    PlanStep,
    Transfer,
    YoungPerson,
)
from skillshire.core import fields

__all__ = [
    "ActivitySpell", "Aim", "Characteristic", "Destination", "Edition", "EmploymentStatus", "Hold", "Learner",
    "Match", "Note", "Offer", "PlanStep", "RiskDecision", "RiskFactors", "RiskScore", "Sending", "Transfer",
    "Upload", "YoungPerson",
]  # fmt: skip

# Everything that says something of a young person or a learner is personal; what says something of health,
# origin, family life that the law guards, or crime, is special category.
CLASSIFICATION: fields.Classification = {
    # Counts, which name nobody; the exact ones are as confidential as the records.
    "Edition": fields.internal("organisation", "table", "period", "counts", "shown", "at")
    | fields.personal("by"),
    "Upload": fields.internal(
        "organisation", "kind", "name", "sha256", "bytes", "records", "added", "changed", "period",
        "prepared", "at",
    )
    | fields.personal("by"),
    "YoungPerson": fields.internal("organisation", "upload", "updated_at", "erased_at")
    | fields.personal(
        "reference", "previous_reference", "given_name", "middle_name", "family_name", "born", "gender",
        "address", "postcode", "telephone", "email", "area_code", "uln", "upn", "lead_authority",
        "educated_authority", "authority_at_16", "cohort_status", "left_on", "level_of_need",
        "activity_since", "lapses", "verified", "review_on", "provider_name", "last_contact",
        "contact_attempts", "adviser",
    )
    | fields.special("ethnicity", "send", "activity"),
    # An activity may be illness, pregnancy, religious grounds or custody.
    "ActivitySpell": fields.personal(
        "young_person", "starts", "ends", "ascertained", "verified", "lapses", "predicted_end", "review_on",
        "neet_since", "establishment_number", "establishment_name", "ukprn",
    )
    | fields.special("code"),
    "Characteristic": fields.personal("young_person", "starts", "ends") | fields.special("code"),
    "Offer": fields.personal("young_person", "year", "status", "place", "on"),
    "Destination": fields.personal("young_person", "school_year", "code", "on"),
    "Transfer": fields.personal(
        "young_person", "direction", "authority", "status", "asked_on", "asked_by", "answered_on", "reason"
    ),
    "Note": fields.personal("young_person", "on", "way", "reached", "by", "at") | fields.special("text"),
    "PlanStep": fields.personal("young_person", "text", "who", "due", "done_on", "by", "at"),
    "RiskFactors": fields.personal(
        "young_person", "school_year", "attendance", "exclusion_share", "ever_excluded", "free_meals",
        "english_additional", "alternative_provision", "carer",
    )
    | fields.special("send", "looked_after", "youth_justice", "pregnant_or_parent", "custody"),
    "RiskScore": fields.personal(
        "young_person", "model", "version", "school_year", "points", "threshold", "flagged", "on"
    )
    | fields.special("reasons", "unknown"),
    "RiskDecision": fields.personal("score", "outcome", "by", "on") | fields.special("reason"),
    "Learner": fields.internal("organisation", "upload", "year", "erased_at")
    | fields.personal(
        "reference", "uln", "family_name", "given_names", "born", "sex", "postcode", "postcode_prior",
        "area_code",
    )
    | fields.special("ethnicity", "lldd", "detail"),
    # What was on the row may say what "ActivitySpell" does.
    "Match": fields.internal("upload", "row", "state", "day", "at")
    | fields.personal("young_person", "probability", "candidates", "decided_by", "decided_on", "reason")
    | fields.special("cells"),
    "Hold": fields.internal("subject", "on", "lifted_on") | fields.personal("reason", "by", "lifted_by"),
    "Sending": fields.internal("digest", "at"),
    "EmploymentStatus": fields.personal("learner", "code", "starts"),
    "Aim": fields.personal(
        "learner", "number", "aim_ref", "aim_type", "starts", "original_start", "planned_end", "ended",
        "fund_model", "prog_type", "framework", "pathway", "standard", "completion", "outcome",
        "delivery_postcode", "level", "subject", "basic_skill", "age", "employment",
    )
    | fields.special("fams"),  # a code may say that learning was in prison
}  # fmt: skip
