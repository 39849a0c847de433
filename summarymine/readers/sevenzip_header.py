"""The header of a 7z archive: its folders (what is packed together), and the files in them.

The format is written down in ``7zFormat.txt`` of the LZMA SDK, which is in the public domain. A folder is a
chain of coders; an archive that was packed solid has one folder for many files.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from summarymine.readers.limits import MAX_ENTRIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SIGNATURE = b"7z\xbc\xaf\x27\x1c"
_SIGNATURE_SIZE = 32
_MOST_CODERS = 8


class Kind:
    """The bytes that say what follows in a header."""

    END, HEADER, ARCHIVE, MORE_STREAMS, MAIN_STREAMS, FILES = range(6)
    PACKED, UNPACKED, SUBSTREAMS, SIZES, CRCS = range(6, 11)
    FOLDERS, CODER_SIZES, COUNTS = range(11, 14)
    NO_STREAM, EMPTY_FILE, NAMES, ATTRIBUTES, ENCODED = 0x0E, 0x0F, 0x11, 0x15, 0x17


class Coder(NamedTuple):
    """A method and its properties."""

    method: bytes
    properties: bytes


class Part(NamedTuple):
    """A file's bytes in what a folder unpacks to, in their order."""

    size: int
    crc: int | None


@dataclass(frozen=True, slots=True)
class Folder:
    """What is packed together. ``coders`` go from the files to the packed bytes; () for what is no plain chain."""

    coders: tuple[Coder, ...]
    methods: frozenset[bytes]
    start: int
    packed: int
    size: int
    parts: tuple[Part, ...]


class File(NamedTuple):
    """A file: where its bytes are (folder and part, None for an empty one), and its attributes."""

    name: str
    is_folder: bool
    attributes: int
    place: tuple[int, int] | None


def header_bytes(data: bytes) -> bytes:
    """The header at the end of the archive, as it stands there. Raises ValueError where it is missing or damaged."""
    if len(data) < _SIGNATURE_SIZE:
        raise ValueError("7z header is missing")
    offset, size = (int.from_bytes(data[place : place + 8], "little") for place in (12, 20))
    header = data[_SIGNATURE_SIZE + offset : _SIGNATURE_SIZE + offset + size]
    if len(header) < size or zlib.crc32(header) != int.from_bytes(data[28:32], "little"):
        raise ValueError("7z header is missing")
    return header


def folders(header: bytes) -> tuple[Folder, ...]:
    """The folders of an encoded header (one, that holds the real header). Raises ValueError and IndexError."""
    cursor = _Cursor(header)
    cursor.expect(Kind.ENCODED)
    return tuple(_streams(cursor))


def contents(header: bytes) -> tuple[tuple[Folder, ...], tuple[File, ...]]:
    """The folders and the files of a header. Raises ValueError and IndexError where it is not as it should be."""
    cursor = _Cursor(header)
    cursor.expect(Kind.HEADER)
    found: tuple[Folder, ...] = ()
    files: tuple[File, ...] = ()
    while (kind := cursor.byte()) != Kind.END:
        match kind:
            case Kind.ARCHIVE:
                while cursor.byte() != Kind.END:
                    cursor.take(cursor.number())
            case Kind.MORE_STREAMS:
                _streams(cursor)
            case Kind.MAIN_STREAMS:
                found = tuple(_streams(cursor))
            case Kind.FILES:
                files = tuple(_files(cursor, found))
            case _:
                raise ValueError("7z header is damaged")
    return found, files


