"""An invented archive made by hand: two parks over three years, with what each of its figures, projects and problems says."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from summarymine.corpus.archive import Archive, archive_of
from summarymine.corpus.findings import Finding
from summarymine.records import DocumentRecord, IndicatorRecord, Mention, ProblemRecord, ProjectRecord, Record

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass
class Article:
    """A summary being written: `say` adds words, the other methods add words that a record is about, and return its id."""

    park: str
    period: str
    path: str = ""
    text: str = ""
    records: list[Record] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.path = self.path or f"{self.park}/{self.period}年.txt"

    def say(self, words: str) -> None:
        self.text += words

    def figure(self, words: str, name: str, value: str | None, unit: str, **told: Any) -> str:
        """A figure; what is not *told* is an amount of the article's own period."""
        number = None if value is None else Decimal(value)
        usual = {
            "name": name, "indicator": "", "subject": "", "value": number, "unit": unit, "base_value": number,
            "base_unit": unit, "bound": "exact", "measure": "level", "status": "actual", "basis": "", "period": "",
            "masked": number is None, "sentence": words,
        }  # fmt: skip
        return self._add(IndicatorRecord, words, usual | told)

    def project(self, words: str, stage: str) -> str:
        start = len(self.text)
        mention = Mention(start, start + len(words), words)
        return self._add(ProjectRecord, words, {"name": words, "mentions": (mention,), "stage": stage})

    def problem(self, words: str, category: str) -> str:
        return self._add(ProblemRecord, words, {"category": category})

    def _add(self, kind: Callable[..., Record], words: str, told: dict[str, Any]) -> str:
        start = len(self.text)
        self.text += words
        made = kind(**self._shared(f"{kind.record}-{self.park}-{self.period}-{start}", start), **told)  # type: ignore[attr-defined]
        self.records.append(made)
        return made.id

    def _shared(self, name: str, start: int) -> dict[str, Any]:
        return {
            "id": name.encode().hex()[-40:], "source": self.path, "article": 1, "start": start, "end": len(self.text),
            "text": self.text[start:], "section": (), "rule": "by.hand", "score": 1.0,
        }  # fmt: skip

    def document(self) -> DocumentRecord:
        return DocumentRecord(
            **self._shared(f"document-{self.path}", 0), title=self.text.split("\n")[0], org="", park=self.park,
            park_origin="title", type="总结", period=self.period, year=self.period[:4], year_origin="title", signed="",
            conflicts="", sha256="",
        )  # fmt: skip


def archive(*articles: Article) -> Archive:
    records = [record for one in articles for record in (one.document(), *one.records)]
    return archive_of(records, {one.path: one.text for one in articles})


@dataclass(frozen=True)
class Made:
    """The archive, and the ids of what it says by a name for each."""

    archive: Archive
    ids: dict[str, str]
    findings: tuple[Finding, ...]


TAX = (
    ("望榆园区", (("2021", "3.2", "3"), ("2022", "3.6", "4"), ("2023", "4.5", "4"))),
    ("沧湖园区", (("2021", "1.5", ""), ("2023", "2.1", "2"))),
)
"""Tax in 亿元 by park and year, with its target."""


def made(park: str = "望榆园区", folder: str = "") -> Made:
    """Two parks: their tax against its target, a project, a problem that comes back, and a finding on one of the figures."""
    ids: dict[str, str] = {}
    articles = []
    for name, years in TAX:
        shown = park if name == "望榆园区" else name
        for year, value, target in years:
            one = Article(shown, year, f"{folder}{name}/{year}年.txt")
            one.say(f"{shown}{year}年工作总结\n全年完成税收")
            ids[f"{name}{year}"] = one.figure(f"{value}亿元", "税收", f"{value}e8", "元", indicator="tax")
            if target:
                one.say("，年度目标")
                ids[f"{name}{year}目标"] = one.figure(
                    f"{target}亿元", "税收", f"{target}e8", "元", indicator="tax", status="target"
                )
            one.say("，完成率")
            ids[f"{name}{year}完成率"] = one.figure(
                "104.6%", "税收", "104.6", "%", indicator="tax", measure="completion", basis="target"
            )
            one.say("。\n")
            ids[f"{name}{year}项目"] = one.project(
                f"{name[:2]}冷库项目", {"2021": "signed", "2022": "building"}.get(year, "done")
            )
            one.say("推进顺利。\n")
            ids[f"{name}{year}问题"] = one.problem(f"{year}年用地指标依然紧张", "土地")
            one.say("。\n")
            articles.append(one)
    found = (
        Finding(
            "completion", "high", park, "2022", "税收3.6亿元，目标4亿元：3.6÷4＝90%，文中写104.6%",
            (ids["望榆园区2022"], ids["望榆园区2022目标"], ids["望榆园区2022完成率"]), Decimal(90), Decimal("104.6"), "%",
        ),
        Finding(
            "problem_recurring", "medium", park, "2023", "土地问题在3篇总结中反复出现",
            tuple(ids[f"望榆园区{year}问题"] for year in ("2021", "2022", "2023")),
        ),
    )  # fmt: skip
    return Made(archive(*articles), ids, found)
