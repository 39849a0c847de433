"""Names: which words before or behind a figure say what is measured.

Reading guide. `before` strips what only frames a figure (verbs of reaching, adverbs, comparisons, dates) from the
words in front of it and keeps the rest; `behind` takes the noun phrase that a counted figure is followed by;
`split_subject` parts an enterprise or project from the indicator it is followed by.
"""

from __future__ import annotations

from functools import cache

import regex
import rjieba

from summarymine.lexicons import word_lists
from summarymine.pipes.not_figures import FIGURE_KEYS
from summarymine.values.taxonomy import heads

_NOMINAL = frozenset("n vn an nz ns nt nr j l i b a eng ng ad f s t q nrt nrfg".split())
_COMPARISON = regex.compile(
    r"(?:(?:同比|环比|比|较|与|距|离|低于|高于|优于|快于|慢于|超过|占|由|从|按|扣除|剔除|折合|相当于|是|为)(?:去年|上年|前年|年初|上月|全[市省县区国园]|年[初底]|计划|目标|年度|一季度|上半年|可比|价格|物价|周边|全年|其|规[上模]|生产总值|GDP|gdp|地区|[\p{Han}])[^，。；]{0,24})$"
)
_MIDDLE = regex.compile(
    r"(?:共实现|预计实现|预计|累计|实现|完成了?|达到|取得|共计|合计|总计|截至目前|截止目前|目前|今年以来|以来|期间|其中|全年共|全年|全区|全市|全县|全园|全省|同时|此外|另外|当年|我国|我区|我县|我市|年内|本期"
    r"|(?<![\p{Han}])共(?!同)|已(?!建|签|开|竣|投|整|完|迁|用|租|入|办|兑|还)|分别|力争|确保|争取|要|使|将|现有|共有|拥有|安排有|主要|重点|一次性|用于|对|向|为(?!民|农))"
)
_LEAD = regex.compile(
    r"^(?:[、和与及并，：\s（]|其中|同时|此外|另外?|以及|还|又|再|也|共|总|已|并|而|但|且|即|既|前者|后者|主要是|主要|有|是|为|的|对|从|由|在|把|将|使|全年|累计|预计|实现|完成|达到|达|园区(?=[\p{Han}]{3,})|全区|全市|全县|全国(?=[\p{Han}]{2,})|我[区县市园国]|当年|今年|年内|全部|包括|主要包括|新区|企业(?=实现|完成)|剔除|多数|首次|首期(?=投)|按[\p{Han}]{1,6}(?:看|分))"
)
_TRAIL_PUNCTUATION = regex.compile(r"[\s：、“”（）*·—-]+$")
_VERBAL_TAIL = regex.compile(
    r"(?:同比|环比|按可比价格?计算|按可比价格?|可比价|同口径|按自然口径|自然口径|扣除[^，。；]{1,12}|比[^，。；]{1,8})?(?:分别)?(?:增长|上升|提高|增加|上涨|攀升|扩大|净增|增收|增产|下降|减少|降低|回落|下跌|减收|减产|减排|收窄|缩短|压缩|放缓|下滑|拉动|下拉|增幅|降幅|涨幅|增速|占比|比重|占|高于|低于|高出|优于|少|多|高|低|增|降|减|涨|跌)(?:了)?$"
)
_SUBJECT_TAIL = regex.compile(
    r"(?:公司|集团|项目|工程|园|厂|基地|中心|大道|路|[一二三四]期|酒业|电子|科技|医药|药业|制造|机械|鞋业|水泥|化工|冷链|新材料|能源|企业|镇|村|县|社|平台|站|专用线|生产线|高速|技改|产业园|小区|示范区|社区|街道|局|片区|银行|支行|农业|物流|建材|食品|纺织|铸造|智能|股份|厂房|仓|港|大厅|大厦|酒店|学校|小学|医院)$"
)
_FORBIDDEN = regex.compile(r"^[\d.%\sA-Za-z]{0,6}$")
_STOP_RIGHT = regex.compile(r"[，。；：、！？（）\n“”《》|]|\d")
_OBJECT_HEAD = regex.compile(r"^(?:的|以上|左右|上下|多|余|以内|的(?:企业|项目)?)")
_MAX_NAME = 28


@cache
def _tails() -> regex.Pattern[str]:
    words = word_lists("figures", FIGURE_KEYS)
    both = sorted({*words["light"], *words["frame"]}, key=len, reverse=True)
    return regex.compile(rf"(?:{'|'.join(map(regex.escape, both))})$")


