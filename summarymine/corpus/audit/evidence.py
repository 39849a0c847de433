"""The words that a finding rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from summarymine.records import IndicatorRecord, ProjectRecord, Record

if TYPE_CHECKING:
    from collections.abc import Mapping

_END = regex.compile(r"[。；;！？]|\n\s{0,8}\n|\n[ \t\u3000]{1,8}")
_REACH = 200
_ROW_REACH = 400
_SPACE = regex.compile(r"[\s\u200b]{1,80}")
_TOLD = 2


def evidence(record: Record, texts: Mapping[str, str]) -> str:
    """The sentence of a figure, the statement of a problem, what stands around the first names of a project."""
    if isinstance(record, IndicatorRecord):
        return flat(record.sentence)
    text = texts.get(record.source, "")
    if isinstance(record, ProjectRecord) and text:
        places = [sentence_at(text, mention.start, mention.end) for mention in record.mentions]
        return " … ".join(dict.fromkeys(flat(words) for words in places[:_TOLD]))
    return flat(record.text)


def sentence_at(text: str, start: int, end: int) -> str:
    """What stands around a place, to the nearest ends of a sentence; of a table the row.

    >>> sentence_at("税收3亿元。望春面业项目4月开工，主体封顶。用地紧张。", 6, 12)
    '望春面业项目4月开工，主体封顶'
    """
    opens = text.rfind("\n", max(0, start - _ROW_REACH), start) + 1
    line = text[opens : opens + _ROW_REACH].partition("\n")[0] if opens else ""
    if "|" in line:
        return line.strip("| ")
    before = text[max(0, start - _REACH) : start]
    opened = max((found.end() for found in _END.finditer(before)), default=0)
    after = text[end : end + _REACH]
    closed = _END.search(after)
    return before[opened:] + text[start:end] + (after[: closed.start()] if closed else after)


def flat(words: str) -> str:
    """Words on one line.

    >>> flat("园区税收 \\n3亿元")
    '园区税收3亿元'
    """
    return _SPACE.sub(lambda found: " " if found.group() == " " else "", words).strip()
