"""Names, numbers and addresses that nobody can have: first names with families of plants and birds."""

from random import Random

GIVEN = {
    "F": (
        "Aisha", "Amelia", "Anna", "Beth", "Chloe", "Daisy", "Ella", "Emma", "Fatima", "Grace",
        "Hannah", "Isla", "Jasmine", "Kate", "Leah", "Lucy", "Maya", "Mia", "Nadia", "Olivia",
        "Priya", "Rosie", "Ruby", "Sana", "Sophie", "Tara", "Yasmin", "Zara",
    ),
    "M": (
        "Adam", "Aaron", "Ben", "Callum", "Daniel", "Dev", "Ethan", "Finn", "George", "Hamza",
        "Harry", "Ibrahim", "Jack", "James", "Joe", "Kai", "Leo", "Liam", "Luke", "Max", "Noah",
        "Omar", "Oscar", "Rafi", "Ryan", "Sam", "Theo", "Tom",
    ),
}  # fmt: skip
FAMILY = (
    "Bluebell", "Bramble", "Bullfinch", "Celandine", "Chaffinch", "Cowslip", "Dandelion",
    "Dunnock", "Fieldfare", "Firecrest", "Foxglove", "Gadwall", "Goldcrest", "Greenfinch",
    "Harebell", "Honeysuckle", "Jackdaw", "Kingfisher", "Lapwing", "Larkspur", "Linnet",
    "Mallow", "Meadowsweet", "Nuthatch", "Oxlip", "Pimpernel", "Pipit", "Primrose", "Redstart",
    "Redwing", "Sandpiper", "Siskin", "Skylark", "Snowdrop", "Speedwell", "Stitchwort",
    "Stonechat", "Teasel", "Thistle", "Toadflax", "Treecreeper", "Turnstone", "Vetch",
    "Wagtail", "Waxwing", "Wheatear", "Whinchat", "Whitethroat", "Willowherb", "Woodlark",
    "Woodruff", "Wryneck", "Yarrow", "Yellowhammer",
)  # fmt: skip
STREETS = ("Example Street", "Sample Road", "Specimen Lane", "Invented Close")
# A ULN's last digit checks the nine before it: ten less the remainder of their weighted sum by eleven.
ULN_WEIGHTS = range(10, 1, -1)


def given(draw: Random, gender: str) -> str:
    return draw.choice(GIVEN["F" if gender == "F" else "M"])


def family(draw: Random) -> str:
    return draw.choice(FAMILY)


def address(draw: Random) -> str:
    return f"{draw.randint(1, 99)} {draw.choice(STREETS)}"


def uln(number: int) -> int:
    """Ten digits whose last is never the right check digit, so that no learner can have them."""
    first = f"9{number:08d}"
    total = sum(int(digit) * weight for digit, weight in zip(first, ULN_WEIGHTS, strict=True))
    return int(first + str((10 - total % 11 + 1) % 10))


def upn(number: int) -> str:
    """Pupils' numbers never begin with an I."""
    return f"I{number:012d}"


def telephone(number: int) -> str:
    """From the numbers that Ofcom keeps free for drama."""
    return f"07700 900{number % 1000:03d}"
