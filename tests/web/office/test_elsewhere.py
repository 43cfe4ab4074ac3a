"""Signing in with an organisation's own account, over OpenID Connect, against a stand-in on this machine."""

import http.client
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from skillshire.accounts.models import User
from skillshire.config import office_env
from tests import people
from tests.standins import oidc
from tests.web.office import signing_in
from tests.web.office.test_sign_in import text

pytestmark = pytest.mark.django_db
GO = "/office/account/elsewhere/office/"


@pytest.fixture
def provider(settings):
    with oidc.standin() as running:
        ours = office_env.Provider("Borsetshire account", oidc.CLIENT, oidc.SECRET, running.address)
        settings.SOCIALACCOUNT_PROVIDERS = ours.settings
        yield running


def there_and_back(client, path=GO):
    """What a browser does: to the provider, which sends it back with a code."""
    away = client.get(path)
    assert away.status_code == 302, away.content
    parts = urlsplit(away.url)
    line = http.client.HTTPConnection(parts.hostname, parts.port)
    line.request("GET", f"{parts.path}?{parts.query}")
    back = urlsplit(line.getresponse().headers["Location"])
    line.close()
    return client.get(f"{back.path}?{back.query}")


def test_the_page_to_sign_in_offers_it_where_it_is_set_up(provider):
    shown = Client().get("/office/account/login/")
    assert "Sign in with Borsetshire account" in text(shown)


def test_the_page_says_nothing_of_it_where_it_is_not():
    assert "elsewhere" not in text(Client().get("/office/account/login/")).lower()


def test_somebody_with_an_account_here_is_signed_in_by_their_verified_address(provider):
    people.bob("analyst")
    client = Client()
    assert there_and_back(client).url == "/office/"
    assert "bob" in text(client.get("/office/account/security/")).lower()
    assert SocialAccount.objects.get().user == people.bob()


def test_what_opened_the_account_before_opens_it_no_more(provider):
    """Somebody else may have made it, with an invitation that never reached this address."""
    bob = people.bob("analyst")
    bob.set_password("three purple walruses")
    bob.save()
    Authenticator.objects.create(user=bob, type=Authenticator.Type.WEBAUTHN, data={"name": "Not Bob's"})
    there_and_back(Client())
    assert not Client().login(username="bob", password="three purple walruses")
    assert not Authenticator.objects.filter(user=bob).exists()


def test_the_second_time_the_account_is_known_by_its_number(provider):
    people.bob("analyst")
    there_and_back(Client())
    provider.person["email"] = "changed@example.org"
    client = Client()
    assert there_and_back(client).url == "/office/"
    assert SocialAccount.objects.count() == 1


def test_somebody_without_an_account_here_gets_none(provider):
    answer = there_and_back(Client())
    assert answer.url == "/office/account/by-invitation/"
    assert not User.objects.exists()


@pytest.mark.parametrize("said", [False, None, "false"])
def test_an_address_that_is_not_verified_opens_nothing(provider, said):
    people.bob("analyst")
    provider.person["email_verified"] = said
    client = Client()
    assert there_and_back(client).url == "/office/account/by-invitation/"
    assert client.get("/office/account/security/").status_code == 302
    assert not SocialAccount.objects.exists()


def test_somebody_deactivated_here_is_not_let_in(provider):
    bob = people.bob("analyst")
    there_and_back(Client())
    bob.is_active = False
    bob.save()
    client = Client()
    there_and_back(client)
    assert client.get("/office/account/security/").status_code == 302


def test_the_second_factor_is_asked_for_all_the_same(provider):
    signing_in.give_second_factor(people.bob("administrator"))
    client = Client()
    assert there_and_back(client).url == "/office/account/security/code/"
    assert client.get("/office/people/").url.startswith("/office/account/login/")


def test_a_role_that_sees_people_must_set_one_up(provider):
    people.bob("administrator")
    client = Client()
    there_and_back(client)
    assert client.get("/office/people/").url == "/office/account/security/needed/"


def test_an_account_elsewhere_is_not_connected_by_a_link(provider, office):
    """Otherwise a page could make somebody's browser connect the account of an attacker."""
    client = office(people.alice("administrator"))
    answer = there_and_back(client, f"{GO}?process=connect")
    assert answer.url == "/office/account/elsewhere/error/"
    assert not SocialAccount.objects.exists()


def test_an_answer_that_nobody_asked_for_is_refused(provider):
    people.bob("analyst")
    client = Client()
    answer = client.get(f"{GO}back/?code=stolen&state=made-up")
    assert "You were not signed in" in text(answer)
    assert client.get("/office/account/security/").status_code == 302


def test_the_code_is_asked_for_with_a_proof_key(provider):
    away = parse_qs(urlsplit(Client().get(GO).url).query)
    assert away["code_challenge_method"] == ["S256"]
    assert away["redirect_uri"] == [f"http://testserver{GO}back/"]


def test_a_provider_that_does_not_answer_is_told_in_words(provider):
    provider.discovery = lambda: {}
    answer = Client().get(GO)
    assert "You were not signed in" in text(answer)
