"""Every form of the office: no field says anything in Django's own words."""

import importlib
import pkgutil
import re
from datetime import date

import pytest
from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from django import forms
from django.forms import fields as django_fields

from skillshire.accounts.administration import Charge
from skillshire.web import office
from skillshire.web.office.forms.sentences import SENTENCES, Form
from tests import people

pytestmark = pytest.mark.django_db


def kinds():
    """The form classes that the office's modules define."""
    found = {}
    for module in pkgutil.walk_packages(office.__path__, f"{office.__name__}."):
        for one in vars(importlib.import_module(module.name)).values():
            if isinstance(one, type) and issubclass(one, forms.BaseForm) and one is not Form:
                found[f"{one.__module__.removeprefix(office.__name__)}.{one.__name__}"] = one
    return {name: one for name, one in found.items() if name.startswith(".")}


KINDS = kinds()
ALREADY = {  # what Django says of itself, in all its fields
    str(said)
    for kind in vars(django_fields).values()
    if isinstance(kind, type) and issubclass(kind, forms.Field)
    for said in kind.default_error_messages.values()
}
DJANGOS = re.compile(
    "Ensure (this|that)|Select a valid|Enter a (valid|whole|number|list)|This field|Null char"
)
ON = date(2026, 4, 1)
GIVEN = {
    "OfferForm": {"on": ON},
    "AdviserForm": {"names": {"bob": "Bob"}},
    "RowForm": {"people": [(1, "Amy Quince")]},
    "Employer": {"charge": Charge(frozenset(), True)},
    "Role": {"charge": Charge(frozenset(), True)},
    "NewRole": {"charge": Charge(frozenset(), True)},
}
OF_SOMEBODY = (
    "ChangePassword", "NewPassword", "ConfirmPassword", "Code", "ConfirmCode", "FirstCode", "NewPasskey",
)  # fmt: skip
PASSKEY = Authenticator(type=Authenticator.Type.WEBAUTHN, data={"name": "Work laptop"})


def fields(kind, rf):
    """The fields of a form of this kind, with what its page gives it."""
    given = GIVEN.get(kind.__name__, {})
    if kind.__name__ in OF_SOMEBODY:
        given = {"user": people.alice("administrator")}
    request = rf.get("/")
    request.session, request.user = {}, given.get("user")
    with request_context(request):
        form = kind(instance=PASSKEY) if kind.__name__ == "PasskeyName" else kind(**given)
    return form.fields


def test_there_are_forms_to_look_at():
    assert len(KINDS) > 25


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_no_field_has_a_sentence_of_djangos(kind, rf):
    for name, field in fields(kind, rf).items():
        own = {code: str(said) for code, said in field.error_messages.items()}
        assert not {code for code, said in own.items() if said in ALREADY}, name
        assert {one.code for one in field.validators if hasattr(one, "code")} <= set(own), name
        assert all(said.endswith(".") for said in own.values()), own


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_no_wrong_answer_is_met_with_djangos_words(kind, rf):
    for name, field in fields(kind, rf).items():
        for wrong in ("", None, "x\0", "x" * 5001, "unlisted", ["unlisted"], "-1", ("32", "1", "2026")):
            for said in refusals(field, wrong):
                assert not DJANGOS.search(said) and "x" * 100 not in said, (name, said)


def refusals(field, wrong):
    try:
        field.clean(wrong)
    except forms.ValidationError as error:
        return error.messages
    except (AttributeError, TypeError, ValueError):  # what no browser sends to such a field
        return []
    return []


def test_a_sentence_names_its_question_and_the_numbers():
    class Asking(Form):
        what = forms.CharField(label="How sure, in %?", max_length=5)
        which = forms.ChoiceField(label="Which?", choices=[("a", "A")])
        count = forms.IntegerField(label="How many?", min_value=2, error_messages={"invalid": "Own words."})

    said = Asking({"what": "1234567", "which": "<b>", "count": "many"}).errors
    assert said["what"] == ["“How sure, in %?” may have 5 characters, and this has 7; shorten it."]
    assert said["which"] == ["Choose an answer to “Which?” from the list."]
    assert said["count"] == ["Own words."]
    assert Asking({"count": "1"}).errors["count"] == ["Enter “How many?” as 2 or more."]
    assert Asking({}).errors["what"] == ["Answer “How sure, in %?”."]


def test_no_form_goes_past_the_house(rf):
    ours = [kind for kind in KINDS.values() if "allauth" not in kind.__mro__[1].__module__]
    assert [kind for kind in ours if not issubclass(kind, Form)] == []
    assert all(issubclass(kind, forms.Field) for kind in SENTENCES)
