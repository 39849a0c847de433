"""Dates of an article, each resolved against what governs it.

A month without a year belongs to the year that was named last in its sentence, else in its paragraph, else in the
heading above, else to the period of the whole text; in the plan of a yearly summary it belongs to the year ahead.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import regex

from summarymine.document import Span, TextView
from summarymine.pipes.date_patterns import TO, Context, before_spring_festival, find_matches, resolve
from summarymine.pipes.layers import DateMention, Profile, Section, Sentence
from summarymine.values.periods import UNKNOWN_YEAR, Period, read_month, shift

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_COMPARED = regex.compile(r"(?:比|较|由|自|从|与|和|同|对|超|于|为(?!了?到)|占|相当于|是|原定|即)(?:[\p{Han}]{0,2})$")
# A year inside the name of a plan is no date, also where it stands behind the name.
_DOCUMENT_NAME = regex.compile(rf"《[^《》\n]{{1,60}}》(?:（(?:19|20)\d\d年?{TO}(?:19|20)\d\d年?）)?")
_OLD = regex.compile(r"(?:以来|以后|以前|的|起)")
# 其余6条已列入明年计划: says nothing of when what follows was.
_LISTED = ("列入", "纳入", "排入", "转入")
_TO = regex.compile(TO)
_UNTIL = ("截至", "截止", "到", "至")
_KINDS = (
    "iso", "y1", "half", "nine", "half_range", "q1", "pair_of", "pair", "quarter", "front", "dropped", "m1", "month",
    "within", "bare_edge", "same", "season", "now_month", "feast",
)  # fmt: skip
# The groups whose rule has a name that says more.
_RULES = {"y1": "year", "q1": "quarter", "pair_of": "quarter", "pair": "m1"}


def _section_year(profile: Profile, sections: Sequence[Section], index: int) -> str:
    """The year that a section speaks of: its heading's; in a plan the title's second one or the one ahead."""
    while index >= 0:
        for match in find_matches(sections[index].text):
            value = resolve(
                match, Context(now=profile.now, year=profile.period.year if profile.period else profile.now)
            )
            if value and (match["year"] or match["relative"]):
                return value.year
        if sections[index].parent < 0:
            break
        index = sections[index].parent
    if index >= 0 and sections[index].role == "plan":
        years = [value.year for m in find_matches(profile.title) if m["year"] and (value := resolve(m, Context()))]
        if profile.type == "计划" and years:
            return years[0]
        return years[1] if len(years) > 1 else shift(profile.now, 1) if _yearly(profile) else profile.now
    return profile.period.year if profile.period else profile.now


def _yearly(profile: Profile) -> bool:
    """Whether the text looks back on the whole of its year, and was not signed in the middle of it."""
    if profile.period is None or str(profile.period) != profile.now:
        return False
    return profile.signed is None or str(profile.signed) >= f"{profile.now}-11"


def find_dates(
    view: TextView, sections: Sequence[Section], sentences: Sequence[Sentence], profile: Profile
) -> list[DateMention]:
    """The dates of a view, in order.

    ``governs`` is true for a date that the figures behind it may belong to: not one that is only compared with.

    >>> from summarymine.pipes.sentences import find_sentences
    >>> view = TextView.identity("1—5月税收3亿元，去年同期2亿元。")
    >>> profile = Profile(period=Period("2010", "2010"), now="2010")
    >>> [(d.span.of(view.text), str(d.value), d.governs) for d in find_dates(view, [], find_sentences(view, []), profile)]
    [('1—5月', '2010-01/2010-05', True), ('去年同期', '2009-01/2009-05', False)]
    """
    text = view.text
    found: list[DateMention] = []
    base = Context(
        now=profile.now,
        year=profile.period.year if profile.period else profile.now,
        period=profile.period,
        home=_home(profile.period),
    )
    context, paragraph_end, section = base, -1, -2
    section_years: dict[int, str] = {}
    month_told = ""
    matches = iter(_outside_names(text))
    match = next(matches, None)
    for sentence in sentences:
        if sentence.section != section:
            section = sentence.section
            if section not in section_years:
                section_years[section] = _section_year(profile, sections, section)
            base = replace(base, year=section_years[section])
            month_told = _heading_month(sections[section].text) if section >= 0 else ""
            paragraph_end = -1
        if sentence.span.start >= paragraph_end:
            context = base
            end = text.find("\n", sentence.span.start)
            paragraph_end = len(text) if end < 0 else end
        local = replace(context, month=month_told or _month_of(context.period))
        while match is not None and match.start() < sentence.span.end:
            span = Span(match.start(), match.end())
            value = resolve(match, local)
            if value is not None and match["feast"] == "春节" and section >= 0 and sections[section].role == "plan":
                value = _ahead_of(profile, value, section_years[section])
            if value is not None:
                governs = _governs(text, match)
                found.append(DateMention(span, value, _rule(match), governs))
                leads = span.start - sentence.span.start <= 2
                if match["year"] and governs and value.year != UNKNOWN_YEAR:
                    local = replace(local, year=value.year)
                    if leads or len(found) == 1:
                        context = replace(context, year=value.year)
                elif match["relative"] in ("明年", "今年") and span.start == sentence.span.start:
                    local = replace(local, year=value.year)
                    context = replace(context, year=value.year)
                if governs:
                    local = _at_hand(local, value, until=text[max(0, span.start - 2) : span.start].endswith(_UNTIL))
                _join(text, found)
            match = next(matches, None)
    return found


def _outside_names(text: str) -> Iterator[regex.Match[str]]:
    """The matches that do not begin inside the name of a document."""
    names = ((m.start(), m.end()) for m in _DOCUMENT_NAME.finditer(text))
    begin, end = next(names, (len(text), len(text)))
    for match in find_matches(text):
        while end <= match.start():
            begin, end = next(names, (len(text) + 1, len(text) + 1))
        if match.start() < begin:
            yield match


def _at_hand(context: Context, value: Period, *, until: bool) -> Context:
    """The context behind a governing date: which month and day are at hand, which period a later 同期 means.

    A date *until* which something counts (截至9月底) ends a period and is none.
    """
    if len(value.start) == 10 and value.start == value.end:
        return replace(context, day=value)
    if len(value.start) != 7:
        return context
    month = _month_of(value) if value.start == value.end else context.month
    return replace(context, period=context.period if until else value, month=month)


def _join(text: str, found: list[DateMention]) -> None:
    """Make one range of the last two dates where one leads to the other: 2019年6月至2020年5月."""
    if len(found) < 2:
        return
    first, last = found[-2:]
    single = first.value.start == first.value.end and last.value.start == last.value.end
    if (
        not single
        or "date.relative" in (first.rule, last.rule)
        or len(first.value.start) != len(last.value.start)
        or first.value.start > last.value.start
    ):
        return
    if last.span.start - first.span.end <= 4 and _TO.fullmatch(text, first.span.end, last.span.start):
        value = Period(first.value.start, last.value.end)
        rule = "date.m1" if first.rule == "date.month" and len(value.start) == 7 else first.rule
        found[-2:] = [DateMention(Span(first.span.start, last.span.end), value, rule, first.governs)]


def _month_of(period: Period | None) -> str:
    return period.end[5:7] if period and len(period.end) >= 7 else "XX"


def _rule(match: regex.Match[str]) -> str:
    kind = next((name for name in _KINDS if match[name]), "relative" if match["relative"] else "year")
    return f"date.{_RULES.get(kind, kind)}"


def _governs(text: str, match: regex.Match[str]) -> bool:
    if match["same"] or match["relative"] in ("上年", "前年", "上年度"):
        return False
    if match["relative"] == "去年" and match["nothing"] is not None:
        return False
    before = text[max(0, match.start() - 4) : match.start()]
    if _COMPARED.search(before) or before.endswith(_LISTED):
        return False
    return not (match["year"] and match["nothing"] is not None and _OLD.match(text, match.end()))


def _heading_month(heading: str) -> str:
    """The month that a heading names, "" where it names none: 三、9月份安排."""
    month = next((m["month"] for m in find_matches(heading) if m["month"] and not m["day"]), None)
    return read_month(month) or "" if month else ""


def _ahead_of(profile: Profile, feast: Period, year: str) -> Period:
    """The spring festival that a plan means: the next one, where the text was written after this year's."""
    written = profile.signed or profile.period
    over = written is not None and written.end[5:7] > feast.start[5:7] and written.end[:4] == year
    return before_spring_festival(shift(year, 1)) if over else feast


def _home(period: Period | None) -> str:
    """The month that a text is about, "" where it is about more than one."""
    return period.start[5:7] if period and period.start == period.end and len(period.start) == 7 else ""


def previous_year(period: Period | None) -> str:
    """The year before a period's, for figures quoted as 上年."""
    return shift(period.year, -1) if period else UNKNOWN_YEAR
