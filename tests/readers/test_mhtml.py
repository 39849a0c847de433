import base64
import hashlib
import quopri
from email.message import EmailMessage

import pytest

from summarymine.document import Source
from summarymine.errors import ReadError
from summarymine.readers import reader_of
from summarymine.readers.mhtml import MhtmlReader

LINES = "望榆园区2019年工作总结\n全年完成税收3亿元，同比增长8%，新签约项目23个。"
PAGE = (
    '<html><head><meta http-equiv="Content-Type" content="text/html; charset={}"><script>var a="签约99个。"</script></head><body>'
    "<!-- 签约88个。 --><div class=nav><a href=/>首页</a></div><h1>望榆园区2019年工作总结</h1>"
    "<p>全年完成税收3亿元，同比增长8%，新签约项目23个。</p></body></html>"
)


def saved(page: bytes, transfer: str, charset: str = "", start: str = "") -> bytes:
    """A page as browsers save it: headers, the page, a picture."""
    body = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring, "8bit": lambda raw: raw}[transfer](
        page
    )
    named = f'; charset="{charset}"' if charset else ""
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://www.example.com/a.html\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/related;\r\n\ttype="text/html";{start}\r\n\tboundary="----Part--1"\r\n\r\n'
    )
    part = f"------Part--1\r\nContent-Type: text/html{named}\r\nContent-ID: <p1>\r\nContent-Transfer-Encoding: {transfer}\r\n\r\n"
    picture = "\r\n------Part--1\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------Part--1--\r\n"
    return (head + part).encode() + body + picture.encode()


@pytest.mark.parametrize("transfer", ["base64", "quoted-printable", "8bit"])
@pytest.mark.parametrize(
    ("charset", "codec", "found"), [("utf-8", "utf-8", "utf-8"), ("gb2312", "gbk", "gb18030"), ("", "gbk", "gb18030")]
)
def test_the_page_of_the_file_is_read(transfer: str, charset: str, codec: str, found: str) -> None:
    data = saved(PAGE.format(charset).encode(codec), transfer, charset)
    assert list(MhtmlReader().read(data, "总结.mht")) == [
        Source("总结.mht", LINES, found, hashlib.sha256(data).hexdigest())
    ]


def test_only_the_header_names_the_character_set() -> None:
    [source] = MhtmlReader().read(saved("<p>稅收3億元。</p>".encode("big5"), "base64", "big5"), "a.mht")
    assert (source.text, source.encoding) == ("稅收3億元。", "cp950")


def test_of_several_pages_the_one_that_the_file_names() -> None:
    message = EmailMessage()
    message.set_content("<p>框架里的链接。</p>", subtype="html")
    message.make_related()
    message.add_related(PAGE.format("utf-8"), subtype="html", cid="<main>")
    assert [s.text for s in MhtmlReader().read(message.as_bytes(), "a.mht")] == ["框架里的链接。"]
    message.set_param("start", "<main>")
    assert [s.text for s in MhtmlReader().read(message.as_bytes(), "a.mht")] == [LINES]


def test_a_document_that_is_a_saved_page() -> None:
    data = saved(PAGE.format("utf-8").encode(), "quoted-printable", "utf-8")
    assert reader_of(data, "总结.doc").name == "mhtml"
    assert reader_of(b"Date: Sun\r\nMessage-ID: <1>\r\nMIME-Version: 1.0\r\n\r\n", "总结.doc").name == "mhtml"
    assert reader_of(b"<html><p>MIME-Version: 1.0</p>", "总结.doc").name == "html"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            "园区总结，税收3亿元。".encode(),
            "不是网页存档，或其中没有网页 / not a saved web page, or there is no page in it",
        ),
        (b"", "空文件 / the file is empty"),
        (saved(b"", "base64"), "空文件 / the file is empty"),
        (
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=a\r\n\r\n"
            + b"--a\r\nContent-Type: multipart/related; boundary=a\r\n\r\n" * 5000,
            "层次过多的网页存档 / a saved page with too many parts in parts",
        ),
    ],
)
def test_what_is_no_saved_page(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        list(MhtmlReader().read(data, "a.mht"))
    assert str(caught.value) == reason


def test_no_file_gives_anything_but_a_source_or_an_error() -> None:
    data = saved(PAGE.format("utf-8").encode(), "quoted-printable", "utf-8")
    for cut in range(0, len(data), 7):
        try:
            assert all(source.text for source in MhtmlReader().read(data[:cut], "a.mht"))
        except ReadError as error:
            assert " / " in str(error)
