"""TAR archives, and what gzip packs: one file, most often a TAR archive.

Not `tarfile`: it has been hung by negative sizes and by headers that take quadratic time, and the Pythons that
the package runs on are not all mended. Only what is needed is read: names, sizes and kinds.
"""

from __future__ import annotations

import gzip
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarymine.errors import ReadError
from summarymine.readers.limits import FREE, MAX_BYTES, MAX_ENTRIES, MAX_RATIO
from summarymine.readers.member_names import decoded
from summarymine.readers.members import CUT, LINK, SPECIAL, Member, check_size
from summarymine.readers.signatures import is_tar
from summarymine.readers.unpack import STEP, damage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarymine.readers.members import Tree

MAX_TAR = 4 * MAX_BYTES
"""How much of a packed TAR archive is unpacked, in bytes; all of it is in memory at a time."""

_BLOCK = 512
_FILE, _LINK, _FOLDER, _LONG_NAME, _PAX = b"\0" + b"07", b"12", b"5", b"L", b"x"
_EMPTY = b"123456"
"""Kinds that have nothing behind their header, whatever size it says."""

_LONGEST_NUMBER = 20
_HEADERS = 3  # a file has up to two in front of its own
_ASIDE = b"gKDVMN"
"""Kinds of headers that are no file and say nothing that is needed."""


@dataclass(frozen=True, slots=True)
class TarFile:
    """A TAR archive in memory; see `summarymine.readers.members.Container`."""

    data: bytes
    places: tuple[tuple[int, int], ...]
    members: tuple[Member, ...]
    entries: int
    damage: str

    @classmethod
    def open(cls, data: bytes, damage: str = "") -> TarFile:
        """*damage* is why *data* may be only the start of it.

        Raises ReadError for too many members and for what is no TAR archive from the start.
        """
        walk = _Walk(data)
        with_names = list(walk.files())
        if walk.damage and not walk.entries:
            raise ReadError(damage or walk.damage)
        names = decoded([name for name, *_ in with_names])
        members = [Member(name, refused) for name, (*_, refused) in zip(names, with_names, strict=True)]
        places = [(start, size) for _, start, size, _ in with_names]
        return cls(data, tuple(places), tuple(members), walk.entries, damage or walk.damage)

    def contents(self, wanted: Sequence[int]) -> Iterator[tuple[int, bytes | ReadError]]:
        """The members in the order wanted."""
        for place in wanted:
            start, size = self.places[place]
            try:
                check_size(size)
                yield place, self.data[start : start + size]
            except ReadError as error:
                yield place, error


@dataclass(frozen=True, slots=True)
class GzipFile:
    """One file packed with gzip; see `summarymine.readers.members.Container`."""

    data: bytes
    members: tuple[Member, ...]
    entries: int = 1
    damage: str = ""

    def contents(self, wanted: Sequence[int]) -> Iterator[tuple[int, bytes | ReadError]]:
        """The file, unpacked already."""
        yield from ((place, self.data) for place in wanted)


def open_gzip(data: bytes, path: str, tree: Tree) -> GzipFile | TarFile:
    """What gzip packed; a file is called as the archive without its suffix.

    >>> from summarymine.readers.members import Tree
    >>> open_gzip(gzip.compress("税收3亿元。".encode()), "年度/总结.txt.gz", Tree.of(b"")).members
    (Member(name='总结.txt', refused=''),)

    Raises ReadError where it is damaged or too large, but not for a TAR archive of which the start can be read.
    """
    unpacked = bytearray()
    most = min(MAX_BYTES, max(FREE, MAX_RATIO * len(data)))
    error: ReadError | None = None
    try:
        with damage(), gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            while piece := stream.read1(STEP):  # `read` would keep what precedes damage
                tree.spend(len(piece))
                unpacked += piece
                if is_tar(unpacked):
                    most = min(MAX_TAR, max(FREE, MAX_RATIO * len(data)))
                if len(unpacked) > most:
                    zh, en = f"解压后超过 {most:,} 字节", f"unpacks to more than {most:,} bytes"
                    raise ReadError(f"{zh}，请拆分后再读 / {en}; split it")
    except ReadError as caught:
        error = caught
    if is_tar(unpacked):
        return TarFile.open(bytes(unpacked), str(error or ""))
    if error is not None:
        raise error
    name = path.rsplit("/", 1)[-1]
    stem = name[:-4] + ".tar" if name.lower().endswith(".tgz") else name[:-3] if name.lower().endswith(".gz") else name
    return GzipFile(bytes(unpacked), (Member(stem),))


