"""What document-sharing sites put around and into a text changes nothing of what is found in it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from summarymine.api import load, mine_text
from summarymine.clean import clean
from summarymine.document import Source
from summarymine.records import DateRecord, DocumentRecord, IndicatorRecord, ProblemRecord, ProjectRecord, SectionRecord
from summarymine.split import split
from tests.marked import assert_grounded

if TYPE_CHECKING:
    from spacy.language import Language

TEXT = """望榆园区2019年工作总结
一、主要工作
2019年，望榆园区完成工业总产值35.6亿元，同比增长8.5%；固定资产投资12.8亿元，增长10.2%；税收9830万元，下降3.4%。
（一）招商引资。全年新签约项目23个，协议资金87.5亿元。其中，总投资6.2亿元的恒瑞轴承项目3月开工建设。
（二）项目建设。新建标准厂房15.2万平方米，铺设污水管网8.6公里。
二、存在问题
一是用地指标不足，3个项目无法落地。二是企业融资困难，流动资金缺口2.3亿元。
三、2020年打算
2020年，力争完成税收1.1亿元，固定资产投资增长12%。"""
BREAKS = (("同比增长8.5%", "同比增", "长8.5%"), ("投资12.8亿元", "投资12.", "8亿元"))


@cache
def pipeline() -> Language:
    return load()


def found(text: str) -> list[tuple[str, ...]]:
    """What is found, without places and without the words of the evidence, which may have noise inside them."""
    records = mine_text(text, nlp=pipeline())
    assert_grounded(text, records)
    rows: list[tuple[str, ...]] = []
    for r in records:
        match r:
            case IndicatorRecord():
                rows.append(("figure", r.name, str(r.value), r.unit, r.measure, r.status, r.period, r.subject))
            case DateRecord():
                rows.append(("date", r.value))
            case ProjectRecord():
                rows.append(("project", r.name, r.stage))
            case ProblemRecord():
                rows.append(("problem", r.category))
            case SectionRecord():
                rows.append(("section", clean(r.text).text, r.role))
            case DocumentRecord():
                rows.append(("document", clean(r.title).text, r.park, r.year))
    return rows


@cache
def expected() -> list[tuple[str, ...]]:
    return found(TEXT)


def test_the_clean_text_gives_what_it_says() -> None:
    kinds = [row[0] for row in expected()]
    assert [kinds.count(kind) for kind in ("document", "section", "figure", "project", "problem")] == [1, 5, 15, 1, 2]


PAGES = (
    "- 2 -", "-2-", "– 2 –", "—2—", "— 2 —", "·2·", "~2~", "第3页", "第 3 页", "第二页", "第 3 页 共 8 页", "第3页/共8页", "第 2 页（共 8 页）",
    "共8页 第3页", "第2/8页", "2 / 8页", "Page 2 of 8", "P2",
)  # fmt: skip
COUNTS = (
    "下载次数：132 下载积分：20", "浏览：3,204 次", "浏览次数：3204次", "页数：8 大小：45KB", "阅读量：1.2万", "点击数：532", "点击量 532", "阅读(1024)",
    "已阅读1024次", "文件大小：32.5 KB 下载量：56次", "收藏：12 评论：3 点赞：45", "上传时间：2019-11-06 格式：DOC", "更新时间：2019-12-30 10:20",
    "所需积分：20分", "共3204字，阅读约需8分钟", "（本文共1024字）", "已有 3204 人浏览", "12人已下载", "售价：8金币", "￥8.00", "还剩5页未读，继续阅读",
    "【字体：大 中 小】", "审核：张三",
)  # fmt: skip
RIGHTS = (
    "本文由范文网整理", "未经许可不得转载", "版权所有 侵权必究", "©2019 望川网 版权所有", "Copyright © 2019-2021 example.com", "转载请注明出处：望川文库",
    "本文链接：http://example.com/a.html", "声明：版权归原作者所有", "备案号：京ICP备12345678号", "更多精彩内容请关注公众号", "分享到：微信 QQ空间",
)  # fmt: skip
READINGS = ("tóng bǐ zēng zhǎng", "2019 nián ， wàng yú yuán qū", "Wàng yú yuán qū")


@pytest.mark.parametrize("noise", [*PAGES, *COUNTS, *RIGHTS, *READINGS])
def test_a_line_of_noise_changes_nothing(noise: str) -> None:
    lines = TEXT.split("\n")
    for at in (1, 4, len(lines)):  # under the title, between paragraphs, at the end
        assert found("\n".join([*lines[:at], noise, *lines[at:]])) == expected()


@pytest.mark.parametrize("noise", [*PAGES, *COUNTS, *RIGHTS, *READINGS])
@pytest.mark.parametrize(("whole", "before", "behind"), BREAKS)
def test_a_line_of_noise_inside_a_sentence_changes_nothing(noise: str, whole: str, before: str, behind: str) -> None:
    assert found(TEXT.replace(whole, f"{before}\n{noise}\n{behind}", 1)) == expected()


@pytest.mark.parametrize("noise", [*COUNTS, "版权所有 侵权必究", "分享到：微信", "举报"])
def test_noise_above_the_title_changes_nothing(noise: str) -> None:
    assert found(f"{noise}\n{TEXT}") == expected()


@pytest.mark.parametrize(
    "piece",
    [
        "第3页/共8页", "第 2 页（共 8 页）", "-2-", "—2—", "（本文来自望川文库网）", "【望川文库：www.example.com】", "http://www.example.com/a.html",
        "本文来自望川网", "本文由望川网www.example.com整理", "(转载自望川网www.example.com，请保留此标记。)", "（来源：望川网）",
    ],
)  # fmt: skip
@pytest.mark.parametrize(("before", "behind"), [("铺设污", "水管网"), ("协议资金87.5亿元。", "其中")])
def test_a_piece_of_noise_inside_a_line_changes_nothing(piece: str, before: str, behind: str) -> None:
    assert found(TEXT.replace(before + behind, before + piece + behind)) == expected()


@pytest.mark.parametrize(
    ("word", "glossed"),
    [
        ("望榆园区", "望榆(wàng yú)园区"),
        ("招商引资", "招(zhāo)商（shāng）引资"),
        ("工业总产值", "工业总产[chǎn]值"),
        ("工业总产值", "工业总产【chǎn】值"),
        ("工业总产值", "工业总产/chǎn/值"),
        ("工业总产值", "工业总产chǎn值"),
        ("税收9830", "税\u034f收98\u316430"),
        ("税收9830", "税\u0336收9\u20dd8\ufffc30"),
        ("固定资产", "4Kx9固定资产"),
        ("固定资产", "f8d3a1固定资产"),
        ("固定资产", "Hj8s9Kd2固定资产"),
    ],
)
def test_glosses_and_junk_change_nothing(word: str, glossed: str) -> None:
    assert found(TEXT.replace(word, glossed, 1)) == expected()


PAGE = "".join(f"本页第{n}件事：新签约项目{n}个，完成投资{n}.5亿元，同比增长{n}%。" for n in range(2, 9))


@pytest.mark.parametrize("mark", ["\n\n{}、", "\n{}、", "{}、", "\n{}\n", "\n{}/3\n", "\n- {} -\n"])
def test_the_page_marks_of_a_preview_change_nothing(mark: str) -> None:
    whole = f"望榆园区2019年工作总结2019年，园区平稳。{PAGE}污水管|网完工。{PAGE}土地|紧张。{PAGE}"
    parts = whole.split("|")
    first = "1、" if "、" in mark else ""
    marked = parts[0] + "".join(mark.format(n) + part for n, part in enumerate(parts[1:], start=2))
    assert found(first + marked) == found("".join(parts))


@pytest.mark.parametrize(
    "text",
    [
        "1、招商引资\n全年新签约项目23个。\n2、项目建设\n完成投资3亿元。",
        "1、加强领导，成立机构；\n2、抓好落实，完成投资3亿元；\n3、强化督查。",
        "园区抓了两件事：1、招商引资，签约23个；2、项目建设，完工5个。",
        "园区内5G基站120个；110kV变电站2座；3D打印企业4家；B2B平台2个。",
        "园区版权所有权登记12件。",
        "访问企业1024家次，下载文件3份。",
        "见附表第3页。",
        "税收增长-2-3%，滨江路1-2号地块出让。",
        "A（GDP）和（de）两项。",
        "开发区\n2\n个项目开工。",
    ],
)
def test_real_text_stays(text: str) -> None:
    assert "".join(clean(text).text.split()) == "".join(text.split())


def test_links_behind_the_text_close_it() -> None:
    text = f"{TEXT}\n分享：微信\n"
    [article] = split(Source.of_text(f"{text}相关阅读\n• 望榆园区2018年工作总结\n版权所有：望榆园区\n"))
    assert article.text == f"{TEXT}\n"
    assert found(f"{text}相关阅读\n• 望榆园区2018年工作总结\n") == expected()


def test_a_foot_on_every_page_closes_nothing_and_the_last_one_does() -> None:
    foot = "望川文库 版权所有"
    [article] = split(
        Source.of_text(f"望榆园区工作总结\n一、招商。签约23个。\n{foot}\n二、投资。完成3亿元。\n{foot}\n网站地图\n")
    )
    assert article.text == f"望榆园区工作总结\n一、招商。签约23个。\n{foot}\n二、投资。完成3亿元。\n"
    assert foot not in clean(article.text).text
