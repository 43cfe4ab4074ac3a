"""Rules of what a file says of itself."""

from skillshire.casework.ilr.records import Header
from skillshire.casework.ilr.rules.rule import of_file


@of_file("UKPRN_03", "UKPRN", "ukprn", "The header's source has another provider's number than this; export "
         "the file again from the provider's own system, or correct one of the two.")  # fmt: skip
def other_source(header: Header) -> bool:
    return header.source not in (0, header.ukprn)
