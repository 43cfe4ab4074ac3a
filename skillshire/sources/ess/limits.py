"""Sampling limits that the survey's tables leave out."""

from math import sqrt

Z = 1.959963984540054  # leaves 2.5 % in each tail of the normal distribution


def wilson(share: float, base: float, design_effect: float = 1.0) -> tuple[float, float]:
    """The 95 % limits of a share (0 to 1) found among `base` interviews, by Wilson's score method.

    With n = base / design_effect and z = 1.96 the limits are
    (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n). They stay within 0 and 1 and do not close up at
    either end, as the usual p ± z √(p(1-p)/n) does. `design_effect` says how many times larger the variance
    is than that of a simple random sample of the same size; the publisher gives none, so 1 is used and the
    limits are a little too narrow.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of
    the American Statistical Association 22 (1927). Raises ValueError for a share outside 0 to 1 or no base.
    """
    if not 0 <= share <= 1 or base <= 0 or design_effect <= 0:
        raise ValueError(f"no limits for a share of {share} among {base} with design effect {design_effect}")
    n = base / design_effect
    middle = share + Z**2 / (2 * n)
    reach = Z * sqrt(share * (1 - share) / n + Z**2 / (4 * n**2))
    lower, upper = (middle - reach) / (1 + Z**2 / n), (middle + reach) / (1 + Z**2 / n)
    # The ends are exact in arithmetic but not in binary.
    return max(0.0, min(lower, share)), min(1.0, max(upper, share))
