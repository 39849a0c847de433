import codecs

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from summarymine.errors import ReadError
from summarymine.readers.encoding import FAMILIAR, decode, familiarity
from summarymine.readers.signatures import looks_like

SIMPLIFIED = "望榆园区完成税收3亿元，同比增长8.5%。"
TRADITIONAL = "望榆園區完成稅收3億元，同比增長8.5%。"
LONG = "\r\n".join(f"{n}、新签约项目{n}个，解决用工、融资等难题{n * 3}件。\t合计" for n in range(1, 300))
LONG_TRADITIONAL = "\n".join(f"{n}、新簽約項目{n}個，解決用工、融資等難題{n * 3}件。" for n in range(1, 300))
MARKS = {
    "utf-8-sig": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL, LONG, LONG_TRADITIONAL], ids=["s", "t", "S", "T"])
@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_found_without_a_mark(codec: str, text: str) -> None:
    assert decode(text.encode(codec)) == (text, codec)


@pytest.mark.parametrize("text", [TRADITIONAL, LONG_TRADITIONAL], ids=["short", "long"])
def test_big5_is_told_from_gb18030(text: str) -> None:
    data = text.encode("big5")
    assert data.decode("gb18030") != text  # both decode: only the characters tell
    assert decode(data) == (text, "cp950")


def test_big5_with_characters_of_hong_kong() -> None:
    text = "香港嘅園區完成稅收３億元，冇問題，咗嚟深圳㗎。" * 3
    assert decode(text.encode("big5hkscs")) == (text, "big5hkscs")


@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL, LONG, "plain ASCII\n"], ids=["s", "t", "S", "a"])
@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16-le", "utf-16"),
        ("utf-16-be", "utf-16"),
        ("utf-32-le", "utf-32"),
        ("utf-32-be", "utf-32"),
    ],
)
def test_a_mark_decides_and_is_left_out(mark: str, codec: str, text: str) -> None:
    data = MARKS[mark] + text.encode("utf-8" if mark == "utf-8-sig" else mark)
    assert decode(data) == (text, codec)
    assert data.decode(codec) == text


def test_the_mark_of_gb18030_is_left_out() -> None:
    assert decode(("\ufeff" + SIMPLIFIED).encode("gb18030")) == (SIMPLIFIED, "gb18030")


def test_only_one_mark_is_left_out() -> None:
    assert decode(("\ufeff\ufeff" + SIMPLIFIED).encode()) == ("\ufeff" + SIMPLIFIED, "utf-8-sig")


@pytest.mark.parametrize("rare", ["镕喆堃", "㐱𠮷", "〇", "€"])
def test_rare_characters_in_gb18030(rare: str) -> None:
    text = f"园区负责人{rare}介绍，全年完成投资三亿元。"
    assert decode(text.encode("gb18030")) == (text, "gb18030")


def test_a_long_head_in_ascii_does_not_hide_the_encoding() -> None:
    text = "0123456789\n" * 10_000 + TRADITIONAL
    assert decode(text.encode("big5")) == (text, "cp950")


@pytest.mark.parametrize(
    ("given_name", "codec"), [("GBK", "gbk"), ("gb2312", "gb2312"), ("utf8", "utf-8"), ("latin-1", "iso8859-1")]
)
def test_a_forced_encoding_is_used_as_it_is(given_name: str, codec: str) -> None:
    text = "plain" if codec == "iso8859-1" else "税收增长"
    assert decode(text.encode(given_name), given_name) == (text, codec)


def test_a_forced_encoding_beats_the_detection() -> None:
    assert decode("税收".encode("gb18030"), "cp1252") == ("Ë°ÊÕ", "cp1252")


def test_a_forced_encoding_leaves_the_mark_out() -> None:
    assert decode(codecs.BOM_UTF8 + SIMPLIFIED.encode(), "utf-8") == (SIMPLIFIED, "utf-8")


