"""The labelled sentences that models are trained on: ``corpora/labelled/problems.jsonl``, ``section_roles.jsonl`` and
others of their form."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

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
    for where, data in _objects(path, ("doc", "role", "text", "problem", "category")):
        statement = Statement(**data)
        if statement.problem != (statement.category in CATEGORIES) or not statement.text:
            raise ModelError(f"{where}: a problem has a category of {'、'.join(CATEGORIES)}, nothing else has")
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
    headings = (data for _, data in _objects(path, ("doc", "role", "text")) if data["role"] != "problem")
    return [Statement(data["doc"], "problem", _NUMBER.sub("", data["text"]), False, "") for data in headings]


_NUMBER = regex.compile(r"^[\d一二三四五六七八九十（）()、.． ]{1,8}")


def _objects(path: Path, keys: Sequence[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The place and the *keys* of each line's object."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(f"读不出标注 / cannot read the labels: {path} ({error})") from error
    for number, line in enumerate(lines, start=1):
        try:
            data = json.loads(line)
            yield f"{path}:{number}", {key: data[key] for key in keys}
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise ModelError(f"{path}:{number}: no object with {'、'.join(keys)} ({error})") from error
