"""Indicators: quantities that are figures, each with its name, measure, status, basis and period.

Reading guide. A sentence is walked from left to right. For each figure the words between the last border and the
figure (``left``) and those behind it (``right``) decide: `measures` says what kind of figure it is, `naming` what it
is called. A figure without a name of its own carries on the name of the one before it; a list with 分别 hands the
names or subjects before it to the figures behind it. Table lines are read by `tables`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import regex

from summarymine.document import Span, TextView
from summarymine.pipes import measures, naming
from summarymine.pipes.layers import DateMention, Indicator, Profile, Quantity, Section, Sentence
from summarymine.pipes.not_figures import quoted_spans, reason
from summarymine.pipes.tables import read_tables
from summarymine.records import Number
from summarymine.values.periods import Period
from summarymine.values.units import units

_BORDER = regex.compile(r"[，。；：！？\n]|——")
_EACH = regex.compile(r"分别|各(?!类|项|级|种)")
_LIST = regex.compile(r"[、和与及]|以及")
_RATIO_UNITS = frozenset({"%", "倍", "个百分点", "‰"})
_BRACKET_NAMES = {"money": "总投资", "length": "长度", "area": "面积"}
_CONTEXT_NAME = 24


@dataclass(slots=True)
class _Figure:
    """A figure while its sentence is read."""

    quantity: Quantity
    left: str
    right: str
    clause: str
    name: str = ""
    own_name: bool = False
    subject: str = ""
    measure: str = "level"
    status: str = "actual"
    sign: int = 1
    rule: str = "indicator.before"
    bracketed: bool = False


@dataclass(slots=True)
class _State:
    """What a figure may carry on from the figures before it."""

    name: str = ""
    subject: str = ""
    figures: list[_Figure] = field(default_factory=list)


def find_indicators(
    view: TextView,
    sections: Sequence[Section],
    sentences: Sequence[Sentence],
    quantities: Sequence[Quantity],
    dates: Sequence[DateMention],
    profile: Profile,
) -> list[Indicator]:
    """The indicators of a view, in order.

    >>> from summarymine.pipes.quantities import find_quantities
    >>> from summarymine.pipes.sentences import find_sentences
    >>> view = TextView.identity("规上工业总产值35亿元，同比增长8%，占全县的66%。")
    >>> found = find_indicators(view, [], find_sentences(view, []), find_quantities(view), [], Profile())
    >>> [(i.name, str(i.value), i.unit, i.measure) for i in found]
    [('规上工业总产值', '3500000000', '元', 'level'), ('规上工业总产值', '8', '%', 'growth'), ('规上工业总产值', '66', '%', 'share')]
    """
    found = list(read_tables(view, sections, dates, profile))
    in_table = [i.sentence for i in found]
    quotes = quoted_spans(view)
    context = _Context(view.text, sections, dates, profile, quotes)
    at = 0
    carried = _State()
    for sentence in sentences:
        while at < len(quantities) and quantities[at].span.end <= sentence.span.start:
            at += 1
        here = []
        while at < len(quantities) and quantities[at].span.start < sentence.span.end:
            here.append(quantities[at])
            at += 1
        if sentence.span.start == 0 or view.text[sentence.span.start - 1] == "\n":
            carried = _State()
        if here and not any(sentence.span.overlaps(row) for row in in_table):
            found.extend(context.read(sentence, here, carried))
    return sorted(found, key=lambda i: i.quantity.span.start)


class _Context:
    """An article's view with what its sentences are read against."""

    def __init__(self, text: str, sections: Sequence[Section], dates: Sequence[DateMention], profile: Profile, quotes: Sequence[tuple[int, int]]) -> None:
        self.text, self.sections, self.dates, self.profile, self.quotes = text, sections, dates, profile, quotes
        self.date_ends = [d.span.end for d in dates]
        self._quote = self._date = 0

    def read(self, sentence: Sentence, quantities: Sequence[Quantity], carried: _State) -> list[Indicator]:
        """The indicators of one sentence; *carried* keeps the last name for the next."""
        text = self.text
        section = self.sections[sentence.section] if sentence.section >= 0 else None
        dates = self._dates_in(sentence)
        figures = [q for q in quantities if not reason(text, q, self._quoted(q))]
        state = _State(carried.name, carried.subject)
        result: list[Indicator] = []
        read: list[_Figure] = []
        edge = sentence.span.start
        for i, quantity in enumerate(figures):
            stop = figures[i + 1].span.start if i + 1 < len(figures) else sentence.span.end
            figure = self._surroundings(quantity, edge, stop, sentence, dates)
            self._classify(figure, section, state, read)
            self._name(figure, state, section)
            read.append(figure)
            edge = quantity.span.end
            state.figures.append(figure)
        _hand_out(text, read, sentence.span.start)
        for figure in read:
            result.append(self._indicator(figure, sentence, section, dates))
        last = next((f for f in reversed(read) if f.own_name and f.measure == "level"), None)
        carried.name, carried.subject = (last.name, last.subject) if last else (state.name, state.subject)
        return result

    def _quoted(self, quantity: Quantity) -> bool:
        while self._quote < len(self.quotes) and self.quotes[self._quote][1] <= quantity.span.start:
            self._quote += 1
        return self._quote < len(self.quotes) and self.quotes[self._quote][0] <= quantity.span.start

    def _dates_in(self, sentence: Sentence) -> list[DateMention]:
        while self._date < len(self.dates) and self.date_ends[self._date] <= sentence.span.start:
            self._date += 1
        found = []
        for date in self.dates[self._date :]:
            if date.span.start >= sentence.span.end:
                break
            found.append(date)
        return found

    def _surroundings(self, quantity: Quantity, edge: int, stop: int, sentence: Sentence, dates: Sequence[DateMention]) -> _Figure:
        """The words before and behind a figure, up to the nearest borders."""
        text, start, end = self.text, quantity.span.start, quantity.span.end
        clause_start = max((m.end() for m in _BORDER.finditer(text, edge, start)), default=edge)
        bracket = text.rfind("（", clause_start, start)
        bracketed = bracket >= 0 and "）" not in text[bracket:start]
        left_start = bracket + 1 if bracketed else clause_start
        close = text.rfind("）", left_start, start)
        if not bracketed and close >= 0:
            opened = text.rfind("（", edge, close)
            left = text[left_start:opened] + text[close + 1 : start] if opened >= left_start else text[close + 1 : start]
        else:
            last_date = max((d.span.end for d in dates if left_start <= d.span.start and d.span.end <= start and not _comparing(text, d)), default=left_start)
            left = text[last_date:start]
        behind = _BORDER.search(text, end, stop)
        right = text[end : behind.start() if behind else stop]
        clause = text[max(clause_start - 30, sentence.span.start, edge - 12 if bracketed else edge) : start]
        return _Figure(quantity, left, right, clause, bracketed=bracketed)

    def _classify(self, figure: _Figure, section: Section | None, state: _State, read: Sequence[_Figure]) -> None:
        left, right, unit = figure.left, figure.right, figure.quantity.unit
        chained = bool(read) and regex.fullmatch(r"[、和与及]|以及|，", left.strip()) is not None and read[-1].quantity.unit == unit
        if chained:
            figure.measure, figure.sign = read[-1].measure, read[-1].sign
            figure.rule = "indicator.list"
        elif unit in ("%", "倍", "‰", ""):
            sign = measures.growth_sign(left)
            if unit == "" and figure.quantity.rule != "quantity.fraction":
                figure.measure = "level"
            elif figure.quantity.rule == "quantity.double":
                figure.measure = "growth"
            elif measures.is_completion(figure.clause):
                figure.measure = "completion"
            elif sign:
                figure.measure, figure.sign = "growth", sign
            elif figure.quantity.value is not None and not isinstance(figure.quantity.value, tuple) and figure.quantity.value < 0:
                figure.measure = "growth"
            else:
                figure.measure = "share"
        elif sign := measures.change_sign(figure.clause if unit == "个百分点" else left):
            figure.measure, figure.sign = "change", sign
        elif unit == "个百分点":
            figure.measure = "change"
        self._status(figure, section, read, chained)

    def _status(self, figure: _Figure, section: Section | None, read: Sequence[_Figure], chained: bool) -> None:
        left, clause, right = figure.left, figure.clause, figure.right
        planned = section is not None and section.role == "plan"
        words = self.text[max(0, figure.quantity.span.start - 60) : figure.quantity.span.start]
        sentence_words = regex.split(r"[。；\n]", words)[-1]
        # In a bracket the word before it counts too: 完成目标(2.6亿美元)的110%.
        tail = left if not figure.bracketed or left.strip() else clause.rstrip("（") + "（"
        if measures.is_previous(left, right) and figure.measure != "change":
            figure.status = "previous"
        elif chained:
            figure.status = read[-1].status
        elif measures.is_target(tail, right) and figure.measure in ("level", "growth", "share", "change"):
            figure.status = "target"
        elif measures.is_forecast(sentence_words):
            figure.status = "forecast"
        elif read and read[-1].status == "forecast" and not _fresh(self.text, read[-1].quantity.span.end, figure.quantity.span.start):
            figure.status = "forecast"
        elif planned and not _existing(left, right, figure):
            figure.status = "target"

    def _name(self, figure: _Figure, state: _State, section: Section | None) -> None:
        quantity = figure.quantity
        unit = units().get(quantity.unit)
        counted = quantity.unit != "" and unit is not None and unit.dimension == "count" or (quantity.unit == "" and quantity.rule == "quantity.number")
        own = naming.before(figure.left)
        if counted or quantity.unit in ("人", "亩", "平方米", "套") and not own:
            phrase = naming.behind(figure.right)
            if phrase and own and (naming.ends_in_verb(own) or own.endswith(("新", "批"))):
                own, figure.rule = own + phrase, "indicator.around"
            elif phrase and (not own or not _noun_ended(own)):
                own, figure.rule = phrase, "indicator.behind"
            elif phrase and own and counted:
                own, figure.rule, figure.subject = phrase, "indicator.behind", own
        if own:
            figure.name, subject = naming.split_subject(own)
            figure.subject = subject or figure.subject
            figure.own_name = True
            if figure.measure in ("level",) or not state.name:
                state.name, state.subject = figure.name, figure.subject
            return
        if figure.bracketed and unit and unit.dimension in _BRACKET_NAMES and figure.measure == "level" and figure.status == "actual" and not measures.is_previous(figure.left, ""):
            holder = naming.before(figure.clause.rstrip("（"))
            if holder and holder != state.name and not holder.endswith(state.name or "\0"):
                figure.name, figure.subject, figure.rule = _BRACKET_NAMES[unit.dimension], holder, "indicator.bracket"
                return
        figure.name, figure.subject = state.name, figure.subject or state.subject
        figure.rule = "indicator.carried" if figure.rule == "indicator.before" else figure.rule
        if not figure.name and section is not None:
            figure.name = regex.sub(r"^[^\p{Han}]{0,4}(?:[一二三四五六七八九十]{1,2}[、）])?", "", section.text)[:_CONTEXT_NAME]
            figure.rule = "indicator.heading"

    def _indicator(self, figure: _Figure, sentence: Sentence, section: Section | None, dates: Sequence[DateMention]) -> Indicator:
        quantity = figure.quantity
        value: Number = quantity.value
        if figure.measure in ("growth", "change") and figure.sign < 0 and value is not None:
            value = _negative(value)
        basis = measures.basis(figure.measure, figure.clause)
        period = self._period(figure, section, dates)
        limit = measures.bound(figure.left, figure.right, quantity.bound)
        made = Quantity(quantity.span, quantity.value, quantity.unit, limit, quantity.rule, quantity.spoken)
        score = 0.9 if figure.own_name else 0.7 if figure.name else 0.3
        return Indicator(made, figure.name, figure.subject, value, quantity.unit, figure.measure, figure.status, basis, period, sentence.span, figure.rule, score)

    def _period(self, figure: _Figure, section: Section | None, dates: Sequence[DateMention]) -> str:
        """The time a figure covers, or "" where it is the document's own."""
        own = self.profile.period
        start = figure.quantity.span.start
        before = [d for d in dates if d.span.end <= start]
        found: Period | None = None
        if figure.status == "previous":
            found = before[-1].value if before else None
        else:
            governing = [d for d in before if d.governs]
            found = governing[-1].value if governing else None
            if figure.status == "target" and regex.search(r"年|任务|全年|目标|预算", figure.left + figure.clause[-14:]) and own and own.start != own.year and not (section and section.role == "plan"):
                found = Period(own.year, own.year)
            elif found is None and section and section.role == "plan":
                found = self._plan_period(section)
        if found is None or own is not None and str(found) == str(own):
            return ""
        return str(found)

    def _plan_period(self, section: Section) -> Period | None:
        """The time a plan section speaks of, from the dates in its headings."""
        inside = [d for d in self.dates if d.span.within(section.heading)]
        if inside:
            return inside[-1].value
        return self._plan_period(self.sections[section.parent]) if section.parent >= 0 else None


