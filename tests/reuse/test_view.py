"""The masked view: what is folded, left out or hidden, and where each of its characters stands."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarymine.document import Span
from summarymine.reuse.view import joined, masked_views

TEXTS = st.lists(st.text(alphabet="园区產值3１5.，、xX*某 \n\0。a％%①🏭", max_size=40), max_size=4)


def seen(text: str) -> str:
    views = masked_views([text])
    return views.text(0, len(views.codes))


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("全年完成產值３．５億元，增長8％。", "全年完成产值#亿元增长#%"),
        ("投资34,250.5万元、34，250户", "投资#万元#户"),
        ("20xx年XX镇××公里**亿元某县2017年", "#年#镇#公里#亿元#县#年"),
        ("投资1 234万元，286\n.1亿元，7.\n5％", "投资#万元#亿元#%"),
        ("3、加强管理\n12.抓好2.5公里", "加强管理抓好#公里"),
        ("66KV线路，Max与xlsx", "#kv线路max与xlsx"),
        ("“三个一”\u200b工程（①）", "三个一工程"),
        ("3，5个", "##个"),
        ("", ""),
    ],
)
def test_what_is_left(text: str, view: str):
    assert seen(text) == view


@given(TEXTS)
def test_every_character_has_a_place_of_its_own(texts: list[str]):
    views = masked_views(texts)
    assert len(views) == len(texts)
    for number, text in enumerate(texts):
        places = [views.span(at, at + 1) for at in range(*views.bounds[number : number + 2].tolist())]
        assert all(one.start < one.end for one in places)
        assert all(one.end <= other.start for one, other in itertools.pairwise(places))
        assert all(place.start >= 0 and place.end <= len(text) for place in places)
        assert all(views.written(number, place) == place.of(text).replace("\0", " ") for place in places)


@given(TEXTS)
def test_texts_do_not_change_each_other(texts: list[str]):
    together, apart = masked_views(texts), [masked_views([text]) for text in texts]
    for number, alone in enumerate(apart):
        assert np.array_equal(together.one(number).codes, alone.codes)
        assert np.array_equal(together.one(number).ends, alone.ends)
    if texts:
        assert np.array_equal(joined(apart).codes, together.codes)
        assert np.array_equal(joined(apart).bounds, together.bounds)


def test_numbers_that_are_written_otherwise_are_the_same():
    views = masked_views(["34,250户", "３４ 250户", "34250户", "34251户", "3**户"])
    same = [int(views.figures[views.bounds[number]]) for number in range(5)]
    assert same[0] == same[1] == same[2]
    assert len(set(same)) == 3
    assert [figure & 1 for figure in same] == [0, 0, 0, 0, 1]


def test_ignored_spans_are_left_out():
    text = "园区总结\n税收3亿元。"
    views = masked_views([text, text], [[Span(0, 4)], []])
    assert views.text(0, int(views.bounds[1])) == "税收#亿元"
    assert views.text(int(views.bounds[1]), int(views.bounds[2])) == "园区总结税收#亿元"
