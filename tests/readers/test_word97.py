import random
import struct
import time
from dataclasses import replace
from pathlib import Path

import pytest

from summarymine.errors import ReadError
from summarymine.readers import reader_of
from summarymine.readers.compound import Compound
from summarymine.readers.word97 import Word97Reader
from summarymine.readers.word97_lists import Lists
from summarymine.readers.word97_parts import Header, Place
from tests.readers.compounds import DELETED, END, HIDDEN, IN_TABLE, RAISED, ROW_END, compound, wide, word, word_6

FILES = Path(__file__).parent / "files"
# What word97.fodt says, by the conventions of every reader.
WHOLE = """望榆园区2019年工作总结
一、经济运行
（一）税收
全年税收3亿元，增长较快的8%。完
软换行后，见附件。
1. 第一项
（1）子项甲
（2）子项乙
2. 第二项
（二）投资
制表 位置
①圈一
②圈二
● 圆点项
二、下一步打算
指标\t单位\t数值
税收（含返还）\t\t3.2
新的一页𠀀结束。"""


def text_of(data: bytes, encoding: str | None = None) -> str:
    [source] = Word97Reader().read(data, "总结.doc", encoding=encoding)
    return source.text


def refused(data: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        text_of(data)
    return str(caught.value)


def test_a_whole_document_with_numbers_and_without_notes() -> None:
    assert text_of((FILES / "word97.doc").read_bytes()) == WHOLE


def test_what_the_file_is_called_does_not_matter() -> None:
    data = (FILES / "word97.doc").read_bytes()
    assert [reader_of(data, name).name for name in ("总结.doc", "总结.wps", "总结.txt")] == ["word97"] * 3


def test_special_characters() -> None:
    text = "望榆\x1e园区\x1f总结\r第一行\x0b第二行\x0c下一页\x08\x01\r完成\xa0投资\r"
    assert text_of(wide(text)) == "望榆-园区总结\n第一行\n第二行\n下一页\n完成 投资"


def test_pieces_of_eight_and_of_sixteen_bits_in_any_order() -> None:
    raw = "增长".encode("utf-16-le") + b" 8.5% \x96 \x95\r" + "税收".encode("utf-16-le")
    assert text_of(word(raw, [(2, 14, False, 0), (2, 0, False, 0), (10, 4, True, 0)])) == "税收增长 8.5% – •"


def test_only_the_main_text_is_read() -> None:
    raw = "税收增长。\r脚注不读。\r"
    assert text_of(wide(raw, count=6)) == "税收增长。"


def test_the_codes_of_fields_are_left_out() -> None:
    nested = "见\x13 HYPERLINK \x13 PAGE \x147\x15 \x14附件\x15。第\x13 PAGE \x15页\r"
    assert text_of(wide(nested)) == "见附件。第页"


@pytest.mark.parametrize("text", ["税收\x13增长\r", "税收\x15增长\r", "税收\x14增长\r", "\x14\x15\x13税收增长\r"])
def test_a_field_mark_without_its_fellow_leaves_nothing_out(text: str) -> None:
    assert text_of(wide(text)) == "税收增长"


def test_hidden_and_deleted_text_is_left_out_and_exponents_stay() -> None:
    text = "税收内部3亿元，原定8%，10m2\r"
    runs = [(4, b""), (4, HIDDEN), (8, b""), (4, DELETED), (12, b""), (2, RAISED), (2, b"")]
    assert text_of(wide(text, characters=runs)) == "税收3亿元，8%，10m²"


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    assert text_of(wide("税收\r增长\r", characters=[(4, b""), (2, DELETED), (6, b"")])) == "税收增长"


def test_a_table_is_a_line_a_row() -> None:
    text = "指标\r指标\x07数值\x07\x07税收\r返还\x073亿元\x07\x07完\r"
    cell, row = IN_TABLE, IN_TABLE + ROW_END
    sizes = [(6, b""), (6, cell), (6, cell), (2, row), (6, cell), (6, cell), (8, cell), (2, row), (4, b"")]
    assert text_of(wide(text, paragraphs=sizes)) == "指标\n指标\t数值\n税收返还\t3亿元\n完"


def test_a_table_in_a_cell_has_lines_of_its_own() -> None:
    inner = IN_TABLE + bytes.fromhex("496602000000")
    cell, inner_cell, inner_row = IN_TABLE, inner + b"\x4b\x24\x01", inner + b"\x4c\x24\x01"
    text = "内\r容\r\r外\x07右\x07\x07完\r"
    sizes = [(4, inner_cell), (4, inner_cell), (2, inner_row), (4, cell), (4, cell), (2, cell + ROW_END), (4, b"")]
    assert text_of(wide(text, paragraphs=sizes)) == "内\t容\n外\n右\n完"


def test_a_character_of_a_symbol_font() -> None:
    drawn = bytes.fromhex("096a 0000 1327")
    assert text_of(wide("税收(增长\r", characters=[(4, b""), (2, drawn), (6, b"")])) == "税收✓增长"


def level(start: int, style: int, text: str, flags: int = 0, limit: int = 0) -> bytes:
    """A level of a list; a digit in *text* stands for the number of that level, counted from 0."""
    shown = "".join(chr(int(char)) if char.isdigit() else char for char in text)
    return struct.pack("<iBB9x1x4x4xBBBxH", start, style, flags, 0, 0, limit, len(shown)) + shown.encode("utf-16-le")


def counted(levels: list[bytes], uses: list[bytes], asked: list[tuple[int, int]], simple: bool = False) -> list[str]:
    """The labels of paragraphs that ask for a use and a level."""
    listed = struct.pack("<H", 1) + struct.pack("<i22xBx", 7, simple)
    used = struct.pack("<I", len(uses)) + b"".join(struct.pack("<i8xB3x", 7, bool(use)) for use in uses)
    used += b"".join(bytes(4) + use for use in uses)
    table = listed + b"".join(levels) + used
    header = Header.of(Compound.open(wide("x")).read("WordDocument"))
    places = {"lists": Place(0, len(listed)), "used_lists": Place(len(table) - len(used), len(used))}
    lists = Lists.of(replace(header, **places), table, [])
    return [lists.label(use, at) for use, at in asked]


def test_levels_of_a_list_count_and_begin_again() -> None:
    levels = [level(1, 39, "第0章"), level(1, 0, "0.1", 0x4), level(5, 4, "2)", 0x8, 1)] + [level(1, 0, "")] * 6
    asked = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2)]
    labels = ["第一章", "1.1", "1.2", "e)", "1.3", "f)", "第二章", "2.1", "e)"]
    assert counted(levels, [b""], asked) == labels


