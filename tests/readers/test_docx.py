import hashlib
import io
import random
import zipfile

import pytest

from summarymine.document import Source
from summarymine.errors import ReadError
from summarymine.readers import reader_of
from summarymine.readers.docx import DocxReader
from tests.readers.office import STRICT, cell, docx, paragraph, related, row, run, table, word_part, zipped

CHOICE = "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"


def text_of(data: bytes) -> str:
    [source] = DocxReader().read(data, "总结.docx")
    return source.text


def lines(*body: str, **parts: str) -> list[str]:
    return text_of(docx("".join(body), **parts)).split("\n")


def message(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        list(DocxReader().read(data, "总结.docx"))
    assert "\n" not in str(caught.value)
    return str(caught.value)


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


# What a paragraph is


def test_a_document_is_one_source() -> None:
    data = docx(paragraph("望榆园区2019年工作总结") + paragraph() + paragraph("  全年完成", "税收3亿元。　"))
    assert list(DocxReader().read(data, "2019年/总结.docx")) == [
        Source(
            "2019年/总结.docx",
            "望榆园区2019年工作总结\n全年完成税收3亿元。",
            "utf-8",
            hashlib.sha256(data).hexdigest(),
        )
    ]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<w:r><w:t>税收</w:t><w:tab/><w:t>3亿元</w:t></w:r>", ["税收 3亿元"]),
        ("<w:r><w:t>税收</w:t><w:ptab/><w:t>3亿元</w:t></w:r>", ["税收 3亿元"]),
        ("<w:r><w:t>税收</w:t><w:br/><w:t>产值</w:t><w:cr/><w:t>投资</w:t></w:r>", ["税收", "产值", "投资"]),
        ('<w:r><w:t>税收</w:t><w:br w:type="page"/><w:t>产值</w:t></w:r>', ["税收", "产值"]),
        ("<w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>1地块</w:t><w:softHyphen/></w:r>", ["A-1地块"]),
        ("<w:r><w:t>税\n收\u00a03\u00ad亿</w:t></w:r>", ["税 收 3亿"]),
        ("<w:r><w:t>甲&amp;乙 &lt;丙&gt;</w:t></w:r>", ["甲&乙 <丙>"]),
        ("<w:r><w:t>甲<!-- 注 -->乙</w:t></w:r>", ["甲乙"]),
        ('<w:r><w:t>完成</w:t><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', ["完成✓"]),
        ('<w:r><w:t>增长</w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:t>8%</w:t></w:r>', ["增长≥8%"]),
        ('<w:r><w:t>完成</w:t><w:sym w:font="Webdings" w:char="F061"/></w:r>', ["完成"]),
        ('<w:r><w:t>完成</w:t><w:sym w:font="Symbol" w:char="xyz"/></w:r>', ["完成"]),
        (run("用地3万m") + run("2", '<w:vertAlign w:val="superscript"/>'), ["用地3万m²"]),
        (run("税收3亿元") + run("注", '<w:vertAlign w:val="superscript"/>'), ["税收3亿元注"]),
        (run("CO") + run("2", '<w:vertAlign w:val="subscript"/>'), ["CO2"]),
        (
            "<m:oMath><m:sSup><m:e><m:r><m:t>m</m:t></m:r></m:e>"
            "<m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>",
            ["m²"],
        ),
        ("<w:hyperlink><w:r><w:t>附件</w:t></w:r></w:hyperlink>" + run("一"), ["附件一"]),
        ("<w:smartTag>" + run("2019年") + "</w:smartTag>", ["2019年"]),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>yú</w:t></w:r></w:rt>"
            "<w:rubyBase><w:r><w:t>榆</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            ["榆"],
        ),
        (
            run("税收") + '<w:r><w:footnoteReference w:id="1"/></w:r><w:commentRangeStart w:id="1"/>' + run("增长"),
            ["税收增长"],
        ),
    ],
)
def test_what_stands_in_a_paragraph(inside: str, expected: list[str]) -> None:
    assert lines(f"<w:p>{inside}</w:p>") == expected


