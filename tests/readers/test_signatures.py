import io
import zipfile

import pytest

from summarymine.errors import ReadError
from summarymine.readers import READERS, Reader
from summarymine.readers.signatures import looks_like
from tests.readers.compounds import compound


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "内容")
    return buffer.getvalue()


def nested(name: str, inner: str) -> bytes:
    """A container with a stream of this name, and one of the other name in a storage of its own."""
    data = bytearray(compound({name: b"", "ObjectPool": b"", inner: b""}))
    at = [data.index(f"{n}\0".encode("utf-16-le")) for n in (name, "ObjectPool", inner)]
    kind, right, child = 66, 72, 76
    data[at[1] + kind] = 1
    data[at[1] + right : at[1] + right + 4] = b"\xff" * 4
    data[at[1] + child : at[1] + child + 4] = (3).to_bytes(4, "little")
    return bytes(data)


OLE2 = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512)
OPENDOCUMENT = b"PK\3\4" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument"
FILES = [
    (OLE2 + "WordDocument".encode("utf-16-le"), "Word 97"),
    (OLE2 + "Workbook".encode("utf-16-le"), "Excel 97"),
    (OLE2 + "PowerPoint Document".encode("utf-16-le"), "PowerPoint 97"),
    (OLE2 + "EncryptedPackage".encode("utf-16-le"), "encrypted Office"),
    (OLE2, "OLE2"),
    (nested("Workbook", "WordDocument"), "Excel 97"),
    (nested("WordDocument", "Workbook"), "Word 97"),
    (nested("Book", "WordDocument"), "Excel 97"),
    (nested("Contents", "WordDocument"), "OLE2"),
    (zipped("[Content_Types].xml", "word/document.xml"), "Word (docx)"),
    (zipped("xl/workbook.xml"), "Excel (xlsx)"),
    (zipped("ppt/presentation.xml"), "PowerPoint (pptx)"),
    (zipped("OFD.xml"), "OFD"),
    (zipped("mimetype").replace("内容".encode(), b"application/vnd.oasis.opendocument.text"), "OpenDocument text"),
    (zipped("2019年/总结.txt"), "ZIP"),
    (zipped("抄件/word/document.xml", "word/document.xml.txt"), "ZIP"),
    (zipped("word/document.xml")[:-9], "Word (docx)"),
    (zipped(), "ZIP"),
    (OPENDOCUMENT + b".spreadsheet", "OpenDocument spreadsheet"),
    (OPENDOCUMENT + b".text", "OpenDocument text"),
    (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
    (bytes(1016) + b"%PDF-1.7", "PDF"),
    (b"{\\rtf1\\ansi", "RTF"),
    (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
    (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
    (b"GIF89a\1\0", "GIF"),
    (b"II*\0\x08", "TIFF"),
    (b"\x1f\x8b\x08\0", "gzip"),
    (b"BZh91AY&SY\0", "bzip2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"\x28\xb5\x2f\xfd\0", "zstd"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07\0", "RAR"),
    (bytes(257) + b"ustar\x0000", "tar"),
    (b"SQLite format 3\0", "SQLite"),
    (b"\x7fELF\2", "ELF"),
    (b"MZ\x90\0\3\0", "EXE"),
]


@pytest.mark.parametrize("reader", [reader for reader in READERS if not reader.formats], ids=lambda reader: reader.name)
@pytest.mark.parametrize(("data", "kind"), FILES, ids=[kind for _, kind in FILES])
def test_a_file_of_another_kind_is_named(data: bytes, kind: str, reader: Reader) -> None:
    with pytest.raises(ReadError) as caught:
        list(reader.read(data, "总结"))
    assert str(caught.value) == f"看起来是 {kind} 文件，不是文本 / looks like a {kind} file, not text"


@pytest.mark.parametrize(
    "text", ["MZ 园区", "PK 园区", "BZh 园区", "GIF 图", "园区总结", "", "文件头是%PDF-的文件", "园" * 400 + "%PDF-1.4"]
)
def test_text_looks_like_nothing(text: str) -> None:
    assert looks_like(text.encode()) is None
