"""What holds of this whole site, kept with its records: few, written seldom, asked for at every page."""

import time

from skillshire.core.models import SiteFact

SYNTHETIC = "synthetic"  # its value says how the invented people were made; absent where people are real
COUNTY = "county"  # the day of the synthetic county's histories, once all of it is made and published
CHECK_SECONDS = 60.0  # a process asks the database for a fact at most this often
SAID = "Synthetic: invented people"

_seen: dict[str, tuple[float, str | None]] = {}


def get(key: str) -> str | None:
    """The value as the database has it now; None where nothing was put."""
    return SiteFact.objects.filter(key=key).values_list("value", flat=True).first()


def put(key: str, value: str) -> None:
    SiteFact.objects.update_or_create(key=key, defaults={"value": value})
    _seen.pop(key, None)


def synthetic() -> bool:
    """Whether the people of this site are invented. Costs a query at most once in CHECK_SECONDS."""
    return _lately(SYNTHETIC) is not None


def _lately(key: str) -> str | None:
    moment = time.monotonic()
    checked, value = _seen.get(key, (float("-inf"), None))
    if moment - checked >= CHECK_SECONDS:
        value = get(key)
        _seen[key] = (moment, value)
    return value


def forget() -> None:
    """Ask the database again at the next question; for tests and for what wipes the records."""
    _seen.clear()
