"""Words of a view, cut by jieba (through its Rust port, whose words are the same)."""

from __future__ import annotations


from summarymine.document import Span, TextView
from summarymine.segment import segmenter


def find_words(view: TextView) -> list[Span]:
    """The words of a view as spans, white space left out.

    >>> view = TextView.identity("固定资产 投资增长")
    >>> [s.of(view.text) for s in find_words(view)]
    ['固定资产', '投资', '增长']
    """
    found = []
    at = 0
    for word in segmenter().cut(view.text):
        if not word.isspace():
            found.append(Span(at, at + len(word)))
        at += len(word)
    return found
