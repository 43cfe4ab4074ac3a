import pytest

from skillshire.core import facts
from skillshire.core.models import SiteFact


@pytest.fixture(autouse=True)
def fresh(db):
    facts.forget()
    yield
    facts.forget()


def test_a_fact_is_read_back():
    facts.put("synthetic", "20,000 people, seed 1")
    assert facts.get("synthetic") == "20,000 people, seed 1"


def test_what_nobody_put_is_none():
    assert facts.get("synthetic") is None
    assert not facts.synthetic()


def test_a_fact_put_twice_keeps_the_later_value():
    facts.put("synthetic", "one")
    facts.put("synthetic", "two")
    assert list(SiteFact.objects.values_list("key", "value")) == [("synthetic", "two")]


def test_putting_shows_at_once_in_the_same_process():
    assert not facts.synthetic()
    facts.put("synthetic", "one")
    assert facts.synthetic()


def test_asking_again_within_a_minute_needs_no_query(django_assert_num_queries):
    facts.put("synthetic", "one")
    with django_assert_num_queries(1):
        assert all(facts.synthetic() for _ in range(50))
