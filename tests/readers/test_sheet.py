"""Workbooks. ``files/book.xls`` and ``files/book.ods`` are what `book` writes, saved anew by LibreOffice
(``soffice --headless --convert-to xls book.xlsx``, and ``ods``).
"""

import datetime
import hashlib
import io
import random
import time
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from summarymine.api import mine_text
from summarymine.document import Place, Source
from summarymine.errors import ReadError
from summarymine.readers import reader_of
from summarymine.readers.sheet import CsvReader, SheetReader
from summarymine.readers.sheet_rows import Budget, Sheet, lines_of_sheet
from summarymine.readers.sheet_values import plain_text, reshown, shown, shown_date, unescaped

FILES = Path(__file__).parent / "files"
ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

HEAD = ["指标", "单位", "全年目标", "1—12月完成", "同比增长(%)", "完成年度目标(%)"]
ROWS: list[list[Any]] = [
    ["规模以上工业总产值", "亿元", 120, 126.5, 8.3, 105.4],
    ["税收收入", "亿元", 3.5, 3.6, -2.5, 102.9],
    ["   其中：增值税", "亿元", None, 1.2, 1.1],
    ["新增就业", "人", 1200, 1350, None, 112.5],
]


def workbook(write: Callable[[xlsxwriter.Workbook], Any]) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        write(book)
    return file.getvalue()


def read(data: bytes, path: str = "指标.xlsx") -> Source:
    [source] = SheetReader().read(data, path)
    return source


def text_of(write: Callable[[xlsxwriter.Workbook], Any]) -> str:
    return read(workbook(write)).text


def message(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        list(SheetReader().read(data, "指标.xlsx"))
    assert "\n" not in str(caught.value)
    return str(caught.value)


def package(sheet: str, strings: str = "", workbook: str | None = None) -> bytes:
    """A workbook of hand-written parts, its one sheet 指标."""
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" Type="{OFFICE}/officeDocument" '
        f'Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="/xl/worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/workbook.xml": workbook
        or f'<workbook xmlns="{SPREADSHEET}" xmlns:r="{OFFICE}"><sheets><sheet name="指标" sheetId="1" r:id="r1"/>'
        f"</sheets></workbook>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SPREADSHEET}">{sheet}</worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{SPREADSHEET}">{strings}</sst>',
    }
    return zipped(parts)


def zipped(parts: Mapping[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name, part in parts.items():
            out.writestr(name, part)
    return file.getvalue()


def spreadsheet(body: str, styles: str = "", manifest: str = "<manifest/>") -> bytes:
    """An OpenDocument workbook with these tables."""
    name = "urn:oasis:names:tc:opendocument:xmlns:"
    spaces = " ".join(f'xmlns:{one}="{name}{one}:1.0"' for one in ("office", "table", "text", "style", "manifest"))
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": manifest,
            "content.xml": f"<office:document-content {spaces}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
            f"</office:document-content>",
        }
    )


def book(book: xlsxwriter.Workbook) -> None:
    """Every kind of cell, in three sheets that are seen and one that is not."""
    day, month = (book.add_format({"num_format": code}) for code in ('yyyy"年"m"月"d"日"', 'yyyy"年"m"月"'))
    percent, money = (book.add_format({"num_format": code}) for code in ("0.0%", ACCOUNTING))
    sheet = book.add_worksheet("主要指标")
    sheet.merge_range(0, 0, 0, 5, "表1 2019年主要经济指标完成情况")
    sheet.write(1, 5, "单位：亿元、%")
    for row, cells in enumerate([HEAD, *ROWS]):
        sheet.write_row(2 + row, 0, cells)
    sheet = book.add_worksheet("各园区")
    sheet.merge_range("A1:A2", "园区")
    sheet.merge_range("B1:C1", "工业总产值")
    sheet.merge_range("D1:E1", "税收")
    sheet.merge_range("F1:F2", "建成\n时间")
    sheet.write_row(1, 1, ["完成", "同比增长", "完成", "同比增长"])
    for row, name, output, growth, tax, more, built in (
        (2, "望榆园区", 35.25, 0.083, 1203.5, 0.1, (43529, day)),
        (3, "柳湾园区", 40.5, -0.0204, 0, 0.05, (43800, month)),
    ):
        sheet.write_row(row, 0, [name, output])
        sheet.write(row, 2, growth, percent)
        sheet.write(row, 3, tax, money)
        sheet.write(row, 4, more, percent)
        sheet.write(row, 5, *built)
    hidden = book.add_worksheet("底稿")
    hidden.write(0, 0, "底稿不读")
    hidden.hide()
    book.add_worksheet("空表")
    sheet = book.add_worksheet("分类")
    sheet.write_row(0, 0, ["类 别", "指标", "单位", "完成"])
    sheet.merge_range("A2:A3", "工业")
    sheet.write_row(1, 1, ["产值", "亿元", 12])
    sheet.write_row(2, 1, ["税收", "万元", 300])
    sheet.merge_range("A4:B4", "合计")
    sheet.write_row(3, 2, ["亿元", 13])
    sheet.write(4, 0, True)
    sheet.write_formula(4, 1, "=1/0", None, "#DIV/0!")
    sheet.write_formula(4, 3, "=1+1", None, 2)
    sheet.write_comment("A1", "批注不读")
    sheet.write(6, 0, "说明：以上\n为快报数")
    sheet.write_row(7, 0, ["隐藏的行", 1])
    sheet.set_row(7, None, None, {"hidden": 1})
    sheet.write("G1", "隐藏的列")
    sheet.set_column("G:G", None, None, {"hidden": 1})


