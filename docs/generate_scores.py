"""Writes the tables of scores in ``docs/quality.md`` and both READMEs.

    summarymine run "$SUMMARYMINE_GOLD/texts" -o out/gold
    summarymine run corpora/demo -o out/demo
    python docs/generate_scores.py "$SUMMARYMINE_GOLD" out/gold out/demo

What stands between ``<!-- table: NAME -->`` and ``<!-- end -->`` is replaced, where NAME is a table of this program; everything
else is left as it is. The
scorer stands beside the folder of the gold set.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", ROOT / "README.zh-CN.md", ROOT / "docs" / "quality.md")
TABLE = regex.compile(r"(<!-- table: (\w{1,20}) -->\n)(?P<now>.*?)(<!-- end -->)", regex.DOTALL)
OTHERS = {
    "JioNLP 1.5.31 (money and time)": (0.434, 0.183, 0.730, 0.521, None, None),
    "Recognizers-Text (five Chinese models)": (0.719, 0.164, 0.651, 0.424, None, None),
    "45 lines of regular expressions": (0.893, 0.366, 0.619, 0.441, 0.286, 0.473),
}
"""F1 of other tools on the same set, by the same scorer, in the order of `KINDS`."""
KINDS = ("indicator found", "indicator row", "date found", "date value", "project", "problem")
README = (0, 1, 3, 4, 5)
NAMES = {
    "en": (
        "figure found", "figure right in name, value, unit, measure and status", "", "date right in value",
        "project", "problem",
    ),
    "zh": ("找到数据", "数据的名称、数值、单位、口径、状态全对", "", "日期换算正确", "找到项目", "找到问题"),
}  # fmt: skip


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def number(value: float | None) -> str:
    """A score with three digits."""
    return "–" if value is None else f"{value:.3f}"


def tables(scores: dict[str, Any], demo: str) -> dict[str, str]:
    """The tables by name."""
    f1 = [scores[kind]["F1"] for kind in KINDS]
    best = [max(row[at] or 0.0 for row in OTHERS.values()) for at in range(len(KINDS))]
    heads = {"en": ("", "summarymine", "best of the others"), "zh": ("", "summarymine", "其他方法中最好的")}
    made = {
        f"scores_{tongue}": table(
            heads[tongue], ((names[at], f"**{number(f1[at])}**", number(best[at])) for at in README)
        )
        for tongue, names in NAMES.items()
    }
    compared = {"**summarymine**": f1, **OTHERS}
    made["compared"] = table(("", *KINDS), ((name, *map(number, row)) for name, row in compared.items()))
    made["scores"] = table(
        ("", "precision", "recall", "F1", "in gold", "beside"),
        ((kind, *_row(got)) for kind, got in scores.items() if "F1" in got),
    )
    fields = scores["indicator fields"]
    made["fields"] = table(tuple(fields), [tuple(number(value) for value in fields.values())])
    made["demo"] = f"```text\n{demo}```\n"
    return made


def _row(got: dict[str, Any]) -> tuple[str, ...]:
    extra = sorted({"stage", "category", "role"} & got.keys())
    beside = ", ".join(f"{name} right in {got[name]:.3f} of the hits" for name in extra)
    return (*(number(got[part]) for part in ("P", "R", "F1")), str(got["gold"]), beside)


def main(gold: Path, mined: Path, demo: Path) -> None:
    """Score, and write the pages."""
    score = [sys.executable, str(gold.parent / "score.py"), str(gold), str(mined.resolve() / "records.jsonl"), "--json"]
    truth = [sys.executable, "-m", "tests.truth", str(demo.resolve())]
    scores, listed = (
        subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8", cwd=ROOT).stdout
        for command in (score, truth)
    )
    made = tables(json.loads(scores), listed)
    for page in PAGES:
        text = page.read_text("utf-8")
        page.write_text(TABLE.sub(lambda match: match[1] + made.get(match[2], match["now"]) + match[4], text), "utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
