from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest

from summarymine.errors import LexiconError
from summarymine.lexicons import load_toml
from summarymine.values.taxonomy import (
    IndicatorType,
    Taxonomy,
    ancestors,
    heads,
    indicator_id,
    indicator_types,
    parse_taxonomy,
    taxonomy,
)
from summarymine.values.units import find_unit

if TYPE_CHECKING:
    from collections.abc import Callable

NEIGHBOURS = [
    {
        "规上工业总产值": "industrial_output_large",
        "工业总产值": "industrial_output",
        "工业增加值": "industrial_added_value",
    },
    {"产值": "output", "工业销售产值": "sales_output", "出口交货值": "export_delivery", "出口总额": "export"},
    {"营业收入": "revenue", "主营业务收入": "main_revenue", "销售收入": "sales_revenue"},
    {"利润": "profit", "利税": "profit_and_tax", "亏损额": "losses", "亏损面": "loss_share"},
    {
        "税收": "tax",
        "财政总收入": "fiscal_revenue",
        "一般公共预算收入": "public_budget_revenue",
        "税费": "tax_and_fees",
    },
    {"关税": "tariff", "海关税收": "customs_tax", "亩均税收": "tax_per_mu"},
    {"总投资": "total_investment", "计划总投资": "planned_investment", "年度计划投资": "planned_investment_year"},
    {"固定资产投资": "fixed_investment", "完成投资额": "project_investment", "投资强度": "investment_per_mu"},
    {"意向投资": "intended_investment", "协议投资": "agreed_investment", "合同资金": "contracted_funds"},
    {"到位资金": "funds_arrived", "实际到位内资": "domestic_funds_arrived", "资金到位率": "funds_arrival_rate"},
    {"合同外资": "fdi_contracted", "实际外资": "fdi_used", "对外直接投资": "outward_investment"},
    {
        "用电量": "power_use_total",
        "工业用电量": "power_use",
        "发电量": "power_generated",
        "装机容量": "installed_power",
    },
    {"综合能耗": "energy_use", "单位GDP能耗": "energy_intensity", "单位工业增加值能耗": "energy_intensity_industry"},
    {"签约项目": "projects_signed", "意向项目": "projects_intended", "引进项目": "projects_introduced"},
    {"开工项目": "projects_started", "续建项目": "projects_going_on", "在建项目": "projects_under_construction"},
    {"竣工项目": "projects_completed", "投产项目": "projects_in_production", "达产项目": "projects_at_capacity"},
    {"征地": "land_requisitioned", "报批土地": "land_applied", "批地": "land_approved", "供地": "land_supplied"},
    {"出让土地": "land_sold", "土地出让金": "land_revenue", "收储土地": "land_reserve", "用地指标": "land_quota"},
    {"闲置土地": "idle_land", "处置闲置土地": "idle_land_disposed", "盘活低效用地": "land_reused"},
    {"规划面积": "planned_area", "开发面积": "developed_area", "建成区面积": "built_area", "建筑面积": "floor_area"},
    {"货运量": "freight", "货物吞吐量": "cargo", "货物周转量": "freight_turnover", "集装箱吞吐量": "containers"},
    {"研发投入": "rnd_spending", "R&D经费": "rnd_expenditure", "研发投入强度": "rnd_intensity"},
    {"专利申请量": "patent_applications", "专利授权量": "patents", "发明专利授权量": "invention_patents_granted"},
    {"发明专利拥有量": "invention_patents", "万人发明专利拥有量": "invention_patents_per_10k"},
    {"高新技术企业": "high_tech_enterprises", "新认定高新技术企业": "high_tech_enterprises_new"},
    {
        "专精特新企业": "specialised_enterprises",
        "专精特新“小巨人”企业": "little_giants",
        "科技型中小企业": "technology_smes",
    },
    {"规上企业": "enterprises_large", "限上企业": "trade_enterprises_large", "亿元企业": "enterprises_100m"},
    {"新增市场主体": "market_entities_new", "市场主体": "market_entities", "新增企业": "enterprises_new"},
    {"社会消费品零售总额": "retail_sales", "限上社零额": "retail_sales_large", "商品房销售额": "house_sales"},
    {"贷款余额": "loans", "发放贷款": "lending", "不良贷款余额": "bad_loans", "不良率": "bad_loan_ratio"},
    {"污水处理能力": "sewage_capacity", "污水处理量": "sewage_treated", "污水集中处理率": "sewage_rate"},
    {"空气优良天数": "good_air_days", "空气优良天数比例": "good_air_share"},
    {
        "隐患": "hazards_found",
        "重大隐患": "major_hazards",
        "重大危险源": "hazard_installations",
        "整改率": "correction_rate",
    },
    {"生产安全事故": "accidents", "死亡人数": "accident_deaths", "直接经济损失": "accident_losses"},
    {"从业人员": "employees", "新增就业": "jobs_new", "城镇新增就业": "urban_jobs_new", "就业岗位": "jobs_offered"},
    {"培训": "trainings", "培训人次": "trainees", "安全培训": "safety_trainings"},
    {"办件量": "cases_handled", "办结率": "settlement_rate", "按时办结率": "settlement_rate_on_time"},
    {"农村居民人均纯收入": "rural_income", "农村居民人均可支配收入": "rural_disposable_income"},
]
"""What is easily taken for each other: every name of a set is an indicator of its own."""