TEXT = """\
主要指标
表1 2019年主要经济指标完成情况
单位：亿元、%
指标\t单位\t全年目标\t1—12月完成\t同比增长(%)\t完成年度目标(%)
规模以上工业总产值\t亿元\t120\t126.5\t8.3\t105.4
税收收入\t亿元\t3.5\t3.6\t-2.5\t102.9
其中：增值税\t亿元\t\t1.2\t1.1
新增就业\t人\t1200\t1350\t\t112.5
各园区
园区\t工业总产值完成\t工业总产值同比增长\t税收完成\t税收同比增长\t建成时间
望榆园区\t35.25\t8.3%\t1203.50\t10.0%\t2019年3月5日
柳湾园区\t40.5\t-2.0%\t-\t5.0%\t2019年12月
分类
类别\t指标\t单位\t完成
工业\t产值\t亿元\t12
工业\t税收\t万元\t300
合计\t合计\t亿元\t13
是\t\t\t2
说明：以上为快报数"""
PLACES = (
    Place(0, "工作表 主要指标"),
    Place(TEXT.index("各园区"), "工作表 各园区"),
    Place(TEXT.index("分类"), "工作表 分类"),
)


def test_every_cell_as_the_sheet_shows_it() -> None:
    data = workbook(book)
    assert read(data, "2019年/指标.xlsx") == Source(
        "2019年/指标.xlsx", TEXT, "utf-8", hashlib.sha256(data).hexdigest(), PLACES
    )


@pytest.mark.parametrize("name", ["book.xls", "book.ods"])
def test_other_formats_give_the_same(name: str) -> None:
    data = (FILES / name).read_bytes()
    assert read(data, name) == Source(name, TEXT, "utf-8", hashlib.sha256(data).hexdigest(), PLACES)


@pytest.mark.parametrize("suffix", ["xls", "et", "xlsx", "ods", "txt"])
@pytest.mark.parametrize("name", ["book.xls", "book.ods", ""])
def test_what_a_file_holds_counts_not_its_name(name: str, suffix: str) -> None:
    data = (FILES / name).read_bytes() if name else workbook(book)
    path = f"指标.{suffix}"
    [source] = reader_of(data, path).read(data, path)
    assert isinstance(source, Source)
    assert source.text == TEXT


