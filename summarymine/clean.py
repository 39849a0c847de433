"""Cleaning: an article's text becomes a `TextView` that is pleasant to match on.

Reading guide. Three steps, each of which knows where its characters came from:

1. `fold` changes characters one for one: full width to half width (and ASCII punctuation to Chinese),
   traditional to simplified.
2. `edits` finds pieces to leave out or to replace: zero-width characters, pinyin glosses, markup, spaces
   inside numbers, ``2。87`` for ``2.87``.
3. `layout.lay_out` leaves out noise lines and joins broken ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import opencc
import regex

from summarymine.document import TextView
from summarymine.layout import lay_out

_FOLD = (
    {full: full - 0xFEE0 for full in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
    | dict(zip(map(ord, "％．／＋＊＃＠＆＝～〜∼﹪〇○◯―–─－–"), "%./+*#@&=~~~%〇〇〇———--", strict=True))
    | dict(zip(map(ord, ",;:()?!﹐﹔﹕（）"), "，；：（）？！，；：（）", strict=True))
    | dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2009\u3000\t\v\f"), " ")
)

# A space between two of these may stand where a number was dropped: 完成产值 亿元.
UNIT_AHEAD = r"(?:万亿|亿|万|千|百)?(?:元|美元|平方|公里|亩|吨|公顷|家|户|人|个|项|米|套|%|‰)"

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"

_EDITS = regex.compile(
    rf"""
      (?P<drop> [\u200b-\u200f\u2060\ufeff\u00ad`] )
    | (?P<newline> \r\n? )
    | (?P<pinyin> (?<=\p{{Han}}) （ (?=[a-z]{{0,5}}[{_TONED}]) [a-zü{_TONED}]{{1,6}} ） )
    | (?P<power> <sup> [23] </sup> )
    | (?P<tag> </?[a-zA-Z][^<>\n]{{0,60}}> | \[\^\d{{1,2}}\]：? )
    | (?P<entity> &(?:nbsp|ensp|emsp|amp|lt|gt|quot|ldquo|rdquo)[;；] )
    | (?P<escape> \\ (?=[*_.#\[\]（）|~-]) )
    | (?P<point> (?<![\n]\ {{0,4}}\d{{1,2}}) (?<=\d) (?: \ \.\ ? | \.\  | 。(?!\d{{4}}年) ) (?=\d) )
    | (?P<comma> (?<=(?<![\d.])\d{{1,3}}) ， (?=\d{{3}}(?!\d)) )
    | (?P<indent> (?<=\n)\ {{1,80}} | (?<!\ )\ {{1,80}}(?=\r?\n) )
    | (?P<dot> (?<=\p{{Han}}) \. (?=\p{{Han}}) )
    | (?P<junk> (?<=[。！？；”]) (?=[A-Za-z]{{0,3}}\d) (?=\d{{0,3}}[A-Za-z]) [A-Za-z0-9]{{3,4}} (?=\ {{0,4}}(?:\r?\n|$)) )
    | (?P<wide> \ {{3,80}} )
    | (?P<space> (?<!\ )\ (?!\ ) (?:
          (?<=\d\ )(?=[\p{{Han}}%‰]) | (?<=\p{{Han}}\ )(?=[\d*×]) | (?<=(?<![\d.])\d\ )(?=\d(?:\ |\p{{Han}}|%)) | (?<=\p{{Han}}\d\ )(?=\d{{1,3}}(?:\.\d{{1,4}})?[亿万%])
        | (?<=[\p{{Han}}，、。；：）”]\ )(?=[\p{{Han}}（“])(?!{UNIT_AHEAD}) | (?=[，。；：、）]) ) )
    """,
    regex.VERBOSE | regex.VERSION1,
)
_REPLACED = {"newline": "\n", "point": ".", "wide": "  "}
_ENTITIES = {"nbsp": " ", "ensp": " ", "emsp": " ", "amp": "&", "lt": "<", "gt": ">", "quot": '"', "ldquo": "“", "rdquo": "”"}
_BOLD = regex.compile(r"(?<![\p{L}\p{N}*])\*\*(?=[^*\s])[^*\n]{1,80}\*\*(?!\*)")
_SPACED_NUMBER = regex.compile(r"(?<![\d.]|\d )\d(?: \d){2,15}(?! ?\d)")
_TABLE_LINE = regex.compile(r"(?m)^ {0,60}[^\s。；]{1,30}(?: {1,40}[^\s。；，]{1,16}){2,20} {0,60}$")
_NUMBER_CELL = regex.compile(r"(?<= )[-+]?\d[\d.]{0,15}%?(?= |$)")


@cache
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def fold(text: str) -> str:
    """The text with every character replaced by its usual form; as many characters as before.

    >>> fold("完成產值３．５億元,增長８％")
    '完成产值3.5亿元，增长8%'
    """
    folded = text.translate(_FOLD)
    simple = _simplifier().convert(folded)
    if len(simple) == len(folded):
        return str(simple)
    # A phrase changed its length, which t2s does not promise never to do: convert character by character.
    return "".join(c if len(c) == 1 else raw for raw, c in ((raw, _simplifier().convert(raw)) for raw in folded))


def edits(folded: str) -> Iterator[tuple[int, int, str]]:
    """What to replace in a folded text: ``(start, end, replacement)``, in order, not overlapping."""
    tables = [
        (line.start(), line.end())
        for line in _TABLE_LINE.finditer(folded)
        if len(_NUMBER_CELL.findall(line.group())) > 1 and not _SPACED_NUMBER.search(line.group())
    ]
    bold = {place for match in _BOLD.finditer(folded) for place in (match.start(), match.end() - 2)}
    table = iter([*tables, (len(folded) + 1, len(folded) + 1)])
    begin, end = next(table)
    last = 0
    marks = sorted((place, place + 2, "") for place in bold)
    for start, stop, text in sorted([*marks, *_matches(folded)]):
        while start >= end:
            begin, end = next(table)
        in_table = begin <= start and text == "" and folded[start:stop] == " "
        if start >= last and not in_table:
            yield start, stop, text
            last = stop


def _matches(folded: str) -> Iterator[tuple[int, int, str]]:
    for match in _EDITS.finditer(folded):
        kind = match.lastgroup or ""
        text = _REPLACED.get(kind, "")
        if kind == "power":
            text = "²" if match.group()[5] == "2" else "³"
        elif kind == "entity":
            text = _ENTITIES[match.group()[1:-1]]
        yield match.start(), match.end(), text


def clean(text: str) -> TextView:
    """The view of an article's text; its offsets refer to *text*.

    >>> view = clean("完成投资 2。87亿元，同比增\\n长 8 %。")
    >>> view.text
    '完成投资2.87亿元，同比增长8%。'
    >>> span = view.span(view.text.index("2.87"), view.text.index("，"))
    >>> span.of("完成投资 2。87亿元，同比增\\n长 8 %。")
    '2。87亿元'
    """
    folded = fold(text)
    pieces: list[tuple[int, int, str]] = []
    at = 0
    for start, end, new in edits(folded):
        if start > at:
            pieces.append((at, start, folded[at:start]))
        if new:
            pieces.append((start, end, new))
        at = end
    pieces.append((at, len(folded), folded[at:]))
    return lay_out(TextView.build(text, pieces))
