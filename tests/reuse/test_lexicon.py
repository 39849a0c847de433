"""The boilerplate lexicon: the longest form of what recurs, and nothing of what does not."""

from __future__ import annotations

import time

from summarymine.document import Span
from summarymine.reuse.lexicon import Text, lexicon
from tests.linear import too_dear

PHRASE = "紧紧围绕年度目标任务，狠抓各项工作落实"
OPENINGS = ("望春这一年", "沧湖管委会", "磐口人", "岭上同事们")


def texts(parks: str = "甲乙丙丁") -> list[Text]:
    return [
        Text(f"{opening}{PHRASE}{end}", (), park)
        for opening, end, park in zip(OPENINGS, ("。", "，稳中有进。", "；好", "！"), parks, strict=True)
    ]


def test_the_longest_form_once() -> None:
    (phrase,) = lexicon(texts())
    assert (phrase.text, phrase.articles, phrase.parks) == (PHRASE, 4, 4)
    assert phrase.explained == 4 * (len(PHRASE) - 1)
    assert [Span(span.start, span.end).of(texts()[at].text) for at, span in phrase.places] == [PHRASE] * 4


def test_of_one_park_it_is_no_boilerplate() -> None:
    assert lexicon(texts("甲甲甲甲")) == []
    assert len(lexicon(texts("甲甲甲甲"), parks=1)) == 1
    assert lexicon(texts(), articles=5) == []


def test_furniture_is_no_phrase() -> None:
    ignored = [one._replace(ignored=(Span(0, len(one.text)),)) for one in texts()]
    assert lexicon(ignored) == []


def test_figures_are_left_open() -> None:
    made = [
        Text(f"{opening}实现规上工业产值{value}亿元稳步增长{end}", (), park)
        for opening, value, end, park in zip(OPENINGS, ("3.5", "12", "XX", "7"), "。；！，", "甲乙丙丁", strict=True)
    ]
    assert [one.text for one in lexicon(made)] == ["实现规上工业产值#亿元稳步增长"]


def test_a_frequent_beginning_does_not_hide_a_rarer_whole() -> None:
    """Six texts have the beginning, three of them all of it: it goes on as long as half agree."""
    long = PHRASE + "，主要经济指标稳步回升"
    made = [
        Text(f"{chr(0x4E00 + 37 * at)}{long if at % 2 else PHRASE}{chr(0x6E00 + 91 * at)}", (), str(at))
        for at in range(6)
    ]
    assert long.replace("，", "") in {one.view for one in lexicon(made)}


def test_nothing_of_nothing() -> None:
    assert lexicon([]) == []
    assert lexicon([Text("短", (), "甲")]) == []


def articles_of(size: int) -> str:
    """Articles of 200 characters, no two alike, each with one phrase, a line each; so many characters in all."""
    return "\n".join(
        "".join(chr(0x4E00 + (at * 7919 + i * i * 31) % 6000) for i in range(200)) + PHRASE
        for at in range(size // (201 + len(PHRASE)))
    )


def measure(text: str) -> dict[str, float]:
    made = [Text(line, (), str(at % 9)) for at, line in enumerate(text.split("\n"))]
    begin = time.process_time()
    lexicon(made)
    return {"lexicon": time.process_time() - begin}


def test_time_grows_with_the_text() -> None:
    assert too_dear(articles_of, measure) == []