def test_one_sheet_has_no_name_above_it() -> None:
    source = read(workbook(lambda book: (book.add_worksheet("甲"), book.add_worksheet("乙").write(3, 2, "税收3亿元"))))
    assert (source.text, source.places) == ("税收3亿元", (Place(0, "工作表 乙"),))


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (12.0, "", "12"),
        (-0.0, "", "0"),
        (0.1 + 0.2, "", "0.3"),
        (1e21, "General", "1000000000000000000000"),
        (1.5e-7, "", "0.00000015"),
        (123456789012345678, "", "123456789012346000"),
        (float("nan"), "", ""),
        (2.5, "0", "3"),
        (1.005, "0.00", "1.01"),
        (3.5, "0.00_ ", "3.50"),
        (3.5, "0.0#", "3.5"),
        (1234.5, "#,##0.00", "1234.50"),
        (0.1246, "0.0%", "12.5%"),
        (1.05, "0%", "105%"),
        (-0.0204, "0.00%", "-2.04%"),
        (-0.0004, "0.0%", "0.0%"),
        (12_345_678, '#,##0.0,,"百万"', "12.3百万"),
        (3.5, '0.0"亿元"', "3.5亿元"),
        (3.5, '"约"0.0', "约3.5"),
        (3.5, "[$¥-804]#,##0.00", "3.50"),
        (-3.5, "0.0_);(0.0)", "-3.5"),
        (-3.5, "0.0;[Red]0.0", "-3.5"),
        (0, ACCOUNTING, "-"),
        (-1.5, ACCOUNTING, "-1.50"),
        (5, ";;;", ""),
        (5, "@", "5"),
        (3.5, "[>=1]0.00;0.0", "3.5"),
        (3.25, "# ?/?", "3.25"),
        (3.5, "0.00E+00", "3.5"),
        (12345, '0"."0,', "12345"),
        (43529, "yyyy/m/d", "2019年3月5日"),
        (43529, "m/d/yy", "2019年3月5日"),
        (43529, 'yyyy"年"m"月"', "2019年3月"),
        (43529, "yyyy年m月", "2019年3月"),
        (43529, "[$-804]yyyy\\-mm;@", "2019年3月"),
        (43529, "yyyy", "2019年"),
        (43529, 'm"月"d"日"', "3月5日"),
        (43529, "aaaa", "2019年3月5日"),
        (43529.6, "yyyy/m/d h:mm", "2019年3月5日 14:24"),
        (0.6, "h:mm:ss", "14:24"),
        (0.6, "上午/下午h时mm分", "14:24"),
        (1, "yyyy/m/d", "1900年1月1日"),
        (61, "yyyy/m/d", "1900年3月1日"),
        (2_958_465, "yyyy/m/d", "9999年12月31日"),
        (2_958_466, "yyyy/m/d", "2958466"),
        (-1, "yyyy/m/d", "-1"),
        (1e300, "0.00", "1" + "0" * 300),
    ],
)  # fmt: skip
def test_numbers_are_shown_by_their_format(value: float, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_days_from_1904() -> None:
    assert shown(42067, "yyyy/m/d", from_1904=True) == "2019年3月5日"
    date = {"num_format": "yyyy/m/d"}
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "date_1904": True}) as book:
        book.add_worksheet().write_datetime(0, 0, datetime.datetime(2019, 3, 5), book.add_format(date))
    assert read(file.getvalue()).text == "2019年3月5日"


@pytest.mark.parametrize("code", ["0" * 100_000, '"' * 100_000, "[" * 100_000, "y" * 99_999, "\\", "_", "%" * 300])
def test_a_format_can_be_anything(code: str) -> None:
    started = time.process_time()
    shown(43529.5, code)
    shown_date(datetime.datetime(2019, 3, 5), code)
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (" 同比增长\r\n（%） ", "同比增长（%）"),
        ("合　　计", "合　　计"),
        ("合    计", "合计"),
        ("指 标 名 称", "指标名称"),
        ("张三 李四", "张三 李四"),
        ("全年\n目标", "全年目标"),
        ("GDP\n增速", "GDP 增速"),
        ("税收\t收入", "税收 收入"),
        ("税\0收\x1b\ud800", "税收"),
        ("税收\u2028收入\x85合计", "税收收入合计"),
        (" \n\t", ""),
    ],
)
def test_a_text_is_one_line(written: str, text: str) -> None:
    assert plain_text(written) == text


def test_characters_that_xml_forbids() -> None:
    assert unescaped("税收_x000D_\n收入") == "税收\r\n收入"
    assert plain_text(unescaped("税_xD800_收")) == "税收"
    assert text_of(lambda book: book.add_worksheet().write(0, 0, "税_x000D_收")) == "税_x000D_收"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("1,234.5", "1234.5"),
        ("￥ 1,234", "1234"),
        ("1,2345", "1,2345"),
        ("3亿元", "3亿元"),
        ("-2.0%", "-2.0%"),
        ("", ""),
    ],
)
def test_a_number_that_is_written_out(written: str, text: str) -> None:
    assert reshown(written) == text


