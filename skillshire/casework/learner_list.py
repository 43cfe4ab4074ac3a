"""The list of learners that somebody may see: found by name or number, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from skillshire.accounts.standing import Standing
from skillshire.casework import access
from skillshire.casework.models import Learner, Upload
from skillshire.core.permissions import Permission

PAGE = 50
_ULN_DIGITS = 10


@dataclass(frozen=True)
class Found:
    rows: Sequence[Learner]  # each with `aim_count`
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


def find(standing: Standing, search: str, year: int | None, page: int) -> Found:
    """The search is the beginning of a family name or a reference, or a whole ULN. Three queries at most."""
    learners = access.learners(standing)
    if year is not None:
        learners = learners.filter(year=year)
    if search:
        learners = learners.filter(_matching(search))
    total = learners.count()
    page = min(max(page, 1), max(1, -(-total // PAGE)))
    ordered = learners.order_by("family_name", "given_names", "-year", "id")
    rows = ordered.select_related("organisation")[(page - 1) * PAGE : page * PAGE]
    return Found(_with_counts(list(rows)), total, page)


def _matching(search: str) -> Q:
    text = search.strip()
    found = Q(family_name__istartswith=text) | Q(reference__istartswith=text)
    return (
        found | Q(uln=int(text)) if text.isascii() and text.isdigit() and len(text) == _ULN_DIGITS else found
    )


def _with_counts(rows: list[Learner]) -> list[Learner]:
    """Counted for this page's learners only."""
    counted = Learner.objects.filter(pk__in=[one.pk for one in rows]).annotate(found=Count("aims"))
    counts = dict(counted.values_list("pk", "found"))
    for one in rows:
        one.aim_count = counts.get(one.pk, 0)  # type: ignore[attr-defined]
    return rows


def years(standing: Standing) -> list[int]:
    return sorted(
        access.learners(standing).order_by().values_list("year", flat=True).distinct(), reverse=True
    )


def uploads(standing: Standing) -> QuerySet[Upload]:
    """Files of the organisations whose learner records this person may send in."""
    own = [scope.organisation.pk for scope in standing.where(Permission.IMPORT_LEARNERS)]
    found = Upload.objects.filter(kind=Upload.Kind.LEARNERS, organisation_id__in=own)
    return found.select_related("organisation")
