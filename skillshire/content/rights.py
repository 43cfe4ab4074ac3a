"""Who may do what in the editor. Wagtail asks Django's groups; they follow what a person's roles allow."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import GroupApprovalTask, Workflow, WorkflowContentType, WorkflowTask
from wagtail.users.models import UserProfile

from skillshire.accounts.standing import Standing
from skillshire.content.models import DRAFTS
from skillshire.core import permissions

EDITORS, PUBLISHERS = "strategy-editor", "publisher"
REVIEW = "Review by a publisher"
# What a group's members may do with a draft; Django names a permission VERB_MODEL. Nobody deletes one: what
# was published is unpublished, and its history stays.
VERBS = {
    EDITORS: ("view", "add", "change", "lock"),
    PUBLISHERS: ("view", "add", "change", "publish", "lock", "unlock"),
}
# No mail: the office's page of what is due says what waits, and a mail server that is down stops no review.
SILENT = {"submitted_notifications": False, "approved_notifications": False, "rejected_notifications": False}


def wanted(standing: Standing) -> set[str]:
    """The groups of somebody who may do this much."""
    found = set()
    if standing.may(permissions.Permission.EDIT_STRATEGY):
        found.add(EDITORS)
    if standing.may(permissions.Permission.PUBLISH_STRATEGY):
        found.add(PUBLISHERS)
    return found


def sync(user: Any, standing: Standing) -> None:
    """Put the person into the groups that their standing asks for, and out of the others.

    Called at every request to the editor, so a role that ended yesterday opens nothing today. One query
    where nothing has changed.
    """
    held = set(user.groups.filter(name__in=VERBS).values_list("name", flat=True))
    should = wanted(standing)
    if held == should:
        return
    groups = {group.name: group for group in Group.objects.filter(name__in=VERBS)}
    with transaction.atomic():
        UserProfile.objects.get_or_create(user=user, defaults=SILENT)
        user.groups.remove(*(groups[name] for name in held - should))
        user.groups.add(*(groups[name] for name in should - held if name in groups))


@transaction.atomic
def prepare() -> None:
    """Make the groups with their rights, and the review that drafts go through. Again, it changes nothing."""
    for name, verbs in VERBS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set([_access(), *_permissions(verbs)])
    _review(Group.objects.get(name=PUBLISHERS))


def _access() -> Permission:
    return Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")


def _permissions(verbs: Iterable[str]) -> list[Permission]:
    models = [(ContentType.objects.get_for_model(model), model._meta.model_name) for model in DRAFTS]
    return [
        Permission.objects.get(content_type=kind, codename=f"{verb}_{name}")
        for kind, name in models
        for verb in verbs
    ]


def _review(publishers: Group) -> None:
    workflow, _ = Workflow.objects.get_or_create(name=REVIEW, defaults={"active": True})
    task = GroupApprovalTask.objects.filter(name=REVIEW).first()
    if task is None:
        task = GroupApprovalTask.objects.create(name=REVIEW, active=True)
    task.groups.set([publishers])
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    for model in DRAFTS:
        kind = ContentType.objects.get_for_model(model)
        WorkflowContentType.objects.update_or_create(content_type=kind, defaults={"workflow": workflow})