def test_a_use_of_a_list_may_begin_anew_or_look_different() -> None:
    start = struct.pack("<iI", 4, 0x10)
    other = struct.pack("<iI", 0, 0x30) + level(1, 0, "（0）")
    asked = [(1, 0), (1, 0), (2, 0), (2, 0), (1, 0), (3, 0), (4, 0), (0, 0), (1, 1), (9, 0)]
    labels = ["一、", "二、", "四、", "五、", "六、", "（1）", "", "", "", ""]
    assert counted([level(1, 37, "0、")], [b"", start, other], asked, simple=True) == labels


def test_a_section_ends_a_paragraph_and_a_page_does_not() -> None:
    assert text_of(wide("封面\x0c一、总体\r", sections=(0, 3, 9))) == "封面\n一、总体"


def test_what_a_fast_save_says_of_a_piece() -> None:
    raw = "税收旧的增长\r".encode("utf-16-le")
    hidden = 0x5C << 1 | 1 << 8  # by its short name
    pieces = [(2, 0, False, 0), (2, 4, False, hidden), (3, 8, False, 0)]
    assert text_of(word(raw, pieces)) == "税收增长"
    pieces = [(2, 0, False, 0), (2, 4, False, 1 << 1 | 1), (3, 8, False, 0)]
    assert text_of(word(raw, pieces, prms=(b"", DELETED))) == "税收增长"


