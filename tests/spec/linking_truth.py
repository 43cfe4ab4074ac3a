"""An invented register and an invented list with mistakes, of which it is known who is who.

Most on the list are on the register; the others are not, among them brothers, sisters and twins of people who
are. Mistakes are drawn as often as MISTAKES says. No learner numbers: with them it would be too easy.
"""

from collections import Counter
from datetime import date, timedelta
from random import Random

from skillshire.casework.demo import names
from skillshire.casework.linking.register import Register, Verdict, settle
from skillshire.casework.linking.weights import Told, plain

PEOPLE, ROWS = 20_000, 4_000
STRANGERS = 0.15  # of the rows: not on the register
KIN = 0.3  # of the strangers: of the family of somebody who is
TWINS = 0.25  # of those kin: born on the same day
MISTAKES = {
    "one letter wrong in the family name": 0.04, "one letter wrong in the given name": 0.03,
    "a short given name": 0.04, "names in each other's place": 0.005, "day and month swapped": 0.01,
    "day of birth wrong": 0.01, "moved": 0.12, "no postcode": 0.05,
}  # fmt: skip
LETTERS = "abcdefghijklmnopqrstuvwxyz"
BORN, DAYS = date(2008, 9, 1), 1096


def invent(seed, people=PEOPLE, rows=ROWS):
    """(number → person on the register, the list's rows, for each row the number it means or None)."""
    draw = Random(seed)
    register = {number: _person(draw) for number in range(people)}
    told, truth = [], []
    meant = iter(draw.sample(sorted(register), rows))
    for number in meant:
        if draw.random() < STRANGERS:
            told.append(_stranger(draw, register[number]))
            truth.append(None)
        else:
            told.append(_mistaken(draw, register[number]))
            truth.append(number)
    return register, told, truth


def measured(register, told, truth):
    """Counts of rows by what came of them."""
    known = Register(register)
    found = settle([known.find(one) for one in told])
    counts = Counter()
    for one, meant in zip(found, truth, strict=True):
        first = one.candidates[0].number if one.candidates else None
        right = first == meant
        if one.verdict == Verdict.LINKED:
            counts["linked, right" if right else "linked, wrong"] += 1
        elif one.verdict == Verdict.ASK:
            counts["asked, right one first" if right else "asked, nobody right or not first"] += 1
        else:
            counts["nobody, right" if meant is None else "nobody, though on record"] += 1
    return counts


def _person(draw):
    gender = draw.choice("FM")
    return Told(
        plain(_name(draw, names.given(draw, gender))), plain(_name(draw, names.family(draw))),
        BORN + timedelta(days=draw.randrange(DAYS)), _postcode(draw), "", "", gender,
    )  # fmt: skip


def _name(draw, name):
    """Half have a name that more share; the invented names alone are too few to be like real ones."""
    return name if draw.random() < 0.5 else name + draw.choice(LETTERS) + draw.choice(LETTERS)


def _postcode(draw):
    return f"AL{draw.randint(1, 9)}{draw.randint(1, 9)}{draw.choice('ABDEFG')}{draw.choice('ABDEFGHJLN')}"


def _stranger(draw, known):
    one = _person(draw)
    if draw.random() >= KIN:
        return one
    born = known.born if draw.random() < TWINS else one.born
    return Told(one.given_name, known.family_name, born, known.postcode, "", "", one.gender)


def _mistaken(draw, one):
    given, family, born, postcode = one.given_name, one.family_name, one.born, one.postcode
    made = {mistake for mistake, often in MISTAKES.items() if draw.random() < often}
    if "one letter wrong in the family name" in made:
        family = _misspelt(draw, family)
    if "one letter wrong in the given name" in made:
        given = _misspelt(draw, given)
    elif "a short given name" in made:
        given = given[:3]
    if "names in each other's place" in made:
        given, family = family, given
    born = _misdated(draw, born, made)
    if "moved" in made:
        postcode = _postcode(draw)
    return Told(given, family, born, "" if "no postcode" in made else postcode, "", "", one.gender)


def _misdated(draw, born, made):
    if "day and month swapped" in made and born.day <= 12:
        return date(born.year, born.day, born.month)
    if "day of birth wrong" in made:
        return born.replace(day=draw.randint(1, 28))
    return born


def _misspelt(draw, name):
    at = draw.randrange(len(name))
    return name[:at] + draw.choice(LETTERS) + name[at + 1 :]
