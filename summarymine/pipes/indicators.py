"""Indicators: quantities that are figures, each with its name, measure, status, basis and period.

Reading guide. A sentence is walked from left to right. For each figure the words between the last border and the
figure (``left``) and those behind it (``right``) decide: `measures` says what kind of figure it is, `naming` what it
is called. A figure without a name of its own carries on the name of the one before it; a list with 分别 hands the
names or subjects before it to the figures behind it. Table lines are read by `tables`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

import regex

from summarymine.document import Span, TextView
from summarymine.pipes import measures, naming
from summarymine.pipes.layers import DateMention, Indicator, Profile, Project, Quantity, Section, Sentence
from summarymine.pipes.not_figures import quoted_spans, reason
from summarymine.pipes.subjects import Subjects
from summarymine.pipes.tables import read_tables
from summarymine.records import Number
from summarymine.values.periods import Period
from summarymine.values.units import units

_BORDER = regex.compile(r"[，。；：！？\n]|——")
_LIST_MARK = regex.compile(r"[、和与及](?=[^、和与及]{0,40}$)|(?:以及)")
_CHAINED = regex.compile(r"[、和与及，]|以及")
_BRACKET = regex.compile(r"（[^（）]{0,60}）")
_QUOTED = regex.compile(r"“[^“”]{1,16}”")
_COUNT_PHRASE = regex.compile(r"等?[一二三四五六七八九十两\d]{1,2}[家户个大项](?:(?:重点|主要|骨干)?(?:企业|项目|产业|园区|单位))?$")
_COMPARISON = regex.compile(r"(?:同比|环比|比[^、]{1,6}|较[^、]{1,6})$")
_NUMBERING = regex.compile(r"^[^\p{Han}“]{0,4}(?:[一二三四五六七八九十]{1,2}[、）])?")
_AMONG = regex.compile(r"(?:其中|包括|主要包括)[：:]?")
_THERE = regex.compile(r"总投资(?:额)?(?:约|近|超|达|为)?$|现有|已有|在谈|剩余的?$")
_EACH = regex.compile(r"分别|各(?!类|项|级|种)")
_LIST = regex.compile(r"[、和与及]|以及")
_RATIO_UNITS = frozenset({"%", "倍", "个百分点", "‰"})
_BRACKET_NAMES = {"money": "总投资", "length": "长度", "area": "面积"}
_CONTEXT_NAME = 24
_BARE_VERB = 4
_NEAR = 14
_STRETCHES = frozenset({"date.half", "date.nine", "date.half_range", "date.quarter", "date.front", "date.dropped", "date.m1", "date.now_month", "date.year", "date.relative"})
_WHOLE_YEAR = regex.compile(r"全年|年度(?:任务|计划|目标|预算)|年(?:任务|计划|目标)|奋斗目标")


@dataclass(slots=True)
class _Figure:
    """A figure while its sentence is read.

    ``left`` is what stands before it in its clause, ``words`` the same without dates, for the name; ``clause`` is
    the clause from its beginning, figures included.
    """

    quantity: Quantity
    left: str
    words: str
    right: str
    clause: str
    bracketed: bool
    name: str = ""
    own_name: bool = False
    subject: str = ""
    measure: str = "level"
    status: str = "actual"
    sign: int = 1
    rule: str = "indicator.before"
    aimed: bool = False


@dataclass(slots=True)
class _State:
    """What a figure may carry on from the figures before it: the last name, whose it was, what was counted."""

    name: str = ""
    subject: str = ""
    by_unit: dict[str, str] = field(default_factory=dict)
    counted: str = ""
    counted_unit: str = ""
    parting: bool = False


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
    found = list(read_tables(view, sections, dates, profile))
    in_table = [i.sentence for i in found]
    quotes = quoted_spans(view)
    context = _Context(view.text, sections, dates, profile, quotes, Subjects(view.text, projects))
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
        if not any(sentence.span.overlaps(row) for row in in_table):
            found.extend(context.read(sentence, here, carried))
    return sorted(found, key=lambda i: i.quantity.span.start)


class _Context:
    """An article's view with what its sentences are read against."""

    def __init__(self, text: str, sections: Sequence[Section], dates: Sequence[DateMention], profile: Profile, quotes: Sequence[tuple[int, int]], subjects: Subjects) -> None:
        self.text, self.sections, self.dates, self.profile, self.quotes = text, sections, dates, profile, quotes
        self.subjects = subjects
        self.date_ends = [d.span.end for d in dates]
        self._quote = self._date = 0
        self._range: Period | None = None

    def read(self, sentence: Sentence, quantities: Sequence[Quantity], carried: _State) -> list[Indicator]:
        """The indicators of one sentence; *carried* keeps the last name for the next."""
        text = self.text
        section = self.sections[sentence.section] if sentence.section >= 0 else None
        dates = self._dates_in(sentence)
        self._take_range(sentence, dates, opens=sentence.span.start == 0 or text[sentence.span.start - 1] == "\n")
        figures = [q for q in quantities if not reason(text, q, self._quoted(q))]
        state = replace(carried, parting=False)
        read: list[_Figure] = []
        heading = section.heading.end if section is not None and section.heading.within(sentence.span) else 0
        begin = edge = max(sentence.span.start, heading if not figures or heading <= figures[0].span.start else 0)
        for i, quantity in enumerate(figures):
            stop = figures[i + 1].span.start if i + 1 < len(figures) else sentence.span.end
            figure = self._surroundings(quantity, edge, stop, begin, dates)
            self._classify(figure, section, read)
            self._status(figure, section, read, text[begin : quantity.span.start])
            self._name(figure, state, read, section)
            read.append(figure)
            edge = quantity.span.end
        _hand_out(text, read, begin)
        self._give_subjects(read, sentence, section)
        carried.name, carried.subject, carried.by_unit = state.name, state.subject, state.by_unit
        carried.counted, carried.counted_unit = state.counted, state.counted_unit
        return [self._indicator(figure, sentence, section, dates) for figure in read]

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

    def _surroundings(self, quantity: Quantity, edge: int, stop: int, begin: int, dates: Sequence[DateMention]) -> _Figure:
        """The words before and behind a figure, up to the nearest borders."""
        text, start, end = self.text, quantity.span.start, quantity.span.end
        border = begin
        for match in _BORDER.finditer(text, begin, start):
            border = match.end()
        left_start = max(border, edge)
        bracket = text.rfind("（", left_start, start)
        bracketed = bracket >= 0 and "）" not in text[bracket:start]
        if bracketed:
            left_start = bracket + 1
        elif left_start == edge and (mark := _LIST_MARK.search(text, edge, start)):
            # What follows the last figure directly (300万元的甲项目、) is not what names this one.
            left_start = mark.end()
        left = text[left_start:start]
        pieces, at = [], left_start
        for date in dates:
            if at <= date.span.start and date.span.end <= start:
                pieces.append(text[at : date.span.start])
                at = date.span.end
        pieces.append(text[at:start])
        words = _BRACKET.sub("", "\0".join(pieces)).rsplit("\0", 1)
        behind = _BORDER.search(text, end, stop)
        right = text[end : behind.start() if behind else stop]
        # A date that is compared with leaves its words; one that only dates the clause takes what precedes it along.
        named = "".join(words) if len(words) > 1 and words[1].strip() in ("", "的", "为", "是") else words[-1]
        return _Figure(quantity, _BRACKET.sub("", left), named, right, text[border:start], bracketed)

    def _classify(self, figure: _Figure, section: Section | None, read: Sequence[_Figure]) -> None:
        """Measure and sign."""
        left, unit = figure.left, figure.quantity.unit
        last = read[-1] if read else None
        if last is not None and _CHAINED.fullmatch(left.strip()) and (last.quantity.unit == unit or last.measure in ("growth", "change")):
            figure.measure, figure.sign, figure.rule = last.measure, last.sign, "indicator.list"
            return
        value = figure.quantity.value
        if unit in ("%", "倍", "‰") or figure.quantity.rule in ("quantity.fraction", "quantity.half"):
            sign = measures.growth_sign(figure.clause if unit == "%" else left)
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

    def _status(self, figure: _Figure, section: Section | None, read: Sequence[_Figure], sentence: str) -> None:
        """Result, goal, expectation or earlier period."""
        left, clause, right = figure.left, figure.clause, figure.right
        planned = section is not None and section.role == "plan"
        plain = _QUOTED.sub("", left)
        # In a bracket the word before it counts too: 完成目标(2.6亿美元)的110%.
        tail = plain if not figure.bracketed or plain.strip() else clause.rstrip("（") + "（"
        last = read[-1] if read else None
        if figure.measure != "change" and measures.is_previous(left, right, ratio=figure.quantity.unit in ("%", "倍")):
            figure.status = "previous"
        elif figure.rule == "indicator.list" and last is not None:
            figure.status = last.status
        elif _existing(left, right):
            figure.status = "forecast" if "预计" in left else "target" if regex.search("计划|拟", left) else "actual"
        elif figure.measure != "completion" and (figure.measure != "change" or planned) and measures.is_target(tail, right):
            figure.status = "target"
        elif measures.announces_targets(sentence) or last is not None and last.aimed and last.status == "target":
            figure.status = "target"
            figure.aimed = last is not None and last.aimed
        elif measures.is_forecast(regex.split("。", sentence)[-1][-80:]) or last is not None and last.status == "forecast":
            figure.status = "forecast"
        elif planned:
            figure.status = "target"
        figure.aimed = figure.aimed or measures.aims(left)

    def _name(self, figure: _Figure, state: _State, read: Sequence[_Figure], section: Section | None) -> None:
        """The name and the subject; what the next figures may carry on."""
        quantity = figure.quantity
        unit = units().get(quantity.unit)
        counted = unit is not None and unit.dimension == "count" or (quantity.unit == "" and quantity.rule == "quantity.number")
        own = naming.before(figure.words)
        phrase = naming.behind(figure.right) if counted or unit is not None and unit.dimension == "area" and not own else ""
        if phrase:
            if own and (naming.ends_in_verb(own) or own in ("新", "批")):
                own, figure.rule = own + phrase, "indicator.around"
            elif own and own.endswith(("以上", "以下")):
                own, figure.rule = own + phrase, "indicator.around"
            else:
                figure.subject = own if own and naming.is_subject(own) else ""
                own, figure.rule = phrase, "indicator.behind"
        elif own and _needs_noun(own):
            thing = state.counted if counted and quantity.unit == state.counted_unit else ""
            if not counted and unit is not None and unit.dimension in ("area", "length"):
                thing = naming.object_of(state.by_unit.get(quantity.unit, ""))
            if thing:
                own, figure.rule = naming.qualified(own, thing), "indicator.counted"
            elif not counted:
                own = self._topic(figure) or own
        if not own and not counted:
            own = self._topic(figure)
        if own:
            self._own_name(figure, own, state, read)
            return
        if figure.bracketed and self._bracket_name(figure, state, read):
            return
        same = state.by_unit.get(quantity.unit, "") if figure.measure == "level" and quantity.unit not in _RATIO_UNITS else ""
        figure.name, figure.subject = same or state.name, figure.subject or state.subject
        figure.rule = "indicator.carried" if figure.rule == "indicator.before" else figure.rule
        if same and same != state.name:
            state.name, figure.subject = same, ""
        if not figure.name and section is not None:
            figure.name = state.name = _NUMBERING.sub("", section.text)[:_CONTEXT_NAME]
            figure.rule = "indicator.heading"
            state.by_unit[quantity.unit] = figure.name

    def _topic(self, figure: _Figure) -> str:
        """An indicator that a clause without a figure has just announced: 亩均税收呢,去年12.8万元."""
        start = figure.quantity.span.start - len(figure.clause)
        border = max(self.text.rfind(mark, 0, max(start - 1, 0)) for mark in "，。；：、\n")
        clause = self.text[border + 1 : max(start - 1, 0)]
        if not clause or len(clause) > _CONTEXT_NAME or regex.search(r"\d", clause):
            return ""
        name = naming.before(clause)
        return name if name in naming.indicator_types() else naming.opening_indicator(clause)

    def _own_name(self, figure: _Figure, own: str, state: _State, read: Sequence[_Figure]) -> None:
        unit = figure.quantity.unit
        whole = state.by_unit.get(unit, "")
        last = read[-1] if read else None
        # 可供用地536亩,其中:甲公司65亩、乙公司30亩 – the item says whose part it is.
        among = last is not None and state.parting or _AMONG.match(figure.words.strip())
        counted = unit in units() and units()[unit].dimension == "count"
        if whole and own != whole and not counted and figure.rule == "indicator.before" and figure.measure == "level" and (naming.is_subject(own) or among and naming.is_part(own, unit)):
            figure.name, figure.subject, figure.rule = whole, own, "indicator.part"
            state.name, state.subject, state.parting = whole, own, True
            return
        figure.name, subject = naming.split_subject(own)
        figure.subject = subject or figure.subject
        figure.own_name = True
        if figure.bracketed:
            return
        state.name, state.subject, state.parting = figure.name, figure.subject, False
        if unit not in _RATIO_UNITS:
            if naming.is_quantity(figure.name) or not _AMONG.match(figure.words.strip()):
                state.by_unit[unit] = figure.name
            if figure.rule != "indicator.counted" and not _needs_noun(figure.name):
                state.counted, state.counted_unit = naming.object_of(figure.name), unit

    def _bracket_name(self, figure: _Figure, state: _State, read: Sequence[_Figure]) -> bool:
        """Name a figure in a bracket behind a project or place: 纵三路(1.3公里)."""
        unit = units().get(figure.quantity.unit)
        if unit is None or unit.dimension not in _BRACKET_NAMES or figure.measure != "level" or figure.status == "previous":
            return False
        holder = naming.before(figure.clause[: figure.clause.rfind("（")])
        if not holder or (read and holder == read[-1].name) or not (naming.is_subject(holder) or holder != state.name and not naming.heads().search(holder)):
            return False
        figure.name, figure.subject, figure.rule = _BRACKET_NAMES[unit.dimension], holder, "indicator.bracket"
        return True

    def _give_subjects(self, read: Sequence[_Figure], sentence: Sentence, section: Section | None) -> None:
        """Give figures that have no subject of their own the project they belong to."""
        for figure in read:
            if not (figure.subject and figure.own_name):
                found = self.subjects.of(figure.quantity.span, figure.name, sentence.span.start, section)
                figure.subject = found or figure.subject
        # 计划投资538万元,全长1300米的NAME: the project behind the last figure owns the ones before it too.
        for figure, after in zip(read[-2::-1], read[:0:-1], strict=False):
            between = self.text[figure.quantity.span.end : after.quantity.span.start]
            if not figure.subject and after.subject and len(between) <= _NEAR and self.subjects.follows(after.quantity.span.end):
                figure.subject = after.subject

    def _indicator(self, figure: _Figure, sentence: Sentence, section: Section | None, dates: Sequence[DateMention]) -> Indicator:
        quantity = figure.quantity
        value: Number = quantity.value
        if figure.measure in ("growth", "change") and figure.sign < 0 and value is not None:
            value = _negative(value)
        basis = measures.basis(figure.measure, figure.clause)
        period = self._period(figure, section, dates, sentence.span)
        limit = measures.bound(figure.left, figure.right, quantity.bound)
        made = Quantity(quantity.span, quantity.value, quantity.unit, limit, quantity.rule, quantity.spoken)
        score = 0.9 if figure.own_name else 0.7 if figure.name else 0.3
        return Indicator(made, figure.name, figure.subject, value, quantity.unit, figure.measure, figure.status, basis, period, sentence.span, figure.rule, score)

    def _period(self, figure: _Figure, section: Section | None, dates: Sequence[DateMention], sentence: Span) -> str:
        """The time a figure covers, or "" where it is the document's own."""
        own = self.profile.period
        start = figure.quantity.span.start
        before = [d for d in dates if d.span.end <= start]
        planned = section is not None and section.role == "plan"
        found: Period | None
        if figure.status == "previous":
            found = before[-1].value if before else None
        elif figure.status == "target" and _WHOLE_YEAR.search(self.text, max(sentence.start, start - 80), start) and own:
            ahead = self._plan_period(section) if planned and section else None
            year = ahead.year if ahead else own.year
            found = Period(year, year)
        else:
            found = next((d.value for d in reversed(before) if self._covers(d, start)), None) or self._range
            if found is None and planned and section:
                found = None if _existing(figure.left, figure.right) else self._plan_period(section)
        if found is None or own is not None and str(found) == str(own):
            return ""
        return str(found)

    def _covers(self, date: DateMention, start: int) -> bool:
        """Whether a date says which time a figure behind it covers, not only when something happened."""
        if not date.governs:
            return False
        cumulative = self.text[max(0, date.span.start - 2) : date.span.start] in ("截至", "截止") or self.text[date.span.start - 1] in "至到"
        if date.rule in _STRETCHES or cumulative or self.text[date.span.start : date.span.end].endswith("当月"):
            return True
        same_clause = _BORDER.search(self.text, date.span.end, start) is None
        return same_clause and not self.text.startswith(("年初", "年内"), date.span.start)

    def _take_range(self, sentence: Sentence, dates: Sequence[DateMention], *, opens: bool) -> None:
        """Keep the range that opens a paragraph for the sentences behind it, until another one is named."""
        first = next((d for d in dates if d.governs and d.span.start - sentence.span.start <= _NEAR), None)
        if opens or first is not None:
            ranged = first is not None and (first.rule in ("date.m1", "date.nine", "date.dropped") or self.text[max(0, first.span.start - 2) : first.span.start] in ("截至", "截止"))
            self._range = first.value if ranged and first else None

    def _plan_period(self, section: Section) -> Period | None:
        """The time a plan section speaks of, from the dates in its headings."""
        inside = [d for d in self.dates if d.span.within(section.heading)]
        if inside:
            return inside[-1].value
        return self._plan_period(self.sections[section.parent]) if section.parent >= 0 else None


def _existing(left: str, right: str) -> bool:
    """Whether a figure describes what is there already, in a plan too: 总投资12亿元的…, 15个在谈项目."""
    return bool(_THERE.search(left)) or right.startswith(("在谈", "在建"))


def _needs_noun(own: str) -> bool:
    """Whether a name says only what was done, or a limit, and not with what: 整改, 亿元以上的."""
    if own.endswith(("以上", "以下", "以上的", "以下的")):
        return True
    return len(own) <= _BARE_VERB and own not in naming.words("bare") and all(tag in ("v", "d", "vd", "vn", "vi") for _, tag in naming.tagged(own))


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
    head = naming.heads().search(clause)
    common = head.group() if head and _COUNT_PHRASE.search(clause[: head.start()]) else ""
    clause = clause.removesuffix(common)
    items = [item for item in _LIST.split(_COUNT_PHRASE.sub("", _COMPARISON.sub("", clause))) if item.strip()]
    between = common or naming.before(text[each : run[0].quantity.span.start].removeprefix("分别").removeprefix("各"))
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
