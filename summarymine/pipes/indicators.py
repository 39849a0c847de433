"""Indicators: quantities that are figures, each with its name, measure, status, basis and period.

Reading guide. A sentence is walked from left to right. For each figure the words between the last border and the
figure and those behind it (`figures`) decide: `measures` says what kind of figure it is, `statuses` whether it is a
result or a goal, `namer` what it is called.
A figure without a name of its own carries on the name of the one before it. Then `each` deals out lists with 分别,
`subjects` finds whose figure it is, `coverage` which time it covers. Table lines are read by `tables`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

import regex

from summarymine.document import TextView
from summarymine.pipes import measures, naming, owners
from summarymine.pipes.coverage import Coverage
from summarymine.pipes.each import hand_out
from summarymine.pipes.figures import Figure, State, Surroundings
from summarymine.pipes.layers import DateMention, Indicator, Profile, Project, Quantity, Section, Sentence
from summarymine.pipes.namer import Namer
from summarymine.pipes.not_figures import quoted_spans, reason
from summarymine.pipes.outlook import Outlook
from summarymine.pipes.statuses import Statuses, is_done, is_there
from summarymine.pipes.subjects import Subjects
from summarymine.pipes.tables import read_tables
from summarymine.records import Number

_Item = TypeVar("_Item", Quantity, DateMention)
_LISTED = regex.compile(r"[、和与及]|以及")
_STRIVES = regex.compile(r"[，、（]?(?:力争|争取|确保|冲刺|奋斗目标)(?:达到?|实现|突破)?")
_YEAR = regex.compile(r"\d{4}")
_YEARS_LONG = regex.compile(r"\d{4}/\d{4}")
_NEAR = 14


def find_indicators(
    view: TextView,
    sections: Sequence[Section],
    sentences: Sequence[Sentence],
    quantities: Sequence[Quantity],
    dates: Sequence[DateMention],
    profile: Profile,
    projects: Sequence[Project] = (),
) -> list[Indicator]:
    """The indicators of a view, in order.

    >>> from summarymine.pipes.quantities import find_quantities
    >>> from summarymine.pipes.sentences import find_sentences
    >>> view = TextView.identity("规上工业总产值35亿元，同比增长8%，占全县的66%。")
    >>> found = find_indicators(view, [], find_sentences(view, []), find_quantities(view), [], Profile())
    >>> [(i.name, str(i.value), i.unit, i.measure) for i in found]
    [('规上工业总产值', '3500000000', '元', 'level'), ('规上工业总产值', '8', '%', 'growth'), ('规上工业总产值', '66', '%', 'share')]
    """
    cells = list(read_tables(view, quantities, dates, profile))
    reader = _Reader(
        view,
        sections,
        projects,
        Coverage(view.text, dates, profile, outlook := Outlook(view.text, sections, dates, profile)),
        profile.period.end[:4] if profile.period else "",
        outlook,
    )
    found = list(cells)
    quantity_at = date_at = row_at = 0
    for sentence in sentences:
        span = sentence.span
        here, quantity_at = _within(quantities, quantity_at, span.start, span.end)
        dated, date_at = _within(dates, date_at, span.start, span.end)
        while row_at < len(cells) and cells[row_at].sentence.end <= span.start:
            row_at += 1
        if row_at == len(cells) or cells[row_at].sentence.start >= span.end:
            found.extend(reader.read(sentence, here, dated))
    return sorted(found, key=lambda i: i.quantity.span.start)


def _within(items: Sequence[_Item], at: int, start: int, end: int) -> tuple[list[_Item], int]:
    """The items, from *at* on, that lie between two places, and where the next ones begin."""
    while at < len(items) and items[at].span.end <= start:
        at += 1
    first = at
    while at < len(items) and items[at].span.start < end:
        at += 1
    return list(items[first:at]), at


class _Reader:
    """Reads an article's sentences one after another, and remembers what names carry on."""

    def __init__(
        self,
        view: TextView,
        sections: Sequence[Section],
        projects: Sequence[Project],
        coverage: Coverage,
        year: str,
        outlook: Outlook,
    ) -> None:
        self._text, self._sections, self._coverage, self._year = view.text, sections, coverage, year
        self._outlook = outlook
        self._subjects = Subjects(view.text, projects)
        self._namer = Namer(view.text)
        self._quotes = iter([*quoted_spans(view), (len(view) + 1, len(view) + 1)])
        self._quote = next(self._quotes)
        self._carried, self._in = State(), -1
        self._statuses = Statuses(view.text, year, outlook)

    def read(
        self, sentence: Sentence, quantities: Sequence[Quantity], dates: Sequence[DateMention]
    ) -> Iterator[Indicator]:
        """The indicators of the next sentence."""
        text, start = self._text, sentence.span.start
        section = self._sections[sentence.section] if sentence.section >= 0 else None
        self._outlook.open(sentence, dates)
        self._coverage.open(sentence, dates)
        if start == 0 or text[start - 1] == "\n":
            # A paragraph starts anew; what the amounts of each unit were called lasts through its section.
            self._carried = State(by_unit=self._carried.by_unit if sentence.section == self._in else {})
            self._in = sentence.section
        real = [q for q in quantities if not reason(text, q, self._quoted(q))]
        if not real:
            return
        heading = section.heading.end if section is not None and section.heading.within(sentence.span) else 0
        begin = heading if start < heading <= real[0].span.start else start
        around = Surroundings(text, begin, dates)
        state = self._carried = replace(self._carried, parting=False, forecast=False)
        # What was counted is remembered by its unit within a sentence; only the last of it goes on to the next.
        state.counted = dict(list(state.counted.items())[-1:])
        figures: list[Figure] = []
        stops = [*(q.span.start for q in real[1:]), sentence.span.end]
        for quantity, stop in zip(real, stops, strict=True):
            figure = around.of(quantity, stop)
            last = figures[-1] if figures else None
            _classify(figure, last)
            self._statuses.give(figure, last, state, begin)
            self._namer.name(figure, last, state, section)
            figures.append(figure)
        hand_out(text, figures, begin)
        self._give_subjects(figures, sentence, section)
        for i, figure in enumerate(figures):
            before = around.dates_before(figure.quantity.span.start)
            period = self._coverage.of(figure, sentence, before, described=is_there(figure) or is_done(figure))
            self._statuses.compare(figure, figures[i + 1 : i + 2], period)
            place = figure.quantity.span.start - len(figure.clause)
            compared = measures.compared_before(text[max(begin, place - _NEAR * 2) : place])
            yield _indicator(figure, sentence, period, self._year, compared)

    def _quoted(self, quantity: Quantity) -> bool:
        while self._quote[1] <= quantity.span.start:
            self._quote = next(self._quotes)
        return self._quote[0] <= quantity.span.start

    def _give_subjects(self, figures: Sequence[Figure], sentence: Sentence, section: Section | None) -> None:
        """Give figures that have no subject of their own the project they belong to."""
        for figure in figures:
            if not (figure.subject and figure.own_name):
                found = self._subjects.of(figure.quantity.span, figure.name, sentence.span.start, section)
                figure.subject = found or figure.subject
                rest = figure.name.removeprefix(found)
                if (
                    found
                    and len(rest) > 1
                    and rest != figure.name
                    and owners.names_a_firm(found)
                    and not naming.ends_in_verb(rest)
                ):
                    figure.name = rest
        # 计划投资538万元,全长1300米的NAME: the project behind the last figure owns the ones before it too.
        for figure, after in zip(figures[-2::-1], figures[:0:-1], strict=False):
            gap = after.quantity.span.start - figure.quantity.span.end
            if (
                not figure.subject
                and after.subject
                and gap <= _NEAR
                and self._subjects.follows(after.quantity.span.end)
            ):
                figure.subject = after.subject


