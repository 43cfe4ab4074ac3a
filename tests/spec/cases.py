"""The worked examples of each kind's rule. The methodology page is written from them, and they are tests.

Every figure here is invented.
"""

from dataclasses import dataclass
from datetime import date

from skillshire.strategy import kinds
from skillshire.strategy.assessment import ACHIEVED, AT_RISK, NO_EVIDENCE, OFF_TRACK, ON_TRACK
from tests.spec import build


@dataclass(frozen=True)
class Case:
    """One row: what it shows, the figures, the day, and the status that must come out."""

    shows: str
    figures: str
    as_at: str
    status: str
    lag: int = 0
    group: str | None = None  # a composite's second series

    @property
    def series(self):
        if self.figures == "none":
            return []
        own = [build.series(self.figures, self.lag)]
        return own if self.group is None else [*own, build.series(self.group, self.lag, build.OLDER)]

    @property
    def day(self):
        return date.fromisoformat(self.as_at)


@dataclass(frozen=True)
class Paragraph:
    """One kind of measure, or one side of it."""

    kind: str
    text: str
    asked: str
    terms: object
    cases: tuple[Case, ...]


UP = build.terms("2020: 98.3", baseline="2016: 97.9")
DOWN = build.terms("2020: 3.0", baseline="2016: 3.4", better="down")
INTERIM = build.terms("2019: 1394", "2020: 1492", unit="count", decimals=0)
STARTS = build.terms("2020: 2255", baseline="2016: 1955", unit="count", decimals=0)
WINTER = build.terms(
    "2019-12-01/P3M: 3.0", baseline="2016-12-01/P3M: 3.39", better="down",
    kind=kinds.ROLLING_AVERAGE, months=3,
)  # fmt: skip
MONTHS = "2019-12-01/P1M: 3.2, 2020-01-01/P1M: 3.0, 2020-02-01/P1M"

