from __future__ import annotations

import pytest

from summarymine.records import ProblemRecord, Record
from summarymine.report.evidence import AROUND, excerpts, marked, quoted, visible, window_of, within

TEXT = "望榆园区总结\n税收3亿元，增长5%，完成目标。招商乏力；用地紧张。\n结束"


def problem(name: str, words: str, text: str = TEXT) -> Record:
    start = text.index(words)
    return ProblemRecord(
        id=name, source="总结.txt", article=1, start=start, end=start + len(words), text=words, section=(), rule="",
        score=1.0, category="其他",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "html"),
    [
        (["3亿元"], '税收<mark id="r-0">3亿元</mark>，增长5%'),
        (["3亿元，增长5%", "5%"], '税收<mark id="r-0">3亿元，增长<mark id="r-1">5%</mark></mark>'),
        (["3亿元", "3亿元"], '税收<mark id="r-0"><mark id="r-1">3亿元</mark></mark>，增长5%'),
        (["3亿元，增长", "增长5%"], '税收<mark id="r-0">3亿元，<mark id="r-1">增长</mark></mark><mark>5%</mark>'),
    ],
    ids=["one", "inside another", "the same place", "across an end"],
)
def test_marks_nest(words: list[str], html: str) -> None:
    start = TEXT.index("税收")
    found = marked(TEXT, start, TEXT.index("，完成"), [problem(str(at), one) for at, one in enumerate(words)])
    assert found == html


def test_a_passage_is_the_line() -> None:
    one, other = problem("a", "3亿元"), problem("b", "用地紧张")
    (excerpt,) = excerpts([other, one], {"总结.txt": TEXT})
    assert excerpt.html == (
        '税收<mark id="r-a">3亿元</mark>，增长5%，完成目标。招商乏力；<mark id="r-b">用地紧张</mark>。'
    )


def test_of_a_long_line_what_stands_near() -> None:
    text = f"{'前' * 1000}3亿元{'后' * 1000}"
    one = problem("a", "3亿元", text)
    window = window_of(one, text)
    assert (window.start, window.end) == (1000 - AROUND, 1003 + AROUND)
    (excerpt,) = excerpts([one], {"总结.txt": text})
    assert excerpt.html == f'…{"前" * AROUND}<mark id="r-a">3亿元</mark>{"后" * AROUND}…'


def test_room_is_taken_once_for_a_line() -> None:
    long = f"{'甲' * 50}3亿元\n{'乙' * 20}4亿元，5亿元"
    listed = [problem("a", "3亿元", long), problem("b", "4亿元", long), problem("c", "5亿元", long)]
    texts = {"总结.txt": long}
    assert [one.id for one in within(listed, texts, 53)] == ["a"]
    assert [one.id for one in within(listed, texts, 30)] == ["b", "c"]
    assert [one.id for one in within(listed, texts, 81)] == ["a", "b", "c"]


def test_a_sentence_once_with_all_that_is_said_in_it() -> None:
    listed = [problem("a", "5%"), problem("b", "3亿元"), problem("c", "用地紧张")]
    first, second = quoted(listed, {"总结.txt": TEXT})
    assert first.pieces == (("税收", ""), ("3亿元", "b"), ("，增长", ""), ("5%", "a"), ("，完成目标。", ""))
    assert second.text == "用地紧张。"


def test_a_quote_of_a_long_sentence_is_cut() -> None:
    text = f"{'前' * 100}3亿元{'后' * 100}"
    (quote,) = quoted([problem("a", "3亿元", text)], {"总结.txt": text})
    assert quote.text == f"…{'前' * 60}3亿元{'后' * 60}…"


def test_visible() -> None:
    assert visible("甲\u2066乙\x1b丙\r\n\t丁\ud800") == "甲乙\ufffd丙\n\t丁\ufffd"
