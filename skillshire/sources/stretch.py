"""Which part of a published year a figure describes, for services that give no more than the year."""

import re

from pydantic import Field, model_validator

from skillshire.core.definitions import Definition
from skillshire.core.errors import UserError
from skillshire.core.periods import parse
from skillshire.sources import csvfile


class Stretch(Definition):
    """Which part of the published year a figure describes, where the year's code does not say.

    `first: 12-01`, `years: -1`, `length: P3M` is the winter that ends in the published year.
    """

    first: str = Field(pattern=r"^\d\d-\d\d$")
    years: int = 0
    length: str

    @model_validator(mode="after")
    def _is_real(self) -> "Stretch":
        try:
            parse(self.iso("2001"))
        except UserError as error:
            raise ValueError(str(error)) from None
        return self

    def iso(self, period: str) -> str:
        """The interval for `2023` or `2023/2024`. ValueError for another text."""
        return f"{start_year(period) + self.years}-{self.first}/{self.length}"


def first_year(period: str, *, slashed: bool) -> int:
    """2023 for `2023/2024` where `slashed`, for `2023` where not. ValueError for the other form."""
    form = r"(\d{4})/(\d{4})" if slashed else r"(\d{4})"
    match = re.fullmatch(form, period, re.ASCII)
    if not match or not 1900 <= int(match[1]) <= 2099:
        raise ValueError(f"{csvfile.quoted(period)} is not a year as this time period has it")
    if slashed and int(match[2]) != int(match[1]) + 1:
        raise ValueError(f"{csvfile.quoted(period)} does not end in the year after its first")
    return int(match[1])


def start_year(period: str) -> int:
    """The first year of either form, to choose the periods since a year. ValueError for neither."""
    return first_year(period, slashed="/" in period)
