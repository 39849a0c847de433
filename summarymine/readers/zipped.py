"""A ZIP container held to the limits: what `.docx`, `.odt`, `.xlsx` and `.zip` have in common."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass, field

from summarymine.errors import ReadError
from summarymine.readers.limits import FREE, FREE_PARTS, MAX_BYTES, MAX_RATIO, MAX_TOTAL
from summarymine.readers.zip_directory import directory

_STEP = 1 << 16
_ENCRYPTED = 0x1
_BOUNDED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The methods of documents. `zipfile` unpacks the others in pieces that have no bound, which a bomb is made for."""


@dataclass(slots=True)
class Zipped:
    """The members of a ZIP file in memory; nothing is ever unpacked to disk.

    >>> buffer = io.BytesIO()
    >>> with zipfile.ZipFile(buffer, "w") as out:
    ...     out.writestr("word/document.xml", "<w/>")
    >>> Zipped.open(buffer.getvalue()).read("word/document.xml")
    b'<w/>'
    """

    container: zipfile.ZipFile
    taken: int = field(default=0)
    """Bytes unpacked so far."""

    @classmethod
    def open(cls, data: bytes, encoding: str | None = None) -> Zipped:
        """The container in *data*; *encoding* is that of names not marked as UTF-8.

        Raises ReadError where it is damaged, has too many members, or members that share bytes.
        """
        directory(data)  # before `zipfile` makes an object of every member
        try:
            container = zipfile.ZipFile(io.BytesIO(data), metadata_encoding=encoding)
        except (zipfile.BadZipFile, ValueError, struct.error, OverflowError, NotImplementedError, LookupError) as error:
            raise ReadError(f"压缩包损坏或不完整 / a damaged or truncated ZIP container: {error}") from None
        return cls(container)

    def members(self) -> list[zipfile.ZipInfo]:
        """The members in the order of the directory, without folders."""
        return [member for member in self.container.filelist if not member.is_dir()]

    def names(self) -> set[str]:
        """The names of all members."""
        return set(self.container.namelist())

    def read(self, name: str | zipfile.ZipInfo) -> bytes:
        """The bytes of a member.

        Raises ReadError where it is missing, encrypted, damaged, or unpacks to more than the limits allow.
        """
        try:
            member = name if isinstance(name, zipfile.ZipInfo) else self.container.getinfo(name)
        except KeyError:
            raise ReadError(f"文件不完整，缺少 {name} / incomplete, {name} is missing") from None
        if member.flag_bits & _ENCRYPTED:
            raise ReadError("有密码保护，请先去掉密码 / protected by a password; remove it first")
        if member.compress_type not in _BOUNDED:
            zh, en = (
                f"不支持的压缩方法 {member.compress_type}",
                f"unsupported compression method {member.compress_type}",
            )
            raise ReadError(f"{zh} / {en}")
        data = bytearray()
        most = min(
            MAX_BYTES, max(FREE, FREE_PARTS - self.taken, MAX_RATIO * member.compress_size), MAX_TOTAL - self.taken
        )
        try:
            with self.container.open(member) as stream:
                while piece := stream.read(_STEP):
                    data += piece
                    if len(data) > most:
                        zh = "解压后过大，像是压缩炸弹"
                        raise ReadError(f"{zh} / unpacks to more than {most:,} bytes, like a zip bomb")
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            ValueError,
            NotImplementedError,
            OSError,
            struct.error,
        ) as error:
            raise ReadError(f"压缩包损坏或不完整 / a damaged or truncated member: {error}") from None
        except RuntimeError:
            raise ReadError("有密码保护，请先去掉密码 / protected by a password; remove it first") from None
        self.taken += len(data)
        return bytes(data)