@cache
def _light() -> regex.Pattern[str]:
    words = sorted(word_lists("figures", FIGURE_KEYS)["light"], key=len, reverse=True)
    return regex.compile(rf"(?:{'|'.join(map(regex.escape, words))})$")


@cache
def _frame() -> frozenset[str]:
    return frozenset(word_lists("figures", FIGURE_KEYS)["frame"])


def _strip(text: str) -> str:
    """*text* without the light verbs, comparisons and directions at its end."""
    for _ in range(12):
        shorter = _TRAIL_PUNCTUATION.sub("", text)
        shorter = _VERBAL_TAIL.sub("", shorter)
        shorter = _light().sub("", shorter)
        if shorter in _frame():
            return ""
        if shorter == text:
            break
        text = shorter
    return text


def before(left: str) -> str:
    """The name in the words before a figure, or "" where they only frame it.

    >>> before("预计全年园区企业实现工业总产值"), before("同比增长"), before("研发投入占GDP比重达"), before("规上工业总产值完成")
    ('工业总产值', '', '研发投入', '规上工业总产值')
    >>> before("累计检查企业"), before("完成年计划"), before("增速高于全市")
    ('检查企业', '', '')
    """
    text = _strip(left[-60:])
    for _ in range(4):
        cut = _COMPARISON.search(text)
        if not cut:
            break
        text = _strip(text[: cut.start()])
    last = None
    for last in _MIDDLE.finditer(text):
        pass
    if last is not None and last.end() < len(text):
        text = text[last.end() :]
    elif last is not None:
        text = _strip(text[: last.start()])
    for _ in range(8):
        shorter = _LEAD.sub("", text)
        if shorter == text:
            break
        text = shorter
    text = text.strip(" 、，：（）*")
    if text in _frame() or _FORBIDDEN.fullmatch(text):
        return ""
    if len(text) > _MAX_NAME:
        text = _last_phrase(text)
    return text


def _last_phrase(text: str) -> str:
    """The nouns at the end of a long stretch, with the verb that governs them."""
    words = rjieba.tag(text[-40:])
    size = 0
    for i in range(len(words) - 1, -1, -1):
        word, tag = words[i]
        if tag[:1] in "nvablijsf" or tag in _NOMINAL or word in "“”、":
            size += len(word)
            if tag == "v" and size > len(word):
                break
        else:
            break
        if size > _MAX_NAME:
            break
    return text[len(text) - size :].lstrip("、") if size else text[-_MAX_NAME:]


def ends_in_verb(text: str) -> bool:
    """Whether the words end in a verb that wants an object: 引进, 新签约."""
    if not text:
        return False
    words = rjieba.tag(text)
    return bool(words) and words[-1][1] in ("v", "vd", "vg")


def behind(right: str) -> str:
    """The noun phrase that begins right behind a counted figure, or "".

    >>> behind("重点用能企业建成碳账户，"), behind("，其中"), behind("企业"), behind("的窖池建设。")
    ('重点用能企业', '', '企业', '窖池建设')
    """
    text = _OBJECT_HEAD.sub("", right[:36])
    stop = _STOP_RIGHT.search(text)
    quoted = regex.match(r"“[^“”]{1,12}”", text)
    limit = _STOP_RIGHT.search(text, quoted.end()) if quoted else stop
    text = text[: limit.start()] if limit else text
    if not text:
        return ""
    taken = quoted.group() if quoted else ""
    nouns = bool(quoted)
    for word, tag in rjieba.tag(text[len(taken) :]):
        if tag in _NOMINAL or (tag in ("v", "m") and taken == "" and len(word) > 1 and tag == "v"):
            nouns = nouns or tag[:1] in "nvjl"
            taken += word
        elif word == "的" and taken:
            taken += word
        elif tag == "v" and taken.endswith("的"):
            taken += word
        else:
            break
    taken = taken.rstrip("的")
    return taken if nouns and len(taken) > 1 or taken in ("班", "线", "楼", "车", "路") else ""


def split_subject(name: str) -> tuple[str, str]:
    """A name and the subject in front of it, if there is one.

    >>> split_subject("瑞丰机械总投资"), split_subject("规模以上工业总产值"), split_subject("新签约项目")
    (('总投资', '瑞丰机械'), ('规模以上工业总产值', ''), ('新签约项目', ''))
    """
    head = heads().search(name)
    if head and head.start() >= 2:
        subject = name[: head.start()].removesuffix("的")
        if _SUBJECT_TAIL.search(subject):
            return head.group(), subject
    return name, ""
