"""`summarymine report`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from summarymine.cli import app
from summarymine.document import Source
from summarymine.store.output import OutputFolder
from tests.factory import SOURCE, records
from tests.report.reading import Page

if TYPE_CHECKING:
    from pathlib import Path


def report(*args: object) -> Result:
    result = CliRunner().invoke(app, ["report", *(str(arg) for arg in args)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def out(tmp_path: Path) -> Path:
    with OutputFolder(tmp_path / "望榆") as folder:
        folder.add(Source.of_text(SOURCE.text, SOURCE.path), records())
        folder.finish({"version": "0"})
    return tmp_path / "望榆"


def test_page(out: Path, tmp_path: Path) -> None:
    to = tmp_path / "报告" / "report.html"
    done = report(out, "-o", to)
    assert (done.exit_code, done.stdout) == (0, f"{to}\n")
    assert done.stderr.splitlines()[1] == "审核 1 篇、5 个数据 / auditing …"
    assert "供水管网老化" not in Page(to.read_bytes()).texts["overview"]
    assert "<title>望榆 工作总结报告</title>" in to.read_text("utf-8")
    assert [path.name for path in to.parent.iterdir()] == ["report.html"]


def test_workbook_and_its_page(out: Path, tmp_path: Path) -> None:
    to = tmp_path / "总结.xlsx"
    done = report(out, "-o", to, "-q")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [str(to), str(tmp_path / "总结.html")]
    assert "园区与年份" in openpyxl.load_workbook(to).sheetnames


def test_an_earlier_report_is_kept(out: Path, tmp_path: Path) -> None:
    page = tmp_path / "总结.html"
    page.write_text("早先的报告", "utf-8")
    done = report(out, "-o", tmp_path / "总结.xlsx")
    assert done.exit_code == 2
    assert f"已存在,用 --overwrite 替换 / exists, see --overwrite: {page}" in done.stderr
    assert page.read_text("utf-8") == "早先的报告"
    assert not (tmp_path / "总结.xlsx").exists()
    assert report(out, "-o", tmp_path / "总结.xlsx", "--overwrite", "-q").exit_code == 0
    assert page.read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "r.pdf"], "报告是 .html 或 .xlsx / a report is .html or .xlsx: r.pdf"),
        (["-o", "r.html", "--format", "md"], "报告是 .html 或 .xlsx / a report is .html or .xlsx: r.html"),
        (["-o", "r.html", "--format", "xlsx"], "工作簿要叫 .xlsx"),
        (["-o", "r#1.xlsx"], "名字里不能有 #"),
    ],
)
def test_wrong_use(out: Path, arguments: list[str], said: str) -> None:
    done = report(out, *arguments)
    assert done.exit_code == 2
    assert said in done.stderr


def test_no_results(tmp_path: Path) -> None:
    done = report(tmp_path, "-o", tmp_path / "r.html")
    assert done.exit_code == 2
    assert "先运行 summarymine run" in done.stderr
