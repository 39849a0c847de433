"""Findings as tables: for files, and for people with the evidence below each finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.table import Table as Grid
from rich.text import Text

from summarymine.corpus.audit.evidence import evidence
from summarymine.corpus.findings import KINDS, SEVERITIES, Finding
from summarymine.errors import SummaryMineError
from summarymine.store.exports import Head, Table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from summarymine.corpus.archive import Archive

HEADS = (
    Head("kind", "类别", width=16),
    Head("severity", "程度", width=8),
    Head("message", "说明", width=80),
    Head("records", "记录编号", "texts", 36),
    Head("computed", "算得", "number", 14),
    Head("stated", "文中", "number", 14),
    Head("unit", "单位", width=8),
    Head("park", "园区", width=22),
    Head("period", "时期", width=16),
    Head("kind_zh", "类别名称", width=18),
    Head("sources", "文件", "texts", 40),
    Head("evidence", "证据", "texts", 100),
)
SEVERITY_ZH = {"high": "高", "medium": "中", "low": "低"}
_STYLE = {"high": "bold red", "medium": "yellow", "low": "dim"}
_SHOWN = 6


def chosen(findings: Iterable[Finding], kinds: Collection[str], severities: Collection[str]) -> list[Finding]:
    """The findings of these kinds and severities, of all where none is given. Raises SummaryMineError for another one."""
    for what, given, known in (("类别 / kind", kinds, KINDS), ("程度 / severity", severities, SEVERITIES)):
        for one in given:
            if one not in known:
                raise SummaryMineError(f"没有这个{what}: {one} ({', '.join(known)})")
    return [
        finding
        for finding in findings
        if (not kinds or finding.kind in kinds) and (not severities or finding.severity in severities)
    ]


def findings_table(findings: Iterable[Finding], archive: Archive) -> Table:
    """A finding a row."""
    return Table("审核", HEADS, [_row(finding, archive) for finding in findings])


def _row(finding: Finding, archive: Archive) -> tuple[object, ...]:
    records = [archive.records[id_] for id_ in finding.records]
    sources = tuple(dict.fromkeys(record.source for record in records))
    said = tuple(dict.fromkeys(evidence(record, archive.texts) for record in records))
    return (
        finding.kind, finding.severity, finding.message, finding.records, finding.computed, finding.stated, finding.unit,
        finding.park, finding.period, KINDS[finding.kind], sources, said,
    )  # fmt: skip


def grid(findings: Sequence[Finding], archive: Archive) -> Grid:
    """The findings for people: what is wrong, and below it where that is said."""
    made = Grid(box=box.HORIZONTALS, show_lines=True, expand=True, caption=_caption(findings))
    made.add_column("程度", width=4)
    made.add_column("类别", width=18, overflow="fold")
    made.add_column("园区、时期", width=20, overflow="fold")
    made.add_column("说明和证据", ratio=1, overflow="fold")
    for finding in findings:
        told = Text(finding.message)
        records = [archive.records[id_] for id_ in finding.records]
        said = dict.fromkeys((record.source, evidence(record, archive.texts)) for record in records)
        for source, words in list(said)[:_SHOWN]:
            told.append(f"\n{source}：{words}", style="dim")
        if len(said) > _SHOWN:
            told.append(f"\n…… 另有 {len(said) - _SHOWN} 处", style="dim")
        mark = Text(SEVERITY_ZH[finding.severity], style=_STYLE[finding.severity])
        made.add_row(mark, KINDS[finding.kind], f"{finding.park}\n{finding.period}", told)
    return made


def _caption(findings: Sequence[Finding]) -> str:
    counts = {name: sum(finding.severity == name for finding in findings) for name in SEVERITIES}
    told = "，".join(f"{SEVERITY_ZH[name]} {count}" for name, count in counts.items())
    return f"{len(findings)} 项：{told} / {len(findings)} findings"
