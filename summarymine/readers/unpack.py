"""Unpacking piece by piece, so that a bomb is noticed while it is small, whatever its packing."""

from __future__ import annotations

import lzma
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from summarymine.errors import ReadError
from summarymine.readers.limits import MEMORY

if TYPE_CHECKING:
    from collections.abc import Iterator

STEP = 1 << 16
"""Bytes that are unpacked at a time."""

_LEAST_DICTIONARY = 4096
_MOST_DICTIONARY = MEMORY // 2


class Decoder(Protocol):
    """What `bz2.BZ2Decompressor` and `lzma.LZMADecompressor` have in common."""

    @property
    def eof(self) -> bool: ...  # noqa: D102
    @property
    def needs_input(self) -> bool: ...  # noqa: D102
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...  # noqa: D102


def plain(packed: memoryview) -> Iterator[bytes]:
    """What is not packed.

    >>> list(plain(memoryview(b"abc")))
    [b'abc']
    """
    return (bytes(packed[start : start + STEP]) for start in range(0, len(packed), STEP))


def inflated(packed: memoryview) -> Iterator[bytes]:
    """A raw Deflate stream, unpacked; it may end early. Raises zlib.error where it is damaged.

    >>> list(inflated(memoryview(zlib.compress(b"abc", wbits=-15))))
    [b'abc']
    """
    decoder = zlib.decompressobj(-zlib.MAX_WBITS)
    for waiting in plain(packed):
        while not decoder.eof:
            piece = decoder.decompress(waiting, STEP)
            yield piece
            waiting = decoder.unconsumed_tail  # noqa: PLW2901
            if not waiting and len(piece) < STEP:
                break
        if decoder.eof:
            return


def expanded(decoder: Decoder, packed: memoryview) -> Iterator[bytes]:
    """What *decoder* makes of *packed*; it may end early. Raises what the decoder raises.

    >>> import bz2
    >>> list(expanded(bz2.BZ2Decompressor(), memoryview(bz2.compress(b"abc"))))
    [b'abc']
    """
    for piece in plain(packed):
        yield decoder.decompress(piece, STEP)
        while not decoder.eof and not decoder.needs_input:
            yield decoder.decompress(b"", STEP)
        if decoder.eof:
            return


def lzma1(properties: bytes, size: int) -> dict[str, Any]:
    """The filter for a raw LZMA stream that unpacks to *size* bytes. Raises as `_dictionary` and ValueError.

    >>> lzma1(bytes([93, 0, 0, 0, 1]), 5_000)["dict_size"]
    5000
    """
    if len(properties) != 5:
        raise ValueError("LZMA properties")
    rest, lc = divmod(properties[0], 9)
    pb, lp = divmod(rest, 5)
    wanted = int.from_bytes(properties[1:], "little")
    return {"id": lzma.FILTER_LZMA1, "lc": lc, "lp": lp, "pb": pb, "dict_size": _dictionary(wanted, size)}


def lzma2(properties: bytes, size: int) -> dict[str, Any]:
    """The filter for a raw LZMA2 stream that unpacks to *size* bytes. Raises as `_dictionary` and ValueError.

    >>> lzma2(bytes([24]), 50_000_000)["dict_size"]
    16777216
    """
    if len(properties) != 1 or properties[0] > 40:
        raise ValueError("LZMA2 properties")
    bits = properties[0]
    return {"id": lzma.FILTER_LZMA2, "dict_size": _dictionary((2 | bits & 1) << (bits // 2 + 11), size)}


@contextmanager
def damage() -> Iterator[None]:
    """Turns what decoders and unpacking of fields raise into a ReadError.

    >>> with damage():
    ...     raise zlib.error("invalid block type")
    Traceback (most recent call last):
    summarymine.errors.ReadError: 压缩包损坏或不完整：invalid block type / damaged or truncated: invalid block type
    """
    try:
        yield
    except (zlib.error, lzma.LZMAError, EOFError, ValueError, OSError, IndexError, OverflowError, MemoryError) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise ReadError(f"压缩包损坏或不完整：{reason} / damaged or truncated: {reason}") from None


def _dictionary(wanted: int, size: int) -> int:
    """No match reaches back beyond the first byte, so a dictionary larger than the whole is memory for nothing."""
    needed = max(min(wanted, size), _LEAST_DICTIONARY)
    if needed > _MOST_DICTIONARY:
        zh, en = "解压需要的内存过大", "takes too much memory to unpack"
        raise ReadError(f"{zh}，请用 zip 重新打包 / {en}; pack it again as zip")
    return needed
