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


class Drawn(HTMLParser):
    """How many shapes and which words each picture has."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.shapes: list[int] = []
        self.words: list[str] = []
        self._inside = self._text = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "figure":
            self.shapes.append(0)
            self.words.append("")
        self._inside = tag == "svg" or (self._inside and tag != "figure")
        self._text = self._inside and tag == "text"
        if self._inside and tag == "path":
            self.shapes[-1] += 1

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "svg"
        self._text = False

    def handle_data(self, data: str) -> None:
        if self._text:
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
    assert not [line for line in told if "report.html" in line or re.search(r"Content Security|Uncaught", line)]
    drawn = Drawn(done.stdout.decode())
    least = (5 + 4 + 2, 4 + 4, 2, 3, 4)  # points, targets and lines; bars; bars; squares; pieces of bars
    assert len(drawn.shapes) == len(least)
    assert all(count >= few for count, few in zip(drawn.shapes, least, strict=True)), drawn.shapes
    panel, targets, ranking, problems, stages = drawn.words
    assert {"2021", "2022", "2023", "沧湖园区", "望榆园区" if park == "望榆园区" else f"{park[:15]}…"} <= set(
        panel.split()
    )
    assert {"目标", "实际"} <= set(targets.split())
    assert {"4.5", "2.1", "亿元"} <= set(ranking.split())
    assert {"土地", "2022", "1"} <= set(problems.split())
    assert {"签约", "在建", "建成"} <= set(stages.split())