@dataclass(slots=True)
class _Walk:
    """Goes from header to header. A file: (its name and whether that is UTF-8, start, size, why it is refused)."""

    data: bytes
    entries: int = 0
    damage: str = ""

    def files(self) -> Iterator[tuple[tuple[bytes, bool], int, int, str]]:
        place = 0
        headers = 0
        ahead: dict[str, bytes] = {}  # what headers in front say of the next file
        while place < len(self.data):
            header = self.data[place : place + _BLOCK]
            if not header.strip(b"\0"):
                return
            headers += 1
            size = _number(header[124:136]) if _holds(header) else -1
            if size < 0:
                self.damage = "压缩包损坏，后面的文件读不到 / the archive is damaged, files after it are lost"
                return
            kind = header[156:157]
            start = place + _BLOCK
            if kind == _PAX:
                ahead |= _records(self.data[start : start + min(size, STEP)])
            elif kind == _LONG_NAME:
                ahead["long"] = self.data[start : start + min(size, STEP)].split(b"\0", 1)[0]
            elif kind not in _ASIDE:
                self.entries += 1
                if kind in _EMPTY:
                    size = 0
                elif (digits := ahead.get("size", b"")).isdigit() and len(digits) < _LONGEST_NUMBER:
                    size = int(digits)
                name, utf8 = _name(header, ahead)
                if kind != _FOLDER and not (kind in _FILE and name.endswith(b"/")):
                    yield (name, utf8), start, size, self._refused(kind, ahead, start + size)
                ahead = {}
            if self.entries > MAX_ENTRIES or headers > _HEADERS * MAX_ENTRIES:
                raise ReadError(f"压缩包里超过 {MAX_ENTRIES:,} 个文件 / more than {MAX_ENTRIES:,} members")
            place = start + -(-size // _BLOCK) * _BLOCK

    def _refused(self, kind: bytes, ahead: dict[str, bytes], end: int) -> str:
        if kind in _LINK:
            return LINK
        if kind not in _FILE or any(key.startswith("GNU.sparse") for key in ahead):
            return SPECIAL
        return CUT if end > len(self.data) else ""


def _holds(header: bytes) -> bool:
    """Whether a header's checksum is right."""
    if len(header) < _BLOCK:
        return False
    return _number(header[148:156]) == sum(header[:148]) + 8 * ord(" ") + sum(header[156:])


def _number(field: bytes) -> int:
    """A number in octal digits, or in bytes where it was too large for them; -1 for what is neither."""
    if field[:1] == b"\x80":
        return int.from_bytes(field[1:], "big")
    digits = field.strip(b"\0 ")
    try:
        return int(digits, 8) if digits else 0
    except ValueError:
        return -1


def _name(header: bytes, ahead: dict[str, bytes]) -> tuple[bytes, bool]:
    if "path" in ahead:
        return ahead["path"], True
    if "long" in ahead:
        return ahead["long"], False
    name = header[:100].split(b"\0", 1)[0]
    folder = header[345:500].split(b"\0", 1)[0] if header[257:263] == b"ustar\0" else b""
    return (folder + b"/" + name if folder else name), False


def _records(data: bytes) -> dict[str, bytes]:
    """The records ``length key=value`` of a header of 2001."""
    found: dict[str, bytes] = {}
    place = 0
    while place < len(data):
        digits = data[place : place + 9].split(b" ", 1)[0]
        if not digits.isdigit() or int(digits) <= len(digits) + 1:
            break
        line = data[place + len(digits) + 1 : place + int(digits)].removesuffix(b"\n")
        key, _, value = line.partition(b"=")
        found[key.decode("utf-8", "replace")] = value
        place += int(digits)
    return found
