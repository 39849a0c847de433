"""Findings of the audit as cards, each with the words it rests on."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from summarymine.corpus.findings import KINDS, SEVERITIES
from summarymine.report.model import Card, Cell, Grid, Part, Section
from summarymine.report.words import said_period

if TYPE_CHECKING:
    from decimal import Decimal

    from summarymine.corpus.findings import Finding
    from summarymine.report.material import Material

CARDS, QUOTES = 300, 6
ELSEWHERE = frozenset({"problem_recurring"})
"""Kinds that have a table in another section."""

SEVERITY_ZH = {"high": "必有一误", "medium": "很可能有误", "low": "值得一看"}


def audited(material: Material) -> Section | None:
    """Counts by kind and severity, then a card a finding, the gravest first; None where no audit was made."""
    findings = material.findings
    if findings is None:
        return None
    order = list(KINDS)
    listed = sorted(
        findings,
        key=lambda one: (SEVERITIES.index(one.severity), order.index(one.kind), one.park, one.period, one.message),
    )
    counts = Counter((one.kind, one.severity) for one in listed)
    rows = [
        (Cell(zh), *(Cell(counts[kind, severity] or "") for severity in SEVERITIES))
        for kind, zh in KINDS.items()
        if any(counts[kind, severity] for severity in SEVERITIES)
    ]
    note = "机器按原文的数字算出来的疑点，已留出四舍五入的余地；谁对谁错要人来看。反复出现的问题列在“问题”一节。"
    if not listed:
        return Section("findings", "审核发现", "没有发现。" + note)
    summary = Grid("审核发现", ("种类", *(SEVERITY_ZH[severity] for severity in SEVERITIES)), rows, sheet=False)
    shown = [one for one in listed if one.kind not in ELSEWHERE]
    cards = tuple(_card(material, one) for one in shown[:CARDS])
    left = len(shown) - len(cards)
    more = f"只列前 {CARDS} 条，另有 {left} 条，用 summarymine audit 全部导出。" if left else ""
    return Section("findings", "审核发现", note + more, (Part(grids=(summary,)), Part(cards=cards)))


def _card(material: Material, one: Finding) -> Card:
    known = [name for name in dict.fromkeys(one.records) if name in material.archive.records]
    park = material.parks.get(one.park, one.park)
    return Card(
        KINDS[one.kind], one.severity, park, said_period(one.period), one.message, _arithmetic(one), tuple(known[:QUOTES]),
        max(len(known) - QUOTES, 0),
    )  # fmt: skip


def _arithmetic(one: Finding) -> str:
    told = [("原文", one.stated), ("算得", one.computed)]
    return "，".join(f"{word} {_digits(value)}{one.unit}" for word, value in told if value is not None)


def _digits(value: Decimal) -> str:
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
