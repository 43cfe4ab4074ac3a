"""Signing in with a password, lockout, sessions and the second factor."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from skillshire.core import clock
from skillshire.core.models import AuditEvent
from skillshire.web.office.sign_in import session
from tests import people
from tests.web.office import signing_in

pytestmark = pytest.mark.django_db
PASSWORD = "three purple walruses"
LOGIN = "/office/account/login/"
NEEDED = "/office/account/security/needed/"


@pytest.fixture
def bob():
    person = people.bob()
    person.set_password(PASSWORD)
    person.save()
    return person


def sign_in(login, password=PASSWORD, client=None, **extra):
    return (client or Client()).post(LOGIN, {"login": login, "password": password}, **extra)


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.mark.parametrize("login", ["bob", "bob@example.org", "BOB@example.org"])
def test_signs_in_by_user_name_or_address(bob, login):
    answer = sign_in(login)
    assert (answer.status_code, answer.url) == (302, "/office/")
    assert AuditEvent.objects.filter(event="user.sign-in", subject=f"user:{bob.pk}").exists()


def test_the_answer_is_the_same_whether_the_account_exists(bob):
    known, unknown = sign_in("bob@example.org", "wrong words"), sign_in("eve@example.org", "wrong words")
    assert (known.status_code, unknown.status_code) == (400, 400)
    assert "do not go together" in text(known)
    assert text(known) == text(unknown).replace("eve@", "bob@")
    assert 'value="bob@example.org"' in known.content.decode()


def test_somebody_deactivated_is_answered_as_if_there_were_nobody(bob):
    bob.is_active = False
    bob.save()
    answer = Client().post(LOGIN, {"login": "bob", "password": "wrong words"})
    assert "do not go together" in text(answer)
    assert not Client().login(username="bob", password=PASSWORD)


@pytest.mark.parametrize("login", ["bob@example.org", "eve@example.org"])
def test_too_many_wrong_passwords_lock_the_name_whether_it_exists_or_not(bob, login):
    said = [text(sign_in(login, "wrong words")) for _ in range(6)]
    assert all("do not go together" in one for one in said[:5])
    assert "too many wrong attempts. Wait 15 minutes" in said[5]
    assert "too many wrong attempts" in text(sign_in(login))  # with the right one too


def test_a_user_name_and_an_address_share_one_tally(bob):
    said = [text(sign_in(login, "wrong words")) for login in ("bob", "bob@example.org", "BOB") * 2]
    assert "do not go together" in said[4] and "too many wrong attempts" in said[5]


def test_the_count_of_attempts_is_kept_where_every_process_sees_it(bob):
    sign_in("bob@example.org", "wrong words")
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM accounts_tally")
        assert cursor.fetchone()[0] > 0
    cache.clear()


def test_trying_many_other_names_does_not_end_a_lockout(bob):
    for _ in range(5):
        sign_in("bob@example.org", "wrong words")
    for number in range(400):
        cache.set(f"another-name-{number}", [1.0], 900)
    assert "too many wrong attempts" in text(sign_in("bob@example.org"))
    cache.clear()


def test_nobody_signs_up():
    answer = Client().get("/office/account/by-invitation/")
    assert "made by invitation" in text(answer)
    posted = Client().post("/office/account/by-invitation/", {"email": "eve@example.org"})
    assert "made by invitation" in text(posted)


def test_the_session_gets_a_new_key_at_sign_in_and_its_cookie_is_guarded(bob):
    client = Client()
    client.get("/office/account/password/forgotten/")
    planted = client.session
    planted["x"] = 1
    planted.save()
    client.cookies["skillshire_session"] = planted.session_key
    sign_in("bob", client=client)
    cookie = client.cookies["skillshire_session"]
    assert cookie.value != planted.session_key
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/office/", True, "Lax")


def test_a_form_without_its_token_is_refused(bob):
    client = Client(enforce_csrf_checks=True)
    assert sign_in("bob", client=client).status_code == 403


def test_public_pages_ask_for_no_session_and_count_no_attempts(bob):
    client = Client()
    sign_in("bob", client=client)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get("/about/data/")
        client.get("/api/v1/")
    assert not answer.cookies
    tables = ("django_session", "accounts_user", "accounts_tally", "accounts_membership")
    assert not [one["sql"] for one in asked for table in tables if table in one["sql"]]


def test_an_office_page_is_kept_by_no_browser(bob):
    assert "no-store" in Client().get(LOGIN).headers["Cache-Control"]


# --- Sessions


def age(client, key, seconds):
    kept = client.session
    kept[key] = clock.now().timestamp() - seconds
    kept.save()


def test_a_session_ends_after_twelve_hours_whatever_happens(office):
    client = office(people.bob("analyst"))
    age(client, session.BEGAN, 11.9 * 3600)
    assert client.get("/office/account/security/").status_code == 200
    age(client, session.BEGAN, 12.1 * 3600)
    assert client.get("/office/account/security/").status_code == 302
    assert "signed out" in text(client.get(LOGIN))


def test_who_sees_people_is_signed_out_after_an_hour_away(office):
    client = office(people.bob("administrator"))
    age(client, session.SEEN, 3599)
    assert client.get("/office/people/").status_code == 200
    age(client, session.SEEN, 3601)
    assert client.get("/office/people/").url.startswith(LOGIN)


def test_who_sees_no_people_stays_signed_in_while_away(office):
    client = office(people.bob("analyst"))
    age(client, session.SEEN, 5 * 3600)
    assert client.get("/office/account/security/").status_code == 200


def test_a_session_can_be_ended_from_another_browser(bob):
    here, there = Client(), Client()
    sign_in("bob", client=here)
    sign_in("bob", client=there, headers={"user-agent": "Some other browser"})
    assert "Some other browser" in text(here.get("/office/account/sessions/"))
    other = UserSession.objects.get(session_key=there.session.session_key)
    here.post("/office/account/sessions/", {"session": other.pk})
    assert there.get("/office/account/security/").status_code == 302
    assert here.get("/office/account/security/").status_code == 200


def test_nobody_ends_a_session_of_somebody_else(bob, office):
    mine = Client()
    sign_in("bob", client=mine)
    his = UserSession.objects.get(user=bob)
    office(people.charlie()).post("/office/account/sessions/", {"session": his.pk})
    assert mine.get("/office/account/security/").status_code == 200


def test_a_new_password_ends_every_other_session(bob):
    here, there = Client(), Client()
    for client in (here, there):
        sign_in("bob", client=client)
    new = "four yellow hedgehogs"
    asked = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert here.post("/office/account/password/change/", asked).status_code == 302
    assert here.get("/office/account/security/").status_code == 200
    assert there.get("/office/account/security/").status_code == 302


# --- The second factor


def test_a_role_that_sees_people_sets_one_up_before_anything_else_opens(office):
    client = office(people.alice("participation-officer"), second_factor=False)
    for where in ("/office/", "/office/editing/", "/office/account/sessions/", "/office/people/"):
        assert client.get(where).url == NEEDED
    assert "participation officer" in text(client.get(NEEDED))
    assert client.get("/office/account/security/app/").status_code == 200


def test_setting_up_an_app_opens_the_office_and_shows_recovery_codes(office):
    client = office(people.alice("administrator"), second_factor=False)
    shown = client.get("/office/account/security/app/")
    secret = client.session["mfa.totp.secret"]
    assert secret[:4] in text(shown)
    answer = client.post("/office/account/security/app/", {"code": signing_in.code(secret)})
    assert answer.url == "/office/account/security/recovery-codes/"
    assert len(re.findall(r"<code>\d{8}</code>", client.get(answer.url).content.decode())) == 10
    assert client.get("/office/people/").status_code == 200
    assert AuditEvent.objects.filter(event="user.second-factor-add").count() == 1


def test_a_wrong_first_code_sets_nothing_up(office):
    client = office(people.alice("administrator"), second_factor=False)
    client.get("/office/account/security/app/")
    answer = client.post("/office/account/security/app/", {"code": "000000"})
    assert answer.status_code == 400
    assert "That code is not right" in text(answer)
    assert not Authenticator.objects.exists()


def test_a_password_alone_does_not_sign_in_who_has_a_second_factor(bob):
    signing_in.give_second_factor(bob)
    client = Client()
    assert sign_in("bob", client=client).url == "/office/account/security/code/"
    assert client.get("/office/").url.startswith(LOGIN)
    answer = client.post("/office/account/security/code/", {"code": signing_in.code(signing_in.SECRET)})
    assert answer.url == "/office/"


def test_wrong_codes_lock_too(bob):
    signing_in.give_second_factor(bob)
    client = Client()
    sign_in("bob", client=client)
    said = [text(client.post("/office/account/security/code/", {"code": "000000"})) for _ in range(6)]
    assert "That code is not right" in said[0]
    assert "too many wrong attempts" in said[5]


def test_a_session_from_before_the_second_factor_has_to_show_it(office):
    """Whoever stole the password, and came in before the owner set one up, does not stay in."""
    thief = office(people.alice("administrator"), second_factor=False)
    signing_in.give_second_factor(people.alice())
    answer = thief.get("/office/people/")
    assert answer.url.startswith("/office/account/security/confirm/?next=")


def test_removing_a_second_factor_and_a_new_password_are_audited(office):
    alice = people.alice("analyst")
    alice.set_password(PASSWORD)
    alice.save()
    client = office(alice)
    new = "three quiet lanterns"
    asked = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post("/office/account/password/change/", asked).status_code == 302
    assert client.post("/office/account/security/recovery-codes/new/").status_code == 302
    assert client.post("/office/account/security/app/remove/").status_code == 302
    events = AuditEvent.objects.filter(subject=f"user:{alice.pk}").order_by("pk")
    assert [(one.event, one.detail.get("kind")) for one in events] == [
        ("user.set-password", None), ("user.second-factor-add", "recovery-codes"),
        ("user.second-factor-remove", "totp"),
    ]  # fmt: skip


def test_the_secret_of_an_app_is_not_readable_in_the_database(bob):
    factor = signing_in.give_second_factor(bob)
    assert signing_in.SECRET not in str(factor.data)


def test_changing_the_second_factor_asks_who_it_is_again(office):
    client = office(people.alice("administrator"))
    kept = client.session
    for record in kept["account_authentication_methods"]:
        record["at"] -= 3600
    kept.save()
    answer = client.get("/office/account/security/app/remove/")
    assert answer.url.startswith("/office/account/confirm/?next=")


# --- A forgotten password


def test_without_a_mail_server_the_page_sends_people_to_an_administrator():
    assert "Ask an administrator" in text(Client().get("/office/account/password/forgotten/"))


def test_with_one_a_link_is_sent_and_the_answer_tells_nobody_who_has_an_account(bob, settings):
    settings.EMAIL_HOST = "mail.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    where = "/office/account/password/forgotten/"
    known = Client().post(where, {"email": "bob@example.org"})
    unknown = Client().post(where, {"email": "eve@example.org"})
    assert known.url == unknown.url
    link = re.search(r"http://testserver(/office/account/password/new/\S+)", mail.outbox[0].body).group(1)
    client = Client()
    form = client.get(link, follow=True)
    new = "four yellow hedgehogs"
    done = client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    assert done.status_code == 302
    assert sign_in("bob", new).url == "/office/"
