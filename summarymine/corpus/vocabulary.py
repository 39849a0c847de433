"""The vocabulary of the audit, from ``lexicons/audit.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from summarymine.lexicons import check_keys, load_toml

_KEYS = (
    "bare",
    "attributes",
    "own",
    "real_growth",
    "halves",
    "classes",
    "others",
    "common",
    "one_problem",
    "park_totals",
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Lists of words, see the file."""

    bare: frozenset[str]
    attributes: tuple[str, ...]
    own: frozenset[str]
    real_growth: tuple[str, ...]
    halves: tuple[tuple[str, str], ...]
    classes: tuple[str, ...]
    others: tuple[str, ...]
    common: frozenset[str]
    one_problem: frozenset[str]
    park_totals: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The words that are shipped. Raises LexiconError where the file has other keys.

    >>> "企业" in vocabulary().bare
    True
    """
    data = load_toml("audit")
    check_keys("audit.toml", list(data), _KEYS)
    return Vocabulary(
        frozenset(data["bare"]),
        tuple(data["attributes"]),
        frozenset(data["own"]),
        tuple(data["real_growth"]),
        tuple((one, other) for one, other in data["halves"]),
        tuple(data["classes"]),
        tuple(data["others"]),
        frozenset(data["common"]),
        frozenset(data["one_problem"]),
        frozenset(data["park_totals"]),
    )