def _comparing(text: str, date: DateMention) -> bool:
    """Whether a date belongs to a comparison, whose words must stay before the figure: 比上年减少."""
    return not date.governs and text[max(0, date.span.start - 1) : date.span.start] in ("比", "较", "与", "由", "从", "是", "为", "（") or not date.governs


def _fresh(text: str, start: int, end: int) -> bool:
    return any(c in "；。" for c in text[start:end])


def _existing(left: str, right: str, figure: _Figure) -> bool:
    """Whether a figure in a plan describes what is there already: 总投资12亿元的…, 15个在谈项目."""
    return bool(regex.search(r"总投资(?:约|近|超|达)?$|现有|已有|在谈|剩余的?$", left)) or right.startswith(("在谈", "在建", "已"))


def _noun_ended(text: str) -> bool:
    return not naming.ends_in_verb(text)


def _negative(value: Number) -> Number:
    if isinstance(value, tuple):
        return (-abs(value[1]), -abs(value[0]))
    return -abs(value) if isinstance(value, Decimal) else value


def _hand_out(text: str, figures: list[_Figure], start: int) -> None:
    """Give the items before 分别 to the figures behind it, one to one."""
    i = 0
    while i < len(figures):
        edge = figures[i - 1].quantity.span.end if i else start
        each = None
        for each in _EACH.finditer(text, edge, figures[i].quantity.span.start):
            pass
        if each is None:
            i += 1
            continue
        run = [figures[i]]
        for nxt in figures[i + 1 :]:
            between = text[run[-1].quantity.span.end : nxt.quantity.span.start]
            if len(between) > 12 or not regex.match(r"^(?:[、和与及，]|以及)", between) or "，" in between:
                break
            run.append(nxt)
        if len(run) > 1:
            _share_out(text, figures[:i], run, edge, each.start())
        i += len(run)


