"""The profile of an article: who reports, in which kind of text, about which time, and when it was written.

The time is found by `when`, the places that are believed by `origins`.
"""

from __future__ import annotations

import regex

from summarymine.clean import fold
from summarymine.document import UNTOLD, Article, Span, TextView, Told
from summarymine.layout import lines_of
from summarymine.pipes.date_patterns import Context, find_matches, resolve
from summarymine.pipes.layers import Profile, Section
from summarymine.pipes.origins import SIGNATURE, TEXT, TITLE, Said, choose_park, parks_of_path, years_of_path
from summarymine.pipes.parks import BARE_PARK, NO_NAME, NO_ORG, named_parks
from summarymine.pipes.when import find_when
from summarymine.values.periods import Period

_SIGNED_TAIL = regex.compile(r"[。！”）\n ]?（?[^\n。]{0,40}?$")
_ORG_END = r"(?:管理委员会|管委会|工业园区|开发区|高新区|产业园区?|物流园区?|保税区|合作区|集中区|示范区|园区|新区|产业园|工业园|化工园区?|工业区|管理局|商务局|发展局|局|办公室|办|委员会|人民政府|联社|公司|中心|国务院|服务站)"
# An office of the park may follow its name: …园区招商办公室.
_OFFICE = r"\p{Han}{0,6}?(?:管理委员会|管委会|管理局|办公室|局)"
_IN_BRACKETS = r"(?:（[^）]{1,12}）)?"
_ORG = regex.compile(rf"[\p{{Han}}xX×*·A-Z]{{1,24}}?{_ORG_END}{_IN_BRACKETS}(?:{_OFFICE}{_IN_BRACKETS})?")
_OPENING = regex.compile(
    rf"""(?:，|。|现将|\n)(?P<org> [^将围绕的在以按把为，。：\n“（]{{2,18}}?
         (?:园区|开发区|高新区|经开区|物流园区?|产业园区?|合作区|集中区|工业园区?|保税区|管委会) (?:{_OFFICE})? )
       | 我代表(?P<speaker>[\p{{Han}}、]{{2,16}}?)(?=[，向作])""",
    regex.VERBOSE,
)
_NUMBERING = regex.compile(r"^(?:\#{1,6}\ ?)?(?:第[一二三四五六七八九十\d]{1,3}篇[：:、\s]?)?|(?:\.docx?|\.pdf|\.wps)$")
_COLLECTION = regex.compile(r"[（(]?篇[一二三四五六七八九十\d]{1,3}[)）]?$")
_BOLD = regex.compile(r"^\*\*(.{1,80})\*\*$")
_UNSEEN = regex.compile(r"[\p{Cc}\p{Cf}`--[\r\n\t]]", regex.VERSION1)
_BEFORE_YEAR = regex.compile(r"(?:19|20)\d\d|[xX*]{2,4}年|[上下]半年|\d{1,2}月|前三季度|工作总结|关于|在")
_LAST_LINES = 4
_SIGNATURE_LENGTH = 400
_MAX_ORG = 24
_OPENING_LENGTH = 600
_SALUTATION = 80


