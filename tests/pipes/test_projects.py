"""Projects found in marked prose: every mention of every project is marked, and nothing else may be found.

``⟦label stage=building|name⟧`` is the fullest name of a project and the stage expected of it, ``⟦label|form⟧`` any other
mention of the project with that label.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarymine.clean import clean
from summarymine.document import Span, TextView
from summarymine.pipes.layers import Project
from summarymine.pipes.project_evidence import names_of
from summarymine.pipes.project_forms import form_of, groups, occurrences, same_project
from summarymine.pipes.project_phrases import runs_of
from summarymine.pipes.project_stages import Said, furthest, stages_said
from summarymine.pipes.project_words import lexicon
from summarymine.pipes.projects import find_projects
from summarymine.pipes.sections import find_sections
from summarymine.pipes.sentences import find_sentences
from tests.marked import read_marks


def projects_in(view: TextView) -> list[Project]:
    sections = find_sections(view)
    return find_projects(view, sections, find_sentences(view, sections))


def found(view: TextView) -> list[tuple[str, str, list[str]]]:
    return [(p.name, p.stage, [span.of(view.text) for span in p.mentions]) for p in projects_in(view)]


def assert_marked(prose: str) -> None:
    """Exactly the marked projects are found, with all their mentions and their stages."""
    text, marks = read_marks(prose)
    view = TextView.identity(text)
    wanted: dict[str, list[Span]] = defaultdict(list)
    fullest: dict[str, tuple[Span, str]] = {}
    for mark in marks:
        span = Span(mark.start, mark.end)
        wanted[mark.label].append(span)
        if "stage" in mark.fields:
            assert mark.label not in fullest, "two fullest names"
            fullest[mark.label] = span, mark.fields["stage"]
    expected = []
    for label, spans in wanted.items():
        first, stage = fullest[label]
        rest = [span for span in spans if span != first]
        expected.append((first.of(text), stage, [(s.start, s.end) for s in (first, *rest)]))
    got = [(p.name, p.stage, [(s.start, s.end) for s in p.mentions]) for p in projects_in(view)]
    assert got == expected


ITEMS = {
    "items beside projects, and what stands in their line": """
一、重点项目进展
1、⟦a stage=trial|盛禾淀粉⟧。6月动工，厂房早已封顶。12月3日一次试车成功。
2、⟦b stage=stalled|宏基塑编技改项目⟧。股东意见不合，9月起停工至今。镇里约谈过两次。
3、⟦c stage=preparing|石河热电余热发电工程⟧。可研和环评已拿到，正在办理施工许可。
""",
    "a name on a line of its own, with labelled lines below": """
【1】⟦a stage=building|岭南彩印包装项目⟧
内容：两条生产车间。
进展：主体已封顶。
【2】⟦b stage=stalled|永固桩基管件项目⟧
进展：5月以来现场停止施工。
""",
    "a list with a count behind its last name": "新签约⟦a stage=signed|辰光激光⟧、⟦b stage=signed|万佳厨具⟧、⟦c stage=signed|双月食品中央厨房项目⟧3个。",
    "a part of the works": "⟦a stage=building|镇污水处理厂⟧土建工程完成40%。",
    "not finished is being built": "⟦a stage=building|印染废水处理中心⟧迟迟没有建成。",
    "finished before the flood season": "⟦a stage=done|沿江防洪堤⟧抢在汛前完成。",
    "in use, and what came of it": "⟦a stage=done|城北水厂⟧投入使用后结束了打井取水的历史。",
}


NAMES = {
    "what is built ends its name, what is said of its parts does not belong to it": """
⟦a stage=building|临江大道⟧路基基本成型；⟦b stage=done|110千伏松岭变电站⟧8月投入运行；⟦c stage=building|双桥安置小区二期⟧96套住房主体完工。
""",
    "a capacity belongs to the name, a measure does not": """
⟦a stage=building|日处理8000吨的污水处理厂⟧设备正在安装，全长2.6公里的⟦b stage=done|纬四路⟧建成通车。⟦c stage=done|年产3万吨瓦楞纸生产线⟧竣工投产。
""",
    "enterprise, product and work": """
