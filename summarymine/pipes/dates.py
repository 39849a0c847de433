"""Dates of an article, each resolved against what governs it.

A month without a year belongs to the year that was named last in its sentence, else in its paragraph, else in the
heading above, else to the period of the whole text; in the plan of a yearly summary it belongs to the year ahead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from summarymine.document import Span, TextView
from summarymine.pipes.date_patterns import Context, find_matches, resolve
from summarymine.pipes.layers import DateMention, Profile, Section, Sentence
from summarymine.values.periods import UNKNOWN_YEAR, Period, shift

_COMPARED = regex.compile(r"(?:比|较|由|自|从|与|和|同|对|超|于|为|占|相当于|是|原定|即)(?:[\p{Han}]{0,2})$")
_DOCUMENT_NAME = regex.compile(r"《[^《》\n]{1,60}》")
_OLD = regex.compile(r"(?:以来|以后|以前|的|起)")


def _skipped(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in _DOCUMENT_NAME.finditer(text)]


def _plan_year(profile: Profile, sections: Sequence[Section], index: int) -> str:
    """The year that a plan section speaks of: its heading's, the title's second one, or the year of writing."""
    while index >= 0:
        for match in find_matches(sections[index].text):
            value = resolve(match, Context(now=profile.now, year=profile.period.year if profile.period else profile.now))
            if value and (match["year"] or match["relative"]):
                return value.year
        if sections[index].parent < 0:
            break
        index = sections[index].parent
    if index >= 0 and sections[index].role == "plan":
        years = [value.year for m in find_matches(profile.title) if m["year"] and (value := resolve(m, Context()))]
        return years[1] if len(years) > 1 else profile.now
    return profile.period.year if profile.period else profile.now


def find_dates(view: TextView, sections: Sequence[Section], sentences: Sequence[Sentence], profile: Profile) -> list[DateMention]:
    """The dates of a view, in order.

    ``governs`` is true for a date that the figures behind it may belong to: not one that is only compared with.

    >>> from summarymine.pipes.sentences import find_sentences
    >>> view = TextView.identity("1—5月税收3亿元，去年同期2亿元。")
    >>> profile = Profile(period=Period("2010", "2010"), now="2010")
    >>> [(d.span.of(view.text), str(d.value), d.governs) for d in find_dates(view, [], find_sentences(view, []), profile)]
    [('1—5月', '2010-01/2010-05', True), ('去年同期', '2009-01/2009-05', False)]
    """
    text = view.text
    names = _skipped(text)
    found: list[DateMention] = []
    base = Context(now=profile.now, year=profile.period.year if profile.period else profile.now, period=profile.period)
    context, paragraph_end, section = base, -1, -2
    plan_years: dict[int, str] = {}
    matches = iter(find_matches(text))
    match = next(matches, None)
    for sentence in sentences:
        if sentence.section != section:
            section = sentence.section
            if section not in plan_years:
                plan_years[section] = _plan_year(profile, sections, section)
            base = replace(base, year=plan_years[section])
            paragraph_end = -1
        if sentence.span.start >= paragraph_end:
            context = base
            end = text.find("\n", sentence.span.start)
            paragraph_end = len(text) if end < 0 else end
        sentence_year = ""
        local = replace(context, month=_month_of(context.period))
        while match is not None and match.start() < sentence.span.end:
            span = Span(match.start(), match.end())
            at = replace(local, year=sentence_year or context.year)
            value = resolve(match, at) if not any(a <= span.start < b for a, b in names) else None
            if value is not None:
                governs = _governs(text, match)
                found.append(DateMention(span, value, _rule(match), governs))
                if match["year"] and governs and value.year != UNKNOWN_YEAR:
                    sentence_year = value.year
                    if span.start - sentence.span.start <= 2 or not found[:-1]:
                        context = replace(context, year=value.year)
                if governs and len(value.start) == 7:
                    local = replace(local, period=value, month=_month_of(value) if value.start == value.end else local.month)
                if match["relative"] in ("明年", "今年") and span.start == sentence.span.start:
                    sentence_year = value.year
            match = next(matches, None)
    return found


def _month_of(period: Period | None) -> str:
    return period.end[5:7] if period and len(period.end) >= 7 else "XX"


def _rule(match: regex.Match[str]) -> str:
    names = ("iso", "half", "nine", "quarter", "front", "dropped", "m1", "month", "within", "bare_edge", "same", "season", "now_month", "feast")
    kind = next((name for name in names if match[name]), "relative" if match["relative"] else "year")
    return f"date.{kind}"


def _governs(text: str, match: regex.Match[str]) -> bool:
    if match["same"] or match["relative"] in ("上年", "前年", "上年度"):
        return False
    if match["relative"] == "去年" and match["nothing"] is not None:
        return False
    before = text[max(0, match.start() - 4) : match.start()]
    if _COMPARED.search(before):
        return False
    return not (match["year"] and match["nothing"] is not None and _OLD.match(text, match.end()))


def previous_year(period: Period | None) -> str:
    """The year before a period's, for figures quoted as 上年."""
    return shift(period.year, -1) if period else UNKNOWN_YEAR