@pytest.mark.parametrize(
    ("language", "codec"), [(0x0804, "gb18030"), (0x0404, "big5"), (0x0409, "gb18030"), (0x0409, "big5")]
)
def test_word_6_in_the_code_page_of_its_language(language: int, codec: str) -> None:
    text = "望榆園區經濟工作總結。全年完成稅收3億元，比上年增長8%。"
    assert text_of(word_6((text + "\r").encode(codec), language=language)) == text
    assert text_of(word_6(text.encode(codec)), encoding=codec) == text


def test_a_table_of_word_6() -> None:
    raw = "指标\x07数值\x07\x07完\r".encode("gbk")
    cell, row = bytes([24, 1]), bytes([24, 1, 25, 1])
    paragraphs = [(5, cell), (5, cell), (1, row), (3, b"")]
    assert text_of(word_6(raw, paragraphs=paragraphs)) == "指标\t数值\n完"


PASSWORD = "有密码保护，请先去掉密码 / protected by a password; remove it first"


def test_a_file_with_a_password_is_refused() -> None:
    assert refused(wide("税收\r", flags=0x300)) == PASSWORD
    assert refused(compound({"EncryptedPackage": b"x", "EncryptionInfo": b"x"})) == PASSWORD


@pytest.mark.parametrize("data", [b"WPS\0\1\2", b"PK\3\4", compound({"CONTENTS": b"MatOST"}), "税收".encode()])
def test_another_format_is_refused(data: bytes) -> None:
    assert refused(data).startswith("不是 Word 97–2003 或 WPS 文档，请用 WPS 或 Word 另存为 .docx / not a document")


def test_what_else_is_refused() -> None:
    assert refused(b"") == "空文件 / the file is empty"
    assert refused(wide("\r\r \r")) == "文档里没有文字 / there is no text in the document"
    assert refused(wide("税收\r", version=45)).startswith("Word 版本过旧或文件损坏")
    assert refused(wide("税收\r", count=30)).startswith("文件损坏或不完整")
    assert refused(wide("税收\r", count=30_000_000)).startswith("文字超过 20,000,000 个字符")
    assert refused(word("税收".encode("utf-16-le"), [(9_000, 0, False, 0)])).startswith("文件损坏或不完整")


def test_only_streams_of_the_file_itself_are_found() -> None:
    container = Compound.open(compound({"WordDocument": b"a", "1Table": b"b"}))
    assert set(container.entries) == {"WordDocument", "1Table"}
    assert container.read("1Table") == b"b".ljust(4096, b"\0")
    assert container.read("Data") == b""


def test_small_streams_are_read() -> None:
    container = Compound.open((FILES / "word97.doc").read_bytes())
    assert b"Microsoft Word" in container.read("\x01CompObj")


def test_chains_in_a_circle_end() -> None:
    data = bytearray(compound({"WordDocument": b"a", "1Table": b"b"}))
    table = data.rindex(struct.pack("<II", 1, 2))  # the second sector follows the first
    struct.pack_into("<I", data, table, 0)
    assert Compound.open(bytes(data)).read("WordDocument")[:1] == b"a"
    data = bytearray(compound({"WordDocument": b"a"}))
    struct.pack_into("<I", data, 68, 0)  # more of the allocation table, from a sector that names itself
    assert len(Compound.open(bytes(data)).read("WordDocument")) == 4096
    assert END not in Compound.open(bytes(data)).entries


@pytest.mark.parametrize("seed", range(8))
def test_damage_gives_a_text_or_a_clear_line(seed: int) -> None:
    whole = (FILES / "word97.doc").read_bytes()
    chance = random.Random(seed)
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 3, 30, 300))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        taken(bytes(data))
    for _ in range(40):
        taken(whole[: chance.randrange(len(whole))])


def taken(data: bytes) -> None:
    try:
        text_of(data)
    except ReadError as error:
        assert "\n" not in str(error)


def test_properties_and_pieces_made_to_take_long() -> None:
    many = 40_000
    began = time.perf_counter()
    assert text_of(wide("\x13" * many + "税收" + "\x15" * many + "增长\r")) == "增长"
    pieces = [(1, 0, False, 0)] * many
    assert text_of(word("税收".encode("utf-16-le"), pieces)) == "税" * many
    assert text_of(wide("税\r" * many)) == "\n".join("税" * many)
    assert time.perf_counter() - began < 10
