"""Seeds, join and extension against plain oracles."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarymine.reuse import extend as extension
from summarymine.reuse.extend import BAND, DROP, aligned_stretches, extend, reach
from summarymine.reuse.join import ALL_PAIRS, Candidates, join
from summarymine.reuse.seeds import REPEATS, Syncmer, grams, places, postings
from summarymine.reuse.view import masked_views
from tests.reuse.oracle import best_beginning, shared_grams

LETTERS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
SHORT = st.text(alphabet=LETTERS[:3], max_size=24)
ROOMY = st.lists(st.text(alphabet=LETTERS, min_size=9, max_size=9), min_size=1, max_size=6)


def reached(one: str, other: str) -> tuple[int, int, int]:
    codes = [*map(ord, one + "\0" + other)]
    rows = [[0] * (BAND + 2) for _ in range(4)]
    a, b, score = reach(codes, 0, len(one) + 1, len(one), len(codes), 1, DROP, rows)
    return a, b - len(one) - 1, score


@given(SHORT, SHORT)
def test_a_score_is_that_of_an_alignment(one: str, other: str):
    a, b, score = reached(one, other)
    assert best_beginning(one[:a], other[:b]) >= score >= 0
    assert score <= best_beginning(one, other)


@given(ROOMY, st.lists(st.sampled_from(["", "乙", "丙丁", "丙丁戊"]), min_size=5, max_size=5))
def test_edits_apart_are_aligned_as_well_as_can_be(pieces: list[str], edits: list[str]):
    one, other = "".join(pieces), "".join(piece + edit for piece, edit in zip(pieces, [*edits, ""], strict=False))
    assert reached(one, other)[2] == best_beginning(one, other)


@given(SHORT, SHORT)
def test_backwards_is_the_same_on_texts_turned_round(one: str, other: str):
    codes = [*map(ord, one + "\0" + other)]
    rows = [[0] * (BAND + 2) for _ in range(4)]
    a, b, score = reach(codes, len(one) - 1, len(codes) - 1, -1, len(one), -1, DROP, rows)
    assert (len(one) - 1 - a, len(codes) - 1 - b, score) == reached(one[::-1], other[::-1])


@settings(max_examples=60)
@given(st.lists(st.text(alphabet=LETTERS[:4], max_size=30), min_size=2, max_size=4))
def test_the_join_finds_what_is_shared(texts: list[str]):
    syncmer = Syncmer(4, 4)
    views = masked_views(texts)
    found, _ = join(postings(views.codes, views.bounds, syncmer), views.bounds, syncmer)
    rows = zip(*(column.tolist() for column in found), strict=True)
    got = {(one, a - int(views.bounds[one]), other, b - int(views.bounds[other])) for a, b, one, other in rows}
    wanted = shared_grams(texts, 4)
    assert got <= wanted
    counts = [Counter(text[at : at + 4] for at in range(len(text) - 3)) for text in texts]
    few = all(count <= REPEATS for one in counts for count in one.values())
    if few and max(sum(counts, Counter()).values(), default=0) <= ALL_PAIRS:
        for one, i, other, j in wanted:
            assert any((one, i - back, other, j - back) in got for back in range(min(i, j) + 1)), "follows no candidate"


@given(st.text(alphabet=LETTERS, max_size=60), st.integers(1, 4), st.integers(0, 4))
def test_of_so_many_grams_in_a_row_a_seed_is_kept(text: str, s: int, more: int):
    syncmer = Syncmer(s + more, s)
    views = masked_views([text])
    kept = sorted(places(postings(views.codes, views.bounds, syncmer)).tolist())
    if max(Counter(text[at : at + syncmer.k] for at in range(len(text))).values(), default=0) <= REPEATS:
        guaranteed = max(more, 1)
        grams_there = len(text) - syncmer.k + 1
        assert all(later - one <= guaranteed for one, later in pairwise([-1, *kept, grams_there])) or grams_there <= 0


@given(st.lists(st.text(alphabet=LETTERS[:6], max_size=20), min_size=2, max_size=4))
def test_a_gram_is_a_seed_everywhere_or_nowhere(texts: list[str]):
    views = masked_views(texts)
    joint = "".join(texts)
    syncmer = Syncmer(4, 2)
    kept = set(places(postings(views.codes, views.bounds, syncmer)).tolist())
    ends = views.bounds[1:].tolist()
    inside = [at for end, text in zip(ends, texts, strict=True) for at in range(end - len(text), end - 3)]
    if max(Counter(joint[at : at + 4] for at in inside).values(), default=0) <= REPEATS:
        seeds = {joint[at : at + 4] for at in kept}
        assert {at for at in inside if joint[at : at + 4] in seeds} == kept


def test_seeds_of_equal_grams_are_equal():
    views = masked_views(["园区产业结构优化升级", "推动园区产业结构优化升级步伐"])
    keys = postings(views.codes, views.bounds, Syncmer(5, 5))
    by_text = [
        {int(key) for key, at in zip(grams(keys), places(keys), strict=True) if (at >= 10) == late}
        for late in (False, True)
    ]
    assert by_text[0] < by_text[1]


@pytest.mark.parametrize("number", [2, 12])
def test_compiled_gives_the_same(number: int, monkeypatch: pytest.MonkeyPatch):
    random = np.random.default_rng(number)
    base = "".join(random.choice(list(LETTERS), 300))
    texts = []
    for _ in range(number):
        letters = list(base)
        for at in random.integers(0, 300, 40):
            letters[at] = str(random.choice(list(LETTERS))) * int(random.integers(0, 3))
        texts.append("".join(letters))
    syncmer = Syncmer(4, 4)
    views = masked_views(texts)
    candidates, _ = join(postings(views.codes, views.bounds, syncmer), views.bounds, syncmer)
    extension.compiled.cache_clear()
    plain = extend(views.codes, views.bounds, candidates)
    monkeypatch.setattr(extension, "WORTH_COMPILING", 0)
    assert [column.tolist() for column in extend(views.codes, views.bounds, candidates)] == [c.tolist() for c in plain]
    assert len(plain.score) >= number // 2


def test_nothing_to_extend():
    views = masked_views(["园区", "企业"])
    none = np.zeros(0, dtype=np.int64)
    assert all(not len(column) for column in extend(views.codes, views.bounds, Candidates(none, none, none, none)))
    assert aligned_stretches([], [], [], [], [], [], [], [], [], 1) == 0
