"""Which passwords are refused, and in which words."""

import hashlib

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from skillshire.accounts.models import User


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("short one", "12 characters or more"),
        ("password1234", "Many people use this password"),
        ("8305716194027", "only a number"),
        ("alice.archer.alice", "too much like your name or address"),
    ],
)
def test_refuses_in_words_that_say_how_to_mend(password, said):
    alice = User(username="alice.archer", email="alice.archer@example.org")
    with pytest.raises(ValidationError, match=said):
        validate_password(password, alice)


def test_refuses_a_password_of_the_file_of_breached_ones(tmp_path, settings):
    password = "correct horse battery"
    file = tmp_path / "breached.txt"
    file.write_text(f"{hashlib.sha1(password.encode()).hexdigest().upper()}:12\n")
    validate_password(password)
    settings.SKILLSHIRE_BREACHED_PASSWORDS = file
    with pytest.raises(ValidationError, match="stolen from another service"):
        validate_password(password)
