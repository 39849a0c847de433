"""Texts and records without boilerplate."""

from __future__ import annotations

from summarymine.corpus.facts import Place
from summarymine.document import Span
from summarymine.reuse.lexicon import Text, lexicon
from summarymine.reuse.strip import boilerplate, kept_records, stripped_texts
from tests.report.making import Article
from tests.reuse.making import reuse

PHRASE = "紧紧围绕年度目标任务，狠抓各项工作落实"


def test_phrases_are_left_out_and_figures_stay() -> None:
    articles = []
    for park, opening, then in (
        ("望春园区", "一年来", "桥已通"), ("沧湖园区", "管委会", "路变宽"), ("磐口园区", "大家", "水转清"),
    ):  # fmt: skip
        one = Article(park, "2022")
        one.say(f"{park}总结\n{opening}")
        one.problem(PHRASE, "其他")
        one.say(f"。{then}。全年实现各项税收")
        one.figure("3亿元", "税收", "3e8", "元")
        one.say("，再创历史最好水平。")
        articles.append(one)
    made = reuse(*articles)
    phrases = lexicon([Text(one.text, one.ignored, one.park) for one in made.summaries])
    assert {one.view for one in phrases} == {PHRASE.replace("，", ""), "全年实现各项税收#亿元再创历史最好水平"}
    spans = boilerplate(made.summaries, phrases)
    first = made.summaries[0]
    start = first.text.index(PHRASE)
    assert spans[Place(first.document.source, 1)] == [Span(start, start + len(PHRASE))]
    texts = [text for _, text in stripped_texts(made.summaries, spans)]
    assert texts[0] == "望春园区总结\n一年来。桥已通。全年实现各项税收3亿元，再创历史最好水平。"
    records = [record for one in articles for record in one.records]
    assert {record.record for record in kept_records(records, spans)} == {"indicator"}
