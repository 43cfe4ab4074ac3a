from skillshire.core import fields
from skillshire.strategy.models.action import Action, ActionUpdate, Step
from skillshire.strategy.models.ambition import Ambition
from skillshire.strategy.models.decision import Decision
from skillshire.strategy.models.funding import FundingSource
from skillshire.strategy.models.measure import Evidence, Measure, Target
from skillshire.strategy.models.measure_note import MeasureNote
from skillshire.strategy.models.meeting import Meeting
from skillshire.strategy.models.strategy import Strategy
from skillshire.strategy.models.theme import Priority, Theme

__all__ = [
    "Action", "ActionUpdate", "Ambition", "Decision", "Evidence", "FundingSource", "Measure", "MeasureNote",
    "Meeting", "Priority", "Step", "Strategy", "Target", "Theme",
]  # fmt: skip

# A strategy is published; only who reported, and the bookkeeping of loading, are not.
CLASSIFICATION: fields.Classification = {
    "Strategy": fields.public(
        "slug", "title", "area_code", "area_name", "starts", "ends", "period_note", "summary", "monitoring",
        "priority_sectors", "employment_growth_sectors",
    )
    | fields.internal("definition_sha256", "loaded_on", "edited_at", "revision"),
    "Theme": fields.public("strategy", "order", "title", "serves", "aspiration", "situation"),
    "Priority": fields.public("theme", "order", "text"),
    "FundingSource": fields.public("strategy", "slug", "name", "short_name"),
    "Action": fields.public(
        "strategy", "theme", "ref", "title", "note", "status", "leads", "funding", "measures"
    ),
    "Step": fields.public("action", "order", "text", "funding"),
    "ActionUpdate": fields.public(
        "action", "on", "status", "note", "spent", "spent_from", "spent_to", "source"
    )
    | fields.personal("by"),
    "MeasureNote": fields.public("measure", "on", "text", "source") | fields.personal("by"),
    "Meeting": fields.public("strategy", "on", "body", "title", "summary") | fields.personal("by"),
    "Decision": fields.public(
        "strategy", "meeting", "on", "text", "owner", "owner_words", "due", "status", "done_on"
    )
    | fields.personal("by"),
    "Measure": fields.public(
        "strategy", "theme", "ref", "title", "statement", "kind", "better", "unit", "decimals", "basis",
        "basis_note", "baseline_value", "baseline_period", "baseline_label", "baseline_note", "parameters",
        "due", "awaits_indicator", "awaits_record", "caveats",
    ),
    "Target": fields.public("measure", "value", "period", "label", "due"),
    "Evidence": fields.public("measure", "order", "indicator", "role", "breakdown", "area_code", "note"),
    "Ambition": fields.public("strategy", "order", "title", "statement", "indicators", "note"),
}  # fmt: skip
