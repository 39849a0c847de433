"""What paths say of park and year, which name is which, and who is believed."""

from __future__ import annotations

import pytest

from summarymine.pipes.origins import Said, choose_park, parks_of_path, years_of_path
from summarymine.pipes.parks import is_hidden, same_park


def said(found: list[Said]) -> str:
    return " ".join(f"{one.origin} {one.value}" for one in found)


@pytest.mark.parametrize(
    ("path", "years"),
    [
        ("总结.txt", ""),
        ("2019年总结.txt", "file 2019"),
        ("2019.txt", "file 2019"),
        ("望榆园区_2019_总结.docx", "file 2019"),
        ("总结(2019).docx", "file 2019"),
        ("2019年/总结.txt", "folder 2019"),
        ("2019/总结.txt", "folder 2019"),
        ("二〇一九年/总结.txt", "folder 2019"),
        ("二○一九年度/总结.txt", "folder 2019"),
        ("二零一九年/总结.txt", "folder 2019"),
        ("一九九八年/总结.txt", "folder 1998"),
        ("２０１９年/总结.txt", "folder 2019"),
        ("2019年上半年/总结.txt", "folder 2019"),
        ("2019年/望榆园区/总结.txt", "folder 2019"),
        ("2015—2020年档案/2019年/总结.txt", "folder 2019"),
        ("2018年/2019年/总结.txt", "folder 2019"),
        ("2018年/2019年总结.txt", "file 2019 folder 2018"),
        # a plan for the year ahead stands beside the summary of a year
        ("2019年总结及2020年计划.txt", "file 2019"),
        ("2020年打算和2019年总结.txt", "file 2019"),
        ("2020年工作计划.txt", "file 2020"),
        ("2019年总结、2019年报表.txt", "file 2019"),
        # days, and what is no year
        ("20190315总结.txt", "file 2019"),
        ("2019-03-15总结.txt", "file 2019"),
        ("2019.3.15总结.txt", "file 2019"),
        ("招聘2000人总结.txt", ""),
        ("标准厂房2000平方米，2010亩.txt", "file 2000"),
        ("a2019b.txt", ""),
        ("000_aa2019e0367f164.txt", ""),
        ("13920190315.txt", ""),
        ("19年总结.txt", ""),
        ("3019年总结.txt", ""),
        ("二十二〇一九.txt", ""),
        # several years leave it open, and what stands above does not decide
        ("2019-2020/总结.txt", ""),
        ("2019-2020?/总结.txt", ""),
        ("2019—2020年总结.txt", ""),
        ("2019-20年总结.txt", ""),
        ("2019年、2020年总结.txt", ""),
        ("二〇一八至二〇一九年总结.txt", ""),
        ("2018年/2019-2020年/总结.txt", ""),
        ("2019年总结2020年总结.txt", ""),
        ("xx年/总结.txt", ""),
        ("20xx年总结.txt", ""),
        ("", ""),
    ],
)
def test_years_of_a_path(path: str, years: str) -> None:
    assert said(years_of_path(path)) == years


@pytest.mark.parametrize(
    ("path", "parks"),
    [
        ("总结.txt", ""),
        ("望榆工业园区/总结.txt", "folder 望榆工业园区"),
        ("望榆工业园区/2019年/总结.txt", "folder 望榆工业园区"),
        ("2019年/望榆开发区/总结.txt", "folder 望榆开发区"),
        ("望榆高新区/总结.txt", "folder 望榆高新区"),
        ("望榆县工业集中区/总结.txt", "folder 望榆县工业集中区"),
        ("望榆医药产业园/总结.txt", "folder 望榆医药产业园"),
        ("望榆经济技术开发区管委会/总结.txt", "folder 望榆经济技术开发区"),
        ("望榆園區/总结.txt", "folder 望榆园区"),
        ("01 望榆园区/总结.txt", "folder 望榆园区"),
        ("1.望榆园区2019年材料/总结.txt", "folder 望榆园区"),
        ("2019年望榆园区总结.txt", "file 望榆园区"),
        ("关于望榆园区2019年工作情况的汇报.txt", "file 望榆园区"),
        ("鹤鸣园区/望榆园区总结.txt", "file 望榆园区 folder 鹤鸣园区"),
        ("鹤鸣园区/望榆园区/总结.txt", "folder 望榆园区"),
        ("望榆园区、望榆园区管委会/总结.txt", "folder 望榆园区"),
        # no name, a hidden one, or several
        ("园区/总结.txt", ""),
        ("工业园区/2019年/园区总结.txt", ""),
        ("全市工业园区/总结.txt", ""),
        ("重点园区/总结.txt", ""),
        ("其他工业园区/总结.txt", ""),
        ("xx工业园区/总结.txt", ""),
        ("**县开发区/总结.txt", ""),
        ("某开发区/总结.txt", ""),
        ("望榆园区/xx工业园区/总结.txt", "folder 望榆园区"),
        ("望榆园区、鹤鸣园区/总结.txt", ""),
        ("赴鹤鸣园区考察情况.txt", ""),
        ("", ""),
    ],
)
def test_parks_of_a_path(path: str, parks: str) -> None:
    assert said(parks_of_path(path)) == parks


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("望榆园区", "望榆园区", True),
        ("望榆工业园区管委会", "望榆工业园区", True),
        ("望榆工业园区管理委员会", "望榆工业园区管委会", True),
        ("望榆园区党工委管委会", "望榆县望榆园区", True),
        ("望榆经开区", "望榆经济开发区", True),
        ("望榆高新技术产业开发区", "望榆高新区", True),
        ("望榆园区", "望榆工业园区", False),
        ("望榆开发区", "鹤鸣开发区", False),
        ("望榆经开区", "望榆高新区", False),
    ],
)
def test_names_of_one_park(one: str, other: str, same: bool) -> None:
    assert (same_park(one, other), same_park(other, one)) == (same, same)


def test_hidden_names() -> None:
    assert all(map(is_hidden, ("xx工业园区", "XX县园区", "×园区", "**园区", "某工业园区")))
    assert not is_hidden("望榆工业园区")


OWN, HIDDEN = Said("title", "望榆园区"), Said("title", "xx园区")
FILE, FOLDER = Said("file", "鹤鸣园区"), Said("folder", "东岭园区")


@pytest.mark.parametrize(
    ("own", "path", "told", "chosen", "conflict"),
    [
        (None, [], "", Said("", ""), ""),
        (OWN, [], "", OWN, ""),
        (HIDDEN, [], "", HIDDEN, ""),
        (None, [FILE, FOLDER], "", FILE, "园区：文件名 鹤鸣园区，文件夹 东岭园区"),
        (HIDDEN, [FOLDER], "", FOLDER, ""),
        (OWN, [FOLDER], "", OWN, "园区：标题 望榆园区，文件夹 东岭园区"),
        (OWN, [Said("folder", "望榆县望榆园区")], "", OWN, ""),
        (HIDDEN, [], "东岭园区", Said("manifest", "东岭园区"), ""),
        (
            OWN,
            [FOLDER],
            "东岭园区管委会",
            Said("manifest", "东岭园区管委会"),
            "园区：清单 东岭园区管委会，标题 望榆园区，文件夹 东岭园区",
        ),
    ],
)
def test_which_park_is_believed(own: Said | None, path: list[Said], told: str, chosen: Said, conflict: str) -> None:
    assert choose_park(own, path, told) == (chosen, conflict)
