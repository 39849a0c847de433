"""Which lines of a page are the article: from its title to its last sentence and the signature after it.

No line with a sentence outside of links is given up, unless it holds, with those beside it, less than a third
of the page's sentences and stands in a region that is not the article by name, or above the article's title.
What is not a sentence is judged by its neighbours: lists of links go, a link between two paragraphs stays, a
signature or date stays.
"""

from __future__ import annotations

from enum import Enum, auto
from itertools import accumulate
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarymine.readers.lines import Line
    from summarymine.readers.page import Page


class Kind(Enum):
    """What a line is to the article."""

    SENTENCE = auto()
    """Prose, or a table row with a figure: what the article is made of."""
    WORDS = auto()
    """A heading, a name, a date: belongs to what is beside it."""
    LINKS = auto()
    """Mostly links."""
    SITE = auto()
    """The site about itself: where one is, whose page it is."""
    REGION = auto()
    """Inside a region that is not the article."""


_TEXT = (Kind.SENTENCE, Kind.WORDS, Kind.SITE)
_STOP = regex.compile(r"[。！？；，!?;]|,(?![0-9])")
_FIGURE = regex.compile(r"[+-]?[0-9][0-9.,]{0,20}[%％]?")
_SITE = regex.compile(
    r"版权(?:所有|归|声明)|网站标识码|ICP备|公网安备|(?i:copyright|powered by)|(?:主办|承办)(?:单位)?\s?[：:]"
    r"|^.{0,8}位置\s?[：:]|^首页\s{0,3}[>»]"
)
_SITE_PARTS = regex.compile(r"\s{0,3}[_|｜]{1,3}\s{0,3}|\s{1,3}[-–—]{1,2}\s{1,3}|(?<!\d)[-–](?!\d)")
_NAMES_A_TEXT = regex.compile(r"\d|总结|总結|總結|计划|計劃|报告|報告|汇报|匯報|方案|通知|工作|安排|情况|情況")
_TITLE = regex.compile(
    r"^(?![（(第]?[一二三四五六七八九十0-9]{1,3}[、．.）)部])[^。；]{2,60}(?:总结|總結|计划|計劃|报告|報告|汇报|匯報|方案|要点|要點)"
    r"(?:（[^）]{1,20}）)?$"
)
_SHORTEST_SENTENCE = 8
_LONGEST_SITE_LINE = 200
_SHORTEST_TITLE = 4
_LONGEST_TITLE = 200
_TITLE_LINES = 6  # lines at the start of an article among which its own title is looked for
_MAIN_SHARE = 3  # a region with more than one part in so many of the sentences is the article, whatever its name


def article_text(page: Page) -> str:
    r"""The article of a page, a line each for title, headings, paragraphs and table rows; "" if there is none.

    The page's title is put first where the article does not say it itself.

    >>> from summarymine.readers.markup import tokens
    >>> from summarymine.readers.page import page_lines
    >>> article_text(page_lines(tokens("<title>望榆园区总结_望榆网</title><a href=/>首页</a><p><a href=/a>要闻</a>"
    ...                                "<p>全年完成税收3亿元，增长8%。<p>2020年1月8日<p><a href=/b>下一篇</a>")))
    '望榆园区总结\n全年完成税收3亿元，增长8%。\n2020年1月8日'
    """
    lines, kinds, title = page.lines, _kinds(page), best_title(page)
    if Kind.SENTENCE in kinds:
        first = _first(lines, kinds, title)
        last = _last(lines, kinds)
        kept = [lines[i] for i in range(first, last + 1) if kinds[i] in _TEXT or _lone_link(kinds, i)]
    else:
        kept = [line for line, kind in zip(lines, kinds, strict=True) if kind is Kind.WORDS]
    texts = [line.text for line in kept]
    if kept and _NAMES_A_TEXT.search(title) and not _has_title(kept[:_TITLE_LINES], title):
        texts.insert(0, title)
    return "\n".join(texts)


def best_title(page: Page) -> str:
    """The article's title by the page's own word, without the site's name; "" if it has none.

    >>> from summarymine.readers.page import Page
    >>> best_title(Page(title="2019-2020年工作总结-望榆工业园区"))
    '2019-2020年工作总结'
    """
    parts: list[str] = [part for part in _SITE_PARTS.split(page.title[:_LONGEST_TITLE]) if part]
    if page.article_title or not parts:
        return page.article_title[:_LONGEST_TITLE]
    return parts[0] if len(parts[0]) >= _SHORTEST_TITLE else max(parts, key=len)


