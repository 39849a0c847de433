"""Matter: whether a passage tells something or only says where one stands.

A clause with a word of the lexicon (团结奋斗, 为指导) and without a figure is a slogan. A passage counts by its informative
characters outside slogans, its **substance**; where slogans hold half of it or more, it is one.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, TypeAlias

import regex

from summarymine.clean import fold
from summarymine.lexicons import any_word, word_lists

Matter: TypeAlias = Literal["substance", "slogan"]

_CLAUSE = regex.compile(r"[^，。；！？：]{1,400}")
_FIGURE = regex.compile(r"\d|[xX×*]{2}|[一二三四五六七八九十]{1,3}[百千万亿家项个]")
_KEYS = ("stance", "resolve", "thanks")


@cache
def _slogan() -> regex.Pattern[str]:
    lists = word_lists("slogans", _KEYS)
    return regex.compile(any_word(word for key in _KEYS for word in lists[key]))


def slogan_share(text: str) -> float:
    """The share of a text's letters that stand in slogans, 0 to 1.

    >>> slogan_share("凝心聚力、开拓进取，新修道路12公里。")
    0.5
    """
    whole = slogans = 0
    for clause in _CLAUSE.finditer(fold(text).replace("\n", "")):
        size = sum(map(str.isalnum, clause.group()))
        whole += size
        if not _FIGURE.search(clause.group()) and _slogan().search(clause.group()):
            slogans += size
    return slogans / whole if whole else 0.0


def matter_of(share: float) -> Matter:
    """What a passage with such a `slogan_share` is."""
    return "slogan" if share >= 0.5 else "substance"
