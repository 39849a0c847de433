"""The vocabulary of the project pipes (`lexicons/projects.toml`) in the shapes in which they look words up."""

from __future__ import annotations

from functools import cache

import rjieba

from summarymine.lexicons import any_word, word_lists

KEYS = (
    "heads", "facilities", "short_facilities", "institutions", "works", "phases", "makers", "adverbs", "openers",
    "prepositions", "breaks", "enterprises", "generic", "industries", "parts", "trim", "not_projects", "not_endings",
    "not_heads", "place_after", "leads", "tails", "tail_words", "planned", "signed", "preparing", "building", "trial",
    "done", "stalled", "advancing", "resumed", "stage_parts", "future", "negation",
)  # fmt: skip


@cache
def lexicon(key: str) -> frozenset[str]:
    """The words of one list."""
    return frozenset(word_lists("projects", KEYS)[key])


@cache
def any_of(key: str) -> tuple[str, ...]:
    """The words of one list, for `str.startswith` and `str.endswith`."""
    return tuple(lexicon(key))


@cache
def alternation(*keys: str) -> str:
    """A pattern for any word of the lists, the longer first."""
    return any_word(word for key in keys for word in lexicon(key))


@cache
def segmenter() -> rjieba.Jieba:
    """The segmenter of the project pipes, an instance of its own."""
    return rjieba.Jieba()