def _kinds(page: Page) -> list[Kind]:
    kinds = [_kind(line) for line in page.lines]
    weights = [0] * len(page.regions)
    for line, kind in zip(page.lines, kinds, strict=True):
        weights[line.region] += _weight(line, kind)
    for region in range(len(weights) - 1, 0, -1):  # a region stands after the one around it
        weights[page.regions[region]] += weights[region]
    outside = [False] * len(weights)
    for region in range(1, len(weights)):
        outside[region] = outside[page.regions[region]] or weights[region] * _MAIN_SHARE <= weights[0]
    inside = sum(_weight(line, kind) for line, kind in zip(page.lines, kinds, strict=True) if not outside[line.region])
    if 2 * inside < weights[0]:  # cut into many small regions, the article would be lost whole
        return kinds
    return [Kind.REGION if outside[line.region] else kind for line, kind in zip(page.lines, kinds, strict=True)]


def _weight(line: Line, kind: Kind) -> int:
    return len(line.text) - line.linked if kind is Kind.SENTENCE else 0


def _kind(line: Line) -> Kind:
    unlinked = len(line.text) - line.linked
    if unlinked < line.linked and "。" not in line.text:
        return Kind.LINKS
    if len(line.text) <= _LONGEST_SITE_LINE and _SITE.search(line.text):
        return Kind.SITE
    prose = unlinked >= _SHORTEST_SENTENCE and _STOP.search(line.text) is not None
    return Kind.SENTENCE if prose or any(map(_FIGURE.fullmatch, line.cells)) else Kind.WORDS


def _lone_link(kinds: Sequence[Kind], place: int) -> bool:
    """A link between two lines of text belongs to them; two links are a list."""
    around = (kinds[place - 1], kinds[place + 1]) if 0 < place < len(kinds) - 1 else ()
    return kinds[place] is Kind.LINKS and bool(around) and all(kind in _TEXT for kind in around)


def _first(lines: Sequence[Line], kinds: Sequence[Kind], title: str) -> int:
    """The title line nearest to the article's first sentence, or the first of the words that lead up to it."""
    weights = [_weight(line, kind) for line, kind in zip(lines, kinds, strict=True)]
    total, first = sum(weights), kinds.index(Kind.SENTENCE)
    for place, above in enumerate(accumulate(weights, initial=0)):
        if above * _MAIN_SHARE > total:
            break
        if kinds[place] in _TEXT and _same(lines[place], title):
            first = place
    places = [place for place in range(first + 1) if kinds[place] is Kind.WORDS or place == first]
    for is_title in (_same, _heads, _resembles):
        if found := [place for place in places if is_title(lines[place], title)]:
            first = found[-1]
            break
    else:
        while first and kinds[first - 1] is Kind.WORDS:
            first -= 1
    while first and kinds[first - 1] is Kind.WORDS and _compact(lines[first - 1].text) in _compact(title):
        first -= 1  # a title over two lines
    return first


def _last(lines: Sequence[Line], kinds: Sequence[Kind]) -> int:
    """The last sentence, or the last of the words after it: a signature, not a link or what heads a list of links."""
    last = max(place for place, kind in enumerate(kinds) if kind is Kind.SENTENCE)
    while last + 1 < len(kinds) and kinds[last + 1] is Kind.WORDS and not lines[last + 1].linked:
        if lines[last + 1].level and kinds[last + 2 : last + 3] == [Kind.LINKS]:
            break
        last += 1
    return last


def _has_title(lines: Sequence[Line], title: str) -> bool:
    said = _compact("".join(line.text for line in lines))
    return _compact(title) in said or any(
        _heads(line, title) or _resembles(line, title) or _TITLE.search(_compact(line.text)) for line in lines
    )


def _compact(text: str) -> str:
    return "".join(text.split())


def _same(line: Line, title: str) -> bool:
    return _compact(line.text) == _compact(title)


def _heads(line: Line, title: str) -> bool:  # noqa: ARG001 (one shape for the three)
    return line.level == 1


def _resembles(line: Line, title: str) -> bool:
    """Whether the line is a good part of the title, or holds its characters in order and not much else."""
    text, title = _compact(line.text), _compact(title)
    if len(title) < _SHORTEST_TITLE:
        return False
    if text in title:
        return 2 * len(text) >= len(title)
    rest = iter(text)
    return len(text) <= 2 * len(title) and all(char in rest for char in title)
