import hashlib
import io
import random
import zipfile

import pytest

from summarymine.document import Source
from summarymine.errors import ReadError
from summarymine.readers import reader_of
from summarymine.readers.odt import OdtReader
from tests.readers.office import odt, zipped

LISTS = """<text:list-style style:name="公文">
  <text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/>
  <text:list-level-style-number text:level="2" style:num-format="一, 二, 三, ..." style:num-prefix="（"
    style:num-suffix="）"/>
  <text:list-level-style-number text:level="3" style:num-format="1" text:display-levels="2" style:num-suffix="."/>
  <text:list-level-style-bullet text:level="4" text:bullet-char="&#xf06c;">
    <style:text-properties style:font-name="Wingdings"/></text:list-level-style-bullet>
</text:list-style>"""


def text_of(data: bytes) -> str:
    [source] = OdtReader().read(data, "总结.odt")
    return source.text


def lines(body: str, **parts: str) -> list[str]:
    return text_of(odt(body, **parts)).split("\n")


def message(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        list(OdtReader().read(data, "总结.odt"))
    assert "\n" not in str(caught.value)
    return str(caught.value)


def items(*inside: str, style: str = "公文", more: str = "") -> str:
    named = f' text:style-name="{style}"' if style else ""
    parts = "".join(f"<text:list-item>{one}</text:list-item>" for one in inside)
    return f"<text:list{named}{more}>{parts}</text:list>"


def p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def table(*rows: str) -> str:
    return f"<table:table><table:table-column/>{''.join(rows)}</table:table>"


def row(*cells: str, more: str = "") -> str:
    inside = "".join(
        one if one.startswith("<table") else f"<table:table-cell>{one}</table:table-cell>" for one in cells
    )
    return f"<table:table-row{more}>{inside}</table:table-row>"


def test_a_document_is_one_source() -> None:
    data = odt("<text:h>望榆园区2019年工作总结</text:h><text:p/>" + p("全年完成<text:span>税收</text:span>3亿元。"))
    assert list(OdtReader().read(data, "2019年/总结.odt")) == [
        Source(
            "2019年/总结.odt",
            "望榆园区2019年工作总结\n全年完成税收3亿元。",
            "utf-8",
            hashlib.sha256(data).hexdigest(),
        )
    ]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("税收<text:tab/>3亿元", ["税收 3亿元"]),
        ("税收<text:line-break/>产值", ["税收", "产值"]),
        ("税<text:s/>收<text:s text:c='3'/>3", ["税 收   3"]),
        ("税<text:s text:c='999999999999'/>收<text:s text:c='99999'/>3", ["税 收" + " " * 200 + "3"]),
        ("\n   税收\n   3  亿元\n ", ["税收 3 亿元"]),
        ("税收 <text:span> 3</text:span>\n<text:span>\n亿元</text:span>", ["税收 3 亿元"]),
        ('<text:a xlink:href="x">附件</text:a>一', ["附件一"]),
        ("税收<text:note><text:note-body><text:p>注</text:p></text:note-body></text:note>增长", ["税收增长"]),
        ("税收<office:annotation><dc:creator>甲</dc:creator><text:p>批</text:p></office:annotation>增长", ["税收增长"]),
        ("<text:ruby><text:ruby-base>榆</text:ruby-base><text:ruby-text>yú</text:ruby-text></text:ruby>", ["榆"]),
        ("<text:page-number>3</text:page-number>页", ["3页"]),
        ("<text:placeholder>&lt;单击&gt;</text:placeholder>税收", ["税收"]),
        ("<text:hidden-text text:is-hidden='true'>密</text:hidden-text>税收", ["税收"]),
        ("<text:hidden-text text:is-hidden='false'>公开</text:hidden-text>税收", ["公开税收"]),
        ("<text:script>alert()</text:script>税收", ["税收"]),
        ("税<!-- 注 -->收", ["税收"]),
        ("<draw:frame><draw:image/><svg:title>图</svg:title><svg:desc>说明</svg:desc></draw:frame>税收", ["税收"]),
        ("<draw:frame><draw:object><office:binary-data>QUJD</office:binary-data></draw:object></draw:frame>税", ["税"]),
    ],
)
def test_what_stands_in_a_paragraph(inside: str, expected: list[str]) -> None:
    assert lines(p(inside)) == expected


