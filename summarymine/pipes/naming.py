"""Names: which words before or behind a figure say what is measured.

Reading guide. Names are found in words, not characters, so that 签约 keeps its 约. `before` drops the words that
only frame a figure (``lexicons/figures.toml``) from the end of what stands before it, cuts off comparisons, and
begins the name behind the last word that cannot be inside one. `behind` takes the noun phrase that follows a
counted figure. `split_subject` parts an enterprise or project from the indicator behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex

from summarymine.lexicons import any_word, word_lists
from summarymine.pipes.not_figures import FIGURE_KEYS
from summarymine.pipes.project_words import lexicon
from summarymine.segment import genre_tags, segmenter
from summarymine.values.taxonomy import heads, indicator_types
from summarymine.values.units import units

Word = tuple[str, str]
"""A word and its part of speech, as jieba tags it."""

_NOUNS = frozenset(
    ["n", "vn", "an", "nz", "ns", "nt", "nr", "j", "l", "i", "b", "a", "eng", "f", "s", "nrt", "nrfg", "x", "ng", "g"]
)
_COMPARING = frozenset(
    [
        "比",
        "较",
        "低于",
        "高于",
        "优于",
        "快于",
        "慢于",
        "占",
        "按",
        "扣除",
        "剔除",
        "折合",
        "相当于",
        "距",
        "离",
        "超过",
        "超",
        "为",
        "是",
        "高出",
    ]
)
_PUNCTUATION = regex.compile(r"[\s：:、，。；“”‘’（）()【】《》*·—\-/|\[\]~\"']{1,4}")
_SENTENCE_MARK = regex.compile(
    r"^(?:[一二三四五六七八九十]{1,2}(?:是|要|、)|[①-⑳]|（?\d{1,2}[）、.．]\ ?|其中[：:]?|——)"
)
_STOP_RIGHT = regex.compile(r"[，。；：、！？（）\n《》|]|\d")
_QUOTED = regex.compile(r"“[^“”]{1,12}”")
_OBJECT_HEAD = regex.compile(r"^(?:以上|以下|左右|上下|多|余|以内)?的?(?:各类|各级)?")
_PLACES = (
    "集团|项目|工程|园|基地|中心|大道|路|[一二三四五]期|制造|镇|村|县|社|平台|站|专用线|生产线|高速|技改|小区|示范区|社区|街道|局|片区|银行|支行"
    "|仓|港|大厅|大厦|酒店|学校|小学|医院|扩建|改造|大桥|管网|公寓|楼|馆|场|库|区|组|户|行业|产业|板块|大户|线"
)
# Words of the lexicon of enterprises that are more often a part of the economy than the end of a firm's name.
_SECTORS = frozenset({"企业", "农业", "牧业"})
_JUST_DONE = regex.compile(r"(?:才|已|再|又|共|刚)(?:铺|建|修|架|挖|迁|拆|做|完成)?$")
_GOAL_BEHIND = regex.compile(r"(?:以上|左右)?的(?P<name>\p{Han}{2,12}?)(?:目标|任务|计划)(?:[，。；、）]|$)")
_NO_NAME = regex.compile(
    r"[省市州县区年月日个一二三四五六七八九十]|[省市州县区园]{0,2}级?下达的?(?:年度)?任务?|[\d.%\sA-Za-z]{0,6}|[一二三四五六七八九十]"
)
# 计划征地: the doing is what is counted, the planning is its status.
# 10个可能造成污染的项目: what is counted is described by a clause before it.
_RELATIVE = regex.compile(
    r"(?!的)\p{Han}{3,14}的(?P<noun>项目|企业|问题|单位|人员|农户|职工|工程)(?!\p{Han}{0,1}[建投])"
)
_OPENING_MEASURE = regex.compile(r"\p{Han}{1,12}?(?:率|比例|总额|总量|总值|指数|浓度|天数|收入|余额)")
_PLANNED_DOING = regex.compile(r"^(?:计划|安排|确定的?|规划)(?!总?投资|指标|项目|面积|任务)(?=\p{Han}{2})")
_SUBJECT_END = regex.compile(r"(?:一家|一户|自己|本身|已经?|累计|决定|计划|拟|共|再|新|全年|今年|当年)$")
_STRONG_TAIL = regex.compile(
    r"(?:公司|集团|项目|工程|厂|基地|中心|大道|专用线|生产线|扩建|技改|物流园|产业园|合作社|银行|支行|小区|大桥|一期|二期|三期)$"
)
_OWNING_PLACES = "项目|工程|制造|合作社|银行|支行|行业|产业|板块|加气站|镇|村|县|园"
_MAX_NAME = 28
_MAX_PART = 6
_WINDOW = 48
_MEASURE_NOUN = regex.compile(
    r"(?:额|资|款|量|率|值|数|收入|投资|资金|面积|产值|贷款|出口|进口|税|税收|外资|利润|能力|规模|价|费|补贴|补助|投入|储备|余额|总数|人数|里程|长度|产能|产量|单量|吞吐|能耗|价格|时间|成本|比例|比重|强度|专利|用地|占地)$"
)


@cache
def words(key: str) -> frozenset[str]:
    """The words of one list of the lexicon of figures."""
    return frozenset(word_lists("figures", FIGURE_KEYS)[key])


def tagged(text: str) -> list[Word]:
    """The words of a short text with their parts of speech."""
    known = genre_tags()
    return [(word, known.get(word, tag)) for word, tag in segmenter().tag(text)]


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
    text = _SENTENCE_MARK.sub("", left[-_WINDOW:].strip())
    found = _trim(tagged(text))
    # What a figure is compared with stands behind the name: 增加值占全县的比重, 税收比上年.
    for i, (word, tag) in enumerate(found):
        if word == "占" and not ratio:
            found = _trim(found[i + 1 :])
            break
        if word in _COMPARING and tag[:1] in "pv" and (i or word not in ("为", "是")):
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
            found = found[i + 1 :]
            break
    found = _lead(_trim(found))
    such = next((i for i in range(len(found) - 1, 0, -1) if found[i][0] == "等"), -1)
    if 0 < such < len(found) - 1 and found[-1][0] in words("general"):
        # 甲公司、乙公司等本地搬迁项目: the examples are not the name.
        found = found[such + 1 :]
    name = _JUST_DONE.sub("", _PLANNED_DOING.sub("", "".join(word for word, _ in found).strip(" 、，：*")))
    if name in words("frame") or name in words("light") or (_NO_NAME.fullmatch(name) and name not in indicator_types()):
        return ""
    return name if len(name) <= _MAX_NAME else _last_phrase(found)


def _last_phrase(found: Sequence[Word]) -> str:
    """The nouns at the end of a long stretch, with the verb that governs them."""
    taken: list[str] = []
    for word, tag in reversed(found):
        if tag in _NOUNS or tag == "v" or word in "“”、的":
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
    while len(found) > 1 and (found[0][1] in ("v", "d", "m", "vd") or found[0][0] in ("新", "已", "总", "的")):
        found.pop(0)
    return "".join(word for word, _ in found)


def behind(right: str) -> str:
    """The noun phrase that begins right behind a counted figure, or "".

    >>> behind("重点用能企业装上电表，"), behind("，其中"), behind("企业"), behind("的泵房建设。")
    ('重点用能企业', '', '企业', '泵房建设')
    """
    head = _OBJECT_HEAD.match(right)
    text = right[head.end() if head else 0 :][:36]
    quoted = _QUOTED.match(text)
    stop = _STOP_RIGHT.search(text, quoted.end() if quoted else 0)
    text = text[: stop.start()] if stop else text
    taken = [quoted.group()] if quoted else []
    for word, tag in tagged(text[len(taken[0]) if taken else 0 :]):
        opening = not taken and tag in ("v", "vd", "d") and len(word) > 1 and word not in words("split")
        modifying = tag == "v" and taken and (taken[-1] == "的" or _followed_by_noun(text, "".join(taken), word))
        if not ((word == "的" and taken) or tag in _NOUNS or opening or modifying):
            break
        taken.append(word)
    while taken and (taken[-1] == "的" or (len(taken) > 1 and taken[-1] in words("light"))):
        taken.pop()
    phrase = "".join(taken)
    if relative := _RELATIVE.match(text):
        phrase = relative.group() if not phrase or not phrase.endswith(relative["noun"]) else phrase
    if phrase.endswith(("目标", "任务", "计划")) or (phrase in words("frame") and phrase not in words("general")):
        return ""
    nouns = any(tag[:1] in "nvjlxe" for _, tag in tagged(phrase)) if phrase and phrase not in words("light") else False
    return phrase if nouns and (len(phrase) > 1 or phrase in "班线楼车路村镇县") else ""


def goal_behind(right: str) -> str:
    """What a goal behind a figure is about: 32亿元的产值目标.

    >>> goal_behind("的产值目标，"), goal_behind("的目标")
    ('产值', '')
    """
    match = _GOAL_BEHIND.match(right)
    name = match["name"] if match else ""
    return "" if name in words("frame") or name in words("light") else name


def _followed_by_noun(text: str, taken: str, verb: str) -> bool:
    """Whether a verb inside a phrase only modifies the noun behind it: 用能企业."""
    after = tagged(text[len(taken) + len(verb) :][:8])
    return (
        len(verb) > 1
        and bool(after)
        and after[0][1] in ("n", "nz")
        and after[0][0] in ("企业", "项目", "人员", "单位", "人才", "设施", "装置")
    )


def is_quantity(phrase: str) -> bool:
    """Whether a phrase says what is measured by its last word: 可供建设用地, 工业投资.

    >>> is_quantity("可供建设用地"), is_quantity("城镇")
    (True, False)
    """
    return phrase in indicator_types() or bool(heads().search(phrase) or _MEASURE_NOUN.search(phrase))


@cache
def _ending(places: str) -> regex.Pattern[str]:
    """The end of an enterprise's name, of a place's or of a works'."""
    return regex.compile(f"(?:{places}|{any_word(lexicon('enterprises') - _SECTORS)})$")


