"""What kind of figure a quantity is: measure, status, basis, bound and sign, from the words around it.

All functions look at ``left``, the words between the last clause border and the figure, and ``right``, the words
behind it up to the next border. The categories are those of the annotation guidelines.
"""

from __future__ import annotations

import regex

from summarymine.values.periods import read_year, shift

_LINK = r"(?:了|约|近|超|达|到达|为|是|有|将近|接近|大约|超过|突破|不低于|不少于|不超过|仅|只|左右|高达|达到了?|分别为?|分别|至少|还|：|\ )"
_UP = r"(?:增长|上升|提高|增加|上涨|增收|增产|攀升|提升|扩大|净增|增|涨|拉动|前移|前进|上浮|涨价|提价|增亏|多了)"
_DOWN = r"(?:下降|减少|降低|回落|下跌|降价|减收|减产|减排|收窄|压减|缩短|压缩|萎缩|负增长|下拉|后移|放缓|下滑|后退|下浮|砍掉|少了|少[花用走来]了|跌|(?<![削裁精核调])压减|(?<![削裁精核调])减|降|去|少缴税|少用工)"
_MORE_OR_LESS = r"(?P<more>高于|高出|多于|快于|优于|领先|高|多|快)|(?P<less>低于|少于|慢于|落后|低|少|慢|短)"
_TO = r"(?:到|至|为|成)"

_GROWTH = regex.compile(
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<rate>增幅|增速|涨幅|增长率|增长速度|(?:增长|上涨)幅度|同比)|(?P<fall>降幅|跌幅))(?:连续[两三四五六七八九十\d]{{1,2}}年)?{_LINK}{{0,3}}(?:或略?高于)?(?:仍然|(?:控制|保持|稳定|维持)在|将|有望|可望){{0,2}}{_LINK}{{0,2}}$"
)
_REACHED = regex.compile(rf"(?:{_UP}|{_DOWN}|恢复|稳定|保持|控制|压|升|发展){_TO}(?:了|约|近|不足|不到|仅)?$")
_COMPARED = regex.compile(
    rf"(?:(?:比|较|与|同比|环比|距|离|超|超出|超过)[^，。；：]{{0,24}}?)(?:(?P<up>{_UP})|(?P<down>{_DOWN})|{_MORE_OR_LESS}|(?P<gap>尚差|相差|差|欠)|(?P<moredone>多)[缴打产出收建用]了?|(?P<lessdone>少)[缴打产出收烧建用]了?){_LINK}{{0,2}}$"
)
# The goal of a rate: 增长预期目标为6%, 增长速度的调控目标定为8%; 6%左右的税收增长目标.
_RATE_GOAL = regex.compile(
    rf"(?:增长|上涨)(?:速度|幅度|率)?的?(?:宏观|预期|奋斗|调控|年度){{0,2}}(?:目标|预期)，?(?:拟|初步|设|确)?(?:定为|定在|为|是|定)?{_LINK}{{0,2}}$"
)
_RATE_BEHIND = regex.compile(
    r"^(?:以上|左右)?的(?:\p{Han}{2,12}?(?:增长|增速|增幅)(?:预期)?(?:目标|任务)|增速|增长速度|增长率|增幅)"
)
# The rate itself is what moves: 增速由12%回落到7.5%.
_RATE_MOVES = regex.compile(
    r"(?:增速|增幅|涨幅|增长率|增长幅度)[^，。；]{0,12}(?:由|从|比|较|为|回落|提高|掉|降|升)[^，。；]{0,24}$|(?P<fall>降幅)[^，。；]{0,12}(?:由|从|比|较)[^，。；]{0,24}$"
)
_GAP = regex.compile(
    r"(?P<over>超(?:出|过)?(?:年度?|全年)?(?:计划|目标|任务))$|(?P<short>短了|尚差|(?:比|较|距)[^，。；]{0,12}差)$|(?P<above>(?<!不)高于|高出|优于|快于|领先)[^，。；：]{0,16}$|(?P<below>(?<!不)低于|落后于|慢于)[^，。；：]{0,16}$"
)
_PLAN_WORD = (
    r"(?:计划|任务|目标|预算|概算|序时进度|任务数|工程总量|总投资|工程量|设计(?!能力|规模)|规划|合同价|考核指标|指标)"
)
_COMPLETION = regex.compile(
    rf"(?:完成|占(?!比)|为|达|是|实现|达到|仅为|相当于|达成|不到|不足)[^，。；]{{0,20}}?{_PLAN_WORD}[^，。；%]{{0,16}}?的{_LINK}{{0,3}}$"
    rf"|{_PLAN_WORD}（[^（）]{{1,20}}）的{_LINK}{{0,2}}$|完成[^，。；\d]{{2,16}}的{_LINK}{{0,2}}$|(?:完成|完成率|完成了|完工|进度|完成任务的?){_LINK}{{0,3}}$"
)
_PLAN_SHORT = regex.compile(
    rf"(?:只|仅|已)?(?:完成|占|为)(?:了)?(?:全年|年度|年|县|市|州|本年)?[^，。；]{{0,6}}{_PLAN_WORD}(?:数|额)?的?{_LINK}{{0,2}}$"
)
_SHARE = regex.compile(r"占[^，。；]{0,24}$|(?:比重|占比|比例|率|份额|覆盖面|面|度)[^，。；]{0,8}$")