@pytest.mark.parametrize(
    ("data", "encoding", "message"),
    [
        (b"", None, "空文件 / the file is empty"),
        (" \r\n\t\u3000\u200b".encode(), None, "文件里只有空白 / there is only white space in the file"),
        (codecs.BOM_UTF8, None, "文件里只有空白 / there is only white space in the file"),
        (codecs.BOM_UTF16_LE, None, "文件里只有空白 / there is only white space in the file"),
        (
            "abc税收".encode("gb18030"),
            "utf-8",
            "无法按 utf-8 解码（第 6 字节）。可用 --encoding 指定编码 / "  # CB B0 is UTF-8 by accident
            "cannot be decoded as utf-8 (byte 6); try --encoding",
        ),
        (
            codecs.BOM_UTF16_LE + "税收".encode("utf-16-le") + b"x",
            None,
            "无法按 utf-16 解码（第 7 字节）。可用 --encoding 指定编码 / "
            "cannot be decoded as utf-16 (byte 7); try --encoding",
        ),
        (
            "税收".encode(),
            "klingon",
            "未知的编码 'klingon'，例如 gb18030、utf-8 / unknown encoding 'klingon'",
        ),
        ("税收".encode(), "a\0b", "未知的编码 'a\\x00b'，例如 gb18030、utf-8 / unknown encoding 'a\\x00b'"),
        (
            "税收".encode(),
            "hex",
            "无法按 hex 解码。可用 --encoding 指定编码 / cannot be decoded as hex; try --encoding",
        ),
        (
            "税收增长".encode() + b"\0",
            None,
            "看起来是二进制文件，或编码无法识别；可用 --encoding 指定编码 / "
            "looks like a binary file or an unknown encoding; try --encoding",
        ),
        (
            b"abc\0def",
            "utf-8",
            "看起来是二进制文件，不是文本；如是文本，可用 --encoding 指定编码 / "
            "looks like a binary file, not text; if it is text, try --encoding",
        ),
        (
            "平成三十年度の事業報告書です。".encode("shift_jis"),
            None,
            "看起来是二进制文件，或编码无法识别；可用 --encoding 指定编码 / "
            "looks like a binary file or an unknown encoding; try --encoding",
        ),
        (
            SIMPLIFIED.encode("gb18030") * 2 + b"\xb0",
            None,
            "最像 gb18030，但第 75 字节无法解码，文件可能损坏或不完整；可用 --encoding 指定编码 / "
            "most like gb18030, but byte 75 cannot be decoded, the file may be damaged or cut off; try --encoding",
        ),
    ],
)
def test_refused_in_one_clear_line(data: bytes, encoding: str | None, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        decode(data, encoding)
    assert str(caught.value) == message


@pytest.mark.parametrize("hint", ["utf-8", "gb18030", "cp950", "no-such-codec"])
def test_a_wrong_hint_does_no_harm(hint: str) -> None:
    assert decode(LONG_TRADITIONAL.encode("big5"), hint=hint) == (LONG_TRADITIONAL, "cp950")


def test_a_hint_that_fits_decides() -> None:
    text = "喆堃"  # too rare to be told by frequency
    with pytest.raises(ReadError):
        decode(text.encode("gb18030"))
    assert decode((text + "园区").encode("gb18030"), hint="gb18030") == (text + "园区", "gb18030")


@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL, LONG, LONG_TRADITIONAL], ids=["s", "t", "S", "T"])
@pytest.mark.parametrize("codec", ["gb18030", "cp950", "utf-16-le", "utf-16-be"])
def test_a_right_decoding_is_far_more_familiar_than_a_wrong_one(codec: str, text: str) -> None:
    assert familiarity(text) > 2 * FAMILIAR
    data = text.encode(codec, "ignore")
    for wrong in {"gb18030", "cp950", "utf-16-le", "utf-16-be"} - {codec}:
        assert familiarity(data.decode(wrong, "ignore")) < FAMILIAR


@given(st.text(min_size=1))
def test_any_utf_8_comes_back_exactly(text: str) -> None:
    data = text.encode()
    assume("\0" not in text and looks_like(data) is None)
    assume(any(not char.isspace() and char.isprintable() for char in text))
    read, codec = decode(data)
    assert read == text.removeprefix("\ufeff")
    assert codec == ("utf-8-sig" if text.startswith("\ufeff") else "utf-8")
    assert data.decode(codec) == read


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "utf-16", "gb18030", "idna", "base64", ""]))
def test_any_bytes_are_text_or_a_read_error(data: bytes, encoding: str | None) -> None:
    try:
        text, codec = decode(data, encoding)
    except ReadError as error:
        assert "\n" not in str(error)
        assert " / " in str(error)
    else:
        assert data.decode(codec).removeprefix("\ufeff") == text.removeprefix("\ufeff")
