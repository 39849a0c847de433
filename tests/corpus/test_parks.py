"""Which names mean one park."""

from __future__ import annotations

import pytest

from summarymine.corpus.parks import identify
from tests.corpus.making import document


def labels(*names: str, told: dict[str, str] | None = None) -> list[str]:
    documents = [document(name, source=f"{number}.txt") for number, name in enumerate(names)]
    found = identify(documents, told)
    return [found[(one.source, one.article)] for one in documents]  # type: ignore[index]


@pytest.mark.parametrize(
    ("names", "one"),
    [
        (("望榆工业园区管委会", "望榆工业园区", "望榆工业园区"), "望榆工业园区"),
        (("望榆园区", "望榆工业园区"), "望榆工业园区"),
        (("沧湖经济开发区", "沧湖经济开发区", "沧湖经开区", "沧湖开发区"), "沧湖经济开发区"),
        (
            ("鹤汀高新区", "鹤汀高新技术产业开发区", "鹤汀高新技术产业开发区管理委员会"),
            "鹤汀高新技术产业开发区管理委员会",
        ),
        (("望榆县望榆工业园区", "望榆工业园区"), "望榆县望榆工业园区"),
        (("云峤园区", "云峤综合保税物流园区"), "云峤综合保税物流园区"),
    ],
)
def test_one_park_under_several_names(names: tuple[str, ...], one: str):
    assert set(labels(*names)) == {one}


@pytest.mark.parametrize(
    "names",
    [
        ("望榆高新区", "望榆经济开发区"),
        ("望榆开发区", "望榆高新区"),
        ("望榆园区", "鹤汀园区"),
        ("榆园区", "望榆工业园区"),
    ],
)
def test_other_parks_stay_apart(names: tuple[str, ...]):
    assert labels(*names) == list(names)


def test_a_short_name_that_may_be_either_is_neither():
    assert labels("望榆园区", "望榆工业园区", "望榆物流园区") == ["望榆园区", "望榆工业园区", "望榆物流园区"]


def test_hidden_and_missing_names_are_never_one():
    assert labels("xx工业园区", "xx工业园区", "", "工业园区管委会", "工业园区管委会") == [
        "xx工业园区（0.txt第1篇）",
        "xx工业园区（1.txt第1篇）",
        "园区未写明（2.txt第1篇）",
        "工业园区管委会（3.txt第1篇）",
        "工业园区管委会（4.txt第1篇）",
    ]


def test_without_a_park_the_office_is_meant():
    found = identify([document("", org="国务院", source="a"), document("", org="国务院", source="b")])
    assert set(found.values()) == {"国务院"}


def test_what_the_user_says_goes_first():
    told = {"望榆新区": "望榆工业园区", "xx工业园区": "望榆工业园区"}
    assert set(labels("望榆新区", "望榆工业园区", "xx工业园区", told=told)) == {"望榆工业园区"}