def test_styles_hide_and_raise() -> None:
    automatic = """<style:style style:name="密" style:family="text"><style:text-properties text:display="none"/></style:style>
      <style:style style:name="见" style:family="text" style:parent-style-name="密">
        <style:text-properties text:display="true"/></style:style>
      <style:style style:name="更密" style:family="text" style:parent-style-name="密"/>
      <style:style style:name="上" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
      <style:style style:name="高" style:family="text"><style:text-properties style:text-position="33% 80%"/></style:style>
      <style:style style:name="平" style:family="text"><style:text-properties style:text-position="33% 100%"/></style:style>
      <style:style style:name="密" style:family="section"><style:section-properties text:display="none"/></style:style>"""
    styles = """<style:style style:name="密" style:family="paragraph">
      <style:text-properties text:display="none"/></style:style>"""

    def span(style: str, text: str) -> str:
        return f'<text:span text:style-name="{style}">{text}</text:span>'

    assert lines(
        p(f"税收{span('密', '密')}{span('更密', '密')}3{span('见', '亿')}元")
        + p(f"m{span('上', '2')}、m{span('高', '3')}、{span('平', '5')}{span('上', '注')}")
        + '<text:p text:style-name="密">密</text:p>'
        + f'<text:section text:style-name="密">{p("密")}</text:section>'
        + f'<text:section text:display="none">{p("密")}</text:section>'
        + f"<text:section>{p('见')}</text:section>",
        automatic=automatic,
        styles=styles,
    ) == ["税收3亿元", "m²、m³、5注", "见"]


def test_tracked_changes_are_read_as_accepted() -> None:
    changes = f"<text:tracked-changes><text:changed-region><text:deletion>{p('旧')}</text:deletion></text:changed-region></text:tracked-changes>"
    assert lines(changes + p("税收<text:change/><text:change-start/>3<text:change-end/>亿元")) == ["税收3亿元"]


# Lists


def test_the_numbers_of_a_list_stand_before_its_items() -> None:
    third = items(p("甲"), p("乙"), style="")
    second = items(p("税收") + p("又一段") + third, p("产值"), style="")
    body = items(p("总体") + second, "<text:h text:outline-level='1'>问题</text:h>", items(p("用地"), style=""))
    assert lines(body, automatic=LISTS) == [
        "一、总体",
        "（一）税收",
        "又一段",
        "一.1. 甲",
        "一.2. 乙",
        "（二）产值",
        "二、问题",
        "（一）用地",
    ]


def test_where_a_list_goes_on() -> None:
    assert lines(
        items(p("甲"), more=' xml:id="L1"')
        + p("中间")
        + items(p("乙"), more=' text:continue-numbering="true"')
        + items(p("新"))
        + items(p("丙"), more=' text:continue-list="L1"')
        + items(p("丁"), more=' text:continue-list="没有"')
        + '<text:list text:style-name="公文"><text:list-header><text:p>题</text:p></text:list-header>'
        + '<text:list-item text:start-value="5"><text:p>戊</text:p></text:list-item></text:list>',
        automatic=LISTS,
    ) == ["一、甲", "中间", "二、乙", "一、新", "三、丙", "一、丁", "题", "五、戊"]


def test_bullets_and_lists_without_a_style() -> None:
    deep = items(items(items(items(p("点"), style=""), style=""), style=""))
    image = '<text:list-style style:name="图"><text:list-level-style-image text:level="1"/></text:list-style>'
    assert lines(deep + items(p("图"), style="图") + items(p("无"), style="") + items(p("没有"), style="x"),
                 automatic=LISTS + image) == ["● 点", "• 图", "无", "没有"]  # fmt: skip


def test_a_list_style_of_the_paragraph_style() -> None:
    styles = """<style:style style:name="条" style:family="paragraph" style:list-style-name="公文"/>
      <style:style style:name="款" style:family="paragraph" style:parent-style-name="条"/>"""
    body = items('<text:p text:style-name="款">甲</text:p>', style="")
    assert lines(body, automatic=LISTS, styles=styles) == ["一、甲"]


