"""Figures that cannot be right: what is found in a few sentences, all of it, and in right ones nothing."""

from __future__ import annotations

import pytest

from summarymine.corpus.audit import audit
from tests.corpus.audited import Told, archive, of_year, told


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # 24.92 ÷ 60 = 41.53 %; the goal is not rounded.
        (
            "完成固定资产投资24.92亿元，为年度目标60亿元的39.87%。",
            [Told("completion", "high", "41.53", "39.87", ("24.92亿元", "60亿元", "39.87%"))],
        ),
        ("完成固定资产投资24.92亿元，为年度目标60亿元的41.5%。", []),
        ("完成固定资产投资24.9亿元，为年度目标60亿元的41.4%。", []),  # 24.85 is 41.42 %
        ("完成固定资产投资24.9亿元，为年度目标60亿元的42%。", []),  # 24.9 is 41.5 %, and 42 all from 41.5 on
        (
            "新签约项目11个，完成年度任务15个的83.3%。",
            [Told("completion", "high", "73.33", "83.3", ("11个", "15个", "83.3%"))],
        ),
        (
            "固定资产投资完成40.2亿元，首次突破40亿元大关，完成年度目标41亿元的95.0%。",
            [Told("completion", "high", "98.05", "95", ("40.2亿元", "41亿元", "95.0%"))],
        ),
        (
            "| 指标 | 年度目标 | 实际完成 | 完成率 |\n|---|---|---|---|\n"
            "| 固定资产投资（亿元） | 60 | 24.92 | 39.87% |\n| 税收（亿元） | 5 | 5.1 | 102% |",
            [Told("completion", "high", "41.53", "39.87", ("24.92", "60", "39.87%"))],
        ),
        # In another sentence of the same text.
        (
            "到位内资90.4亿元，年度目标87亿元。\n\n到位内资完成年度目标的108.9%。",
            [Told("completion", "medium", "103.91", "108.9", ("90.4亿元", "87亿元", "108.9%"))],
        ),
    ],
)
def test_completion(body: str, expected: list[Told]) -> None:
    assert told(of_year(2021, body)) == expected


def test_completion_of_the_target_in_the_text_of_the_year_before() -> None:
    plan = of_year(2021, "税收2.1亿元。\n\n二、2022年工作打算\n\n税收2.3亿元。")
    assert told(plan | of_year(2022, "税收2.17亿元，完成年度目标的94.3%。")) == []
    assert told(plan | of_year(2022, "税收2.17亿元，完成年度目标的98.6%。")) == [
        Told("completion", "medium", "94.35", "98.6", ("2.17亿元", "2.3亿元", "98.6%"))
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "税收收入9.1亿元，比上年的6.8亿元增长38.3%。",
            [Told("growth", "high", "33.82", "38.3", ("9.1亿元", "6.8亿元", "38.3%"))],
        ),
        ("税收收入9.1亿元，比上年的6.8亿元增长33.8%。", []),
        (
            "预计全年税收收入9.1亿元，比上年的6.8亿元增长38.3%。",
            [Told("growth", "high", "33.82", "38.3", ("9.1亿元", "6.8亿元", "38.3%"))],
        ),
        ("税收收入9.1亿元，比上年的6.8亿元增长35.5%。", []),  # 9.15 ÷ 6.75
        ("税收收入6.8亿元，上年为9.1亿元，同比下降25.3%。", []),
        (
            "税收收入6.8亿元，上年为9.1亿元，同比下降15.3%。",
            [Told("growth", "high", "-25.27", "-15.3", ("6.8亿元", "9.1亿元", "15.3%"))],
        ),
        ("处理投诉88件，比去年的126件少38件，下降30.2%。", []),
        (
            "| 指标 | 上年 | 本年 | 增速 |\n|---|---|---|---|\n| 税收（亿元） | 6.0 | 6.6 | 15.0% |",
            [Told("growth", "high", "10", "15", ("6.6", "6.0", "15.0%"))],
        ),
        # At comparable prices a rate is not the quotient of amounts.
        ("地区生产总值112亿元，上年为98亿元，同比增长8.5%。", []),
        ("固定资产投资16.2亿元，上年为14.4亿元，同口径增长15.2%。", []),
    ],
)
def test_growth_in_a_sentence(body: str, expected: list[Told]) -> None:
    assert told(of_year(2021, body)) == expected


