import hashlib
import pickle

import pytest

from summarymine.document import Source
from summarymine.errors import ReadError
from summarymine.readers import READERS, Reader, reader_for, suffixes
from summarymine.readers.text import TextReader


def test_a_text_is_one_source_with_nothing_changed() -> None:
    text = "# 望榆园区2019年工作总结\r\n\r\n　　税收 3亿元。\r　| 指标 | 值 |\n\n"
    data = text.encode("gb18030")
    assert list(TextReader().read(data, "望榆/2019年.md")) == [
        Source("望榆/2019年.md", text, "gb18030", hashlib.sha256(data).hexdigest())
    ]


def test_the_encoding_can_be_forced() -> None:
    [source] = TextReader().read("税收".encode("utf-16-le"), "a.txt", encoding="UTF-16LE")
    assert (source.text, source.encoding) == ("税收", "utf-16-le")


def test_nothing_happens_before_it_is_iterated() -> None:
    sources = TextReader().read(b"", "a.txt")
    with pytest.raises(ReadError, match="空文件"):
        next(sources)


@pytest.mark.parametrize(
    ("path", "name"),
    [("a.txt", "text"), ("a/b.MD", "text"), ("2019.年.markdown", "text"), ("x.text", "text"), ("a.HTM", "html")],
)
def test_the_suffix_names_the_reader(path: str, name: str) -> None:
    assert reader_for(path).name == name


@pytest.mark.parametrize(
    ("path", "message"),
    [
        (
            "总结.docx",
            "不支持的格式 .docx（可读：.htm .html .markdown .md .pdf .text .txt） / "
            "unsupported format .docx (readable: .htm .html .markdown .md .pdf .text .txt)",
        ),
        (
            "txt",
            "文件名没有后缀（可读：.htm .html .markdown .md .pdf .text .txt） / "
            "the file name has no suffix (readable: .htm .html .markdown .md .pdf .text .txt)",
        ),
    ],
)
def test_an_unknown_suffix_is_refused_with_the_known_ones(path: str, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        reader_for(path)
    assert str(caught.value) == message


def test_no_suffix_has_two_readers() -> None:
    assert len(suffixes()) == sum(len(reader.suffixes) for reader in READERS)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_readers_and_what_they_give_travel_to_a_worker(reader: Reader) -> None:
    again = pickle.loads(pickle.dumps(reader))
    sources = [] if reader.formats else list(again.read("<p>税收3亿元，增长。".encode(), "a"))
    assert again == reader
    assert pickle.loads(pickle.dumps(sources)) == sources
    assert str(pickle.loads(pickle.dumps(ReadError("空文件 / empty")))) == "空文件 / empty"


class Parts:
    """A reader that gives several sources, as one of archives will."""

    name = "parts"
    suffixes = frozenset({".parts"})
    formats: frozenset[str] = frozenset()

    def read(self, data: bytes, path: str, *, encoding: str | None = None):
        for number, part in enumerate(data.split(b"|"), 1):
            yield from TextReader().read(part, f"{path}/{number}.txt", encoding=encoding)


def test_a_new_format_is_one_more_reader() -> None:
    reader = reader_for("a.parts", (*READERS, Parts()))
    sources = list(reader.read("税收|产值".encode("gb18030"), "年报.parts", encoding="gb18030"))
    assert isinstance(reader, Reader)
    assert [(source.path, source.text) for source in sources] == [
        ("年报.parts/1.txt", "税收"),
        ("年报.parts/2.txt", "产值"),
    ]