def test_places_to_which_tabs_go_are_no_tabs() -> None:
    tabs = '<w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs>'
    assert lines(paragraph("税收", properties=tabs)) == ["税收"]


# What is not to be seen


def test_hidden_text_is_left_out() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="密"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="更密"><w:basedOn w:val="密"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="密段"><w:pPr/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    assert lines(
        paragraph("税收", run("机密", "<w:vanish/>"), run("3亿元", '<w:vanish w:val="0"/>')),
        paragraph(
            run("机密", '<w:rStyle w:val="更密"/>'), run("产值", '<w:rStyle w:val="更密"/><w:vanish w:val="false"/>')
        ),
        paragraph("机密", properties='<w:pStyle w:val="密段"/>'),
        paragraph(run("网上不显示", "<w:webHidden/>")),
        styles=styles,
    ) == ["税收3亿元", "产值", "网上不显示"]


def test_tracked_changes_are_read_as_accepted() -> None:
    assert lines(
        paragraph(
            "完成税收",
            f"<w:del><w:r><w:delText>2</w:delText></w:r>{run('旧')}</w:del>",
            f"<w:ins>{run('3')}</w:ins>",
            "亿元",
        ),
        paragraph(f"<w:moveFrom>{run('移走')}</w:moveFrom>", f"<w:moveTo>{run('移来')}</w:moveTo>"),
        paragraph(f"<w:ins><w:del>{run('又删')}</w:del>{run('留下')}</w:ins>"),
        table(row("产值", "1亿元", properties="<w:del/>"), row("税收", "3亿元", properties="<w:ins/>")),
    ) == ["完成税收3亿元", "移来", "留下", "税收\t3亿元"]


def test_a_paragraph_whose_mark_is_deleted_goes_on_in_the_next() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    moved = "<w:rPr><w:moveFrom/></w:rPr>"
    assert lines(
        paragraph("完成", properties=gone),
        paragraph("税收3亿元", properties=moved),
        paragraph("。"),
        paragraph(f"<w:del>{run('全删')}</w:del>", properties=gone),
        paragraph("产值"),
        table(row(cell(paragraph("末段", properties=gone)), "3亿元")),
    ) == ["完成税收3亿元。", "产值", "末段\t3亿元"]


def test_a_run_in_heading_goes_on_in_its_text() -> None:
    head = paragraph("主要指标。", properties=in_list(1, 0) + "<w:rPr><w:vanish/><w:specVanish/></w:rPr>")
    assert lines(head, paragraph("税收3亿元。"), numbering=NUMBERING) == ["一、主要指标。税收3亿元。"]


def test_field_codes_are_left_out_and_results_kept() -> None:
    assert lines(
        paragraph(field("begin"), code("DATE"), field("separate"), "2019年", field("end"), "总结"),
        paragraph('<w:fldSimple w:instr="TITLE">' + run("标题") + "</w:fldSimple>"),
        # a field in another's code
        paragraph(
            field("begin"), code("IF "), field("begin"), code("X"), field("separate"), "内", field("end"),
            code("= 1"), field("separate"), "外", field("end"),
        ),
        # over paragraphs
        paragraph(field("begin"), code("TOC"), field("separate"), "一、税收"),
        paragraph("二、产值", field("end")),
    ) == ["2019年总结", "标题", "外", "一、税收", "二、产值"]  # fmt: skip


def test_a_field_that_never_ends_hides_no_more_than_its_paragraph() -> None:
    assert lines(
        paragraph("税收", field("begin"), "码"), paragraph("产值", field("end")), paragraph("投资", field("end"))
    ) == ["税收", "产值", "投资"]


