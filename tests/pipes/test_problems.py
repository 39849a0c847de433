"""Problems found in marked prose: ``⟦category|statement⟧`` is what must be found, and nothing else."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarymine.clean import clean
from summarymine.document import TextView
from summarymine.pipes.problems import Candidate, Verdict, candidates, find_problems, judge
from summarymine.pipes.sections import find_sections
from summarymine.pipes.sentences import find_sentences
from summarymine.records import CATEGORIES
from tests.marked import read_marks

ITEMS = {
    "items in one paragraph": """
四、存在的主要问题
一是⟦土地|用地指标紧缺，年内需用地620亩，批回的不足200亩⟧。二是⟦人才队伍|专业人才难引难留，全年流失工程师11名⟧。三是⟦资金|财政收支矛盾突出⟧。
""",
    "a short head and its explanation are one problem, each half of an item its own": """
三、困难和问题
1、⟦基础设施|供水能力不足。现有水厂日供水八千吨，夏季高峰两条街区轮流停水⟧；⟦基础设施|公交班次偏少⟧。
2、⟦招商引资|外资项目偏少。全年只引进1个，到资300万美元⟧。
""",
    "headings that name the problem": """
三、存在的问题
（一）⟦项目推进|项目落地缓慢⟧
⟦项目推进|去年签约的14个项目，至今有5个尚未开工⟧。
（二）⟦环保节能|环保压力加大⟧
⟦环保节能|两家印染企业的废水排放时有超标⟧。
""",
    "long items are not joined to what follows": """
二、存在问题
1、⟦产业结构|企业规模普遍偏小，产品以初级加工为主，带动能力不强⟧。园区现有企业46户，其中纺织企业21户。
2、⟦服务效能|审批环节偏多，企业办证往返跑路⟧。
""",
    "a list of states is a list of problems": """
五、问题和不足
⟦产业结构|企业设备陈旧⟧，⟦产业结构|产品单一⟧，⟦管理机制|管理粗放⟧。⟦基础设施|道路破损严重⟧。
""",
    "what follows a problem item is not one when it is mended or to be done": """
三、存在的问题
一是⟦基础设施|北区供电紧张，高峰时5家企业错峰生产⟧，明年将新建变电站1座。二是⟦安全生产|安全隐患整改不及时⟧。企业反映的出行难问题，9月开通公交后已经解决。
""",
    "items between semicolons": """
工作虽有进步，但还存在一些不足：一是⟦思想认识|少数干部思想观念陈旧⟧；二是⟦管理机制|考核机制不健全⟧；三是⟦服务效能|惠企政策兑现慢⟧。
""",
}

ZONES = {
    "an announcement opens a zone to the end of its paragraph": """
二、工作成效
全年签约项目15个。在肯定成绩的同时，我们也清醒地看到，园区发展还存在不少困难和问题：⟦产业结构|产业层次偏低⟧，⟦土地|可用地块少⟧。
全年走访企业200家次，减少办事环节6个。
""",
    "announced by a comparison": """
我们的工作取得了一些成绩，但离上级要求还有一定差距，主要表现在：一是⟦项目推进|项目建设进度不快⟧；二是⟦招商引资|招商力度不够⟧。下一步，我们将克服畏难情绪，补齐短板。
""",
    "an announcement alone announces the enumerated paragraphs after it": """
上半年各项工作有序推进，但也存在以下问题。
1、⟦资金|企业融资难、融资贵⟧。
2、⟦人才队伍|熟练工缺口300人⟧。
下半年，要抓好用工招聘，减轻企业负担。
""",
    "a measure after the problems closes the zone": """
三、存在的不足
⟦安全生产|部分企业安全投入不足⟧。针对上述问题，园区将开展专项整治，坚决防止隐患反弹。督促企业整改不到位的环节。
""",
    "measures with numbers of their own stay closed": """
三、存在问题
1、⟦土地|征地难度大，两个村组至今未签协议⟧。
2、⟦人才队伍|招商力量薄弱⟧。
针对以上问题，要做好以下工作：
1、争取用地指标，缓解供需矛盾。
2、防止队伍松懈。
""",
    "a title with the plan in it is no problem": """
四、存在的问题及下一步打算
（一）存在的主要问题
⟦外部环境|受市场低迷影响，纺织订单减少三成⟧。
（二）下一步打算
破解用地瓶颈，缓解资金紧张，防止项目烂尾。
""",
    "questions are no problems": """
