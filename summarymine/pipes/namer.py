"""The name of each figure: its own, a noun's that the sentence left out, or the one carried on from before.

Reading guide. `Namer._own` decides between the words before and behind a figure (`naming`); `Namer._take` keeps what
later figures may carry on in the `State` of the paragraph; `Namer._carry` names a figure that has no words of its own.
"""

from __future__ import annotations

import regex

from summarymine.pipes import naming, owners
from summarymine.pipes.behind import behind, goal_behind, money_behind, told_of
from summarymine.pipes.figure_words import tagged, words
from summarymine.pipes.figures import RATIO_UNITS, Figure, State
from summarymine.pipes.layers import Section
from summarymine.values.taxonomy import heads, indicator_types
from summarymine.values.units import Unit, units

_NUMBERING = regex.compile(r"^[^\p{Han}“]{0,4}(?:[一二三四五六七八九十]{1,2}[、）])?")
_LEAD = regex.compile(r"[^\p{Han}\n]{0,4}(?P<thing>\p{Han}{2,10})：")
_AMONG = regex.compile(r"(?:其中|包括|主要包括)[：:]?")
_CLAUSE = regex.compile(r"[，。；：、\n]")
_DIGIT = regex.compile(r"\d")
_REST = regex.compile(r"(?<!的)(?:其余|其他|另外?|另有|还有|尚有|剩下|剩余|余下|还剩)的?$")
# 只有全省平均水平的八成, 占合同价1.45亿元的56.3%
_PART_OF = regex.compile(
    r"(?:刚好|正好|已|已经|约|大约|还|才|也|均|都|只|仅|又|却|，){0,3}(?:是|为|占|达到?|相当于|不到|不足|只有|仅为?|完成|超过?|接近|约为)(?!率)[^，。；]{0,24}的(?:约|近|将近)?$"
)
_OF_OTHERS = regex.compile(r"占|比重|比例|是|为|达|仅|只|相当于|高于|低于|超过")
# 超过一半企业停产: a limit, and nothing to be a part of.
_LIMIT = regex.compile(r"^\ ?(?:超过|超)$")
_WHOLE = regex.compile(r"的(?:约|近|将近|大约|不足|不到)?")
_SIDE_BY_SIDE = regex.compile(r"[、，]?(?:共计|合计|总计|共|计|总?金额|总额)?(?:约|近|达|为)?")
# 每吨纸的综合能耗，由3.1吨降到2.7吨
# 安全环保投入逐年加大，今年达到5.4亿元: what grew is what is measured.
_GROWING = regex.compile(r"(?:逐年|逐步|连年|不断|持续|稳步)(?:加大|增加|增长|增多|提高|提升|扩大|上升|攀升)$")
_GOES_ON = regex.compile(r"(?:已经?)?(?:由|从|比|较|达|增|减|降|提高|上升)")
_HOUSES = ("房", "公寓", "楼")
_LIMITS = ("以上", "以下", "以上的", "以下的")
_BRACKET_NAMES = {"money": "总投资", "length": "长度", "area": "面积"}
_CONTEXT_NAME = 28
_NEAR = 8
_BARE_VERB = 4
_SO_FAR = 240


