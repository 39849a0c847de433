"""One text written by another program as a Word file and as an OpenDocument text gives the same lines."""

from pathlib import Path

import pytest

from summarymine.readers.files import discover, read_file

FILES = Path(__file__).parent / "files"
LINES = [
    "望榆园区2019年工作总结",
    "一、总体情况",
    "（一）经济运行",
    "全年完成税收3亿元，",
    "同比增长8.5%。用地3万m²。完",
    "1. 新签项目5个",
    "①云杉项目",
    "①.1）一期",
    "①.2）二期",
    "②白桦项目",
    "另外，",
    "2. 开工3个",
    "甲、甲方",
    "乙、乙方",
    "甲、又一",
    "（二）项目建设",
    "框里的话",
    "框外的话",
    "二、主要指标",
    "指标\t数值",
    "\t计划\t完成",
    "税收\t\t3",
    "制表： 某处   完",
]


@pytest.mark.parametrize("name", ["office.docx", "office.odt"])
def test_files_of_another_program(name: str) -> None:
    [found] = discover([FILES / name])
    [source] = read_file(found)
    assert source.text.split("\n") == LINES