def sheet_of(rows: Sequence[str], *merged: tuple[int, int, int, int]) -> list[str]:
    """The lines of a sheet whose cells are parted by blanks, ``_`` for an empty one."""
    sheet = Sheet("", Budget())
    for row, line in enumerate(rows):
        for column, text in enumerate(line.split(" ")):
            sheet.put(row, column, text.replace("_", ""))
    for area in merged:
        sheet.merge(*area)
    return [line.replace("\t", " ") for line in lines_of_sheet(sheet)]


def test_a_heading_over_two_rows() -> None:
    rows = ["指标 2019年 _ 2018年 _", "_ 完成 增长% 完成 增长%", "税收 3 8 2 7"]
    expected = ["指标 2019年完成 2019年增长% 2018年完成 2018年增长%", "税收 3 8 2 7"]
    assert sheet_of(rows, (0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4)) == expected
    assert sheet_of(rows) == expected


def test_a_heading_over_three_rows() -> None:
    rows = ["园区 工业 _ _ _", "_ 产值 _ 投资 _", "_ 完成 增长 完成 增长", "望榆 3 8 2 7"]
    merged = ((0, 0, 2, 0), (0, 1, 0, 4), (1, 1, 1, 2), (1, 3, 1, 4))
    assert sheet_of(rows, *merged) == ["园区 工业产值完成 工业产值增长 工业投资完成 工业投资增长", "望榆 3 8 2 7"]


@pytest.mark.parametrize(
    ("rows", "merged"),
    [
        (["指标 单位 完成", "税收 亿元 快报"], []),
        (["指标 完成 增长", "税收 3 8"], []),
        (["项目 进展 _", "路网 主体完工 8月"], []),
        (["项目 进展 _", "路网 主体完工 8月"], [(0, 1, 0, 2)]),
        (["填报单位：望榆园区 _ 2019年 _", "指标 单位 目标 完成"], [(0, 0, 0, 1), (0, 2, 0, 3)]),
        (["表1 _ _", "指标 目标 完成"], [(0, 0, 0, 2)]),
    ],
)
def test_rows_that_are_no_heading_over_two_rows(rows: list[str], merged: list[tuple[int, int, int, int]]) -> None:
    assert sheet_of(rows, *merged) == [line.replace("_", "").rstrip() for line in rows]


def test_labels_fill_merged_cells_in_rows_of_figures_only() -> None:
    rows = ["类别 指标 完成", "工业 产值 3", "_ 税收 2", "_ 备注 见附件", "合计 _ 5"]
    expected = ["类别 指标 完成", "工业 产值 3", "工业 税收 2", " 备注 见附件", "合计 合计 5"]
    assert sheet_of(rows, (1, 0, 3, 0), (4, 0, 4, 1)) == expected
    # A number that holds for several rows belongs to them together.
    assert sheet_of(["甲 1 9", "乙 2 _"], (0, 2, 1, 2)) == ["甲 1 9", "乙 2"]


def test_empty_rows_and_columns_are_left_out() -> None:
    assert sheet_of(["_ 指标 _ 完成 _", "_", "_ 税收 _ 3 _"]) == ["指标 完成", "税收 3"]


def test_what_is_hidden_is_left_out_but_a_merged_cell_that_reaches_out_of_it() -> None:
    sheet = Sheet("", Budget())
    for row, cells in enumerate((("底稿", "", "完成"), ("密", "税收", "3"), ("密", "投资", "4"))):
        for column, text in enumerate(cells):
            sheet.put(row, column, text)
    sheet.merge(0, 0, 0, 1)
    sheet.hidden_columns.add(0)
    sheet.hidden_rows.add(2)
    assert lines_of_sheet(sheet) == ["底稿\t完成", "税收\t3"]


def test_the_parts_of_an_xlsx_that_other_programs_leave_out() -> None:
    strings = "<si><r><t>税</t></r><r><rPr><b/></rPr><t>收</t></r><rPh sb='0' eb='1'><t>shui</t></rPh></si><si><t>完成</t></si>"
    cells = (
        "<dimension ref='A1:B2'/><sheetData><row><c t='inlineStr'><is><t>指标</t></is></c><c t='s'><v>1</v></c></row>"
        "<row r='3'><c r='A3' t='s'><v>0</v></c><c><v>3.50</v></c><c t='s'><v>99</v></c><c t='e'><v>#N/A</v></c>"
        "<c t='str'><f>A1</f><v>快报</v></c><c t='b'><v>0</v></c><c t='d'><v>2019-03-05T00:00:00</v></c><c/></row></sheetData>"
    )
    text = read(package(cells, strings)).text
    assert text == "指标\t完成\n税收\t3.5\t快报\t否\t2019年3月5日"


