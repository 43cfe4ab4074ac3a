"""The lists that were sent in, and in a sentence how one went."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber

from skillshire.casework.linking.lists import KIND, Checked
from skillshire.casework.linking.register import Verdict
from skillshire.casework.models import Match, Upload
from skillshire.core.words import counted

MOST_LISTS = 50
MOST_NAMED = 20  # rows that are told by their numbers
State = Match.State


@dataclass(frozen=True)
class Sent:
    """A list and its rows by how they stand. `rows` are the first that belong to nobody on record."""

    upload: Upload
    linked: int
    waiting: int
    accepted: int
    refused: int
    nobody: int
    rows: tuple[int, ...]

    @property
    def is_kept(self) -> bool:
        """Whether it is still on record how its rows were linked: a while after, that is let go of."""
        return any((self.linked, self.waiting, self.accepted, self.refused, self.nobody))


def lists_of(organisations: Collection[int]) -> list[Sent]:
    """The latest lists of these organisations, newest first. Two queries."""
    counts = {name: Count("matches", filter=Q(matches__state=state)) for name, state in _COUNTED.items()}
    uploads = Upload.objects.filter(kind=KIND, organisation__in=organisations).annotate(**counts)
    found = list(uploads[:MOST_LISTS])
    rows = _nobody([one.pk for one in found])
    return [
        Sent(one, **{name: getattr(one, name) for name in _COUNTED}, rows=tuple(rows.get(one.pk, ())))
        for one in found
    ]


_COUNTED = {
    "linked": State.LINKED, "waiting": State.ASK, "accepted": State.ACCEPTED, "refused": State.REFUSED,
    "nobody": State.NOBODY,
}  # fmt: skip


def _nobody(uploads: Collection[int]) -> dict[int, list[int]]:
    place = Window(RowNumber(), partition_by="upload", order_by="row")
    rows = Match.objects.filter(upload__in=uploads, state=State.NOBODY).annotate(place=place)
    found: dict[int, list[int]] = {}
    for upload, row in rows.filter(place__lte=MOST_NAMED).order_by("row").values_list(F("upload"), "row"):
        found.setdefault(upload, []).append(row)
    return found


def summary(checked: Checked, *, done: bool) -> str:
    """“Linked 41 of 50 rows: 38 changed, …”; where it is not done yet, what would be."""
    linked, waiting, nobody = (checked.rows(verdict) for verdict in Verdict)
    changed = checked.plan.changed
    of = f"{len(linked):,} of {counted(len(checked.lines), 'row')}"
    parts = [f"Linked {of}" if done else f"Would link {of}"]
    if linked:
        said = "changed" if done else "would change"
        parts[0] += f": {changed:,} {said}, {len(linked) - changed:,} as they were or newer on record"
    if waiting:
        parts.append(f"{len(waiting):,} {_verb(waiting, 'wait')} for a decision")
    if nobody:
        parts.append(f"{len(nobody):,} {_verb(nobody, 'belong')} to nobody on record ({named(nobody)})")
    return "; ".join(parts) + "."


def named(rows: Sequence[int], total: int = 0) -> str:
    """“row 4”, “rows 4, 9, 17”, or the first of them “and 3 more”; `total` where not all are given."""
    shown = rows[:MOST_NAMED]
    more = max(total, len(rows)) - len(shown)
    numbers = ", ".join(str(row) for row in shown) + (f" and {more:,} more" if more else "")
    return f"{'row' if len(shown) == 1 and not more else 'rows'} {numbers}"


def _verb(rows: Sequence[int], verb: str) -> str:
    return verb if len(rows) != 1 else f"{verb}s"
