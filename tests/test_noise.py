"""What is found in a text does not change when the text gets dirty."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import TYPE_CHECKING

import pytest

from summarymine.api import load, mine_text
from summarymine.records import DateRecord, IndicatorRecord
from tests.marked import Mark, assert_grounded, assert_marks, read_marks, shown
from tests.noise import NOISES

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

    from summarymine.records import Record

    Noise = Callable[[str], str]

PARAGRAPHS = (
    """望榆园区⟦date value=2019|2019年⟧工作总结
一、主要工作
⟦date value=2019|2019年⟧，望榆园区完成工业总产值⟦工业总产值 value=3560000000 unit=元 measure=level status=actual|35.6亿元⟧，\
同比增长⟦工业总产值 value=8.5 unit=% measure=growth status=actual|8.5%⟧；\
固定资产投资⟦固定资产投资 value=1280000000 unit=元 measure=level status=actual|12.8亿元⟧，\
增长⟦固定资产投资 value=10.2 unit=% measure=growth status=actual|10.2%⟧；\
税收⟦税收 value=98300000 unit=元 measure=level status=actual|9830万元⟧，\
下降⟦税收 value=-3.4 unit=% measure=growth status=actual|3.4%⟧。""",
    """鹤汀开发区⟦date value=2020-01/2020-06|2020年上半年⟧工作总结
一、经济运行
⟦date value=2020-01/2020-06|1—6月⟧，开发区规模以上工业增加值同比增长\
⟦规模以上工业增加值 value=7.9 unit=% measure=growth status=actual|7.9%⟧，\
完成全年任务的⟦规模以上工业增加值 value=52.3 unit=% measure=completion status=actual|52.3%⟧。\
实际利用外资⟦实际利用外资 value=12500000 unit=美元 measure=level status=actual|1250万美元⟧，\
进出口总额⟦进出口总额 value=475000000 unit=元 measure=level status=actual|4.75亿元⟧。""",
    """云峤物流园⟦date value=2018|2018年⟧工作总结
二、招商引资
全年外出招商⟦外出招商 value=36 unit=批次 measure=level status=actual|36批次⟧，\
接待客商⟦接待客商 value=125 unit=批次 measure=level status=actual|125批次⟧，\
签约项目⟦签约项目 value=23 unit=个 measure=level status=actual|23个⟧，\
协议资金⟦协议资金 value=8750000000 unit=元 measure=level status=actual|87.5亿元⟧，\
到位资金⟦到位资金 value=2130000000 unit=元 measure=level status=actual|21.3亿元⟧。""",
    """沧湖经济开发区⟦date value=2021|2021年⟧工作总结
一、基础设施
新建标准厂房⟦新建标准厂房 value=152000 unit=平方米 measure=level status=actual|15.2万平方米⟧，\
铺设污水管网⟦铺设污水管网 value=8.6 unit=公里 measure=level status=actual|8.6公里⟧，\
硬化道路⟦硬化道路 value=12.35 unit=公里 measure=level status=actual|12.35公里⟧，\
征收土地⟦征收土地 value=1260 unit=亩 measure=level status=actual|1260亩⟧。""",
    """磐口化工园区⟦date value=2022|2022年⟧工作总结
三、下步打算
⟦date value=2023|2023年⟧，园区力争完成税收⟦税收 value=520000000 unit=元 measure=level status=target|5.2亿元⟧，\
固定资产投资增长⟦固定资产投资 value=12 unit=% measure=growth status=target|12%⟧以上，\
新增规上企业⟦新增规上企业 value=8 unit=家 measure=level status=target|8家⟧。""",
    """望榆工业园区⟦date value=2017|2017年⟧工作总结
一、安全生产
全年检查企业⟦检查企业 value=365 unit=家次 measure=level status=actual|365家次⟧，\
发现隐患⟦发现隐患 value=1208 unit=条 measure=level status=actual|1208条⟧，\
整改率⟦整改率 value=98.5 unit=% measure=share status=actual|98.5%⟧。\
开展应急演练⟦开展应急演练 value=24 unit=次 measure=level status=actual|24次⟧，\
培训员工⟦培训员工 value=3600 unit=人次 measure=level status=actual|3600人次⟧。""",
    """望榆园区⟦date value=2016|2016年⟧工作总结
一、就业情况
截至⟦date value=2016-12|2016年12月底⟧，园区从业人员达到⟦从业人员 value=15680 unit=人 measure=level status=actual|15680人⟧，\
比⟦date value=2015|上年⟧增加⟦从业人员 value=1230 unit=人 measure=change status=actual|1230人⟧。\
⟦date value=2016-11-05|11月5日⟧，园区举办招聘会。""",
    """鹤汀园区⟦date value=2015|2015年⟧工作总结
