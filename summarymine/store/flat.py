"""A record as one table row. Frames, CSV, XLSX and DuckDB all take their cells from here, so they agree.

A value, which may be a range, becomes two numbers: ``value`` is the number or the lower end, ``value_high`` the
upper end, empty unless the value is a range.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from summarymine.records import Column, Record, columns_of, from_dict, to_dict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Cell: TypeAlias = str | int | float | bool | None
"""What stands in a table cell; None is an empty cell."""

_HIGH = "_high"


@cache
def flat_columns(kind: str) -> tuple[Column, ...]:
    """The table columns of a record kind: those of `records.columns`, with two for every value.

    >>> [c.name for c in flat_columns("indicator") if c.type == "value"]
    ['value', 'value_high', 'base_value', 'base_value_high']
    """
    return tuple(_flat_columns(columns_of(kind)))


def _flat_columns(cols: Iterable[Column]) -> Iterator[Column]:
    for column in cols:
        if column.type != "value":
            yield column
            continue
        yield replace(column, about=f"{column.about} (the lower end of a range)")
        about = f"{column.about} (the upper end of a range; empty unless it is one)"
        yield replace(column, name=column.name + _HIGH, zh=f"{column.zh}上限", about=about)


def spread(record: Record) -> dict[str, Any]:
    """The record as cells by column name, lists (headings, mentions) still lists.

    >>> from summarymine.records import ProblemRecord
    >>> problem = ProblemRecord(id="p", source="s.txt", article=1, start=9, end=15, text="供水管网老化", rule="problem",
    ...                         section=("二、存在问题",), score=1.0, category="基础设施")
    >>> spread(problem)["section"], spread(problem)["category"]
    (['二、存在问题'], '基础设施')

    Half of a surrogate pair, which no file format can hold, becomes ``\\ufffd``: lengths stay.
    """
    data = to_dict(record)
    row: dict[str, Any] = {}
    for column in columns_of(record.record):
        cell = data[column.name]
        if column.type == "value":
            low, high = cell if isinstance(cell, list) else (cell, None)
            row[column.name], row[column.name + _HIGH] = low, high
        else:
            row[column.name] = _encodable(cell)
    return row


def gathered(kind: str, row: Mapping[str, Any]) -> Record:
    """The record that `spread` made a row of.

    >>> from summarymine.records import ProblemRecord
    >>> problem = ProblemRecord(id="p", source="s.txt", article=1, start=9, end=15, text="供水管网老化", rule="problem",
    ...                         section=("二、存在问题",), score=1.0, category="基础设施")
    >>> gathered("problem", spread(problem)) == problem
    True
    """
    data = dict(row)
    for column in columns_of(kind):
        if column.type == "value" and (high := data.pop(column.name + _HIGH)) is not None:
            data[column.name] = [data[column.name], high]
    return from_dict({"record": kind, **data})


def flat(record: Record) -> dict[str, Cell]:
    """The record as a table row: headings joined by `` > ``, mentions as JSON.

    >>> from summarymine.records import DateRecord
    >>> date = DateRecord(id="a", source="s.txt", article=1, start=9, end=14, text="2010年", rule="date.year",
    ...                   section=("一、回顾", "(一)产值"), score=1.0, value="2010", masked=False)
    >>> flat(date)["section"]
    '一、回顾 > (一)产值'
    """
    row = spread(record)
    for column in columns_of(record.record):
        if column.type == "texts":
            row[column.name] = " > ".join(row[column.name])
        elif column.type == "mentions":
            row[column.name] = json.dumps(row[column.name], ensure_ascii=False)
    return row


def encodable(text: str) -> str:
    """The text with every half of a surrogate pair replaced by ``\\ufffd``.

    >>> encodable("税收\\ud8003亿元")
    '税收\ufffd3亿元'
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    return text


def _encodable(cell: Any) -> Any:
    if isinstance(cell, str):
        return encodable(cell)
    if isinstance(cell, list):
        return [_encodable(item) for item in cell]
    if isinstance(cell, dict):
        return {key: _encodable(item) for key, item in cell.items()}
    return cell
