"""Furniture: what stands in an article whoever wrote it, and says nothing when it returns.

Title lines, what cleaning leaves out (page marks, download bars), and the sentences of address, thanks and sites are
not compared. Slogans are; `matter` tells them from substance.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import regex

from summarymine.document import Span
from summarymine.lexicons import any_word, word_lists

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarymine.document import TextView

_KEYS = ("address", "thanks", "site")
_SENTENCE = regex.compile(r"(?:[^。！？!?\n]|\n(?!\n)){1,300}[。！？!?]?")  # over a broken line, not over an empty one


def furniture(text: str, view: TextView | None = None, titles: Iterable[Span] = ()) -> tuple[Span, ...]:
    """The spans of *text* that are not compared: its *titles*, what its cleaned *view* leaves out, and courtesies.

    >>> text = "各位代表：请予审议。全年完成投资3亿元。谨致以崇高的敬意！"
    >>> [span.of(text) for span in furniture(text)]
    ['各位代表：请予审议。', '谨致以崇高的敬意！']
    """
    found = [*titles, *(_left_out(text, view) if view else ()), *_sentences(text, _courtesy())]
    return tuple(sorted(found))


def _sentences(text: str, words: regex.Pattern[str]) -> Iterator[Span]:
    """The sentences that hold one of *words*."""
    for sentence in _SENTENCE.finditer(text):
        if words.search(sentence.group()):
            yield Span(*sentence.span())


def _left_out(text: str, view: TextView) -> Iterator[Span]:
    """What lies between the letters and digits of the view and holds others; a line end may stand for it."""
    last = 0
    shown = [(start, end) for char, start, end in zip(view.text, view.starts, view.ends, strict=True) if char.isalnum()]
    for start, end in [*shown, (len(text), len(text))]:
        hidden = [at for at in range(last, start) if text[at].isalnum()]
        if hidden:
            yield Span(hidden[0], hidden[-1] + 1)
        last = max(last, end)


@cache
def _courtesy() -> regex.Pattern[str]:
    words = word_lists("courtesies", _KEYS)
    return regex.compile(any_word([*words["address"], *words["thanks"], *words["site"]]))