def test_the_strict_form_of_xlsx() -> None:
    parts = {
        "_rels/.rels": '<Relationships xmlns="urn:p"><Relationship Id="a" Type="http://purl.oclc.org/ooxml/'
        'officeDocument/relationships/officeDocument" Target="/book/main.xml"/></Relationships>',
        "book/_rels/main.xml.rels": '<Relationships xmlns="urn:p"><Relationship Id="a" Type="http://purl.oclc.org/'
        'ooxml/officeDocument/relationships/worksheet" Target="../sheets/1.xml"/></Relationships>',
        "book/main.xml": '<workbook xmlns="urn:s" xmlns:r="urn:r"><sheets><sheet name="表" r:id="a"/></sheets></workbook>',
        "sheets/1.xml": '<worksheet xmlns="urn:s"><sheetData><row><c><v>3</v></c></row></sheetData></worksheet>',
    }
    assert read(zipped(parts)).text == "3"


def test_ods_repeats_covers_and_notes() -> None:
    body = (
        "<table:table table:name='底稿' table:style-name='h'><table:table-row><table:table-cell><text:p>密</text:p>"
        "</table:table-cell></table:table-row></table:table>"
        "<table:table table:name='指标'><table:table-column table:number-columns-repeated='16384'/>"
        "<table:table-row><table:table-cell table:number-columns-spanned='2'><text:p>园区</text:p></table:table-cell>"
        "<table:covered-table-cell/><table:table-cell><office:annotation><text:p>批注</text:p></office:annotation>"
        "<text:p>同比<text:s text:c='2'/>增长</text:p><text:p>（%）</text:p></table:table-cell></table:table-row>"
        "<table:table-row table:number-rows-repeated='2'><table:table-cell table:number-columns-repeated='2' "
        "office:value-type='float' office:value='1234.5'><text:p>1,234.50</text:p></table:table-cell>"
        "<table:table-cell office:value-type='percentage' office:value='0.083'><text:p>8.3%</text:p></table:table-cell>"
        "</table:table-row><table:table-row table:visibility='collapse'><table:table-cell><text:p>隐藏</text:p>"
        "</table:table-cell></table:table-row><table:table-row table:number-rows-repeated='1048000'>"
        "<table:table-cell table:number-columns-repeated='16384'/></table:table-row>"
        "<table:table-row><table:table-cell office:value-type='float' office:value='12345678901'>"
        "<text:p>1.23E+10</text:p></table:table-cell><table:table-cell><text:p>#DIV/0!</text:p></table:table-cell>"
        "<table:table-cell office:value-type='date' office:date-value='2019-03-05'><text:p>2019-03</text:p>"
        "</table:table-cell></table:table-row></table:table>"
    )
    styles = "<style:style style:name='h'><style:table-properties table:display='false'/></style:style>"
    text = "园区\t\t同比 增长（%）\n1234.50\t1234.50\t8.3%\n1234.50\t1234.50\t8.3%\n12345678901\t\t2019年3月"
    assert read(spreadsheet(body, styles), "指标.ods") == Source(
        "指标.ods", text, "utf-8", hashlib.sha256(spreadsheet(body, styles)).hexdigest(), (Place(0, "工作表 指标"),)
    )


PASSWORD = "有密码保护，请先去掉密码 / protected by a password; remove it first"


def test_passwords() -> None:
    protected = bytearray((FILES / "book.xls").read_bytes())
    behind_first = protected.index(bytes.fromhex("0908100000060500")) + 20
    protected[behind_first : behind_first + 2] = b"\x2f\0"  # the record that says how it is encrypted
    assert message(bytes(protected)) == PASSWORD
    ole2 = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1016) + "EncryptedPackage".encode("utf-16-le") + bytes(512)
    assert message(ole2) == PASSWORD
    assert message(spreadsheet("", manifest="<m><encryption-data/></m>")) == PASSWORD


