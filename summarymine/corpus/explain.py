"""What two figures for one cell may differ by, as far as the texts let one say."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarymine.corpus.facts import Fact

_SLIPS = {Decimal(10) ** power: word for power, word in ((4, "万、亿"), (8, "元、亿"), (1, "小数点"))}
_NEAR = Decimal("0.001")


def explained(best: Fact, other: Fact) -> str:
    """Why *other* says another value than the preferred figure: its words, a slip of magnitude, a later report; "" where
    nothing tells."""
    if best.value is None or other.value is None or best.value == other.value:
        return ""
    reasons = []
    if best.record.name != other.record.name:
        reasons.append(f"名称不同：{best.record.name}、{other.record.name}")
    if slip := magnitude_slip(best.value, other.value):
        reasons.append(f"疑{slip}之误")
    if other.record.bound != "exact":
        reasons.append("约数")
    if other.document.period > best.document.period:
        reasons.append("后来的报告另有说法")
    elif other.document.period < best.document.period:
        reasons.append("早先的报告另有说法")
    return "；".join(reasons)


def magnitude_slip(one: Decimal, other: Decimal) -> str:
    """Which magnitudes were taken for each other, where the values are the same but for that; else "".

    >>> magnitude_slip(Decimal("8e8"), Decimal("8e4")), magnitude_slip(Decimal(8), Decimal(9))
    ('万、亿', '')
    """
    small, large = sorted((abs(one), abs(other)))
    if not small:
        return ""
    found = (word for size, word in _SLIPS.items() if abs(large / small / size - 1) < _NEAR)
    return next(found, "")