def _share_out(text: str, earlier: list[_Figure], run: list[_Figure], edge: int, each: int) -> None:
    clause = regex.split(r"[，。；：\n]", text[edge:each])[-1]
    clause = regex.sub(r"（[^（）]{0,20}）", "", clause)
    items = [item for item in _LIST.split(regex.sub(r"(?:同比|环比|比[^、]{1,6}|较[^、]{1,6}|等?[一二三四五六七八九十两\d]{1,2}[家户个大项]?(?:重点)?(?:企业|项目|产业)?)$", "", clause)) if item.strip()]
    between = naming.before(text[each : run[0].quantity.span.start].removeprefix("分别").removeprefix("各"))
    if len(items) == len(run):
        names = [naming.before(item) or item for item in items]
        for figure, name in zip(run, names, strict=True):
            head, subject = naming.split_subject(name)
            if between:
                figure.name, figure.subject = between, name
            elif naming.heads().search(head) or figure.measure != "level":
                figure.name, figure.subject = head, subject
            elif run[0].name and run[0].name != name:
                figure.name, figure.subject = figure.name or name, name
            else:
                figure.name = name
            figure.own_name, figure.rule = True, "indicator.each"
        return
    levels = [f for f in earlier if f.measure == "level" or f.rule == "indicator.each"]
    if len(levels) >= len(run) and not items:
        for figure, source in zip(run, levels[-len(run) :], strict=True):
            figure.name, figure.subject, figure.rule = source.name, source.subject, "indicator.each"
