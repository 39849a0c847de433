"""What could not be read or mined, and why: nothing is dropped silently."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that gave no records: its path, the step it failed at, and the reason in one line.

    >>> Failure("2019年/总结.doc", "read", "空文件 / the file is empty").stage
    'read'
    """

    source: str
    stage: str
    reason: str


def broken(source: str, error: Exception) -> Failure:
    """The failure of a source over which the pipeline broke.

    >>> broken("总结.txt", ValueError("two\\nlines")).reason
    '抽取时出错,请报告 / extraction failed, please report: ValueError: two lines'
    """
    reason = f"抽取时出错,请报告 / extraction failed, please report: {type(error).__name__}: {error}"
    return Failure(source, "extract", " ".join(reason.split()))


def unplaced(path: str) -> Failure:
    """The failure of a path of the manifest under which there is no file."""
    zh, en = (
        "清单里的这个路径没有读到文件，路径要从输入文件夹写起",
        "no file was read under this path of the manifest, which begins inside the input",
    )
    return Failure(path or "./", "manifest", f"{zh} / {en}")