一、企业培育
目前，园区入驻企业⟦入驻企业 value=215 unit=家 measure=level status=actual|215家⟧，\
其中规上企业⟦规上企业 value=48 unit=家 measure=level status=actual|48家⟧，\
高新技术企业⟦高新技术企业 value=17 unit=家 measure=level status=actual|17家⟧。\
⟦date value=2015-03|2015年3月⟧，新认定省级研发中心⟦新认定省级研发中心 value=3 unit=家 measure=level status=actual|3家⟧。""",
    """云峤园区⟦date value=2014-01/2014-03|2014年第一季度⟧工作总结
一、指标完成情况
⟦date value=2014-01/2014-03|第一季度⟧，园区实现销售收入⟦销售收入 value=2865000000 unit=元 measure=level status=actual|28.65亿元⟧，\
利润总额⟦利润总额 value=192000000 unit=元 measure=level status=actual|1.92亿元⟧，\
分别增长⟦销售收入 value=13.6 unit=% measure=growth status=actual|13.6%⟧和\
⟦利润总额 value=5.8 unit=% measure=growth status=actual|5.8%⟧。""",
    """沧湖园区⟦date value=2013|2013年⟧工作总结
一、项目建设
恒泰纺织项目于⟦date value=2013-05-18|2013年5月18日⟧开工，占地⟦占地 value=350 unit=亩 measure=level status=actual|350亩⟧，\
已完成投资⟦投资 value=485000000 unit=元 measure=level status=actual|4.85亿元⟧。""",
    """磐口园区⟦date value=2012|2012年⟧工作总结
一、节能降耗
单位产值能耗下降⟦单位产值能耗 value=-4.25 unit=% measure=growth status=actual|4.25%⟧，\
淘汰燃煤锅炉⟦淘汰燃煤锅炉 value=26 unit=台 measure=level status=actual|26台⟧。""",
    """望榆园区⟦date value=2011|2011年⟧工作总结
一、财政收入
财政总收入达到⟦财政总收入 value=1036000000 unit=元 measure=level status=actual|10.36亿元⟧，\
占全县的⟦财政总收入 value=45.8 unit=% measure=share status=actual|45.8%⟧。""",
)

FIELDS = ("value", "unit", "measure", "status")


@cache
def pipeline() -> Language:
    return load("fast")


def mined(text: str) -> list[Record]:
    records = mine_text(text, nlp=pipeline())
    assert_grounded(text, records)
    return records


def rows(records: list[Record]) -> list[tuple[str, ...]]:
    """What was found, without its places: figures with their fields, and dates with their values."""
    found = []
    for r in records:
        if isinstance(r, IndicatorRecord):
            found.append((r.name, *(shown(getattr(r, field)) for field in FIELDS)))
        elif isinstance(r, DateRecord):
            found.append(("date", r.value))
    return found


def expected(marks: list[Mark]) -> list[tuple[str, ...]]:
    return [(mark.label, *mark.fields.values()) for mark in marks]


@pytest.mark.parametrize("prose", PARAGRAPHS)
def test_clean_texts_give_what_is_marked(prose: str) -> None:
    text, marks = read_marks(prose)
    records = mined(text)

    assert_marks([m for m in marks if m.label != "date"], [r for r in records if isinstance(r, IndicatorRecord)])
    assert rows(records) == expected(marks)


@pytest.mark.parametrize("noise", NOISES, ids=lambda noise: noise.__name__)
@pytest.mark.parametrize("prose", PARAGRAPHS)
def test_dirty_texts_give_the_same(prose: str, noise: Noise) -> None:
    text, marks = read_marks(prose)

    assert rows(mined(noise(text))) == expected(marks)


@pytest.mark.parametrize("noise", NOISES, ids=lambda noise: noise.__name__)
def test_every_noise_makes_nearly_every_text_dirty_and_always_alike(noise: Noise) -> None:
    texts = [read_marks(prose)[0] for prose in PARAGRAPHS]
    assert sum(noise(text) != text for text in texts) >= len(texts) - 2
    assert [noise(text) for text in texts] == [noise(text) for text in texts]


@pytest.mark.parametrize("seed", range(40))
def test_noises_on_top_of_each_other(seed: int) -> None:
    random = Random(seed)
    text, marks = read_marks(random.choice(PARAGRAPHS))
    for noise in sorted(random.sample(NOISES, 3), key=NOISES.index):
        text = noise(text)

    assert rows(mined(text)) == expected(marks)
