"""The list to try linking with: most of it is on record, some of it doubtful, some unknown."""

from skillshire.casework.demo import college_list
from skillshire.casework.linking import lists
from skillshire.casework.linking.reading import Standing
from skillshire.casework.models import YoungPerson


def check(made):
    said = Standing(made.on)
    data = college_list.write(made.on)
    return lists.check(data, organisation=made.council, name="list.csv", said=said, on=made.on)


def test_a_demos_list_can_be_linked_and_leaves_rows_to_decide_on(made):
    YoungPerson.objects.update(lapses=made.on)
    found = check(made)
    assert not found.faults.count, found.faults.kept
    assert 30 < sum(found.counts.values()) <= college_list.MOST + college_list.STRANGERS
    assert found.counts["linked"] > 10 and found.counts["ask"] > 3 and found.counts["nobody"] > 0


def test_the_same_county_gives_the_same_list(made):
    assert college_list.write(made.on) == college_list.write(made.on)


def test_nobody_who_came_in_a_file_is_on_it(made):
    YoungPerson.objects.update(lapses=made.on)
    lists.load(college_list.write(made.on), organisation=made.council, name="list.csv",
               said=Standing(made.on), by="olive", on=made.on)  # fmt: skip
    loaded = YoungPerson.objects.exclude(upload=None)
    assert loaded.exists()
    loaded.update(family_name="Realname", lapses=made.on)
    assert b"Realname" not in college_list.write(made.on)


def test_whom_the_council_has_lost_stands_before_whom_it_knows_to_be_there(made):
    YoungPerson.objects.update(lapses=None, activity=210)
    assert college_list.write(made.on).count(b"\r\n") == 1 + college_list.STRANGERS
    there = YoungPerson.objects.filter(left_on=None).order_by("reference")[:3]
    YoungPerson.objects.filter(pk__in=[one.pk for one in there]).update(activity=220)
    YoungPerson.objects.filter(pk=there[2].pk).update(lapses=made.on, family_name="Lostandfound")
    rows = college_list.write(made.on).decode("utf-8-sig").splitlines()
    assert len(rows) == 1 + 3 + college_list.STRANGERS
    assert "Lostandfound" in rows[1]