def test_what_is_no_workbook() -> None:
    assert message(b"") == "空文件 / the file is empty"
    assert message(b"%PDF-1.7") == "看起来是 PDF 文件，不是表格 / looks like a PDF file, not a workbook"
    assert message("税收".encode()) == "文件损坏，不是表格 / damaged, not a workbook"
    assert message(zipped({"word/document.xml": "<w/>"})) == "文件不完整，缺少 xl/workbook.xml / incomplete, xl/workbook.xml is missing"  # fmt: skip
    binary = {"_rels/.rels": f'<R><Relationship Id="a" Type="{OFFICE}/officeDocument" Target="xl/workbook.bin"/></R>'}
    assert message(zipped(binary)) == "二进制工作簿（xlsb），请另存为 xlsx / a binary workbook (xlsb); save it as xlsx"


def test_empty_workbooks() -> None:
    empty = "工作簿里没有内容，或全部隐藏 / the workbook is empty, or all of it is hidden"
    assert message(workbook(lambda book: book.add_worksheet())) == empty
    assert message(workbook(lambda book: (book.add_worksheet(), book.add_worksheet().hide()))) == empty
    assert message(spreadsheet("")) == empty


def test_a_sheet_is_as_large_as_its_cells() -> None:
    def corner(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "指标")
        sheet.write(1_048_575, 16_383, "税收")
        sheet.merge_range(0, 1, 1_048_575, 16_382, "合并")

    started = time.process_time()
    lies = package("<dimension ref='A1:XFD1048576'/><sheetData><row r='1'><c r='A1'><v>3</v></c></row></sheetData>")
    assert read(lies).text == "3"
    everywhere = "<sheetData><row r='1048576'><c r='XFD1048576'><v>3</v></c></row><row r='1'><c r='A1'><v>2</v></c></row></sheetData>"
    assert read(package(everywhere)).text == "2\n3"
    assert time.process_time() - started < 1


MANY = "表格超过 1,000,000 个单元格，请拆分或删去不需要的数据 / more than 1,000,000 cells; split the workbook or remove what is not needed"
LONG = "文字超过 20,000,000 字，请拆分后再读 / more than 20,000,000 characters; split the workbook"
OUTSIDE = "表格损坏，单元格位置无效 / damaged, a cell stands outside the sheet"


def test_bombs_are_refused_in_time() -> None:
    started = time.process_time()
    # One long string in every cell; rows and columns that are repeated; merged cells over each other.
    strings = f"<si><t>{'税' * 40_000}</t></si>"
    cells = "".join(f"<row><c t='s'><v>0</v></c><c><v>{i}</v></c></row>" for i in range(600))
    assert message(package(f"<sheetData>{cells}</sheetData>", strings)) == LONG
    cell = "<table:table-cell table:number-columns-repeated='16384'><text:p>1</text:p></table:table-cell>"
    row = f"<table:table-row table:number-rows-repeated='1048576'>{cell}</table:table-row>"
    assert message(spreadsheet(f"<table:table>{row}</table:table>")) == MANY
    square = "".join(f"<row>{'<c><v>1</v></c>' * 100}</row>" for _ in range(100))
    merged = "<mergeCell ref='A1:XFD1048576'/>" * 200
    assert message(package(f"<sheetData>{square}</sheetData><mergeCells>{merged}</mergeCells>")) == MANY
    # A step: every row one cell further to the right, its line one tab longer.
    steps = "".join(
        f"<row><c r='{letters(i)}{i + 1}'><v>1</v></c><c r='A{i + 1}'><v>1</v></c></row>" for i in range(16_384)
    )
    assert message(package(f"<sheetData>{steps}</sheetData>")) == LONG
    assert message(package("<sheetData><row><c r='XFE1'><v>1</v></c></row></sheetData>")) == OUTSIDE
    assert message(package("<sheetData><row r='99999999'><c><v>1</v></c></row></sheetData>")) == OUTSIDE
    assert time.process_time() - started < 30


def letters(column: int) -> str:
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def test_xml_that_declares_entities_is_refused() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "c">]><workbook/>'
    assert message(package("", workbook=bomb)).startswith("文件里有外部实体或文档类型声明")