@dataclass(slots=True)
class _Cursor:
    data: bytes
    place: int = 0

    def byte(self) -> int:
        self.place += 1
        return self.data[self.place - 1]

    def take(self, count: int) -> bytes:
        if count > len(self.data) - self.place:
            raise ValueError("7z header ends early")
        self.place += count
        return self.data[self.place - count : self.place]

    def expect(self, kind: int) -> None:
        if self.byte() != kind:
            raise ValueError("7z header is damaged")

    def number(self) -> int:
        """As many bytes follow the first as it has leading ones; its other bits are the highest."""
        first = self.byte()
        more = next((count for count in range(8) if not first & 0x80 >> count), 8)
        high = first & (0x7F >> more) if more < 8 else 0
        return int.from_bytes(self.take(more), "little") | high << 8 * more

    def count(self, most: int = MAX_ENTRIES) -> int:
        number = self.number()
        if number > most:
            raise ValueError(f"more than {most:,} in a 7z header")
        return number

    def bits(self, count: int) -> list[bool]:
        packed = self.take((count + 7) // 8)
        return [bool(packed[place // 8] & 0x80 >> place % 8) for place in range(count)]

    def defined(self, count: int) -> list[bool]:
        """Bits that may all be set, which is said in one byte."""
        return [True] * count if self.byte() else self.bits(count)

    def crcs(self, count: int) -> list[int | None]:
        return [int.from_bytes(self.take(4), "little") if known else None for known in self.defined(count)]

    def inside(self) -> None:
        """What follows may be elsewhere in the archive; no program puts it there."""
        if self.byte():
            raise ValueError("7z header has external parts")


class _Chain(NamedTuple):
    coders: tuple[Coder, ...]
    methods: frozenset[bytes]
    streams: int
    """Packed streams that it takes."""

    outs: int
    main: int
    """Which of the outs is the folder's own."""


def _streams(cursor: _Cursor) -> list[Folder]:
    start = _SIGNATURE_SIZE
    packed: list[int] = []
    chains: list[_Chain] = []
    sizes: list[int] = []
    crcs: list[int | None] = []
    parts: list[tuple[Part, ...]] | None = None
    while (kind := cursor.byte()) != Kind.END:
        match kind:
            case Kind.PACKED:
                start += cursor.number()
                packed = _packed(cursor)
            case Kind.UNPACKED:
                chains, sizes, crcs = _unpacked(cursor)
            case Kind.SUBSTREAMS:
                parts = _parts(cursor, sizes, crcs)
            case _:
                raise ValueError("7z header is damaged")
    if parts is None:
        parts = [(Part(size, crc),) for size, crc in zip(sizes, crcs, strict=True)]
    found: list[Folder] = []
    streams = iter(packed)
    for chain, size, held in zip(chains, sizes, parts, strict=True):
        own = list(islice(streams, chain.streams))
        if len(own) < chain.streams:
            raise ValueError("7z header lacks packed streams")
        coders = chain.coders if chain.streams == 1 else ()
        found.append(Folder(coders, chain.methods, start, sum(own), size, held))
        start += sum(own)
    return found


def _packed(cursor: _Cursor) -> list[int]:
    count = cursor.count()
    sizes: list[int] = []
    while (kind := cursor.byte()) != Kind.END:
        match kind:
            case Kind.SIZES:
                sizes = [cursor.number() for _ in range(count)]
            case Kind.CRCS:
                cursor.crcs(count)
            case _:
                raise ValueError("7z header is damaged")
    return sizes


def _unpacked(cursor: _Cursor) -> tuple[list[_Chain], list[int], list[int | None]]:
    cursor.expect(Kind.FOLDERS)
    count = cursor.count()
    cursor.inside()
    chains = [_chain(cursor) for _ in range(count)]
    cursor.expect(Kind.CODER_SIZES)
    sizes = [[cursor.number() for _ in range(chain.outs)][chain.main] for chain in chains]
    crcs: list[int | None] = [None] * count
    while (kind := cursor.byte()) != Kind.END:
        if kind != Kind.CRCS:
            raise ValueError("7z header is damaged")
        crcs = cursor.crcs(count)
    return chains, sizes, crcs


def _chain(cursor: _Cursor) -> _Chain:
    coders: list[Coder] = []
    simple = True
    ins = outs = 0
    for _ in range(cursor.count(_MOST_CODERS)):
        flags = cursor.byte()
        method = cursor.take(flags & 0x0F)
        own_ins, own_outs = (cursor.count(_MOST_CODERS), cursor.count(_MOST_CODERS)) if flags & 0x10 else (1, 1)
        properties = cursor.take(cursor.number()) if flags & 0x20 else b""
        simple = simple and own_ins == own_outs == 1
        ins, outs = ins + own_ins, outs + own_outs
        coders.append(Coder(method, properties))
    if not outs or ins < outs - 1:
        raise ValueError("7z coders are damaged")
    bound = {cursor.number(): cursor.number() for _ in range(outs - 1)}
    streams = ins - (outs - 1)
    for _ in range(streams if streams > 1 else 0):
        cursor.number()
    main = next((out for out in range(outs) if out not in bound.values()), 0)
    methods = frozenset(coder.method for coder in coders)
    return _Chain(tuple(_ordered(coders, bound, main)) if simple else (), methods, streams, outs, main)


def _ordered(coders: Sequence[Coder], bound: dict[int, int], main: int) -> Iterator[Coder]:
    """Coders with one way in and one out, from the one that gives the files to the one that takes packed bytes."""
    place: int | None = main
    for _ in coders:
        if place is None or place >= len(coders):
            raise ValueError("7z coders are damaged")
        yield coders[place]
        place = bound.get(place)


def _parts(cursor: _Cursor, sizes: Sequence[int], crcs: Sequence[int | None]) -> list[tuple[Part, ...]]:
    counts = [1] * len(sizes)
    kind = cursor.byte()
    if kind == Kind.COUNTS:
        counts = [cursor.count() for _ in sizes]
        kind = cursor.byte()
    if sum(counts) > MAX_ENTRIES:
        raise ValueError(f"more than {MAX_ENTRIES:,} in a 7z header")
    split: list[list[int]] = []
    for count, size in zip(counts, sizes, strict=True):
        own = [cursor.number() for _ in range(count - 1)] if kind == Kind.SIZES else []
        if count and (len(own) != count - 1 or sum(own) > size):
            raise ValueError("7z sizes are damaged")
        split.append([*own, size - sum(own)] if count else [])
    if kind == Kind.SIZES:
        kind = cursor.byte()
    told = [count == 1 and crc is not None for count, crc in zip(counts, crcs, strict=True)]
    missing = sum(count for count, known in zip(counts, told, strict=True) if not known)
    found: list[int | None] = [None] * missing
    while kind != Kind.END:
        if kind == Kind.CRCS:
            found = cursor.crcs(missing)
        else:
            raise ValueError("7z header is damaged")
        kind = cursor.byte()
    rest = iter(found)
    return [
        tuple(Part(size, crc if known else next(rest)) for size in own)
        for own, crc, known in zip(split, crcs, told, strict=True)
    ]


def _files(cursor: _Cursor, found: Sequence[Folder]) -> Iterator[File]:
    count = cursor.count()
    names = [""] * count
    no_stream = [False] * count
    empty_file: list[bool] = []
    attributes = [0] * count
    while (kind := cursor.byte()) != Kind.END:
        own = _Cursor(cursor.take(cursor.number()))
        match kind:
            case Kind.NO_STREAM:
                no_stream = own.bits(count)
            case Kind.EMPTY_FILE:
                empty_file = own.bits(sum(no_stream))
            case Kind.NAMES:
                own.inside()
                names = own.data[own.place :].decode("utf-16-le", "replace").split("\0")[:count]
            case Kind.ATTRIBUTES:
                known = own.defined(count)
                own.inside()
                attributes = [int.from_bytes(own.take(4), "little") if one else 0 for one in known]
            case _:
                pass  # times, fillings and what is not needed
    if len(names) < count:
        raise ValueError("7z names are missing")
    places = iter([(folder, part) for folder, one in enumerate(found) for part in range(len(one.parts))])
    empty = iter([*empty_file, *[False] * count])
    for name, without, attribute in zip(names, no_stream, attributes, strict=True):
        place = None if without else next(places, None)
        if place is None and not without:
            raise ValueError("7z streams are missing")
        yield File(name, without and not next(empty), attribute, place)
