"""Invented archives for reuse: texts with the records that name their years, parks, plans and figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarymine.records import SectionRecord
from summarymine.reuse.archive import Reuse, compared
from tests.report.making import Article, archive

if TYPE_CHECKING:
    from summarymine.records import Record

PLAN = (
    "深入开展项目攻坚年活动，逐个项目倒排工期、挂图作战，着力破解征地拆迁、管线迁改和资金筹措等难题，确保早日投产见效。"
)
DUTY = (
    "严格落实安全生产主体责任，组织专家对危险工艺逐一会诊，对发现的问题建立台账、限期销号，园区全年没有发生亡人事故。"
)
OWN = {
    "2020": "春天那场大雪压垮了三座旧仓库，值班职工连夜抢运粮食种子。",
    "2021": "老码头改作文化街区，龙舟赛吸引邻市客人，民宿一床难求。",
    "2022": "台风过境造成停电两天，柴油机组顶上，冷库鱼货未受损失。",
    "2023": "第一趟中欧班列从货场驶出，满载拖拉机配件与搪瓷餐具。",
    "2024": "夏收机手技能比武落幕，两位女选手包揽深松整地金银奖牌。",
    "XXXX": "邮政分拣搬进新楼，快递小哥食堂开张，面条馄饨免费加量。",
}
"""A sentence of each year that no other has."""


def article(park: str, period: str, firms: str, tax: str, *, plan: str = PLAN) -> Article:
    """A summary: so many *firms* were looked at, so much tax was paid; a section with a *plan* closes it."""
    one = Article(park, period)
    one.say(f"{park}{period}年工作总结\n一、工作成绩\n")
    one.say("组织机关干部走村入企，实地走访企业")
    one.figure(f"{firms}家", "走访企业", firms, "家")
    one.say("，收集用工用电用气等方面的困难和建议，逐条交办并回访，企业满意程度明显提高，全年完成税收")
    one.figure(f"{tax}亿元", "税收", f"{tax}e8", "元", indicator="tax")
    one.say(f"。\n{OWN[period]}\n")
    start = len(one.text)
    one.say("二、下步打算\n")
    head = len(one.text)
    one.say(plan)
    one.records.append(
        SectionRecord(
            id=f"section-{park}-{period}",
            source=one.path,
            article=1,
            start=start,
            end=head - 1,
            text=one.text[start : head - 1],
            section=(),
            rule="by.hand",
            score=1.0,
            level=1,
            role="plan",
            body_start=head,
            body_end=len(one.text),
        )
    )
    return one


def reuse(*articles: Article) -> Reuse:
    """The archive of articles, compared."""
    sections: list[Record] = [record for one in articles for record in one.records]
    return compared(archive(*articles), sections)
