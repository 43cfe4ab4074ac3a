"""A small invented balance, and the same arithmetic once more in plain loops."""

from skillshire.indicators.balance import NOWHERE, Demand, Inputs, Share, Subject, Terms

TERMS = Terms(
    draws=400, seed=7, growth_error=0.01, replacement_common_error=0.1, people_per_course=0.6,
    people_per_course_error=0.15, course_rounding=5.0, mix_concentration=48.0, share_concentration=25.0,
)  # fmt: skip
INPUTS = Inputs(
    (
        Demand("22", 24_000, 310.0, 945.0, 0.1),
        Demand("53", 19_700, -3.0, 580.0, 0.1),
        Demand("61", 49_600, 620.0, 1_910.0, 0.25),
    ),
    (
        Subject("care", 3_210.0, 1_009.0, (("61", 0.5), ("22", 0.1), ("32", 0.1), (NOWHERE, 0.3)), 25.0),
        Subject("building", 730.0, 229.0, (("53", 0.9), (NOWHERE, 0.1)), 45.0),
        Subject("languages", 0.0, 0.0, ((NOWHERE, 1.0),), 10.0),
    ),
    (Share("health", "22", 0.9), Share("health", "61", 0.5), Share("building", "53", 1.0)),
    TERMS,
)


def central(inputs: Inputs) -> dict[str, tuple[float, float, float]]:
    """Openings, supply and gap of each group, with no array."""
    found = {}
    for demand in inputs.demands:
        openings = demand.growth + demand.replacement
        supply = 0.0
        for subject in inputs.subjects:
            people = subject.courses * inputs.terms.people_per_course + subject.apprentices
            for group, weight in subject.weights:
                if group == demand.group:
                    supply += people * weight
        found[demand.group] = (openings, supply, openings - supply)
    return found


def gap_of_draw(inputs: Inputs, drawn, index: int) -> dict[str, float]:
    """The gap of each group in one draw, from the arrays that were drawn."""
    found = {}
    for column, demand in enumerate(inputs.demands):
        supply = 0.0
        for place, subject in enumerate(inputs.subjects):
            for part, (group, _) in enumerate(subject.weights):
                if group == demand.group:
                    supply += float(drawn.people[index, place]) * float(drawn.routes[place][index, part])
        found[demand.group] = float(drawn.openings[index, column]) - supply
    return found


def sector_gap_of_draw(inputs: Inputs, drawn, index: int, sector: int) -> float:
    gaps = gap_of_draw(inputs, drawn, index)
    return sum(
        float(drawn.shares[index, sector, column]) * gaps[demand.group]
        for column, demand in enumerate(inputs.demands)
    )


def rank_in(values: list[float], index: int) -> int:
    """1 for the widest; of equal ones the earlier comes first."""
    mine, before = values[index], 0
    for place, other in enumerate(values):
        if other > mine or (other == mine and place < index):
            before += 1
    return before + 1


def percentile(values: list[float], share: float) -> float:
    """Straight between the two nearest, as numpy's default."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])
