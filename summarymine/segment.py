"""The segmenter: jieba's words and parts of speech, from an instance of our own that knows the genre's words.

`rjieba` is jieba's algorithm and dictionary in Rust: the same words about twenty times faster, and nothing is read
from or written to a shared folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import rjieba

from summarymine.lexicons import word_lists


@cache
def segmenter() -> rjieba.Jieba:
    """The package's own jieba instance, made at its first use.

    >>> segmenter().cut("在谈项目办结率")
    ['在谈', '项目', '办结率']
    """
    made = rjieba.Jieba()
    for word, tag in genre_tags().items():
        made.add_word(word, None, tag)
    return made


@cache
def genre_tags() -> Mapping[str, str]:
    """The genre's words with their parts of speech, which the dictionary's own may differ from.

    >>> genre_tags()["信访"]
    'n'
    """
    lists = word_lists("words", ("adjective", "noun", "verb"))
    return {word: tag for tag, key in (("b", "adjective"), ("n", "noun"), ("v", "verb")) for word in lists[key]}
