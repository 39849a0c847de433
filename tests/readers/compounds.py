"""Small Word files up to 2003, built byte by byte for the tests: a container, a header, pieces of text, properties."""

import struct
from collections.abc import Mapping, Sequence

SECTOR = 512
FREE, END, TABLE, MORE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC
IN_TABLE, ROW_END = b"\x16\x24\x01", b"\x17\x24\x01"
DELETED, HIDDEN, RAISED = b"\x00\x08\x01", b"\x3c\x08\x01", b"\x48\x2a\x01"
TEXT_AT = 0x800


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A container with these streams, each in whole sectors and none in the small ones."""
    sectors: list[bytes] = []
    chains: list[int] = []

    def put(data: bytes) -> int:
        first = len(sectors)
        sectors.extend(data[at : at + SECTOR].ljust(SECTOR, b"\0") for at in range(0, max(len(data), 1), SECTOR))
        chains.extend(range(first + 1, len(sectors)))
        chains.append(END)
        return first

    entries = [entry("Root Entry", 5, FREE, 1 if streams else FREE, END, 0)]
    for number, (name, raw) in enumerate(streams.items(), 1):
        data = raw.ljust(4096, b"\0")
        right = number + 1 if number < len(streams) else FREE
        entries.append(entry(name, 2, right, FREE, put(data), len(data)))
    folder = put(b"".join(entries))
    tables = more = 0  # sectors of the allocation table, and those that list more of them than the header can
    while tables * 128 < len(sectors) + tables + more or 109 + more * 127 < tables:
        tables, more = tables + 1, max(0, -(-(tables + 1 - 109) // 127))
    first = len(sectors)
    chains += [TABLE] * tables + [MORE] * more
    chains += [FREE] * (tables * 128 - len(chains))
    header = struct.pack("<8s16xHHHHH6xIIIIIIIII", bytes.fromhex("d0cf11e0a1b11ae1"), 62, 3, 0xFFFE, 9, 6, 0, tables,
                         folder, 0, 4096, END, 0, first + tables if more else END, more)  # fmt: skip
    listed = [*range(first, first + tables), *[FREE] * (109 + more * 127 - tables)]
    out = header + struct.pack("<109I", *listed[:109]) + b"".join(sectors) + struct.pack(f"<{len(chains)}I", *chains)
    for index in range(more):
        following = first + tables + index + 1 if index + 1 < more else END
        out += struct.pack("<128I", *listed[109 + index * 127 :][:127], following)
    return out


def entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    raw = (name + "\0").encode("utf-16-le")
    return struct.pack("<64sHBBIII16x4x16xIQ", raw, len(raw), kind, 1, FREE, right, child, start, size)


Run = tuple[int, bytes]
"""How many bytes of the text, and the modifiers that hold for them."""


def page(runs: Sequence[Run], start: int, *, paragraphs: bool, old: bool = False) -> bytes:
    """A page of runs of paragraphs or characters from the byte *start* on."""
    bounds, places, free = [start], [], SECTOR - 1
    out = bytearray(SECTOR)
    for length, modifiers in runs:
        bounds.append(bounds[-1] + length)
        said = b"\0\0" + modifiers if paragraphs else modifiers
        if paragraphs:
            said += b"\0" * (len(said) % 2)
            said = bytes([len(said) // 2]) + said if old else b"\0" + bytes([len(said) // 2]) + said
        else:
            said = bytes([len(said)]) + said
        free = (free - len(said)) // 2 * 2
        out[free : free + len(said)] = said
        places.append(free // 2)
    width = 7 if paragraphs and old else 13 if paragraphs else 1
    out[: 4 * len(bounds)] = struct.pack(f"<{len(bounds)}I", *bounds)
    for index, place in enumerate(places):
        out[4 * len(bounds) + index * width] = place
    out[-1] = len(runs)
    return bytes(out)


def word(
    text: bytes,
    pieces: Sequence[tuple[int, int, bool, int]] = (),
    *,
    paragraphs: Sequence[Run] = (),
    characters: Sequence[Run] = (),
    prms: Sequence[bytes] = (),
    sections: Sequence[int] = (),
    flags: int = 0x200,
    version: int = 0xC1,
    language: int = 0x0804,
    count: int | None = None,
) -> bytes:
    """A Word 97 file of *text*, cut into *pieces*: characters, the byte of *text* they begin at, 8-bit, prm."""
    total = sum(piece[0] for piece in pieces)
    main = bytearray(TEXT_AT)
    struct.pack_into("<HH2xH2xH", main, 0, 0xA5EC, version, language, flags)
    struct.pack_into("<i", main, 0x4C, total if count is None else count)
    ends = [0]
    for piece in pieces:
        ends.append(ends[-1] + piece[0])
    plc = struct.pack(f"<{len(ends)}I", *ends) + b"".join(
        struct.pack("<HIH", 0, (TEXT_AT + at) * 2 | 1 << 30 if narrow else TEXT_AT + at, prm)
        for _, at, narrow, prm in pieces
    )
    clx = b"".join(b"\x01" + struct.pack("<H", len(prm)) + prm for prm in prms)
    clx += b"\x02" + struct.pack("<I", len(plc)) + plc
    main += text
    main += b"\0" * (-len(main) % SECTOR)
    table = bytearray(clx)
    struct.pack_into("<II", main, 154 + 8 * 33, 0, len(clx))
    for index, runs in ((13, paragraphs), (12, characters)):
        if runs:
            bounds = struct.pack("<III", TEXT_AT, TEXT_AT + len(text), len(main) // SECTOR)
            struct.pack_into("<II", main, 154 + 8 * index, len(table), len(bounds))
            table += bounds
            main += page(runs, TEXT_AT, paragraphs=index == 13)
    if sections:
        listed = struct.pack(f"<{len(sections)}I", *sections) + bytes(12 * (len(sections) - 1))
        struct.pack_into("<II", main, 154 + 8 * 6, len(table), len(listed))
        table += listed
    return compound({"WordDocument": bytes(main), "1Table" if flags & 0x200 else "0Table": bytes(table)})


def wide(text: str, **rest: object) -> bytes:
    """A Word 97 file of *text* in one piece of 16 bits."""
    raw = text.encode("utf-16-le")
    return word(raw, [(len(raw) // 2, 0, False, 0)], **rest)  # type: ignore[arg-type]


def word_6(raw: bytes, *, paragraphs: Sequence[Run] = (), language: int = 0x0804) -> bytes:
    """A Word 6 file whose text is bytes of a code page."""
    main = bytearray(TEXT_AT)
    struct.pack_into("<HH2xH2xH12xII", main, 0, 0xA5DC, 101, language, 0, TEXT_AT, TEXT_AT + len(raw))
    struct.pack_into("<i", main, 0x34, len(raw))
    main += raw
    main += b"\0" * (-len(main) % SECTOR)
    if paragraphs:
        bounds = struct.pack("<IIH", TEXT_AT, TEXT_AT + len(raw), len(main) // SECTOR)
        main += page(paragraphs, TEXT_AT, paragraphs=True, old=True)
        struct.pack_into("<II", main, 0x58 + 8 * 13, len(main), len(bounds))
        main += bounds
    return compound({"WordDocument": bytes(main)})
