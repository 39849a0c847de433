"""The page in a real browser, where there is one."""

from __future__ import annotations

import re
import shutil
import subprocess
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from summarymine.report.material import Material
from summarymine.report.page import page
from summarymine.report.report import make_report
from tests.report.making import made
from tests.report.test_page import HOSTILE

if TYPE_CHECKING:
    from pathlib import Path

BROWSER = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--window-size=1400,2000", "--enable-logging=stderr", "--v=0",
    "--proxy-server=127.0.0.1:9",
)  # fmt: skip


FLAT = re.compile(r"M[\d.]+,([\d.]+)V\1H")
"""A bar of no height: plotly stacks nothing as 0."""


class Drawn(HTMLParser):
    """How many marks (points, bars, cells with their numbers) and which words each picture has, its legend aside."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.marks: list[int] = []
        self.lines: list[int] = []
        self.words: list[str] = []
        self._text = self._mark = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {key: value or "" for key, value in attrs}
        kinds = set(told.get("class", "").split())
        if tag == "figure":
            self.marks.append(0)
            self.lines.append(0)
            self.words.append("")
        if tag == "path" and told.get("d") and not FLAT.match(told["d"]):
            self.marks[-1] += "point" in kinds or self._mark
            self.lines[-1] += "js-line" in kinds and "L" in told["d"]
        self._mark = tag == "g" and "point" in kinds
        if tag == "g" and "heatmap-label" in kinds:
            self.marks[-1] += 1
        self._text = tag in ("text", "tspan") or (self._text and tag != "figure")

    def handle_endtag(self, tag: str) -> None:
        self._text = self._text and tag != "text"

    def handle_data(self, data: str) -> None:
        if self._text and self.words:
            self.words[-1] += f"{data} "


@pytest.mark.skipif(BROWSER is None, reason="no Chromium here")
@pytest.mark.parametrize("park", ["望榆园区", HOSTILE], ids=["plain", "hostile"])
def test_charts_are_drawn_without_an_error(tmp_path: Path, park: str) -> None:
    one = made(park)
    path = tmp_path / "report.html"
    path.write_bytes(page(make_report(Material(one.archive, one.findings)), "望榆与沧湖"))
    done = subprocess.run(
        [str(BROWSER), *QUIET, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", path.as_uri()],
        capture_output=True, timeout=120, check=True,
    )  # fmt: skip
    told = [line for line in done.stderr.decode("utf-8", "replace").splitlines() if "CONSOLE" in line]
    assert not told
    drawn = Drawn(done.stdout.decode())
    # Five years' values and four targets; four pairs; two parks; three years; a piece of a bar for each stage.
    assert drawn.marks == [5 + 4, 4 + 4, 2, 3, 3]
    assert drawn.lines == [1, 0, 0, 0, 0], "one park has three years in a row, the other a gap between two"
    panel, targets, ranking, problems, stages = drawn.words
    assert {"2021", "2022", "2023", "沧湖园区", park if park == "望榆园区" else f"{park[:15]}…"} <= set(panel.split())
    assert {"目标", "实际"} <= set(targets.split())
    assert {"4.5", "2.1", "亿元"} <= set(ranking.split())
    assert {"土地", "2022", "1"} <= set(problems.split())
    assert {"签约", "在建", "建成"} <= set(stages.split())