_TARGET_TAIL = regex.compile(
    rf"(?:年|年度|全年|县|市|下达|任务|奋斗|预期|考核|设计|初定|既定)?(?:计划|任务|目标|预算|任务数|目标值|指标任务)(?:数|额|为|是|：|:|达|的|值|（)?{_LINK}{{0,2}}$"
)
_TARGET_CUE = regex.compile(
    r"[今明来]年计划[^，。；”\d已的]{2,14}$|力争|争取(?=实现|达到|完成|突破|全年|年内|到)|确保|奋斗目标|预期目标|目标(?:为|是|任务)|计划(?:总)?投资|计划完成|(?<![“\p{Han}]{2,8})计划(?!”)[^，。；”]{0,8}$|拟(?!定)|即将|拟选择|设计(?:总|全)?(?:长|里程|面积|工程量|量)?为?$|要把[^，。；]{0,30}在|不低于|要达到|要完成|需完成|还需|应达|目标，?(?:拟|初步|设|确)?定[为在]$|任务分别为|任务是|年度计划|的盘子|全年安排|应(?:迁|征|评|拆|搬迁?|签|建|缴|修)\p{Han}{0,4}$"
)
_AIMS = regex.compile(r"(?:力争|确保|争取|要实现|要完成)[^，。；]{0,24}$")
_ANNOUNCED = regex.compile(
    r"(?:目标|任务|指标)(?:很清楚|很明确|分别)?(?:(?:是|为|有)?：|是)(?:(?!实际(?!使用|利用|到)|已经?|到\p{Han}{0,4}底|截至)[^。]){0,200}$"
)
_TARGET_BEHIND = regex.compile(
    r"^的(?:警戒线|控制线|红线|底线|考核线)|^(?:以[上内])?(?:左右|上下)?的?(?:年度|全年|奋斗|预期)?(?:目标|任务|计划)"
    r"|^(?:以上|左右)?的\p{Han}{2,12}?(?:增长|增速|增幅)(?:预期)?(?:目标|任务)"
)
_FORECAST_CUE = regex.compile(
    r"预计(?!数)|可望|有望|预测|估计|可实现|将达|将(?:会)?(?:超过|突破)|届时|可达|达产后|投产后|满产|建成后"
)
_RATIO_TO_PAST = regex.compile(r"(?:是|为|相当于|只有|仅为|占|较|比|达到)(?:去年|上年|前年)[^，。；]{0,8}$")
_PREVIOUS_TAIL = regex.compile(
    r"(?<![比较是])(?:去年|上年)同期为?(?:增长|下降|负增长)$|(?:去年|上年|前年)[^，。；\d]{1,8}的$|[比较][^，。；]{2,7}年(?:同期|末|底)?的$|(?:去年|上年|前年|去年同期|上年同期|去年同月|去年全年|上年度|去年底|上年末|上月|原来|以前|(?<!比|较)年初|同期)(?:的|为|是|只有|仅|仅为|仅有|全年)?(?:约|近)?$"
)
_FROM = regex.compile(r"(?:由|从)[^，。；]{0,16}$")
_TO_BEHIND = regex.compile(
    rf"^[^，。；]{{0,16}}?(?:{_UP}|{_DOWN}|升|压|发展|恢复|一下子|增|掉|提|跃升|拓展|扩|涨|调|调减|调整|回升|缩|做|攀|变){_TO}"
    r"|^[^，。；、\d]{0,8}(?:到|至)(?:了|约|近|不到|不足)?$"
)

