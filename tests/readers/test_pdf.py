"""PDFs are built here byte by byte in a font that every viewer knows, or are samples (`files/make_pdf.py`)."""

import hashlib
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarymine.document import Place, Source, Unread
from summarymine.errors import ReadError
from summarymine.readers import reader_of
from summarymine.readers.pdf import PdfReader
from tests.readers.files.make_pdf import REPORT

FILES = Path(__file__).parent / "files"
WAY_OUT = (
    "请安装 tesseract 和中文数据 chi_sim，或先做文字识别 (OCR，例如 ocrmypdf)",
    "install tesseract with chi_sim, or recognise the text first (OCR, for example ocrmypdf)",
)
SCAN = f"扫描件，没有文字层；{WAY_OUT[0]} / a scan without a text layer; {WAY_OUT[1]}"
GARBAGE = (
    f"文字层是乱码（字体没有到 Unicode 的对应），最好重新导出；{WAY_OUT[0]} / "
    f"the text layer is garbage (its fonts have no mapping to Unicode), better export it again; {WAY_OUT[1]}"
)
DAMAGED = "PDF 损坏或不完整；请重新下载或导出 / a damaged or incomplete PDF; download or export it again"
CUT = "PDF 不完整，缺少结尾；请重新下载或导出 / the PDF is cut off; download or export it again"
LOCKED = "有密码保护，请先去掉密码 / protected by a password; remove it first"
PROSE = "园区全年完成工业总产值八十六亿元，新签约项目二十三个，合同引资四十七亿元，标准厂房二期工程主体封顶，配套道路和管网同步建成"
FULL = 36  # characters of 12 points between margins of 72 points on a page of 576


def at(x: float, y: float, text: str, size: float = 12) -> str:
    return f"BT /F {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET\n"


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{x0} {y0} m {x1} {y1} l S\n"


def pdf(*pages: str, size: tuple[int, int] = (576, 842), more: str = "", trailer: str = "", font: str = "") -> bytes:
    """A PDF whose pages draw what is given; its font has no glyphs of its own and is a square high."""
    bodies = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{6 + 2 * i} 0 R' for i in range(len(pages)))}]>>",
        f"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]{font}>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
        "/Supplement 2>>/FontDescriptor 5 0 R/DW 1000>>",
        "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880"
        "/Descent -120/StemV 93>>",
    ]
    for i, content in enumerate(pages):
        bodies.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {size[0]} {size[1]}]/Resources<</Font<</F 3 0 R>>>>"
            f"/Contents {7 + 2 * i} 0 R{more}>>"
        )
        bodies.append(f"<</Length {len(content)}>>stream\n{content}\nendstream")
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("ascii")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"trailer<</Size {len(bodies) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{len(out)}\n%%EOF\n"
    return bytes(out) + f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}{end}".encode("ascii")


def printed(*paragraphs: str, top: float = 760, indent: int = 2) -> str:
    """Paragraphs set in full lines with a first-line indent."""
    found, y = "", top
    for paragraph in paragraphs:
        room, rest = FULL - indent, paragraph
        while rest:
            found += at(72 + 12 * (FULL - room), y, rest[:room])
            rest, room, y = rest[room:], FULL, y - 20
    return found


def read(data: bytes) -> Source:
    [source] = PdfReader().read(data, "总结.pdf")
    assert isinstance(source, Source)
    return source


def text(*pages: str) -> str:
    return read(pdf(*pages)).text


