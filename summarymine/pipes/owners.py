"""Owners: whether a phrase says what is measured, or whose it is – and parting the two where they stand together."""

from __future__ import annotations

from functools import cache

import regex

from summarymine.lexicons import any_word
from summarymine.pipes.figure_words import ending, tagged, words
from summarymine.pipes.project_words import lexicon
from summarymine.values.taxonomy import heads, indicator_types
from summarymine.values.units import units

# Words of the lexicon of enterprises that are more often a part of the economy than the end of a firm's name.
_SECTORS = frozenset({"企业", "农业", "牧业"})
_OPENING_MEASURE = regex.compile(
    r"\p{Han}{1,12}?(?:率|比例|比重|总额|总量|总值|指数|浓度|天数|收入|余额|产量|产值|能耗|人数|价格|成本)"
)
_SUBJECT_END = regex.compile(r"(?:一家|一户|自己|本身|已经?|累计|决定|计划|拟|共|再|新|全年|今年|当年)$")
# Tags of everyday words.
_PLAIN = frozenset({"n", "v", "vn", "an", "a", "ad", "j", "b", "f", "d", "s", "l"})
_MAX_PART = 6
_MEASURE_NOUN = regex.compile(
    r"(?:额|资|款|量|率|值|数|收入|投资|资金|面积|产值|贷款|出口|进口|税|税收|外资|利润|能力|规模|价|费|补贴|补助|投入|储备|余额|总数|人数|里程|长度|产能|产量|单量|吞吐|能耗|价格|时间|成本|比例|比重|强度|专利|用地|占地|支出|经费|赤字)$"
)


def is_quantity(phrase: str) -> bool:
    """Whether a phrase says what is measured by its last word: 可供建设用地, 工业投资.

    >>> is_quantity("可供建设用地"), is_quantity("城镇")
    (True, False)
    """
    return phrase in indicator_types() or bool(heads().search(phrase) or _MEASURE_NOUN.search(phrase))


@cache
def _ending(key: str) -> regex.Pattern[str]:
    """The end of an enterprise's name, of a place's or of a works'."""
    return regex.compile(f"{any_word({*words(key), *lexicon('enterprises')} - _SECTORS)}$")


def is_subject(phrase: str) -> bool:
    """Whether a phrase names an enterprise, a project, a place rather than something measured.

    >>> is_subject("恒泰机械"), is_subject("固定资产投资"), is_subject("污水处理厂")
    (True, False, True)
    """
    if is_quantity(phrase) or phrase.startswith("每"):
        return False
    return bool(_ending("places").search(phrase))


@cache
def _openings() -> regex.Pattern[str]:
    return regex.compile(any_word(name for name in indicator_types() if len(name) > 1))


def opening_indicator(clause: str) -> str:
    """The indicator that a clause begins with, or "": 税收形势偏紧 is about 税收.

    >>> opening_indicator("税收形势偏紧"), opening_indicator("形势偏紧")
    ('税收', '')
    """
    match = _openings().match(clause) or _OPENING_MEASURE.match(clause)
    return match.group() if match else ""


def is_owner(phrase: str) -> bool:
    """Whether a phrase names an enterprise or a project, which can own a part of an amount.

    >>> is_owner("恒泰机械"), is_owner("迁移线路")
    (True, False)
    """
    return is_subject(phrase) and bool(_ending("owners").search(phrase))


def is_part(phrase: str, unit: str) -> bool:
    """Whether a phrase behind 其中 names a part of the whole, not a quantity of its own: 城镇, 铁路到发.

    >>> is_part("城镇", "元"), is_part("税收", "元"), is_part("工业投资", "元")
    (True, False, False)
    """
    if is_quantity(phrase):
        return False
    known = units().get(unit)
    return len(phrase) <= _MAX_PART and known is not None and known.dimension != "count"


