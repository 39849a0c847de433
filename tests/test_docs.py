"""The documents keep their word: tables are up to date, examples run, links lead somewhere."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest
import regex

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
_BLOCK = regex.compile(r"^```python\n(.*?)^```$(?:\n+^```text\n(.*?)^```$)?", regex.DOTALL | regex.MULTILINE)
_LINK = regex.compile(r"\]\(([^()\s]{1,200})\)")


def _examples() -> list[object]:
    return [
        pytest.param(
            match[1],
            match[2],
            id=f"{page.relative_to(ROOT)}:{page.read_text('utf-8')[: match.start()].count(chr(10)) + 1}",
        )
        for page in PAGES
        for match in _BLOCK.finditer(page.read_text("utf-8"))
    ]


@pytest.mark.parametrize("script", ["generate_records.py", "generate_indicators.py"])
def test_tables_are_up_to_date(script: str) -> None:
    generate = runpy.run_path(str(ROOT / "docs" / script))
    page = generate["PAGE"].read_text("utf-8")
    assert generate["rendered"](page) == page, f"run python docs/{script}"


@pytest.mark.parametrize(("code", "printed"), _examples())
def test_examples_run(
    code: str, printed: str | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An example that a ``text`` block follows prints exactly that."""
    monkeypatch.chdir(ROOT)
    exec(compile(code, "example", "exec"), {"__name__": "example"})
    if printed is not None:
        assert capsys.readouterr().out == printed


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_files(page: Path) -> None:
    links = [link for link in _LINK.findall(page.read_text("utf-8")) if "://" not in link]
    missing = [link for link in links if not (page.parent / link.partition("#")[0]).exists()]
    assert missing == []


def test_pictures_are_small() -> None:
    pictures = {path.name: path.stat().st_size for path in ROOT.glob("docs/images/*.png")}
    assert pictures
    assert {name: size for name, size in pictures.items() if size >= 300_000} == {}
