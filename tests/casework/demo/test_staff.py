"""The ready-made people: their password and the codes of their second step."""

from datetime import UTC, datetime

import pytest

from skillshire.accounts import standing
from skillshire.accounts.models import User
from skillshire.casework.demo import staff


def test_the_code_is_that_of_the_published_example():
    """RFC 6238, appendix B: the secret 12345678901234567890 at 59 seconds gives 94287082."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert staff.code(secret, datetime.fromtimestamp(59, UTC)) == "287082"


@pytest.mark.parametrize("ready", staff.READY, ids=lambda ready: ready.username)
def test_everybody_has_the_password_and_role_that_the_page_says(made, ready):
    user = User.objects.get(username=ready.username)
    assert user.check_password(staff.PASSWORD)
    assert [scope.role.slug for scope in standing.of(user, made.on).scopes] == [ready.role]


def test_the_second_step_takes_the_code_of_the_page(made):
    from allauth.mfa.models import Authenticator

    from skillshire.core import clock

    ready = staff.READY[0]
    wrapped = Authenticator.objects.get(user__username=ready.username).wrap()
    assert wrapped.validate_code(staff.code(ready.secret, clock.now()))
