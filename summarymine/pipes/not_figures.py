"""Which quantities are no figures: ordinals, names, slogans, groups, vague words.

Each test has a name, so that a rejected candidate carries its reason.
"""

from __future__ import annotations

import regex

from summarymine.document import TextView
from summarymine.pipes.figure_words import any_of
from summarymine.pipes.layers import Quantity
from summarymine.values.units import find_unit

_QUOTE = regex.compile(r"“[^“”\n]{1,16}”|《[^《》\n]{1,60}》|〔[^〕\n]{1,8}〕|\[[^\]\n]{1,8}\]")
_ORDINAL = regex.compile(
    r"第 ?$|(?:国发|政发|政办发|国办发|文件|令第|字第)[^\p{Han}]{0,12}$|届$|第[\d一二三四五六七八九十]{1,3}[、和与至到—-]$"
)
_RANK = regex.compile(r"(?<![之以目])前$")
_NUMBERED = regex.compile(r"[号\#强届]|级(?!以)|期(?![间货])|类|国道|省道|县道|英寸|联|\*|周年")
_SPOKEN_WORDS = frozenset(
    {"一人", "两位", "二次", "一度", "一起", "一方", "一边", "一面", "一块", "三台", "一条", "一票", "一对", "一平"}
)
_ONE = regex.compile(
    r"一(?:个|名|次|项|批|种|条|场|支|件|位|份|张|笔|座|套|户|家|户户|部|篇|间|台|面|类|口|列|回|片|块|门|处|班|期|本|只)"
)
_RANGE_GROUP = regex.compile(r"(?:及)?以[上下](?:的)?")
_MORE_THAN = regex.compile(r"(?:超|超过|不足|达|突破|高于|低于|过)$")
_COUNTED_MEMBERS = regex.compile(r"的(?=[\d一二三四五六七八九十两]{1,6}[个家户项])")
_GROUP_MEMBERS = regex.compile(r"的?(?:大)?(?:企业|项目|园区|大户)")
_TOLD_GROUP = regex.compile(r"\p{Han}{2,8}的(?:企业|项目|单位|园区|户)")
_OCCASION = regex.compile(r"产业|创业|全会|党代会|人代会")
_SESSION = regex.compile(r"届\p{Han}{0,8}$")
_EVERY = regex.compile(r"每隔?$|[每一][周月季年天日旬]度?$|每(?:季度|半年)$|(?<!\d)周$")
_SCENE_FIGURE = regex.compile(
    r"多$|少$|优良$|驻村$|连续安全运行$|天数$|只有$|仅有$|有效\p{Han}{0,2}$|停电$|时长$|周转|耽误|延误|控制在|缩短|压缩|滞后|由|从|停产|停工|拖|连续\d{3,}|未发生|时间|周期|时限|回收期|过渡期|平均|用时|工期|日内|提速|间隔|累计|降|达"
)


def quoted_spans(view: TextView) -> list[tuple[int, int]]:
    """Short quotations and document names, inside which numbers belong to names."""
    return [m.span() for m in _QUOTE.finditer(view.text)]


def reason(text: str, quantity: Quantity, quoted: bool) -> str:
    """Why a quantity is no figure, or "" if it may be one.

    >>> from summarymine.pipes.quantities import find_quantities
    >>> def why(text): return [reason(text, q, False) for q in find_quantities(TextView.identity(text))]
    >>> why("总投资3亿元"), why("第3家企业"), why("5000万元以上的项目"), why("三个方面"), why("一个企业")
    ([''], ['ordinal'], ['group'], ['set'], ['vague'])
    """
    start, end = quantity.span.start, quantity.span.end
    before, after = text[max(0, start - 12) : start], text[end : end + 12]
    word = text[start:end]
    if quoted:
        return "quoted"
    if _ORDINAL.search(before) or (quantity.unit in ("名", "位") and _RANK.search(before)):
        return "ordinal"
    if quantity.unit == "分" and before.endswith("时"):
        return "clock"
    if quantity.rule == "quantity.number" and (
        (_NUMBERED.match(after) or (not quantity.unit and after.startswith("楼")))
        and not after.startswith(("期房", "类企业", "级以", "号线"))
    ):
        return "name"
    if quantity.spoken and quantity.rule == "quantity.number":
        if _ONE.fullmatch(word) and not (after[:1] in "，。；、）" and before[-1:] not in "“每"):
            return "vague"
        if word == "一人多" or (word[-1:] == "套" and after.startswith("班子")):
            return "set"
        if word[-1:] in "个项条批种户家件大位" and after.startswith(any_of("sets")):
            return "set"
        if word in _SPOKEN_WORDS:
            return "word"
        if word[-1:] in "批期类" and (len(word) == 2 or isinstance(quantity.value, tuple)):
            return "ordinal"
        if word[-1:] == "次" and (_OCCASION.match(after) or before.endswith("跑") or _SESSION.search(before)):
            return "word"
    if before.endswith(("减按", "减半按")):
        return "rule"
    if quantity.unit == "个" and after.startswith("方面"):
        return "set"
    if _is_group(before, after, quantity):
        return "group"
    unit = find_unit(quantity.unit)
    if unit is not None and unit.dimension == "time" and not _SCENE_FIGURE.search(before):
        return "scene"
    if quantity.unit in ("次", "个", "人", "家") and _EVERY.search(before):
        return "frequency"
    return ""


def _is_group(before: str, after: str, quantity: Quantity) -> bool:
    """Whether the amount only draws the border of a group: 投资2亿元以上项目, 产值超10亿元的企业."""
    bordered = isinstance(quantity.value, tuple)
    if quantity.rule == "quantity.round" and after.startswith("的") and not before.endswith("近"):
        # 上亿元的有2个, 营收过亿元的仅29家
        return True
    if (bordered or _MORE_THAN.search(before)) and _COUNTED_MEMBERS.match(after):
        return True
    if bordered and quantity.unit.endswith("元") and _GROUP_MEMBERS.match(after):
        return True
    if quantity.unit in ("%", "个百分点", "倍") and not _RANGE_GROUP.match(after):
        return False
    limit = _RANGE_GROUP.match(after)
    if limit:
        rest = after[limit.end() :]
        if not rest or rest[0] in "，。；":
            return False
        return (
            after[limit.end() - 1] == "的"
            or quantity.unit == "岁"
            or rest[0].isdigit()
            or rest.startswith(any_of("groups"))
            or bool(_TOLD_GROUP.match(rest))
        )
    return bool(_MORE_THAN.search(before) and _GROUP_MEMBERS.match(after))
