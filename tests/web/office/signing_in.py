"""Signs a test client in as allauth would have: the session says by what."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt

from skillshire.core import clock

SECRET = "JBSWY3DPEHPK3PXP"  # invented, as an authenticator app holds it


def sign_in(client, person, *, second_factor=True):
    client.force_login(person)
    methods = [{"method": "password", "at": clock.now().timestamp(), "username": person.username}]
    if second_factor:
        factor = give_second_factor(person)
        methods.append({"method": "mfa", "at": clock.now().timestamp(), "id": factor.pk, "type": factor.type})
    session = client.session
    session["account_authentication_methods"] = methods
    session["account_authentication_methods_user"] = str(person.pk)
    session["skillshire_began"] = session["skillshire_seen"] = clock.now().timestamp()
    session.save()


def give_second_factor(person):
    kept = {"data": {"secret": encrypt(SECRET)}}
    return Authenticator.objects.get_or_create(user=person, type=Authenticator.Type.TOTP, defaults=kept)[0]


def code(secret):
    """What an authenticator app shows now."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
