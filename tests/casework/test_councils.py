"""Which council a command is about, where nobody names one."""

import pytest

from skillshire.accounts.models import Organisation
from skillshire.casework import councils
from skillshire.core.errors import UserError
from tests import people

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def hertfordshire(settings):
    settings.SKILLSHIRE_AREA = "E10000015"


def named(slug):
    return Organisation.objects.create(
        slug=slug, name=slug, short_name=slug, kind="council", area_code="E10000015"
    )


def test_takes_the_one_council_of_the_area():
    ours = people.council()
    people.other_council()
    assert councils.find(None) == ours


def test_takes_the_one_with_staff_where_a_strategy_names_another():
    named("a-council-of-a-strategy")
    people.alice("participation-officer")
    assert councils.find(None) == people.council()


@pytest.mark.parametrize(("slugs", "said"), [([], "is no council"), (["one", "two"], "are several councils")])
def test_asks_for_a_name_where_there_is_no_telling(slugs, said):
    for slug in slugs:
        named(slug)
    with pytest.raises(
        UserError, match=f"There {said} of the site's area; name one with --organisation SLUG"
    ):
        councils.find(None)


def test_refuses_an_unknown_name():
    with pytest.raises(UserError, match="no organisation “nowhere”"):
        councils.find("nowhere")
