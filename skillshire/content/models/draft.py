"""What all drafts share: they are written in the editor, and publishing one changes the public's record."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.template.response import TemplateResponse
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    ModelLogEntry,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)

from skillshire.core import clock

MACHINE = "skillshire"  # who publishes where the editor's own log names nobody
SOURCE_HELP = "An organisation or a role, never a person’s name: the public reads it."
# A preview stands in a frame of the editor's own page, and in nobody else's.
FRAMED_HERE = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'self'"
    ),
    "X-Frame-Options": "SAMEORIGIN",
}


class Draft(PreviewableMixin, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model):  # type: ignore[misc]  # Wagtail has no types
    """A subclass has `published`, the strategy's record that belongs to it, and says how to write that.

    The strategy's records are all that public pages read. A draft, its revisions and its review stay here.
    """

    live = models.BooleanField(default=False, editable=False)  # Wagtail's own default is a live one
    published: Any
    published_id: int | None

    class Meta:
        abstract = True

    if TYPE_CHECKING:  # each kind of draft has these two of its own (tests/content/test_kinds.py)

        def release(self, by: str) -> Any:
            """Write or correct the strategy's record as this draft says, and return it. A verb audits it."""

        def take_back(self, record: Any, by: str, on: date) -> None:
            """Withdraw the strategy's record."""

    def faults(self) -> dict[str, str]:
        """Field → what is wrong with it, beyond what its type says; a sentence that says how to mend it."""
        return {}

    # --- Wagtail calls these -------------------------------------------------------------------------------

    def clean(self) -> None:
        super().clean()
        found = self.faults()
        if found:
            raise ValidationError(found)

    def publish(self, revision: Any, user: Any = None, **options: Any) -> None:
        """With a day to go live still to come this only schedules; then nothing is public yet."""
        with transaction.atomic():
            super().publish(revision, user=user, **options)
            now = type(self).objects.select_for_update().get(pk=self.pk)
            if now.live and now.live_revision_id == revision.pk:
                now.published = now.release(_name(user) or _scheduled_by(revision))
                now.save(update_fields=["published"])

    def unpublish(
        self, set_expired: bool = False, commit: bool = True, user: Any = None, **options: Any
    ) -> None:
        with transaction.atomic():
            by = _name(user) or _published_by(self.live_revision)
            super().unpublish(set_expired=set_expired, commit=commit, user=user, **options)
            if self.published is not None:
                self.take_back(self.published, by, clock.today())
                type(self).objects.filter(pk=self.pk).update(published=None)
                self.published = None

    def with_content_json(self, content: Any) -> Any:
        """An older revision does not know which record belongs to the draft now."""
        found = super().with_content_json(content)
        found.published_id = self.published_id
        return found

    def make_preview_request(self, original_request: Any = None, preview_mode: Any = None, *_: Any) -> Any:
        """Answers at once: Wagtail would ask the site itself for “/” and get the kept home page."""
        return self.serve_preview(original_request, preview_mode)

    def serve_preview(self, request: Any, mode_name: str) -> TemplateResponse:
        template = f"content/{self._meta.model_name}.html"
        return TemplateResponse(request, template, {"draft": self}, headers=FRAMED_HERE)


def to_come(day: date | None, go_live_at: Any) -> bool:
    """Whether a day would still be to come when the draft is published."""
    last = max(clock.today(), clock.day_of(go_live_at)) if go_live_at else clock.today()
    return day is not None and day > last


def _name(user: Any) -> str:
    return user.get_username() if user is not None else ""


def _scheduled_by(revision: Any) -> str:
    return _logged(revision, ("wagtail.publish.schedule",)) or _name(revision.user) or MACHINE


def _published_by(revision: Any) -> str:
    """Whoever published it said then when it expires."""
    if revision is None:
        return MACHINE
    return _logged(revision, ("wagtail.publish", "wagtail.publish.schedule")) or MACHINE


def _logged(revision: Any, actions: tuple[str, ...]) -> str:
    entries = ModelLogEntry.objects.filter(revision=revision, action__in=actions, user__isnull=False)
    entry = entries.select_related("user").order_by("-timestamp", "-pk").first()
    return _name(entry.user) if entry else ""
