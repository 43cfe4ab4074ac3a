"""Which records a person may see: those of their organisation and areas, for the purpose of their role."""

from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from skillshire.accounts.standing import Standing
from skillshire.casework.models import Learner, YoungPerson
from skillshire.core.permissions import Permission

Record = TypeVar("Record", bound=Model)


def young_people(
    standing: Standing, permission: Permission = Permission.SEE_YOUNG_PEOPLE
) -> QuerySet[YoungPerson]:
    """Those for whom it may be done. Erased records are nobody's."""
    return _within(YoungPerson.objects.filter(erased_at__isnull=True), standing, permission)


def learners(standing: Standing, permission: Permission = Permission.SEE_LEARNERS) -> QuerySet[Learner]:
    return _within(Learner.objects.filter(erased_at__isnull=True), standing, permission)


def _within(records: QuerySet[Record], standing: Standing, permission: Permission) -> QuerySet[Record]:
    reach = Q(pk__in=[])
    for scope in standing.where(permission):
        own = Q(organisation_id=scope.organisation.pk)
        reach |= own & Q(area_code__in=scope.areas) if scope.areas else own
    return records.filter(reach)