@pytest.mark.parametrize(
    ("given", "label"),
    [
        ('style:num-format="一, 二, 三, ..." style:num-suffix="、" text:start-value="12"', "十二、税收"),
        ('style:num-format="壹, 贰, 叁, ..." style:num-suffix="、"', "壹、税收"),
        ('style:num-format="壹, 貳, 參, ..." style:num-suffix="、" text:start-value="2"', "貳、税收"),
        ('style:num-format="甲, 乙, 丙, ..." style:num-suffix="、"', "甲、税收"),
        ('style:num-format="①, ②, ③, ..."', "①税收"),
        ('style:num-format="１, ２, ３, ..." style:num-suffix="．"', "１．税收"),
        ('style:num-format="A" style:num-suffix=")"', "A) 税收"),
        ('style:num-format="i" style:num-suffix="."', "i. 税收"),
        ('style:num-format="01, 02, 03, ..." style:num-suffix="."', "01. 税收"),
        ('style:num-format="" style:num-prefix="（"', "税收"),
        ('style:num-format="1" style:num-list-format="第%1%条"', "第1条 税收"),
        ('style:num-format="1" style:num-list-format=""', "税收"),
        ('style:num-format="1" text:display-levels="9"', "1 税收"),
        ('style:num-format="1" text:display-levels="0" text:start-value="x"', "1 税收"),
    ],
)
def test_systems_of_numerals(given: str, label: str) -> None:
    style = f'<text:list-level-style-number text:level="1" {given}/>'
    lists = f'<text:list-style style:name="公文">{style}</text:list-style>'
    assert lines(items(p("税收")), automatic=lists) == [label]


def test_headings_are_numbered_by_the_outline() -> None:
    outline = """<text:outline-style><text:outline-level-style text:level="1" style:num-format="一, 二, 三, ..."
        style:num-suffix="、"/><text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>
        <text:outline-level-style text:level="3" style:num-format=""/></text:outline-style>"""

    def h(level: int, text: str, more: str = "") -> str:
        return f'<text:h text:outline-level="{level}"{more}>{text}</text:h>'

    assert lines(
        h(1, "总体") + h(2, "税收") + h(3, "甲") + h(1, "问题") + h(2, "用地") + h(1, "无", ' text:is-list-header="true"')
        + h(99, "乙") + p("文"),
        styles=outline,
    ) == ["一、总体", "一.1 税收", "甲", "二、问题", "二.1 用地", "无", "乙", "文"]  # fmt: skip


# Tables and boxes


def test_rows_are_lines_and_cells_are_parted_by_tabs() -> None:
    covered = "<table:covered-table-cell/>"
    spanning = '<table:table-cell table:number-columns-spanned="2"><text:p>数值</text:p></table:table-cell>'
    empty = '<table:table-cell table:number-columns-repeated="2"/>'
    assert lines(
        p("指标表")
        + table(
            "<table:table-header-rows>" + row(p("指标"), spanning, covered, p("备注")) + "</table:table-header-rows>",
            row(
                "<table:covered-table-cell><text:p>旧</text:p></table:covered-table-cell>",
                p("计划"),
                p("完成"),
                p("略"),
            ),
            row(p("规模以上") + p("产值"), empty, p("35") + p("亿元")),
            row(p("不显示"), p("1"), more=' table:visibility="collapse"'),
        )
        + p("说明")
    ) == ["指标表", "指标\t数值\t\t备注", "\t计划\t完成\t略", "规模以上产值\t\t\t35 亿元", "说明"]


def test_a_table_in_a_cell_and_a_list_in_a_cell() -> None:
    inner = table(row(p("税收"), p("3亿元")))
    listed = items(p("甲"), p("乙"))
    assert lines(table(row(p("左") + inner, p("右")), row(listed, p("丙"))), automatic=LISTS) == [
        "左",
        "税收\t3亿元",
        "右",
        "一、甲二、乙\t丙",
    ]