def test_of_two_ways_to_write_the_same_one_is_read() -> None:
    box = "<w:txbxContent>" + paragraph("标题框") + paragraph("二行") + "</w:txbxContent>"
    drawn = CHOICE.format(
        f"<w:drawing><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></w:drawing>",
        f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>",
    )
    assert lines(paragraph("正", f"<w:r>{drawn}</w:r>", "文")) == ["标题框", "二行", "正文"]
    only = "<mc:AlternateContent><mc:Fallback>" + run("旧") + "</mc:Fallback></mc:AlternateContent>"
    assert lines(paragraph(CHOICE.format(run("甲"), run("乙")), only)) == ["甲旧"]


def test_a_box_in_a_box_and_in_a_cell() -> None:
    inner = f"<w:r><w:pict><w:txbxContent>{paragraph('内框')}</w:txbxContent></w:pict></w:r>"
    outer = f"<w:r><w:pict><w:txbxContent>{paragraph('外框', inner)}</w:txbxContent></w:pict></w:r>"
    assert lines(paragraph("甲", outer), table(row(cell(paragraph("税收", inner)), "3亿元"))) == [
        "内框",
        "外框",
        "甲",
        "内框税收\t3亿元",
    ]


def test_content_controls_are_read_but_not_what_they_ask_for() -> None:
    def control(inside: str, properties: str = "") -> str:
        return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    asks = "<w:rPr><w:vanish/></w:rPr><w:showingPlcHdr/>"
    assert lines(
        control(paragraph("望榆园区")),
        paragraph(control(run("2019")), "年", control(run("单击此处输入"), asks)),
        table(row(control(cell("税收")), control(cell("单击此处"), asks), "3亿元")),
    ) == ["望榆园区", "2019年", "税收\t\t3亿元"]


# Tables


def test_rows_are_lines_and_cells_are_parted_by_tabs() -> None:
    assert lines(
        paragraph("主要指标"),
        table(row("指标", "完成", "增速"), row("税收", "", "8%"), row("产 值", "35\t亿元", ""), row("", "", "")),
        paragraph("说明"),
    ) == ["主要指标", "指标\t完成\t增速", "税收\t\t8%", "产 值\t35 亿元", "说明"]


def test_merged_cells_keep_the_columns_apart() -> None:
    two = '<w:gridSpan w:val="2"/>'
    assert lines(
        table(
            row(cell("指标", properties='<w:vMerge w:val="restart"/>'), cell("数值", properties=two), "备注"),
            row(cell("旧", properties="<w:vMerge/>"), "计划", "完成", "略"),
            row(cell("税收"), "3", "4", "甲"),
            row("完成", properties='<w:gridBefore w:val="2"/>'),
            row(cell("合计", properties='<w:hMerge w:val="restart"/>'), cell("x", properties="<w:hMerge/>"), "5", "乙"),
            row(cell("总", properties='<w:gridSpan w:val="999999999999"/>'), "计"),
        )
    ) == [
        "指标\t数值\t\t备注",
        "\t计划\t完成\t略",
        "税收\t3\t4\t甲",
        "完成",
        "合计\t\t5\t乙",
        "总\t计",
    ]


def test_paragraphs_of_a_cell_are_joined() -> None:
    assert lines(
        table(
            row(
                cell("规模以上", "工业总产值"),
                cell("35", "亿元"),
                cell("GDP", "增速", "8%"),
                "甲",
            )
        )
    ) == ["规模以上工业总产值\t35 亿元\tGDP 增速 8%\t甲"]


def test_a_table_that_only_lays_out_the_page_is_read_as_paragraphs() -> None:
    long = [paragraph(f"{n}、新签约项目{n}个。") for n in range(1, 7)]
    assert lines(
        table(row("年度总结", cell(*long)), row(cell("评语", "同意。"))),
    ) == ["年度总结", *[f"{n}、新签约项目{n}个。" for n in range(1, 7)], "评语", "同意。"]


def test_a_table_in_a_cell_gives_rows_of_its_own() -> None:
    inner = table(row("税收", "3亿元"), row("产值", "35亿元"))
    assert lines(table(row(cell("左", inner, "下"), "右"), row("甲", "乙"))) == [
        "左",
        "税收\t3亿元",
        "产值\t35亿元",
        "下",
        "右",
        "甲\t乙",
    ]


