"""Where sentences end, and in which section each stands."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarymine.clean import clean
from summarymine.document import TextView
from summarymine.pipes.sections import find_sections
from summarymine.pipes.sentences import find_sentences


def sentences(text: str) -> list[str]:
    view = TextView.identity(text)
    return [s.span.of(text) for s in find_sentences(view, [])]


@pytest.mark.parametrize(
    "parts",
    [
        ["税收3亿元。", "增长8%。"],
        ["税收多少？", "三亿元！", "很好。"],
        ["税收3亿元；投资5亿元，增长2.5%。"],
        ["园区总结", "\n", "税收3亿元", "\n", "望榆园区管委会"],
        ["（一）招商引资。", "签约12个。"],
        # a bracket or a quotation is no end
        ["出台办法（试行。三年）。", "增长8%。"],
        ["坚持“一园三区。两翼”格局。", "增长8%。"],
        ["印发《规划。纲要》。", "增长8%。"],
        ["抓好（含“一园。三区”）建设。", "增长8%。"],
        # unless the mark closes behind the full stop
        ["他说：“抓招商。”", "园区行动。"],
        ["他问：“招商如何？”", "园区作答。"],
        ["（税收3亿元。）", "增长8%。"],
        ["税收（含出口。）增长8%。"],
        # a bracket that nobody closes ends with its paragraph
        ["出台办法（试行。三年", "\n", "增长8%。", "投资5亿元。"],
        # a bracket that nobody opened
        ["税收）3亿元。", "）增长8%。"],
        ["税收3亿元"],
    ],
)
def test_sentences_end_where_they_should(parts: list[str]) -> None:
    assert sentences("".join(parts)) == [part for part in parts if part != "\n"]


def test_a_bracket_that_nobody_closes_holds_for_400_characters() -> None:
    long = "园" * 420
    assert sentences(f"办法（试行。三年。{long}。增长8%。") == [f"办法（试行。三年。{long}。", "增长8%。"]


def test_what_is_closed_behind_it_does_not_keep_a_bracket_open() -> None:
    quoted = "抓“放管服”改革。" * 60
    found = sentences(f"办法（试行。三年。{quoted}增长8%。")
    assert found[-1] == "增长8%。"
    assert len(found) > 10


def test_white_space_belongs_to_no_sentence() -> None:
    assert sentences("  税收3亿元。  增长8%。 \n \n  投资 5亿元。") == ["税收3亿元。", "增长8%。", "投资 5亿元。"]
    assert sentences("") == sentences(" \n ") == []


def test_every_sentence_knows_its_section() -> None:
    view = clean(
        "望榆园区平稳发展。\n一、主要工作\n园区忙碌。道路畅通。\n（一）招商引资。签约12个。\n二、存在问题。用地紧张。"
    )
    sections = find_sections(view)
    found = [
        (s.span.of(view.text), sections[s.section].text if s.section >= 0 else "")
        for s in find_sentences(view, sections)
    ]
    assert found == [
        ("望榆园区平稳发展。", ""),
        ("一、主要工作", "一、主要工作"),
        ("园区忙碌。", "一、主要工作"),
        ("道路畅通。", "一、主要工作"),
        ("（一）招商引资。", "（一）招商引资"),
        ("签约12个。", "（一）招商引资"),
        ("二、存在问题。", "二、存在问题"),
        ("用地紧张。", "二、存在问题"),
    ]


def test_a_section_ends_where_the_next_of_its_level_begins() -> None:
    view = clean("一、工作\n（一）招商\n签约12个。\n二、问题\n用地紧张。")
    sections = find_sections(view)
    assert [s.section for s in find_sentences(view, sections)] == [0, 1, 1, 2, 2]


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.text("园区税收3.5%，。！？；“”（）《》【】\n 一、（二）", max_size=60))
def test_sentences_cover_everything_but_white_space_once(text: str) -> None:
    view = TextView.identity(text)
    found = find_sentences(view, find_sections(view))
    at = 0
    for sentence in found:
        assert at <= sentence.span.start < sentence.span.end <= len(text)
        assert not text[at : sentence.span.start].strip()
        assert "\n" not in sentence.span.of(text)
        at = sentence.span.end
    assert not text[at:].strip()
