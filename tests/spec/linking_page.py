"""Writes docs/methodology/linking.md from the definition, worked examples and an invented register.

Run it with: python -m tests.spec.linking_page
"""

from datetime import date
from functools import cache
from math import log2
from pathlib import Path

from skillshire.casework.linking import weights
from skillshire.casework.linking.register import MOST_SHOWN, Register
from skillshire.casework.linking.weights import Told
from tests.spec import linking_truth as truth

PAGE = Path(__file__).resolve().parents[2] / "docs" / "methodology" / "linking.md"
COMMAND = "python -m tests.spec.linking_page"
SEED, PEOPLE, ROWS = 1, 10_000, 2_000
MODEL = weights.load()
AMY = Told("amy", "quince", date(2009, 5, 17), "AL13JE", "", "", "F")
CROWD = {
    number: Told(f"g{number:05}", f"f{number:05}", date(2009, 1, 1), f"SG{number:05}", "", "", "M")
    for number in range(10_000)
}
# What a row says, who is on record among 10,000 others, and what must come of it.
EXAMPLES = (
    ("all is the same", AMY, (AMY,), "linked"),
    ("no postcode", Told("amy", "quince", AMY.born, "", "", "", "F"), (AMY,), "linked"),
    ("moved", Told("amy", "quince", AMY.born, "SG11AA", "", "", "F"), (AMY,), "linked"),
    ("a letter of the family name is wrong", Told("amy", "quinse", AMY.born, "AL13JE"), (AMY,), "ask"),
    ("a twin who is not on record", Told("bea", "quince", AMY.born, "AL13JE", "", "", "F"), (AMY,), "ask"),
    ("two on record are alike in all", AMY, (AMY, AMY), "ask"),
    ("only the family name is the same", Told("zac", "quince", date(2008, 2, 2)), (AMY,), "nobody"),
)
LEAD = f"""# How a row of a list is linked with a young person

This page is written by `{COMMAND}` from `definitions/linking.yaml` and the
tests in `tests/spec`, so what it says is what the software does. Everybody in it is invented.

Lists from schools and colleges do not have the council's own number for a young person. Each row is
therefore compared, field by field, with those on record who share a date of birth, a postcode and an
initial, both names or a number with it. Each field agrees at one level, and each level has points: the
binary logarithm of how often one sees it where both are one person, to how often by chance (Fellegi and
Sunter, 1969). An empty field has none. Points add up, and one point doubles the odds; before looking,
everybody on record is as likely. A row means one of those compared or nobody, so they share the probability.

- From a probability of {MODEL.link:.0%} on a row is linked, unless a name or the date of birth is not
  the same: then, and from {MODEL.review:.0%} on, a person is asked and shown the likeliest,
  {MOST_SHOWN} at most. Below that the row is nobody's.
- Points take fields to be independent, and families share a name and a home. Twins are why no row is linked
  across another given name, however many points it has.
- Two rows that would be linked with one person are both asked about.
- A linked row brings an activity, and a learner or pupil number where there was none. It changes no name and
  no address.
- What is newer on record stands. Who was “not known” since before the list is known from its day on.
- Every link and every decision is in the history of the young person. What a row said is kept until it is
  decided on.

The shares are ours, for a county to set again from its own decisions.
"""


@cache
def counts():
    return truth.measured(*truth.invent(SEED, PEOPLE, ROWS))


def verdict(told, people):
    return Register(CROWD | {10_000 + place: one for place, one in enumerate(people)}).find(told)


def content():
    parts = [
        LEAD,
        "## Points\n",
        "| field | agrees | one person | by chance | points |",
        "| --- | --- | --- | --- | --- |",
    ]
    parts += [_level(field, name) for field in MODEL.fields for name in field.levels]
    parts += [f"\nNo name counts as rarer than {MODEL.rarest:.2%}.\n", "## Examples\n"]
    parts += [
        "| the row, beside Amy Quince on record | probability | what comes of it |",
        "| --- | --- | --- |",
    ]
    parts += [_example(*one) for one in EXAMPLES]
    return "\n".join([*parts, "", *_measured(), ""])


def _level(field, name):
    level = field.levels[name]
    chance = "as the name is" if level.name else _share(level.other)
    points = f"{log2(level.same / (level.other or MODEL.rarest)):+.1f}"
    said = {"near": "nearly", "swapped": "day and month swapped", "different": "no"}.get(name, "yes")
    return f"| {field.title} | {said} | {_share(level.same)} | {chance} | {'up to ' * level.name}{points} |"


def _share(share):
    return f"{100 * share:.3g}%" if share >= 0.001 else f"1 in {round(1 / share):,}"


def _example(said, told, people, _):
    found = verdict(told, people)
    best = min(found.candidates[0].probability, 0.999) if found.candidates else 0
    best = f"{'over ' * (best == 0.999)}{best:.1%}" if best else f"under {MODEL.review:.0%}"
    words = {"linked": "linked", "ask": "a person is asked", "nobody": "nobody's"}[found.verdict]
    return f"| {said} | {best} | {words} |"


def _measured():
    found = counts()
    linked = found["linked, right"] + found["linked, wrong"]
    right = found["linked, right"]
    return [
        "## How well it works on invented people\n",
        f"{PEOPLE:,} people on record; a list of {ROWS:,} rows without learner numbers. Of these,",
        f"{truth.STRANGERS:.0%} are of people who are not on record; {truth.KIN:.0%} of those are family of",
        f"somebody who is, {truth.TWINS:.0%} of them born on the same day. Mistakes in the other rows:\n",
        *(f"- {mistake}: {_share(often)}" for mistake, often in truth.MISTAKES.items()),
        "\n| what came of a row | rows |", "| --- | --- |",
        *(f"| {what} | {number:,} |" for what, number in sorted(found.items())),
        f"\nOf {linked:,} links {right:,} are right: a precision of {right / linked:.1%}. Real names and",
        "mistakes differ: read this as a test of the method, not of a council's lists.",
    ]  # fmt: skip


if __name__ == "__main__":
    PAGE.write_text(content(), encoding="utf-8")
    print(f"Wrote {PAGE}")