PARTS_IN_ANOTHER_DIMENSION = {
    "power_use_total": "energy",  # 千瓦时, a part of what is summed up as 吨标准煤
    "gas_use": "volume",
    "coal_use": "mass",
}


def made(**changed: Any) -> dict[str, Any]:
    """A small lexicon: 工业税收 is a part of 税收."""
    tax = {"name": "税收", "alias": ["税收收入"], "dimension": "money", "source": "budget"}
    part = {
        "name": "工业税收",
        "alias": [],
        "dimension": "money",
        "source": "budget",
        "parent": "tax",
        "distinct": "只算工业",
    }
    return {"sources": {"budget": "财政部《政府收支分类科目》"}, "tax": tax, "part": part, **changed}


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("地区生产总值", "gdp"),
        ("GDP", "gdp"),
        ("规上工业总产值", "industrial_output_large"),
        ("工业总产值", "industrial_output"),
        ("全区固定资产投资", "fixed_investment"),
        ("园区固定资产投资", "fixed_investment"),
        ("全区全区固定资产投资", ""),
        ("货场吞吐", ""),
        ("", ""),
        ("园区", ""),
    ],
)
def test_a_name_gives_its_indicator(name: str, id_: str):
    assert indicator_id(name) == id_


@pytest.mark.parametrize("names", NEIGHBOURS, ids="、".join)
def test_neighbours_stay_apart(names: dict[str, str]):
    assert {name: indicator_id(name) for name in names} == names
    assert len(set(names.values())) == len(names)


def test_a_name_of_the_taxonomy_is_found_before_its_qualifier_is_left_out():
    # 全社会固定资产投资 would be 固定资产投资 without its beginning.
    for name, kind in indicator_types().items():
        assert indicator_id(name) == kind.id


def test_the_taxonomy_covers_a_park():
    assert len(taxonomy().by_id) >= 170
    assert {kind.id for kind in indicator_types().values()} == set(taxonomy().by_id)


@pytest.mark.parametrize(
    ("unit", "id_"),
    [
        ("元", "output"),
        ("万元/亩", "tax_per_mu"),
        ("吨标准煤/万元", "energy_intensity"),
        ("吨标准煤", "energy_use"),
        ("微克/立方米", "pm25"),
        ("立方米/万元", "water_intensity"),
        ("元/人", "labour_productivity"),
        ("千瓦时", "power_use"),
        ("标箱", "containers"),
        ("天", "good_air_days"),
        ("%", "good_air_share"),
    ],
)
def test_the_dimension_is_that_of_the_usual_unit(unit: str, id_: str):
    found = find_unit(unit.removeprefix("万"))
    assert found is not None
    assert found.dimension == taxonomy().by_id[id_].dimension


def test_a_part_is_measured_as_the_whole():
    known = taxonomy().by_id
    apart = {
        kind.id: kind.dimension
        for kind in known.values()
        if kind.parent and kind.dimension != known[kind.parent].dimension
    }
    assert apart == PARTS_IN_ANOTHER_DIMENSION


def test_every_source_is_used():
    assert {kind.source for kind in taxonomy().by_id.values()} == set(taxonomy().sources)


