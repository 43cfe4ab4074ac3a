"""Slow, plain second ways of working out what the software works out. Written from the published method.

Nothing here is imported from the modules it checks.
"""

import math
from datetime import date
from fractions import Fraction


def t4_density(t):
    """Student's t with 4 degrees of freedom, from the textbook's formula with gamma functions."""
    scale = math.gamma(2.5) / (math.sqrt(4 * math.pi) * math.gamma(2.0))
    return scale * (1 + t * t / 4) ** -2.5


def t4_below(t, steps=2000):
    """The area under the density up to `t`, by Simpson's rule from 0."""
    width = t / steps
    total = 0.0
    for place in range(steps + 1):
        weight = 1 if place in (0, steps) else 4 if place % 2 else 2
        total += weight * t4_density(place * width)
    return 0.5 + total * width / 3


def t4_reach(share):
    """The t below which `share` lies, by halving an interval."""
    low, high = -1e4, 1e4
    for _ in range(200):
        middle = (low + high) / 2
        u = middle / math.sqrt(4 + middle * middle)
        below = 0.5 + 0.75 * (u - u**3 / 3)
        low, high = (middle, high) if below < share else (low, middle)
    return (low + high) / 2


def forecast(points, ahead_at, log):
    """(middle, spread) on the fitted scale. `points` are (time, value, standard error or None)."""
    if log:
        log = min(value for _, value, _ in points) > 0
    scaled = []
    for time, value, error in points:
        if log:
            scaled.append((time, math.log(value), None if error is None else error / value))
        else:
            scaled.append((time, value, error))

    spans, changes = [], []
    for place in range(1, len(scaled)):
        spans.append(scaled[place][0] - scaled[place - 1][0])
        changes.append(scaled[place][1] - scaled[place - 1][1])

    # The mean change a year of the last five steps, and how uncertain it is.
    last_spans, last_changes = spans[-5:], changes[-5:]
    mean = sum(last_changes) / sum(last_spans)
    squares = 0.0
    for span, change in zip(last_spans, last_changes, strict=True):
        squares += (change - mean * span) ** 2 / span
    divisor = len(last_spans) - 1 if len(last_spans) > 1 else 1
    mean_error_squared = squares / divisor / sum(last_spans)
    trust = 0.0 if mean == 0 else mean * mean / (mean * mean + mean_error_squared)
    drift, drift_error = trust * mean, trust * math.sqrt(mean_error_squared)

    # The yearly spread of all steps about that drift.
    departures = 0.0
    for span, change in zip(spans, changes, strict=True):
        departures += abs(change - drift * span) / math.sqrt(span)
    # Never less than half of the mean step, shared out over the steps: a few even steps prove little.
    walked = sum(abs(change) / math.sqrt(span) for span, change in zip(spans, changes, strict=True))
    least = 0.5 * (walked / len(spans)) / len(spans)
    deviation = max(1e-6, least, math.sqrt(math.pi / 2) * departures / len(spans))
    growing, fixed = deviation**2, 0.0
    errors = [error for _, _, error in scaled[-5:] if error is not None]
    if errors:
        fixed = 2 * sum(error**2 for error in errors) / len(errors)
        growing = max(deviation**2 - fixed, deviation**2 / 10)

    years = max(0.1, ahead_at - scaled[-1][0])
    widening = 1.05 + 2 / len(spans) ** 2
    spread = widening * math.sqrt(years * growing + fixed + (years * drift_error) ** 2)
    return scaled[-1][1] + years * drift, spread, log


def interval(points, ahead_at, log, share=0.8):
    middle, spread, logged = forecast(points, ahead_at, log)
    reach = t4_reach((1 + share) / 2) * spread
    ends = (middle - reach, middle + reach)
    return tuple(math.exp(end) for end in ends) if logged else ends


def chance_below(points, ahead_at, log, value, steps=2000):
    middle, spread, logged = forecast(points, ahead_at, log)
    if logged and value <= 0:
        return 0.0
    return t4_below(((math.log(value) if logged else value) - middle) / spread, steps)


def means_of_months(figures, months, end_month):
    """{(year, month of the last one): mean} of so many months in a row, every one of them known.

    `figures` are {(year, month): value or None}; `end_month` is the month in which the last one lies.
    """
    found = {}
    for year in range(min(y for y, _ in figures), max(y for y, _ in figures) + 1):
        wanted = []
        for back in range(months):
            index = year * 12 + end_month - 1 - back
            wanted.append(figures.get((index // 12, index % 12 + 1)))
        if all(value is not None for value in wanted):
            found[(year, end_month)] = float(sum(Fraction(value) for value in wanted) / months)
    return found


def last_yearly_run(dated):
    """The figures of (last day, value) up to the last one whose neighbours are 300 to 430 days apart."""
    known = [(day, value) for day, value in dated if value is not None]
    run = []
    for day, value in reversed(known):
        if run and not 300 <= date.toordinal(run[-1][0]) - date.toordinal(day) <= 430:
            break
        run.append((day, value))
    return run[::-1]


def back_test(every, log):
    """(held-out values, those inside 80 %, tenths, [tried, stated, met] of each decile) of many series.

    `every` holds lists of (time, value, error), each long enough.
    """
    held = inside = 0
    tenths = [0] * 10
    deciles = [[0, 0.0, 0] for _ in range(10)]
    for points in every:
        for hidden in (1, 2, 3):
            known, come = points[:-hidden], points[-hidden:]
            changes = [abs(known[n + 1][1] - known[n][1]) for n in range(len(known) - 1)]
            step = sum(changes) / len(changes)
            for time, actual, _ in come:
                low, high = interval(known, time, log)
                held += 1
                inside += low <= actual <= high
                tenths[min(9, math.floor(10 * chance_below(known, time, log, actual, 400)))] += 1
                for offset in (-3, -2, -1, -0.5, 0.001, 0.5, 1, 2, 3):
                    target = known[-1][1] + offset * step
                    chance = 1 - chance_below(known, time, log, target, 400)
                    decile = deciles[min(9, math.floor(10 * chance))]
                    decile[0] += 1
                    decile[1] += chance
                    decile[2] += actual >= target
    return held, inside, tenths, deciles
