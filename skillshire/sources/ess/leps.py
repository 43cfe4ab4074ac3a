"""Local enterprise partnerships as people write them; the survey's two workbooks spell some otherwise."""

NAMES = (
    "Black Country",
    "Buckinghamshire Thames Valley",
    "Cheshire and Warrington",
    "Coast to Capital",
    "Cornwall and Isles of Scilly",
    "Coventry and Warwickshire",
    "Cumbria",
    "Derby, Derbyshire, Nottingham and Nottinghamshire",
    "Dorset",
    "Enterprise M3",
    "Gloucestershire",
    "Greater Birmingham and Solihull",
    "Greater Cambridge and Greater Peterborough",
    "Greater Lincolnshire",
    "Greater Manchester",
    "Heart of the South West",
    "Hertfordshire",
    "Humber",
    "Lancashire",
    "Leeds City Region",
    "Leicester and Leicestershire",
    "Liverpool City Region",
    "London",
    "New Anglia",
    "North East",
    "Northamptonshire",
    "Oxfordshire",
    "Sheffield City Region",
    "Solent",
    "South East",
    "South East Midlands",
    "Stoke-on-Trent and Staffordshire",
    "Swindon and Wiltshire",
    "Tees Valley",
    "Thames Valley Berkshire",
    "The Marches",
    "West of England",
    "Worcestershire",
    "York, North Yorkshire and East Riding",
)
_AS_PUBLISHED = {
    "North Eastern": "North East",
    # As the sheets of 2019 for one partnership each have them; the summary sheet names them as above.
    "North East LEP": "North East",
    "Oxfordshire LEP": "Oxfordshire",
    "Cornwall and the Isles of Scilly": "Cornwall and Isles of Scilly",
    "York and North Yorkshire": "York, North Yorkshire and East Riding",
    "Greater Cambridge Greater Peterborough": "Greater Cambridge and Greater Peterborough",
    **{name.replace(",", ""): name for name in NAMES},
}


def tidy(published: str) -> str | None:
    """The name as people write it, or None where this is no partnership that is known."""
    name = " ".join(published.split())
    return name if name in NAMES else _AS_PUBLISHED.get(name)