def test_what_tells_indicators_apart_is_one_short_line():
    said = {kind.id: kind.distinct for kind in taxonomy().by_id.values() if kind.distinct}
    assert {id_: line for id_, line in said.items() if len(line) > 40 or "\n" in line or line.endswith("。")} == {}


@pytest.mark.parametrize(
    ("id_", "broader"),
    [
        ("gdp", ()),
        ("industrial_output_large", ("industrial_output", "output")),
        ("industrial_added_value_large", ("industrial_added_value", "secondary_added_value", "gdp")),
        ("land_revenue", ("fund_revenue",)),
        ("tariff", ("customs_tax", "tax", "fiscal_revenue")),
        ("power_use", ("power_use_total", "energy_total")),
    ],
)
def test_broader_indicators_come_nearest_first(id_: str, broader: tuple[str, ...]):
    assert ancestors(id_) == broader


def test_an_unknown_id_has_no_ancestors():
    with pytest.raises(KeyError):
        ancestors("nothing")


def test_the_longest_name_at_the_end_of_a_text_is_found():
    found = heads().search("望榆园区规模以上工业总产值")
    assert found is not None
    assert found.group() == "规模以上工业总产值"
    assert heads().search("工业总产值的变化") is None


def test_a_lexicon_gives_every_name_and_every_source():
    tax = IndicatorType("tax", "税收", ("税收收入",), "money", "", "budget", "")
    part = IndicatorType("part", "工业税收", (), "money", "tax", "budget", "只算工业")
    assert parse_taxonomy(made()) == Taxonomy(
        {"tax": tax, "part": part},
        {"税收": tax, "税收收入": tax, "工业税收": part},
        {"budget": "财政部《政府收支分类科目》"},
    )


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda d: d["tax"].update(nmae="…"),
            "[tax]: unknown key nmae (allowed: alias, dimension, distinct, name, parent, source)",
        ),
        (lambda d: d["tax"].pop("alias"), "[tax]: alias missing"),
        (lambda d: (d["tax"].pop("name"), d["tax"].pop("source")), "[tax]: name, source missing"),
        (lambda d: d["tax"].update(alias="税收收入"), "[tax]: alias must be a list of names"),
        (lambda d: d["tax"].update(alias=[""]), "[tax]: alias must be a list of names"),
        (lambda d: d["tax"].update(name=""), "[tax]: name is empty"),
        (lambda d: d["tax"].update(distinct=1), "[tax]: distinct must be a text"),
        (lambda d: d["tax"].update(dimension="mony"), "[tax]: unknown dimension mony"),
        (lambda d: d["tax"].update(dimension="money/"), "[tax]: unknown dimension money/"),
        (lambda d: d["tax"].update(source="budgets"), "[tax]: unknown source budgets"),
        (lambda d: d["part"].update(parent="taxes"), "[part]: unknown parent taxes"),
        (lambda d: d["tax"].update(parent="tax"), ": parents in a circle: tax > tax"),
        (lambda d: d["tax"].update(parent="part"), ": parents in a circle: tax > part > tax"),
        (lambda d: d["part"]["alias"].append("税收"), ": 税收 stands in tax and part"),
        (lambda d: d["tax"]["alias"].append("税收"), ": 税收 stands in tax and tax"),
        (lambda d: d.update(sources=[]), ": [sources] must give a text for each key"),
        (lambda d: d.pop("sources"), ": [sources] must give a text for each key"),
        (lambda d: d["sources"].update(budget=""), ": [sources] must give a text for each key"),
        (lambda d: d.update(duty="关税"), "[duty]: must be a table"),
    ],
)
def test_a_wrong_lexicon_is_refused_with_the_reason(change: Callable[[dict[str, Any]], object], message: str):
    data = made()
    change(data)
    with pytest.raises(LexiconError) as caught:
        parse_taxonomy(data)
    assert str(caught.value) == f"indicators.toml{'' if message.startswith(':') else ' '}{message}"


def test_a_name_given_twice_in_the_shipped_lexicon_is_refused():
    data = copy.deepcopy(dict(load_toml("indicators")))
    data["gdp"]["alias"].append("工业总产值")
    with pytest.raises(LexiconError, match=r"^indicators\.toml: 工业总产值 stands in gdp and industrial_output$"):
        parse_taxonomy(data)
