"""Lists with 分别: the items before it are handed to the figures behind it, one to one.

Three forms: 甲、乙分别完成产值x和y (items are subjects, the name stands between), 甲产值、乙税收分别为x和y (items are
names), 产值x、税收y,分别增长a和b (the figures before it are what grows).
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from summarymine.pipes import naming, owners
from summarymine.pipes.figure_words import tagged
from summarymine.pipes.figures import RATIO_UNITS, Figure
from summarymine.values.taxonomy import heads

_EACH = regex.compile(r"分别|各(?!类|项|级|种)")
_SEPARATOR = regex.compile(r"(?:[、和与及]|以及)[^，。；]{0,10}")
_ITEMS = regex.compile(r"[、和与及]|以及")
_BORDER = regex.compile(r"[，。；：\n]")
_BRACKET = regex.compile(r"（[^（）]{0,20}）")
_COUNT_PHRASE = regex.compile(
    r"等?[一二三四五六七八九十两\d]{1,2}[家户个大项](?:(?:重点|主要|骨干)?(?:企业|项目|产业|园区|单位))?$"
)
_COMPARISON = regex.compile(r"(?:同比|环比|比[^、]{1,6}|较[^、]{1,6})$")
_STEPS = regex.compile(r"[一二三四五六七八九]级?[至到][一二三四五六七八九]级")
_MAX_LIST = 300


def hand_out(text: str, figures: Sequence[Figure], start: int) -> None:
    """Give the figures of a sentence that begins at *start* the items that 分别 hands them."""
    i = 0
    while i < len(figures):
        edge = figures[i - 1].quantity.span.end if i else start
        each = -1
        for found in _EACH.finditer(text, edge, figures[i].quantity.span.start):
            each = found.start()
        if each < 0:
            i += 1
            continue
        stop = i + 1
        while stop < len(figures) and _SEPARATOR.fullmatch(
            text, figures[stop - 1].quantity.span.end, figures[stop].quantity.span.start
        ):
            stop += 1
        if stop - i > 1:
            _share_out(text, figures[max(0, i - 8) : i], figures[i:stop], max(edge, each - _MAX_LIST), each)
        i = stop


def _share_out(text: str, earlier: Sequence[Figure], run: Sequence[Figure], edge: int, each: int) -> None:
    clause = _BRACKET.sub("", _BORDER.split(text[edge:each])[-1])
    head = heads().search(clause)
    # 甲、乙、丙三户重点企业产值分别为: the name stands behind the number of items.
    common = head.group() if head and _COUNT_PHRASE.search(clause[: head.start()]) else ""
    clause = _COUNT_PHRASE.sub("", _COMPARISON.sub("", clause.removesuffix(common)))
    items = [item for item in _ITEMS.split(clause) if item.strip()]
    between = common or naming.before(text[each : run[0].quantity.span.start].removeprefix("分别").removeprefix("各"))
    alone = naming.before(items[0]) if len(items) == 1 else ""
    if alone in naming.TOTALS or (len(items) == 1 and not alone):
        items, alone = [], ""
    if len(items) == len(run):
        _to_items(items, between, earlier, run)
        return
    levels = [f for f in earlier if f.measure == "level" and not f.bracketed]
    owners_before = [f.subject for f in levels[-len(run) :]]
    if alone and len(owners_before) == len(run) and all(owners_before) and len(set(owners_before)) == len(run):
        # 甲、乙产值分别为…,税收分别为…: the same firms, another indicator.
        for figure, subject in zip(run, owners_before, strict=True):
            figure.name, figure.subject, figure.rule = alone, subject, "indicator.each"
        return
    if _STEPS.search(clause) and levels:
        # 重大危险源41处,一级至四级分别为…: the steps are parts of what was counted.
        for figure in run:
            figure.name, figure.subject, figure.rule = levels[-1].name, levels[-1].subject, "indicator.each"
        return
    if len(levels) >= len(run) and not items:
        for figure, source in zip(run, levels[-len(run) :], strict=True):
            figure.name, figure.subject, figure.rule = source.name, source.subject, "indicator.each"


def _to_items(items: Sequence[str], between: str, earlier: Sequence[Figure], run: Sequence[Figure]) -> None:
    names = [naming.before(item) or item for item in items]
    # 甲公司、乙公司、丙食品营业收入分别达: the last item carries the name of all.
    shared = heads().search(names[-1])
    parted = ""
    if not between and not any(owners.is_quantity(name) for name in names[:-1]) and shared and shared.start() >= 2:
        parted = between = shared.group()
        names[-1] = names[-1][: shared.start()]
    elif not between and owners.is_quantity(names[-1]) and all(len(tagged(name)) == 1 for name in names[:-1]):
        # 入库、出库平均等候时间分别为: the first word of the last item is one of the items.
        first, *rest = tagged(names[-1])
        parted = between = "".join(word for word, _ in rest)
        names[-1] = first[0] if rest else names[-1]
    unit = run[0].quantity.unit
    alike = (
        f.name
        for f in reversed(earlier)
        if f.measure == "level" and not f.bracketed and (f.quantity.unit == unit or unit in RATIO_UNITS)
    )
    carried = next(alike, "")
    for figure, name in zip(run, names, strict=True):
        head, subject = owners.split_subject(name)
        if between and (parted or not owners.is_quantity(head)):
            # 养老、医疗保险参保人数: everyday words make a name of their own with what they share.
            plain = parted and not owners.names_a_firm(name) and not owners.is_subject(name)
            figure.name, figure.subject = (name + between, "") if plain else (between, name)
        elif between or owners.is_quantity(head) or not carried:
            figure.name, figure.subject = head, subject
        else:
            figure.name, figure.subject = carried, name
        figure.own_name, figure.rule = True, "indicator.each"
