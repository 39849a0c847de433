"""Sentences that look ahead and back, and the years that averages and goals are of, in marked prose.

The text is a report given in 2022 about 2021, the last part of which is called a plan or after the year to come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import summarymine
from summarymine.records import IndicatorRecord
from tests.marked import assert_marks, read_marks

if TYPE_CHECKING:
    from spacy.language import Language

TITLE = "2022年松岭县人民政府工作报告\n"

PARTS = {
    "a heading that names the year to come": "二、2022年的工作\n新建公路⟦新建公路 status=target period=2022|30公里⟧。",
    "a heading that names the next five-year plan": "二、“十五五”时期主要目标\n城镇化率⟦城镇化率 status=target period=2026/2030|62%⟧。",
    "a heading that names a year, and what was done": "二、2022年一季度工作进展\n新建公路⟦新建公路 status=actual period=|30公里⟧。",
    "a plan without a year is of the year that it is told in": "二、今后的打算\n新建公路⟦新建公路 status=target period=2022|30公里⟧。",
    "a part that reviews first and plans then": "一、2021年工作回顾和2022年总体要求\n新建公路⟦新建公路 status=actual period=|30公里⟧。\n今年，新建公路⟦新建公路 status=target period=2022|40公里⟧。\n改造管网⟦改造管网 status=target period=2022|8公里⟧。",
    "a paragraph that looks back": "二、2022年的工作\n过去一年，各项工作取得成绩。新建公路⟦新建公路 status=actual period=|30公里⟧。\n改造管网⟦改造管网 status=target period=2022|8公里⟧。",
    "and one that looks back after looking ahead": "二、重点工作\n2022年，任务艰巨。过去一年，新建公路⟦新建公路 status=actual period=|30公里⟧。",
    "a year that is over opens a paragraph of a plan": "二、2022年工作安排\n2021年，新建公路⟦新建公路 status=actual period=|30公里⟧。",
    "what is done is no goal": "二、2022年工作安排\n高速公路通车里程已达⟦高速公路通车里程 status=actual period=|60公里⟧。",
    "a part of a paragraph": "过去一年，新建公路⟦新建公路 status=actual|30公里⟧。二、2022年工作安排\n改造管网⟦改造管网 status=target period=2022|8公里⟧。",
    "the line above announces goals": "一、经济运行\n今年的主要预期目标是：\n税收增长⟦税收 measure=growth status=target period=2022|8%⟧左右；新增就业⟦新增就业 status=target period=2022|3000人⟧以上。",
    "this year's plan": "一、经济运行\n今年计划税收增长⟦税收 measure=growth status=target period=2022|8%⟧。",
    "what will be then": "一、经济运行\n到2025年，城镇化率提高到⟦城镇化率 period=2025|62%⟧以上。届时，税收超过⟦税收 status=forecast period=2025|20亿元⟧。",
    "what will be exceeded": "一、经济运行\n2025年税收将超过⟦税收 status=forecast period=2025 bound=at_least|20亿元⟧。",
}

AVERAGES = {
    "from one year to another": "粮食产量从2016年的⟦粮食产量 status=previous period=2016|30万吨⟧增加到2021年的⟦粮食产量 status=actual|39万吨⟧，平均每年增长⟦粮食产量 measure=growth basis=other period=2017/2021|5.4%⟧。",
    "against an earlier year": "2021年，税收达到⟦税收|20亿元⟧，比2016年增长⟦税收 measure=growth basis=other period=|60%⟧，年均增长⟦税收 measure=growth basis=other period=2017/2021|9.9%⟧。",
    "a comparison in a clause of its own": "2021年与2016年相比，税收增长⟦税收 measure=growth basis=other period=|60%⟧。",
    "years that its sentence speaks of": "税收五年年均增长⟦税收 measure=growth basis=other period=2017/2021|5.2%⟧，十年增加近⟦税收 measure=change period=2012/2021|9亿元⟧、年均增长⟦税收 measure=growth period=2012/2021|6.2%⟧。",
    "years that the text spoke of": "过去五年，我们砥砺奋进。税收年均增长⟦税收 measure=growth basis=other period=2017/2021|9.9%⟧。",
    "a stretch of one clause is not the text's": "过去五年，我们砥砺奋进。税收十年增加⟦税收 measure=change period=2012/2021|9亿元⟧。新增就业年均⟦新增就业 period=2017/2021|3000人⟧。",
    "years of the heading": "一、过去五年工作回顾\n税收年均增长⟦税收 measure=growth basis=other period=2017/2021|9.9%⟧。",
    "nobody says which years": "税收年均增长⟦税收 measure=growth basis=other period=|9.9%⟧。",
    "years to come": "二、目标任务\n今后五年，税收年均增长⟦税收 measure=growth basis=other status=target period=2022/2026|7%⟧。",
    "a five-year plan": "二、目标任务\n“十五五”时期税收年均增长保持在⟦税收 measure=growth basis=other status=target period=2026/2030|6.5%⟧以上。",
    "a year is no stretch of years": "一九九五年以来，税收比一九九六年增加⟦税收 measure=change period=|3亿元⟧。",
    "on the basis of is not last year": "二、目标任务\n今后三年，税收增长目标是在提高质量的基础上年均增长⟦税收 measure=growth basis=other status=target period=2022/2024|7%⟧。",
}

GOALS = {
    "growth of several years": "经济增长连续四年达到或略高于⟦经济增长 measure=growth basis=other period=2018/2021 bound=at_least|10%⟧。",
    "a limit is no name": "企业开办时间由⟦开办时间 status=previous|一个月⟧以上缩短至目前的平均⟦开办时间 bound=at_most|4个工作日⟧以内。",
    "the economy's growth": "去年经济增长⟦经济增长 measure=growth basis=yoy status=actual period=|8.8%⟧。",
    "its goal": "今年经济增长预期目标为⟦经济增长 measure=growth basis=yoy status=target period=2022|7%⟧左右。",
    "the goal of its speed": "今年经济增长速度的调控目标定为⟦经济增长速度 measure=growth basis=yoy status=target period=2022|8%⟧。",
    "set behind a comma": "今年经济增长速度的调控目标，定为⟦经济增长速度 measure=growth basis=yoy status=target period=2022|8%⟧。",
    "a goal behind its figure": "今年提出⟦税收 measure=growth status=target period=2022|8%⟧左右的税收增长目标。",
    "a rate behind its figure": "税收⟦税收|20亿元⟧，⟦税收 measure=growth|8%⟧左右的增速来之不易。",
    "to a later year": "为到2030年税收比2020年⟦税收 value=100 measure=growth basis=other period=2030|翻一番⟧奠定基础。",
    "what is paid by is no name": "已按教育经费支出占生产总值的⟦教育经费支出 measure=share|4%⟧编制预算。",
    "more than half of what stands behind": "税收⟦税收|20亿元⟧。超过⟦人口 measure=share bound=at_least|一半⟧人口住进城镇。",
    "the size of the economy": "经济总量突破⟦经济总量 bound=at_least|300亿元⟧。",
}


@pytest.fixture(scope="module")
def nlp() -> Language:
    return summarymine.load()


@pytest.mark.parametrize("prose", [pytest.param(p, id=i) for i, p in (PARTS | AVERAGES | GOALS).items()])
def test_outlook(nlp: Language, prose: str) -> None:
    text, marks = read_marks(TITLE + "\n" + prose)
    assert_marks(marks, [r for r in nlp(text)._.records if isinstance(r, IndicatorRecord)])
