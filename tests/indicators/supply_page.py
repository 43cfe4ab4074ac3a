"""Writes the numbers of docs/methodology/supply-and-demand.md: python -m tests.indicators.supply_page."""

import os
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs/methodology/supply-and-demand.md"
START, END = "<!-- numbers -->\n", "<!-- /numbers -->\n"
FIRST, LAST = 2019, 2023
TEMPLATE = """
- **Growth.** From 2021/22 to 2024/25 England's jobs by occupation group grew {growth:.1f} percentage points a
year faster or slower than projected, typically; {seen.same_way} of {seen.groups} groups went the way that was
projected. The survey's own error is in this.

- **Replacement.** Hertfordshire's published rates differ from England's by {replacement:.1f}%, typically.

- **Mix of subjects.** Adult courses by subject in {seen.mix_areas} skills plan areas lie about England's mix
like a Dirichlet distribution of concentration {seen.mix_concentration:.0f}.

- **Over years.** With the supply of 2019/20 in place of 2023/24, the ranks of groups by gap correlate by
{years.median:.2f} in the median of {years.areas} skills plan areas ({years.least:.2f} in the least);
{years.stay:.1f} of the five widest stay, and the widest stays the widest in {years.leaders}. Supply is small
beside openings, so this is no great test.

- **Against later adverts.** Gaps with the supply of 2021/22 rank groups like the adverts of July 2025 with a
correlation of {by_gap:.2f} in the median area; openings alone with {by_openings:.2f}. So taking supply away
does not foretell adverts better. An advert is not an opening, and this does not say which of the two is
nearer to the need.

- **How firm Hertfordshire's ranking is.** The first sector is first in {sector:.0f}% of the draws, the first
occupation group in {group:.0f}%.
"""


def numbers() -> str:
    """The part between the marks, from the release that serves."""
    from skillshire.indicators import balance_backtest, balance_inputs
    from skillshire.places import areas

    seen = balance_backtest.measured()
    years = balance_backtest.over_years(FIRST, LAST)
    by_gap, by_openings = balance_backtest.against_adverts(2021)
    _, result = balance_inputs.of(areas.get("E10000015"))
    lines = TEMPLATE.format(
        seen=seen, years=years, by_gap=by_gap, by_openings=by_openings, growth=100 * seen.growth_miss,
        replacement=100 * seen.replacement_miss, sector=100 * result.sector_leader,
        group=100 * result.group_leader,
    ).strip().split("\n\n")  # fmt: skip
    return "\n".join(wrapped for line in lines for wrapped in _wrap(line)) + "\n"


def _wrap(line: str) -> list[str]:
    import textwrap

    return textwrap.wrap(line, 110, subsequent_indent="  ")


def written() -> str:
    """The part between the marks, as the page has it."""
    text = PAGE.read_text(encoding="utf-8")
    return text[text.index(START) + len(START) : text.index(END)]


def main() -> None:
    text = PAGE.read_text(encoding="utf-8")
    before, after = text[: text.index(START) + len(START)], text[text.index(END) :]
    PAGE.write_text(before + numbers() + after, encoding="utf-8")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "skillshire.config.settings")
    import django

    django.setup()
    main()
