"""The vocabulary of the figure pipes (`lexicons/figures.toml`) in the shapes in which they look words up."""

from __future__ import annotations

from functools import cache

import regex

from summarymine.lexicons import any_word, word_lists
from summarymine.segment import genre_tags, segmenter

KEYS = (
    "light", "lead", "split", "frame", "sets", "groups", "bare", "modifiers", "general", "comparing", "places", "owners",
    "works", "states", "doing", "kinds", "topics", "actors",
)  # fmt: skip

Word = tuple[str, str]
"""A word and its part of speech, as jieba tags it."""


@cache
def words(key: str) -> frozenset[str]:
    """The words of one list of the lexicon of figures."""
    return frozenset(word_lists("figures", KEYS)[key])


@cache
def any_of(key: str) -> tuple[str, ...]:
    """The words of one list, for `str.startswith` and `str.endswith`."""
    return tuple(words(key))


@cache
def ending(*keys: str) -> regex.Pattern[str]:
    """A pattern of any word of the lists at the end of a text."""
    return regex.compile(f"{any_word(word for key in keys for word in words(key))}$")


def tagged(text: str) -> list[Word]:
    """The words of a short text with their parts of speech."""
    known = genre_tags()
    return [(word, known.get(word, tag)) for word, tag in segmenter().tag(text)]
