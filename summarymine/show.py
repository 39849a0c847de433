"""A record and its evidence, as a terminal shows them: `find` picks records, `render` draws one.

Nothing is read or printed here, and nothing of a source text is taken for markup or for a terminal's commands.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from rich.text import Text

from summarymine.document import Source, Span
from summarymine.lexicons.labels import load_labels
from summarymine.records import Column, Mention, Record, columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

_KIND = "bold"
_HEADING = "cyan"
_EVIDENCE = "bold black on yellow"
_AROUND = "dim"
_ENDS = "。！？；!?;\r\n"
_PROSE_FROM = 60  # a column this wide repeats what the context shows anyway

# Escape sequences would drive the terminal, bidirectional marks would reorder the line, and half of a surrogate pair
# cannot be printed at all.
_VISIBLE: dict[int, int | str | None] = (
    dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000)], 0xFFFD)
    | dict.fromkeys([*map(ord, "\t\n\v\f\r\x85\u2028\u2029")], " ")
    | dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], None)
)


def find(records: Iterable[Record], id_prefix: str | None = None, source: str | None = None) -> Iterator[Record]:
    """The records whose id begins with *id_prefix* and whose file is *source*, in their order; None asks for all.

    *source* is a path as the records have it, or its end: ``总结.txt`` finds ``2019年/总结.txt``.

    >>> list(find([], "ind-1"))
    []
    """
    for record in records:
        if id_prefix is not None and not record.id.startswith(id_prefix):
            continue
        if source is None or f"/{record.source}".endswith(f"/{source}"):
            yield record


def render(record: Record, source: Source, context: int = 60) -> Text:
    """The record's fields under their Chinese headings, then its evidence inside the text around it.

    *context* is the number of characters shown on either side, fewer where a sentence begins or ends near its edge.
    The evidence of a project is every form of its name, in the place where it stands first.

    >>> from summarymine.records import DateRecord
    >>> source = Source.of_text("工作回顾。2019年,园区税收3亿元。", "总结.txt")
    >>> date = DateRecord(id="d1", source="总结.txt", article=1, start=5, end=10, text="2019年", section=(),
    ...                   rule="date.year", score=1.0, value="2019", masked=False)
    >>> print(render(date, source))
    日期 d1
    文件 总结.txt · 篇 1
    日期值 2019
    <BLANKLINE>
    工作回顾。2019年,园区税收3亿元。

    Raises ValueError where the record is not of this source.
    """
    if record.source != source.path or Span(record.start, record.end).of(source.text) != record.text:
        raise ValueError(f"record {record.id} is not of source {source.path}")
    shared = {column.name for column in columns(Record)}
    text = Text(f"{record.sheet} ", style="")
    text.append(_visible(record.id), _KIND)
    _append_fields(text, record, [c for c in columns(Record) if c.name in ("source", "article", "section")])
    _append_fields(text, record, [c for c in columns(type(record)) if c.name not in shared and c.width < _PROSE_FROM])
    mentions = [column for column in columns(type(record)) if column.type == "mentions"]
    for column in mentions:
        _append_mentions(text, source.text, column, getattr(record, column.name), context)
    if not mentions:
        text.append("\n\n")
        _append_context(text, source.text, Span(record.start, record.end), context)
    return text


def _append_fields(text: Text, record: Record, cols: Iterable[Column]) -> None:
    before = "\n"
    for column in cols:
        if shown := _shown(column, record):
            text.append(before)
            text.append(f"{column.zh} ", _HEADING)
            text.append(_visible(shown))
            before = " · "


def _shown(column: Column, record: Record) -> str:
    """The field for a reader; empty for what is empty, and for mentions, which are shown in their places."""
    value: Any = getattr(record, column.name)
    labels = load_labels()
    if column.type == "value":
        if value is None:
            return labels.words["masked"] if column.name == "value" and getattr(record, "masked", False) else ""
        return "–".join(map(_digits, value)) if isinstance(value, tuple) else _digits(value)
    if column.type == "boolean":
        return labels.words["yes"] if value else ""
    if column.type == "texts":
        return " > ".join(value)
    if column.type == "mentions":
        return ""
    return labels.of(column.name, value) if column.values else str(value)


def _digits(number: Decimal) -> str:
    digits = f"{number:,f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _append_mentions(text: Text, source: str, column: Column, mentions: Iterable[Mention], context: int) -> None:
    first: dict[str, Mention] = {}
    times: Counter[str] = Counter()
    for mention in mentions:
        first.setdefault(mention.text, mention)
        times[mention.text] += 1
    for form, mention in first.items():
        text.append("\n\n")
        text.append(f"{column.zh} ", _HEADING)
        text.append(f"{_visible(form)} ×{times[form]}\n")
        _append_context(text, source, Span(mention.start, mention.end), context)


def _append_context(text: Text, source: str, span: Span, width: int) -> None:
    text.append(_visible(_before(source, span.start, width)), _AROUND)
    text.append(_visible(span.of(source)), _EVIDENCE)
    text.append(_visible(_after(source, span.end, width)), _AROUND)


def _before(text: str, start: int, width: int) -> str:
    """At most *width* characters before *start*, from a sentence's beginning where one is in the far half of them."""
    low = start - width
    if low <= 0:
        return text[:start].lstrip()
    for at in range(low, low + width // 2 + 1):
        if text[at - 1] in _ENDS:
            return text[at:start].lstrip()
    return "…" + text[low:start]


def _after(text: str, end: int, width: int) -> str:
    """At most *width* characters from *end* on, up to a sentence's end where one is in the far half of them."""
    high = end + width
    if high >= len(text):
        return text[end:].rstrip()
    for at in range(high, high - width // 2 - 1, -1):
        if text[at - 1] in _ENDS:
            return text[end:at].rstrip()
    return text[end:high] + "…"


def _visible(text: str) -> str:
    return text.replace("\r\n", "\n").translate(_VISIBLE)
