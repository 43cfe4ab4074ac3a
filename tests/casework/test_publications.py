"""A table that is published is checked as it is read: what it names must be there, and be counted so."""

import pytest

from skillshire.casework import publications


def changed(name, **changes):
    return publications.Publication.model_validate(publications.get(name).model_dump() | changes)


@pytest.mark.parametrize(
    ("name", "made", "fault"),
    [
        ("participation", {"part": "nobody", "over": ["month"]}, "name columns that the table has not"),
        ("participation", {"part": "cohort", "over": ["academic-year"]}, "no figure over academic-year"),
        ("basic-skills", {"part": "all", "over": ["winter"]}, "no figure over winter"),
    ],
)
def test_an_indicator_that_the_table_cannot_give_is_refused(name, made, fault):
    with pytest.raises(ValueError, match=fault):
        changed(name, indicators=[{"id": "made", **made}])


def test_every_table_that_comes_along_is_read():
    assert {one.id for one in publications.every()} >= {"participation", "basic-skills"}