def message(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        list(PdfReader().read(data, "总结.pdf"))
    return str(caught.value)


def test_a_report_comes_back_paragraph_for_paragraph() -> None:
    data = (FILES / "report.pdf").read_bytes()
    source = read(data)
    assert source.text.split("\n") == REPORT
    assert (source.path, source.encoding, source.sha256) == ("总结.pdf", "utf-8", hashlib.sha256(data).hexdigest())
    begins = [source.text[place.start :][:6] for place in source.places]
    assert [place.name for place in source.places] == ["第1页", "第2页", "第3页", "第4页"]
    assert begins == ["青芦湾产业园", "项目一期投产", "工业总产值\t", "新开工项目2"]


def test_a_report_without_indents_and_rules() -> None:
    source = read((FILES / "plain.pdf").read_bytes())
    assert source.text.split("\n") == REPORT[:1] + REPORT[4:5] + REPORT[6:12] + REPORT[13:14]


def test_it_is_found_by_its_first_bytes() -> None:
    assert reader_of(pdf(at(72, 700, PROSE[:20])), "总结.doc").name == "pdf"


def test_lines_are_joined_and_short_ones_end_a_paragraph() -> None:
    paragraphs = ["一、主要工作", PROSE + "。" + PROSE, "（一）招商引资", PROSE, "二、存在问题", PROSE[:40]]
    assert text(printed(*paragraphs)).split("\n") == paragraphs


def test_an_indent_begins_a_paragraph_where_the_line_above_is_full() -> None:
    full = [PROSE[: FULL - 3] + "。", PROSE[: FULL - 3] + "。", PROSE[:50]]
    assert text(printed(*full)).split("\n") == full


def test_a_marker_begins_a_paragraph_where_nothing_is_indented() -> None:
    full = [PROSE[: FULL - 1] + "。", "2." + PROSE[: FULL - 3] + "。", "（三）" + PROSE[:50]]
    assert text(printed(*full, indent=0)).split("\n") == full


def test_an_enumeration_at_a_line_s_beginning_is_no_heading() -> None:
    paragraph = PROSE[: FULL - 2] + "第一、二、三产业" + PROSE[:50] + "。"
    assert paragraph[FULL - 2 :][:2] == "第一"
    paragraph = PROSE[: FULL - 5] + "第一、" + "二、三产业" + PROSE[:50] + "。"
    assert paragraph[FULL - 2 :][:2] == "二、"
    assert text(printed("一、经济", paragraph, paragraph)).split("\n") == ["一、经济", paragraph, paragraph]


def test_a_paragraph_over_a_page_end_is_one_and_its_pages_are_kept() -> None:
    first, second = (PROSE + PROSE)[: 2 * FULL - 2], "项目开工率达到九成以上。"
    source = read(pdf(printed("一、经济运行", first), at(72, 760, second) + at(96, 740, "二、存在问题")))
    assert source.text == f"一、经济运行\n{first}{second}\n二、存在问题"
    assert source.places == (Place(0, "第1页"), Place(7 + len(first), "第2页"))
    assert source.place(7) == "第1页"
    assert source.place(source.text.index("二、")) == "第2页"


def test_a_page_without_text_has_no_place() -> None:
    source = read(pdf(printed(PROSE), "", printed(PROSE)))
    assert source.places == (Place(0, "第1页"), Place(len(PROSE) + 1, "第3页"))


def test_headers_footers_and_page_numbers_are_left_out() -> None:
    pages = [
        at(200, 800, "望榆园区工作总结汇编", 9) + printed(f"第{n}季度" + PROSE + "。") + at(270, 40, number, 9)
        for n, number in zip("一二三四", ["第1页 共4页", "- 2 -", "3/4", "— 4 —"], strict=True)
    ]
    assert text(*pages).split("\n") == [f"第{n}季度" + PROSE + "。" for n in "一二三四"]


def test_a_header_with_the_page_s_number_in_it_is_left_out() -> None:
    pages = [at(150, 800, f"望榆园区2021年工作总结（第{n}部分）", 9) + printed(PROSE + "。") for n in (1, 2, 3)]
    assert text(*pages) == "\n".join([PROSE + "。"] * 3)


def test_a_title_that_recurs_is_kept() -> None:
    pages = [at(200, 770, f"望榆园区2021年{n}月工作总结", 18) + printed(PROSE + "。", top=730) for n in (1, 2)]
    assert text(*pages).split("\n") == [
        "望榆园区2021年1月工作总结",
        PROSE + "。",
        "望榆园区2021年2月工作总结",
        PROSE + "。",
    ]


def test_a_number_in_the_text_is_no_page_number() -> None:
    assert text(printed(PROSE) + at(72, 500, "2021") + at(72, 400, PROSE[:9])).split("\n") == [PROSE, "2021", PROSE[:9]]


def grid(xs: list[int], ys: list[int]) -> str:
    return "".join(line(x, ys[0], x, ys[-1]) for x in xs) + "".join(line(xs[0], y, xs[-1], y) for y in ys)


def test_a_ruled_table_is_a_line_a_row() -> None:
    table = grid([72, 172, 272, 372], [700, 670, 640]) + "".join(
        at(x, y, cell)
        for y, row in ((680, ["指标", "单位", "增长"]), (650, ["工业总产值", "", "8.5%"]))
        for x, cell in zip((76, 176, 276), row, strict=True)
        if cell
    )
    assert text(printed("一、指标", PROSE) + table + at(96, 600, "二、问题")).split("\n") == [
        "一、指标", PROSE, "指标\t单位\t增长", "工业总产值\t\t8.5%", "二、问题",
    ]  # fmt: skip


def test_lines_of_a_cell_are_joined_and_its_paragraphs_parted() -> None:
    table = grid([72, 172, 372], [700, 640]) + at(76, 680, "规模以上工业") + at(76, 662, "总产值")
    table += at(200, 690, "3.5亿元") + at(200, 672, "完成年度任务")
    assert text(table + printed(PROSE, top=600)).split("\n") == ["规模以上工业 总产值\t3.5亿元 完成年度任务", PROSE]
    table = (
        grid([72, 155, 372], [700, 640]) + at(76, 680, "规模以上工业") + at(76, 662, "总产值") + at(200, 670, "3.5亿元")
    )
    assert text(table + printed(PROSE, top=600)).split("\n") == ["规模以上工业总产值\t3.5亿元", PROSE]


def test_merged_cells_stand_in_their_first_row_and_column() -> None:
    table = line(72, 700, 372, 700) + line(172, 670, 372, 670) + line(72, 640, 372, 640)
    table += line(72, 700, 72, 640) + line(172, 700, 172, 640) + line(272, 670, 272, 640) + line(372, 700, 372, 640)
    table += at(76, 665, "产值") + at(200, 680, "2021年") + at(176, 650, "3亿元") + at(276, 650, "8%")
    assert text(table + printed(PROSE, top=600)).split("\n") == ["产值\t2021年", "\t3亿元\t8%", PROSE]


def test_a_frame_around_text_is_no_table() -> None:
    frame = "50 50 476 742 re S\n"
    assert text(frame + printed("一、经济", PROSE)).split("\n") == ["一、经济", PROSE]


def test_a_table_drawn_in_one_stroke() -> None:
    table = "72 640 300 60 re 172 640 m 172 700 l 72 670 m 372 670 l S\n"
    table += at(76, 680, "指标") + at(176, 680, "完成") + at(76, 650, "税收") + at(176, 650, "3亿元")
    assert text(table + printed(PROSE, top=600)).split("\n") == ["指标\t完成", "税收\t3亿元", PROSE]


def test_rows_without_rules_are_tabulated_by_their_gaps() -> None:
    rows = [["指标", "单位", "增长"], ["税收", "", "8.5%"], ["产值", "亿元", "9%"]]
    table = "".join(
        at(x, 700 - 20 * n, cell)
        for n, row in enumerate(rows)
        for x, cell in zip((72, 172, 272), row, strict=True)
        if cell
    )
    assert text(table + printed(PROSE, top=600)).split("\n") == [
        "指标\t单位\t增长",
        "税收\t\t8.5%",
        "产值\t亿元\t9%",
        PROSE,
    ]


def test_the_head_of_a_table_is_not_repeated_on_the_next_page() -> None:
    def page(*rows: tuple[str, str]) -> str:
        ys = [700 - 20 * n for n in range(len(rows) + 1)]
        cells = (
            at(x, y - 15, cell)
            for y, row in zip(ys, rows, strict=False)
            for x, cell in zip((76, 176), row, strict=True)
        )
        return grid([72, 172, 272], ys) + "".join(cells)

    head = ("重点项目名称", "完成投资")
    assert text(page(head, ("冷链项目", "3亿元")), page(head, ("面业项目", "2亿元")) + printed(PROSE, top=500)).split("\n") == [
        "重点项目名称\t完成投资", "冷链项目\t3亿元", "面业项目\t2亿元", PROSE,
    ]  # fmt: skip


def test_footnotes_and_their_marks_are_left_out() -> None:
    page = at(72, 700, "全年完成产值三亿元") + at(180, 705, "1", 6) + at(186, 700, "，") + printed(PROSE, top=680)
    page += line(72, 100, 180, 100) + at(72, 88, "1", 6) + at(78, 85, "按现价计算。", 9)
    assert text(page).split("\n") == ["全年完成产值三亿元，", PROSE]


def test_columns_are_read_one_after_the_other() -> None:
    left = [PROSE[n : n + 17] for n in range(20)]
    page = at(200, 790, "望榆园区简报", 18) + "".join(at(72, 760 - 20 * n, part) for n, part in enumerate(left))
    page += "".join(at(300, 760 - 20 * n, part[::-1]) for n, part in enumerate(left))
    assert text(page).split("\n") == ["望榆园区简报", "".join(left) + "".join(part[::-1] for part in left)]


def test_a_leaning_watermark_is_left_out() -> None:
    mark = f"BT /F 60 Tf 0.7 0.7 -0.7 0.7 150 300 Tm <{'内部资料'.encode('utf-16-be').hex()}> Tj ET\n"
    assert text(mark + printed(PROSE)) == PROSE


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_is_read_the_way_its_text_stands(turn: int) -> None:
    assert read(pdf(printed("一、经济", PROSE), more=f"/Rotate {turn}")).text.split("\n") == ["一、经济", PROSE]
    matrix = {0: "1 0 0 1 0 0", 90: "0 1 -1 0 842 0", 180: "-1 0 0 -1 576 842", 270: "0 -1 1 0 0 576"}[turn]
    size = (842, 576) if turn % 180 else (576, 842)
    turned = pdf(f"{matrix} cm\n{printed('一、经济', PROSE)}", size=size, more=f"/Rotate {turn}")
    assert read(turned).text.split("\n") == ["一、经济", PROSE]


def test_latin_words_keep_one_space_over_a_line_end() -> None:
    page = (
        at(72, 700, "The park grew by eight percentages in")
        + at(72, 680, "2021; the plant")
        + at(72, 660, "grew more.")
    )
    assert text(page + printed(PROSE, top=620)).split("\n") == [
        "The park grew by eight percentages in 2021; the plant", "grew more.", PROSE,
    ]  # fmt: skip


def test_a_scan_is_refused() -> None:
    assert message(pdf("0 0 576 842 re f\n", "0 0 576 842 re f\n")) == SCAN
    assert message(pdf(at(270, 40, "1"), at(270, 40, "2"), at(72, 700, "盖章"))) == SCAN


def test_pictures_among_pages_are_named() -> None:
    picture = "576 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \xff EI\n".replace("\xff", "x")
    found = list(PdfReader().read(pdf(printed(PROSE), picture, printed(PROSE), picture), "总结.pdf"))
    assert [type(part) for part in found] == [Source, Unread]
    assert found[1] == Unread(
        "总结.pdf",
        f"有 2 页是图像，没有文字层，未读：第 2、4 页；{WAY_OUT[0]} / "
        f"2 pages are pictures without a text layer and not read; {WAY_OUT[1]}",
    )


def test_garbage_is_refused() -> None:
    assert message(pdf(printed("".join(map(chr, range(0xE000, 0xE100)))))) == GARBAGE
    assert message(pdf(printed("牨誧" * 60))) == GARBAGE


def test_a_password_is_asked_away() -> None:
    key = "00" * 32
    locked = f"/Encrypt<</Filter/Standard/V 1/R 2/O<{key}>/U<{key}>/P -4>>/ID[<00><00>]"
    assert message(pdf(printed(PROSE), trailer=locked)) == LOCKED


def test_no_pages_and_too_many() -> None:
    assert message(pdf()) == DAMAGED
    many = pdf(printed(PROSE)).replace(b"/Count 1/Kids[6 0 R]", b"/Count 6000/Kids[" + b"6 0 R " * 6000 + b"]")
    assert message(many) == "PDF 超过 5,000 页，请拆分后再读 / more than 5,000 pages; split it"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "空文件 / the file is empty"),
        (b"%PDF-1.7\n", CUT),
        (b"%PDF-1.7\n%%EOF\n", DAMAGED),
        ("税收增长".encode() + b"%%EOF", DAMAGED),
        (b"{\\rtf1 %%EOF}", "看起来是 RTF 文件，不是 PDF / looks like a RTF file, not a PDF"),
    ],
)
def test_refused_in_one_clear_line(data: bytes, expected: str) -> None:
    assert message(data) == expected


