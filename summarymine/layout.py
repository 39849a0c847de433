"""Lines: which are noise, which were broken in the middle of a sentence, which end a paragraph.

The lines of the view are paragraphs: a line that was broken by a converter, a page end or a text editor is
joined to its continuation; empty lines and noise lines are left out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import regex

from summarymine.document import TextView
from summarymine.lexicons import word_lists
from summarymine.segment import segmenter

if TYPE_CHECKING:
    from collections.abc import Sequence

NOISE_KEYS = ("head", "tail", "foot", "line", "piece", "editor")

ENUMERATOR = r"""
    (?: \#{1,6}\ ? )?
    (?: [一二三四五六七八九十]{1,3}[、.．]\ ? | [壹贰叁肆伍陆柒捌玖拾]{1,2}(?:[、.．]|\ {1,4}) | （[一二三四五六七八九十]{1,3}）、?
      | 第[一二三四五六七八九十]{1,3}[篇章节部分条句]
      | \d{1,2}[、.．](?!\d) | （\d{1,2}） | \d{1,2}） | [①-⑳] | [一二三四五六七八九十]{1,2}(?:是|要|、)
      | [-•●■◆*]\ | 【 | —— | \| )
"""
_MARKED = regex.compile(rf"(?:\#{{1,6}}\ |{ENUMERATOR})", regex.VERBOSE)
_BARE_MARK = regex.compile(rf"(?:{ENUMERATOR})\ ?", regex.VERBOSE)
_MARKDOWN = regex.compile(r"#{1,6} ")
_PAGE = regex.compile(r"(\d{1,2})、")
_PAGE_NUMBER = regex.compile(r"(\d{1,3})(?: ?/ ?(\d{1,3}))?")
_INNER_PAGE = regex.compile(r"(?<=\p{Han})(\d{1,2})、(?=[\p{Han}\d])")
_PROSE = regex.compile(r"[，。；]")
_ENDED = regex.compile(r"[。；]")
_OPENERS = "（《“「【〔["
_CLOSERS = "）》”」】〕]"
_ENDS = "。！？；：…!?;:|"
_ROW = regex.compile(r"[^\s。；]{1,30}(?: {1,40}[^\s。；，]{1,24}){2,20}")
_DATED = regex.compile(r"年[\d〇○一二三四五六七八九十xX*]{1,3}月[\d〇○一二三四五六七八九十xX*]{1,3}日）?$")
_DATE_LINE = regex.compile(r"（?[\dxX×*〇一二三四五六七八九十]{2,4}年[\dxX×*〇一二三四五六七八九十]{1,3}月")
# A number up to its unit: what stands over a line end belongs together. A list's or a caption's number is none.
_FIGURE = regex.compile(
    r"""(?<![\d.—~-])(?<![附表图件第]\ ?)(?:
          (?:19|20)\d\d年 | (?:\d{1,2}[—~-]{1,2})?\d{1,2}月 | (?<=月)\d{1,2}日
        | \d{1,8}(?:\.\d{1,4})? (?: % | [万亿] | [万亿千百]{0,2}(?:元|美元|吨|亩|平方|公里|个百分点|倍)
            | [万亿]?[家户人个项次条名件批场台]次?(?=[，。；、）]|$) ) )""",
    regex.VERBOSE,
)
_WRONG_POINT = regex.compile(r"\d。$")
_LONG_PAGE, _SHORT_PAGE = 200, 100
_LONG_LINE = 28
_STUB = 2
_HEAD, _TAIL = 200, 400
_LONG_HEADING = 72
_NARROW = 8
MAX_CHROME = 60
"""The longest line, in characters, that opens or closes what a site puts around a text."""


@cache
def _noise(*keys: str) -> regex.Pattern[str]:
    lists = word_lists("site_noise", NOISE_KEYS)
    return regex.compile("|".join(f"(?:{p})" for key in keys for p in lists[key]))


def is_noise(line: str, *keys: str) -> bool:
    """Whether a cleaned line is noise of one of the named kinds (`lexicons/site_noise.toml`).

    >>> is_noise("第3页 / 共7页", "line"), is_noise("园区税收3亿元。", "head", "tail", "line")
    (True, False)
    """
    return bool(line) and _noise(*keys).search(line[:200]) is not None


def is_chrome(line: str) -> bool:
    """Whether a cleaned line is left out wherever it stands in a text.

    >>> is_chrome("分享到：微信"), is_chrome("税收3亿元。")
    (True, False)
    """
    return is_noise(line, "line") or (len(line) <= MAX_CHROME and is_noise(line, "head", "tail", "foot"))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text: its place, and whether it stands in by two spaces or more."""

    start: int
    end: int
    indented: bool = False


def lines_of(text: str) -> list[Line]:
    """The lines that hold something, without the white space around them.

    >>> [Line.start for Line in lines_of("一\\n\\n  二")]
    [0, 5]
    """
    found = []
    at = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            lead = len(raw) - len(raw.lstrip())
            found.append(Line(at + lead, at + lead + len(stripped), lead > 1))
        at += len(raw) + 1
    return found


def _page_marks(text: str, lines: Sequence[Line]) -> frozenset[int]:
    """Lines that begin with the page number of a preview: ``3、`` before a page-long, broken-off paragraph."""
    pages: list[int] = []
    for i, line in enumerate(lines):
        mark = _PAGE.match(text, line.start)
        if mark and int(mark[1]) == len(pages) + 1:
            pages.append(i)
    if len(pages) < 2:
        return frozenset()
    broken = sum(text[lines[i].end - 1] not in _ENDS for i in pages[:-1])
    long = sum(lines[i].end - lines[i].start > _LONG_PAGE for i in pages[:-1])
    # Pages follow each other; a list inside an ordinary text has other paragraphs between its items.
    if broken * 2 >= len(pages) - 1 <= long * 2 and pages[-1] - pages[0] == len(pages) - 1:
        return frozenset(pages)
    # Pages of several lines: no list begins with the text itself and has all its items broken off in mid-sentence.
    apart = all(lines[j].start - lines[i].start > _SHORT_PAGE for i, j in pairwise(pages))
    off = all(_is_broken_off(text[lines[i - 1].start : lines[i - 1].end]) for i in pages[1:])
    return frozenset(pages) if pages[0] == 0 and apart and off else frozenset()


def _is_broken_off(line: str) -> bool:
    return line[-1] not in _ENDS and bool(_PROSE.search(line))


def _inner_marks(text: str, lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Page numbers of a preview whose pages were run together: ``1、`` opens the text, ``2、`` stands inside a sentence."""
    first = _PAGE.match(text, lines[0].start) if lines else None
    if not first or first[1] != "1":
        return []
    found = [first.span()]
    for mark in _INNER_PAGE.finditer(text):
        if int(mark[1]) == len(found) + 1 and mark.start() - found[-1][1] > _LONG_PAGE:
            found.append(mark.span())
    return found if len(found) > 1 else []


def _page_numbers(text: str, lines: Sequence[Line]) -> frozenset[int]:
    """Lines that are bare page numbers (``2``, ``2/8``): the only ones of the text, counting up, a page apart."""
    marks = [(i, mark) for i, line in enumerate(lines) if (mark := _PAGE_NUMBER.fullmatch(text, line.start, line.end))]
    follow = all(
        int(b[1]) == int(a[1]) + 1 and a[2] == b[2] and lines[j].start - lines[i].end >= _SHORT_PAGE
        for (i, a), (j, b) in pairwise(marks)
    )
    return frozenset(i for i, _ in marks) if len(marks) > 1 and follow else frozenset()


def _full_lines(text: str, lines: Sequence[Line]) -> frozenset[int]:
    """Lines that reach the width at which an editor wrapped the text, counted in characters or in columns.

    A text was wrapped where a quarter of its lines are as long as each other and end in mid-sentence, and hardly
    any is longer.
    """
    characters = [line.end - line.start + 2 * line.indented for line in lines]
    columns = [
        2 * width - sum(map(str.isascii, text[lines[i].start : lines[i].end])) for i, width in enumerate(characters)
    ]
    found: set[int] = set()
    for widths, slack in ((characters, 2), (columns, 4)):
        counts = Counter(widths)
        reach = {w: sum(counts[w - i] for i in range(slack)) for w in counts if w >= _NARROW * slack}
        width = max((w for w, many in reach.items() if many * 4 >= len(lines)), default=0)
        if sum(w > width for w in widths) * 20 > len(lines):
            continue
        full = [i for i, w in enumerate(widths) if width - slack < w <= width]
        if sum(text[lines[i].end - 1] not in _ENDS for i in full) >= max(2, len(full) // 2):
            found.update(full)
    return frozenset(found)


def word_across(left: str, right: str) -> bool:
    """Whether jieba sees a word that begins in *left* and ends in *right*."""
    near = left[-4:]
    at = 0
    for word in segmenter().cut(near + right[:4]):
        if at < len(near) < at + len(word):
            return True
        at += len(word)
    return False


def _figure_across(left: str, right: str) -> bool:
    """Whether a number with its unit begins in *left* and ends in *right*."""
    near = (left[-12:-1] + "." if _WRONG_POINT.search(left[-2:]) else left[-12:]).replace(" ", "")
    return any(m.start() < len(near) < m.end() for m in _FIGURE.finditer(near + right[:16].replace(" ", "")))


def _depth(line: str) -> int:
    opened = sum(line.count(c) for c in _OPENERS)
    return opened - sum(line.count(c) for c in _CLOSERS)


def _joins(left: str, right: str, *, indented: bool, first: bool, full: bool) -> bool:
    """Whether *right* goes on where *left* was broken off; a *full* line reaches the width the text was wrapped at."""
    if right[0] in _CLOSERS + "，。；、：%" and not left.endswith("|"):
        return True
    if _ROW.fullmatch(left) or _ROW.fullmatch(right):
        return False
    if _DATED.search(left) and not _ENDED.search(left):
        return False
    if _figure_across(left, right):
        return True
    if (left[-1] in _ENDS and not (full and left[-1] in "；：")) or left.startswith("|") or right.startswith("|"):
        return False
    if _MARKDOWN.match(left) and _MARKDOWN.match(right):
        return _heading_joins(left, _MARKDOWN.sub("", right, count=1))
    bare = bool(_BARE_MARK.fullmatch(left))
    if _MARKED.match(right) and (bare or not (left[-1] in "，、" or _depth(left) > 0)):
        return False
    if left[-1] in "，、" or bare or full:
        return True
    if _depth(left) > 0:
        return len(left) < 400 or not indented
    # A numbered or marked line without a full stop is a heading; any other line with a comma is running text.
    heading = bool(_MARKED.match(left))
    prose = bool((_ENDED if heading and len(left) < _LONG_HEADING else _PROSE).search(left))
    if _DATE_LINE.match(right) or _MARKDOWN.match(left):
        return prose and not _DATE_LINE.match(right)
    if left[-1] in _CLOSERS and not _PROSE.search(left):
        return False
    across = not first and left[-1] >= "\u4e00" and right[0] >= "\u4e00" and word_across(left, right)
    if indented and (heading or not across):
        return False
    return across or prose or (len(left) >= _LONG_LINE and not first and not heading)


def _heading_joins(left: str, right: str) -> bool:
    """Whether a Markdown heading was broken over two heading lines."""
    if _MARKED.match(right) and not right.startswith("—"):
        return False
    bare = _BARE_MARK.fullmatch(left)
    return (
        bool(bare) or left[-1] in "和与及、，" or left[-1].isdigit() or len(right) <= _STUB or word_across(left, right)
    )


def _ends_of(text: str) -> str:
    """The beginning and the end of a long paragraph, which is all that `_joins` asks for."""
    return text if len(text) <= _HEAD + _TAIL else text[:_HEAD] + text[-_TAIL:]


def lay_out(view: TextView) -> TextView:
    """The view with noise lines left out and broken lines joined; one ``\\n`` between paragraphs.

    >>> lay_out(TextView.identity("一、主要工作\\n园区路网建设全面铺开，道路保\\n第1页\\n障能力提升。")).text
    '一、主要工作\\n园区路网建设全面铺开，道路保障能力提升。'
    """
    text = view.text
    lines = lines_of(text)
    pages = _page_marks(text, lines)
    numbers, inner = _page_numbers(text, lines), _inner_marks(text, lines)
    # Where every line stands in from the margin, standing in says nothing about paragraphs.
    margin = all(line.indented for line in lines if _PROSE.search(text, line.start, line.end))
    pieces: list[tuple[int, int, str]] = []
    wrapped = _full_lines(text, lines)
    left, full, first = "", False, True
    for i, line in enumerate(lines):
        start = line.start
        if i in pages:
            start = _PAGE.match(text, start).end()  # type: ignore[union-attr]  # a page line matched before
        raw = text[start : line.end]
        if not raw or i in numbers or is_chrome(raw):
            continue
        if left:
            joined = i in pages or _joins(left, raw, indented=line.indented and not margin, first=first, full=full)
            if joined and _MARKDOWN.match(left):
                mark = _MARKDOWN.match(raw)
                start += mark.end() if mark else 0
            if not joined:
                pieces.append((pieces[-1][1], start, "\n"))
                first = False
            left = _ends_of(left + raw) if joined else raw
        else:
            left = raw
        full = i in wrapped
        at = start
        noises = [noise.span() for noise in _noise("piece").finditer(text, start, line.end)]
        for begin, end in sorted([*noises, *(mark for mark in inner if start <= mark[0] < line.end)]):
            if begin > at:
                pieces.append((at, begin, text[at:begin]))
            at = max(at, end)
        if at < line.end:
            pieces.append((at, line.end, text[at : line.end]))
    return TextView.build(text, pieces).over(view)