⟦a stage=trial|鼎丰锌业5万吨电锌技改⟧进入试生产，⟦b stage=building|汇泽药业原料药车间扩建⟧已开工。
""",
    "的 and 和 within a name": """
重点推进⟦a stage=building|圣丰机械公司的矿山设备项目⟧；⟦b stage=signed|华桂集团板材及型钢生产线项目⟧完成签约。
""",
    "a bracket within a name": """
⟦a stage=building|星澜湾（文创基地）一期⟧主体封顶，⟦b stage=planned|旧城区（约1.5平方公里）连片更新⟧有望年内启动。
""",
    "quotation marks and letters": """
⟦a stage=building|“百村千店”工程⟧顺利实施，⟦b stage=building|C区标准厂房⟧正在做基础，⟦c stage=done|S305改线段⟧竣工通车。
""",
    "what describes a name ends at 的": """
总投资2.4亿元的⟦a stage=signed|维德电缆项目⟧5月签约；占地75亩、港商独资的⟦b stage=building|丽晶玩具⟧厂房封顶；1月签约的⟦c stage=done|柏川机器人总部⟧3月揭牌运营。
""",
    "verbs of building": """
一要加快⟦a stage=building|集中供热站⟧建设。二要着手筹建⟦b stage=planned|危化品停车场⟧。三是启动了⟦c stage=building|自来水厂扩建⟧。
""",
    "from one place to another": "⟦a stage=done|210国道至物流园连接线⟧全线贯通。",
    "streets named for verbs and for directions": """
⟦a stage=building|创新大道⟧正在铺油，⟦b stage=done|建业北路⟧、⟦c stage=done|纵七路⟧全线贯通。
""",
    "a name with a verb in it": "⟦a stage=done|花卉展示交易中心⟧投入运营，⟦b stage=preparing|铁路专用线改迁工程⟧完成招投标。",
}

ROWS = {
    "names in a row share what is said": """
⟦a stage=done|经一路⟧、⟦b stage=done|经二路⟧、⟦c stage=done|滨湖路⟧三条道路竣工通车，⟦d stage=building|公租房⟧120套正在粉刷外墙。
""",
    "bare names before 等…项目": """
⟦a stage=signed|德力电气⟧、⟦b stage=signed|四方锅炉⟧、⟦c stage=signed|凤鸣陶瓷⟧等项目成功签约。
""",
    "a number closes a row": "继续洽谈⟦a stage=planned|德资轴承⟧、⟦b stage=planned|台资自行车⟧等6个在谈项目。",
    "what opens a list": "全年新签项目3个：⟦a stage=signed|松源木业⟧、⟦b stage=signed|嘉禾面粉⟧和⟦c stage=signed|金穗饲料⟧。",
    "a bracket opens a list": """
新签约项目21个，其中10亿元以上2个（⟦a stage=signed|睿芯光刻胶⟧、⟦b stage=signed|北辰固态电池⟧）、外资项目3个。
""",
    "what is said of the last bare name is said of those before": """
18个续建项目中，⟦a stage=done|绿溪果汁⟧、⟦b stage=done|天驰轴承⟧已竣工，⟦c stage=building|凯源铸造⟧、⟦d stage=building|三星化工⟧完成投资过半。
""",
    "who they are": "已签约的有⟦a stage=signed|鸿程光学镜头⟧、⟦b stage=signed|申达燃气⟧。",
    "each list has its own opening": """
投产项目：⟦a stage=done|环宇塑业⟧、⟦b stage=done|嘉和食品⟧；开工项目：⟦c stage=building|顺通物流⟧、⟦d stage=building|蓝天环保⟧。
""",
    "one item ends in 项目": "⟦a stage=building|宏远科技⟧、⟦b stage=building|永盛包装项目⟧主体封顶。",
    "areas between the names": """
新增用地主要包括：⟦a stage=|云岫茶业⟧65亩、⟦b stage=|省储粮库项目⟧26亩、⟦c stage=|锦泰家具⟧40亩。
""",
    "numbered items with a full stop after the name": """
