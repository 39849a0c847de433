"""Places in texts and the way back from a view to its source."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarymine.document import Article, Source, Span, TextView


def test_spans_cover_overlap_and_nest() -> None:
    text = "税收9830万元"
    assert Span(2, 6).of(text) == "9830"
    assert Span(3, 3).of(text) == ""
    assert Span(2, 6).overlaps(Span(5, 8))
    assert not Span(2, 6).overlaps(Span(6, 8))
    assert Span(2, 6).within(Span(2, 6))
    assert not Span(2, 7).within(Span(2, 6))
    assert sorted([Span(2, 6), Span(0, 9), Span(2, 3)]) == [Span(0, 9), Span(2, 3), Span(2, 6)]


def test_a_source_knows_its_name_and_hash() -> None:
    assert Source("望榆园区/2019年/总结.txt", "税收3亿元").name == "总结.txt"
    assert Source("总结.txt", "").name == "总结.txt"
    made = Source.of_text("税收3亿元")
    assert (made.path, made.encoding) == ("", "utf-8")
    assert made.sha256 == "e8b5d4b62c14133ee44734babfcb158e483a05903e69fcd2e7c19074c285c9b3"
    assert Source.of_text("税收3亿元", "别名.txt").sha256 == made.sha256 != Source.of_text("税收3亿元。").sha256


def test_half_a_surrogate_can_be_hashed() -> None:
    assert len(Source.of_text("\ud83d税收").sha256) == 64


def test_an_article_is_a_part_of_its_source() -> None:
    source = Source.of_text("小编推荐\n望榆园区总结\n税收3亿元。")
    article = Article(source, 1, Span(5, 19), title=Span(5, 11))
    assert article.text == "望榆园区总结\n税收3亿元。"
    assert article.title is not None and article.title.of(source.text) == "望榆园区总结"


SOURCE = "产值2。87 亿\u200b元，第1页增长"
VIEW = TextView.build(
    SOURCE, [(0, 3, "产值2"), (3, 4, "."), (4, 6, "87"), (7, 8, "亿"), (9, 11, "元，"), (14, 16, "增长")]
)


def test_a_view_leads_back_to_its_source() -> None:
    assert VIEW.text == "产值2.87亿元，增长"
    assert len(VIEW) == len(VIEW.text) == len(VIEW.starts) == len(VIEW.ends)
    figure = VIEW.span(VIEW.text.index("2.87"), VIEW.text.index("，"))
    assert figure.of(SOURCE) == "2。87 亿\u200b元"
    assert VIEW.span(0, len(VIEW)) == Span(0, 16)


def test_a_replacement_of_another_length_stands_for_its_whole_piece() -> None:
    view = TextView.build("30m<sup>2</sup>&amp;", [(0, 3, "30m"), (3, 15, "²"), (15, 20, "&")])
    assert view.text == "30m²&"
    assert view.span(3, 4) == Span(3, 15)
    longer = TextView.build("㈠园", [(0, 1, "（一）"), (1, 2, "园")])
    assert [longer.span(i, i + 1) for i in range(4)] == [Span(0, 1), Span(0, 1), Span(0, 1), Span(1, 2)]


def test_an_empty_stretch_has_an_empty_place() -> None:
    assert VIEW.span(7, 7) == Span(9, 9)
    assert VIEW.span(len(VIEW), len(VIEW)) == Span(16, 16)
    assert TextView.identity("").span(0, 0) == Span(0, 0)


@pytest.mark.parametrize(
    ("offset", "character"), [(0, "产"), (3, "."), (6, "亿"), (8, "元"), (10, "，"), (11, "增"), (13, "增"), (15, "长")]
)
def test_at_finds_the_character_that_ends_behind_an_offset(offset: int, character: str) -> None:
    assert VIEW.text[VIEW.at(offset)] == character


def test_at_past_the_end_is_the_length() -> None:
    assert VIEW.at(16) == VIEW.at(99) == len(VIEW)


@pytest.mark.parametrize(
    "pieces",
    [
        [(0, 2, "产值"), (1, 3, "值2")],
        [(4, 6, "87"), (0, 2, "产值")],
        [(2, 1, "x")],
        [(-1, 1, "x")],
        [(0, len(SOURCE) + 1, "x")],
    ],
)
def test_pieces_out_of_order_or_outside_the_source_are_refused(pieces: list[tuple[int, int, str]]) -> None:
    with pytest.raises(ValueError, match="out of order or outside"):
        TextView.build(SOURCE, pieces)


def test_a_view_of_a_view_leads_back_to_the_first_source() -> None:
    second = TextView.build(VIEW.text, [(2, 6, "2.87"), (6, 7, "亿"), (7, 8, "圆"), (9, 11, "增长")])
    over = second.over(VIEW)
    assert over.text == "2.87亿圆增长"
    assert over.span(0, 6).of(SOURCE) == "2。87 亿\u200b元"
    assert over.span(6, 8).of(SOURCE) == "增长"


def test_a_view_over_identity_stays_as_it_is() -> None:
    over = VIEW.over(TextView.identity(SOURCE))
    assert (over.text, list(over.starts), list(over.ends)) == (VIEW.text, list(VIEW.starts), list(VIEW.ends))


@st.composite
def _cut(draw: st.DrawFn) -> tuple[str, list[tuple[int, int, str]]]:
    source = draw(st.text("园区税收0123 。\n", max_size=24))
    borders = sorted(draw(st.lists(st.integers(0, len(source)), max_size=12)))
    pairs = list(zip(borders[::2], borders[1::2], strict=False))
    return source, [(a, b, source[a:b] if draw(st.booleans()) else draw(st.text("xyz", max_size=4))) for a, b in pairs]


@settings(derandomize=True, max_examples=150)
@given(_cut())
def test_places_never_fall_and_stay_inside(cut: tuple[str, list[tuple[int, int, str]]]) -> None:
    source, pieces = cut
    view = TextView.build(source, pieces)
    assert list(view.starts) == sorted(view.starts) and list(view.ends) == sorted(view.ends)
    for i in range(len(view)):
        span = view.span(i, i + 1)
        assert 0 <= span.start <= span.end <= len(source)
        if span.end > span.start:
            assert view.at(span.start) <= i
