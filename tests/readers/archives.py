"""Makes archives byte by byte, so that they can be wrong in every way."""

import io
import lzma
import stat
import struct
import tarfile
import zlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

UTF8 = 0x800
ENCRYPTED = 0x1
STORED, DEFLATED = 0, 8


class Entry(NamedTuple):
    """A member of a ZIP archive: what is None is as it should be."""

    name: bytes
    data: bytes = b""
    flags: int = 0
    method: int = DEFLATED
    extra: bytes = b""
    mode: int = 0
    packed: bytes | None = None
    crc: int | None = None
    offset: int | None = None


def zipped(entries: Iterable[Entry], *, front: bytes = b"", comment: bytes = b"") -> bytes:
    out = bytearray(front)
    directory = b""
    count = 0
    for entry in entries:
        count += 1
        packed = entry.packed
        if packed is None:
            packed = zlib.compress(entry.data, 9, -15) if entry.method == DEFLATED else entry.data
        crc = zlib.crc32(entry.data) if entry.crc is None else entry.crc
        shared = struct.pack(
            "<HHHHHIIIHH",
            *(20, entry.flags, entry.method, 0, 0, crc, len(packed), len(entry.data), len(entry.name)),
            len(entry.extra),
        )
        offset = len(out) - len(front) if entry.offset is None else entry.offset
        if entry.offset is None:
            out += b"PK\3\4" + shared + entry.name + entry.extra + packed
        system = 3 if entry.mode else 0
        directory += b"PK\1\2" + bytes([20, system]) + shared
        directory += struct.pack("<HHHII", 0, 0, 0, entry.mode << 16, offset) + entry.name + entry.extra
    end = struct.pack(
        "<HHHHIIH", 0, 0, count & 0xFFFF, count & 0xFFFF, len(directory), len(out) - len(front), len(comment)
    )
    return bytes(out) + directory + b"PK\5\6" + end + comment


def unicode_path(raw: bytes, name: str) -> bytes:
    """The extra field of Info-ZIP that gives a name in UTF-8."""
    body = b"\1" + zlib.crc32(raw).to_bytes(4, "little") + name.encode()
    return struct.pack("<HH", 0x7075, len(body)) + body


def tarred(members: Sequence[tuple[str, bytes]], encoding: str = "utf-8", form: int = tarfile.GNU_FORMAT) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", encoding=encoding, format=form) as out:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            out.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def tar_header(name: bytes, size: bytes, kind: bytes = b"0") -> bytes:
    """One header, its checksum right."""
    header = bytearray(512)
    header[: len(name)] = name
    header[124 : 124 + len(size)] = size
    header[156:157] = kind
    header[257:265] = b"ustar\x0000"
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    return bytes(header)


class Packed(NamedTuple):
    """The one folder of a 7z archive."""

    method: bytes
    properties: bytes
    data: bytes
    size: int


def lzma2_folder(data: bytes, dictionary: int = 24) -> Packed:
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 6}]
    return Packed(b"\x21", bytes([dictionary]), lzma.compress(data, lzma.FORMAT_RAW, filters=filters), len(data))


def number(value: int) -> bytes:
    """A number of a 7z header, always in nine bytes or one."""
    return bytes([value]) if value < 0x80 else b"\xff" + value.to_bytes(8, "little")


def seven_zipped(
    files: Sequence[tuple[str, bytes]],
    folder: Packed | None = None,
    *,
    sizes: Sequence[int] | None = None,
    attributes: Sequence[int] | None = None,
) -> bytes:
    """All files in one folder; *folder* and *sizes* may say something else than the files have."""
    folder = folder or lzma2_folder(b"".join(data for _, data in files))
    sizes = [len(data) for _, data in files] if sizes is None else sizes
    coder = bytes([0x20 | len(folder.method)]) + folder.method + number(len(folder.properties)) + folder.properties
    streams = b"\x06" + number(0) + number(1) + b"\x09" + number(len(folder.data)) + b"\0"
    streams += b"\x07\x0b" + number(1) + b"\0" + number(1) + coder + b"\x0c" + number(folder.size) + b"\0"
    streams += b"\x08\x0d" + number(len(files)) + b"\x09" + b"".join(map(number, sizes[:-1]))
    streams += b"\x0a\x01" + b"".join(zlib.crc32(data).to_bytes(4, "little") for _, data in files) + b"\0\0"
    names = b"\0" + b"".join((name + "\0").encode("utf-16-le", "surrogatepass") for name, _ in files)
    listing = b"\x05" + number(len(files)) + b"\x11" + number(len(names)) + names
    if attributes is not None:
        body = b"\x01\0" + b"".join(one.to_bytes(4, "little") for one in attributes)
        listing += b"\x15" + number(len(body)) + body
    return seven_zip_of(folder.data, b"\x01\x04" + streams + listing + b"\0\0")


def seven_zip_of(packed: bytes, header: bytes) -> bytes:
    start = struct.pack("<QQI", len(packed), len(header), zlib.crc32(header))
    return b"7z\xbc\xaf\x27\x1c\0\4" + zlib.crc32(start).to_bytes(4, "little") + start + packed + header


def _vint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(0x80 | value & 0x7F)
        value >>= 7
    return bytes(out) + bytes([value])


def _rar_block(kind: int, body: bytes, data: bytes = b"") -> bytes:
    head = _vint(kind) + (_vint(2) + _vint(len(data)) if data else _vint(0)) + body
    head = _vint(len(head)) + head
    return zlib.crc32(head).to_bytes(4, "little") + head + data


def rar(files: Sequence[tuple[str, bytes]]) -> bytes:
    """A RAR 5 archive of files that are not packed."""
    out = b"Rar!\x1a\x07\x01\0" + _rar_block(1, _vint(0))
    for name, data in files:
        raw = name.encode()
        body = _vint(4) + _vint(len(data)) + _vint(stat.S_IFREG | 0o644) + zlib.crc32(data).to_bytes(4, "little")
        out += _rar_block(2, body + _vint(0) + _vint(1) + _vint(len(raw)) + raw, data)
    return out + _rar_block(5, _vint(0))
