"""Words of a view, cut by jieba."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from summarymine.document import Span, TextView
from summarymine.segment import segmenter


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, kept as the places where they begin, the text's end last."""

    borders: array[int]

    def __len__(self) -> int:
        return len(self.borders) - 1

    def __iter__(self) -> Iterator[Span]:
        return (Span(start, end) for start, end in pairwise(self.borders))


def find_words(view: TextView) -> Words:
    """The words of a view; white space and marks are words of their own.

    >>> view = TextView.identity("固定资产投资增长")
    >>> [word.of(view.text) for word in find_words(view)]
    ['固定资产', '投资', '增长']
    """
    return Words(array("l", accumulate(map(len, segmenter().cut(view.text)), initial=0)))
