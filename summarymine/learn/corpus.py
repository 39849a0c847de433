"""The labelled sentences that models are trained on: ``corpora/labelled/problems.jsonl``, ``section_roles.jsonl`` and
others of their form."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import regex

from summarymine.errors import ModelError
from summarymine.records import CATEGORIES

ZONES = {"problem": "problem", "plan": "plan"}
"""The zone that a section's role makes; every other role makes ``other``."""

MISPLACED = 0.5
"""What a copy by `misplaced` counts, or a heading, where a statement counts 1."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A labelled statement. ``doc`` is the report it belongs to, ``role`` that of its section; ``category`` is "" for
    what is no problem."""

    doc: str
    role: str
    text: str
    problem: bool
    category: str

    @property
    def zone(self) -> str:
        """Where it stands, as the pipes tell it."""
        return ZONES.get(self.role, "other")


def read_statements(path: Path) -> list[Statement]:
    """The statements of a file, one JSON object a line.

    Raises ModelError where the file cannot be read, and with the line's number where a line is no statement.
    """
    found = []
    for number, line in enumerate(_lines(path), start=1):
        try:
            data = json.loads(line)
            statement = Statement(*(data[key] for key in ("doc", "role", "text", "problem", "category")))
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise ModelError(f"{path}:{number}: no labelled statement ({error})") from error
        if statement.problem != (statement.category in CATEGORIES) or not statement.text:
            raise ModelError(f"{path}:{number}: a problem has a category of {'、'.join(CATEGORIES)}, nothing else has")
        found.append(statement)
    return found


def misplaced(statements: Sequence[Statement]) -> list[Statement]:
    """What is no problem, once more as if it stood among problems: a model is to go by the words, not by the place.

    >>> [copy.role for copy in misplaced([Statement("a", "plan", "修路。", False, ""), Statement("a", "plan", "缺水。", True, "土地")])]
    ['problem']
    """
    return [replace(s, role="problem") for s in statements if not s.problem and s.role != "problem"]


def read_headings(path: Path) -> list[Statement]:
    """The headings of a file that are no problems', without their numbers, as if they stood among problems.

    Raises ModelError where the file cannot be read, and with the line's number where a line is no heading.
    """
    found = []
    for number, line in enumerate(_lines(path), start=1):
        try:
            data = json.loads(line)
            doc, role, text = data["doc"], data["role"], _NUMBER.sub("", data["text"])
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise ModelError(f"{path}:{number}: no labelled heading ({error})") from error
        if role != "problem":
            found.append(Statement(doc, "problem", text, False, ""))
    return found


_NUMBER = regex.compile(r"^[\d一二三四五六七八九十（）()、.． ]{1,8}")


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(f"读不出标注语句 / cannot read the labelled statements: {path} ({error})") from error
