"""The public contract: one frozen dataclass a record kind, its JSON schema, its table columns.

Every writer reads its fields from here; nothing else lists them. A field carries its Chinese heading, its
meaning and, where it has one, the closed list of its values, so that schema, CSV, XLSX and DuckDB agree.

The meaning of each field follows `docs/records.md`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, ClassVar, TypeAlias

Number: TypeAlias = Decimal | tuple[Decimal, Decimal] | None
"""A value: one number, a range (low, high), or None where the text hides it."""

ROLES = ("overview", "achievement", "problem", "plan", "experience", "other")
BOUNDS = ("exact", "approx", "at_least", "at_most")
MEASURES = ("level", "growth", "change", "share", "completion")
STATUSES = ("actual", "target", "forecast", "previous")
BASES = ("", "yoy", "mom", "other", "target")
STAGES = ("", "planned", "signed", "preparing", "building", "trial", "done", "stalled")
TYPES = ("总结", "总结与计划", "计划", "方案通知", "汇报", "其他")
ORIGINS = ("", "title", "text", "signature", "file", "folder", "manifest")
CATEGORIES = (
    "土地", "资金", "基础设施", "项目推进", "招商引资", "产业结构", "人才队伍",
    "环保节能", "安全生产", "管理机制", "服务效能", "思想认识", "外部环境", "其他",
)  # fmt: skip


def column(zh: str, about: str, values: tuple[str, ...] = (), width: int = 12) -> Any:
    """A dataclass field with its Chinese heading, meaning, closed list of values and width in characters."""
    return dataclasses.field(metadata={"zh": zh, "about": about, "values": values, "width": width})


@dataclass(frozen=True, slots=True)
class Mention:
    """One verbatim form of a project's name and its place in the source text."""

    start: int = column("起", "first character in the source text")
    end: int = column("止", "character after the last")
    text: str = column("原文", "exactly source_text[start:end]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has. ``text`` is exactly ``source_text[start:end]``."""

    record: ClassVar[str] = ""
    sheet: ClassVar[str] = ""

    id: str = column("编号", "stable: the same input and configuration give the same id", width=18)
    source: str = column("文件", "path relative to the input, / between folders", width=28)
    article: int = column("篇", "number of the article in its file, from 1", width=5)
    start: int = column("起", "first character in the decoded source text", width=8)
    end: int = column("止", "character after the last", width=8)
    text: str = column("原文", "exactly source_text[start:end]", width=24)
    section: tuple[str, ...] = column("所在章节", "headings from the outermost to the innermost", width=30)
    rule: str = column("规则", "the rule or model that made the record", width=18)
    score: float = column("置信度", "0 to 1", width=8)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecord(Record):
    """One article: what it is, whose, and which time it covers."""

    record: ClassVar[str] = "document"
    sheet: ClassVar[str] = "文档"

    title: str = column("标题", "verbatim, cleaned of site noise", width=44)
    org: str = column("报告单位", "who reports, as written; empty if unsaid", width=26)
    park: str = column("园区", "the park the article is about; empty if unknown", width=22)
    park_origin: str = column("园区出处", "what says so", ORIGINS, width=10)
    type: str = column("文种", "kind of text", TYPES)
    period: str = column("报告期", "what the summary covers: 2010, XXXX-01/XXXX-06; empty if unknowable", width=18)
    year: str = column("年份", "the year of that, of several the last; empty if unknown", width=8)
    year_origin: str = column("年份出处", "what says so", ORIGINS, width=10)
    signed: str = column("落款日期", "date at the end; empty if there is none", width=14)
    conflicts: str = column(
        "冲突", "where text, path and manifest disagree on park or year; empty if they do not", width=34
    )
    sha256: str = column("文件哈希", "SHA-256 of the file's bytes", width=20)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRecord(Record):
    """A heading; ``start``, ``end`` and ``text`` are those of the heading, the body has its own offsets."""

    record: ClassVar[str] = "section"
    sheet: ClassVar[str] = "章节"

    level: int = column("级", "1 = 一、 2 = (一) 3 = 1、 4 = 一是 or ①", width=5)
    role: str = column("角色", "what the section is for", ROLES)
    body_start: int = column("正文起", "first character of the body", width=9)
    body_end: int = column("正文止", "character after the body's last", width=9)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRecord(Record):
    """A quantified fact: how much of something was done, exists, is planned or changed."""

    record: ClassVar[str] = "indicator"
    sheet: ClassVar[str] = "指标"

    name: str = column("指标名称", "what is measured, as a table heading would say it", width=28)
    indicator: str = column("标准指标", "id in the taxonomy, or empty", width=18)
    subject: str = column("主体", "whose figure it is when not the park's own", width=20)
    value: Number = column("数值", "magnitude multiplied out; null where masked; [low, high] for a range", width=18)
    unit: str = column("单位", "without its magnitude; empty when there is none", width=10)
    base_value: Number = column("基准数值", "the value in the base unit of its dimension", width=18)
    base_unit: str = column("基准单位", "base unit of the dimension: 亩 → 平方米", width=10)
    bound: str = column("界限", "exact, about, or a limit", BOUNDS, width=10)
    measure: str = column("口径", "amount, rate of change, absolute change, part of a whole, part of a plan", MEASURES)
    status: str = column("状态", "result, goal, expectation or earlier period", STATUSES, width=10)
    basis: str = column("比较基础", "what growth, change and completion are measured against", BASES, width=10)
    period: str = column("时期", "the time the figure covers; empty = the document's own", width=18)
    masked: bool = column("数值被隐去", "true where the text hides the value", width=12)
    sentence: str = column("证据句", "the sentence that holds the figure, as it stands in the source", width=80)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRecord(Record):
    """An expression that can be put on a calendar."""

    record: ClassVar[str] = "date"
    sheet: ClassVar[str] = "日期"

    value: str = column("日期值", "2010, 2009-11-09, 2009-01/2009-09, XXXX-05", width=22)
    masked: bool = column("不完整", "true where a part of the date is hidden or not known", width=9)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectRecord(Record):
    """A named undertaking to build, expand, install, rebuild, relocate or develop something."""

    record: ClassVar[str] = "project"
    sheet: ClassVar[str] = "项目"

    name: str = column("项目名称", "the fullest name in the article", width=36)
    mentions: tuple[Mention, ...] = column("提及", "every verbatim form with its place", width=30)
    stage: str = column("阶段", "the furthest stage said", STAGES, width=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemRecord(Record):
    """A statement that something is wrong, lacking, late, insufficient or hard."""

    record: ClassVar[str] = "problem"
    sheet: ClassVar[str] = "问题"

    category: str = column("类别", "one of the fourteen", CATEGORIES)


KINDS: Mapping[str, type[Record]] = {
    kind.record: kind
    for kind in (DocumentRecord, IndicatorRecord, ProjectRecord, ProblemRecord, DateRecord, SectionRecord)
}
"""Record kinds by name, in the order in which people look at them."""


@dataclass(frozen=True, slots=True)
class Column:
    """A table column of a record kind: its name, headings, type and closed list of values."""

    name: str
    zh: str
    about: str
    type: str
    values: tuple[str, ...]
    width: int


_TYPES = {
    "str": "text", "int": "integer", "float": "number", "bool": "boolean", "Number": "value",
    "tuple[str, ...]": "texts", "tuple[Mention, ...]": "mentions",
}  # fmt: skip


def columns(kind: type[Record] | type[Mention]) -> tuple[Column, ...]:
    """The columns of a record kind, in their order.

    ``type`` is one of text, integer, number, boolean, value (a `Number`), texts, mentions.

    >>> [c.zh for c in columns(DateRecord)][-2:]
    ['日期值', '不完整']
    """
    return tuple(Column(name=f.name, type=_TYPES[str(f.type)], **f.metadata) for f in dataclasses.fields(kind))


@cache
def columns_of(kind: str) -> tuple[Column, ...]:
    """The `columns` of the record kind of that name, made once. Raises KeyError for an unknown kind.

    >>> columns_of("problem")[-1].zh
    '类别'
    """
    return columns(KINDS[kind])


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Mention):
        return {"start": value.start, "end": value.end, "text": value.text}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def to_dict(record: Record) -> dict[str, Any]:
    """The record as plain JSON values, its kind first.

    >>> date = DateRecord(id="a", source="s.txt", article=1, start=0, end=5, text="2010年", section=(),
    ...                   rule="date.year", score=1.0, value="2010", masked=False)
    >>> to_dict(date)["record"], to_dict(date)["value"]
    ('date', '2010')
    """
    return {"record": record.record} | {c.name: _plain(getattr(record, c.name)) for c in columns_of(record.record)}


def _number(value: Any) -> Number:
    if value is None:
        return None
    if isinstance(value, list):
        return (Decimal(str(value[0])), Decimal(str(value[1])))
    return Decimal(str(value))


def from_dict(data: Mapping[str, Any]) -> Record:
    """The record that `to_dict` printed. Raises KeyError for an unknown kind or a missing field."""
    kind = KINDS[data["record"]]
    values: dict[str, Any] = {}
    for col in columns_of(kind.record):
        value = data[col.name]
        if col.type == "texts":
            value = tuple(value)
        elif col.type == "mentions":
            value = tuple(Mention(**m) for m in value)
        elif col.type == "value":
            value = _number(value)
        values[col.name] = value
    return kind(**values)


_SCHEMA: Mapping[str, Any] = {
    "text": {"type": "string"},
    "integer": {"type": "integer", "minimum": 0},
    "number": {"type": "number", "minimum": 0, "maximum": 1},
    "boolean": {"type": "boolean"},
    "texts": {"type": "array", "items": {"type": "string"}},
    "value": {
        "anyOf": [
            {"type": "number"},
            {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
            {"type": "null"},
        ]
    },
}


def _property(col: Column) -> dict[str, Any]:
    if col.type == "mentions":
        schema: dict[str, Any] = {"type": "array", "items": _object(Mention), "minItems": 1}
    else:
        schema = dict(_SCHEMA[col.type])
    if col.values:
        schema["enum"] = list(col.values)
    return schema | {"title": col.zh, "description": col.about}


def _object(kind: type[Record] | type[Mention]) -> dict[str, Any]:
    cols = columns(kind)
    return {
        "type": "object",
        "properties": {c.name: _property(c) for c in cols},
        "required": [c.name for c in cols],
        "additionalProperties": False,
    }


def schema(kind: str) -> dict[str, Any]:
    """The JSON schema (draft 2020-12) of one record kind. Raises KeyError for an unknown kind.

    >>> schema("project")["properties"]["stage"]["enum"][1]
    'planned'
    """
    made = _object(KINDS[kind])
    made["properties"] = {"record": {"const": kind, "title": "记录"}} | made["properties"]
    made["required"] = ["record", *made["required"]]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": kind} | made


def schemas() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every kind with its JSON schema."""
    return ((kind, schema(kind)) for kind in KINDS)
