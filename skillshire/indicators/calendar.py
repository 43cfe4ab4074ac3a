"""When the next figures of each indicator are due: as its publisher announced, or as the usual delay says.

Plain data and an iCalendar feed (RFC 5545). The day comes from outside: nothing here reads the clock.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from skillshire.core import periods
from skillshire.core.periods import MONTHS, Period, add_months
from skillshire.indicators import queries
from skillshire.indicators.definitions import IndicatorDefinition

NAMES = "|".join(MONTHS)
_MONTH_AND_YEAR = re.compile(rf"({NAMES}) (\d{{4}})")
_EACH = re.compile(rf"[Ee]ach ({NAMES})")
FOLD = 75  # octets a line of an iCalendar file may have


@dataclass(frozen=True, slots=True)
class Due:
    """The next figures of an indicator, in the month that begins on `month`.

    `period` is what they are for, as its series runs on. `announced` is what the indicator's definition
    says; where it says nothing, the month is the period's end and the publisher's usual delay after it.
    `late` marks a month that has gone by.
    """

    indicator: str
    title: str
    source: str
    month: date
    period: Period
    announced: str | None
    late: bool

    @property
    def month_words(self) -> str:
        return f"{MONTHS[self.month.month - 1]} {self.month.year}"


def due(today: date) -> list[Due]:
    """One line for each indicator whose series goes on, soonest first; `today` tells what is late."""
    found = (_next(definition, today) for definition in queries.indicators())
    return sorted((one for one in found if one), key=lambda one: (one.month, one.title))


def _next(definition: IndicatorDefinition, today: date) -> Due | None:
    """None for an indicator of forecasts, or of a single survey: nothing says when there will be more."""
    held = queries.periods_of(definition.id)
    following = None if held[-1].last_day > today else _following(held)
    if following is None:
        return None
    month = _announced(definition.next_release, today)
    if month is None:
        month = add_months(following.end, queries.held(definition.id).lag_months).replace(day=1)
    producer = queries.snapshots(definition.id)[0]["producer"]
    late = add_months(month, 1) <= today
    return Due(definition.id, definition.title, producer, month, following, definition.next_release, late)


def _following(held: Sequence[Period]) -> Period | None:
    """The period after the last one: as long as it, and as far from it as it is from the one before."""
    if len(held) < 2:
        return None
    last = held[-1]
    length = last.iso.partition("/")[2]
    alike = [one for one in held[:-1] if one.iso.partition("/")[2] == length]
    if not alike:
        return None
    start = _step(alike[-1].start, last.start)
    return periods.parse(f"{start.isoformat()}/{length}" if length else start.isoformat())


def _step(before: date, last: date) -> date:
    """As far after `last` as `last` is after `before`, in whole months where the days of the month agree."""
    months = (last.year - before.year) * 12 + last.month - before.month
    return add_months(last, months) if months else last + (last - before)


def _announced(text: str | None, today: date) -> date | None:
    """The month that a definition names: “March 2027, for …”, or the next one of “Each April, for …”."""
    if not text:
        return None
    if found := _MONTH_AND_YEAR.match(text):
        return date(int(found[2]), MONTHS.index(found[1]) + 1, 1)
    if found := _EACH.match(text):
        month = date(today.year, MONTHS.index(found[1]) + 1, 1)
        return month if add_months(month, 1) > today else add_months(month, 12)
    return None


def ics(entries: Sequence[Due], site: str, stamp: str) -> str:
    """The entries as an iCalendar feed, each a month long. `stamp` is when the release was built, ISO 8601;
    `site` is the host name, which makes the ids of the events one's own.
    """
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Skillshire//Release calendar//EN", "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH", "X-WR-CALNAME:Skillshire: figures due",
    ]  # fmt: skip
    moment = (
        re.sub(r"[-:]", "", stamp[:19]) + "Z" if "T" in stamp else f"{stamp[:10].replace('-', '')}T000000Z"
    )
    for one in entries:
        lines += _event(one, site, moment)
    lines.append("END:VCALENDAR")
    return "".join(f"{_fold(line)}\r\n" for line in lines)


def _event(one: Due, site: str, moment: str) -> list[str]:
    end = add_months(one.month, 1)
    said = one.announced or "Not announced: worked out from how long the publisher usually takes."
    return [
        "BEGIN:VEVENT",
        f"UID:{one.indicator}-{one.period.iso.replace('/', '-')}@{site}",
        f"DTSTAMP:{moment}",
        f"DTSTART;VALUE=DATE:{one.month:%Y%m%d}",
        f"DTEND;VALUE=DATE:{end:%Y%m%d}",
        f"SUMMARY:{_escape(f'{one.title}, {one.period.label}')}",
        f"DESCRIPTION:{_escape(f'{one.source}. {said}')}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _escape(text: str) -> str:
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\n", "\\n")


def _fold(line: str) -> str:
    """Lines of at most FOLD octets; what goes on begins with a space. No character is cut in two."""
    parts, room = [""], FOLD
    for character in line:
        size = len(character.encode())
        if size > room:
            parts.append(" ")
            room = FOLD - 1
        parts[-1] += character
        room -= size
    return "\r\n".join(parts)
