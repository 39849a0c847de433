"""The profile of an article: who reports, in which kind of text, about which time, and when it was written.

The period is that of the title, else of the first heading, else of the opening lines; a year that none of them
gives may stand in the signature or the file's name. What is nowhere said stays unknown.
"""

from __future__ import annotations

import regex

from summarymine.clean import fold
from summarymine.document import Article, Span, TextView
from summarymine.layout import lines_of
from summarymine.pipes.date_patterns import Context, find_matches, resolve
from summarymine.pipes.layers import Profile, Section
from summarymine.values.periods import UNKNOWN_YEAR, Period, five_year_plan, shift

_FILE_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_REPORTED = regex.compile(
    r"\ ?年?度?(?:的|全年|全区|经济)?\ ?(?:工作|主要|重点|经济|目标|各项|招商|安全|党建|国内|安环){0,3}(?:总结|回顾|情况|完成|述职|小结|运行|成绩|成果|汇报)"
)
_STATE_REPORT = regex.compile(r"(?P<year>(?:19|20)\d\d)年\p{Han}{0,16}政府工作报告")
_PLAN = regex.compile(
    r"“?(?P<number>十[一二三四五]?|[一二三四五六七八九])五”?(?:期间|时期|以来)?\p{Han}{0,8}(?:总结|回顾|情况|成就|汇报)"
)
_MADE = regex.compile(r"规划|编制|年度?工作总结")
_YEAR_TOLD = regex.compile(r"\d{4}年度\p{Han}{0,10}(?:述职|测评|考核|总结)")
_MEETING = regex.compile(r"(?:会议?上的|大会)")
_SIGNED_TAIL = regex.compile(r"[。！”）\n ]?（?[^\n。]{0,40}?$")
_ORG_END = r"(?:管理委员会|管委会|工业园区|开发区|高新区|产业园区?|物流园区?|保税区|合作区|集中区|示范区|园区|新区|产业园|工业园|化工园区?|工业区|管理局|商务局|发展局|局|办公室|办|委员会|人民政府|联社|公司|中心|国务院|服务站)"
# An office of the park may follow its name: …园区招商办公室.
_OFFICE = r"\p{Han}{0,6}?(?:管理委员会|管委会|管理局|办公室|局)"
_IN_BRACKETS = r"(?:（[^）]{1,12}）)?"
_ORG = regex.compile(rf"[\p{{Han}}xX×*·A-Z]{{1,24}}?{_ORG_END}{_IN_BRACKETS}(?:{_OFFICE}{_IN_BRACKETS})?")
_PARK = regex.compile(
    r"[\p{Han}xX×*]{1,20}?(?:经济技术开发区|高新技术产业开发区|经济开发区|高新技术开发区|工业园区|高新区|经开区|工业集中区|集中区|开发区|产业园区?|物流园区?|保税物流园区"
    r"|综合保税区|保税区|合作区|示范区|化工园区?|工业园区?|园区|新区|工业区)"
)
_BEFORE_PARK = regex.compile(r"^.{0,12}?(?:关于|现将|代表|在|对|把|将|年|工委|党委)")
_BARE_PARK = regex.compile(
    r"(?:我|全|本|省|市|县|区|各|工业|产业|科技|特色|示范|国家级|省级|经济|高新|老|新|新型){0,3}(?:园区|开发区|工业园|产业园|集中区|高新区|新区|工业区|示范区|合作区)"
)
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
_NO_ORG = regex.compile(
    r"^(?:[—-]{1,4}|[是在对为由受经使让]|关于|印发|中共|按照|根据|围绕|我代表|现将|过去一年|确保|实现|结合|作为|随着|通过|同时|加快|推进|推动"
    r"|全力|积极|带动|今后|目前|去年|今年){1,4}"
)
_NO_NAME = regex.compile(
    r"[了的们各对和与又让]|落户|入驻|进驻|走访|支持|加快|推进|推动|坚持|打造|成为|做好|提升|全面|积极|创建|按照|我们"
)
_TWO_PARKS = regex.compile(r"(?:园区|开发区).")
_BEFORE_YEAR = regex.compile(r"(?:19|20)\d\d|[xX*]{2,4}年|[上下]半年|\d{1,2}月|前三季度|工作总结|关于|在")
_LAST_LINES = 4
_SIGNATURE_LENGTH = 400
_MAX_ORG = 24
_OPENING_LENGTH = 600
_SALUTATION = 80


