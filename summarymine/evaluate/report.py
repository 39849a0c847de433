"""Scores and errors as a terminal shows them. Nothing is read or printed here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table

from summarymine.records import KINDS, columns_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from summarymine.evaluate.scores import Scores

_ROWS = {
    "indicator found": "指标找到",
    "indicator row": "五项全对",
    "date found": "日期找到",
    "date value": "日期换算正确",
    "project": "项目",
    "problem": "问题",
    "section": "章节",
}
_RATES = {"P": "准确率", "R": "召回率", "F1": "F1 值"}
_COUNTS = {"gold": "标注", "got": "记录", "hit": "命中"}


def render(scores: Scores) -> Group:
    """Two tables: what is found, with rates and counts; and of what is found, the share that is right in each field.

    >>> from rich.console import Console
    >>> from summarymine.evaluate.scores import Evaluation
    >>> Console(width=80).print(render(Evaluation([], []).scores())) # doctest: +ELLIPSIS
                               准确率   召回率   F1 值   标注   记录   命中
                                    P        R      F1   gold    got    hit
    指标找到 indicator found   0.0000   0.0000  0.0000      0      0      0
    ...
    """
    found = _table("", *(f"{zh}\n{name}" for name, zh in (_RATES | _COUNTS).items()))
    for row, zh in _ROWS.items():
        rates = [f"{scores[row][name]:.4f}" for name in _RATES]
        counts = [str(scores[row][name]) if name in scores[row] else "" for name in _COUNTS]
        found.add_row(f"{zh} {row}", *rates, *counts)
    right = _table("其中正确 / of these right", "")
    for name, share in scores["indicator fields"].items():
        right.add_row(_field("indicator", name), f"{share:.4f}")
    for kind, name in (("project", "stage"), ("problem", "category"), ("section", "role")):
        right.add_row(_field(kind, name), f"{scores[kind][name]:.4f}")
    return Group(found, "", right)


def error_lines(errors: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The errors of each kind under their number, one a line, without what would drive a terminal.

    >>> list(error_lines({"extra": ["a 「3\\n家」 企业"]}))
    ['', '== extra (1)', 'a 「3 家」 企业']
    """
    for kind, lines in errors.items():
        yield from ("", f"== {kind} ({len(lines)})")
        yield from ("".join(char if char.isprintable() else " " for char in line) for line in lines)


def _table(first: str, *others: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column(first, no_wrap=True)
    for head in others:
        table.add_column(head, justify="right", no_wrap=True)
    return table


def _field(kind: str, name: str) -> str:
    [zh] = [column.zh for column in columns_of(kind) if column.name == name]
    sheet = KINDS[kind].sheet
    return f"{sheet}：{zh.removeprefix(sheet)} {kind} {name}"
