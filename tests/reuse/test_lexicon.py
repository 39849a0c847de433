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


def test_words_are_whole_where_a_part_of_them_is_frequent() -> None:
    """A term that stands in many texts does not end the rarer phrase that it is the middle of."""
    term, whole = "主导产业延伸链条", "加快打造主导产业延伸链条体系"
    made = [
        Text(f"{chr(0x4E00 + 37 * at)}{term if at % 4 else whole}{chr(0x6E00 + 91 * at)}", (), str(at))
        for at in range(16)
    ]
    assert [(one.text, one.articles) for one in lexicon(made)] == [(term, 16), (whole, 4)]


def test_a_phrase_begins_and_ends_with_a_clause() -> None:
    """What little of a clause is left at an end is no part of it; the places are those of the clauses."""
    clauses = "同比增长#%，完成年度奋斗目标#亿元的#%"
    names = ("税收", "产值", "利润", "出口")
    made = [
        Text(
            f"{opening}的{name}{3 + at}.1亿元，同比增长{at + 5}%，完成年度奋斗目标{at + 8}亿元的9{at}%，占{end}",
            (),
            park,
        )
        for at, (opening, name, end, park) in enumerate(zip(OPENINGS, names, "全省各同", "甲乙丙丁", strict=True))
    ]
    (phrase,) = lexicon(made)
    assert (phrase.text, phrase.articles) == (clauses, 4)
    assert [span.of(made[at].text) for at, span in phrase.places] == [
        f"同比增长{at + 5}%，完成年度奋斗目标{at + 8}亿元的9{at}%" for at in range(4)
    ]


def test_a_long_part_of_a_clause_stays() -> None:
    made = [
        Text(f"{opening}深入推进园区循环化改造，{then}", (), park)
        for opening, then, park in zip(
            OPENINGS, ("水清了。", "灯亮了。", "桥通了。", "人多了。"), "甲乙丙丁", strict=True
        )
    ]
    assert [one.text for one in lexicon(made)] == ["深入推进园区循环化改造"]


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
