"""What the generator of archives with planted reuse says of them is true: every measure of reuse rests on this."""

from collections import Counter, defaultdict
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
import regex

from tests.benchmarks import reuse_archive
from tests.benchmarks.reuse_archive import (
    LONGEST,
    SHORTEST,
    TEMPLATE_LENGTH,
    Planted,
    Planter,
    Truth,
    plant,
    read_articles,
    read_truth,
    stream,
)
from tests.benchmarks.reuse_changes import edited, masked, noised, refilled
from tests.benchmarks.reuse_prose import LETTERS, PLACES, STOCK, informative

_WIDE = str.maketrans(",;:()", "，；：（）")
_MASK = r"(?:20XX|XX|××|xx|\*{1,4}|X|某某|某)"
_NAMES = regex.compile("|".join(PLACES))
_STOCK = regex.compile("|".join("".join(filter(str.isalpha, phrase)) for phrase in STOCK))


@pytest.fixture(scope="module")
def planted() -> Planted:
    return plant(600, 5)


def folded(text: str) -> str:
    """Without what noise changes."""
    return "".join(text.translate(_WIDE).split())


def sides(planted: Planted, truth: Truth) -> tuple[str, str]:
    """The two texts of a passage, folded."""
    source, copy = planted.articles[truth.a], planted.articles[truth.b]
    return folded(source[truth.a_start : truth.a_end]), folded(copy[truth.b_start : truth.b_end])


def of_kind(planted: Planted, kind: str) -> list[tuple[str, str]]:
    """The two texts of every passage of a kind; there are some."""
    pairs = [sides(planted, truth) for truth in planted.passages if truth.kind == kind]
    assert len(pairs) > 20
    return pairs


def unplanted_letters(planted: Planted) -> list[list[str]]:
    """For each article its own prose without figures, punctuation, stock phrases and copies, in runs."""
    copies = defaultdict(list)
    for truth in planted.passages:
        copies[truth.b].append((truth.b_start, truth.b_end))
    runs = []
    for number, text in enumerate(planted.articles):
        own = list(text)
        for start, end in copies[number]:
            own[start:end] = "#" * (end - start)
        letters = "".join(letter for letter in own if letter.isalpha() or letter == "#")
        runs.append(_STOCK.sub("#", letters).split("#"))
    return runs


def distance(one: str, other: str) -> int:
    """Levenshtein's."""
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        diagonal, row[0] = row[0], at
        for column, beside in enumerate(other, 1):
            diagonal, row[column] = (
                row[column],
                min(row[column] + 1, row[column - 1] + 1, diagonal + (letter != beside)),
            )
    return row[-1]


# The archive


def test_same_seed_same_archive_and_another_seed_another():
    assert plant(80, 3) == plant(80, 3)
    assert not set(plant(80, 3).articles) & set(plant(80, 4).articles)


def test_sources_are_earlier_and_passages_have_their_length(planted: Planted):
    assert len(planted.articles) == 600
    assert 400 < len(planted.passages) < 800
    for truth in planted.passages:
        assert truth.a < truth.b
        source = planted.articles[truth.a][truth.a_start : truth.a_end]
        assert informative(folded(source)) >= SHORTEST
        assert len(folded(source)) <= LONGEST
        assert source == source.strip()
    short = sum(truth.a_end - truth.a_start < 80 for truth in planted.passages)
    assert 0.1 < short / len(planted.passages) < 0.3


def test_copies_do_not_overlap_and_sources_are_own_prose(planted: Planted):
    regions = defaultdict(set)
    for truth in planted.passages:
        regions[truth.a].add((truth.a_start, truth.a_end))
        regions[truth.b].add((truth.b_start, truth.b_end))
    for places in regions.values():
        assert all(before[1] <= after[0] for before, after in pairwise(sorted(places)))


def test_verbatim_passages_are_equal_but_for_noise(planted: Planted):
    assert all(source == copy for source, copy in of_kind(planted, "verbatim"))
    exact = [
        planted.articles[truth.a][truth.a_start : truth.a_end] == planted.articles[truth.b][truth.b_start : truth.b_end]
        for truth in planted.passages
        if truth.kind == "verbatim"
    ]
    assert 0.3 < sum(exact) / len(exact) < 0.9


def test_masked_passages_are_equal_but_for_masks(planted: Planted):
    for source, copy in of_kind(planted, "masked"):
        pieces = regex.split(rf"(\d[\d.]{{0,8}}|{_NAMES.pattern})", source)
        pattern = "".join(
            f"(?:{regex.escape(piece)}|{_MASK})" if at % 2 else regex.escape(piece) for at, piece in enumerate(pieces)
        )
        assert regex.fullmatch(pattern, copy), (source, copy)
        assert source != copy


def test_refilled_passages_are_equal_but_for_figures_and_every_figure_is_another(planted: Planted):
    number = regex.compile(r"\d[\d.]{0,8}")
    for source, copy in of_kind(planted, "refilled"):
        assert number.sub("#", source) == number.sub("#", copy)
        assert all(old != new for old, new in zip(number.findall(source), number.findall(copy), strict=True))


