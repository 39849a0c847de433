"""ZIP archives: what lies between their directory and the bytes of a member."""

from __future__ import annotations

import bz2
import lzma
import stat
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarymine.errors import ReadError
from summarymine.readers.member_names import decoded
from summarymine.readers.members import LINK, PASSWORD, SPECIAL, Member, check_size
from summarymine.readers.unpack import damage, expanded, inflated, lzma1, plain
from summarymine.readers.zip_directory import Record, directory, fields, packed_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarymine.readers.members import Tree

_ENCRYPTED, _UTF8 = 0x1, 0x800
_UNICODE_PATH = 0x7075
_UNIX = (3, 19)
_FOLDER = 0x10


@dataclass(frozen=True, slots=True)
class ZipFile:
    """A ZIP archive in memory; see `summarymine.readers.members.Container`."""

    data: bytes
    tree: Tree
    records: tuple[Record, ...]
    members: tuple[Member, ...]
    entries: int
    damage: str

    @classmethod
    def open(cls, data: bytes, tree: Tree) -> ZipFile:
        """Raises ReadError as `summarymine.readers.zip_directory.directory` does."""
        records, whole = directory(data)
        names = decoded([_name(record) for record in records])
        files = [
            (record, Member(name, _refused(record)))
            for record, name in zip(records, names, strict=True)
            if not (name.endswith(("/", "\\")) or record.attributes & _FOLDER)
        ]
        rest = "" if whole else "压缩包的目录损坏，后面的文件读不到 / the directory is damaged, files after it are lost"
        return cls(data, tree, tuple(one for one, _ in files), tuple(one for _, one in files), len(records), rest)

    def contents(self, wanted: Sequence[int]) -> Iterator[tuple[int, bytes | ReadError]]:
        """The members in the order wanted."""
        for place in wanted:
            try:
                yield place, _unpacked(self.data, self.records[place], self.tree)
            except ReadError as error:
                yield place, error


def _name(record: Record) -> tuple[bytes, bool]:
    """A name, and whether it is in UTF-8. The Unicode field of Info-ZIP counts while it belongs to the name."""
    field = fields(record.extra).get(_UNICODE_PATH, b"")
    if field[:1] == b"\x01" and int.from_bytes(field[1:5], "little") == zlib.crc32(record.name) and field[5:]:
        return field[5:], True
    return record.name, bool(record.flags & _UTF8)


def _refused(record: Record) -> str:
    if record.flags & _ENCRYPTED:
        return PASSWORD
    mode = record.attributes >> 16 if record.system in _UNIX else 0
    if stat.S_ISLNK(mode):
        return LINK
    return SPECIAL if stat.S_IFMT(mode) not in (0, stat.S_IFREG) else ""


def _unpacked(data: bytes, record: Record, tree: Tree) -> bytes:
    check_size(record.size)
    with damage():
        content = tree.gather(_pieces(packed_bytes(data, record), record), record.packed)
        if zlib.crc32(content) != record.crc:
            raise ValueError("CRC")
    return content


def _pieces(packed: memoryview, record: Record) -> Iterator[bytes]:
    match record.method:
        case 0:
            return plain(packed)
        case 8:
            return inflated(packed)
        case 12:
            return expanded(bz2.BZ2Decompressor(), packed)
        case 14:  # two bytes of version, two of the size of the properties, these, and the stream
            start = 4 + int.from_bytes(packed[2:4], "little")
            options = lzma1(bytes(packed[4:start]), record.size)
            return expanded(lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[options]), packed[start:])
        case method:
            zh, en = f"不支持的压缩方法 {method}", f"unsupported compression method {method}"
            raise ReadError(f"{zh}，请重新打包 / {en}; pack it again")
