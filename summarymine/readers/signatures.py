"""What a file that is not text seems to be, by its first bytes.

Signatures follow the formats' own specifications; the two containers (OLE2, ZIP) are told apart by the names
of the parts inside.
"""

from __future__ import annotations

import regex

from summarymine.errors import ReadError
from summarymine.readers.compound import Compound
from summarymine.readers.zip_directory import directory

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

_OLE2_PARTS = (
    ("WordDocument", "Word 97"),
    ("Workbook", "Excel 97"),
    ("Book", "Excel 97"),  # of Excel 5 and 95
    ("PowerPoint Document", "PowerPoint 97"),
    ("EncryptedPackage", "encrypted Office"),
)
_ZIP_PARTS = (
    (b"word/document.xml", "Word (docx)"),
    (b"word/document2.xml", "Word (docx)"),  # of the Word in a browser
    (b"xl/workbook.xml", "Excel (xlsx)"),
    (b"ppt/presentation.xml", "PowerPoint (pptx)"),
    (b"OFD.xml", "OFD"),
)
_OPEN_DOCUMENTS = (
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "OpenDocument text"),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "OpenDocument spreadsheet"),
    (b"mimetypeapplication/vnd.oasis.opendocument", "OpenDocument"),
)
_FIRST_NAME = 30  # where the first member of a ZIP container has its name
_TAR = (257, b"ustar")
_PDF = regex.compile(rb"%PDF-[12]\.\d")
_PDF_WITHIN = 1024  # what stands before is passed over by those who show a PDF
_FIRST_BYTES = (
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh91AY&SY", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"\x7fELF", "ELF"),
)


def looks_like(data: bytes) -> str | None:
    """The name of the binary format that *data* begins like, or None where it may be text.

    >>> looks_like(b"%PDF-1.4 ...")
    'PDF'
    >>> looks_like("工作总结".encode()) is None
    True
    """
    if data.startswith(_OLE2):
        return _compound(data)
    if data.startswith(_ZIP):
        return _zipped(data)
    if is_tar(data):
        return "tar"
    # Two plain letters begin many a text; an executable has its NULs at once.
    if data.startswith(b"MZ") and b"\x00" in data[:64]:
        return "EXE"
    found = next((name for first, name in _FIRST_BYTES if data.startswith(first)), None)
    return found or ("PDF" if _PDF.search(data, 0, _PDF_WITHIN) else None)


def is_tar(data: bytes | bytearray) -> bool:
    """Whether *data* begins like a TAR archive of 1988 or later.

    >>> is_tar(bytes(257) + b"ustar")
    True
    """
    place, mark = _TAR
    return data[place : place + len(mark)] == mark


def _compound(data: bytes) -> str:
    """By what lies directly in the container: a workbook may have a document embedded, and a document a workbook."""
    try:
        entries = Compound.open(data).entries
    except ReadError:  # damaged: whichever name is there
        return next((name for part, name in _OLE2_PARTS if part.encode("utf-16-le") in data), "OLE2")
    return next((name for part, name in _OLE2_PARTS if part in entries), "OLE2")


def _zipped(data: bytes) -> str:
    """By the names of its own members: an archive may hold documents that are not packed, with all their names."""
    for first, name in _OPEN_DOCUMENTS:
        if data.startswith(first, _FIRST_NAME):
            return name
    try:
        names = {record.name for record in directory(data).records}
    except ReadError:  # damaged: whichever name is there
        return next((name for part, name in _ZIP_PARTS if part in data), "ZIP")
    return next((name for part, name in _ZIP_PARTS if part in names), "ZIP")
