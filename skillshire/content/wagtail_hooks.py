"""What Wagtail's editor is made of here: the four kinds of draft, and a menu of what is used."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, UnpublishView

from skillshire.content.models import DecisionDraft, MeetingDraft, NoteDraft, ProgressDraft

# Wagtail's own menu is for sites made of its pages; of that, editors use the list of what is under review.
OURS = {"office", "progress", "notes", "meetings", "decisions", "reports"}
REPORTS = {"workflows", "workflow-tasks"}


class Unpublish(UnpublishView):  # type: ignore[misc]  # Wagtail has no types
    def unpublish(self) -> None:
        """The draft's own way, which takes the public's record back; Wagtail's view would go past it."""
        self.object.unpublish(user=self.request.user)


class Drafts(SnippetViewSet):  # type: ignore[misc]  # Wagtail has no types
    add_to_admin_menu = True
    copy_view_enabled = False
    unpublish_view_class = Unpublish


class Progress(Drafts):
    model = ProgressDraft
    menu_label, menu_name, menu_order, icon = "Progress", "progress", 100, "tasks"
    list_display = ["__str__", "source", "on", "live"]
    list_filter = ["of_action", "status"]


class Notes(Drafts):
    model = NoteDraft
    menu_label, menu_name, menu_order, icon = "Notes on measures", "notes", 110, "comment"
    list_display = ["__str__", "source", "on", "live"]
    list_filter = ["measure"]


class Meetings(Drafts):
    model = MeetingDraft
    menu_label, menu_name, menu_order, icon = "Meetings", "meetings", 120, "group"
    list_display = ["__str__", "body", "on", "live"]


class Decisions(Drafts):
    model = DecisionDraft
    menu_label, menu_name, menu_order, icon = "Decisions", "decisions", 130, "check"
    list_display = ["__str__", "owner_name", "due", "status", "live"]
    list_filter = ["status", "meeting"]


for views in (Progress, Notes, Meetings, Decisions):
    register_snippet(views)


@hooks.register("construct_admin_api")  # type: ignore[untyped-decorator]
def named_addresses(router: Any) -> None:
    """Every page of the editor names these two, though pictures and documents are not installed.

    config/editing.py answers them, and the rest of that interface, with 404.
    """
    for name in ("documents", "images"):
        router.register_endpoint(name, PagesAdminAPIViewSet)


@hooks.register("insert_global_admin_css")  # type: ignore[untyped-decorator]
def style_sheet() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("content/editing.css"))


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def office_menu_item() -> MenuItem:
    return MenuItem("What is due", reverse("office-strategy"), name="office", icon_name="home", order=10)


@hooks.register("construct_main_menu")  # type: ignore[untyped-decorator]
def main_menu(request: Any, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name in OURS]


@hooks.register("construct_reports_menu")  # type: ignore[untyped-decorator]
def reports_menu(request: Any, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name in REPORTS]