@pytest.mark.parametrize("name", ["book.xls", "book.ods", ""])
def test_damage_is_an_error_or_a_result(name: str) -> None:
    data = (FILES / name).read_bytes() if name else workbook(book)
    chance = random.Random(5)
    broken = [data[: len(data) * i // 40] for i in range(40)]
    for _ in range(150):
        bytes_ = bytearray(data)
        for _ in range(chance.choice((1, 5, 50))):
            bytes_[chance.randrange(len(bytes_))] = chance.randrange(256)
        broken.append(bytes(bytes_))
    for damaged in broken:
        try:
            sources = list(SheetReader().read(damaged, "指标.xls"))
        except ReadError as error:
            assert "\n" not in str(error)
            assert " / " in str(error)
        else:
            assert all(source.text for source in sources)


@pytest.mark.parametrize(
    ("path", "written", "text"),
    [
        ("a.csv", "指标,完成\r\n税收,3.5\r\n", "指标\t完成\n税收\t3.5"),
        ("a.csv", "指标;完成\n税收;3,5\n投资;4\n", "指标\t完成\n税收\t3,5\n投资\t4"),
        ("a.csv", "指标\t完成\n税收\t3", "指标\t完成\n税收\t3"),
        ("a.tsv", "指标\t完成,亿元\n税收\t3", "指标\t完成,亿元\n税收\t3"),
        ("a.csv", '"全年\n目标","说""明"""\n1,2', '全年目标\t说"明"\n1\t2'),
        ("a.csv", '税收,"1,203.5"\n,,\n,8.3%', "税收\t1203.5\n8.3%"),
        ("a.csv", "指标,2019年,\n,完成,增长\n税收,3,8", "指标\t2019年完成\t2019年增长\n税收\t3\t8"),
    ],
)
@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-8-sig"])
def test_text_tables(path: str, written: str, text: str, codec: str) -> None:
    data = written.encode(codec)
    assert list(CsvReader().read(data, path)) == [Source(path, text, codec, hashlib.sha256(data).hexdigest())]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "空文件 / the file is empty"),
        (b",,\n,,", "表格里没有内容 / the table is empty"),
        (b'"' + b"a" * 200_000, "表格格式有误"),
        (b"PK\3\4", "看起来是 ZIP 文件，不是文本 / looks like a ZIP file, not text"),
    ],
)
def test_text_tables_that_are_none(data: bytes, said: str) -> None:
    with pytest.raises(ReadError) as caught:
        list(CsvReader().read(data, "a.csv"))
    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)


def figures(text: str) -> list[tuple[str, ...]]:
    fields = ("subject", "name", "value", "unit", "status", "measure", "basis")
    return [
        tuple(str(getattr(record, field)) for field in fields)
        for record in mine_text(text)
        if record.record == "indicator"
    ]


def test_a_sheet_of_indicators_gives_its_records() -> None:
    def level(name: str, target: str, actual: str, unit: str = "元") -> list[tuple[str, ...]]:
        found = [("", name, target, unit, "target", "level", "")] if target else []
        return [*found, ("", name, actual, unit, "actual", "level", "")]

    def rate(name: str, value: str, measure: str, basis: str) -> tuple[str, ...]:
        return ("", name, value, "%", "actual", measure, basis)

    output, tax = "规模以上工业总产值", "税收收入"
    assert figures(text_of(lambda book: write_rows(book, ["表1 2019年主要经济指标完成情况"], ["单位：亿元、%"], HEAD, *ROWS))) == [
        *level(output, "12000000000", "12650000000"),
        rate(output, "8.3", "growth", "yoy"),
        rate(output, "105.4", "completion", "target"),
        *level(tax, "350000000", "360000000"),
        rate(tax, "-2.5", "growth", "yoy"),
        rate(tax, "102.9", "completion", "target"),
        *level("增值税", "", "120000000"),
        rate("增值税", "1.1", "growth", "yoy"),
        *level("新增就业", "1200", "1350", "人"),
        rate("新增就业", "112.5", "completion", "target"),
    ]  # fmt: skip