def test_growth_between_two_years() -> None:
    earlier, later = of_year(2021, "完成税收5.46亿元。"), of_year(2022, "税收5.62亿元，增长8.9%。")
    assert told(earlier | later) == [Told("growth", "medium", "2.93", "8.9", ("5.62亿元", "5.46亿元", "8.9%"))]
    assert told(earlier | of_year(2022, "税收5.62亿元，增长2.9%。")) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "全年新签约项目17个，其中食品类8个、建材类5个、其他类6个。",
            [Told("parts", "high", "19", "17", ("17个", "8个", "5个", "6个"))],
        ),
        ("全年新签约项目19个，其中食品类8个、建材类5个、其他类6个。", []),
        ("全年实施项目49个，其中新开工23个、续建26个。", []),
        (
            "全年实施项目52个，其中新开工23个、续建26个。",
            [Told("parts", "high", "49", "52", ("52个", "23个", "26个"))],
        ),
        (
            "进出口总额91.6亿元，其中出口57.2亿元，进口33.4亿元。",
            [Told("parts", "high", "9060000000", "9160000000", ("91.6亿元", "57.2亿元", "33.4亿元"))],
        ),
        ("进出口总额90.7亿元，其中出口57.2亿元，进口33.4亿元。", []),  # three rounded figures
        (
            "实现地区生产总值65亿元，其中第一产业增加值12亿元，第二产业增加值30亿元，第三产业增加值20亿元。",
            [Told("parts", "high", "6200000000", "6500000000", ("65亿元", "12亿元", "30亿元", "20亿元"))],
        ),
        (
            "入驻企业91户，其中农产品加工、建材、轻工企业分别为38户、27户、23户。",
            [Told("parts", "high", "88", "91", ("91户", "38户", "27户", "23户"))],
        ),
        ("共查出隐患587处，其中消防类268处（占45.7%）、电气类131处、危化品类74处、其他114处。", []),
        ("入驻企业91户，其中规上企业38户、高新技术企业27户、外资企业9户。", []),  # they overlap, or are not all
        ("入驻企业91户，其中食品企业38户、建材企业27户。", []),  # two of many
    ],
)
def test_parts(body: str, expected: list[Told]) -> None:
    assert told(of_year(2021, body)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "主导产业产值占规上工业总产值的比重达到108.5%。",
            [Told("share", "high", "", "108.5", ("108.5%",))],
        ),
        ("产销率达到101.5%，主导产业产值占规上工业总产值的比重达到85.5%。", []),
        (
            "规上工业总产值200亿元。\n\n工业技改投资完成30亿元，占固定资产投资的45.0%。\n\n固定资产投资60亿元。",
            [Told("share", "medium", "50", "45", ("30亿元", "60亿元", "45.0%"))],
        ),
        (
            "规上企业35家，占全部企业70家的60%。",
            [Told("share", "medium", "50", "60", ("35家", "70家", "60%"))],
        ),
        ("工业技改投资完成30亿元，占固定资产投资的50.0%。\n\n固定资产投资60亿元。", []),
    ],
)
def test_shares(body: str, expected: list[Told]) -> None:
    assert told(of_year(2021, body)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "入驻企业145户，从业人员9350人。\n\n全区现有职工9530人，参加工伤保险的占九成五。",
            [Told("conflict", "high", "", "", ("9350人", "9530人"))],
        ),
        (
            "年末入驻企业74户。\n\n入区77户企业中有31户参与结对帮扶。",
            [Told("conflict", "high", "", "", ("74户", "77户"))],
        ),
        # The second figure is the total so far, not another figure for what is new.
        ("全年新建标准厂房5.2万平方米，累计达到37.7万平方米。\n\n新建标准厂房5.2万平方米。", []),
        (
            "全年新建标准厂房5.2万平方米，累计建成37.7万平方米。\n\n我区36.5万平方米标准厂房中有近两成空置。",
            [Told("conflict", "high", "", "", ("37.7万平方米", "36.5万平方米"))],
        ),
        # Names that do not say which.
        ("走访企业6户。\n\n为9户企业办证。\n\n开工项目3个。\n\n3个项目停工，另有4个项目待批。", []),
        ("总投资15亿元的新材料基地开工。\n\n总投资12.5亿元的面业园签约。", []),
        ("税收5.6亿元。\n\n税收5.62亿元，增长8%。", []),
    ],
)
def test_conflicts(body: str, expected: list[Told]) -> None:
    assert told(of_year(2022, body)) == expected


