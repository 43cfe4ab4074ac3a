"""Secrets that stand in a link and let somebody in once. Only a digest of one is kept."""

import hashlib
import secrets

SECRET_BYTES = 32  # 256 bits: nobody guesses one


def make() -> tuple[str, str]:
    """A new secret and its digest."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    return secret, digest(secret)


def digest(secret: str) -> str:
    """The secret is long and random, so a plain hash is enough: there is no list of likely ones to try."""
    return hashlib.sha256(secret.encode()).hexdigest()
