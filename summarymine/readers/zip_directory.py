"""The directory of a ZIP file: what it says of each member, name undecoded, within the limits.

Not `zipfile`: it refuses a whole archive for one name that is not what its flag says, looks at the number of
members only after all of them are in memory, and finds overlapping members in some versions of Python only.
"""

from __future__ import annotations

import struct
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from summarymine.errors import ReadError
from summarymine.readers.limits import MAX_ENTRIES

_END, _END_SIZE = b"PK\x05\x06", 22
_END64, _END64_SIZE = b"PK\x06\x06", 56
_LOCATOR, _LOCATOR_SIZE = b"PK\x06\x07", 20
_ENTRY, _ENTRY_FIELDS = b"PK\x01\x02", struct.Struct("<4sBBHHHHHIIIHHHHHII")
_LOCAL, _LOCAL_SIZE = b"PK\x03\x04", 30
_LONGEST_COMMENT = 0xFFFF
_ELSEWHERE = 0xFFFFFFFF
"""A size or offset that stands in the ZIP64 extra field instead."""

_ZIP64 = 0x0001


class Record(NamedTuple):
    """A member as the directory has it; ``offset`` counts from the start of the file."""

    name: bytes
    extra: bytes
    system: int
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    attributes: int
    offset: int


class Directory(NamedTuple):
    """The members that can be made out, and whether that is all of them."""

    records: list[Record]
    whole: bool


def directory(data: bytes) -> Directory:
    """The directory of the ZIP file *data*.

    >>> import io, zipfile
    >>> buffer = io.BytesIO()
    >>> with zipfile.ZipFile(buffer, "w") as out:
    ...     out.writestr("2019年/总结.txt", "税收3亿元。")
    >>> [record.name.decode() for record in directory(buffer.getvalue()).records]
    ['2019年/总结.txt']

    Raises ReadError where there is no directory (the end of the file is missing), where it is one of several
    volumes, has too many members, or members that share bytes, as only zip bombs have.
    """
    start, end, shift = _bounds(data)
    records: list[Record] = []
    place = start
    while data.startswith(_ENTRY, place) and place + _ENTRY_FIELDS.size <= end:
        if len(records) == MAX_ENTRIES:
            raise ReadError(f"压缩包里超过 {MAX_ENTRIES:,} 个文件 / more than {MAX_ENTRIES:,} members")
        (_, _, system, _, flags, method, _, _, crc, packed, size, *rest) = _ENTRY_FIELDS.unpack_from(data, place)
        named, extended, commented, _, _, attributes, offset = rest
        place += _ENTRY_FIELDS.size
        name, extra = data[place : place + named], data[place + named : place + named + extended]
        place += named + extended + commented
        if place > end:
            break
        size, packed, offset = _wide(extra, size, packed, offset)
        records.append(Record(name, extra, system, flags, method, crc, packed, size, attributes, offset + shift))
    if not records and end > start:
        raise _damaged()
    _apart(records)
    return Directory(records, place == end)


def packed_bytes(data: bytes, record: Record) -> memoryview:
    """The packed bytes of a member. Raises ReadError where they are not in the file."""
    local = data[record.offset : record.offset + _LOCAL_SIZE] if record.offset >= 0 else b""
    if not local.startswith(_LOCAL) or len(local) < _LOCAL_SIZE:
        raise _damaged()
    named, extended = struct.unpack_from("<HH", local, 26)
    start = record.offset + _LOCAL_SIZE + named + extended
    if start + record.packed > len(data):
        raise _damaged()
    return memoryview(data)[start : start + record.packed]


def fields(extra: bytes) -> dict[int, bytes]:
    """The extra fields of a member by their number; of two with one number the first; what is cut off is left out.

    >>> fields(b"\\x01\\x00\\x02\\x00ab\\x02\\x00\\xff\\x00c")
    {1: b'ab'}
    """
    found: dict[int, bytes] = {}
    place = 0
    while place + 4 <= len(extra):
        number, size = struct.unpack_from("<HH", extra, place)
        place += 4 + size
        if place <= len(extra):
            found.setdefault(number, extra[place - size : place])
    return found


def _bounds(data: bytes) -> tuple[int, int, int]:
    """Where the directory starts and ends, and how far all is moved by bytes in front of the archive."""
    end = data.rfind(_END, max(0, len(data) - _END_SIZE - _LONGEST_COMMENT))
    if end < 0 or end + _END_SIZE > len(data):
        raise _damaged()
    disk, first_disk, _, _, size, offset = struct.unpack_from("<HHHHII", data, end + 4)
    locator = end - _LOCATOR_SIZE
    if locator >= 0 and data.startswith(_LOCATOR, locator):
        end = locator - _END64_SIZE
        if end < 0 or not data.startswith(_END64, end):
            raise _damaged()
        disk, first_disk, _, _, size, offset = struct.unpack_from("<IIQQQQ", data, end + 16)
    if disk or first_disk:
        zh, en = "分卷压缩包，请先合并再读", "one of several volumes of an archive; join them first"
        raise ReadError(f"{zh} / {en}")
    start = end - size
    if start < 0:
        raise _damaged()
    return start, end, start - offset


def _wide(extra: bytes, *values: int) -> tuple[int, ...]:
    """Size, packed size and offset, those that did not fit taken from the ZIP64 field, where they stand in a row."""
    if _ELSEWHERE not in values:
        return values
    held = fields(extra).get(_ZIP64, b"")
    wide = iter(number for (number,) in struct.iter_unpack("<Q", held[: len(held) // 8 * 8]))
    return tuple(next(wide, value) if value == _ELSEWHERE else value for value in values)


def _apart(records: list[Record]) -> None:
    for one, other in pairwise(sorted(records, key=attrgetter("offset"))):
        if one.offset + _LOCAL_SIZE + one.packed > other.offset:
            zh, en = "压缩包里的文件互相重叠，是压缩炸弹", "members share bytes, a zip bomb"
            raise ReadError(f"{zh} / {en}")


def _damaged() -> ReadError:
    return ReadError("压缩包损坏或不完整，请重新下载或打包 / a damaged or truncated archive; fetch or pack it again")
