"""Lexicons are checked when they are loaded: unknown keys, wrong values and doubles are refused."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
import regex

from summarymine import lexicons
from summarymine.errors import LexiconError
from summarymine.layout import NOISE_KEYS
from summarymine.lexicons import check_keys, load_toml, word_lists
from summarymine.pipes.sections import HEADING_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SHIPPED = sorted(file.name.removesuffix(".toml") for file in files(lexicons).iterdir() if file.name.endswith(".toml"))


@pytest.fixture
def lexicon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file that is loaded as the lexicon ``made``."""
    monkeypatch.setattr(lexicons, "files", lambda package: tmp_path)
    word_lists.cache_clear()
    yield tmp_path / "made.toml"
    word_lists.cache_clear()


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_lexicons_are_toml_without_byte_order_mark(name: str) -> None:
    assert load_toml(name) == tomllib.loads((files(lexicons) / f"{name}.toml").read_bytes().decode("utf-8"))


@pytest.mark.parametrize(("name", "keys"), [("site_noise", NOISE_KEYS), ("headings", HEADING_KEYS)])
def test_patterns_of_lexicons_compile_and_are_bounded(name: str, keys: tuple[str, ...]) -> None:
    for key, patterns in word_lists(name, keys).items():
        for pattern in patterns:
            assert regex.compile(pattern), key
            assert not regex.search(r"(?<!\\)[*+](?!\])", regex.sub(r"\[[^\]]*\]", "", pattern)), (key, pattern)


def test_lists_come_as_they_stand(lexicon: Path) -> None:
    lexicon.write_text('up = ["增长", "上升"]\ndown = []\n', "utf-8")
    assert word_lists("made", ("down", "up")) == {"down": (), "up": ("增长", "上升")}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('up = ["增长"]\n', "down must be a list"),
        ('up = ["增长"]\ndown = "下降"\n', "down must be a list"),
        ('up = ["增长"]\ndown = [1]\n', "down must be a list"),
        ('up = ["增长"]\ndown = [""]\n', "down must be a list of non-empty strings"),
        ('up = ["增长", "增长"]\ndown = []\n', "up holds an entry twice"),
        ("up = []\ndown = []\nflat = []\n", r"unknown key flat \(allowed: down, up\)"),
        ("up = [\n", "lexicon made.toml"),
    ],
)
def test_wrong_lexicons_are_refused(lexicon: Path, content: str, reason: str) -> None:
    lexicon.write_text(content, "utf-8")
    with pytest.raises(LexiconError, match=reason):
        word_lists("made", ("up", "down"))


def test_a_missing_lexicon_is_named(lexicon: Path) -> None:
    with pytest.raises(LexiconError, match=r"lexicon made\.toml"):
        load_toml("made")


def test_keys_are_compared_with_the_allowed_ones() -> None:
    check_keys("made.toml", ["up"], ["up", "down"])
    with pytest.raises(LexiconError, match=r"made\.toml: unknown key a, b \(allowed: down, up\)"):
        check_keys("made.toml", ["b", "up", "a"], ["up", "down"])
