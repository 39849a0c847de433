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

MEASURES = {
    "growth is the indicator's": "完成工业增加值⟦工业增加值 measure=level basis=|21.4亿元⟧，同比增长⟦工业增加值 measure=growth basis=yoy unit=%|8.6%⟧。",
    "a fall is negative growth": "实现利润⟦利润 measure=level|1.2亿元⟧，同比下降⟦利润 value=-4.5 measure=growth basis=yoy|4.5%⟧。",
    "a rise by an amount": "税收⟦税收 measure=level|9800万元⟧，比上年增加⟦税收 value=12000000 measure=change basis=yoy|1200万元⟧。",
    "percentage points": "产销率⟦产销率 measure=share|97.8%⟧，比上年提高⟦产销率 value=1.4 unit=个百分点 measure=change basis=yoy|1.4个百分点⟧。",
    "a share of a whole": "高新技术产值⟦高新技术产值 measure=level|32亿元⟧，占工业总产值的⟦高新技术产值 measure=share basis=|37%⟧。",
    "completion of a plan": "完成招商到位资金⟦招商到位资金 measure=level|18亿元⟧，完成年度计划的⟦招商到位资金 measure=completion basis=target|112.5%⟧。",
    "doubling": "进出口总额⟦进出口总额 measure=level|6亿元⟧，是上年的⟦进出口总额 value=1.8 unit=倍 measure=share basis=|1.8倍⟧。",
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
    "the park's own": "园区实现产值⟦产值 subject=|34亿元⟧。",
}

NOT_FIGURES = {
    "names with numbers": "深入贯彻“十四五”规划，落实“三个一”制度，110千伏变电站正在施工，四季度开工。",
    "clauses of documents and headings": "按照第3条规定，印发〔2021〕16号文件，召开第5次办公会。",
    "times and versions": "值班电话24小时畅通，双11期间保障平稳。",
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
