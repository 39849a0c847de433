"""Overlaps and pairs are those that looking at all pairs of spans gives."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from summarymine.document import Span
from summarymine.evaluate.pairing import best_pairs, overlaps, pair_spans, shared

spans = st.lists(
    st.builds(lambda start, length: Span(start, start + length), st.integers(0, 30), st.integers(0, 9)), max_size=12
)


@given(spans, spans)
def test_overlaps_are_those_of_all_pairs(ones: list[Span], others: list[Span]):
    every = {(i, j, shared(a, b)) for (i, a), (j, b) in product(enumerate(ones), enumerate(others)) if shared(a, b)}
    found = list(overlaps(ones, others))
    assert set(found) == every and len(found) == len(every)
    assert pair_spans(ones, others) == best_pairs(((length,), i, j) for i, j, length in every)