def find_profile(article: Article, view: TextView, sections: list[Section], title: Span | None) -> Profile:
    """The profile of an article whose view, sections and title (a span of the view, or None) are known.

    >>> from summarymine.document import Source
    >>> text = "望榆园区2019年工作总结\\n园区完成税收3亿元。\\n望榆园区管委会\\n2020年1月8日"
    >>> article = Article(Source.of_text(text), 1, Span(0, len(text)), Span(0, 13))
    >>> found = find_profile(article, TextView.identity(text), [], Span(0, 13))
    >>> found.org, str(found.period), str(found.signed), found.now, found.type
    ('望榆园区管委会', '2019', '2020-01-08', '2019', '总结')
    """
    text = view.text
    name = _title_text(article, view, title)
    after = title.end if title else 0
    signed, signer = _signature(text[max(after, len(text) - _SIGNATURE_LENGTH) :])
    if signed is None:
        # Some texts are signed below the title.
        signed, signer = _signature(text[after : after + _SIGNATURE_LENGTH // 2], first=True)
    year = _written_year(article, name, signed)
    period, summed_up = _period(text, name, sections, year)
    now = period.end[:4] if period and summed_up and period.end[:4].isdigit() else year
    if now == UNKNOWN_YEAR and period:
        now = period.year
    if period and period.year == UNKNOWN_YEAR and now != UNKNOWN_YEAR and "xx" not in name.lower() and "*" not in name:
        period = Period(now + period.start[4:], now + period.end[4:])
    org = _NO_ORG.sub("", signer or _org(name, text))
    return Profile(
        name,
        org,
        _park(org, "" if _COLLECTION.search(name) else name, text[len(name) : _OPENING_LENGTH]),
        _type(name, text, sections),
        period,
        signed,
        now,
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


def _written_year(article: Article, title: str, signed: Period | None) -> str:
    if signed and signed.year.isdigit():
        return signed.year
    matches = [m for m in find_matches(title) if m["year"]]
    if matches and (value := resolve(matches[0], Context())) and value.year.isdigit():
        return value.year
    if matches:
        return UNKNOWN_YEAR
    found = _FILE_YEAR.findall(article.source.name)
    return found[0] if len(set(found)) == 1 else UNKNOWN_YEAR


def _period(text: str, title: str, sections: list[Section], year: str) -> tuple[Period | None, bool]:
    """The period that is summed up, and whether the text speaks from within it (今年 is its year)."""
    context = Context(now=year, year=year)
    if report := _STATE_REPORT.search(title):
        # A government's report is given in the spring about the year before.
        return Period(shift(report["year"], -1), shift(report["year"], -1)), False
    if (plan := _PLAN.search(title)) and not _MADE.search(title):
        return five_year_plan(plan["number"]), True
    for match in find_matches(title):
        value = resolve(match, context)
        if (
            value
            and (not _MEETING.search(title) or _YEAR_TOLD.search(title))
            and (_REPORTED.match(title, match.end()) or match.start() == 0 or match["year"] or match["y1"])
        ):
            return value, True
    for section in [s for s in sections if s.level == 1][:3]:
        for match in find_matches(section.text):
            value = resolve(match, context)
            if value and section.role in ("achievement", "overview"):
                return value, bool(title) and match["relative"] != "去年" and year in (UNKNOWN_YEAR, value.year)
    if _MEETING.search(title) and year != UNKNOWN_YEAR and not _YEAR_TOLD.search(title):
        return Period(shift(year, -1), shift(year, -1)), False
    skip = len(title) if title and text.startswith(title[:10]) else 0
    vague: Period | None = None
    for match in find_matches(text, skip, min(len(text), skip + _OPENING_LENGTH)):
        value = resolve(match, context)
        if not value or len(value.start) > 7:
            continue
        stretch = match["half"] or match["m1"] or match["nine"] or _REPORTED.match(text, match.end())
        if stretch or (match["year"] and not vague):
            return value, True
        if match["relative"] == "今年":
            vague = vague or value
    if vague is None and year != UNKNOWN_YEAR:
        vague = Period(year, year)
    return vague, True


def _org(title: str, text: str) -> str:
    if _COLLECTION.search(title):
        title = ""
    before_year = _BEFORE_YEAR.split(title.removeprefix("关于").removeprefix("在"), maxsplit=1)[0]
    if match := _ORG.match(before_year):
        return match.group()
    opening = _OPENING.search(text[:_OPENING_LENGTH])
    org = _NO_ORG.sub("", opening["org"] or opening["speaker"]) if opening else ""
    return "" if _BARE_PARK.fullmatch(org) or _NO_NAME.search(org) else org


def _park(*places: str) -> str:
    """The first named park in the places, in their order: more than a bare 工业园区."""
    for place in places:
        for match in _PARK.finditer(place):
            park = _NO_ORG.sub("", _BEFORE_PARK.sub("", match.group()))
            if (
                not _BARE_PARK.fullmatch(park)
                and len(park) > 2
                and not (_NO_NAME.search(park) or _TWO_PARKS.search(park))
            ):
                return park
    return ""


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
