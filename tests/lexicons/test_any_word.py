"""The tree of words finds what a list of alternatives finds, the longest first."""

from __future__ import annotations

import regex
from hypothesis import example, given
from hypothesis import strategies as st

from summarymine.lexicons import any_word

WORDS = st.text(alphabet="项目工程(|.", min_size=1, max_size=4)


@given(st.sets(WORDS, min_size=1, max_size=12), st.text(alphabet="项目工程(|.", max_size=30))
@example({"项", "项目工程", "目工"}, "项目工项目工程")
def test_a_tree_matches_like_alternatives(words: set[str], text: str):
    listed = "|".join(map(regex.escape, sorted(words, key=len, reverse=True)))
    assert [m.span() for m in regex.finditer(any_word(words), text)] == [m.span() for m in regex.finditer(listed, text)]


@given(st.sets(WORDS, min_size=1, max_size=12), st.text(alphabet="项目工程(|.", max_size=8))
def test_a_tree_gives_way_to_what_follows(words: set[str], text: str):
    assert (regex.fullmatch(any_word(words), text) is not None) == (text in words)
