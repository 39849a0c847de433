"""The labelled sentences that models are trained on: ``corpora/labelled/problems.jsonl`` and others of its form."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from summarymine.errors import ModelError
from summarymine.records import CATEGORIES

ZONES = {"problem": "problem", "plan": "plan"}
"""The zone that a section's role makes; every other role makes ``other``."""


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

    Raises ModelError with the line's number where a line is no statement.
    """
    found = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        try:
            data = json.loads(line)
            statement = Statement(*(data[key] for key in ("doc", "role", "text", "problem", "category")))
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise ModelError(f"{path}:{number}: no labelled statement ({error})") from error
        if statement.problem != (statement.category in CATEGORIES) or not statement.text:
            raise ModelError(f"{path}:{number}: a problem has a category of {'、'.join(CATEGORIES)}, nothing else has")
        found.append(statement)
    return found
