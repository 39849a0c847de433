import random
import time
from pathlib import Path

import pytest

from summarymine.errors import ReadError
from summarymine.readers import reader_of
from summarymine.readers.rtf import RtfReader
from tests.readers.test_word97 import WHOLE

FILES = Path(__file__).parent / "files"


def text_of(data: bytes, encoding: str | None = None) -> str:
    [source] = RtfReader().read(data, "总结.rtf", encoding=encoding)
    return source.text


def rtf(body: str, codec: str = "gb18030", head: str = r"\ansi\ansicpg936") -> bytes:
    """A file whose characters beyond ASCII are escaped bytes of a code page."""
    escaped = "".join(
        char if char.isascii() else "".join(f"\\'{byte:02x}" for byte in char.encode(codec)) for char in body
    )
    return (r"{\rtf1" + head + "\n" + escaped + "}").encode("ascii")


def refused(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        text_of(data)
    return str(caught.value)


def test_a_whole_document_is_the_same_as_in_word() -> None:
    assert text_of((FILES / "word97.rtf").read_bytes()) == WHOLE


def test_many_a_doc_is_rtf_inside() -> None:
    assert reader_of(rtf("总结"), "总结.doc").name == "rtf"


def test_code_pages_of_the_file_and_of_fonts() -> None:
    assert text_of(rtf("望榆园区")) == "望榆园区"
    assert text_of(rtf("望榆園區", "big5", r"\ansi\ansicpg950")) == "望榆園區"
    fonts = r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fnil\fcharset134{\*\panose 01} SimSun;}{\f2\fcharset136 x;}}"
    assert text_of(rtf(fonts + r"\f1 总结{\f0 abc}结\par", head=r"\ansi\ansicpg1252\deff0")) == "总结abc结"
    assert text_of(rtf(fonts + r"{\f2 總結}", "big5", r"\ansi\ansicpg1252\deff0")) == "總結"
    assert text_of(rtf("总结", head=r"\ansi\deflang1033\deflangfe2052")) == "总结"
    assert text_of(rtf("总结", head=r"\ansi\ansicpg1252"), encoding="gbk") == "总结"


def test_bytes_that_are_not_escaped() -> None:
    assert text_of(b"{\\rtf1\\ansi\\ansicpg936 " + "总结".encode("gbk") + b"}") == "总结"
    assert text_of(rb"{\rtf1\ansi\ansicpg936 \'84P}") == b"\x84P".decode("gbk")  # a second byte below 128


def test_characters_in_unicode_and_what_stands_for_them() -> None:
    assert text_of(rtf(r"\uc2\u24037\'b9\'a4\u20316\'d7\'f73\uc1\u24180?\uc0\u24230.")) == "工作3年度."
    assert text_of(rtf(r"\u-30726?\u26446 {\uc0\u26446}?\par")) == "蟺李李?"
    assert text_of(rtf(r"\u24037\u20316\par\u24635\u32467")) == "工作\n总结"  # no stand-ins although one is due
    assert text_of(rtf(r"\uc0\u-10176\u-9216 。")) == "𠀀。"


def test_paragraphs_lines_and_signs() -> None:
    body = r"一、总结\par\pard 第一行\line 第二行\tab 完\par\par\ldblquote 好\rdblquote\emdash 8\~9\_10\-1\{\}\\"
    assert text_of(rtf(body)) == "一、总结\n第一行\n第二行 完\n“好”—8 9-101{}\\"


def test_a_line_end_in_the_file_means_nothing() -> None:
    assert text_of(rtf("工作\r\n总\n结\\\n完")) == "工作总结\n完"


def test_tables_and_tables_in_them() -> None:
    row = r"\trowd\cellx100\cellx200\pard\intbl "
    body = row + r"指标\cell 数值\cell\row " + row + r"税收\par 返还\cell{3\b 亿元\cell}{\trowd\row}\pard 完\par"
    assert text_of(rtf(body)) == "指标\t数值\n税收返还\t3亿元\n完"
    inner = r"{\pard\intbl\itap2 甲\nestcell 乙\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}}"
    assert text_of(rtf(row + inner + r"\pard\intbl\itap1 外\cell 右\cell\row\pard 完")) == "甲\t乙\n外\n右\n完"


def test_automatic_numbers_come_first() -> None:
    label = r"{\listtext\pard\plain %s\tab}"
    body = label % "一、" + r"总体\par" + label % "1." + r" 税收\par" + label % r"\u8226 ?" + r"圆点\par"
    assert text_of(rtf(body)) == "一、总体\n1. 税收\n• 圆点"
    assert text_of(rtf(r"{\pntext (1)\tab}{\*\pn\pnlvlbody{\pntxta )}}投资\par")) == "(1) 投资"


def test_what_is_not_text_is_left_out() -> None:
    body = (
        r"{\info{\title 标题}}{\stylesheet{\s1 正文;}}{\header 页眉}{\*\generator 软件;}{\*\unheard 何物}总"
        r"{\v 隐藏}{\deleted 删除}{\footnote 脚注}{\*\annotation 批注}{\pict\wmetafile8 0a0b}{\object{\*\objdata 00}}结"
        r"{\field{\*\fldinst HYPERLINK x}{\fldrslt 链接}}\v 内部\plain 10m{\super 2}"
    )
    assert text_of(rtf(body)) == "总结链接10m²"


def test_bytes_of_a_picture_are_skipped() -> None:
    assert text_of(b"{\\rtf1 a{\\pict\\bin6 {{}}\\x}b\\bin99999 }") == "ab"
    assert text_of(b"{\\rtf1 a\\bin-5 b}") == "ab"


def test_characters_of_symbol_fonts() -> None:
    fonts = r"{\fonttbl{\f3\fcharset2 Symbol;}{\f4\fcharset2 Wingdings;}}"
    assert text_of(rtf(fonts + r"{\f3 \'b3}3{\f4 \u-3844?}亿")) == "≥3✓亿"


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    assert text_of(rtf(r"税收{\deleted\par}增长\par")) == "税收增长"


def test_what_is_refused() -> None:
    assert refused(b"") == "空文件 / the file is empty"
    assert refused("总结".encode()) == "不是 RTF 文件，请另存为 .docx / not an RTF file; save it as .docx"
    assert refused(rtf(r"\par\par")) == "文档里没有文字 / there is no text in the document"
    assert refused(b"{\\rtf1" + b"{" * 5_000) == "文件嵌套过深 / nested too deep"


def test_more_is_closed_than_was_opened() -> None:
    assert text_of(b"{\\rtf1 a}}}}b\\par c{{") == "ab\nc"


@pytest.mark.parametrize("seed", range(8))
def test_damage_gives_a_text_or_a_clear_line(seed: int) -> None:
    whole = (FILES / "word97.rtf").read_bytes()
    chance = random.Random(seed)
    for _ in range(20):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 3, 30, 300))):
            data[chance.randrange(6, len(data))] = chance.randrange(256)
        taken(bytes(data))
    for _ in range(20):
        taken(whole[: chance.randrange(len(whole))])


def taken(data: bytes) -> None:
    try:
        text_of(data)
    except ReadError as error:
        assert "\n" not in str(error)


@pytest.mark.parametrize(
    "unit", [b"{}", b"\\'", b"\\par ", b"\\cell", b"\\row", b"\\u8226", b"{\\*\\x", b"\\itap9\\intbl\\cell"]
)
def test_the_time_is_linear(unit: bytes) -> None:
    began = time.perf_counter()
    taken(b"{\\rtf1 " + unit * (300_000 // len(unit)))
    assert time.perf_counter() - began < 10
