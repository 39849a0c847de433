"""Facts and documents for tests, with all that does not matter filled in."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from summarymine.corpus.facts import Fact
from summarymine.records import DocumentRecord, IndicatorRecord


def document(park: str = "望榆园区", period: str = "2019", **other: Any) -> DocumentRecord:
    """A document; its file is called after park and period unless *source* says otherwise."""
    values: dict[str, Any] = {
        "id": "", "source": f"{park}/{period.replace('/', '至')}.txt", "article": 1, "start": 0, "end": 0, "text": "",
        "section": (), "rule": "", "score": 1.0, "title": "", "org": "", "park": park, "park_origin": "title",
        "type": "总结", "period": period, "year": period[-7:][:4], "year_origin": "title", "signed": "", "conflicts": "",
        "sha256": "",
    }  # fmt: skip
    return DocumentRecord(**values | other)


def figure(text: str, value: Any, name: str = "税收", unit: str = "元", **other: Any) -> IndicatorRecord:
    """A figure written *text*; of 税收 in 元, the year's result, unless told otherwise."""
    number = None if value is None else tuple(map(Decimal, value)) if isinstance(value, tuple) else Decimal(value)
    values: dict[str, Any] = {
        "id": text, "source": "", "article": 1, "start": 0, "end": len(text), "text": text, "section": (), "rule": "",
        "score": 1.0, "name": name, "indicator": {"税收": "tax"}.get(name, ""), "subject": "", "value": number,
        "unit": unit, "base_value": number, "base_unit": unit, "bound": "exact", "measure": "level", "status": "actual",
        "basis": "", "period": "", "masked": value is None, "sentence": text,
    }  # fmt: skip
    return IndicatorRecord(**values | other)


def fact(text: str, value: Any, of: DocumentRecord | None = None, name: str = "税收", **other: Any) -> Fact:
    """A `figure` of a `document`."""
    of = of or document()
    return Fact(figure(text, value, name, **{"source": of.source, **other}), of, of.park)