def test_conflict_of_two_texts_on_one_year() -> None:
    texts = of_year(2021, "进出口总额9.3亿元。") | of_year(2022, "进出口总额9.5亿元，上年为9.1亿元，增长4.4%。")
    assert told(texts) == [Told("conflict", "medium", "", "", ("9.3亿元", "9.1亿元"))]


def test_a_full_year_below_its_nine_months() -> None:
    nine = {"望春工业园区/2022年1-9月.txt": "望春工业园区2022年1—9月工作总结\n\n1—9月完成税收24.9亿元。\n"}
    assert told(nine | of_year(2023, "2022年全年税收23.7亿元。")) == [
        Told("shrinking", "high", "2490000000", "2370000000", ("23.7亿元", "24.9亿元"))
    ]
    assert told(nine | of_year(2023, "2022年全年税收33.7亿元。")) == []


def test_a_total_that_shrinks() -> None:
    texts = of_year(2021, "标准厂房累计建成面积37.7万平方米。") | of_year(2022, "标准厂房累计建成面积36.5万平方米。")
    assert [(one.kind, one.words) for one in told(texts)] == [("shrinking", ("36.5万平方米", "37.7万平方米"))]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "进出口总额8.0亿元，下降1.2%。\n\n园区全年进出口总额8.0万元。",
            [Told("magnitude", "high", "", "", ("8.0亿元", "8.0万元"))],
        ),
        (
            "货运收入达到63.4万元，比上年的52.8亿元增长20.1%。",
            [Told("magnitude", "high", "-99.99", "20.1", ("63.4万元", "52.8亿元", "20.1%"))],
        ),
        (
            "实际使用外资1680亿美元，完成年度目标1700万美元的98.8%。",
            [Told("magnitude", "high", "988235.29", "98.8", ("1680亿美元", "1700万美元", "98.8%"))],
        ),
        ("出口创汇8500美元。", [Told("magnitude", "medium", "", "8500", ("8500美元",))]),
        ("出口创汇8500万美元。", []),
    ],
)
def test_magnitudes(body: str, expected: list[Told]) -> None:
    assert told(of_year(2022, body)) == expected


def test_magnitudes_between_years() -> None:
    texts = of_year(2021, "税收5.2亿元。") | of_year(2022, "税收5.9亿元。") | of_year(2023, "税收6.1万元。")
    assert told(texts) == [Told("magnitude", "high", "520000000", "61000", ("6.1万元", "5.2亿元"))]


def test_targets_replaced() -> None:
    plan = of_year(2021, "税收5亿元。\n\n二、2022年工作打算\n\n税收6.2亿元，固定资产投资40亿元。")
    done = "税收6.1亿元，为年度目标6亿元的101.7%；固定资产投资41亿元，完成年度目标40亿元的102.5%。"
    assert told(plan | of_year(2022, done)) == [
        Told("target_replaced", "medium", "620000000", "600000000", ("6.2亿元", "6亿元"))
    ]
    said = "税收6.1亿元，为调整后目标6亿元的101.7%。"
    assert told(plan | of_year(2022, said)) == []


def test_hidden_years_are_never_compared() -> None:
    text = "xx工业园区20xx年工作总结\n\n一、工作情况\n\n税收5亿元，完成年度目标5亿元的100%。\n\n二、20xx年打算\n\n税收6亿元。\n"
    assert told({"xx工业园区.txt": text}) == []


def test_a_message_shows_the_arithmetic() -> None:
    found = audit(archive(of_year(2021, "税收收入9.1亿元，比上年的6.8亿元增长38.3%。")))
    assert [finding.message for finding in found] == [
        "税收收入9.1亿元，上年6.8亿元：9.1亿÷6.8亿－1＝33.82%，四舍五入容许32.12%～35.56%，文中写增长38.3%"
    ]
