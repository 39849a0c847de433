"""The pipes as spaCy components: alone, together, written to bytes and sent to other processes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import jsonschema
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from summarymine.api import config_path, load, mine_text
from summarymine.document import Source
from summarymine.pipes.components import PIPES, read_records, title_in_view
from summarymine.pipes.layers import LAYERS
from summarymine.records import KINDS, Record, from_dict, schema, to_dict
from summarymine.split import split, whole
from tests.marked import assert_grounded

if TYPE_CHECKING:
    from spacy.language import Language

TEXT = """望榆园区管委会2019年工作总结
一、工作回顾
2019年，园区完成工业总产值35.6亿元，同比增长8.5%，完成年度任务34亿元的104.7%。白鹭纺织二期项目总投资1.2亿元，10月建成投产。
二、存在问题
污水管网建设滞后，部分中小企业融资困难。
三、2020年工作打算
（一）招商引资。力争引进企业12家，税收*亿元。
望榆园区管委会
2020年1月8日
"""
DIRTY = """小編推薦\r\n第一篇：鶴汀園區2018年工作總結\r\n一、工作回顧\r\n完（wán）成稅收３。５億元，增\r\n長８％。a1b2\r\n\
第二篇：云峤园区2018年工作总结\r\n存在的主要问题：用地紧\r\n\r\n张。\u200b投资 1 2 . 5 亿元。\r\n推荐阅读\r\n"""
TEXTS = (TEXT, DIRTY, "园区", "", "\n \n", "。", "2019年\n", "税收3亿元，" * 40)


@cache
def pipeline(name: str) -> Language:
    return load(name)


def test_every_pipe_finds_what_it_needs() -> None:
    for name in ("default", "fast"):
        analysis = pipeline(name).analyze_pipes(pretty=False)
        assert not any(analysis["problems"].values()), analysis["problems"]


def test_pipes_hand_on_declared_layers_only() -> None:
    made: set[str] = set()
    for _, _, requires, assigns in PIPES:
        assert set(requires) <= made
        assert set(assigns) <= set(LAYERS)
        made |= set(assigns)


def test_a_pipe_out_of_order_is_reported() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("summarymine_sections")
    assert nlp.analyze_pipes(pretty=False)["problems"]["summarymine_sections"] == ["doc._.sm_view"]


def test_the_whole_pipeline_is_one_component_of_any_chinese_pipeline() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("summarymine")
    doc = nlp(TEXT)
    assert doc.text == TEXT
    assert not nlp.analyze_pipes(pretty=False)["problems"]["summarymine"]
    found = read_records(doc)
    assert found == doc._.records
    assert [without_id(r) for r in found] == [without_id(r) for r in mine_text(TEXT)]


def without_id(record: Record) -> dict[str, object]:
    """All of a record but its id, which names the file too."""
    return {key: value for key, value in to_dict(record).items() if key != "id"}


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
@pytest.mark.parametrize("config", ["default", "fast"])
def test_records_are_grounded_and_fit_their_schemas(text: str, config: str) -> None:
    records = mine_text(text, path="望榆园区/总结.txt", nlp=pipeline(config))
    assert_grounded(text, records)
    for record in records:
        data = to_dict(record)
        jsonschema.validate(data, schema(record.record), cls=jsonschema.Draft202012Validator)
        assert from_dict(data) == record
        assert record.source == "望榆园区/总结.txt"


PIECES = st.sampled_from(
    ["望榆园区2019年工作总结", "一、工作", "（一）", "1、", "税收3.5亿元", "增长*%", "1—5月", "20xx年", "：", "。", "，", "（", "）", "《", "”",
     "\n", "\r\n", "  ", "用地紧张", "恒泰纺织二期项目", "分别", "3、5", "第一篇：", "|", "## ", "\u200b", "２。８７", "（jiān）", "稅", "、", "约"]
)  # fmt: skip


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=20).map("".join))
def test_any_text_is_mined_without_an_error(text: str) -> None:
    assert_grounded(text, mine_text(text))


def test_all_kinds_are_found_and_in_order() -> None:
    records = mine_text(TEXT)
    assert {r.record for r in records} == set(KINDS)
    assert records[0].record == "document"
    assert [(r.start, r.end) for r in records[1:]] == sorted((r.start, r.end) for r in records[1:])


def test_fast_finds_figures_dates_and_sections_only() -> None:
    full, fast = mine_text(TEXT), mine_text(TEXT, nlp=pipeline("fast"))
    assert {r.record for r in fast} == {"document", "section", "indicator", "date"}
    kept = ("document", "section", "date")
    assert [r for r in fast if r.record in kept] == [r for r in full if r.record in kept]


def test_ids_are_the_same_in_every_run_and_tell_files_apart() -> None:
    first = mine_text(TEXT, path="a.txt")
    assert mine_text(TEXT, path="a.txt", nlp=load()) == first
    other = mine_text(TEXT, path="b.txt")
    assert not {r.id for r in first} & {r.id for r in other}
    assert all(len(r.id) == 16 and int(r.id, 16) >= 0 for r in first)


def test_a_paragraph_printed_twice_gives_its_records_twice() -> None:
    line = "2019年，园区税收3亿元。\n"
    records = mine_text(line + line)
    assert [r.text for r in records if r.record == "indicator"] == ["3亿元", "3亿元"]
    assert_grounded(line + line, records)


def test_spans_and_sentences_stand_in_the_doc() -> None:
    doc = pipeline("default")(TEXT)
    for kind in ("section", "indicator", "date", "project", "problem"):
        records = {r.id: r for r in doc._.records if r.record == kind}
        spans = doc.spans[kind]
        assert {span.id_ for span in spans} == set(records)
        for span in spans:
            record = records[span.id_]
            assert (span.label_, span.text) == (kind, record.text)
            assert (span.start_char, span.end_char) == (record.start, record.end)
    sentences = [s.text.strip() for s in doc.sents]
    assert sentences[0] == "望榆园区管委会2019年工作总结"
    assert "污水管网建设滞后，部分中小企业融资困难。" in sentences
    assert "".join(s.text for s in doc.sents) == TEXT


def test_spans_of_an_article_inside_a_file_count_from_its_beginning() -> None:
    source = Source.of_text(DIRTY)
    article = split(source)[1]
    nlp = pipeline("default")
    doc = nlp.make_doc(article.text)
    doc._.sm_article = article
    doc = nlp(doc)
    record = next(r for r in doc._.records if r.record == "indicator")
    assert record.text == source.text[record.start : record.end] == "1 2 . 5 亿元"
    assert doc.spans["indicator"][0].text == record.text
    assert doc.spans["indicator"][0].start_char == record.start - article.span.start


def test_tokens_that_are_words_do_not_move_the_records() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("summarymine")
    assert [without_id(r) for r in nlp(TEXT)._.records] == [without_id(r) for r in mine_text(TEXT)]


def test_a_doc_goes_to_bytes_and_back() -> None:
    nlp = pipeline("default")
    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.records == doc._.records != []
    assert [(s.label_, s.text, s.id_) for s in again.spans["indicator"]] == [
        (s.label_, s.text, s.id_) for s in doc.spans["indicator"]
    ]
    assert all(doc._.get(f"sm_{layer}") is None for layer in LAYERS)


def test_layers_can_be_kept() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("summarymine", config={"keep_layers": True})
    doc = nlp(TEXT)
    assert all(doc._.get(f"sm_{layer}") is not None for layer in LAYERS if layer != "records")


def test_two_processes_find_the_same_as_one() -> None:
    nlp = pipeline("fast")
    texts = [TEXT, DIRTY] * 2
    one = [read_records(doc) for doc in nlp.pipe(texts)]
    two = [read_records(doc) for doc in nlp.pipe(texts, n_process=2, batch_size=1)]
    assert one == two
    assert one[0] == one[2] != []


def test_a_pipe_left_out_makes_no_records() -> None:
    nlp = load()
    with nlp.select_pipes(disable=["projects", "problems", "words"]):
        kinds = {r.record for r in nlp(TEXT)._.records}
    assert kinds == {"document", "section", "date", "indicator"}


def test_pipelines_are_written_to_disk_and_loaded(tmp_path: object) -> None:
    nlp = pipeline("fast")
    nlp.to_disk(str(tmp_path))
    again = spacy.load(str(tmp_path))
    assert [without_id(r) for r in again(TEXT)._.records] == [without_id(r) for r in nlp(TEXT)._.records]
    assert config_path("fast").name == "fast.cfg"


def test_titles_stand_in_the_view_where_they_stand_in_the_article() -> None:
    from summarymine.clean import clean

    for text in (TEXT, DIRTY, "\u200b望榆园区2019年\u200b工作总结\u200b\n园区平稳。"):
        for article in [*split(Source.of_text(text)), whole(Source.of_text(text))]:
            view = clean(article.text)
            span = title_in_view(article, view)
            if article.title is None:
                assert span is None
            else:
                assert span is not None
                assert clean(article.title.of(text)).text == span.of(view.text)
