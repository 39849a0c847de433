"""From files to source texts: one reader a format, and the list of them.

Formats: plain text and Markdown (`text`), web pages (`html`) and the others of `READERS`. Finding and opening files is `files`.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from summarymine.errors import ReadError
from summarymine.readers.archive import ArchiveReader
from summarymine.readers.base import Reader
from summarymine.readers.docx import DocxReader
from summarymine.readers.html import HtmlReader
from summarymine.readers.mhtml import MhtmlReader, is_mhtml
from summarymine.readers.odt import OdtReader
from summarymine.readers.pdf import PdfReader
from summarymine.readers.rtf import RtfReader
from summarymine.readers.sheet import CsvReader, SheetReader
from summarymine.readers.signatures import looks_like
from summarymine.readers.text import TextReader
from summarymine.readers.word97 import Word97Reader

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarymine.readers.ocr import Tesseract

__all__ = ["READERS", "Reader", "holds_many", "reader_for", "reader_of", "readers_with", "suffixes"]

READERS: tuple[Reader, ...] = (
    TextReader(),
    HtmlReader(),
    MhtmlReader(),
    DocxReader(),
    OdtReader(),
    Word97Reader(),
    RtfReader(),
    PdfReader(),
    SheetReader(),
    CsvReader(),
    ArchiveReader(),
)
"""Every reader, none with OCR. Of two that take the same suffix, the first is used."""


def readers_with(ocr: Tesseract | None) -> tuple[Reader, ...]:
    """`READERS`, that of PDF with *ocr*, in archives too.

    >>> readers_with(None) == READERS
    True
    """
    if ocr is None:
        return READERS
    members = tuple(replace(one, ocr=ocr) if isinstance(one, PdfReader) else one for one in READERS)
    return tuple(replace(one, members=members) if isinstance(one, ArchiveReader) else one for one in members)


def suffixes(readers: Iterable[Reader] = READERS) -> tuple[str, ...]:
    """The suffixes that can be read, sorted.

    >>> suffixes(READERS[:2])
    ('.htm', '.html', '.markdown', '.md', '.text', '.txt')
    """
    return tuple(sorted({suffix for reader in readers for suffix in reader.suffixes}))


def reader_for(path: str, readers: Iterable[Reader] = READERS) -> Reader:
    """The reader for a file of this name. Raises ReadError for a suffix that no reader takes.

    >>> reader_for("2019年/总结.TXT").name
    'text'
    >>> reader_for("台账.xlsx", READERS[:2])
    Traceback (most recent call last):
    summarymine.errors.ReadError: 不支持的格式 .xlsx（可读：.htm .html .markdown .md .text .txt） / unsupported format .xlsx (readable: .htm .html .markdown .md .text .txt)
    """
    readers = tuple(readers)
    suffix = PurePosixPath(path).suffix.lower()
    for reader in readers:
        if suffix in reader.suffixes:
            return reader
    known = " ".join(suffixes(readers))
    zh = f"不支持的格式 {suffix}" if suffix else "文件名没有后缀"
    en = f"unsupported format {suffix}" if suffix else "the file name has no suffix"
    raise ReadError(f"{zh}（可读：{known}） / {en} (readable: {known})")


def holds_many(path: str) -> bool:
    """Whether a file of this name may hold several texts.

    >>> holds_many("2019年.zip"), holds_many("总结.txt")
    (True, False)
    """
    return PurePosixPath(path).suffix.lower() in ArchiveReader().suffixes


_MARKUP = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table")
_HEAD = 1024


def reader_of(data: bytes, path: str, readers: Iterable[Reader] = READERS) -> Reader:
    """The reader for what a file holds, whatever it is called: many a `.doc` is a web page or RTF.

    >>> reader_of(b"<html><p>x</p></html>", "总结.txt").name, reader_of("总结".encode(), "总结.txt").name
    ('text', 'text')

    Raises ReadError where neither its first bytes nor its name belong to a reader.
    """
    readers = tuple(readers)
    kind = looks_like(data)
    if kind and (fitting := next((reader for reader in readers if kind in reader.formats), None)):
        return fitting
    named = reader_for(path, readers)
    if kind or not named.formats:
        return named
    head = data[:_HEAD].lower()
    if is_mhtml(head):
        return reader_for("总结.mhtml", readers)
    name = "总结.html" if any(mark in head for mark in _MARKUP) else "总结.txt"
    return reader_for(name, readers)
