"""The list in which a user says of which park and year files are."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from summarymine.document import Told
from summarymine.errors import ManifestError
from summarymine.readers.files import load_manifest
from summarymine.readers.manifest import manifest_text, read_manifest

if TYPE_CHECKING:
    from pathlib import Path

LISTED = """路径,园区,年份
2019年/扫描件03.docx,望榆园区,2018
鹤鸣园区/,鹤鸣园区,
"""


@pytest.mark.parametrize(
    "text",
    [
        "path,park,year\n档案/总结.docx,望榆园区,2019\n",
        "path,park,year\r\n档案/总结.docx,望榆园区,2019\r\n",
        "path,park,year\n档案/总结.docx,望榆园区,2019",
        "year,path,park\n2019,档案/总结.docx,望榆园区\n",
        " Path , PARK,Year\n 档案/总结.docx , 望榆园区 , 2019 \n",
        "路径,园区,年份\n档案\\总结.docx,望榆园区,2019年\n",
        "园区,年份,路径\n望榆园区,２０１９年度,./档案//总结.docx\n",
        "source,park,park_origin,year,备注\n档案/总结.docx,望榆园区,file,二〇一九,看过\n",
        "文件,园区,年份\n/档案/总结.docx,望榆园区,2019.0\n",
        'path,park,year\n"档案/总结.docx","望榆园区","2019"\n',
        "\n,,\npath,park,year,,\n\n档案/总结.docx,望榆园区,2019,,\n,,\n",
    ],
)
def test_columns_paths_and_years_in_every_form(text: str) -> None:
    assert read_manifest(text).entries == {"档案/总结.docx": Told("望榆园区", "2019")}


def test_one_column_may_be_missing_and_cells_may_be_empty() -> None:
    assert read_manifest("path,year\n甲.txt,2019\n乙.txt,\n丙.txt\n").entries == {
        "甲.txt": Told("", "2019"),
        "乙.txt": Told(),
        "丙.txt": Told(),
    }
    assert read_manifest("园区,路径\n望榆园区,甲.txt\n").entries == {"甲.txt": Told("望榆园区", "")}


def test_a_path_with_a_comma_or_a_line_end_is_quoted() -> None:
    assert list(read_manifest('path,year\n"甲,乙.txt",2019\n"丙\n丁.txt",2020\n').entries) == [
        "甲,乙.txt",
        "丙\n丁.txt",
    ]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("档案/2019年/东区/总结.txt", Told("东岭园区", "2018")),
        ("档案/2019年/东区/别的.txt", Told("东岭园区", "2019")),
        ("档案/2019年/总结.txt", Told("望榆园区", "2019")),
        ("档案/总结.txt", Told("望榆园区", "")),
        ("档案.zip/2019年/总结.txt", Told("鹤鸣园区", "")),
        ("2019年/总结.txt", Told()),
        ("档案", Told("望榆园区", "")),
        ("档案2/总结.txt", Told()),
    ],
)
def test_the_nearest_line_decides_each_for_itself(path: str, told: Told) -> None:
    manifest = read_manifest(
        "path,park,year\n"
        "档案/,望榆园区,\n"
        "档案/2019年/,,2019\n"
        "档案/2019年/东区/,东岭园区,\n"
        "档案/2019年/东区/总结.txt,,2018\n"
        "档案.zip,鹤鸣园区,\n"
    )
    assert manifest.told(path) == told


def test_the_whole_input_may_be_named() -> None:
    manifest = read_manifest("path,park,year\n./,望榆园区,\n2019年/,,2019\n")
    assert manifest.told("2019年/总结.txt") == Told("望榆园区", "2019")
    assert manifest.told("总结.txt") == Told("望榆园区", "")
    assert manifest.without_file(["总结.txt"]) == ["2019年"]


def test_paths_without_a_file_are_known() -> None:
    manifest = read_manifest("path,year\n甲.txt,2019\n乙/,2019\n丙/,2019\n丁.txt,2019\n乙/戊.txt,2019\n")
    assert manifest.without_file(["甲.txt", "乙/己.txt", "丁.txt.bak"]) == ["丙", "丁.txt", "乙/戊.txt"]
    assert manifest.without_file([]) == ["甲.txt", "乙", "丙", "丁.txt", "乙/戊.txt"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "清单是空的 / the manifest is empty"),
        (" \n,,\n", "清单是空的 / the manifest is empty"),
        ("甲.txt,望榆园区,2019\n", "清单第一行要有表头：路径，以及园区、年份或其一 / the manifest needs headings"),
        ("path,备注\n甲.txt,好\n", "清单第一行要有表头"),
        ("park,year\n望榆园区,2019\n", "清单第一行要有表头"),
        ("path,year,年份\n甲.txt,2019,2019\n", "清单有两列都是“年份” / two columns of the manifest are year"),
        ("path,路径,year\n甲.txt,甲.txt,2019\n", "清单有两列都是“路径” / two columns of the manifest are path"),
        (
            "path,year\n甲.txt,2019\n\n乙.txt,2019\n./甲.txt,2019\n",
            "清单第 5 行：路径与第 2 行重复：甲.txt / line 5 of the manifest: the path stands in line 2 already",
        ),
        ("path,year\n档案\\2019年\\,2019\n档案/2019年,2019\n", "清单第 3 行：路径与第 2 行重复：档案/2019年"),
        ("path,year\n,2019\n", "清单第 2 行：没有路径（整个输入写作 ./） / line 2 of the manifest: no path"),
        ('path,year\n"甲\n乙.txt",2019\n丙.txt,去年\n', "清单第 4 行：年份要写成 2019：去年"),
        ("path,year\n甲.txt,19\n", "清单第 2 行：年份要写成 2019：19 / line 2 of the manifest: a year is written 2019"),
        ("path,year\n甲.txt,2019-2020\n", "年份要写成 2019：2019-2020"),
        ("path,year\n甲.txt,20xx\n", "年份要写成 2019：20xx"),
        ("path,year\n甲.txt,3019\n", "年份要写成 2019：3019"),
        ("path,year\n甲,乙.txt,2019\n", "清单第 2 行：格数比表头多，含逗号的路径要加引号"),
        ('path,year\n"甲.txt,2019\n', "清单第 2 行：不是 CSV（"),
        ('path,year\n"甲"乙,2019\n', "清单第 2 行：不是 CSV（"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, said: str) -> None:
    with pytest.raises(ManifestError) as caught:
        read_manifest(text)
    assert str(caught.value).startswith(said) or said in str(caught.value)
    assert " / " in str(caught.value) and "\n" not in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "清单.csv").write_bytes(LISTED.encode(encoding))
    assert load_manifest(tmp_path / "清单.csv").entries == {
        "2019年/扫描件03.docx": Told("望榆园区", "2018"),
        "鹤鸣园区": Told("鹤鸣园区", ""),
    }


@pytest.mark.parametrize("data", [LISTED.encode("utf-16"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\xff\xff", b"\xff"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(ManifestError, match="请另存为 CSV"):
        manifest_text(data)


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match=r"没有\.csv：文件不存在 / no such file"):
        load_manifest(tmp_path / "没有.csv")
    with pytest.raises(ManifestError, match="读取失败"):
        load_manifest(tmp_path)


def test_damaged_manifests_raise_nothing_else() -> None:
    data = ('path,park,year\n"甲,乙.txt",望榆园区,2019\n丙/,鹤鸣园区,二〇二〇年\n' * 3).encode()
    chance = random.Random(7)
    damaged = [data[:end] for end in range(0, len(data), 7)]
    for _ in range(300):
        flipped = bytearray(data)
        for _ in range(3):
            flipped[chance.randrange(len(flipped))] = chance.randrange(256)
        damaged.append(bytes(flipped))
    read = refused = 0
    for one in damaged:
        try:
            read_manifest(manifest_text(one)).told("丙/丁.txt")
            read += 1
        except ManifestError as error:
            assert "\n" not in str(error)
            refused += 1
    assert read and refused