class Namer:
    """Names the figures of one text, one after another."""

    def __init__(self, text: str) -> None:
        self._text = text

    def name(self, figure: Figure, last: Figure | None, state: State, section: Section | None) -> None:
        """The name, and what the next figures may carry on."""
        unit = units().get(figure.quantity.unit)
        own = self._own(figure, unit, state)
        if own:
            self._take(figure, own, last, state)
        elif not (figure.bracketed and self._in_bracket(figure, unit, last, state)):
            self._carry(figure, last, state, section)

    def _own(self, figure: Figure, unit: Unit | None, state: State) -> str:
        """The name that a figure's own clause gives, or ""."""
        quantity = figure.quantity
        counted = unit.dimension == "count" if unit else quantity.unit == "" and quantity.rule == "quantity.number"
        spread = unit is not None and unit.dimension in ("area", "length")
        ratio = quantity.unit in RATIO_UNITS or quantity.rule == "quantity.fraction"
        own = naming.before(figure.words, ratio=ratio)
        if not own or naming.ends_in_verb(own):
            # 提出8%左右的税收增长目标
            own = goal_behind(figure.right) or own
        if not ratio and naming.is_place(own):
            # 临溪路以北9万平方米土地: a place is not what is measured.
            own = ""
        if ratio and _PART_OF.match(figure.left):
            # 刚好是设计112片的一半, 达设计能力的73%: what it is a part of does not name it.
            own = ""
        if ratio and figure.measure == "share" and (not own or naming.ends_in_verb(own)):
            # 71.2%的规上产值来自…, 近三分之一企业亏损: a part of what stands behind.
            phrase = behind(figure.right) if not _OF_OTHERS.search(_LIMIT.sub("", figure.left)) else ""
            if phrase:
                figure.rule = "indicator.behind"
                return phrase
        if ratio and own and not owners.is_quantity(own) and (whole := naming.whole_of(figure.left)):
            # 三大行业占税收总量的79%: a part of the taxes.
            figure.subject, figure.rule = own, "indicator.share"
            return whole
        if counted and not own:
            own = naming.general_noun(figure.words)
        bare = not own or naming.ends_in_verb(own)
        phrase = (
            behind(figure.right)
            if counted
            or (unit is not None and unit.dimension == "area" and (bare or figure.words.rstrip().endswith("的")))
            else money_behind(figure.right)
            if unit is not None and unit.dimension == "money" and bare
            else ""
        )
        if counted and phrase:
            # 4家企业技改总投资3.2亿元: what is counted ends where an amount of its own begins.
            amount, owner = owners.split_subject(phrase)
            phrase = owner if owner and owners.is_quantity(amount) else phrase
        before = state.counted.get(quantity.unit, "")
        if counted and before and _REST.search(figure.left):
            # 剩下21家还在整改: the rest of what was counted.
            return phrase if phrase[-2:] == before[-2:] else before
        if phrase and own and figure.words.rstrip().endswith("的") and not own.endswith(_LIMITS):
            figure.rule = "indicator.behind"
            return told_of(own, phrase)
        if phrase and not own.endswith(_HOUSES):
            if own and (naming.ends_in_verb(own) or own in ("新", "批") or own.endswith(_LIMITS)):
                figure.rule = "indicator.around"
                return own + phrase
            figure.subject = own if own and owners.is_subject(own) else ""
            figure.rule = "indicator.behind"
            return naming.qualified(phrase, before) if before and _needs_noun(phrase) else phrase
        if own and _needs_noun(own):
            thing = before if counted else ""
            thing = thing or (naming.object_of(state.by_unit.get(quantity.unit, "")) if spread else "")
            thing = thing or (self._lead(figure) if counted else "")
            if thing:
                figure.rule = "indicator.counted"
                return naming.qualified(own, thing)
        if not counted and (not own or _needs_noun(own)):
            return self._topic(figure) or own
        return own

    def _lead(self, figure: Figure) -> str:
        """What the paragraph announces before a colon: 老旧装置：退出2套."""
        start = figure.quantity.span.start
        lead = _LEAD.match(self._text, self._text.rfind("\n", max(0, start - _SO_FAR), start) + 1, start)
        return lead["thing"] if lead else ""

    def _topic(self, figure: Figure) -> str:
        """An indicator that a clause without a figure has just announced: 亩均税收呢,去年12.8万元."""
        stop = max(figure.quantity.span.start - len(figure.clause) - 1, 0)
        window = self._text[max(0, stop - _CONTEXT_NAME - 1) : stop]
        said = _CLAUSE.split(window)[-1]
        clause = _GROWING.sub("", said)
        if not clause or len(clause) > _CONTEXT_NAME or _DIGIT.search(clause) or clause[0] in "按据以扣剔":
            return ""
        name = naming.before(clause)
        goes_on = (clause != said and not _DIGIT.search(figure.clause)) or _GOES_ON.match(figure.clause)
        told = name in indicator_types() or (goes_on and owners.is_quantity(name))
        return name if told else owners.opening_indicator(clause)

    def _take(self, figure: Figure, own: str, last: Figure | None, state: State) -> None:
        unit = figure.quantity.unit
        whole = state.by_unit.get(unit, "")
        if own in naming.TOTALS and whole:
            # 新增7家,总数达22家
            own = naming.object_of(whole) + own if whole == state.name else whole
        among = _AMONG.match(figure.words.strip()) is not None
        counted = unit in units() and units()[unit].dimension == "count"
        owner = (
            owners.is_owner if unit in units() and units()[unit].dimension in ("area", "length") else owners.is_subject
        )
        part = owner(own) or ((among or state.parting) and owners.is_part(own, unit))
        if not part and state.subject and last is not None and last.measure != "level":
            # 甲公司产值38亿元,增长22%；乙显示26亿元: one firm after the other.
            part = owners.names_a_firm(own) and not owners.is_quantity(own)
        if counted and whole and (among or state.parting) and naming.is_kind(own, whole):
            # 查出隐患587处,其中消防类268处、电气类131处
            figure.name, figure.subject, figure.rule = whole, own, "indicator.part"
            state.name, state.parting = whole, True
            return
        if (
            whole
            and own != whole
            and part
            and not counted
            and figure.rule == "indicator.before"
            and figure.measure == "level"
        ):
            # 可供用地536亩,其中:甲公司65亩、乙公司30亩 – the item says whose part it is.
            figure.name, figure.subject, figure.rule = whole, own, "indicator.part"
            state.name, state.subject, state.parting = whole, own, True
            return
        figure.name, subject = owners.split_subject(own)
        figure.subject = subject or figure.subject
        figure.own_name = True
        whole_of_ratio = _WHOLE.fullmatch(figure.right) and unit not in RATIO_UNITS and figure.status != "target"
        if figure.bracketed or whole_of_ratio:
            return
        state.name, state.subject, state.parting = figure.name, figure.subject, False
        if unit not in RATIO_UNITS and not figure.inside:
            if owners.is_quantity(figure.name) or not among:
                state.by_unit[unit] = figure.name
            relative = figure.words.rstrip().endswith("的") and figure.rule == "indicator.before"
            if figure.rule != "indicator.counted" and not relative and not _needs_noun(figure.name):
                state.counted.pop(unit, None)
                state.counted[unit] = naming.object_of(figure.name)

    def _in_bracket(self, figure: Figure, unit: Unit | None, last: Figure | None, state: State) -> bool:
        """Name a figure in a bracket behind a project or place: 纵三路(1.3公里)."""
        if (
            unit is None
            or unit.dimension not in _BRACKET_NAMES
            or figure.measure != "level"
            or figure.status == "previous"
        ):
            return False
        if last is not None and self._text.startswith("（", last.quantity.span.end):
            # 中桥2座（149米）: what was counted has a size.
            if last.quantity.unit == figure.quantity.unit or unit.dimension == "money":
                return False
            figure.name = naming.object_of(last.name) + _BRACKET_NAMES[unit.dimension]
            figure.subject, figure.rule = last.subject, "indicator.bracket"
            return True
        if any(char.isdigit() for char in figure.clause[: figure.clause.rfind("（")][-_NEAR:]):
            # 地区生产总值增长7.5%（去年186.4亿元）: the bracket goes on about what was named.
            return False
        holder = naming.before(figure.clause[: figure.clause.rfind("（")])
        known = owners.is_subject(holder) or (holder != state.name and not heads().search(holder))
        if not holder or (last is not None and holder == last.name) or not known:
            return False
        figure.name, figure.subject, figure.rule = _BRACKET_NAMES[unit.dimension], holder, "indicator.bracket"
        return True

    def _carry(self, figure: Figure, last: Figure | None, state: State, section: Section | None) -> None:
        unit = figure.quantity.unit
        # 供地11宗683亩, 续贷6笔共计1800万元: two figures side by side are of one thing.
        adjacent = last is not None and _SIDE_BY_SIDE.fullmatch(
            self._text, last.quantity.span.end, figure.quantity.span.start
        )
        amount = figure.measure == "level" and unit not in RATIO_UNITS and not adjacent
        same = state.by_unit.get(unit, "") if amount else ""
        figure.name, figure.subject = same or state.name, figure.subject or state.subject
        figure.rule = "indicator.carried" if figure.rule == "indicator.before" else figure.rule
        if same and same != state.name:
            state.name, figure.subject = same, ""
        if not figure.name and section is not None:
            figure.name = state.name = state.by_unit[unit] = _NUMBERING.sub("", section.text)[:_CONTEXT_NAME]
            figure.rule = "indicator.heading"


def _needs_noun(own: str) -> bool:
    """Whether a name says only what was done, or a limit, and not with what: 整改, 亿元以上的."""
    if own.endswith(_LIMITS):
        return True
    if len(own) > _BARE_VERB or own in words("bare"):
        return False
    return all(tag in ("v", "d", "vd", "vn", "vi", "b", "s") or word == "新" for word, tag in tagged(own))
