"""Names: which words before or behind a figure say what is measured.

Reading guide. Names are found in words, not characters, so that 签约 keeps its 约. `before` drops the words that
only frame a figure (``lexicons/figures.toml``) from the end of what stands before it, cuts off comparisons, and
begins the name behind the last word that cannot be inside one. `behind` takes the noun phrase that follows a
counted figure.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from summarymine.pipes.figure_words import Word, ending, tagged, words
from summarymine.values.taxonomy import indicator_types

NOUNS = frozenset(
    ["n", "vn", "an", "nz", "ns", "nt", "nr", "j", "l", "i", "b", "a", "eng", "f", "s", "nrt", "nrfg", "x", "ng", "g"]
)
_PUNCTUATION = regex.compile(r"[\s：:、，。；“”‘’（）()【】《》*·—\-/|\[\]~\"']{1,4}")
_SENTENCE_MARK = regex.compile(
    r"^(?:[一二三四五六七八九十]{1,2}(?:是|要|、)|[①-⑳]|（?\d{1,2}[）、.．]\ ?|其中[：:]?|——)"
)
# 五年间, 连续9个月, 两年平均: how long something took is no part of what it is.
_DURATION = regex.compile(
    r"(?:连续|近|前|头|每|今后|未来|过去)?(?:(?<![\d.])\d{1,3}|[一二三四五六七八九十两几]{1,3})(?:个月|年|天)(?:多|来|间|中|内|里|以来|时间|平均){0,2}(?!级|产|\p{Han}?[龄货款])"
)
# 比上一个五年增加: the name was said before.
_COMPARED_WITH = regex.compile(
    r"^(?:虽然?|但|却|仍|仅|并且?|且|也|又|还)?(?:比|较)[\p{Han}\ ]{0,12}?(?=增|减|提|下|上升|多|少|高|低|快|慢|翻|降)"
)
# 比上年多缴980万元: the verb was said before.
_MORE_DONE = regex.compile(r"(?:多|少)[缴打产出收烧建用花走来]了?近?$")
# 下达的任务是到位资金1.8亿元
_TASK = regex.compile(r"^[^，。；]{0,24}(?:任务|目标|指标)(?:是|为)(?=\p{Han}{2})")
# 增长预期目标是在提高效益的基础上年均增长7%; 增长速度的调控目标定为8%
_ON_TOP_OF = regex.compile(r"(?:是|为)?在[^，。；]{2,24}的?基础上")
_GOAL_OF_RATE = regex.compile(
    r"(?<=增长|上涨|速度|幅度|增长率)的?(?:宏观|预期|奋斗|调控|年度){0,2}(?:目标|预期)，?(?:拟|初步|设|确)?(?:定为|定在|为|是|定)?"
)
_OR_MORE = regex.compile(r"或略?[高低]于$")
_PLAN_TIME = regex.compile(r"“?十?[一二三四五六七八九]?五”?(?:期间|时期)(?:内|的)?")
_ECONOMY = "经济"
"""The whole of it, where its growth is told: 经济增长7%."""
_WHOLE = regex.compile(
    r"占(?:到|了|全[区市县省国园]|园区)?(?P<whole>\p{Han}{2,10}?)(?:总量|总额|总数)?的?(?:近|约|到|了)?$"
)
_JUST_DONE = regex.compile(r"(?:才|已|再|又|共|刚)(?:铺|建|修|架|挖|迁|拆|做|完成)?$")
_WHERE = regex.compile(
    r"\p{Han}(?:以[东西南北内外]|[东西南北两一]侧|之间|沿线|沿岸|附近|旁近|周边|周围|范围内|境内|区内|辖区内?|城[东西南北]|以东南|以西北|以东北|以西南)$"
)
_NO_NAME = regex.compile(
    r"每\p{Han}{1,2}|以[上下内]|[省市州县区年月日个一二三四五六七八九十]|[省市州县区园]{0,2}级?下达的?(?:年度)?任务?|[\d.%\sA-Za-z]{0,6}|[一二三四五六七八九十]"
)
_PLANNED_DOING = regex.compile(r"^(?:计划|安排|确定的?|规划)(?!总?投资|指标|项目|面积|任务)(?=\p{Han}{2})")
TOTALS = frozenset({"总数", "总量", "总额", "总计", "数量", "累计数"})
"""Words for the sum of what was just named: 新增7家,总数达22家."""

_MAX_KIND = 6
_LIMITED = ("以上", "以下")
_MAX_NAME = 28
_WINDOW = 48


def _part_reaching(found: list[Word]) -> list[Word]:
    """Without a verb of reaching that the segmenter joined to the word before it: 执行 + 率为, 已达."""
    if found and found[-1][1] == "v" and len(found[-1][0]) > 1 and found[-1][0].endswith(("为", "达", "有")):
        word, tag = found[-1]
        if word not in words("light") and word not in words("lead"):
            return [*found[:-1], (word[:-1], tag)]
    if len(found) > 1 and found[-1][0] in ("到", "至") and found[-2][1] == "v" and any(w in "由从" for w, _ in found):
        # 由每天6班加密到14班
        return found[:-2]
    return found


def _trim(found: list[Word]) -> list[Word]:
    """Without the framing words and marks at the end."""
    light = words("light")
    while found and (found[-1][0] in light or _PUNCTUATION.fullmatch(found[-1][0])) and not _closes_quote(found):
        found.pop()
    return found


def _closes_quote(found: Sequence[Word]) -> bool:
    """Whether the last mark closes a quotation that belongs to the name: 专精特新“小巨人”."""
    return found[-1][0] in "”）" and any(w in "“（" for w, _ in found[-6:-1])


def _lead(found: list[Word]) -> list[Word]:
    """Without the framing words and marks at the beginning."""
    lead = words("lead")
    while found and (found[0][0] in lead or (_PUNCTUATION.fullmatch(found[0][0]) and found[0][0] != "“")):
        found.pop(0)
    return found


def before(left: str, *, ratio: bool = True) -> str:
    """The name in the words before a figure, or "" where they only frame it.

    Behind 占 stands the whole that a *ratio* is of; an amount there is called by what stands behind it.

    >>> before("预计今年园区企业完成工业总产值"), before("同比增长"), before("研发投入占GDP比重达"), before("规上工业总产值完成")
    ('工业总产值', '', '研发投入', '规上工业总产值')
    >>> before("累计检查企业"), before("完成年计划"), before("增速高于全市"), before("新签约")
    ('检查企业', '', '', '新签约')
    """
    left = _OR_MORE.sub("", left)
    text = _GOAL_OF_RATE.sub("", _ON_TOP_OF.sub("", _PLAN_TIME.sub("期间", left)))
    text = _TASK.sub("", _MORE_DONE.sub("", text))
    text = _DURATION.sub("", _COMPARED_WITH.sub("", _SENTENCE_MARK.sub("", text[-_WINDOW:].strip())))
    found = _trim(_part_reaching(tagged(text)))
    # What a figure is compared with stands behind the name: 增加值占全县的比重, 税收比上年.
    for i, (word, tag) in enumerate(found):
        if word == "占" and not ratio:
            found = _trim(found[i + 1 :])
            break
        if word == "按" and any(later == "占" for later, _ in found[i + 1 :]):
            continue  # 按支出占产值的4%安排
        if word in words("comparing") and tag[:1] in "pv" and (i or word not in ("为", "是")):
            head = _lead(_trim(found[:i]))
            if head and word not in ("为", "是", "超过", "超"):
                found = head
                break
            if not head and word not in ("为", "是", "超过", "超"):
                return ""
    for i, (word, _) in enumerate(found):
        # 运价由每吨42元降到36元: the name stands before the way from one value to the other.
        if word in ("由", "从") and i and "".join(w for w, _ in found[i + 1 :])[:1] in ("", "每"):
            found = found[:i]
            break
    cut = words("split")
    for i in range(len(found) - 1, -1, -1):
        if found[i][0] in cut and i + 1 < len(found):
            governed = _governed(found[:i], found[i + 1 :])
            found = found[i + 1 :]
            if governed:
                return "".join(word for word, _ in _trim(found)) + governed
            break
    found = _lead(_trim(found))
    found = _without_actor(found)
    such = next((i for i in range(len(found) - 1, 0, -1) if found[i][0] == "等"), -1)
    if 0 < such < len(found) - 1 and found[-1][0] in words("general"):
        # 甲公司、乙公司等本地搬迁项目: the examples are not the name.
        found = found[such + 1 :]
    elif 0 < such < len(found) - 1 and any(word == "、" for word, _ in found[:such]):
        # 起草领导讲话、汇报等材料: what is done with which kind of thing.
        found = [*found[: found[0][1] == "v" or found[0][0] in words("doing")], *found[such + 1 :]]
    name = _JUST_DONE.sub("", _PLANNED_DOING.sub("", "".join(word for word, _ in found).strip(" 、，：*")))
    if name in words("frame") or name in words("light") or (_NO_NAME.fullmatch(name) and name not in indicator_types()):
        return ""
    if ratio and name == _ECONOMY:
        return "经济增长"
    return name if len(name) <= _MAX_NAME else _last_phrase(found)


def _without_actor(found: list[Word]) -> list[Word]:
    """Without who does it, before the verb of what is done: 班子成员带队 + 走访企业, 消防站 + 配备消防车."""
    for i in range(len(found) - 2, 0, -1):
        word, tag = found[i]
        if (
            tag == "v"
            and len(word) > 1
            and (ending("actors").search(found[i - 1][0]) or found[i - 1][1] in ("ns", "nt"))
        ):
            return found[i:]
    return found


def _governed(head: list[Word], tail: list[Word]) -> str:
    """The noun that a bare verb behind an adverb is about: 雨污水管道 + 再 + 敷设, 公共管廊 + 只 + 建成."""
    tail = _trim(list(tail))
    if len(tail) != 1 or tail[0][1] not in ("v", "vn") or len(tail[0][0]) < 2 or tail[0][0] in indicator_types():
        return ""
    taken: list[str] = []
    for word, tag in reversed(_trim(list(head))):
        if tag not in NOUNS or _PUNCTUATION.fullmatch(word):
            break
        taken.append(word)
    noun = "".join(reversed(taken))
    known = noun and noun not in words("frame") and noun not in words("lead") and noun not in words("split")
    return noun if known and len(noun) > 1 and not ending("owners").search(noun) else ""


def _last_phrase(found: Sequence[Word]) -> str:
    """The nouns at the end of a long stretch, with the verb that governs them."""
    taken: list[str] = []
    for word, tag in reversed(found):
        if tag in NOUNS or tag == "v" or word in "“”、的":
            taken.append(word)
            if tag == "v" and len(taken) > 1:
                break
        else:
            break
        if sum(map(len, taken)) > _MAX_NAME - 6:
            break
    return "".join(reversed(taken)).lstrip("、的”")


def ends_in_verb(text: str) -> bool:
    """Whether the words end in a verb that wants an object.

    >>> ends_in_verb("引进"), ends_in_verb("签约项目")
    (True, False)
    """
    found = tagged(text)
    return bool(found) and found[-1][1] in ("v", "vd", "vg", "vi")


def object_of(name: str) -> str:
    """The noun phrase of a name without the verbs that govern it: what its unit counts.

    >>> object_of("发现隐患"), object_of("收集企业诉求"), object_of("新认定高新技术企业")
    ('隐患', '企业诉求', '高新技术企业')
    """
    found = tagged(name)
    limits = [i for i, (word, _) in enumerate(found) if word in ("以上", "以下")]
    if limits and limits[-1] + 1 < len(found):
        found = found[limits[-1] + 1 :]
    while len(found) > 1 and (
        found[0][1] in ("v", "d", "m", "vd")
        or found[0][0] in words("doing")
        or found[0][0] in ("新", "已", "总", "的", "各类", "各级", "各种", "各")
    ):
        found.pop(0)
    return "".join(word for word, _ in found)


def whole_of(left: str) -> str:
    """The quantity that the words before a ratio make it a part of, or "".

    >>> whole_of("三大行业占税收总量的"), whole_of("占全市的"), whole_of("完成计划的")
    ('税收', '', '')
    """
    match = _WHOLE.search(left)
    return match["whole"] if match and match["whole"] in indicator_types() else ""


def general_noun(left: str) -> str:
    """企业 in 年末共有企业, where the noun right before a count is too general to be a name otherwise.

    >>> general_noun("年末共有企业"), general_noun("新上项目"), general_noun("完成产值")
    ('企业', '项目', '')
    """
    found = _trim(tagged(left[-_WINDOW:]))
    return found[-1][0] if found and found[-1][0] in words("general") and len(found[-1][0]) > 1 else ""


def is_kind(phrase: str, whole: str) -> bool:
    """Whether a phrase only says which kind of the *whole* is meant, whose name it does not repeat.

    >>> is_kind("消防类", "查出隐患"), is_kind("冰箱", "上门回收"), is_kind("规上企业", "入驻企业"), is_kind("外资", "注册企业")
    (True, True, False, False)
    """
    if not phrase or len(phrase) > _MAX_KIND or phrase.endswith((whole[-2:], *_LIMITED)) or ends_in_verb(phrase):
        return False
    return phrase[-1] in "类型级奖" or ends_in_verb(whole)


def is_place(phrase: str) -> bool:
    """Whether a phrase only says where: 临溪路以北, 起步区范围内.

    >>> is_place("临溪路以北"), is_place("5000万元以上"), is_place("工业用地")
    (True, False, False)
    """
    return bool(_WHERE.search(phrase))


def qualified(own: str, noun: str) -> str:
    """A verb or limit that lost its noun, with the noun it is about: 整改 + 隐患, 亿元以上 + 项目.

    >>> qualified("整改", "隐患"), qualified("亿元以上的", "工业项目"), qualified("已销号", "隐患")
    ('整改隐患', '亿元以上工业项目', '已销号隐患')
    """
    return own.removesuffix("的") + noun