def test_a_numbered_cell_without_text_holds_its_number() -> None:
    assert lines(
        table(
            row(cell(paragraph(properties=in_list(3, 0))), "税收"),
            row(cell(paragraph(properties=in_list(3, 0))), "产值"),
        ),
        paragraph(properties=in_list(3, 0)),
        numbering=NUMBERING,
    ) == ["1\t税收", "2\t产值"]


# Numbers


def in_list(list_id: int | str, level: int | None = None) -> str:
    at = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    return f'<w:numPr>{at}<w:numId w:val="{list_id}"/></w:numPr>'


def level(at: int, system: str, text: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{system}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def listed(number: int, abstract: int, more: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{more}</w:num>'


def abstract(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


NUMBERING = (
    abstract(
        0,
        level(0, "chineseCounting", "%1、"),
        level(1, "chineseCountingThousand", "（%2）"),
        level(2, "decimal", "%3."),
        level(3, "decimal", "%1.%3.%4", "<w:isLgl/>"),
    )
    + abstract(1, level(0, "decimal", "%1"))
    + listed(1, 0)
    + listed(2, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
    + listed(3, 1)
)


def test_numbers_that_word_counts_stand_before_the_text() -> None:
    outline = [
        (1, 0, "总体情况"), (1, 1, "税收"), (1, 1, "产值"), (1, 2, "2019年产值"), (1, 3, "甲"), (1, 3, "乙"),
        (1, 0, "存在问题"), (1, 1, "用地"), (2, 0, "附"), (1, 0, "又"), (0, 0, "无"),
    ]  # fmt: skip
    assert lines(*(paragraph(text, properties=in_list(i, at)) for i, at, text in outline), numbering=NUMBERING) == [
        "一、总体情况",
        "（一）税收",
        "（二）产值",
        "1. 2019年产值",
        "1.1.1 甲",
        "1.1.2 乙",
        "二、存在问题",
        "（一）用地",
        "一、附",
        "二、又",
        "无",
    ]


def test_an_empty_numbered_paragraph_counts_and_is_left_out() -> None:
    body = [paragraph(text, properties=in_list(1, 0)) for text in ("甲", "", "丙")]
    assert lines(*body, numbering=NUMBERING) == ["一、甲", "三、丙"]


def test_a_deleted_numbered_paragraph_does_not_count() -> None:
    gone = in_list(1, 0) + "<w:rPr><w:del/></w:rPr>"
    assert lines(
        paragraph("甲", properties=in_list(1, 0)),
        paragraph(f"<w:del>{run('乙')}</w:del>", properties=gone),
        paragraph("丙", properties=in_list(1, 0)),
        numbering=NUMBERING,
    ) == ["一、甲", "二、丙"]


@pytest.mark.parametrize(
    ("system", "text", "start", "label"),
    [
        ("chineseCounting", "第%1章", 12, "第十二章 税收"),
        ("chineseCountingThousand", "%1、", 110, "一百一十、税收"),
        ("taiwaneseCountingThousand", "%1．", 20, "二十．税收"),
        ("ideographTraditional", "%1、", 3, "丙、税收"),
        ("ideographTraditional", "%1、", 11, "11、税收"),
        ("ideographZodiac", "%1、", 1, "子、税收"),
        ("chineseLegalSimplified", "%1、", 13, "壹拾叁、税收"),
        ("ideographLegalTraditional", "%1、", 2, "貳、税收"),
        ("ideographDigital", "%1、", 10, "一〇、税收"),
        ("decimalEnclosedCircle", "%1", 3, "③税收"),
        ("decimalEnclosedCircleChinese", "%1", 50, "㊿税收"),
        ("decimalEnclosedCircle", "%1", 51, "51 税收"),
        ("decimalEnclosedParen", "%1", 2, "⑵税收"),
        ("decimalEnclosedFullstop", "%1", 2, "⒉税收"),
        ("decimalFullWidth", "%1．", 12, "１２．税收"),
        ("decimalZero", "%1", 3, "03 税收"),
        ("lowerLetter", "%1)", 28, "bb) 税收"),
        ("upperRoman", "%1.", 14, "XIV. 税收"),
        ("lowerRoman", "(%1)", 4, "(iv) 税收"),
        ("hindiVowels", "%1.", 4, "4. 税收"),
        ("decimal", "（%1）", 4, "（4）税收"),
        ("decimal", "%1.", 4, "4. 税收"),
        ("decimal", "", 4, "税收"),
        ("none", "附件", 4, "附件 税收"),
        ("none", "", 4, "税收"),
        ("bullet", "\uf06c", 1, "● 税收"),
        ("bullet", "\uf0d8", 1, "• 税收"),
        ("bullet", "—", 1, "— 税收"),
    ],
)
def test_systems_of_numerals(system: str, text: str, start: int, label: str) -> None:
    fonts = '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>' if system == "bullet" and text != "—" else ""
    numbering = abstract(0, level(0, system, text, fonts, start)) + listed(1, 0)
    assert lines(paragraph("税收", properties=in_list(1)), numbering=numbering) == [label]


def test_a_paragraph_is_numbered_through_its_style() -> None:
    styles = (
        f'<w:style w:type="paragraph" w:styleId="h1"><w:pPr>{in_list(1)}</w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="h2"><w:basedOn w:val="h1"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
        f'<w:style w:type="paragraph" w:styleId="h3"><w:pPr>{in_list(1)}</w:pPr></w:style>'
        f'<w:style w:type="paragraph" w:styleId="plain"><w:basedOn w:val="h1"/><w:pPr>{in_list(0)}</w:pPr></w:style>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="n"/>'
        '<w:style w:type="paragraph" w:styleId="round"><w:basedOn w:val="round"/></w:style>'
    )
    numbering = abstract(
        0,
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="h1"/>'),
        level(1, "chineseCounting", "（%2）"),
        level(2, "decimal", "%3.", '<w:pStyle w:val="h3"/>'),
    ) + listed(1, 0)
    body = [
        ("h1", "总体"),
        ("h2", "税收"),
        ("h3", "甲"),
        ("plain", "无"),
        ("round", "无"),
        ("none", "无"),
        ("h1", "问题"),
    ]
    assert lines(
        *(paragraph(text, properties=f'<w:pStyle w:val="{style}"/>') for style, text in body),
        paragraph("自己的", properties=f'<w:pStyle w:val="h1"/>{in_list(0)}'),
        paragraph("默认"),
        styles=styles,
        numbering=numbering,
    ) == ["一、总体", "（一）税收", "1. 甲", "无", "无", "无", "二、问题", "自己的", "默认"]


def test_a_list_that_is_defined_by_a_list_style() -> None:
    styles = f'<w:style w:type="numbering" w:styleId="公文"><w:pPr>{in_list(1)}</w:pPr></w:style>'
    numbering = (
        '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="公文"/></w:abstractNum>'
        + abstract(0, level(0, "chineseCounting", "%1、"))
        + listed(1, 0)
        + listed(2, 5)
    )
    body = [paragraph(text, properties=in_list(2, 0)) for text in "甲乙"]
    assert lines(*body, styles=styles, numbering=numbering) == ["一、甲", "二、乙"]


def test_when_a_level_begins_again() -> None:
    def outline(restart: str) -> list[str]:
        numbering = abstract(
            0, level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"), level(2, "decimal", "%3", restart)
        ) + listed(1, 0)
        body = [paragraph("x", properties=in_list(1, at)) for at in (0, 1, 2, 1, 2, 0, 2)]
        return [line.removesuffix(" x") for line in lines(*body, numbering=numbering)]

    assert outline("") == ["1", "1.1", "1", "1.2", "1", "2", "1"]
    assert outline('<w:lvlRestart w:val="0"/>') == ["1", "1.1", "1", "1.2", "2", "2", "3"]
    assert outline('<w:lvlRestart w:val="1"/>') == ["1", "1.1", "1", "1.2", "2", "2", "1"]


def test_a_list_may_change_a_level_of_its_definition() -> None:
    changed = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "%1)")}</w:lvlOverride>'
    numbering = abstract(0, level(0, "chineseCounting", "%1、")) + listed(1, 0) + listed(2, 0, changed)
    body = [paragraph("甲", properties=in_list(1, 0)), paragraph("乙", properties=in_list(2, 0))]
    assert lines(*body, numbering=numbering) == ["一、甲", "2) 乙"]


@pytest.mark.parametrize("properties", [in_list(9, 0), in_list("x", 0), in_list(4, 0), "<w:numPr/>"])
def test_a_list_that_is_not_there(properties: str) -> None:
    assert lines(paragraph("税收", properties=properties), numbering=NUMBERING + listed(4, 7)) == ["税收"]


def test_numbers_out_of_all_proportion() -> None:
    numbering = abstract(0, level(0, "upperLetter", "%1" * 5_000, start=10**30), level(99, "decimal", "%1")) + listed(
        1, 0
    )
    assert lines(paragraph("甲", properties=in_list(1, 10**30)), numbering=numbering) == ["A" * 50 + " 甲"]


# The container


def test_strict_files_are_read() -> None:
    body = paragraph("总体", properties=in_list(1, 0)) + paragraph("税收", run("密", "<w:vanish/>"))
    assert text_of(docx(body, numbering=NUMBERING, namespace=STRICT)) == "一、总体\n税收"


def test_the_main_part_may_be_called_anything() -> None:
    document = word_part("document", f"<w:body>{paragraph('总体', properties=in_list(1, 0))}</w:body>")
    members = {
        "_rels/.rels": related(thumbnail="a.png", officeDocument="/Word/Document2.xml"),
        "word/_rels/document2.xml.rels": related(numbering="../lists/n.xml"),
        "word/document2.xml": document,
        "lists/n.xml": word_part("numbering", NUMBERING),
    }
    assert text_of(zipped(members)) == "一、总体"
    assert text_of(zipped({name.replace("/", "\\"): content for name, content in members.items()})) == "一、总体"
    assert text_of(zipped({"word/document.xml": document})) == "总体"
    assert reader_of(zipped(members), "总结.txt").name == "docx"


def test_the_reader_is_found_by_what_the_file_holds() -> None:
    data = docx(paragraph("税收"))
    assert reader_of(data, "总结.txt").name == "docx"
    assert reader_of(data, "总结.wps.docm").name == "docx"


ENCRYPTED = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512) + "EncryptedPackage".encode("utf-16-le")
PASSWORD = "有密码保护，请先去掉密码 / protected by a password; remove it first"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (ENCRYPTED, PASSWORD),
        (docx(""), "文档里没有文字，可能只有图片 / the document has no text, perhaps only pictures"),
        (
            docx('<w:altChunk r="a"/>'),
            "正文以另一种格式嵌在文档里，请用 Word 打开并另存为 docx / "
            "the text is embedded in another format; open it in Word and save it as docx",
        ),
        (b"", "不是 Word 文档 / not a Word document"),
        (b"%PDF-1.4", "看起来是 PDF 文件，不是 Word 文档 / looks like a PDF file, not a Word document"),
        (
            zipped({"a.txt": "税收"}),
            "不是 Word 文档，或文件不完整 / not a Word document, or incomplete: it has no main part",
        ),
        (
            zipped({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "税收">]><a>&b;</a>'}),
            "文件里有外部实体或文档类型声明，不读 / declares entities or a document type; not read",
        ),
        (docx("<w:p>" * 300 + "</w:p>" * 300), "文件嵌套过深 / nested too deep"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, expected: str) -> None:
    assert message(data) == expected


def test_a_password_is_refused_whatever_the_file_is_called() -> None:
    for name in ("总结.docx", "总结.doc.docm", "总结.txt"):
        with pytest.raises(ReadError, match="有密码保护"):
            list(reader_of(ENCRYPTED, name).read(ENCRYPTED, name))


def test_a_damaged_part_is_refused() -> None:
    assert message(zipped({"word/document.xml": "<w"})).startswith("文件损坏，内容不是有效的 XML")


FULL = docx(
    paragraph("总体", properties=in_list(1, 0))
    + table(row("指标", "完成"), row(cell("税收", properties='<w:vMerge w:val="restart"/>'), "3亿元"))
    + paragraph(field("begin"), code("DATE"), field("separate"), "2019年", field("end"), f"<w:ins>{run('内')}</w:ins>"),
    numbering=NUMBERING,
)


def test_a_file_cut_anywhere_is_refused() -> None:
    for size in range(0, len(FULL), 7):
        message(FULL[:size])


def _read_or_refuse(data: bytes) -> None:
    try:
        sources = list(DocxReader().read(data, "a"))
    except ReadError as error:
        assert "\n" not in str(error)
        assert " / " in str(error)
    else:
        assert all(source.text for source in sources)


def test_flipped_bytes_of_the_container() -> None:
    chance = random.Random(7)
    for _ in range(300):
        damaged = bytearray(FULL)
        for _ in range(chance.randint(1, 8)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        _read_or_refuse(bytes(damaged))


def test_flipped_bytes_of_the_parts() -> None:
    chance = random.Random(11)
    with zipfile.ZipFile(io.BytesIO(FULL)) as file:
        members = {name: file.read(name) for name in file.namelist()}
    for _ in range(300):
        name = chance.choice(["word/document.xml", "word/numbering.xml", "word/_rels/document.xml.rels", "_rels/.rels"])
        damaged = bytearray(members[name])
        for _ in range(chance.randint(1, 3)):
            damaged[chance.randrange(len(damaged))] = chance.choice(b'<>/"=w: 09ptc')
        _read_or_refuse(zipped(members | {name: bytes(damaged)}))


_PIECES = [
    "w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:txbxContent", "w:sdt", "w:sdtContent", "w:pPr", "w:rPr", "w:numPr",
    "mc:AlternateContent", "mc:Choice", "mc:Fallback", "w:del", "w:ins", "w:vanish", "w:vMerge", "w:tcPr", "w:trPr",
    "w:hyperlink", "w:br", "w:tab", "m:sup", "w:showingPlcHdr",
]  # fmt: skip


def test_elements_in_places_where_none_stands() -> None:
    chance = random.Random(13)

    def some(depth: int) -> str:
        if depth == 0 or chance.random() < 0.1:
            return f"字<w:numId w:val='1'/>{field('begin')}"
        inside = "".join(some(depth - 1) for _ in range(chance.randint(1, 3)))
        name = chance.choice(_PIECES)
        return f"<{name}>{inside}</{name}>"

    for _ in range(200):
        _read_or_refuse(docx(some(7), numbering=NUMBERING))


def test_time_grows_with_the_text_alone() -> None:
    chain = "".join(f'<w:style w:styleId="s{i}"><w:basedOn w:val="s{i + 1}"/></w:style>' for i in range(20_000))
    wide = f'<w:lvl w:ilvl="0"><w:lvlText w:val="{"%1" * 100_000}"/></w:lvl>'
    body = paragraph("税收", properties=f'<w:pStyle w:val="s0"/>{in_list(1, 0)}') * 2_000
    text = text_of(docx(body, styles=chain, numbering=abstract(0, wide) + listed(1, 0)))
    assert len(text) < 2_000 * 500


def test_fields_that_never_end_cost_no_more_than_their_places() -> None:
    numbers = [str(number * 7_919 % 99_991) for number in range(20_000)]
    assert lines(*(paragraph(number, field("begin")) for number in numbers)) == numbers