一、关于园区规划的若干问题
园区规划修编已完成初稿，正在征求意见，不再扩大范围。
""",
    "a heading that only mentions difficulty": """
一、2020年工作回顾
（二）项目建设在困难中推进
续建项目9个，恒通线缆二期主体封顶，完成投资2.6亿元。
""",
}

HIDDEN = {
    "after a word of contrast": """
一、工作情况
新建标准厂房3.2万平方米，但⟦基础设施|配套管网尚未接通⟧。签约项目12个，不过⟦项目推进|开工的只有5个，个别项目迟迟不进场⟧。
""",
    "a cause and what came of it": """
一、项目建设
金桥冷库项目完成投资4000万元。⟦项目推进|东环路因3户村民补偿没有谈妥，比原计划推迟四个月⟧。锦绣纺机二期竣工投产。
""",
    "short of the plan": """
一、主要指标
完成税收1.86亿元，⟦项目推进|仅为年度任务的六成⟧；引进资金6.2亿元，增长8%。
""",
    "still unfinished, told among deeds": """
一、征地拆迁
全年征地860亩，拆迁房屋112户，⟦土地|尚有9户未签拆迁协议⟧。
""",
    "a reason for a measure": """
三、下一步打算
⟦服务效能|针对窗口服务效率不高的问题⟧，推行帮办代办。针对发展中的问题，加强调度。
""",
    "a gap to others at the end of a paragraph": """
一年来，园区各项工作取得新进展，但⟦其他|与先进园区相比，还有不小差距⟧。
现将有关情况汇报如下。
""",
}

NOTHING = {
    "solved": "一、成效\n停电问题得到彻底解决。工程款拖欠问题已全部清偿。用工紧张状况有所缓解。停工的路段8月复工。",
    "remedies": "一、成效\n着力缓解企业融资难题，破解用地瓶颈，补齐基础设施短板，整治污水直排，淘汰落后产能。",
    "nothing happened": "一、安全\n全年未发生安全事故，没有出现拖欠工资现象，信访量下降三成，零投诉。不良贷款率降低。",
    "goals": "三、打算\n要坚决杜绝推诿扯皮，切实解决服务不到位的问题，克服畏难情绪，防止资金链断裂，力争不留空白。",
    "calls in achievements": "一、作风建设\n必须改变管理粗放的状况，努力克服人手不足的困难。要求企业整改不规范行为。",
    "inspection notice": "各企业：\n重点检查安全制度是否健全、防护措施是否到位，如有隐患整改不及时的，一律停产。",
    "words that only look like it": "一、项目\n设备正在紧张有序安装，生产线满负荷运行，干部攻坚克难，审批时间缩短。",
    "attributes": "一、改造\n更换老化线路2公里，支持紧缺人才引进，加大对薄弱环节的投入，梳理断点堵点46处。",
    "conditions": "二、制度\n进度滞后一个月的亮黄牌，无故拖延的通报批评。如果资金不到位，就会影响工期。",
    "falls that are no complaint": "一、指标\n单位能耗下降4.2%，事故起数减少3起，时限压缩一半，进口下降3.5%。",
    "a denied lack": "一、学习\n为了使活动不流于形式，制定了考勤办法，做到不走过场。",
    "empty": "",
}


def found(text: str) -> list[tuple[str, str]]:
    view = TextView.identity(text)
    sections = find_sections(view)
    problems = find_problems(view, sections, find_sentences(view, sections))
    return [(p.span.start, p.span.end, p.category) for p in problems]


@pytest.mark.parametrize("prose", [*ITEMS.values(), *ZONES.values(), *HIDDEN.values()], ids=[*ITEMS, *ZONES, *HIDDEN])
def test_exactly_the_marked_problems_are_found(prose: str) -> None:
    text, marks = read_marks(prose.strip())
    assert [(text[s:e], c) for s, e, c in found(text)] == [(m.text, m.label) for m in marks]
    assert found(text) == [(m.start, m.end, m.label) for m in marks]


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
def test_nothing_is_wrong(text: str) -> None:
    assert found(text) == []


def test_evidence_is_verbatim_in_an_untidy_source() -> None:
    source = """一、項目
