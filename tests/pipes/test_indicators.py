"""Figures found in marked prose: ``⟦name key=value|figure⟧`` is what must be found, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import summarymine
from summarymine.records import IndicatorRecord
from tests.marked import assert_marks, read_marks

if TYPE_CHECKING:
    from spacy.language import Language

TITLE = "松岭工业园区2021年工作总结\n"

NAMES = {
    "the noun before the verb": "全年规模以上工业总产值达到⟦规模以上工业总产值 value=8650000000 unit=元 status=actual|86.5亿元⟧。",
    "the noun behind the verb": "完成固定资产投资⟦固定资产投资 value=2360000000|23.6亿元⟧，实现税收⟦税收 value=98300000|9830万元⟧，安置就业⟦安置就业 unit=人|3200人⟧。",
    "the object behind the number": "新建⟦新建标准厂房 value=120000 unit=平方米|12万平方米⟧标准厂房，培训⟦企业职工 unit=人次|1500人次⟧企业职工。",
    "what is counted": "引进⟦引进项目 value=18 unit=个|18个⟧项目，组织⟦组织招商活动 unit=场|6场⟧招商活动，整改⟦整改安全隐患 unit=处|45处⟧安全隐患。",
    "a part in brackets": "实现进出口总额⟦进出口总额 value=1280000000|12.8亿元⟧（其中出口额⟦出口额 value=960000000|9.6亿元⟧）。",
    "the verb names the money": "⟦企业技改|4家⟧企业技改总投资⟦总投资|3.2亿元⟧。",
    "figures side by side, each with a name of its own": "分别完成产值⟦产值|12亿元⟧、税收⟦税收|5600万元⟧、利润⟦利润|7300万元⟧。",
    "a colon between": "主要指标：工业增加值：⟦工业增加值|21.4亿元⟧；用电量：⟦用电量 value=312000000 unit=千瓦时|3.12亿千瓦时⟧。",
}

FARTHER_NAMES = {
    "a clause that names its own figure goes on with that": "园区规模稳步扩大，工业总产值达到⟦工业总产值|134.9亿元⟧、增长⟦工业总产值|5%⟧，居全县前列。",
    "what grew is measured in the next clause": "企业获得贷款⟦贷款|9.7亿元⟧。两年来园区安全环保投入逐年加大，今年达到⟦安全环保投入|5.4亿元⟧。",
    "a name ends before 中": "⟦高新技术企业 indicator=high_tech_enterprises|108家⟧高新技术企业中，电子信息⟦电子信息|56家⟧。",
    "a date stands between": "工业总产值2021年达⟦工业总产值 value=3640000000|36.4亿元⟧，平均每年增长⟦工业总产值 measure=growth basis=other|9.1%⟧。",
    "a place is no name": "纬三路以北⟦土地 value=140000 unit=平方米|14万平方米⟧土地完成组卷。",
    "the money behind its amount": "落实⟦落实专项资金 value=30000000|3000万元⟧专项资金用于管网改造。",
    "what is told of the noun behind": "依法收回企业闲置的⟦闲置土地 unit=亩|96亩⟧土地。",
    "the rest of what was counted": "排查隐患⟦排查隐患|58条⟧，整改⟦整改隐患|55条⟧，其余⟦隐患|3条⟧月底前销号。",
    "the sum of what was named": "新增高新技术企业⟦新增高新技术企业|7家⟧，总数达⟦高新技术企业总数|42家⟧。",
    "a size in brackets": "修建小桥⟦修建小桥 unit=座|3座⟧（⟦小桥长度 unit=米|46米⟧）。",
    "two figures side by side": "办理续贷⟦办理续贷 unit=笔|12笔⟧、⟦办理续贷 unit=元|1.6亿元⟧。",
    "what a ratio is part of": "亩均税收⟦亩均税收|11.8万元⟧，只有全市平均水平的⟦亩均税收 value=80 measure=share|八成⟧。",
    "the contract price is no name of the ratio": "安置房完成投资⟦投资|8160万元⟧，占合同价⟦合同价|1.36亿元⟧的⟦投资 measure=completion|60%⟧。",
    "an adverb parts the noun from its verb": "污水管网再铺设⟦铺设污水管网 unit=公里|4公里⟧，公共管廊只建成⟦建成公共管廊|6.8公里⟧。",
    "how long is no part of it": "上云企业覆盖率连续9个月保持⟦上云企业覆盖率 measure=share|100%⟧。",
    "from one value to the other": "最低工资标准由每月⟦最低工资标准 status=previous|1660元⟧调到⟦最低工资标准 status=actual|1770元⟧。",
    "who does it is no part of it": "班子成员带队走访企业⟦走访企业|120户⟧，消防站配备消防车⟦配备消防车|6台⟧。",
    "a list of examples": "起草领导讲话、汇报等材料⟦起草材料 unit=篇|67篇⟧。",
    "a part of what stands behind": "全年⟦规上产值 measure=share|71.2%⟧的规上产值来自电子信息。",
    "the last item carries the rest": "入库、出库平均等候时间分别为⟦平均等候时间 subject=入库|35小时⟧和⟦平均等候时间 subject=出库|4小时⟧。",
    "other figures of the same firms": "甲能电子、乙丰机械产值分别为⟦产值 subject=甲能电子|6亿元⟧和⟦产值 subject=乙丰机械|5亿元⟧，税收分别为⟦税收 subject=甲能电子|2200万元⟧和⟦税收 subject=乙丰机械|1900万元⟧。",
    "steps of what was counted": "排查重大危险源⟦排查重大危险源|41处⟧，一级至三级分别为⟦排查重大危险源|3处⟧、⟦排查重大危险源|7处⟧、⟦排查重大危险源|31处⟧。",
    "kinds of what was counted": "查出隐患⟦查出隐患|587处⟧，其中消防类⟦查出隐患 subject=消防类|268处⟧、电气类⟦查出隐患 subject=电气类|319处⟧。",
    "everyday words own nothing": "改善灌溉面积⟦改善灌溉面积 subject=|6500亩⟧，安全环保投入⟦安全环保投入 subject=|6.3亿元⟧。",
}

MEASURES = {
    "growth is the indicator's": "完成工业增加值⟦工业增加值 measure=level basis=|21.4亿元⟧，同比增长⟦工业增加值 measure=growth basis=yoy unit=%|8.6%⟧。",
    "a fall is negative growth": "实现利润⟦利润 measure=level|1.2亿元⟧，同比下降⟦利润 value=-4.5 measure=growth basis=yoy|4.5%⟧。",
    "a rise by an amount": "税收⟦税收 measure=level|9800万元⟧，比上年增加⟦税收 value=12000000 measure=change basis=yoy|1200万元⟧。",
    "percentage points": "产销率⟦产销率 measure=share|97.8%⟧，比上年提高⟦产销率 value=1.4 unit=个百分点 measure=change basis=yoy|1.4个百分点⟧。",
    "a share of a whole": "高新技术产值⟦高新技术产值 measure=level|32亿元⟧，占工业总产值的⟦高新技术产值 measure=share basis=|37%⟧。",
    "completion of a plan": "完成招商到位资金⟦招商到位资金 measure=level|18亿元⟧，完成年度计划的⟦招商到位资金 measure=completion basis=target|112.5%⟧。",
    "doubling": "进出口总额⟦进出口总额 measure=level|6亿元⟧，是上年的⟦进出口总额 value=1.8 unit=倍 measure=share basis=|1.8倍⟧。",
    "less than planned": "固定资产投资比计划少⟦固定资产投资 value=-230000000 measure=change basis=other|2.3亿元⟧。",
    "cut is not fallen": "化学需氧量再削减⟦削减化学需氧量 value=120 measure=level basis=|120吨⟧。",
    "striving for more of it": "三、2022年工作打算\n规上工业增加值增长⟦规上工业增加值 measure=growth status=target|9%⟧，力争⟦规上工业增加值 measure=growth status=target|10%⟧。",
    "paid more than before": "缴纳税款⟦缴纳税款|4620万元⟧，比上年多缴⟦缴纳税款 value=9800000 measure=change basis=yoy|980万元⟧。",
    "a share of the plan's total is no completion": "三大行业占税收总量的⟦税收 subject=三大行业 measure=share|78.9%⟧。",
    "growth since an earlier year": "企业总数⟦企业总数|320家⟧，比2018年增长⟦企业总数 measure=growth basis=other|45%⟧。",
}

STATUS = {
    "a goal of the plan": "三、2022年工作计划\n力争完成工业总产值⟦工业总产值 status=target period=2022|95亿元⟧，增长⟦工业总产值 status=target measure=growth period=2022|10%⟧以上。",
    "the year before in a comparison": "税收⟦税收 status=actual period=|9800万元⟧，上年为⟦税收 status=previous period=2020|8600万元⟧。",
    "an expectation": "预计全年实现工业总产值⟦工业总产值 status=forecast|88亿元⟧。",
    "done of a goal": "完成招商引资任务⟦招商引资 status=target|20亿元⟧的⟦招商引资 measure=completion|105%⟧。",
    "up to a month": "1—11月，完成固定资产投资⟦固定资产投资 period=2021-01/2021-11|17.2亿元⟧。",
    "by the end of the year": "到2021年底，入园企业达⟦入园企业 unit=户|126户⟧。",
    "each quarter's own": "一季度完成产值⟦产值 period=2021-01/2021-03|12亿元⟧，二季度完成产值⟦产值 period=2021-04/2021-06|15亿元⟧。",
}

TIMES = {
    "a paragraph that looks ahead": "明年，新增规上企业⟦新增规上企业 status=target period=2022|8家⟧，净地⟦净地 status=target period=2022|600亩⟧。",
    "a later year opens the paragraph": "2022年，地区生产总值增长⟦地区生产总值 measure=growth status=target period=2022|8%⟧，出口⟦出口 status=target period=2022|3亿美元⟧。",
    "tasks told in a sentence": "县里下达的任务是到位资金⟦到位资金 status=target|1.8亿元⟧，入库税金⟦入库税金 status=target|1600万元⟧。",
    "an expectation ends with its clause": "预计全年实现营业收入⟦营业收入 status=forecast|412亿元⟧；工业投资⟦工业投资 status=actual|58.7亿元⟧。",
    "a campaign of years": "按照“倍增三年行动”要求，完成产值⟦产值 period=|12亿元⟧。",
    "what is on a list for the next year": "协调解决⟦协调解决|47条⟧，其余⟦协调解决|6条⟧已列入明年计划；落实贷款⟦落实贷款 period=|1.3亿元⟧。",
    "the goals of a year that is named": "二、下步安排\n2022年奋斗目标：税收⟦税收 status=target period=2022|6亿元⟧，出口⟦出口 status=target period=2022|3亿美元⟧。",
    "the goal of the later of two years": "2020年全年税收⟦税收 status=previous period=2020|2.3亿元⟧，2021年达到⟦税收 period=|3.5亿元⟧，为目标⟦税收 status=target period=|3亿元⟧的⟦税收 measure=completion|116.7%⟧。",
    "the end of the year before": "货值达到⟦货值|6.3亿元⟧，较2020年末的⟦货值 status=previous period=2020-12|5.2亿元⟧增长⟦货值 measure=growth|21.2%⟧。",
    "a five-year plan": "“十三五”期间累计投入⟦投入 period=2016/2020|63亿元⟧。",
    "several years together": "近三年培育高新技术企业⟦培育高新技术企业 period=2019/2021|36家⟧。",
    "a line of a log": "5月8日 走访企业⟦走访企业 period=2021-05-08|6家⟧。\n5月14日 到会企业⟦到会企业 period=2021-05-14|31家⟧。\n5月21日 夜查企业⟦夜查企业 period=2021-05-21|11家⟧，查出隐患⟦查出隐患 period=2021-05-21|38处⟧。",
}

VALUES = {
    "at least": "新增就业⟦新增就业 value=2000 bound=at_least|2000余人⟧，带动⟦带动农户 value=300 bound=at_least|300多户⟧农户。",
    "about": "投入资金近⟦投入资金 value=10000000 bound=approx|1000万元⟧，绿化面积约⟦绿化面积 bound=approx|3万平方米⟧。",
    "a range": "每亩投资强度⟦每亩投资强度 value=2000000..2500000 bound=exact|200—250万元⟧。",
    "masked": "完成税收⟦税收 value=null masked=true unit=元|XX万元⟧，同比增长⟦税收 value=null masked=true unit=%|X%⟧。",
    "a fraction in words": "服务业占比达⟦服务业 value=0.3333 bound=exact|三分之一⟧。",
    "tenths": "就业人员中本地人占⟦就业人员中本地人 value=80 unit=%|八成⟧。",
    "dollars": "实际利用外资⟦实际利用外资 value=26500000 unit=美元|2650万美元⟧。",
}

SUBJECTS = {
    "a project's investment": "蓝湖新材料项目总投资⟦总投资 subject=蓝湖新材料项目|6.5亿元⟧，占地⟦占地 subject=蓝湖新材料项目|120亩⟧。",
    "a company's output": "鸿泰纺织公司产值⟦产值 subject=鸿泰纺织公司|3.4亿元⟧，比上年增长⟦产值 subject=鸿泰纺织公司 measure=growth|12%⟧。",
    "the firm that opens the clause": "恒泰机械受原料涨价影响，利润⟦利润 subject=恒泰机械|7900万元⟧，用工⟦用工 subject=恒泰机械|480人⟧。",
    "the branch that opens the clause": "装备制造业完成产值⟦产值 subject=装备制造业|271亿元⟧，增长⟦产值 subject=装备制造业 measure=growth|14.2%⟧。",
    "what is built everywhere owns nothing": "新建标准厂房⟦新建标准厂房 subject=|5万平方米⟧，绿化面积⟦绿化面积 subject=|3万平方米⟧。",
    "the park's own": "园区实现产值⟦产值 subject=|34亿元⟧。",
}

NOT_FIGURES = {
    "names with numbers": "深入贯彻“十四五”规划，落实“三个一”制度，110千伏变电站正在施工，四季度开工。",
    "clauses of documents and headings": "按照第3条规定，印发〔2021〕16号文件，召开第5次办公会。",
    "times and versions": "值班电话24小时畅通，双11期间保障平稳。",
    "groups without a number": "上亿元的项目进展顺利，营收过亿元的企业增多，减按15%税率征收。",
    "set words": "四套班子带队，一人多岗，增速连续两位数增长。",
    "campaigns": "扎实开展两学一做，推进五位一体，落实一岗双责。",
}


@pytest.fixture(scope="module")
def nlp() -> Language:
    return summarymine.load()


@pytest.mark.parametrize(
    "prose",
    [
        pytest.param(p, id=f"{g}: {i}")
        for g, texts in (
            ("names", NAMES),
            ("farther names", FARTHER_NAMES),
            ("times", TIMES),
            ("measures", MEASURES),
            ("status", STATUS),
            ("values", VALUES),
            ("subjects", SUBJECTS),
            ("not figures", NOT_FIGURES),
        )
        for i, p in texts.items()
    ],
)
def test_figures(nlp: Language, prose: str) -> None:
    text, marks = read_marks(TITLE + "\n" + prose)
    assert_marks(marks, [r for r in nlp(text)._.records if isinstance(r, IndicatorRecord)])


TABLES = {
    "units and goals in the line above": "2022年预期目标（单位：亿元）：\n指标  目标值  增长%\n税收收入  ⟦税收收入 value=1750000000 unit=元 status=target period=2022|17.5⟧  ⟦税收收入 value=6.5 unit=% measure=growth status=target period=2022|6.5⟧",
    "per cent in the heading": "指标  单位  年计划  实绩  完成%  同比±%\n引进内资  亿元  ⟦引进内资 value=2200000000 status=target|22⟧  ⟦引进内资 value=2430000000 status=actual|24.3⟧  ⟦引进内资 unit=% measure=completion|110.5⟧  ⟦引进内资 unit=% measure=growth|33.1⟧",
    "a part of the row above": "指标  实绩（亿元）\n工业总产值  ⟦工业总产值 value=20360000000|203.6⟧\n其中：规模以上  ⟦规模以上工业总产值 value=18120000000|181.2⟧",
    "firms own what the columns name": "位次  企业名称  产值（亿元）  占全区%\n1  骏弛轴承  ⟦产值 subject=骏弛轴承|21.4⟧  ⟦产值 subject=骏弛轴承 measure=share|10.5⟧",
    "substances are measured": "污染物  2020年  2021年  减排量\n氨氮  ⟦氨氮 period=2020 status=previous|38.6⟧  ⟦氨氮 period=|33.1⟧  ⟦氨氮减排量|5.5⟧",
    "cells that say more": "| 指标 | 2022年目标 |\n| --- | --- |\n| 固定资产投资 | ⟦固定资产投资 value=8000000000 unit=元 status=target period=2022|80亿元⟧以上 |",
    "digits that stand apart": "指标    单位    实绩\n税收收入    亿元    ⟦税收收入 value=2030000000|2 0 . 3⟧",
}


@pytest.mark.parametrize("prose", TABLES.values(), ids=TABLES)
def test_tables(nlp: Language, prose: str) -> None:
    text, marks = read_marks(TITLE + "\n主要指标：\n\n" + prose + "\n")
    assert_marks(marks, [r for r in nlp(text)._.records if isinstance(r, IndicatorRecord)])
