"""Writes docs/methodology/measures.md from the worked examples.

Run it with: python -m tests.spec.page
"""

from pathlib import Path

from skillshire.strategy import evaluate, kinds
from tests.spec.cases import PARAGRAPHS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "methodology" / "measures.md"
COMMAND = "python -m tests.spec.page"
LEAD = f"""# How measures are judged

This page is written by `{COMMAND}` from the tests in `tests/spec`, so what it says is what the software does.
Every figure in it is invented.

A measure is on track, at risk, off track or achieved, or there is no evidence for it. Its kind says by which
rule. A figure is used from the day on which it was published: the last day of its period and the
publisher's usual delay after it. What is missing is never taken as nothing. Evidence that only comes near to
what a measure asks for is shown beside it and never judged.

[How far the forecast can be believed](calibration.md) says what a chance rests on.
"""


def content():
    parts = [LEAD]
    for kind, label in kinds.LABELS.items():
        parts.append(f"## {label}\n\n{evaluate.RULES[kind]}\n")
        parts += [_paragraph(one) for one in PARAGRAPHS if one.kind == kind]
    return "\n".join(parts)


def _paragraph(one):
    lines = [f"{one.text} Asked for: {one.asked}.", "", "| case | figures | as at | status | why |"]
    lines += ["| --- | --- | --- | --- | --- |", *(_row(one, case) for case in one.cases)]
    return "\n".join(lines) + "\n"


def _row(one, case):
    judged = evaluate.evaluate(one.terms, case.series, case.day)
    figures = case.figures + (f" ‖ {case.group or 'none'}" if case.group is not None else "")
    return f"| {case.shows} | {figures} | {case.as_at} | {judged.status} | {judged.reason} |"


if __name__ == "__main__":
    PAGE.write_text(content(), encoding="utf-8")
    print(f"Wrote {PAGE}")
