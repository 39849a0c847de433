"""Compound files (OLE2), the container of Word, Excel and PowerPoint up to 2003, after [MS-CFB].

Every chain of sectors is followed for as many steps as the file has sectors and no further, the tree of names
is walked without recursion, and nothing is read before it is asked for.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from summarymine.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = struct.Struct("<8s16x2x2x2xHH6xIII4xIIIII")
_IN_HEADER = 109  # places in the header for the sectors of the allocation table
_SHIFTS = (9, 12)
_MINI_SHIFT = 6
_LAST_SECTOR = 0xFFFFFFFA  # numbers from here on are marks, not sectors
_ENTRY = struct.Struct("<64sHBxIII16x4x8x8xIQ")
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_NOBODY = 0xFFFFFFFF


class Entry(NamedTuple):
    """A stream or storage: its first sector and its size in bytes."""

    kind: int
    start: int
    size: int


@dataclass(frozen=True, slots=True)
class Compound:
    """The streams that lie directly in a compound file, not those of objects embedded in it.

    >>> Compound.open(b"PK")
    Traceback (most recent call last):
    summarymine.errors.ReadError: 文件损坏或不完整：不是 OLE2 容器 / damaged or truncated: not an OLE2 container
    """

    data: bytes
    entries: dict[str, Entry]
    shift: int
    cutoff: int
    chains: Sequence[int]
    mini: bytes
    mini_chains: Sequence[int]

    @classmethod
    def open(cls, data: bytes) -> Compound:
        """The container in *data*. Raises ReadError where its header or its directory makes no sense."""
        if len(data) < 512 or not data.startswith(_SIGNATURE):
            raise _damaged("不是 OLE2 容器", "not an OLE2 container")
        _, shift, mini_shift, _, _, folder, cutoff, mini_table, _, more, _ = _HEADER.unpack_from(data)
        if shift not in _SHIFTS or mini_shift != _MINI_SHIFT:
            raise _damaged("扇区大小无效", "impossible sector sizes")
        chains = _allocation(data, shift, more)
        directory = b"".join(_sectors(data, shift, chains, folder))
        entries = dict(_top(directory))
        if (root := entries.pop("", None)) is None:
            raise _damaged("没有目录", "no directory")
        mini = b"".join(_sectors(data, shift, chains, root.start))[: root.size]
        mini_chains = _numbers(b"".join(_sectors(data, shift, chains, mini_table)))
        return cls(data, entries, shift, cutoff, chains, mini, mini_chains)

    def __contains__(self, name: str) -> bool:
        return name in self.entries

    def read(self, name: str) -> bytes:
        """The bytes of a stream, as many as can be reached; empty where there is no such stream."""
        entry = self.entries.get(name)
        if entry is None or entry.kind != _STREAM:
            return b""
        if entry.size < self.cutoff:
            places = _chain(self.mini_chains, entry.start)
            parts = [self.mini[place << _MINI_SHIFT : (place + 1) << _MINI_SHIFT] for place in places]
        else:
            parts = list(_sectors(self.data, self.shift, self.chains, entry.start))
        return b"".join(parts)[: entry.size]


def _damaged(zh: str, en: str) -> ReadError:
    return ReadError(f"文件损坏或不完整：{zh} / damaged or truncated: {en}")


def _numbers(data: bytes) -> Sequence[int]:
    return struct.unpack_from(f"<{len(data) // 4}I", data)


def _sector(data: bytes, shift: int, place: int) -> bytes:
    """A sector's bytes: the first one lies behind the header, which fills a sector itself."""
    return data[(place + 1) << shift : (place + 2) << shift]


def _allocation(data: bytes, shift: int, more: int) -> Sequence[int]:
    """For every sector the one that follows it. Its own sectors are listed in the header, then in a chain."""
    sectors = len(data) >> shift
    places = list(struct.unpack_from(f"<{_IN_HEADER}I", data, 76))
    size = 1 << shift
    most = sectors * 4 // size + 1
    for _ in range(sectors):
        if len(places) >= most + _IN_HEADER or more >= _LAST_SECTOR:
            break
        listed = _numbers(_sector(data, shift, more))
        if not listed:
            break
        places += listed[:-1]
        more = listed[-1]
    used = [place for place in places if place < _LAST_SECTOR][:most]
    return _numbers(b"".join(_sector(data, shift, place).ljust(size, b"\xff") for place in used))


def _chain(chains: Sequence[int], place: int) -> Iterator[int]:
    """The places of a chain; one in a circle ends when every place could have come once."""
    for _ in range(len(chains)):
        if place >= len(chains):
            return
        yield place
        place = chains[place]


def _sectors(data: bytes, shift: int, chains: Sequence[int], place: int) -> Iterator[bytes]:
    """The sectors of a chain up to the end of the file."""
    for found in _chain(chains, place):
        sector = _sector(data, shift, found)
        if not sector:
            return
        yield sector


def _top(directory: bytes) -> Iterator[tuple[str, Entry]]:
    """What lies directly in the file by its name, the root under "". The names hang in a tree."""
    count = len(directory) // _ENTRY.size
    seen: set[int] = set()
    waiting = [0]
    while waiting:
        place = waiting.pop()
        if place >= count or place in seen:
            continue
        seen.add(place)
        raw, length, kind, left, right, child, start, size = _ENTRY.unpack_from(directory, place * _ENTRY.size)
        entry = Entry(kind, start, size & 0xFFFFFFFF)  # small files may have rubbish in the upper half
        if place == 0:
            if kind != _ROOT:
                return
            yield "", entry
            waiting.append(child)
            continue
        waiting += (left, right)
        yield raw[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace"), entry