def test_text_boxes_come_before_their_paragraph() -> None:
    box = f"<draw:frame><draw:text-box>{p('框')}{items(p('项'))}</draw:text-box></draw:frame>"
    shape = f"<draw:g><draw:custom-shape>{p('形')}</draw:custom-shape></draw:g>"
    body = items(p(f"甲{box}乙{shape}"), p("丙")) + f"<draw:frame><draw:text-box>{p('外')}</draw:text-box></draw:frame>"
    assert lines(body, automatic=LISTS) == ["框", "一、项", "形", "一、甲乙", "二、丙", "外"]


# The container


def test_the_reader_is_found_by_what_the_file_holds() -> None:
    assert reader_of(odt(p("税收")), "总结.doc.txt").name == "odt"
    template = zipped({"mimetype": "application/vnd.oasis.opendocument.text-template"})
    assert reader_of(template, "总结.txt").name == "odt"


def test_a_text_without_styles_or_type_is_read() -> None:
    with zipfile.ZipFile(io.BytesIO(odt(p("税收")))) as file:
        assert text_of(zipped({"content.xml": file.read("content.xml")})) == "税收"


MANIFEST = """<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry>
  <m:encryption-data/></m:file-entry></m:manifest>"""


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            odt("", extra={"META-INF/manifest.xml": MANIFEST, "content.xml": "\x03\x04"}),
            "有密码保护，请先去掉密码 / protected by a password; remove it first",
        ),
        (odt(p(" ")), "文档里没有文字，可能只有图片 / the document has no text, perhaps only pictures"),
        (b"", "不是 OpenDocument 文本 / not an OpenDocument text"),
        (b"%PDF-1.4", "看起来是 PDF 文件，不是 OpenDocument 文本 / looks like a PDF file, not an OpenDocument text"),
        (zipped({"a.txt": "x"}), "文件不完整，缺少 content.xml / incomplete, content.xml is missing"),
        (
            zipped({"content.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'}),
            "文件里有外部实体或文档类型声明，不读 / declares entities or a document type; not read",
        ),
        (odt("<text:section>" * 300 + "</text:section>" * 300), "文件嵌套过深 / nested too deep"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, expected: str) -> None:
    assert message(data) == expected


FULL = odt(
    items(p("总体"), p("问题<text:s/>x"))
    + table(row(p("指标"), p("完成")), row(p("税收"), p("3亿元")))
    + p("<draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame>文"),
    automatic=LISTS,
)


def test_a_file_cut_anywhere_is_refused() -> None:
    for size in range(0, len(FULL), 7):
        message(FULL[:size])


def _read_or_refuse(data: bytes) -> None:
    try:
        sources = list(OdtReader().read(data, "a"))
    except ReadError as error:
        assert "\n" not in str(error)
        assert " / " in str(error)
    else:
        assert all(source.text for source in sources)


def test_flipped_bytes() -> None:
    chance = random.Random(7)
    with zipfile.ZipFile(io.BytesIO(FULL)) as file:
        members = {name: file.read(name) for name in file.namelist()}
    for _ in range(200):
        damaged = bytearray(FULL)
        for _ in range(chance.randint(1, 8)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        _read_or_refuse(bytes(damaged))
        damaged = bytearray(members["content.xml"])
        for _ in range(chance.randint(1, 3)):
            damaged[chance.randrange(len(damaged))] = chance.choice(b'<>/"=t: 09pth')
        _read_or_refuse(zipped(members | {"content.xml": bytes(damaged)}))


_PIECES = [
    "text:p", "text:h", "text:span", "text:list", "text:list-item", "text:section", "table:table", "table:table-row",
    "table:table-cell", "table:covered-table-cell", "draw:frame", "draw:text-box", "text:note", "office:text",
    "text:hidden-text", "style:text-properties", "text:list-style", "style:style",
]  # fmt: skip


def test_elements_in_places_where_none_stands() -> None:
    chance = random.Random(13)

    def some(depth: int) -> str:
        if depth == 0 or chance.random() < 0.1:
            return "字<text:s/>"
        inside = "".join(some(depth - 1) for _ in range(chance.randint(1, 3)))
        name = chance.choice(_PIECES)
        return f"<{name}>{inside}</{name}>"

    for _ in range(200):
        _read_or_refuse(odt(some(7), automatic=LISTS + some(4)))
