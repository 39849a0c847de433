"""Splitting: which parts of a source are summaries, and where each begins and ends.

A web collection holds several summaries under headings such as ``第一篇:`` or ``园区工作总结篇2``; a page of a
document-sharing site holds one, between a head and a foot of its own. Text around them belongs to no article.
"""

from __future__ import annotations

import itertools
from collections import Counter
from typing import TYPE_CHECKING

import regex

from summarymine.clean import legible
from summarymine.document import Article, Source, Span, TextView
from summarymine.layout import MAX_CHROME, Line, is_chrome, is_noise, lines_of, word_across

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBER = r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})"
_HEADING = regex.compile(
    rf"""(?:\#{{1,6}}\ ?)?(?:\*\*)?【?(?: 第(?P<a>{_NUMBER})篇(?:[：、】\s]|$)
         | [^。；！？]{{0,40}}?(?:篇|范文)\ ?（?\ ?(?P<b>{_NUMBER})）?(?:[：】\s*]|$) )""",
    regex.VERBOSE,
)
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")}
_TITLE_WORD = regex.compile(r"总结|汇报|报告|计划|方案|情况|分析|要点|思路|打算|安排|小结|回顾|述职|通报|讲话")
_MARKUP = regex.compile(r"^(?:#{1,6} ?|\*\*)|\*\*$")
_FILE_SUFFIX = regex.compile(r"\.(?:docx?|wps|pdf|txt|rtf)$", regex.IGNORECASE)
_COLLECTION_TITLE = regex.compile(
    r"(?:精选|通用|实用|优秀|热门|汇总|合集|集锦|推荐|共|最新)?[（(]?(?:精选|通用|实用|优秀)?[一二三四五六七八九十\d]{1,3}篇[)）]?$"
)
_NOT_A_TITLE = regex.compile(r"[。；！？，>]|[：:]$|^现将|如下")
# A preview runs the title and the first paragraph together: …2019年工作总结2019年，园区…
_RUN_IN_TITLE = regex.compile(
    r"(?:\d{1,2}、)?(?P<title>[^，。；：！？]{4,40}(?:总结|汇报|报告))(?=今年|一年来|(?:\d{2})?[\dxX×*]{2}年[，是以来])"
)
_FIRST_PAGE = regex.compile(r"1、(?P<rest>.{4,60})")  # of a preview
_MENU = regex.compile(r"[•·▪●] ?\p{Han}{2,8}")
_ORG_LINE = regex.compile(r"[\p{Han}（）xX*×]{4,25}(?:会|局|区|园|办|公司|中心|政府|）)")
_SENTENCE_END = regex.compile(r"[。；！]")
_PROSE = regex.compile(r"[。；！]|，[^，]{1,60}，")
_GOES_ON = "年月日度和及与、"
_MAX_HEADING = 60
_NEAR_TOP = 12
_MAX_TITLE = 60
_MAX_BROKEN = 30
_OWN_TEXT = 800
_OWN_LINE = 200


def _heading_number(line: str) -> int:
    """The number of a collection heading such as ``篇三``, or 0."""
    match = _HEADING.match(line) if len(line) <= _MAX_HEADING else None
    if not match or _COLLECTION_TITLE.search(line) or _SENTENCE_END.search(line):
        return 0
    text = match["a"] or match["b"]
    if text.isdigit():
        return int(text)
    tens, _, ones = text.rpartition("十")
    ten = _DIGITS.get(tens, 1) * 10 if "十" in text else 0
    return ten + _DIGITS.get(ones, 0)


def _is_title(line: str) -> bool:
    bare = _MARKUP.sub("", line).strip()
    return 4 <= len(bare) <= _MAX_TITLE and bool(_TITLE_WORD.search(bare)) and not _NOT_A_TITLE.search(bare)


def _collection_heads(folded: str, lines: Sequence[Line]) -> list[int]:
    """The lines that open the articles of a collection: numbered headings, else a title that is repeated."""
    numbered = [(i, _heading_number(folded[line.start : line.end])) for i, line in enumerate(lines)]
    heads = [i for i, number in numbered if number]
    if len(heads) > 1 or heads == [0]:
        return heads
    titles = Counter(
        text for line in lines if _is_title(text := folded[line.start : line.end]) and not _FILE_SUFFIX.search(text)
    )
    for title, count in titles.most_common(1):
        places = [i for i, line in enumerate(lines) if folded[line.start : line.end] == title]
        apart = all(lines[b].start - lines[a].end > _OWN_TEXT / 2 for a, b in itertools.pairwise(places))
        if count > 1 and apart:
            return places
    return []


def _body_start(folded: str, lines: Sequence[Line]) -> int:
    """The first line after a sharing site's head, which is made of short lines only."""
    start = 0
    for i, line in enumerate(lines[:60]):
        text = folded[line.start : line.end]
        if is_noise(text, "head"):
            start = i + 1
        elif len(text) > _OWN_LINE or (len(text) > _MAX_BROKEN and "。" in text):
            break
    return start


def _body_end(folded: str, lines: Sequence[Line], first: int, stop: int) -> int:
    """The line that opens a site's foot: the first from *first* on and before *stop* that closes a text."""
    texts = [folded[line.start : line.end] for line in lines[first:stop]]
    prose = [i for i, text in enumerate(texts) if _is_prose(text) and not is_chrome(text)]
    for i, text in enumerate(texts):
        if len(text) > MAX_CHROME or (prose and i < prose[0]):
            continue  # what stands above the first sentence belongs to the head of a page
        if is_noise(text, "tail") or (is_noise(text, "foot") and (not prose or i > prose[-1])):
            return first + i
    return stop