def test_headings_over_two_rows_give_the_records_of_each_park() -> None:
    def write(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        percent = book.add_format({"num_format": "0.0%"})
        sheet.merge_range("A1:F1", "表2 2019年各园区主要指标")
        sheet.write("F2", "单位：亿元、%")
        sheet.merge_range("A3:A4", "园区")
        sheet.merge_range("B3:D3", "工业总产值")
        sheet.merge_range("E3:F3", "税收")
        sheet.write_row("B4", ["全年目标", "完成", "同比增长", "完成", "同比增长"])
        for row, (name, *amounts) in enumerate(
            (("望榆园区", 30, 35.25, 0.083, 3.5, 0.1), ("柳湾园区", 40, 40.5, -0.02, None, 0.05))
        ):
            sheet.write_row(4 + row, 0, [name, *amounts])
            sheet.write_column(4 + row, 3, [amounts[2]], percent)
            sheet.write_column(4 + row, 5, [amounts[4]], percent)

    wanted, growth = "工业总产值", ("%", "actual", "growth", "yoy")
    assert figures(text_of(write)) == [
        ("望榆园区", wanted, "3000000000", "元", "target", "level", ""),
        ("望榆园区", wanted, "3525000000", "元", "actual", "level", ""),
        ("望榆园区", wanted, "8.3", *growth),
        ("望榆园区", "税收", "350000000", "元", "actual", "level", ""),
        ("望榆园区", "税收", "10", *growth),
        ("柳湾园区", wanted, "4000000000", "元", "target", "level", ""),
        ("柳湾园区", wanted, "4050000000", "元", "actual", "level", ""),
        ("柳湾园区", wanted, "-2", *growth),
        ("柳湾园区", "税收", "5", *growth),
    ]


def test_rows_that_part_or_number_a_table_do_not_end_it() -> None:
    rows: list[list[Any]] = [
        ["附表：2019年主要经济指标完成情况"],
        ["单位：亿元"],
        ["指标名称", "计量单位", "年度目标", "实际完成", "完成率(%)", "比上年增长(%)"],
        ["甲", "乙", 1, 2, 3, 4],
        ["一、经济总量"],
        ["地区生产总值", "亿元", 50, 52.3, 104.6, 7.5],
        ["固定资产投资", "亿元"],
        ["二、财政金融"],
        ["（一）财政"],
        ["一般公共预算收入", "万元", None, 36120, None, -2.5],
        ["三、其他"],
        ["新增规上企业", "家", 10],
    ]
    actual = ("actual", "level", "")
    assert figures(text_of(lambda book: write_rows(book, *rows))) == [
        ("", "地区生产总值", "5000000000", "元", "target", "level", ""),
        ("", "地区生产总值", "5230000000", "元", *actual),
        ("", "地区生产总值", "104.6", "%", "actual", "completion", "target"),
        ("", "地区生产总值", "7.5", "%", "actual", "growth", "yoy"),
        ("", "一般公共预算收入", "361200000", "元", *actual),
        ("", "一般公共预算收入", "-2.5", "%", "actual", "growth", "yoy"),
        ("", "新增规上企业", "10", "家", "target", "level", ""),
    ]


def test_a_column_of_an_earlier_year() -> None:
    rows = [
        ["主要指标"],
        ["指标", "单位", "2019年完成", "2019年增长(%)", "2018年完成", "2018年增长(%)"],
        ["税收", "亿元", 3.5, 8, 3.2, 6],
    ]
    found = mine_text("望榆园区2019年工作总结\n" + text_of(lambda book: write_rows(book, *rows)))
    assert [(r.name, str(r.value), r.status, r.measure, r.period) for r in found if r.record == "indicator"] == [
        ("税收", "350000000", "actual", "level", ""),
        ("税收", "8", "actual", "growth", ""),
        ("税收", "320000000", "previous", "level", "2018"),
        ("税收", "6", "previous", "growth", "2018"),
    ]


def write_rows(book: xlsxwriter.Workbook, *rows: Sequence[Any]) -> None:
    sheet = book.add_worksheet()
    for row, cells in enumerate(rows):
        sheet.write_row(row, 0, cells)


@pytest.mark.parametrize(
    ("sheet", "strings"), [("<row/>", ""), ("<mergeCell/>", ""), ("<worksheet/>", "<si/>")], ids=["row", "cell", "text"]
)
def test_a_part_that_begins_with_what_should_be_inside(sheet: str, strings: str) -> None:
    with zipfile.ZipFile(io.BytesIO(package("<sheetData/>"))) as sound:
        parts = {name: sound.read(name).decode() for name in sound.namelist()}
    parts["xl/worksheets/sheet1.xml"] = sheet
    parts["xl/sharedStrings.xml"] = strings or parts["xl/sharedStrings.xml"]
    with pytest.raises(ReadError):
        list(SheetReader().read(zipped(parts), "a.xlsx"))
