"""What stands in place of the reference of an erased record, so that who was erased stays so.

The next file has the same reference again; without a trace of it the record would be made anew. The trace is
made with the site's key, so nobody without it can try references until one fits. A site that changes its key
forgets who was erased: its files must then leave them out.
"""

import base64

from django.utils.crypto import salted_hmac

SALT = "skillshire.casework.remnants"
LENGTH = 11  # characters of 6 bits; with the mark it fits the shortest reference, a learner's


def of(reference: str) -> str:
    digest = salted_hmac(SALT, reference, algorithm="sha256").digest()
    return f"~{base64.urlsafe_b64encode(digest).decode()[:LENGTH]}"