二、项目建设
1.⟦a stage=building|长丰轮毂项目⟧。占地120亩，设备正在安装。
2.⟦b stage=planned|再生铝项目⟧。拟利用德国贷款，正在对接。
3.⟦c stage=building|粮油物流中心⟧。总投资2亿元，正在浇筑屋面。
""",
    "items after circled numbers": """
重点抓好以下项目：①⟦a stage=preparing|天晟铜箔项目⟧，环评已批复。②⟦b stage=building|福临食品加工园⟧，主体工程完工。
""",
    "parts that semicolons divide": """
⟦a stage=done|粮食储备库⟧建成投用；⟦b stage=building|客运枢纽站⟧外墙粉刷过半；⟦c stage=|数字园区平台二期⟧注册用户900个。
""",
}

FORMS = {
    "short forms stand for the fullest": """
总投资3亿元的⟦a stage=building|康祥中药饮片项目⟧开工。⟦a|康祥项目⟧完成投资2700万元，⟦a|中药饮片项目⟧厂房封顶。
""",
    "an enterprise stands for its project": """
⟦a stage=building|满园香食品有限公司⟧、⟦b stage=building|大河科技项目⟧等在建项目进展顺利，⟦a|满园香食品⟧已封顶，⟦b|大河科技⟧设备进场。
""",
    "phases are kept apart": """
⟦a stage=done|标准厂房一期⟧竣工，⟦b stage=preparing|标准厂房二期⟧正在设计。⟦c stage=done|锐意电子⟧已投产，⟦d stage=planned|锐意电子二期⟧正在洽谈。
""",
    "a phase named first is the project": "⟦a stage=building|职工公寓二期⟧主体施工，其中⟦a|职工公寓⟧水电同步推进。",
    "two works of one enterprise are two": """
⟦a stage=done|利华纺织印染技改项目⟧竣工，⟦b stage=building|利华纺织污水站项目⟧正在施工。
""",
    "streets that differ in a number are two": "⟦a stage=done|工业一路⟧通车，⟦b stage=building|工业二路⟧路基成型。",
    "what is built in a base is not the base": """
全面启动⟦a stage=building|游艇产业基地⟧建设，⟦b stage=building|游艇产业基地安置点⟧完成投资1800万元。
""",
    "a facility without its capacity": """
⟦a stage=building|日处理7000吨的污水处理厂⟧土建施工过半。⟦a|污水处理厂⟧年底通水。
""",
}

STAGES = {
    "what there is of a kind is no mention of one": "⟦a stage=preparing|标准厂房二期项目⟧正在办理施工图审查。标准厂房累计建成8.6万平方米。",
    "planned": "正在谋划⟦a stage=planned|通用机场项目⟧，力争⟦b stage=planned|欣荣药业项目⟧明年开工。",
    "signed": "⟦a stage=signed|瑞邦医械项目⟧签订框架协议。",
    "preparing": "⟦a stage=preparing|环湖路⟧征地拆迁扫尾，⟦b stage=preparing|第二水厂⟧完成初步设计评审。",
    "building": "⟦a stage=building|安达物流园⟧完成总工程量的65%，⟦b stage=building|环城铁路专用线⟧已铺轨3.5公里。",
    "soon to be roofed is being built, soon to begin is prepared": """
⟦a stage=building|创业大厦⟧即将封顶，⟦b stage=preparing|客运站⟧即将开工。
""",
    "trial": "⟦a stage=trial|源泰沼气发电项目⟧点火调试。",
    "done": "⟦a stage=done|城北消防站⟧交付使用，⟦b stage=done|新安水库除险工程⟧通过验收。",
    "a finished part is not the whole": "⟦a stage=building|顺昌木业⟧厂房已完工，正在进行设备安装。",
    "finished buildings of many": "⟦a stage=building|创客园⟧9栋厂房竣工4栋，其余正在施工。",
    "what is not yet done": "⟦a stage=|引水工程⟧尚未通水。",
    "what may be": "⟦a stage=building|金盛五金项目⟧5月开工，12月底可试产。",
    "stalled": "⟦a stage=stalled|宏图光伏项目⟧因资金链断裂停工至今。",
    "stalled and resumed": "⟦a stage=building|云水谷项目⟧3月停工，8月已恢复施工。",
    "no longer stalled": "停工两年的⟦a stage=preparing|恒宇陶瓷项目⟧引进新投资方，正在办理环评手续。",
    "the furthest of all that is said": """
