"""The invented schools, colleges and providers of the county. No real one has such a number."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    name: str
    number: str = ""  # a school's number in its authority
    ukprn: int | None = None


SCHOOLS = tuple(
    Place(f"{name} School", number=f"99{at:02d}")
    for at, name in enumerate(
        ("Bluebell", "Bramble", "Celandine", "Cowslip", "Foxglove", "Harebell", "Larkspur", "Mallow", "Oxlip",
         "Primrose", "Speedwell", "Yarrow"),
        start=1,
    )
)  # fmt: skip
# The register's numbers begin with 100: these are nobody's.
COLLEGE = Place("Goldcrest College", ukprn=99000001)
SIXTH_FORM = Place("Skylark Sixth Form College", ukprn=99000002)
TRAINING = Place("Kingfisher Training", ukprn=99000003)
SKILLS = Place("Wagtail Skills", ukprn=99000004)
ADULTS = Place("Nuthatch Adult Learning", ukprn=99000005)
SPECIAL = Place("Wren Specialist College", ukprn=99000006)
PROVIDERS = (COLLEGE, SIXTH_FORM, TRAINING, SKILLS, ADULTS, SPECIAL)
# Where each activity is done; activities that are not here have no place.
BY_ACTIVITY: dict[int, list[Place]] = {
    210: list(SCHOOLS),
    220: [SIXTH_FORM],
    230: [COLLEGE],
    250: [COLLEGE, ADULTS],
    280: [SPECIAL],
    310: [TRAINING, SKILLS, COLLEGE],
    320: [COLLEGE],
    410: [SKILLS],
    450: [SKILLS, TRAINING],
}
