"""7z archives, with the decoders that Python has: Copy, LZMA, LZMA2, Deflate, BZip2, Delta and the BCJ filters.

`docs/readers.md` says why not py7zr.
"""

from __future__ import annotations

import bz2
import lzma
import stat
import zlib
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from summarymine.errors import ReadError
from summarymine.readers import sevenzip_header
from summarymine.readers.limits import MAX_BYTES
from summarymine.readers.members import LINK, PASSWORD, SPECIAL, Member, check_ratio, check_size
from summarymine.readers.sevenzip_header import Coder, File, Folder
from summarymine.readers.unpack import damage, expanded, inflated, lzma1, lzma2, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from summarymine.readers.members import Tree


class Method:
    """How coders are named in a header."""

    COPY, DELTA, LZMA1, LZMA2 = b"\x00", b"\x03", b"\x03\x01\x01", b"\x21"
    DEFLATE, BZIP2, AES = b"\x04\x01\x08", b"\x04\x02\x02", b"\x06\xf1\x07\x01"


_BRANCHES = {
    b"\x03\x03\x01\x03": lzma.FILTER_X86,
    b"\x03\x03\x02\x05": lzma.FILTER_POWERPC,
    b"\x03\x03\x04\x01": lzma.FILTER_IA64,
    b"\x03\x03\x05\x01": lzma.FILTER_ARM,
    b"\x03\x03\x07\x01": lzma.FILTER_ARMTHUMB,
    b"\x03\x03\x08\x05": lzma.FILTER_SPARC,
}
_NAMES = {
    b"\x03\x04\x01": "PPMd",
    b"\x03\x03\x01\x03": "LZMA + BCJ",
    b"\x03\x03\x01\x1b": "BCJ2",
    b"\x04\x01\x09": "Deflate64",
    b"\x04\xf7\x11\x01": "Zstandard",
}

_LONGEST_HEADER = MAX_BYTES // 4
_MOST_HEADERS = 4
_FOLDER, _UNIX = 0x10, 0x8000


@dataclass(frozen=True, slots=True)
class SevenZipFile:
    """A 7z archive in memory; see `summarymine.readers.members.Container`."""

    data: bytes
    tree: Tree
    folders: tuple[Folder, ...]
    files: tuple[File, ...]
    members: tuple[Member, ...]
    entries: int
    damage: str = ""

    @classmethod
    def open(cls, data: bytes, tree: Tree) -> SevenZipFile:
        """Raises ReadError where the header at the end is missing, damaged or encrypted."""
        with damage():
            folders, entries = sevenzip_header.contents(_header(data, tree)) if _has_files(data) else ((), ())
            files = tuple(one for one in entries if not (one.is_folder or one.attributes & _FOLDER))
            members = tuple(Member(one.name, _refused(one, folders)) for one in files)
        return cls(data, tree, folders, files, members, len(entries))

    def contents(self, wanted: Sequence[int]) -> Iterator[tuple[int, bytes | ReadError]]:
        """Folder after folder, each unpacked once and only as far as it is wanted."""
        inside: defaultdict[int, dict[int, int]] = defaultdict(dict)  # folder → part → member
        for member in wanted:
            place = self.files[member].place
            if place is None:
                yield member, b""
            else:
                inside[place[0]][place[1]] = member
        for number, parts in sorted(inside.items()):
            done: set[int] = set()
            try:
                for part, content in _parts(self.data, self.folders[number], parts.keys(), self.tree):
                    done.add(part)
                    yield parts[part], content
            except ReadError as error:
                yield from ((member, error) for part, member in sorted(parts.items()) if part not in done)


def _has_files(data: bytes) -> bool:
    """An empty archive has no header at all."""
    return any(data[12:32])


def _header(data: bytes, tree: Tree) -> bytes:
    """The header, unpacked as often as it was packed."""
    header = sevenzip_header.header_bytes(data)
    for _ in range(_MOST_HEADERS):
        if not header.startswith(bytes([sevenzip_header.Kind.ENCODED])):
            return header
        [folder] = sevenzip_header.folders(header)
        if Method.AES in folder.methods:
            raise ReadError(PASSWORD)
        if folder.size > _LONGEST_HEADER:
            raise ValueError("7z header is too large")
        stream = _Stream(_pieces(data, folder), tree)
        header = stream.take(folder.size)
        _check(header, folder.parts[0].crc)
    raise ValueError("7z header is packed too often")