def find_profile(
    article: Article, view: TextView, sections: list[Section], title: Span | None, told: Told = UNTOLD
) -> Profile:
    """The profile of an article whose view, sections and title (a span of the view, or None) are known.

    *told* is what a manifest says of its file.

    >>> from summarymine.document import Source
    >>> text = "望榆园区2019年工作总结\\n园区完成税收3亿元。\\n望榆园区管委会\\n2020年1月8日"
    >>> article = Article(Source.of_text(text), 1, Span(0, len(text)), Span(0, 13))
    >>> found = find_profile(article, TextView.identity(text), [], Span(0, 13))
    >>> found.org, str(found.period), str(found.signed), found.now, found.type
    ('望榆园区管委会', '2019', '2020-01-08', '2019', '总结')
    """
    text, path = view.text, article.source.path
    name = _title_text(article, view, title)
    after = title.end if title else 0
    signed, signer = _signature(text[max(after, len(text) - _SIGNATURE_LENGTH) :])
    if signed is None:
        # Some texts are signed below the title.
        signed, signer = _signature(text[after : after + _SIGNATURE_LENGTH // 2], first=True)
    when = find_when(text, name, sections, signed, years_of_path(path), told.year)
    by = Said(SIGNATURE, signer) if signer else _org(name, text)
    org = Said(by.origin, NO_ORG.sub("", by.value))
    park, parks_conflict = choose_park(_park(org, name, text), parks_of_path(path), told.park)
    return Profile(
        title=name,
        org=org.value,
        park=park.value,
        type=_type(name, text, sections),
        period=when.period,
        signed=signed,
        now=when.now,
        park_origin=park.origin,
        year=when.year.value,
        year_origin=when.year.origin,
        conflicts="；".join(filter(None, (when.conflict, parks_conflict))),
    )


def written_title(article: Article) -> str:
    """The title as it is written, without marks, numbers and line ends; "" where there is none.

    >>> from summarymine.document import Source
    >>> text = "# 第一篇：望榆園區2019年工作總\\n# 結\\n稅收3億元。"
    >>> written_title(Article(Source.of_text(text), 1, Span(0, len(text)), Span(0, 23)))
    '望榆園區2019年工作總結'
    """
    raw = article.title.of(article.source.text) if article.title else ""
    joined = regex.sub(r"\s{0,20}[\r\n]\s{0,20}#{0,6}\s{0,20}", "", _UNSEEN.sub("", raw))
    return _BOLD.sub(r"\1", _NUMBERING.sub("", joined).strip("# \u3000"))


def _title_text(article: Article, view: TextView, title: Span | None) -> str:
    """The title as the view has it, for reading."""
    if title is None:
        return fold(written_title(article))
    return regex.sub(r"\s{1,20}\#{0,6}\s{0,20}", "", _NUMBERING.sub("", title.of(view.text))).strip("# ")


def _signature(tail: str, *, first: bool = False) -> tuple[Period | None, str]:
    """The date in the last lines (or the *first*) of a text and the office above it."""
    lines = lines_of(tail)
    lines = lines[: _LAST_LINES - 1] if first else lines[-_LAST_LINES:]
    for i in range(len(lines) - 1, -1, -1):
        line = tail[lines[i].start : lines[i].end]
        last_sentence = line[max(line.rfind("。") + 1, 0) :] if i == len(lines) - 1 else line
        matches = [m for m in find_matches(last_sentence) if m["iso"] or (m["year"] and m["month"])]
        if not matches or len(last_sentence) > 45:
            continue
        value = resolve(matches[-1], Context())
        if first and len(line) > len(last_sentence):
            continue
        rest = (last_sentence[: matches[-1].start()] + last_sentence[matches[-1].end() :]).strip("（） ：")
        above = tail[lines[i - 1].start : lines[i - 1].end].strip("（）") if i else ""
        org = next((o for o in (rest, above) if _ORG.fullmatch(o) and len(o) <= _MAX_ORG), "")
        if value and (not rest or org or len(rest) <= 24):
            return value, org
    return None, ""


def _org(title: str, text: str) -> Said:
    if _COLLECTION.search(title):
        title = ""
    before_year = _BEFORE_YEAR.split(title.removeprefix("关于").removeprefix("在"), maxsplit=1)[0]
    if match := _ORG.match(before_year):
        return Said(TITLE, match.group())
    opening = _OPENING.search(text[:_OPENING_LENGTH])
    org = NO_ORG.sub("", opening["org"] or opening["speaker"]) if opening else ""
    return Said(TEXT, "" if BARE_PARK.fullmatch(org) or NO_NAME.search(org) else org)


def _park(org: Said, title: str, text: str) -> Said | None:
    """The park of the office that reports, else the first named in the title, else in the opening lines."""
    of_title = Said(TITLE, "" if _COLLECTION.search(title) else title)
    for place in (org, of_title, Said(TEXT, text[len(title) : _OPENING_LENGTH])):
        if park := next(named_parks(place.value), ""):
            return Said(TITLE if park in of_title.value else place.origin, park)
    return None


def _type(title: str, text: str, sections: list[Section]) -> str:
    title = _COLLECTION.sub("", title)
    plan = regex.search(r"计划|安排|打算|思路|要点|谋划", title)
    if regex.search(r"方案|通知", title):
        return "方案通知"
    if regex.search(r"总结|小结|回顾|完成情况", title):
        roles = {s.role for s in sections if s.parent < 0}
        return "总结与计划" if plan or roles >= {"achievement", "plan"} else "总结"
    if plan and not regex.search(r"[及暨]", title):
        return "计划"
    if regex.search(r"汇报|报告|讲话", title or text[:_SALUTATION]):
        return "汇报"
    return "其他"
