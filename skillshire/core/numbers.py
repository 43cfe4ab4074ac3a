"""Numbers as people read them. The only place that rounds."""

from decimal import ROUND_HALF_UP, Decimal

MINUS = "\N{MINUS SIGN}"
_BEFORE = {"pounds": "£", "pounds per hour": "£"}
_AFTER = {
    "percent": "%",
    "pounds per hour": " an hour",
    "per 100,000": " per 100,000",
    "minutes": " minutes",
}


def rounded(value: float, decimals: int) -> Decimal:
    """Half away from zero, as readers expect, on the decimal text of the number rather than its binary
    form.
    """
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def plain(value: float, decimals: int = 0) -> str:
    """`1234.5` with one decimal is `1,234.5`; a minus is a real minus sign."""
    number = rounded(value, decimals)
    text = f"{abs(number):,}"
    return f"{MINUS}{text}" if number < 0 else text


def with_unit(value: float | None, unit: str, decimals: int = 0) -> str:
    """`3.3%`, `1,955`, `£773.70`, `959 per 100,000`; `no figure` where there is none."""
    if value is None:
        return "no figure"
    sign = MINUS if rounded(value, decimals) < 0 else ""
    return f"{sign}{_BEFORE.get(unit, '')}{plain(abs(value), decimals)}{_AFTER.get(unit, '')}"


def exact(value: float, unit: str, decimals: int = 0) -> str:
    """Like `with_unit`, but a figure that was given more exactly keeps its decimals: 3.39%."""
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    own = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return with_unit(value, unit, max(decimals, own))


def change(value: float, unit: str, decimals: int = 0) -> str:
    """A difference, in percentage points where the figures are percentages."""
    if unit == "percent":
        points = "percentage point" if rounded(abs(value), decimals) == 1 else "percentage points"
        return f"{plain(value, decimals)} {points}"
    return with_unit(value, unit, decimals)


def chance(probability: float) -> str:
    """`12%`; never 0 % or 100 % for what is not certain."""
    if probability in (0.0, 1.0):
        return f"{probability:.0%}"
    if probability < 0.01:
        return "under 1%"
    return "over 99%" if probability > 0.99 else f"{rounded(probability * 100, 0)}%"