def _refused(file: File, folders: Sequence[Folder]) -> str:
    mode = file.attributes >> 16 if file.attributes & _UNIX else 0
    if stat.S_ISLNK(mode):
        return LINK
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return SPECIAL
    return PASSWORD if file.place is not None and Method.AES in folders[file.place[0]].methods else ""


def _parts(data: bytes, folder: Folder, wanted: Set[int], tree: Tree) -> Iterator[tuple[int, bytes | ReadError]]:
    """The parts of a folder that are wanted. Raises ReadError where it cannot be unpacked any further."""
    parts = folder.parts[: max(wanted) + 1]
    check_ratio(sum(part.size for part in parts), folder.packed, len(parts))
    with damage():
        stream = _Stream(_pieces(data, folder), tree)
        for number, part in enumerate(parts):
            if number not in wanted:
                stream.skip(part.size)
                continue
            try:
                check_size(part.size)
            except ReadError as error:
                stream.skip(part.size)
                yield number, error
                continue
            content = stream.take(part.size)
            _check(content, part.crc)
            yield number, content


def _check(content: bytes, crc: int | None) -> None:
    if crc is not None and zlib.crc32(content) != crc:
        raise ValueError("CRC")


def _pieces(data: bytes, folder: Folder) -> Iterator[bytes]:
    """What a folder unpacks to, piece by piece; there may be more than its size says."""
    packed = memoryview(data)[folder.start : folder.start + folder.packed]
    coders = tuple(coder for coder in folder.coders if coder.method != Method.COPY)
    match coders:
        case () if folder.coders:
            return plain(packed)
        case (Coder(method=Method.DEFLATE),):
            return inflated(packed)
        case (Coder(method=Method.BZIP2),):
            return expanded(bz2.BZ2Decompressor(), packed)
    filters = [_filter(coder, folder.size) for coder in coders]
    ids = {one["id"] for one in filters}
    # liblzma holds back the last bytes of a branch filter over LZMA, which never says that it ends.
    if not filters or (lzma.FILTER_LZMA1 in ids and ids & set(_BRANCHES.values())):
        raise _unsupported(folder)
    return expanded(lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=filters), packed)


def _filter(coder: Coder, size: int) -> dict[str, Any]:
    match coder:
        case Coder(Method.LZMA1, properties):
            return lzma1(properties, size)
        case Coder(Method.LZMA2, properties):
            return lzma2(properties, size)
        case Coder(Method.DELTA, properties):
            return {"id": lzma.FILTER_DELTA, "dist": properties[0] + 1 if properties else 1}
        case Coder(method) if method in _BRANCHES:
            return {"id": _BRANCHES[method]}
    raise _unsupported_method(coder.method)


def _unsupported(folder: Folder) -> ReadError:
    return _unsupported_method(next((one for one in sorted(folder.methods) if one in _NAMES), max(folder.methods)))


def _unsupported_method(method: bytes) -> ReadError:
    name = _NAMES.get(method, method.hex())
    zh, en = f"不支持的压缩方法 {name}", f"unsupported compression method {name}"
    return ReadError(f"{zh}，请用 zip 重新打包 / {en}; pack it again as zip")


@dataclass(slots=True)
class _Stream:
    """Takes as many bytes as are wanted from pieces of any size."""

    pieces: Iterator[bytes]
    tree: Tree
    rest: memoryview = field(default_factory=lambda: memoryview(b""))

    def take(self, count: int) -> bytes:
        return b"".join(self._next(count))

    def skip(self, count: int) -> None:
        for _ in self._next(count):
            pass

    def _next(self, count: int) -> Iterator[memoryview]:
        while count:
            if not self.rest:
                piece = next(self.pieces, None)
                if piece is None:
                    raise EOFError("the packed data ends early")
                self.tree.spend(len(piece))
                self.rest = memoryview(piece)
            taken = self.rest[:count]
            self.rest = self.rest[len(taken) :]
            count -= len(taken)
            yield taken