def is_subject(phrase: str) -> bool:
    """Whether a phrase names an enterprise, a project, a place rather than something measured.

    >>> is_subject("恒泰机械"), is_subject("固定资产投资"), is_subject("污水处理厂")
    (True, False, True)
    """
    if is_quantity(phrase):
        return False
    return bool(_ending(_PLACES).search(phrase))


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
    return is_subject(phrase) and bool(_ending(_OWNING_PLACES).search(phrase))


def is_part(phrase: str, unit: str) -> bool:
    """Whether a phrase behind 其中 names a part of the whole, not a quantity of its own: 城镇, 铁路到发.

    >>> is_part("城镇", "元"), is_part("税收", "元"), is_part("工业投资", "元")
    (True, False, False)
    """
    if is_quantity(phrase):
        return False
    known = units().get(unit)
    return len(phrase) <= _MAX_PART and known is not None and known.dimension != "count"


@cache
def _bare() -> regex.Pattern[str]:
    return regex.compile(f"{any_word(words('bare'))}$")


def split_subject(name: str) -> tuple[str, str]:
    """A name and the subject in front of it, if there is one.

    >>> split_subject("恒泰机械总投资"), split_subject("规模以上工业总产值"), split_subject("新签约项目")
    (('总投资', '恒泰机械'), ('规模以上工业总产值', ''), ('新签约项目', ''))
    """
    if name in indicator_types():
        return name, ""
    for pattern in (heads(), _bare()):
        head = pattern.search(name)
        if not head or head.start() < 2:
            continue
        subject = _SUBJECT_END.sub("", name[: head.start()].removesuffix("的").strip("“”、 "))
        if subject in words("modifiers") or len(subject) < 2:
            continue
        if (_ending(_PLACES).search(subject) and not subject.startswith(("新", "规模", "规上", "限"))) or (
            head.group() in words("bare") and not _modifying(subject)
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
            and _STRONG_TAIL.search(taken)
            and found[0][1] not in ("v", "a", "m", "d")
            and not rest.startswith(("的", "、", "和", "及", "建设", "数", "区"))
        ):
            return rest, taken
    return name, ""


def _modifying(subject: str) -> bool:
    """Whether the words before an indicator describe it: 新增, 规上服务业, 省级财政."""
    return any(subject.endswith(word) or subject.startswith(word) for word in words("modifiers")) or tagged(subject)[
        -1
    ][1] in ("v", "d", "p", "m", "f")


def qualified(own: str, noun: str) -> str:
    """A verb or limit that lost its noun, with the noun it is about: 整改 + 隐患, 亿元以上 + 项目.

    >>> qualified("整改", "隐患"), qualified("亿元以上的", "工业项目"), qualified("已销号", "隐患")
    ('整改隐患', '亿元以上工业项目', '已销号隐患')
    """
    return own.removesuffix("的") + noun
