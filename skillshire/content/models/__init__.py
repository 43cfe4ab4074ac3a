from skillshire.content.models.decision_draft import DecisionDraft
from skillshire.content.models.meeting_draft import MeetingDraft
from skillshire.content.models.note_draft import NoteDraft
from skillshire.content.models.progress_draft import ProgressDraft
from skillshire.core import fields

__all__ = ["DRAFTS", "DecisionDraft", "MeetingDraft", "NoteDraft", "ProgressDraft"]

DRAFTS = (ProgressDraft, NoteDraft, MeetingDraft, DecisionDraft)

# What is not published yet is for signed-in staff, whatever it will be once it is.
_SHARED = fields.internal(
    "live", "has_unpublished_changes", "first_published_at", "last_published_at", "live_revision",
    "latest_revision", "go_live_at", "expire_at", "expired", "locked", "locked_at", "published",
) | fields.personal("locked_by")  # fmt: skip
CLASSIFICATION: fields.Classification = {
    "ProgressDraft": _SHARED
    | fields.internal("of_action", "on", "status", "note", "source", "spent", "spent_from", "spent_to"),
    "NoteDraft": _SHARED | fields.internal("measure", "on", "text", "source"),
    "MeetingDraft": _SHARED | fields.internal("strategy", "on", "body", "title", "summary"),
    "DecisionDraft": _SHARED
    | fields.internal(
        "strategy", "meeting", "on", "text", "owner", "owner_words", "due", "status", "done_on"
    ),
}
