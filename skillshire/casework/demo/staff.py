"""The ready-made people of the synthetic county: one for each role, with a password that everybody knows.

Known passwords are safe only since a demo listens to its own machine and holds invented people (serve.py,
county.py). The codes of the second step come from secrets that can be worked out from the user name.
"""

import base64
import hashlib
import hmac
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import make_password

from skillshire.accounts import organisations
from skillshire.accounts.models import Membership, Organisation, User
from skillshire.casework.demo.places import COLLEGE, PROVIDERS

PASSWORD = "Invented-county-2026"  # noqa: S105 (shown on the page of the demo; it guards nothing)
COUNCIL = "example-county-council"
BY = "demo-county"
PERIOD = 30  # seconds that one code of the second step lasts: RFC 6238
SINCE = date(2015, 1, 1)


@dataclass(frozen=True)
class Ready:
    """A ready-made person. `journey` is what they can try, a step each; `start` the address to begin at."""

    username: str
    name: str
    role: str
    organisation: str
    journey: tuple[str, ...]
    start: str = "/office/"

    @property
    def email(self) -> str:
        return f"{self.username}@example.org"

    @property
    def secret(self) -> str:
        return base64.b32encode(hashlib.sha1(f"demo {self.username}".encode()).digest()).decode()  # noqa: S324


READY = (
    Ready("officer", "Olive Officer", "participation-officer", COUNCIL,
          ("See whom to call first: not known, easiest first.",
           "Open a record, write down a call, and say what the young person does now.",
           "Read the risk card and decide, with a reason.",
           "Send in a college's list, and decide on the rows that it leaves open."), "/office/young-people/"),
    Ready("officer2", "Otto Officer", "participation-officer", COUNCIL,
          ("Work the same lists as a colleague of Olive's.",), "/office/young-people/"),
    Ready("adviser", "Cara Careers", "careers-adviser", COUNCIL,
          ("See the young people of two districts, and write a note of a talk.",), "/office/young-people/"),
    Ready("analyst", "Anna Analyst", "analyst", COUNCIL,
          ("See counts by district, with small ones left out.", "Keep them as a file."),
          "/office/statistics/"),
    Ready("publisher", "Pia Publisher", "publisher", COUNCIL,
          ("Look at what new counts would change.", "Let them into the published figures.",
           "See how the strategy's measures are judged then."), "/office/figures/"),
    Ready("editor", "Edwin Editor", "strategy-editor", COUNCIL,
          ("Draft how an action goes on, and send it for review.",), "/office/editing/"),
    Ready("administrator", "Ada Administrator", "administrator", COUNCIL,
          ("Invite somebody and give them a role.", "End a role."), "/office/people/"),
    Ready("governance", "Gwen Governance", "information-governance", COUNCIL,
          ("See who looked at a record.", "Answer somebody who asks for their data."), "/office/privacy/"),
    Ready("provider", "Percy Provider", "provider", COLLEGE.name,
          ("See the college's own learner records.", "Send in a file of learner records."),
          "/office/learners/"),
    Ready("coach", "Willa Workcoach", "work-coach", COUNCIL, ("Nothing yet: referrals come later.",)),
    Ready("skills", "Silas Skills", "skills-adviser", COUNCIL, ("Nothing yet: businesses come later.",)),
    Ready("events", "Eve Events", "events-organiser", COUNCIL, ("Nothing yet: events come later.",)),
)  # fmt: skip


def make(area: str, districts: tuple[str, ...]) -> Mapping[str, Organisation]:
    """The organisations by name (the council by its slug), and everybody of READY in theirs."""
    found = {COUNCIL: _council(area)} | {
        place.name: _provider(place.name, place.ukprn) for place in PROVIDERS
    }
    organisations.let_run(found[COUNCIL], by=BY)
    kept = make_password(PASSWORD)
    for ready in READY:
        user = _user(ready, kept)
        areas = list(districts[:2]) if ready.role == "careers-adviser" else []
        Membership.objects.create(
            user=user, organisation=found[ready.organisation], role=ready.role, areas=areas, starts=SINCE
        )
    return found


def _council(area: str) -> Organisation:
    return Organisation.objects.create(
        slug=COUNCIL,
        name="Example County Council",
        short_name="Example Council",
        kind="council",
        area_code=area,
    )


def _provider(name: str, ukprn: int | None) -> Organisation:
    slug = name.lower().replace(" ", "-")
    return Organisation.objects.create(slug=slug, name=name, short_name=name, kind="provider", ukprn=ukprn)


def _user(ready: Ready, password: str) -> User:
    """With an e-mail address that counts as confirmed, and a second step."""
    from allauth.account.models import EmailAddress  # the public face runs without it
    from allauth.mfa.totp.internal.auth import TOTP

    first, last = ready.name.split()
    user = User.objects.create(
        username=ready.username, email=ready.email, first_name=first, last_name=last, password=password
    )
    EmailAddress.objects.create(user=user, email=ready.email, verified=True, primary=True)
    TOTP.activate(user, ready.secret)
    return user


def code(secret: str, at: datetime) -> str:
    """The six digits of the second step at that moment, as an app on a telephone would show them."""
    counter = int(at.timestamp()) // PERIOD
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", counter), "sha1").digest()
    offset = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"
