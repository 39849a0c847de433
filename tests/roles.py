"""How many of the labelled headings are found, and how many of those get the right role.

    python -m tests.roles        # prints both for each set, as Markdown

A report is written out of its headings, with a sentence of its own under each, and goes through cleaning and sections.
"""

from __future__ import annotations

import json
import sys
from itertools import groupby
from pathlib import Path
from typing import Any

from summarymine.clean import clean
from summarymine.document import Span
from summarymine.pipes.sections import find_sections

FOLDER = Path(__file__).parents[1] / "corpora" / "labelled"
SETS = {"section_roles": "tuned on", "section_roles_unseen": "only measured"}
_TITLE = "某园区工作总结"
_BODY = "各处按照部署逐步展开，有关情况和主要数据在这里从略，其余部分另行说明，以便只看标题。"


def headings(name: str) -> list[list[dict[str, Any]]]:
    """The headings of a set, those of each report together."""
    lines = (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [list(report) for _, report in groupby(map(json.loads, lines), key=lambda heading: heading["doc"])]


def roles_of(report: list[dict[str, Any]]) -> list[str | None]:
    """The role that each heading of a report is given, None where it is not taken for a heading."""
    title = report[0].get("title", _TITLE)
    text, starts = f"{title}\n", []
    for heading in report:
        starts.append(len(text))
        text += f"{heading['text']}\n{_BODY}\n"
    view = clean(text)
    sections = find_sections(view, Span(0, len(title)))
    found = {
        text.count("\n", 0, view.span(section.heading.start, section.heading.end).start): section.role
        for section in sections
    }
    return [found.get(text.count("\n", 0, start)) for start in starts]


def rates(name: str) -> tuple[int, float, float]:
    """How many headings a set has, the share that is found, and the share of those with the right role."""
    pairs = _pairs(name)
    found = [heading["role"] == role for heading, role in pairs if role is not None]
    return len(pairs), len(found) / len(pairs), sum(found) / len(found)


def _pairs(name: str) -> list[tuple[dict[str, Any], str | None]]:
    return [pair for report in headings(name) for pair in zip(report, roles_of(report), strict=True)]


def main() -> None:
    """Print the rates; with an argument also the headings of that set with a wrong role."""
    print("| headings | | number | found | role right of those found |\n|---|---|---:|---:|---:|")
    for name, what in SETS.items():
        number, found, right = rates(name)
        print(f"| `{name}` | {what} | {number} | {found:.3f} | {right:.3f} |")
    for name in sys.argv[1:]:
        for heading, role in _pairs(name):
            if role != heading["role"]:
                print(heading["level"], heading["role"], "<-", role, heading["text"], "|", heading["parent"])


if __name__ == "__main__":
    main()