PARAGRAPHS = (
    Paragraph(
        kinds.TREND, "The target's own figure decides. A later one is told, but changes nothing.",
        "97.9% in 2016, to rise to 98.3% in 2020", UP,
        (
            Case("Nothing recorded", "none", "2021-06-30", NO_EVIDENCE),
            Case("Equal to the target is met", "2018: 98.1, 2020: 98.3", "2021-01-01", ACHIEVED),
            Case("Just under it is missed", "2018: 98.1, 2020: 98.29", "2021-01-01", OFF_TRACK),
            Case("Met later is still missed", "2020: 98.1, 2021: 98.4", "2022-06-30", OFF_TRACK),
            Case("The 2020 figure is suppressed; the next one decides", "2019: 98, 2020: c, 2021: 98.4",
                 "2022-01-01", ACHIEVED),
        ),
    ),
    Paragraph(
        kinds.TREND, "A figure counts from the day it is published: the last day of its period and the "
        "publisher's usual delay, here six months.",
        "97.9% in 2016, to rise to 98.3% in 2020", UP,
        (
            Case("One day early", "2020: 98.4", "2021-06-29", NO_EVIDENCE, lag=6),
            Case("On the day", "2020: 98.4", "2021-06-30", ACHIEVED, lag=6),
        ),
    ),
    Paragraph(
        kinds.TREND, "Before that, the forecast's chance decides: 60% or more is on track, 25% or more is at "
        "risk. The baseline counts as a figure; at least three are needed.",
        "97.9% in 2016, to rise to 98.3% in 2020", UP,
        (
            Case("Rising fast", "2017: 98.0, 2018: 98.2, 2019: 98.3", "2020-03-31", ON_TRACK),
            Case("Rising too slowly", "2017: 98.0, 2018: 98.1, 2019: 98.2", "2020-03-31", AT_RISK),
            Case("Falling", "2017: 97.7, 2018: 97.6, 2019: 97.4", "2020-03-31", OFF_TRACK),
        ),
    ),
    Paragraph(
        kinds.TREND, "With too few figures for a forecast, the latest is held against a straight line from "
        "the baseline to the target. The line is at 3.2% in 2018.",
        "3.4% in 2016, to fall to 3.0% or less in 2020", DOWN,
        (
            Case("Only the baseline's year", "2016: 3.4", "2019-06-30", NO_EVIDENCE),
            Case("On the line", "2018: 3.2", "2019-06-30", ON_TRACK),
            Case("Half of the change made", "2018: 3.3", "2019-06-30", AT_RISK),
            Case("Less than half of it made", "2018: 3.35", "2019-06-30", OFF_TRACK),
            Case("Moving the wrong way", "2018: 3.5", "2019-06-30", OFF_TRACK),
        ),
    ),
    Paragraph(
        kinds.TREND, "Without a baseline there is no line, so the latest figure is held against the target. "
        "Where there are several targets the last one decides.",
        "1,394 in 2019 and 1,492 in 2020, with no first figure", INTERIM,
        (
            Case("The first target missed", "2019: 1390", "2020-06-30", AT_RISK),
            Case("Already there", "2019: 1500", "2020-06-30", ON_TRACK),
        ),
    ),
    Paragraph(
        kinds.TREND, "Part of a year is never held against a whole one. Years that do not run from January "
        "are judged when the target's own figure would have been out: the last one that ends within it "
        "decides.",
        "1,955 in 2016, to rise to 2,255 in 2020", STARTS,
        (
            Case("Nine months alone", "2019-08-01/P9M: 2300", "2020-06-30", NO_EVIDENCE),
            Case("Nine months are left out", "2017/18: 2000, 2018/19: 2010, 2019-08-01/P9M: 2300",
                 "2020-06-30", OFF_TRACK),
            Case("The academic year that ends in 2020", "2018/19: 2010, 2019/20: 2260", "2021-01-01",
                 ACHIEVED),
        ),
    ),
    Paragraph(
        kinds.ROLLING_AVERAGE, "Monthly figures are averaged over the months asked for; an average that is "
        "published as such is taken as it is. A missing month leaves its averages out.",
        "3.39% in December to February 2016/17, to fall to 3.0% or less in 2019/20", WINTER,
        (
            Case("Three months that average 3.0%", f"{MONTHS}: 2.8", "2020-03-01", ACHIEVED),
            Case("A published average", "2019-12-01/P3M: 3.3", "2020-03-01", OFF_TRACK),
            Case("January is missing", "2019-12-01/P1M: 3.2, 2020-01-01/P1M: c, 2020-02-01/P1M: 2.8",
                 "2020-03-01", NO_EVIDENCE),
            Case("A year to go, on the line or better", "2017-12-01/P3M: 3.2", "2018-06-30", ON_TRACK),
            Case("A year to go, half way", "2018-12-01/P3M: 3.2", "2019-06-30", AT_RISK),
        ),
    ),
    Paragraph(
        kinds.MAINTAIN, "Every year must reach the floor.", "22,000 or more in 2018, 2019 and 2020",
        build.years(kinds.MAINTAIN, floor=22000),
        (
            Case("No figure", "2017: 23000", "2018-06-30", NO_EVIDENCE),
            Case("Equal is enough", "2018: 22000", "2019-06-30", ON_TRACK),
            Case("Missed", "2018: 22000, 2019: 21999", "2020-06-30", OFF_TRACK),
            Case("Missed once, met since", "2018: 21000, 2019: 22500", "2020-06-30", AT_RISK),
            Case("Met every year", "2018: 22000, 2019: 22500, 2020: 23000", "2021-06-30", ACHIEVED),
            Case("Over, and missed once", "2018: 21000, 2019: 22500, 2020: 23000", "2021-06-30", OFF_TRACK),
            Case("Over, with a year not known", "2018: 22000, 2019: x, 2020: 23000", "2021-06-30", ON_TRACK),
        ),
    ),
    Paragraph(
        kinds.ANNUAL_QUOTA, "Every year must reach the number promised.", "2 events a year, 2018 to 2020",
        build.years(kinds.ANNUAL_QUOTA, at_least=2.0),
        (
            Case("None held in a year that is recorded", "2018: 0", "2019-06-30", OFF_TRACK),
            Case("More than promised", "2018: 3", "2019-06-30", ON_TRACK),
            Case("Missed once, met since", "2018: 1, 2019: 2", "2020-06-30", AT_RISK),
            Case("Kept", "2018: 2, 2019: 2, 2020: 2", "2021-06-30", ACHIEVED),
            Case("No record", "2018: z", "2019-06-30", NO_EVIDENCE),
        ),
    ),
    Paragraph(
        kinds.MILESTONE, "Something done by a day. The register says how often it had happened in a period.",
        "A workshop by 31 December 2020", build.milestone(),
        (
            Case("No register", "none", "2020-06-30", NO_EVIDENCE),
            Case("Not yet, and there is time", "2019: 0", "2020-09-29", ON_TRACK),
            Case("Not yet, and three months to go", "2019: 0", "2020-09-30", AT_RISK),
            Case("Held on the last day", "2019: 0, 2020-12-31: 1", "2021-01-01", ACHIEVED),
            Case("Not held", "2019: 0, 2020: 0", "2021-01-01", OFF_TRACK),
            Case("Held too late", "2020: 0, 2021-01-01/P1M: 1", "2021-06-30", OFF_TRACK),
        ),
    ),
    Paragraph(
        kinds.FREQUENCY_COVERAGE, "The figure is the share of places that had it in each stretch of time.",
        "1 jobs fair in each Jobcentre in each quarter of 2018", build.quarters(),
        (
            Case("No register", "none", "2018-06-30", NO_EVIDENCE),
            Case("All places", "2018-01-01/P3M: 100", "2018-06-30", ON_TRACK),
            Case("Some places", "2018-01-01/P3M: 75", "2018-06-30", OFF_TRACK),
            Case("Mended since", "2018-01-01/P3M: 75, 2018-04-01/P3M: 100", "2018-07-01", AT_RISK),
            Case("All places, all year", "2018-01-01/P3M: 100, 2018-04-01/P3M: 100, 2018-07-01/P3M: 100, "
                 "2018-10-01/P3M: 100", "2019-01-01", ACHIEVED),
        ),
    ),
    Paragraph(
        kinds.COMPOSITE, "Two parts: more than the year before, and a quarter of them aged 50 and over. The "
        "figures are all placements; those aged 50 and over follow the bar.",
        "More placements each year from 2018 to 2020, 25% aged 50 and over", build.composite(),
        (
            Case("No figure", "2017: 80", "2018-06-30", NO_EVIDENCE, group=""),
            Case("Both met", "2018: 100, 2019: 120", "2020-06-30", ON_TRACK, group="2019: 30"),
            Case("One met", "2018: 100, 2019: 120", "2020-06-30", AT_RISK, group="2019: 29"),
            Case("None met", "2018: 100, 2019: 100", "2020-06-30", OFF_TRACK, group="2019: 24"),
            Case("The first year has none before it", "2018: 100", "2019-06-30", ON_TRACK, group="2018: 25"),
            Case("Both met in the last year", "2019: 100, 2020: 120", "2021-01-01", ACHIEVED,
                 group="2020: 30"),
            Case("One met in the last year", "2019: 100, 2020: 90", "2021-01-01", OFF_TRACK,
                 group="2020: 30"),
        ),
    ),
    Paragraph(
        kinds.SURVEY_ESTIMATE, "A survey's figure comes with limits between which the true figure probably "
        "lies. Until the deciding one is out, the rule is that of a trend.",
        "65% in 2016, to rise to 67% in 2020", build.survey("2020: 67", baseline="2016: 65"),
        (
            Case("No survey", "none", "2020-06-30", NO_EVIDENCE),
            Case("Well over", "2020: 70 [66 to 74]", "2021-06-30", ACHIEVED),
            Case("Over, but not surely", "2020: 68 [63 to 73]", "2021-06-30", AT_RISK),
            Case("Well under", "2020: 59 [56 to 62]", "2021-06-30", OFF_TRACK),
            Case("No limits published", "2020: 67", "2021-06-30", ACHIEVED),
            Case("Half way there, on the line", "2018: 66 [62 to 70]", "2019-06-30", ON_TRACK),
        ),
    ),
)  # fmt: skip
