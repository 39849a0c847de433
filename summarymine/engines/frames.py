"""Frames: messages of known length on a pipe."""

from __future__ import annotations

import struct
from typing import IO

_LENGTH = struct.Struct(">I")


def send(stream: IO[bytes], data: bytes) -> None:
    """Write one frame."""
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """The next frame, None where the stream ended.

    >>> import io
    >>> stream = io.BytesIO()
    >>> send(stream, b"abc")
    >>> receive(io.BytesIO(stream.getvalue())), receive(io.BytesIO(stream.getvalue()[:5]))
    (b'abc', None)
    """
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    length = _LENGTH.unpack(head)[0]
    data = stream.read(length)
    return data if len(data) == length else None