def split_subject(name: str) -> tuple[str, str]:
    """A name and the subject in front of it, if there is one.

    >>> split_subject("恒泰机械总投资"), split_subject("规模以上工业总产值"), split_subject("新签约项目")
    (('总投资', '恒泰机械'), ('规模以上工业总产值', ''), ('新签约项目', ''))
    """
    if name in indicator_types():
        return name, ""
    for pattern in (heads(), ending("bare")):
        head = pattern.search(name)
        if not head or head.start() < 2:
            continue
        if (kind := indicator_types().get(head.group())) and kind.dimension == "count":
            continue
        subject = _SUBJECT_END.sub("", name[: head.start()].removesuffix("的").strip("“”、 "))
        if subject in words("modifiers") or len(subject) < 2 or subject[-1] in "总净均年月":
            continue
        named = not _plain(subject) or ending("works").search(subject)
        if named and (
            (_ending("places").search(subject) and not subject.startswith(("新", "规模", "规上", "限")))
            or (head.group() in words("bare") and not _modifying(subject))
        ):
            return head.group(), subject
    return _split_at_word(name)


def _split_at_word(name: str) -> tuple[str, str]:
    """Part a subject that ends like an enterprise or a works from what is said of it: 污水处理厂土建, 甲公司托管苹果园."""
    taken = ""
    found = tagged(name)
    for word, _ in found[:-1]:
        taken += word
        rest = name[len(taken) :]
        if (
            len(taken) >= 4
            and len(rest) >= 2
            and ending("works").search(taken)
            and found[0][1] not in ("v", "a", "m", "d")
            and not rest.startswith(("的", "、", "和", "及", "建设", "数", "区"))
        ):
            return rest, taken
    return name, ""


def _plain(subject: str) -> bool:
    """Whether everyday words alone make up a phrase, as they make up no name of a firm: 灌溉 (面积), 安全环保 (投入)."""
    return all((tag in _PLAIN and len(word) > 1) or word in "的和与、了" for word, tag in tagged(subject))


def names_a_firm(name: str) -> bool:
    """Whether a name holds more than everyday words, as those of firms and places do.

    >>> names_a_firm("鸿泰纺织"), names_a_firm("高技术产业")
    (True, False)
    """
    return not _plain(name)


def names_an_owner(name: str) -> bool:
    """Whether a name is one of a firm or of a works, not everyday words for what is built everywhere.

    >>> names_an_owner("恒泰机械二期"), names_an_owner("标准厂房建设项目"), names_an_owner("标准厂房"), names_an_owner("修筑水泥路")
    (True, True, False, False)
    """
    if ending("works").search(name):
        return True
    return not (_plain(name) and (ending("kinds").search(name) or tagged(name)[0][1] == "v"))


def is_topic(phrase: str, after: str) -> bool:
    """Whether a phrase at the beginning of a clause, before *after*, names a firm, a branch or a place.

    >>> is_topic("鸿泰显示", "产值"), is_topic("担保公司", "在保"), is_topic("装备制造业", "完成")
    (True, True, True)
    >>> is_topic("新增标准化厂", "房面积"), is_topic("争取三峡产业", "发展"), is_topic("取得重要科技", "成果")
    (False, False, False)
    """
    if phrase in words("frame") or is_quantity(phrase):
        return False
    taken, inside = "", []
    for word, tag in tagged(phrase + after):
        if len(taken) >= len(phrase):
            break
        taken += word
        inside.append((word, tag))
    # 担保公司 is what it does; 取得重要科技 is the beginning of something else.
    named = len(inside) == 2 and phrase.endswith(("公司", "集团", "银行"))
    if taken != phrase or any(tag[:1] in "pcdmruf" or (tag == "v" and not named) for _, tag in inside[:-1]):
        return False
    return not _plain(phrase) or (bool(ending("topics").search(phrase)) and phrase[-1] not in "村镇区道")


def _modifying(subject: str) -> bool:
    """Whether the words before an indicator describe it: 新增, 规上服务业, 省级财政."""
    return any(subject.endswith(word) or subject.startswith(word) for word in words("modifiers")) or tagged(subject)[
        -1
    ][1] in ("v", "d", "p", "m", "f")
