"""Forms that were taken, each once."""

from datetime import datetime

from skillshire.casework.models import Sending


def is_first(digest: str, *, at: datetime) -> bool:
    """Whether this form was not taken before. In the transaction of what it asks for, and before that:
    of two at the same time the second waits here, and is none where the first went well.
    """
    _, made = Sending.objects.get_or_create(digest=digest, defaults={"at": at})
    return made