污水廠土建完成,但配 套管網
尚未接通。
二、存在問題
1.用地指標緊缺,全年批回不足200畝。2.**人手少**;
"""
    view = clean(source)
    sections = find_sections(view)
    problems = find_problems(view, sections, find_sentences(view, sections))
    spans = [view.span(p.span.start, p.span.end) for p in problems]
    assert [(span.of(source), p.category) for span, p in zip(spans, problems, strict=True)] == [
        ("配 套管網\n尚未接通", "基础设施"),
        ("用地指標緊缺,全年批回不足200畝", "土地"),
        ("人手少", "人才队伍"),
    ]


CATEGORY = {
    "土地": "可供净地所剩无几",
    "资金": "平台公司到期债务多，还款压力大",
    "基础设施": "排水管网老化",
    "项目推进": "部分项目开工迟缓",
    "招商引资": "招商手段单一",
    "产业结构": "产业链条短，产品以初级加工为主",
    "人才队伍": "熟练工短缺",
    "环保节能": "异味扰民现象依然存在",
    "安全生产": "少数企业消防隐患突出",
    "管理机制": "园区管理体制不顺",
    "服务效能": "窗口办事效率低下",
    "思想认识": "个别干部存在侥幸心理，思想松懈",
    "外部环境": "国际市场需求疲软",
    "其他": "宣传档案缺失",
}


@pytest.mark.parametrize("category", CATEGORIES)
def test_each_category_has_its_words(category: str) -> None:
    statement = CATEGORY[category]
    assert found(f"二、存在的问题\n{statement}。") == [(8, 8 + len(statement), category)]


def test_a_problem_without_words_of_its_own_is_about_its_heading() -> None:
    text = "三、存在的问题\n（一）安全生产方面\n力度不够。"
    assert found(text) == [(text.index("力度"), text.index("。"), "安全生产")]


def judged(text: str) -> list[tuple[str, bool, str]]:
    view = TextView.identity(text)
    sections = find_sections(view)
    found = list(candidates(view.text, sections, find_sentences(view, sections)))
    return [(c.text, judge(c).accept, judge(c).rule) for c in found]


def test_every_verdict_names_its_rule() -> None:
    text = """一、主要工作
道路工程因雨停工至今。能耗指标不足的矛盾已经化解。如果资金短缺，就会停摆。违规项目必须停建。
二、存在问题
一是人手不足。二是各科室忙闲不均。三是工程款拖欠问题，现已解决。
三、打算
针对人手不足的问题，招聘8人。
"""
    assert judged(text) == [
        ("道路工程因雨停工至今", True, "problem.hidden.late"),
        ("能耗指标不足的矛盾已经化解", False, "problem.not.mended"),
        ("如果资金短缺", False, "problem.not.supposed"),
        ("就会停摆", False, "problem.not.supposed"),
        ("违规项目必须停建", False, "problem.not.urged"),
        ("人手不足", True, "problem.item.lack"),
        ("各科室忙闲不均", True, "problem.item.weak"),
        ("工程款拖欠问题，现已解决", False, "problem.not.mended"),
        ("针对人手不足的问题", True, "problem.reason"),
    ]


def test_another_judge_decides_on_the_same_candidates() -> None:
    def stern(candidate: Candidate) -> Verdict:
        return Verdict(len(candidate.kinds) > 1, 0.25, "test.stern")

    view = TextView.identity("二、存在问题\n一是人手不足。二是设备陈旧，产能落后，管理粗放。")
    sections = find_sections(view)
    problems = find_problems(view, sections, find_sentences(view, sections), judge=stern)
    assert [(p.span.of(view.text), p.rule, p.score) for p in problems] == []


words = st.sampled_from(
    [
        "二、存在问题",
        "一是",
        "用地不足",
        "但",
        "，",
        "。",
        "；",
        "：",
        "\n",
        "（",
        "“",
        "”",
        "已解决",
        "存在困难",
        "要",
        "此外",
        "1、",
        "#",
        " ",
        "停工",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(words, max_size=40).map("".join))
def test_problems_are_ordered_stretches_of_the_text(text: str) -> None:
    places = [(0, 0), *((start, end) for start, end, _ in found(text)), (len(text), len(text))]
    assert all(start < end for start, end in places[1:-1])
    assert all(before[1] <= after[0] for before, after in pairwise(places))
    assert all(text[start:end] == text[start:end].strip() for start, end in places)


@pytest.mark.parametrize("rest", ["但是。", "但，", "但是，但是。", "然而！"])
def test_a_contrast_without_words_is_no_candidate(rest: str) -> None:
    view = TextView.identity(f"二、工作成效\n签约9个，{rest}")
    sections = find_sections(view)
    assert list(candidates(view.text, sections, find_sentences(view, sections))) == []
