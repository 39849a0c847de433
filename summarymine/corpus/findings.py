"""Findings of an audit: what cannot be right, or comes back, with all the evidence and the arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

KINDS = {
    "completion": "完成率与数值不符",
    "growth": "增速与数值不符",
    "parts": "分项与合计不符",
    "share": "占比超出可能",
    "conflict": "同一指标数值不一",
    "shrinking": "累计数变小",
    "magnitude": "数量级可疑",
    "target_replaced": "目标前后不一",
    "stage": "项目阶段倒退",
    "project_stalled": "项目多年未进展",
    "project_gone": "项目不再提起",
    "problem_recurring": "问题反复出现",
}
"""Kinds of findings with their Chinese names."""

SEVERITIES = ("high", "medium", "low")
"""High: it cannot be right however it was rounded; medium: hardly; low: worth a look."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at.

    ``records`` are the ids of all records involved, ``computed`` and ``stated`` the two values in ``unit``, where it is about
    values; ``message`` is a Chinese sentence with the arithmetic and the tolerance of rounding.
    """

    kind: str
    severity: str
    park: str
    period: str
    message: str
    records: tuple[str, ...]
    computed: Decimal | None = None
    stated: Decimal | None = None
    unit: str = ""
