"""What the fast steps compute, slowly and plainly."""

from __future__ import annotations

from itertools import combinations

DEAD = float("-inf")


def best_beginning(one: str, other: str) -> int:
    """The best score of an alignment of beginnings of two texts: equal characters less edits; no band, no drop."""
    above = [-float(j) for j in range(len(other) + 1)]
    best = 0.0
    for i, char in enumerate(one, 1):
        row = [-float(i)]
        for j, letter in enumerate(other, 1):
            row.append(max(above[j - 1] + (1 if char == letter else -1), above[j] - 1, row[-1] - 1))
        best, above = max(best, *row), row
    return int(best)


def shared_grams(texts: list[str], k: int) -> set[tuple[int, int, int, int]]:
    """Every ``(text a, place, text b, place)`` of two texts with the same k characters."""
    return {
        (a, i, b, j)
        for (a, one), (b, other) in combinations(enumerate(texts), 2)
        for i in range(len(one) - k + 1)
        for j in range(len(other) - k + 1)
        if one[i : i + k] == other[j : j + k]
    }
