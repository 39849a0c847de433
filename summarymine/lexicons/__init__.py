"""Vocabulary as data: flat TOML files beside this module, checked when they are loaded.

Composed patterns are code; what they are composed of, and what a user may want to add to, stands here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import regex

from summarymine.errors import LexiconError


def load_toml(name: str) -> Mapping[str, Any]:
    """The content of ``lexicons/<name>.toml``. Raises LexiconError where the file is missing or no TOML."""
    try:
        return tomllib.loads((files(__package__) / f"{name}.toml").read_text("utf-8"))
    except (FileNotFoundError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"lexicon {name}.toml: {error}") from error


def any_word(words: Iterable[str]) -> str:
    """A pattern for any of *words*, the longest first: a tree of their beginnings, tried a character at a time.

    Several times as quick as a list of alternatives, and gives the same matches.

    >>> any_word(["项目", "工程", "项目部"])
    '(?:工程|项目(?:部)?)'
    """
    tree: dict[str, Any] = {}
    for word in sorted(words):
        place = tree
        for char in word:
            place = place.setdefault(char, {})
        place[""] = {}
    return f"(?:{_branches(tree)})"


def _branches(tree: Mapping[str, Any]) -> str:
    return "|".join(regex.escape(char) + _rest(below) for char, below in tree.items() if char)


def _rest(tree: Mapping[str, Any]) -> str:
    inner = _branches(tree)
    if "" in tree:
        return inner and f"(?:{inner})?"
    return inner if len(tree) == 1 else f"(?:{inner})"


def check_keys(where: str, found: Collection[str], allowed: Collection[str]) -> None:
    """Refuse keys nobody reads, with the list of the allowed ones.

    >>> check_keys("units.toml", ["naem"], ["name"])
    Traceback (most recent call last):
    summarymine.errors.LexiconError: units.toml: unknown key naem (allowed: name)
    """
    unknown = sorted(set(found) - set(allowed))
    if unknown:
        raise LexiconError(f"{where}: unknown key {', '.join(unknown)} (allowed: {', '.join(sorted(allowed))})")


@cache
def word_lists(name: str, keys: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """A lexicon that is nothing but lists of strings under the given keys, all of them present.

    >>> "小编" in word_lists("site_noise", ("head", "tail", "foot", "line", "piece", "editor"))["editor"]
    True
    """
    data = load_toml(name)
    check_keys(f"{name}.toml", data.keys(), keys)
    lists: dict[str, tuple[str, ...]] = {}
    for key in keys:
        words = data.get(key)
        if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
            raise LexiconError(f"{name}.toml: {key} must be a list of non-empty strings")
        if len(set(words)) != len(words):
            raise LexiconError(f"{name}.toml: {key} holds an entry twice")
        lists[key] = tuple(words)
    return lists
