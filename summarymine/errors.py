"""The errors a user can meet. Each says what is wrong and what to do, in one line.

>>> str(ReadError("空文件 / the file is empty"))
'空文件 / the file is empty'
"""

from __future__ import annotations


class SummaryMineError(Exception):
    """Base of every error that summarymine raises on purpose."""


class ReadError(SummaryMineError):
    """A file cannot be turned into a source text (empty, binary, wrong encoding, unknown format)."""


class ManifestError(SummaryMineError):
    """A list of parks and years cannot be read: no such columns, no such year, a path twice."""


class LexiconError(SummaryMineError):
    """A lexicon holds an unknown key, a value of the wrong kind or an entry twice."""


class ModelError(SummaryMineError):
    """A trained model cannot be read, or not be trained from what is given."""


class StoreError(SummaryMineError):
    """Records cannot be written to, or read back from, an output folder."""