def _is_prose(text: str) -> bool:
    """Whether a line is running text, as no line around a text is."""
    return len(text) > _MAX_HEADING or bool(_PROSE.search(text))


def _broken(text: str, following: str) -> bool:
    """Whether a title was broken inside a word: …工作总 and 结及下半年工作打算."""
    if not following or len(following) > _MAX_BROKEN or _heading_number(text) or following.startswith("#"):
        return False
    return _is_title(text + following) and word_across(text, following)


def find_title(folded: str, lines: Sequence[Line]) -> Line | None:
    """The title line among the first lines of an article, joined with a second line where it was broken."""
    lines = [line for line in lines[:_NEAR_TOP] if not _is_above(folded[line.start : line.end])]
    if run_in := _RUN_IN_TITLE.match(folded, lines[0].start, lines[0].end) if lines else None:
        return Line(run_in.start("title"), run_in.end("title"))
    if lines and (page := _FIRST_PAGE.match(folded, lines[0].start, lines[0].end)) and _is_title(page["rest"]):
        lines[0] = Line(page.start("rest"), lines[0].end)
    for i, line in enumerate(lines[:4]):
        text = folded[line.start : line.end]
        following = folded[lines[i + 1].start : lines[i + 1].end] if i + 1 < len(lines) else ""
        rest = following[2:] if text.startswith("#") and following.startswith("# ") and len(following) < 12 else ""
        if rest and (not _is_title(rest) or rest[0] in _GOES_ON) and _is_title(text + rest):
            return Line(line.start, lines[i + 1].end)
        if i == 0 and _broken(text, following):
            return Line(line.start, lines[i + 1].end)
        if _is_title(text) and not text.startswith(("一、", "（一）")):
            if _is_title(following) and _heading_number(text) and not following.startswith(("#", "一、", "（")):
                return lines[i + 1]
            # The office, or a motto whose subtitle this is, may stand on a line of its own above.
            above = folded[lines[i - 1].start : lines[i - 1].end] if i else ""
            whole_title = _ORG_LINE.fullmatch(above) or (text.startswith("——") and len(above) <= _MAX_HEADING)
            return Line(lines[i - 1].start, line.end) if above and whole_title else line
    return None


def _is_above(text: str) -> bool:
    """Whether a line belongs to the site: chrome, or an entry of the menu that was copied along."""
    return is_chrome(text) or _MENU.fullmatch(text) is not None


def _place(view: TextView, line: Line | None) -> Span | None:
    return view.span(line.start, line.end) if line else None


def split(source: Source) -> list[Article]:
    """The articles of a source, in order; none where the source holds nothing but noise.

    >>> text = "小编为您整理\\n园区总结篇1\\n税收3亿元。\\n园区总结篇2\\n税收5亿元。\\n推荐阅读"
    >>> [a.text for a in split(Source.of_text(text))]
    ['园区总结篇1\\n税收3亿元。\\n', '园区总结篇2\\n税收5亿元。\\n']
    """
    view = legible(source.text)
    folded = view.text
    lines = lines_of(folded)
    if not lines:
        return []
    heads = _collection_heads(folded, lines)
    begin = _body_start(folded, lines)
    end = _body_end(folded, lines, heads[-1] + 1 if heads else begin, len(lines))
    page = next((line for line in lines[:begin] if _is_title(folded[line.start : line.end])), None)
    if page and (suffix := _FILE_SUFFIX.search(folded[page.start : page.end])):
        page = Line(page.start, page.start + suffix.start())
    numbered = frozenset(heads)
    bounds = [*heads, end] if heads else [begin, end]
    if heads and _stands_alone(folded, lines[begin : heads[0]]):
        bounds.insert(0, begin)
    articles: list[Article] = []
    for first, last in itertools.pairwise(bounds):
        if first >= last:
            continue
        stop = _own_end(folded, lines, first, last)
        span = Span(
            view.starts[lines[first].start], view.starts[lines[stop].start] if stop < len(lines) else len(source.text)
        )
        title = find_title(folded, lines[first:stop]) or page
        heading = lines[first] if first in numbered else None
        articles.append(Article(source, len(articles) + 1, span, _place(view, title), _place(view, heading)))
    return articles


def _own_end(folded: str, lines: Sequence[Line], first: int, last: int) -> int:
    """The end of the article in lines *first* to *last*: recommended links may stand between it and the next."""
    end = _body_end(folded, lines, first + 1, last)
    return end if all(line.end - line.start <= _MAX_HEADING for line in lines[end:last]) else last


def _stands_alone(folded: str, lines: Sequence[Line]) -> bool:
    """Whether what stands before the first heading of a collection is a text of its own."""
    texts = [folded[line.start : line.end] for line in lines]
    return sum(map(len, texts)) > _OWN_TEXT and not any(is_noise(text, "editor") for text in texts)


def whole(source: Source) -> Article:
    """The source as one article, whatever it holds.

    >>> article = whole(Source.of_text("望榆园区2019年工作总结\\n税收3亿元。"))
    >>> article.span, article.title
    (Span(start=0, end=20), Span(start=0, end=13))
    """
    view = legible(source.text)
    title = find_title(view.text, lines_of(view.text))
    return Article(source, 1, Span(0, len(source.text)), _place(view, title))