⟦a stage=done|鸿运电机项目⟧去年签约。今年⟦a|鸿运电机项目⟧完成土建。11月，⟦a|鸿运电机项目⟧竣工投产。
""",
    "a plan of what was begun": """
一、工作回顾
⟦a stage=building|启东船配项目⟧主体封顶。
二、明年工作打算
⟦a|启东船配项目⟧6月投产，⟦b stage=planned|海峡会展中心⟧上半年开工。
""",
    "the list says what its items are": "加快签约企业⟦a stage=signed|广生制药⟧、⟦b stage=signed|同辉照明⟧等项目的落地。",
}

NONE = {
    "unnamed groups": "全市在建项目23个，其中亿元以上项目8个，重点产业项目完成投资31亿元，工业项目开工率85%。",
    "counts of things built": "新建标准厂房12万平方米、道路3.5公里，铺设管网8公里，建成变电站2座，打通断头路5条。",
    "plans as papers, campaigns, meetings, honours": """
编制完成《环湖大道规划》，开展“安全生产月”活动，召开项目推进会，荣获全省先进园区。
""",
    "places": "在临江大道两侧绿化，滨河路以南片区电压不稳，位于城北工业园的企业复工。",
    "companies that have settled": "园区现有云岫茶业、青峦竹木等企业，巨石水泥产值3.7亿元，同比增长11.5%。",
    "aims": "以建设区域性物流枢纽为目标，加强基础设施建设，深化商事制度改革，打造一流营商环境。",
    "what many places have": "发展二手房市场，推进公立医院改革，健身步道、社区食堂等配套设施不断完善。",
    "the park that reports": "望榆产业园2023年工作总结\n2023年，望榆产业园建成区面积达到6平方公里，入驻企业25家。",
    "parts of what is built": "该项目计划投资8亿元，主要建设榨油生产线、小包装生产线及原料仓库，洁净厂房已封顶。",
    "approvals": "推进工程建设项目审批制度改革，严格项目准入门槛，做好项目服务。",
    "figures": "完成工业总产值35亿元，同比增长8%，税收1.2亿元，下降3个百分点。",
}


@pytest.mark.parametrize("prose", ITEMS.values(), ids=ITEMS)
def test_projects_of_items_and_what_is_said_of_them(prose: str) -> None:
    assert_marked(prose)


def test_items_that_are_tasks_are_no_projects() -> None:
    text = "1、招商引资。抓好洽谈。\n2、项目建设。加快进度。\n3、恒力鞋业二期项目。已开工。\n"
    assert [name for name, _, _ in found(TextView.identity(text))] == ["恒力鞋业二期项目"]


@pytest.mark.parametrize("prose", [*NAMES.values()], ids=[*NAMES])
def test_names(prose: str) -> None:
    assert_marked(prose)


@pytest.mark.parametrize("prose", [*ROWS.values()], ids=[*ROWS])
def test_rows(prose: str) -> None:
    assert_marked(prose)


@pytest.mark.parametrize("prose", [*FORMS.values()], ids=[*FORMS])
def test_forms(prose: str) -> None:
    assert_marked(prose)


@pytest.mark.parametrize("prose", [*STAGES.values()], ids=[*STAGES])
def test_stages(prose: str) -> None:
    assert_marked(prose)


@pytest.mark.parametrize("text", [*NONE.values()], ids=[*NONE])
def test_what_is_no_project(text: str) -> None:
    assert found(TextView.identity(text)) == []


@pytest.mark.parametrize(
    "keys",
    [
        ("planned", "signed", "preparing", "building", "trial", "done", "stalled", "advancing", "resumed"),
        ("breaks", "adverbs", "openers", "prepositions", "makers"),
        ("heads", "facilities", "short_facilities", "works", "phases"),
    ],
)
def test_a_word_stands_for_one_thing(keys: tuple[str, ...]) -> None:
    twice = {word for one, other in combinations(keys, 2) for word in lexicon(one) & lexicon(other)}
    assert twice == set()


def test_offsets_lead_back_to_the_source() -> None:
    source = "瑞恒電子項(xiàng)目(總投資3億元)9月竣工。"
    view = clean(source)
    assert found(view) == [("瑞恒电子项目", "done", ["瑞恒电子项目"])]
    span = projects_in(view)[0].mentions[0]
    assert view.span(span.start, span.end).of(source) == "瑞恒電子項(xiàng)目"


def test_rules_and_scores() -> None:
    text = "总投资3亿元的瑞恒电子项目开工。安平路竣工通车。签约德力电气、四方锅炉等项目。3、孵化中心。占地65亩。"
    assert [(p.name, p.rule, p.score) for p in projects_in(TextView.identity(text))] == [
        ("瑞恒电子项目", "project.head", 0.9),
        ("安平路", "project.context", 0.75),
        ("德力电气", "project.list", 0.8),
        ("四方锅炉", "project.list", 0.8),
        ("孵化中心", "project.heading", 0.8),
    ]


def test_pieces_of_a_sentence() -> None:
    text = "总投资2亿元的恒力一期（铜箔）和220千伏松岭变已于5月全面开工。"
    main, bracket = runs_of(text, 0, len(text))
    assert [(piece.kind, text[piece.start : piece.end]) for piece in main.pieces] == [
        ("name", "总"),
        ("break", "投资"),
        ("quantity", "2亿元"),
        ("of", "的"),
        ("name", "恒力一期"),
        ("bracket", "（铜箔）"),
        ("and", "和"),
        ("name", "220千伏松岭变"),
        ("adverb", "已"),
        ("preposition", "于"),
        ("time", "5月"),
        ("adverb", "全面"),
        ("maker", "开工"),
        ("stop", "。"),
    ]
    assert [text[piece.start : piece.end] for piece in bracket.pieces] == ["铜箔"]


def test_names_that_are_no_projects_yet_are_told_from_projects() -> None:
    text = "在松岭变电站附近，恒力鞋业二期开工"
    (run,) = runs_of(text, 0, len(text))
    assert [(text[n.start : n.end], n.head, n.rule) for n in names_of(text, run)] == [
        ("松岭变电站", "facility", ""),
        ("恒力鞋业二期", "phase", "project.context"),
    ]


@pytest.mark.parametrize(
    ("short", "full", "same"),
    [
        ("康祥", "康祥中药饮片", True),
        ("康祥饮片", "康祥中药饮片", True),
        ("中药饮片", "康祥中药饮片", True),
        ("松岭变", "110千伏松岭变电站", True),
        ("污水处理厂", "日处理7000吨的污水处理厂", True),
        ("醋酸纤维", "年产2万吨醋酸纤维丝束", True),
        ("满园香食品", "满园香", True),
        ("展示中心", "茶叶展示拍卖中心", True),
        ("临川特色柑橘深加工基地", "临川特色柑橘产业加工基地", True),
        ("工业路", "工业二路", False),
        ("人民路", "人民中路", False),
        ("污水处理厂", "污水处理厂管网", False),
        ("交易园", "水产品交易园", True),
        ("水产品交易园区", "水产品冷藏加工交易园区", False),
        ("永盛包装", "宏远科技", False),
        ("南岭变", "北岭变", False),
    ],
)
def test_same_project(short: str, full: str, same: bool) -> None:
    one, other = sorted((form_of(short, 0).key, form_of(full, 0).key), key=len)
    assert same_project(one, other) is same


def test_a_form_that_could_be_two_projects_is_its_own() -> None:
    made = groups(form_of(name, i) for i, name in enumerate(["利华纺织印染项目", "利华纺织污水站项目", "利华项目"]))
    assert [[form.name for form in group.forms] for group in made] == [
        ["利华纺织污水站项目"],
        ["利华纺织印染项目"],
        ["利华项目"],
    ]


def test_loose_forms_join_or_are_left_out() -> None:
    made = groups([form_of("茶叶展示拍卖中心", 0)], [form_of("展示中心", 20), form_of("会议中心", 30)])
    assert [[form.name for form in group.forms] for group in made] == [["茶叶展示拍卖中心", "展示中心"]]


def test_the_longer_form_wins_where_two_overlap() -> None:
    made = groups([form_of("污水处理厂", 0), form_of("污水处理厂管网", 10)])
    places = occurrences("污水处理厂管网和污水处理厂", made)
    assert {made[number].full.name: [(s.start, s.end) for s in spans] for number, spans in places.items()} == {
        "污水处理厂管网": [(0, 7)],
        "污水处理厂": [(8, 13)],
    }


@pytest.mark.parametrize(
    ("context", "plan", "said"),
    [
        ("◇4月开工", False, [("building", False)]),
        ("◇4月开工", True, [("building", True)]),
        ("◇已于4月开工", True, [("building", False)]),
        ("力争◇上半年开工", False, [("planned", True), ("building", True)]),
        ("◇尚未开工", False, []),
        ("◇主体完工", False, [("building", False)]),
        ("◇完成工程总量的90%", False, [("building", False)]),
        ("◇选址已完成", False, [("preparing", False), ("preparing", False)]),
        ("◇可研已完成", False, [("preparing", False), ("preparing", False)]),
        ("◇完成投资3亿元", False, [("building", False)]),
        ("完成了◇", False, [("done", False)]),
        ("◇设计日处理2万吨", False, []),
        ("◇开工时间由9月推迟到明年", False, [("building", True)]),
        ("停工两年的◇正在办理手续", False, [("preparing", False), ("preparing", False)]),
        ("◇建成后可安置200人", False, []),
    ],
)
def test_stages_said(context: str, plan: bool, said: list[tuple[str, bool]]) -> None:
    assert stages_said(context, plan=plan) == [Said(*one) for one in said]


@pytest.mark.parametrize(
    ("said", "plan", "stage"),
    [
        ([], False, ""),
        ([], True, "planned"),
        ([("signed", False), ("done", True)], False, "signed"),
        ([("done", False), ("building", False)], False, "done"),
        ([("building", False), ("stalled", False)], False, "stalled"),
        ([("stalled", False), ("resumed", False)], False, "building"),
        ([("stalled", False), ("done", False)], False, "done"),
        ([("advancing", False)], False, "building"),
        ([("advancing", False)], True, "planned"),
        ([("building", True)], False, "planned"),
    ],
)
def test_furthest(said: list[tuple[str, bool]], plan: bool, stage: str) -> None:
    assert furthest([Said(*one) for one in said], plan=plan) == stage


@pytest.mark.parametrize(
    "text",
    ["厂" * 9000, "大的" * 9000, "（" * 9000, "、".join(["丁路"] * 9000), "总投资的" * 9000, "“一" * 9000, "" * 9],
    ids=["one word", "的", "open brackets", "a row", "descriptions", "quotation marks", "nothing"],
)
def test_hostile_texts_hold_no_projects(text: str) -> None:
    assert found(TextView.identity(text)) == []


WORDS = st.sampled_from(
    [
        "\n",
        *[
            "恒昌",
            "鞋业",
            "项目",
            "二期",
            "变电站",
            "大道",
            "一",
            "3",
            "亿元",
            "月",
            "总投资",
            "的",
            "、",
            "和",
            "，",
            "。",
            "（",
            "）",
            "《",
            "》",
            "“",
            "”",
            "等",
            "个",
            "开工",
            "竣工",
            "完成",
            "推进",
            "在",
            "已",
            "尚未",
            "：",
            "；",
            "园区",
            "路",
            "厂",
            "建设",
            "x",
            "*",
            "①",
        ],
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=60).map("".join))
def test_every_mention_is_a_form_and_the_first_is_the_name(text: str) -> None:
    view = TextView.identity(text)
    projects = projects_in(view)
    for project in projects:
        assert project.mentions[0].of(text) == project.name
        assert all(0 <= span.start < span.end <= len(text) for span in project.mentions)
        assert 0 < project.score <= 1
    spans = sorted(span for project in projects for span in project.mentions)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert len({project.name for project in projects}) == len(projects)
