"""Cleaning: an article's text becomes a `TextView` that is pleasant to match on.

Reading guide. Five steps, each of which knows where its characters came from:

0. Rows of a table whose cells are parted by tabs get strokes, as in Markdown.
1. `fold` changes characters one for one: full width to half width (and ASCII punctuation to Chinese),
   traditional to simplified, every line end to a newline.
2. `legible` leaves out what cannot be seen: zero-width and control characters.
3. `edits` finds pieces to leave out or to replace: pinyin glosses, markup, spaces inside numbers, ``2。87`` for
   ``2.87``. The spaces of tables stay.
4. `layout.lay_out` leaves out noise lines and joins broken ones; numbers that were broken are mended after that.
"""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias
from unicodedata import normalize

import opencc
import regex

from summarymine.document import TextView
from summarymine.layout import lay_out, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Change: TypeAlias = tuple[int, int, str]
"""``(start, end, characters)``: what stands there instead."""

# PDF converters write radicals (⼯) and compatibility forms for the characters themselves.
_LOOKALIKES = {c: normalize("NFKC", chr(c)) for c in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00))}
_FOLD = (
    {full: full - 0xFEE0 for full in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
    | {c: form for c, form in _LOOKALIKES.items() if len(form) == 1}
    | dict(zip(map(ord, "％．／＋＊＃＠＆＝～〜∼﹪〇○◯―─－–−﹣"), "%./+*#@&=~~~%〇〇〇——----", strict=True))
    | dict(zip(map(ord, ",;:()?!﹐﹔﹕（）「」『』｡､"), "，；：（）？！，；：（）“”‘’。、", strict=True))
    | dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2009\u3000\t\v\f"), " ")
    | dict.fromkeys(map(ord, "\r\u0085\u2028\u2029"), "\n")
)

_UNSEEN = regex.compile(
    r"[\p{Default_Ignorable_Code_Point}\u0000-\u0008\u000e-\u001f\u007f\u20d0-\u20f0\u2800\ufff9-\ufffc`]"
    r"|(?<=[\p{Han}\d]\p{M}{0,3})\p{M}"  # strokes and rings drawn over characters
)
_MEASURED = r"(?:万亿|亿|万|千|百)?(?:元|美元|平方|公里|亩|吨|公顷|%|‰)"
_COUNTED = r"[家户人个项米套]"
# A space between two of these may stand where a number was dropped: 完成产值 亿元.
_UNIT_AHEAD = rf"(?:{_MEASURED}|{_COUNTED}(?:次|[，。；、）\s]|$))"
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_SMALL = "a-züɑɡ"

_EDITS = regex.compile(
    rf"""
      (?P<power> <sup> [23] </sup> )
    | (?P<tag> </?[a-zA-Z][^<>\n]{{0,60}}> | \[\^\d{{1,2}}\]：? )
    | (?P<entity> &(?:nbsp|ensp|emsp|amp|lt|gt|quot|ldquo|rdquo)[;；] )
    | (?P<escape> \\ (?=[*_.#\[\]（）|~+<>！"'$^@-]) )
    | (?P<enclosed> [㈠-㈩⑴-⒇⒈-⒛] )
    | (?P<comma> (?<=(?<![\d.])\d{{1,3}}) (?<!分别[^。；\n]{{0,16}}) ， (?=\d{{3}}(?!\d)) )
    | (?P<trailing> (?<!\ )\ {{1,80}}(?=\n) )
    | (?P<dot> (?<=\p{{Han}}) (?<!(?:^|\n)[\ \#*]{{0,8}}[一二三四五六七八九十]{{1,3}}) \. (?=\p{{Han}}) )
    | (?P<junk> (?<=[。！？；”]) (?=[A-Za-z]{{0,3}}\d) (?=\d{{0,3}}[A-Za-z]) [A-Za-z0-9]{{3,4}} (?=\ {{0,4}}(?:\n|$)) )
    | (?P<token> (?<=[。！？；”]) (?!\d{{1,4}}[A-Za-z]{{1,8}}(?![A-Za-z\d])) (?=[A-Za-z\d]{{0,7}}\d) (?=[A-Za-z\d]{{0,7}}[a-z])
        (?=[A-Za-z\d]{{0,7}}[A-Z]) [A-Za-z\d]{{3,8}} (?=\p{{Han}}) )
    | (?P<mixed> (?<=[。！？；”]) (?=[A-Za-z\d]{{6,8}}\p{{Han}}) (?:[A-Za-z]{{1,3}}\d{{1,3}}){{2,4}} (?=\p{{Han}}) )
    | (?P<wide> \ {{3,80}} )
    | (?P<space> (?<![ \n])\ (?!\ ) (?:
          (?<=\d\ )(?=[\p{{Han}}%‰]) | (?<=[\p{{Han}}，、。；：（）”]\ )(?=[\d*×])
        | (?<=(?<![\d.])\d\ )(?=\d(?:\ |\p{{Han}}|%))
        | (?<=[\p{{Han}}，、。；：）”]\ )(?=[\p{{Han}}（“《])(?!{_UNIT_AHEAD}) | (?<=\d\ ?[万亿]\ )(?={_MEASURED})
        | (?<=[（“《]\ ) | (?=[，。；：、）”》]) ) )
    """,
    regex.VERBOSE | regex.VERSION1,
)
_ENTITIES = {
    "nbsp": " ", "ensp": " ", "emsp": " ", "amp": "&", "lt": "<", "gt": ">", "quot": '"', "ldquo": "“", "rdquo": "”",
}  # fmt: skip
# Bold stands around words; two masks in a line do not: **园区20**年, **药业完成**万元.
_BOLD = regex.compile(r"(?<![\p{L}\p{N}*])\*\*(?=[^*\s])[^*\n]{1,80}\*\*(?!\*|\ ?[年月日万亿元%亩吨户家])")
_QUOTED = regex.compile(r'"[^"\n]{1,60}"')
# A number with spaces inside it and a unit or a word behind it: 1 234.5万元, 3 5 . 6亿元; no year before a number.
_SPREAD = regex.compile(
    r"""(?<=[\p{Han}，、：（）”》]\ ?)(?<![表图件附第]\ ?)(?!(?:19|20)\d\d\ )(?=[\d.。]{1,5}\ )
         \d{1,4}(?:\ \d{1,4}){0,6}(?:(?:\ ?\.\ ?|。)\d{1,4}(?:\ \d{1,4}){0,3})?
         (?=\ ?[\p{Han}%‰])""",
    regex.VERBOSE,
)
_SPREAD_YEAR = regex.compile(r"(?<!\d ?)(?=\d{1,3} )(?:1 ?9|2 ?0) ?\d ?\d(?= ?年)")
_POINT = regex.compile(r"(?<!(?:^|\n) {0,12}\d{1,2})(?<=\d)(?: \. ?|\. |。(?!\d{4}年))(?=\d)")
_PINYIN = regex.compile(
    rf"""(?<=\p{{Han}})(?: (?:[（【\[/])(?=[{_SMALL}’'\ ]{{0,40}}[{_TONED}])[{_SMALL}{_TONED}’'\ ]{{1,40}}[）】\]/]
        | [{_SMALL}]{{0,3}}[{_TONED}][{_SMALL}{_TONED}]{{0,4}}(?=\p{{Han}}) )""",
    regex.VERBOSE,
)
_DIGITS_APART = regex.compile(r"(?<![\d.]|\d )\d(?: \d){2,15}(?! ?\d)")
_COLUMNS = regex.compile(r"(?m)^ {0,60}[^\s。；]{1,30}(?: {1,40}[^\s。；，]{1,16}){2,20} {0,60}$")
_CELLS = 3  # of a row that stands alone; two may be a name and a date, moved to the right
_NUMBER_CELL = regex.compile(r"(?<= )[-+]?\d[\d.]{0,15}%?(?= |$)(?! [年月日])")


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


def legible(text: str) -> TextView:
    """The folded text without the characters that nobody sees; lines are still those of *text*.

    >>> legible("稅收\\u200b3\\u00ad億元").text
    '税收3亿元'
    """
    folded = fold(text)
    return _edited(folded, ((match.start(), match.end(), "") for match in _UNSEEN.finditer(folded)))


def edits(folded: str) -> Iterator[Change]:
    """What to replace in a folded text: ``(start, end, replacement)``, in order, not overlapping."""
    return _apart(folded, [*_pairs(folded), *_numbers(folded), *_matches(folded)])


def _apart(text: str, changes: Iterable[Change]) -> Iterator[Change]:
    """The changes in order, without those that overlap an earlier one or take a space out of a table."""
    table = iter([*_tables(text), (len(text) + 1, len(text) + 1)])
    begin, end = next(table)
    last = 0
    for start, stop, new in sorted(changes):
        while start >= end:
            begin, end = next(table)
        in_table = begin <= start and new == "" and text[start:stop] == " " and text[stop : stop + 1] not in "%‰年月日"
        if start >= last and not in_table:
            yield start, stop, new
            last = stop


def _tables(folded: str) -> Iterator[tuple[int, int]]:
    """The lines whose spaces part columns: rows of figures and the heading above them."""
    rows = list(_COLUMNS.finditer(folded))
    widths = [len(row.group().split()) for row in rows]
    figures = [len(_NUMBER_CELL.findall(row.group())) > 1 for row in rows]
    for i, row in enumerate(rows):
        beside = [j for j in (i - 1, i + 1) if 0 <= j < len(rows) and _touch(folded, rows[min(i, j)], rows[max(i, j)])]
        if figures[i]:
            apart = _DIGITS_APART.search(row.group()) or _SPREAD.search(row.group())
            if not apart or any(widths[j] == widths[i] for j in beside):
                yield row.span()
        elif any(j > i and figures[j] and abs(widths[j] - widths[i]) <= 1 for j in beside):
            yield row.span()


def _touch(text: str, above: regex.Match[str], below: regex.Match[str]) -> bool:
    return not text[above.end() : below.start()].strip()


def _pairs(folded: str) -> Iterator[Change]:
    for match in _BOLD.finditer(folded):
        yield from ((place, place + 2, "") for place in (match.start(), match.end() - 2))
    for match in _QUOTED.finditer(folded):
        yield from ((match.start(), match.start() + 1, "“"), (match.end() - 1, match.end(), "”"))


def _numbers(folded: str) -> Iterator[Change]:
    """What was put inside numbers and words: spaces, ``。`` for the point, the reading of a character."""
    for match in (*_SPREAD.finditer(folded), *_SPREAD_YEAR.finditer(folded)):
        yield from ((i, i + 1, "." if folded[i] == "。" else "") for i in range(*match.span()) if folded[i] in " 。")
    yield from ((match.start(), match.end(), ".") for match in _POINT.finditer(folded))
    yield from ((match.start(), match.end(), "") for match in _PINYIN.finditer(folded))


def _matches(folded: str) -> Iterator[Change]:
    for match in _EDITS.finditer(folded):
        kind, text = match.lastgroup, ""
        if kind == "power":
            text = "²" if match.group()[5] == "2" else "³"
        elif kind == "entity":
            text = _ENTITIES[match.group()[1:-1]]
        elif kind == "enclosed":
            text = normalize("NFKC", match.group()).translate(_FOLD).replace(".", "、")
        elif kind == "wide":
            text = "  "
        yield match.start(), match.end(), text


def _ruled(text: str) -> Iterator[Change]:
    r"""Strokes for the tabs in a table's rows: where a cell is empty, spaces would not tell whose place it is.

    >>> list(_ruled("指标\t完成\n税收\t3.6"))[:3]
    [(0, 0, '| '), (2, 3, ' | '), (6, 6, '| ')]
    """
    for tabbed, block in groupby(lines_of(text), lambda line: _is_tabbed(text[line.start : line.end])):
        rows = list(block)
        if not tabbed or (len(rows) < 2 and _filled(text[rows[0].start : rows[0].end]) < _CELLS):
            continue
        leads = [[i for i in range(text.rfind("\n", 0, row.start) + 1, row.start) if text[i] == "\t"] for row in rows]
        margin = min(map(len, leads))
        for row, lead in zip(rows, leads, strict=True):
            begin = lead[margin] if len(lead) > margin else row.start
            yield begin, begin, "| "
            yield from ((i, i + 1, " | ") for i in range(begin, row.end) if text[i] == "\t")


def _filled(line: str) -> int:
    """How many cells of a row hold something."""
    return sum(bool(cell.strip()) for cell in line.split("\t"))


def _is_tabbed(line: str) -> bool:
    return "\t" in line and "|" not in line


def _edited(text: str, changes: Iterable[Change]) -> TextView:
    pieces: list[Change] = []
    at = 0
    for start, end, new in changes:
        if start > at:
            pieces.append((at, start, text[at:start]))
        if new:
            pieces.append((start, end, new))
        at = end
    pieces.append((at, len(text), text[at:]))
    return TextView.build(text, pieces)


def clean(text: str) -> TextView:
    """The view of an article's text; its offsets refer to *text*.

    >>> view = clean("完成投资 2。87亿元，同比增\\n长 8 %。")
    >>> view.text
    '完成投资2.87亿元，同比增长8%。'
    >>> span = view.span(view.text.index("2.87"), view.text.index("，"))
    >>> span.of("完成投资 2。87亿元，同比增\\n长 8 %。")
    '2。87亿元'
    """
    if "\t" in text:
        ruled = _edited(text, _ruled(text))
        seen = legible(ruled.text).over(ruled)
    else:
        seen = legible(text)
    laid = lay_out(_edited(seen.text, edits(seen.text)).over(seen))
    # A line end may have stood inside what is mended here.
    return _edited(laid.text, _apart(laid.text, _numbers(laid.text))).over(laid)
