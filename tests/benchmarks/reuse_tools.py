"""Tools that find reuse, under one call: texts in, pairs or passages out.

Only ours finds passages. The others compare whole texts or their paragraphs (lines) as sets of character 5-grams: two texts are a pair if they, or a
paragraph of each, are alike enough. All take texts as they are but for white space; those who cut Chinese into words are not here.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from tests.benchmarks.reuse_measures import Found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from tests.benchmarks.reuse_measures import Pair

    Pairs: TypeAlias = "set[Pair]"
    Tool: TypeAlias = "Callable[[Sequence[str]], list[Found] | Pairs]"

GRAM, BLOCK = 5, 500
SHORTEST = 36
"""Characters of a paragraph that is compared."""


def summarymine(texts: Sequence[str]) -> list[Found]:
    """Ours, without shared sentences, which it does not call reuse."""
    from summarymine.reuse.extend import compiled
    from summarymine.reuse.passages import ReuseText, find_reuse

    compiled()  # in the first run on a small archive, which alone would not be worth it
    return [
        Found(one.a.text, one.a.span.start, one.a.span.end, one.b.text, one.b.span.start, one.b.span.end, one.kind)
        for one in find_reuse([ReuseText(text) for text in texts])
        if one.tier == "reuse"
    ]


def _grams(text: str) -> list[str]:
    return [text[at : at + GRAM] for at in range(max(1, len(text) - GRAM + 1))]


def _units(texts: Sequence[str], *, paragraphs: bool) -> tuple[list[list[str]], list[int]]:
    """The 5-grams of texts or paragraphs, and the text of each."""
    units, owners = [], []
    for number, text in enumerate(texts):
        for unit in text.splitlines() if paragraphs else [text]:
            bare = "".join(unit.split())
            if len(bare) >= SHORTEST or not paragraphs:
                units.append(_grams(bare))
                owners.append(number)
    return units, owners


def _pairs(candidates: Iterable[tuple[int, int]], owners: Sequence[int]) -> Pairs:
    owned = ((owners[a], owners[b]) for a, b in candidates)
    return {(min(pair), max(pair)) for pair in owned if pair[0] != pair[1]}


def datasketch(texts: Sequence[str], *, bands: int, rows: int, least: float, paragraphs: bool) -> Pairs:
    """MinHashLSH, its candidates verified by the estimated Jaccard similarity."""
    from datasketch import MinHash, MinHashLSH

    units, owners = _units(texts, paragraphs=paragraphs)
    hashes = MinHash.bulk([[gram.encode() for gram in unit] for unit in units], num_perm=bands * rows)
    index = MinHashLSH(num_perm=bands * rows, params=(bands, rows))
    found = []
    for number, hashed in enumerate(hashes):
        found += [(other, number) for other in index.query(hashed) if hashed.jaccard(hashes[other]) >= least]
        index.insert(number, hashed)
    return _pairs(found, owners)


def rensa(texts: Sequence[str], *, bands: int, rows: int, least: float, paragraphs: bool) -> Pairs:
    """RMinHashLSH, its candidates verified by the estimated Jaccard similarity."""
    from rensa import RMinHash, RMinHashLSH

    units, owners = _units(texts, paragraphs=paragraphs)
    hashes = RMinHash.from_token_sets(units, bands * rows, 42)
    index = RMinHashLSH(least, bands * rows, bands)
    found = []
    for number, hashed in enumerate(hashes):
        found += [(other, number) for other in index.query(hashed) if hashed.jaccard(hashes[other]) >= least]
        index.insert(number, hashed)
    return _pairs(found, owners)


def tfidf(texts: Sequence[str], *, least: float) -> Pairs:
    """Cosine of TF-IDF of character 4- and 5-grams that stand in two texts and more, of all pairs."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(4, 5), min_df=2, sublinear_tf=True, dtype=np.float32)
    rows = vectorizer.fit_transform(["".join(text.split()) for text in texts])
    turned, found = rows.T.tocsr(), set[tuple[int, int]]()
    for first in range(0, len(texts), BLOCK):
        alike = (rows[first : first + BLOCK] @ turned).tocoo()
        enough = alike.data >= least
        found.update(zip((alike.row[enough] + first).tolist(), alike.col[enough].tolist(), strict=True))
    return {(a, b) for a, b in found if a < b}


TOOLS: Mapping[str, Tool] = {
    "summarymine": summarymine,
    "datasketch MinHashLSH, texts": partial(datasketch, bands=64, rows=2, least=0.1, paragraphs=False),
    "datasketch MinHashLSH, paragraphs": partial(datasketch, bands=64, rows=2, least=0.4, paragraphs=True),
    "rensa RMinHashLSH, texts": partial(rensa, bands=64, rows=2, least=0.1, paragraphs=False),
    "rensa RMinHashLSH, paragraphs": partial(rensa, bands=64, rows=2, least=0.4, paragraphs=True),
    "TF-IDF cosine": partial(tfidf, least=0.06),
}
"""Their thresholds give the best F1 of pairs on 2,000 articles of seed 1."""
