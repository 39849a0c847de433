"""Valid records of every kind, made by hand on one invented text."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from summarymine.document import Source
from summarymine.records import (
    DateRecord,
    DocumentRecord,
    IndicatorRecord,
    Mention,
    ProblemRecord,
    ProjectRecord,
    Record,
    SectionRecord,
)

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = """望榆园区2019年工作总结
一、工作回顾
(一)经济运行。全年完成工业总产值35.6亿元,同比增长8.5%。新增就业80—100人,税收*亿元,降幅收窄0.25个百分点。
(二)项目建设。恒泰纺织二期项目开工建设。目前恒泰二期完成桩基施工,恒泰二期设备已经订货。
二、存在问题
供水管网老化,部分企业用水紧张。
望榆园区管委会
2020年1月8日
"""

SOURCE = Source.of_text(TEXT, "望榆园区/2019年总结.txt")

R = TypeVar("R", bound=Record)


def place(evidence: str, nth: int = 0) -> tuple[int, int]:
    """Start and end of the *nth* occurrence of *evidence* in `TEXT`."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(evidence, start + 1)
    return start, start + len(evidence)


def make(kind: Callable[..., R], evidence: str, nth: int = 0, **fields: Any) -> R:
    """A record of *kind* on *evidence*; what is not given is filled with the commonest values."""
    start, end = place(evidence, nth)
    shared = {
        "id": f"{kind.record}-{start:04}",  # type: ignore[attr-defined]
        "source": SOURCE.path,
        "article": 1,
        "start": start,
        "end": end,
        "text": evidence,
        "section": (),
        "rule": "by.hand",
        "score": 1.0,
    }
    return kind(**shared | fields)


def indicator(evidence: str, name: str, value: Any, unit: str = "", **fields: Any) -> IndicatorRecord:
    """An indicator of section (一)."""
    start, _ = place(evidence)
    begin = max(TEXT.rfind("。", 0, start), TEXT.rfind("\n", 0, start)) + 1
    usual = {
        "name": name,
        "indicator": "",
        "subject": "",
        "value": value,
        "unit": unit,
        "base_value": value,
        "base_unit": unit,
        "bound": "exact",
        "measure": "level",
        "status": "actual",
        "basis": "",
        "period": "2019",
        "masked": value is None,
        "sentence": TEXT[begin : TEXT.index("。", start) + 1],
        "section": ("一、工作回顾", "(一)经济运行"),
    }
    return make(IndicatorRecord, evidence, **usual | fields)


def records() -> list[Record]:
    """One document, five indicators, a project, a problem, two dates and three sections, in the order of the text."""
    body = place("供水管网老化,部分企业用水紧张。\n")
    return [
        make(
            DocumentRecord,
            TEXT,
            title="望榆园区2019年工作总结",
            org="望榆园区管委会",
            park="望榆园区",
            park_origin="title",
            type="总结",
            period="2019",
            year="2019",
            year_origin="title",
            signed="2020-01-08",
            conflicts="",
            sha256=SOURCE.sha256,
        ),
        section("一、工作回顾", 1, "achievement", "(一)经济运行", "设备已经订货。\n"),
        section("(一)经济运行。", 2, "achievement", "全年完成", "个百分点。\n"),
        make(DateRecord, "2019年", value="2019", masked=False),
        indicator("35.6亿元", "工业总产值", Decimal("3560000000"), "元", indicator="industrial_output"),
        indicator("增长8.5%", "工业总产值", Decimal("8.5"), "%", measure="growth", basis="yoy"),
        indicator("80—100人", "新增就业", (Decimal(80), Decimal(100)), "人", bound="at_least", status="forecast"),
        indicator("*亿元", "税收", None, "元"),
        indicator("收窄0.25个百分点", "降幅", Decimal("-0.25"), "个百分点", measure="change", basis="other"),
        make(
            ProjectRecord,
            "恒泰纺织二期项目",
            name="恒泰纺织二期项目",
            stage="building",
            section=("一、工作回顾", "(二)项目建设"),
            mentions=(
                Mention(*place("恒泰纺织二期项目"), "恒泰纺织二期项目"),
                Mention(*place("恒泰二期"), "恒泰二期"),
                Mention(*place("恒泰二期", 1), "恒泰二期"),
            ),
        ),
        make(
            SectionRecord,
            "二、存在问题",
            level=1,
            role="problem",
            body_start=body[0],
            body_end=body[1],
        ),
        make(ProblemRecord, "供水管网老化", category="基础设施", section=("二、存在问题",)),
        make(DateRecord, "2020年1月8日", value="2020-01-08", masked=False),
    ]


def section(heading: str, level: int, role: str, first: str, last: str) -> SectionRecord:
    """A section whose body goes from *first* to the end of *last*."""
    return make(SectionRecord, heading, level=level, role=role, body_start=place(first)[0], body_end=place(last)[1])