_BOUND_LEFT = (
    ("at_least", regex.compile(r"(?:超过|突破|不少于|不低于|至少|过|逾|超|迈过|多达|首次超过|不下|高于)(?:了)?$")),
    ("at_most", regex.compile(r"(?:不足|不到|不超过|少于|低于|以内|不高于|至多)(?:了)?$")),
    ("approx", regex.compile(r"(?:约|近|将近|接近|大约|约为|大概|差不多)(?:有|为)?$")),
)
_BOUND_RIGHT = (
    ("at_least", regex.compile(r"^(?:（?含?[^）]{0,3}）)?(?:以上|多|余|强)")),
    ("at_most", regex.compile(r"^(?:以内|以下|都不到)")),
    ("approx", regex.compile(r"^(?:左右|上下)")),
)


_BARE_CHANGE = regex.compile(rf"(?:(?P<up>净增|增加|提高|增产|增收|扩大|拉动)|(?P<down>{_DOWN}(?<!去))){_LINK}{{0,2}}$")
# The thing that changed stands behind the verb: 较上年减少招待费9万元, 净增规模企业6户.
_CHANGED_THING = regex.compile(
    r"(?:(?P<up>净增|(?:比|较)[^，。；]{2,10}增加)|(?P<down>减少(?!了)|(?:比|较)[^，。；]{2,10}减少))(?:了)?[\p{Han}]{2,8}$"
)


def growth_sign(left: str) -> int:
    """1 or -1 where the words before a percentage say growth or fall, else 0.

    >>> growth_sign("固定资产投资同比下降"), growth_sign("税收增长"), growth_sign("比重提高到")
    (-1, 1, 0)
    """
    if moving := _RATE_MOVES.search(left):
        return -1 if moving["fall"] else 1
    if _REACHED.search(left):
        return 0
    if match := _GROWTH.search(left):
        return -1 if match["down"] or match["fall"] else 1
    if _RATE_GOAL.search(left):
        return 1
    if compared := _COMPARED.search(left):
        return -1 if compared["down"] or compared["less"] or compared["gap"] or compared["lessdone"] else 1
    return 1 if left.endswith("高出") else 0


def is_growth_behind(right: str) -> bool:
    """Whether a percentage is one of growth by the words behind it.

    >>> is_growth_behind("左右的税收增长目标，"), is_growth_behind("的增速"), is_growth_behind("的税收来自")
    (True, True, False)
    """
    return bool(_RATE_BEHIND.search(right))


def change_sign(left: str) -> int:
    """1 or -1 where the words before an amount set it against another, else 0.

    >>> change_sign("比上年减少"), change_sign("超目标"), change_sign("新增"), change_sign("提高到")
    (-1, 1, 0, 0)
    """
    if _REACHED.search(left):
        return 0
    if gap := _GAP.search(left):
        return 1 if gap["over"] or gap["above"] else -1
    if compared := _COMPARED.search(left):
        return -1 if compared["down"] or compared["less"] or compared["gap"] or compared["lessdone"] else 1
    bare = _BARE_CHANGE.search(left) or _CHANGED_THING.search(left)
    return 0 if not bare else -1 if bare["down"] else 1


def is_completion(left: str) -> bool:
    """Whether the figure says how much of a plan is done.

    >>> is_completion("占年计划3.2亿元的"), is_completion("完成任务的"), is_completion("占全市的")
    (True, True, False)
    """
    return bool(_COMPLETION.search(left) or _PLAN_SHORT.search(left))


def is_share(left: str) -> bool:
    """Whether the words before a percentage speak of a part or a rate."""
    return bool(_SHARE.search(left))


def bound(left: str, right: str, given: str) -> str:
    """The bound of a figure: what the number itself said (``given``), else the words beside it.

    >>> bound("可用土地不足", "，", "exact"), bound("投资", "左右", "exact"), bound("", "以上", "exact")
    ('at_most', 'approx', 'at_least')
    """
    if given != "exact":
        return given
    for name, pattern in _BOUND_RIGHT:
        if pattern.search(right):
            return name
    return next((name for name, pattern in _BOUND_LEFT if pattern.search(left)), "exact")


