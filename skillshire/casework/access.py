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


def about_young_people(standing: Standing, permission: Permission, name: str = "young_person") -> Q:
    """Of records that point to a young person by `name`: those about whom they may see.

    A join, whose cost grows with these records; to name all the young people would grow with those.
    """
    return _reach(standing, permission, f"{name}__") & Q(**{f"{name}__erased_at__isnull": True})


def _within(records: QuerySet[Record], standing: Standing, permission: Permission) -> QuerySet[Record]:
    return records.filter(_reach(standing, permission))


def _reach(standing: Standing, permission: Permission, before: str = "") -> Q:
    reach = Q(pk__in=[])
    for scope in standing.where(permission):
        own = Q(**{f"{before}organisation_id": scope.organisation.pk})
        reach |= own & Q(**{f"{before}area_code__in": scope.areas}) if scope.areas else own
    return reach
