"""What all archives have in common: members, and the tree of archives in archives that limits count over."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from summarymine.errors import ReadError
from summarymine.readers.limits import FREE, MAX_BYTES, MAX_ENTRIES, MAX_RATIO, MAX_TOTAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

PASSWORD = "有密码保护，请先去掉密码 / protected by a password; remove it first"
LINK = "链接，不跟随 / a link, not followed"
SPECIAL = "不是普通文件 / not a regular file"
CUT = "压缩包不完整，缺少这个文件的一部分 / the archive is truncated, part of this member is missing"


class Member(NamedTuple):
    """A file in an archive: its decoded name, and why it is not read ("" if it is)."""

    name: str
    refused: str = ""


class Container(Protocol):
    """An archive that was opened; nothing of it is unpacked yet."""

    @property
    def members(self) -> Sequence[Member]:
        """The files in it, without folders."""

    @property
    def entries(self) -> int:
        """How many entries it has, folders and what else there is included."""

    @property
    def damage(self) -> str:
        """Why there may have been more members, or ""."""

    def contents(self, wanted: Sequence[int]) -> Iterator[tuple[int, bytes | ReadError]]:
        """The bytes of the members with the places *wanted*, or why there are none, in any order."""


@dataclass(slots=True)
class Tree:
    """What one file has unpacked so far, the archives in it included, and what they are called.

    >>> tree = Tree.of(b"PK")
    >>> tree.path("a/总结.txt"), tree.path("a/总结.txt"), tree.path("a/总结.txt")
    ('a/总结.txt', 'a/总结 (2).txt', 'a/总结 (3).txt')
    """

    most: int
    spent: int = 0
    entries: int = 0
    numbers: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, data: bytes) -> Tree:
        """For the outermost file: as much as one file may have, or in the ratio of the limits to its size."""
        return cls(min(MAX_TOTAL, max(MAX_BYTES, MAX_RATIO * len(data))))

    def enter(self, entries: int) -> None:
        """Counts the entries of an archive. Raises ReadError where there are too many."""
        if self.entries + entries > MAX_ENTRIES:
            raise ReadError(f"压缩包里超过 {MAX_ENTRIES:,} 个文件 / more than {MAX_ENTRIES:,} members")
        self.entries += entries

    def spend(self, count: int) -> None:
        """Counts unpacked bytes, needed or not. Raises ReadError where they are too many."""
        self.spent += count
        if self.spent > self.most:
            zh, en = (
                f"整个压缩包解压后超过 {self.most:,} 字节",
                f"all in all it unpacks to more than {self.most:,} bytes",
            )
            raise ReadError(f"{zh}，请分成几个 / {en}; split it")

    def gather(self, pieces: Iterable[bytes], packed: int) -> bytes:
        """A member put together, of which *packed* bytes are in the archive.

        Raises ReadError beyond the limits.
        """
        most = min(MAX_BYTES, max(FREE, MAX_RATIO * packed))
        data = bytearray()
        for piece in pieces:
            self.spend(len(piece))
            data += piece
            if len(data) > most:
                check_size(len(data))
                check_ratio(len(data), packed)
        return bytes(data)

    def path(self, wanted: str) -> str:
        """*wanted*, or the same with a number where it is taken."""
        if wanted not in self.numbers:
            self.numbers[wanted] = 1
            return wanted
        folder, slash, name = wanted.rpartition("/")
        stem, dot, suffix = name.rpartition(".")
        if not stem:
            stem, dot, suffix = name, "", ""
        while True:
            self.numbers[wanted] += 1
            path = f"{folder}{slash}{stem} ({self.numbers[wanted]}){dot}{suffix}"
            if path not in self.numbers:
                self.numbers[path] = 1
                return path


def check_size(size: int) -> None:
    """Raises ReadError for a member that is larger than a file may be."""
    if size > MAX_BYTES:
        zh, en = f"文件超过 {MAX_BYTES:,} 字节", f"the file has more than {MAX_BYTES:,} bytes"
        raise ReadError(f"{zh}，请拆分后再读 / {en}; split it")


def check_ratio(size: int, packed: int, members: int = 1) -> None:
    """Raises ReadError where *packed* bytes with so many members unpack to suspiciously many."""
    most = max(FREE * members, MAX_RATIO * packed)
    if size > most:
        zh, en = f"解压后超过 {most:,} 字节，像是压缩炸弹", f"unpacks to more than {most:,} bytes, like a zip bomb"
        raise ReadError(f"{zh} / {en}")