def _classify(figure: Figure, last: Figure | None) -> None:
    """Measure and sign."""
    left, unit = figure.left, figure.quantity.unit
    listed = _LISTED.fullmatch(figure.joint) or (
        figure.joint == "，" and last is not None and last.quantity.unit == unit
    )
    if last is not None and listed and (last.quantity.unit == unit or last.measure in ("growth", "change")):
        figure.measure, figure.sign, figure.rule = last.measure, last.sign, "indicator.list"
        return
    if last is not None and last.measure == "growth" and last.quantity.unit == unit and _STRIVES.fullmatch(left):
        # 增长9%，力争10%
        figure.measure, figure.sign = last.measure, last.sign
        return
    value = figure.quantity.value
    if unit in ("%", "倍", "‰") or figure.quantity.rule in ("quantity.fraction", "quantity.half"):
        sign = measures.growth_sign(figure.clause if unit == "%" else left) or measures.is_growth_behind(figure.right)
        if figure.quantity.rule == "quantity.double":
            figure.measure = "growth"
        elif measures.is_completion(figure.clause):
            figure.measure = "completion"
        elif sign or (isinstance(value, Decimal) and value < 0):
            figure.measure, figure.sign = "growth", sign or 1
        else:
            figure.measure = "share"
    elif sign := measures.change_sign(figure.clause if unit == "个百分点" else left):
        figure.measure, figure.sign = "change", sign
    elif unit == "个百分点":
        figure.measure = "change"


def _indicator(figure: Figure, sentence: Sentence, period: str, year: str, compared: str) -> Indicator:
    quantity = figure.quantity
    value = quantity.value
    if figure.measure in ("growth", "change") and figure.sign < 0:
        value = _negative(value)
    return Indicator(
        quantity=replace(quantity, bound=measures.bound(figure.left, figure.right, quantity.bound)),
        name=figure.name,
        subject=figure.subject,
        value=value,
        unit=quantity.unit,
        measure=figure.measure,
        status=figure.status,
        basis=measures.basis(
            figure.measure,
            compared + figure.clause,
            period if _YEAR.fullmatch(period) else year,
            years=_YEARS_LONG.fullmatch(period) is not None,
        ),
        period=period,
        sentence=sentence.span,
        rule=figure.rule,
        score=0.9 if figure.own_name else 0.7 if figure.name else 0.3,
    )


def _negative(value: Number) -> Number:
    if isinstance(value, tuple):
        return (-abs(value[1]), -abs(value[0]))
    return -abs(value) if value is not None else None