def spoiled(data: bytes) -> Iterator[bytes]:
    for place in range(0, len(data), max(len(data) // 40, 1)):
        yield data[:place]
        yield data[:place] + b"\n%%EOF\n"
    chance = random.Random(7)
    for _ in range(60):
        flipped = bytearray(data)
        for _ in range(chance.choice([1, 4, 30])):
            flipped[chance.randrange(len(flipped))] = chance.randrange(256)
        yield bytes(flipped)


@pytest.mark.parametrize("name", ["built", "plain.pdf"])
def test_spoiled_files_are_read_or_refused(name: str) -> None:
    data = pdf(printed(PROSE), printed(PROSE)) if name == "built" else (FILES / name).read_bytes()
    for bad in spoiled(data):
        try:
            parts = list(PdfReader().read(bad, "总结.pdf"))
        except ReadError as error:
            assert "\n" not in str(error)
            assert " / " in str(error)
        else:
            source = parts[0]
            assert isinstance(source, Source)
            assert source.text
            source.text.encode()
            assert list(source.places) == sorted(source.places)


def test_numbers_out_of_all_bounds_are_no_reason_to_fail() -> None:
    far = int("9" * 30)
    wild = at(far, 700, "远") + at(72, far, "高") + at(72, -far, "深") + at(72, 700, "大", far) + printed(PROSE)
    assert text(wild + line(0, 0, far, 0) + line(0, -far, 0, far)).endswith(PROSE)