def test_edited_passages_are_edited_at_their_rate(planted: Planted):
    rates = defaultdict(list)
    for truth in planted.passages:
        source, copy = sides(planted, truth)
        if truth.kind == "edited" and len(source) < 300:
            rates[truth.edit_rate].append(distance(source, copy) / (truth.edit_rate * len(source)))
        assert (truth.edit_rate > 0) == (truth.kind == "edited")
    assert set(rates) == {0.05, 0.15, 0.3}
    for found in rates.values():
        assert all(0.6 < share < 1.4 for share in found)  # one edit of a short passage is rounded
        assert 0.9 < sum(found) / len(found) < 1.05


def test_moved_passages_stand_in_reverse_order(planted: Planted):
    moved = defaultdict(list)
    for truth in planted.passages:
        if truth.moved:
            assert truth.kind == "verbatim"
            moved[truth.b].append(truth)
    assert len(moved) > 20
    for parts in moved.values():
        assert len({part.a for part in parts}) == 1
        in_copy = sorted(parts, key=lambda part: part.b_start)
        assert all(later.a_end <= earlier.a_start for earlier, later in pairwise(in_copy))
    assert sum(len(parts) > 1 for parts in moved.values()) > 0.8 * len(moved)


def test_there_are_articles_of_three_sources(planted: Planted):
    sources = defaultdict(set)
    for truth in planted.passages:
        sources[truth.b].add(truth.a)
    assert 15 < sum(len(of) == 3 for of in sources.values()) < 80


def test_templates_return_and_short_texts_do_not(planted: Planted):
    copies = Counter((truth.a, truth.a_start, truth.a_end) for truth in planted.passages)
    assert max(copies.values()) > 10
    for (article, start, end), number in copies.items():
        assert number == 1 or len(folded(planted.articles[article][start:end])) >= 0.9 * TEMPLATE_LENGTH


def test_stock_phrases_stand_everywhere(planted: Planted):
    articles = [folded(text) for text in planted.articles]
    assert all(sum(phrase in text for text in articles) > 20 for phrase in STOCK)
    assert all(33 <= len(phrase) <= 39 for phrase in STOCK)


def test_what_is_not_planted_is_not_shared(planted: Planted):
    owners: dict[str, int] = {}
    shared = set()
    for number, runs in enumerate(unplanted_letters(planted)):
        for run in runs:
            for at in range(len(run) - 23):
                gram = run[at : at + 24]
                if owners.setdefault(gram, number) != number:
                    shared.add(gram)
    assert len(owners) > 300_000
    assert len(shared) <= 4


def test_a_stream_is_the_same_archive_in_shards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reuse_archive, "SHARD", 50)
    stream(tmp_path, 130, 8)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        *(f"articles-0000{shard}.jsonl" for shard in range(3)),
        *(f"truth-0000{shard}.jsonl" for shard in range(3)),
    ]
    expected = plant(130, 8)
    assert list(read_articles(tmp_path)) == expected.articles
    assert list(read_truth(tmp_path)) == expected.passages != []


def test_the_memory_of_what_can_be_copied_is_bounded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reuse_archive, "POOL", 200)
    planter = Planter(300, 1)
    planted = [truth for _ in range(300) for truth in planter.article()[1]]
    assert len(planter._pool) <= 200
    assert max(truth.a for truth in planted) > 250


# The changes


def test_masks_leave_units():
    text = "2019年望榆完成税收3.5亿元，引进企业12家"
    seen = {masked(text, Random(seed)) for seed in range(40)}
    assert "某年望榆完成税收3.5亿元，引进企业12家" in seen
    assert all(
        regex.fullmatch(r"\D{1,4}年望榆完成税收[^亿]{1,3}亿元，引进企业[^家]{1,2}家|20XX年.{1,40}", one) for one in seen
    )


def test_refilled_figures_are_written_alike():
    for seed in range(40):
        new = refilled("2019年税收3.5亿元，企业8家", Random(seed))
        match = regex.fullmatch(r"20(20|21|22)年税收([1-9]\.[1-9])亿元，企业([1-9])家", new)
        assert match
        assert match[2] != "3.5"
        assert match[3] != "8"


def test_bursts_are_longer_than_single_edits():
    text = LETTERS[:400]

    def runs(longest: int) -> list[int]:
        found = SequenceMatcher(None, text, edited(text, 0.05, longest, Random(2)), autojunk=False).get_opcodes()
        return [max(b - a, d - c) for tag, a, b, c, d in found if tag != "equal"]

    assert sum(runs(1)) == sum(runs(3)) == 20
    assert len(runs(1)) >= 17
    assert len(runs(3)) <= 14


def test_edits_keep_ends_figures_and_punctuation():
    text = "一、新建标准厂房3.5万平方米，改造污水管网12公里。"
    kept = [letter for letter in text if not letter.isalpha()]
    for seed in range(40):
        new = edited(text, 0.3, 3, Random(seed))
        assert new[0] == "一"
        assert new.endswith("里。")
        assert [letter for letter in new if not letter.isalpha()] == kept


def test_noise_moves_no_letter():
    text = "全年新建标准厂房3.5万平方米，改造污水管网12公里；园区（东片）完成征拆。\n" * 5
    seen = set()
    for seed in range(30):
        pieces = noised(text, Random(seed))
        assert len(pieces) == len(text)
        assert folded("".join(pieces)) == folded(text)
        seen.add(
            ("," in "".join(pieces), "".join(pieces).count("\n") > 5, "　" in "".join(pieces) or " " in "".join(pieces))
        )
    assert {(True, False, False), (False, True, False), (False, False, True), (True, True, True)} <= seen