_MONTHLY = regex.compile(r"环比|[较比]上月|[较比](?:\d{1,2}|[一二三四五六七八九十]{1,2})月")
_YEARLY = regex.compile(r"同比|[比较](?:上年|去年|前年)|去年同期|上年同期")
_NAMED_YEAR = regex.compile(r"[比较同与](?P<year>(?:19|20)\d\d|[一二][九〇零○][〇零○一二三四五六七八九]{2})年")
_YEARS_APART = regex.compile(r"年均|去年底|上年末")
_OTHERWISE = regex.compile(
    r"年均|平均每年|每年平均|年递增|高于|低于|优于|快于|慢于|高出|超(?:出|过)?(?:年|全年)?(?:计划|目标|任务)|短了|差|[比较](?:年初|计划|上半年|一季度|前|全|周边|1)"
    r"|收窄|全市|全省|拉动|下拉|由|从|再"
)


_COMPARED_BEFORE = regex.compile(r"[与同和比较](?:(?:19|20)\d\d年|[上去前]年)[^，。；]{0,4}(?:相比|比较|比)?，$")


def compared_before(words_before: str) -> str:
    """The clause before a figure's own that says what it is compared with, or "".

    >>> compared_before("2020年与2015年相比，"), compared_before("2020年，")
    ('与2015年相比，', '')
    """
    match = _COMPARED_BEFORE.search(words_before)
    return match.group() if match else ""


def basis(measure: str, clause: str, year: str = "", *, years: bool = False) -> str:
    """What a growth, change or completion is measured against; *year* is that which it is of, if it is known, and
    *years* is true where the figure covers several.

    >>> basis("growth", "环比增长"), basis("growth", "比上年增长"), basis("change", "增速高于全市"), basis("completion", "")
    ('mom', 'yoy', 'other', 'target')
    >>> basis("growth", "比2018年增长", "2021"), basis("growth", "比2020年增长", "2021")
    ('other', 'yoy')
    """
    if measure == "completion":
        return "target"
    if measure not in ("growth", "change"):
        return ""
    if _MONTHLY.search(clause):
        return "mom"
    if (named := _NAMED_YEAR.search(clause)) and year:
        return "yoy" if read_year(named["year"]) == shift(year, -1) else "other"
    if _YEARLY.search(clause):
        return "other" if _YEARS_APART.search(clause) else "yoy"
    if _OTHERWISE.search(clause):
        return "other"
    return "other" if years else "yoy"


def is_previous(left: str, right: str, *, ratio: bool = False) -> bool:
    """Whether the figure belongs to an earlier time and is only quoted; a *ratio* to the past is of today.

    >>> is_previous("比去年的", ""), is_previous("开工率由", "上升到"), is_previous("比去年增长", "")
    (True, True, False)
    """
    if ratio and _RATIO_TO_PAST.search(left):
        return False
    return bool(_PREVIOUS_TAIL.search(left) or (_FROM.search(left) and _TO_BEHIND.search(right)))


def is_target(left: str, right: str) -> bool:
    """Whether the words beside a figure call it a plan, a task, a goal.

    >>> is_target("占年计划", "的"), is_target("全年任务", ""), is_target("税收", "的目标"), is_target("税收完成", "")
    (True, True, True, False)
    """
    return bool(_TARGET_TAIL.search(left) or _TARGET_CUE.search(left) or _TARGET_BEHIND.search(right))


def aims(words_before: str) -> bool:
    """Whether the words set out to reach something, which the figures behind them then are to reach too.

    >>> aims("力争工业总产值"), aims("完成年度任务")
    (True, False)
    """
    return bool(_AIMS.search(words_before))


def announces_targets(words_before: str) -> bool:
    """Whether the sentence has announced goals for what follows: 奋斗目标是:, 目标任务分别为:.

    >>> announces_targets("今年的奋斗目标是："), announces_targets("任务已完成，")
    (True, False)
    """
    return bool(_ANNOUNCED.search(words_before))


def is_forecast(words: str) -> bool:
    """Whether the words speak of something expected."""
    return bool(_FORECAST_CUE.search(words))
