"""Labels and records as JSON has them, and the scores of nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from summarymine.document import Span
from summarymine.evaluate.labels import Article, Finding, Labels

if TYPE_CHECKING:
    from collections.abc import Sequence

FILE = "总结.txt"
LISTS = ("indicators", "optional", "dates", "projects", "problems", "sections")


def figure(start: int, end: int, name: str, value: Any, unit: str = "家", **fields: Any) -> dict[str, Any]:
    said = {"measure": "level", "status": "actual", "basis": "", "bound": "exact", "period": "", "subject": ""}
    return {
        "start": start,
        "end": end,
        "text": f"{value}{unit}",
        "name": name,
        "value": value,
        "unit": unit,
        **said,
    } | fields


def date(start: int, end: int, value: str, **fields: Any) -> dict[str, Any]:
    return {"start": start, "end": end, "text": value[:4], "value": value, **fields}


def project(name: str, stage: str = "", **fields: Any) -> dict[str, Any]:
    return {"name": name, "stage": stage, **fields}


def problem(start: int, end: int, category: str, **fields: Any) -> dict[str, Any]:
    return {"start": start, "end": end, "text": f"难处{start}", "category": category, **fields}


def heading(start: int, end: int, role: str, level: int = 1) -> dict[str, Any]:
    return {"start": start, "end": end, "text": f"标题{start}", "level": level, "role": role}


def article(end: int = 1000, **lists: Sequence[dict[str, Any]]) -> Article:
    return Article("w1", FILE, Span(0, end), Labels.of(dict.fromkeys(LISTS, ()) | lists))


def findings(kind: str, *records: dict[str, Any], source: str = FILE) -> list[Finding]:
    found = [Finding.of({"record": kind, "source": source, **record}) for record in records]
    return [finding for finding in found if finding is not None]


NOTHING = {"P": 0.0, "R": 0.0, "F1": 0.0, "gold": 0, "got": 0, "hit": 0}
FIELDS = ("value", "unit", "name", "measure", "status", "basis", "bound", "subject", "period")
EMPTY: dict[str, dict[str, float]] = {
    "indicator found": NOTHING,
    "indicator row": NOTHING,
    "indicator fields": dict.fromkeys(FIELDS, 0.0),
    "date found": NOTHING,
    "date value": NOTHING,
    "project": NOTHING | {"stage": 0.0},
    "problem": {key: NOTHING[key] for key in ("P", "R", "F1", "gold", "got")} | {"category": 0.0},
    "section": NOTHING | {"role": 0.0},
}
