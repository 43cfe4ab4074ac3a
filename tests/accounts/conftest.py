"""Passwords are kept quickly here: none of these tests is about how."""

import pytest


@pytest.fixture(autouse=True)
def no_slow_passwords(quick_passwords):
    pass
