"""What the sheets of the workbook show: which columns, in which order, and what a person reads in a cell.

Reading guide: `sheet_columns` orders the columns, `sheet_row` adds to a record what its article knows, `sheet_cell`
says a cell in words, `cell_text` and `line_count` fit it into Excel. Nothing is written here.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from math import ceil
from typing import TYPE_CHECKING, Any, cast

import regex

from summarymine.records import Column, Record, columns_of
from summarymine.store.flat import Cell, flat_columns, spread
from summarymine.values.taxonomy import indicator_types

if TYPE_CHECKING:
    from collections.abc import Mapping

    from summarymine.lexicons.labels import Labels

TEXT_LIMIT = 32_767
"""Characters (UTF-16 units, as Excel counts) a cell can hold."""

CODES = ("rule", "start", "end", "body_start", "body_end", "sha256", "id")
"""Columns for programs, not for readers; the last ones of a sheet."""

_ARTICLE = {"article_park": 22, "article_period": 17}
_PLACE = {"source": 40, "article": 5, "section": 30, "place": 10}
_FRONT: Mapping[str, Mapping[str, int]] = {
    "document": {"park": 22, "period": 17, "title": 44},
    "indicator": _ARTICLE
    | {"name": 24, "subject": 16, "value": 16, "value_high": 12, "unit": 11, "measure": 8, "status": 8, "period": 17}
    | {"sentence": 70}
    | _PLACE,
    "project": _ARTICLE | {"name": 34, "stage": 8, "sentence": 60},
    "problem": _ARTICLE | {"text": 60},
    "date": _ARTICLE | {"value": 22, "masked": 10, "text": 24},
    "section": _ARTICLE | {"text": 44},
}
"""The first columns of a sheet with their widths. What else the kind has follows, then come place and codes."""
_LEFT_OUT = {"document": ("text", "section", "place")}  # the whole article, and the headings above it: there are none

_AROUND = 40
_ENDS = "。！？；\n"
_NOT_IN_XML = regex.compile(r"[\x00-\x08\x0B-\x1F\x7F-\x9F\uFFFE\uFFFF]")


@cache
def sheet_columns(kind: str) -> tuple[Column, ...]:
    """The columns of a sheet: whose and of when, what the kind says, where it stands, codes for programs.

    >>> [c.zh for c in sheet_columns("problem")]
    ['园区', '报告期', '原文', '类别', '文件', '篇', '所在章节', '页', '置信度', '规则', '起', '止', '编号']
    """
    columns = {column.name: column for column in (*_added_columns(kind), *flat_columns(kind))}
    for name in _LEFT_OUT.get(kind, ()):
        del columns[name]
    widths = _FRONT.get(kind, _ARTICLE)
    front = [replace(columns.pop(name), width=width) for name, width in widths.items()]
    place = [replace(columns.pop(name), width=width) for name, width in _PLACE.items() if name in columns]
    last = [columns.pop(name) for name in ("text", "score", *CODES) if name in columns]
    return (*front, *columns.values(), *place, *last)


def _added_columns(kind: str) -> list[Column]:
    """What a sheet has and its record has not, see `sheet_row`."""
    if kind == "document":
        return []
    article = {column.name: column for column in columns_of("document")}
    added = [replace(article[name], name=f"article_{name}") for name in ("park", "period")]
    if kind == "project":
        added.append(Column("sentence", "证据句", "the sentence, or a part of it, around the name", "text", (), 60))
    return added


def sheet_row(record: Record, article: Mapping[str, Any]) -> dict[str, Any]:
    """The cells of a record by column name, with park and period of its article, and the sentence around a project.

    *article* is the row of a ``document`` record, as `flat.spread` gives it. One of another article adds nothing.
    """
    row = spread(record)
    same = (row["source"], row["article"]) == (article.get("source"), article.get("article"))
    row["article_park"], row["article_period"] = (article["park"], article["period"]) if same else ("", "")
    if record.record == "project":
        row["sentence"] = row["text"]
        if same:
            row["sentence"] = around(article["text"], row["start"] - article["start"], row["end"] - article["start"])
    return row


def around(text: str, start: int, end: int) -> str:
    """Characters *start* to *end* with the rest of their sentence, of which at most forty characters on either side.

    >>> around("税收3亿元。恒泰纺织二期项目开工建设；青桐", 6, 14)
    '恒泰纺织二期项目开工建设；'
    """
    low, high = max(0, start - _AROUND), end + _AROUND
    begin = max(text.rfind(mark, low, start) + 1 for mark in _ENDS)
    stop = min((at + 1 for mark in _ENDS if (at := text.find(mark, end, high)) >= 0), default=len(text))
    before = text[begin:start] if begin or not low else "…" + text[low:start]
    after = text[end:stop] if stop <= high else text[end:high] + "…"
    return f"{before}{text[start:end]}{after}".strip()


def sheet_cell(column: Column, row: Mapping[str, Any], labels: Labels) -> Cell:
    """What a person reads in a cell: words for codes, 是 or 否, the distinct forms of a name, 隐去 for a hidden value.

    *row* is what `sheet_row` gives. A figure without a period of its own shows that of its article.

    >>> from summarymine.lexicons.labels import load_labels
    >>> measure = next(c for c in sheet_columns("indicator") if c.name == "measure")
    >>> sheet_cell(measure, {"measure": "growth"}, load_labels())
    '增速'
    """
    cell: Any = row[column.name]
    if column.type == "text":
        if column.values:
            cell = labels.of(column.name, cell)
        elif column.name == "indicator":
            cell = _indicator_names().get(cell, cell)
        elif column.name == "period":
            cell = cell or row.get("article_period", "")
    elif column.type == "texts":
        cell = " > ".join(cell)
    elif column.type == "mentions":
        cell = "；".join(dict.fromkeys(mention["text"] for mention in cell))
    elif column.type == "boolean":
        cell = labels.words["yes" if cell else "no"]
    elif column.name == "value" and column.type == "value" and cell is None and row["masked"]:
        cell = labels.words["masked"]
    return cast("Cell", cell)


@cache
def _indicator_names() -> Mapping[str, str]:
    return {kind.id: kind.name for kind in indicator_types().values()}


def cell_text(text: str) -> str:
    """The text as a cell can hold it: no control characters, at most `TEXT_LIMIT` characters.

    >>> cell_text("税收\\x073亿元"), len(cell_text("税" * 40_000))
    ('税收3亿元', 32767)
    """
    if not text.isprintable():
        text = _NOT_IN_XML.sub("", text)
    # XlsxWriter would write such a text as markup of its own, unescaped.
    if text.startswith("<r>") and text.endswith("</r>"):
        text += " "
    if len(text) <= TEXT_LIMIT // 2:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= TEXT_LIMIT * 2:
        return text
    return units[: (TEXT_LIMIT - 1) * 2].decode("utf-16-le", "ignore") + "…"


def line_count(text: str, width: int) -> int:
    """How many lines a text needs in a cell *width* characters wide that wraps; a Chinese character is two wide.

    >>> line_count("税收", 5), line_count("税收\\n产值35.6亿元", 8)
    (1, 3)
    """
    # A Chinese character is a little wider than two digits, and a line is seldom full to its last character.
    if len(text) * 2.16 <= width and "\n" not in text:
        return 1
    # Of UTF-8 a Chinese character takes three bytes and a digit one: (1 + 3) * 0.54 = 2.16.
    return sum(max(1, ceil((len(part) + len(part.encode())) * 0.54 / width)) for part in text.split("\n"))
