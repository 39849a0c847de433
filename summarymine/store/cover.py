"""The first sheet of the workbook: what was read, what the sheets are, what the words mean, what failed."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from summarymine import __version__
from summarymine.lexicons.labels import NOTES
from summarymine.records import KINDS, columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from summarymine.lexicons.labels import Labels
    from summarymine.store.failures import Failure

COVER_WIDTHS = (24, 20, 14, 90)
"""Widths of the four columns, in characters."""

CoverRow: TypeAlias = tuple[str, tuple[str | int, ...]]
"""How a row looks (title, heading, wrap) and its cells."""


def cover_rows(
    files: int, counts: Mapping[str, int], failures: Sequence[Failure], labels: Labels
) -> Iterator[CoverRow]:
    """The rows from top to bottom. *counts* holds the number of records of each kind, *files* that of files read.

    >>> from summarymine.lexicons.labels import load_labels
    >>> rows = list(cover_rows(2, dict.fromkeys(KINDS, 0), [], load_labels()))
    >>> rows[0], rows[2]
    (('title', ('工作总结数据',)), ('wrap', ('读取的文件', 2)))
    """
    words = labels.cover
    yield "title", (words["title"],)
    yield "wrap", (words["version"], f"summarymine {__version__}")
    yield "wrap", (words["files"], files)
    yield "wrap", (words["failures"], len(failures))
    for at, note in enumerate(NOTES):
        yield "wrap", ("" if at else words["note"], "", "", words[note])
    yield "wrap", ()
    yield "heading", (words["sheet"], words["rows"], "", words["content"])
    for name, kind in KINDS.items():
        yield "wrap", (kind.sheet, counts[name], "", labels.sheets[name])
    yield "wrap", ()
    yield "heading", (words["column"], words["word"], words["code"], words["meaning"])
    headings = {column.name: column.zh for kind in KINDS.values() for column in columns(kind)}
    for names, codes in labels.tables():
        for at, (code, label) in enumerate(codes.items()):
            yield "wrap", ("" if at else "、".join(map(headings.__getitem__, names)), label.label, code, label.about)
    if failures:
        yield "wrap", ()
        yield "heading", (words["file"], words["stage"], "", words["reason"])
    for failure in failures:
        yield "wrap", (failure.source, failure.stage, "", failure.reason)
