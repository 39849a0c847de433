"""An archive as offices have them, made from invented articles: ``python -m tests.archive FOLDER --files 2000 --seed 1``.

It writes ``FOLDER/archive``, folders by year and park with files in all formats, and ``FOLDER/truth.json``: for each file what
is to become of it and which articles it holds. The same arguments give the same archive. Each article comes in several
formats; one file in twenty is broken, in one of many ways, and three in a hundred are copies of another.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import TypeAlias

import regex

from tests.makers import (
    LOCKED_DOCX,
    LOCKED_PDF,
    MAKERS,
    SCAN,
    SHEETS,
    Article,
    Table,
    doc,
    docx,
    has_table,
    html,
    locked,
    odt,
    pdf,
    rtf,
    text,
    xlsx,
    zipped,
)

BROKEN, COPIES, ZIPS = 0.05, 0.03, 0.04
"""Of all files. Of broken ones there is at least one of each kind."""

SKIPPED, UNLISTED = "skipped", "unlisted"
"""What becomes of a file beside the statuses of the ledger: it is in the ledger as one of no known format; it is not."""

# Articles

PARKS = (
    "望榆工业园区",
    "沧湖经济开发区",
    "鹤汀高新技术产业开发区",
    "磐口化工园区",
    "云峤综合保税物流园区",
    "青芦湾产业园区",
)
YEARS = range(2015, 2024)
_FIRST, _SECOND = "恒泰宏瑞铭达晟华鼎远砺峰澜", "岳川舟衡麟岚骏锦泽弘拓桥"
_SECTORS = (
    "纺织",
    "冷链物流",
    "精密铸造",
    "新型建材",
    "生物饲料",
    "汽车零部件",
    "电子元件",
    "农机装备",
    "食品加工",
    "光伏支架",
)
_FIELDS = ("经济运行", "项目建设", "招商引资", "基础设施", "企业服务", "安全环保", "队伍建设")

_OVERVIEW = (
    "{year}年，在市委、市政府的坚强领导下，{park}紧紧围绕年度目标任务，坚持以项目建设为中心，完成规模以上工业总产值{money}亿元，同比增长{percent}%。",
    "全年实现税收{money}亿元，比上年增长{percent}%，完成年度任务的{share}%。",
    "固定资产投资完成{money}亿元，同比增长{percent}%，其中工业投资{money}亿元。",
    "园区现有企业{many}家，其中规模以上工业企业{some}家，从业人员{crowd}人。",
    "进出口总额{money}亿元，较上年下降{percent}%。",
)
_DONE = (
    "{project}完成投资{money}亿元，主体工程已经封顶，预计明年{month}月投产。",
    "总投资{money}亿元的{project}于{month}月开工建设，占地{some}亩，达产后年产值可达{money}亿元。",
    "全年新签约项目{some}个，合同资金{money}亿元，其中亿元以上项目{few}个。",
    "招商引资到位资金{money}亿元，完成年度任务的{share}%，外出招商{some}批次。",
    "新建道路{few}.{few}公里，铺设雨污管网{few}.{few}公里，建成标准厂房{few}万平方米。",
    "{month}月{day}日，{project}正式投产，安排就业{many}人。",
    "帮助{some}家企业落实贷款{money}亿元，减免各类费用{many}万元，解决用工{many}人。",
    "开展安全生产检查{some}次，整改隐患{many}条，整改率达到{share}%。",
    "实行领导包联、专班推进、限时办结的工作制度，每周调度、每月通报，协调解决企业难题{some}件。",
    "{project}正在办理用地手续，计划投资{money}亿元。",
    "严格落实环保要求，关停不达标企业{few}家，规模以上工业万元增加值能耗下降{percent}%。",
    "举办各类培训{few}期，培训{many}人次，发展党员{few}名。",
)
_PROBLEMS = (
    "一是建设用地紧张，年内可供土地不足{some}亩，{project}至今没有落地。",
    "一是企业融资难，流动资金缺口约{money}亿元，部分企业处于半停产状态。",
    "二是基础设施薄弱，供水管网老化，雨天道路积水，影响企业正常生产。",
    "二是{project}进展缓慢，没有达到序时进度，征地拆迁难度较大。",
    "三是招工难，技术工人缺口{many}余人，企业用工成本上升{percent}%。",
    "三是产业层次不高，龙头企业少，抵御市场风险的能力不强。",
    "四是管理体制不顺，审批环节多，服务企业的意识有待加强。",
    "四是污水处理能力不足，日处理量仅{few}千吨，环保压力较大。",
)
_PLANS = (
    "{next}年，力争完成工业总产值{money}亿元，增长{percent}%以上，实现税收{money}亿元。",
    "确保{project}在{month}月底前开工，年内完成投资{money}亿元。",
    "新建标准厂房{few}万平方米，新引进亿元以上项目{few}个。",
    "加快补齐基础设施短板，改造供水管网{few}公里，投资{money}亿元。",
    "深化作风建设，提高服务效能，对重点企业一企一策、跟踪服务。",
)
_MEASURED = (
    "工业总产值",
    "固定资产投资",
    "税收收入",
    "招商引资到位资金",
    "进出口总额",
    "工业增加值",
    "社会消费品零售总额",
)


@dataclass
class Writer:
    """Writes articles, none like another."""

    random: Random
    written: int = 0

    def article(self) -> Article:
        """A summary of 600 to 2,000 characters; two in five have a table."""
        values = self._values()
        park, year = values["park"](), values["year"]()
        told = values | {"park": lambda: park, "year": lambda: year, "next": lambda: str(int(year) + 1)}
        fields = self.random.sample(_FIELDS, 3)
        room = self.random.randint(250, 1400) // 3
        blocks: list[str | Table] = [
            f"{park}{year}年工作总结",
            self._paragraph(_OVERVIEW[:1] + tuple(self.random.sample(_OVERVIEW[1:], 3)), told, 0),
        ]
        blocks.append("一、主要工作完成情况")
        for number, name in zip("一二三", fields, strict=True):
            blocks += [f"（{number}）{name}", self._paragraph(tuple(self.random.sample(_DONE, len(_DONE))), told, room)]
        if self.random.random() < 0.4:
            blocks += ["主要指标完成情况如下：", self._table(year)]
        blocks += [
            "二、存在的主要问题",
            *(self._filled(self.random.choice(_PROBLEMS[at : at + 2]), told) for at in range(0, 8, 2)),
        ]
        blocks += ["三、下一步工作打算", self._paragraph(tuple(self.random.sample(_PLANS, 4)), told, 0)]
        blocks += [f"{park}管理委员会", f"{int(year) + 1}年1月{values['day']()}日"]
        self.written += 1
        return blocks

    def ledger(self) -> Article:
        """A title and a table."""
        year = self._values()["year"]()
        return [f"{self.random.choice(PARKS)}{year}年主要指标完成情况", self._table(year)]

    def _table(self, year: str) -> Table:
        names = self.random.sample(_MEASURED, self.random.randint(3, 6))
        rows = [
            [name, "亿元", f"{self.random.randint(20, 4000) / 10:g}", f"{self.random.randint(1, 300) / 10:g}%"]
            for name in names
        ]
        return [["指标", "单位", f"{year}年", "同比增长"], *rows]

    def _paragraph(self, templates: tuple[str, ...], told: Mapping[str, Callable[[], str]], room: int) -> str:
        """All of the templates, or as many as fill the room."""
        paragraph = ""
        for template in templates:
            paragraph += self._filled(template, told)
            if room and len(paragraph) > room:
                break
        return paragraph

    def _filled(self, template: str, told: Mapping[str, Callable[[], str]]) -> str:
        return regex.sub(r"\{(\w{1,9})\}", lambda hole: told[hole[1]](), template)

    def _values(self) -> dict[str, Callable[[], str]]:
        pick = self.random
        return {
            "park": lambda: pick.choice(PARKS),
            "year": lambda: str(pick.choice(YEARS)),
            "money": lambda: f"{pick.randint(11, 2999) / 10:.1f}",
            "percent": lambda: f"{pick.randint(11, 299) / 10:.1f}",
            "share": lambda: f"{pick.randint(800, 1190) / 10:.1f}",
            "few": lambda: str(pick.randint(2, 9)),
            "some": lambda: str(pick.randint(11, 99)),
            "many": lambda: str(pick.randint(110, 990)),
            "crowd": lambda: str(pick.randint(1100, 29900)),
            "month": lambda: str(pick.randint(1, 12)),
            "day": lambda: str(pick.randint(1, 28)),
            "project": lambda: f"{pick.choice(_FIRST)}{pick.choice(_SECOND)}{pick.choice(_SECTORS)}项目",
        }


# Files


@dataclass
class Told:
    """What is to become of a file: its status, the articles of its sources, and the sources that fail."""

    status: str = "ok"
    articles: dict[str, int] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    copy_of: str = ""


@dataclass
class Archive:
    """Files by their paths; of a link, the target instead of bytes. ``lines`` are the articles' lines."""

    files: dict[str, bytes | Path] = field(default_factory=dict)
    told: dict[str, Told] = field(default_factory=dict)
    articles: list[Article] = field(default_factory=list)

    def add(self, path: str, data: bytes | Path, told: Told) -> None:
        """Put a file in."""
        self.files[path], self.told[path] = data, told

    def number(self, article: Article) -> int:
        """The number of a new article."""
        self.articles.append(article)
        return len(self.articles) - 1


def make(files: int, seed: int) -> Archive:
    """An archive of about so many files."""
    random = Random(seed)
    writer, archive = Writer(random), Archive()
    broken, copies = max(round(files * BROKEN), len(BREAKS)), round(files * COPIES)
    for at in range(broken):
        _break(BREAKS[at % len(BREAKS)], at, archive, writer)
    for at in range(round(files * ZIPS)):
        _archive(at, archive, writer)
    while (left := files - copies - len(archive.files)) > 0:
        _in_formats(min(left, random.randint(2, 5)), archive, writer)
    originals = [path for path, told in archive.told.items() if told.status in ("ok", "partial")]
    for at, path in enumerate(random.sample(originals, copies)):
        archive.add(f"备份/{at}/{Path(path).name}", archive.files[path], Told(archive.told[path].status))
    _find_copies(archive)
    return archive


def _find_copies(archive: Archive) -> None:
    """Of files with the same bytes the first is mined, in the order of the parts of their paths."""
    firsts: dict[str, str] = {}
    for path in sorted(archive.files, key=lambda path: path.split("/")):
        data, told = archive.files[path], archive.told[path]
        if isinstance(data, Path) or told.status in (SKIPPED, UNLISTED):
            continue
        first = firsts.setdefault(sha256(data).hexdigest(), path)
        if first == path:
            continue
        if told.articles:  # the one that was copied comes second
            kept = archive.told[first]
            kept.articles = {first + source.removeprefix(path): number for source, number in told.articles.items()}
            kept.failures = [first + source.removeprefix(path) for source in told.failures]
        told.copy_of, told.articles = first, {}
        told.failures = [path] if told.status == "refused" else []


def _in_formats(many: int, archive: Archive, writer: Writer) -> None:
    """One article in several formats."""
    random = writer.random
    article = writer.ledger() if random.random() < 0.15 else writer.article()
    known = [name for name in MAKERS if name not in SHEETS or len(article) == 2]
    number = archive.number(article)
    for name in random.sample(known, many):
        suffix, maker = MAKERS[name]
        path = f"{_folder(article)}/{number:04}号 {article[0]}（{name}）{suffix}"
        archive.add(path, maker(article), Told(articles={path: number}))


def _folder(article: Article) -> str:
    title = str(article[0])
    year = regex.search(r"\d{4}年", title)
    return f"{year[0]}/{title[: year.start()]}" if year else title


def _archive(at: int, archive: Archive, writer: Writer) -> None:
    """A ZIP of two to four members; every second one has names in GBK, every third another ZIP in it, every fourth is broken in part."""
    path = f"打包/{at:03}号上报材料.zip"
    told = Told()
    members = _members(path, told, archive, writer)
    if at % 3 == 0:
        members["往年.zip"] = zipped(_members(f"{path}/往年.zip", told, archive, writer))
    if at % 4 == 0:
        members["材料/扫描件.pdf"] = SCAN
        told.status, told.failures = "partial", [f"{path}/材料/扫描件.pdf"]
    archive.add(path, zipped(members, gbk=at % 2 == 1), told)


def _members(path: str, told: Told, archive: Archive, writer: Writer) -> dict[str, bytes]:
    members = {}
    for _ in range(writer.random.randint(2, 4)):
        article = writer.article()
        number = archive.number(article)
        suffix, maker = MAKERS[writer.random.choice([name for name in MAKERS if name not in SHEETS])]
        member = f"材料/{number:04}号 {article[0]}{suffix}"
        members[member] = maker(article)
        told.articles[f"{path}/{member}"] = number
    return members


# What is broken

Break: TypeAlias = tuple[str, str, Callable[[Article, Random], bytes | Path]]
"""The name of the file, what becomes of it, and what it holds."""


def _truncated(maker: Callable[[Article], bytes]) -> Callable[[Article, Random], bytes]:
    def cut(article: Article, random: Random) -> bytes:
        data = maker(article)
        return data[: int(len(data) * random.uniform(0.1, 0.9))]

    return cut


def _noise(article: Article, random: Random) -> bytes:
    return b"\x8f" + random.randbytes(random.randint(600, 6000))


def _always(data: bytes | Path) -> Callable[[Article, Random], bytes | Path]:
    return lambda article, random: data


def _as_is(maker: Callable[[Article], bytes]) -> Callable[[Article, Random], bytes]:
    return lambda article, random: maker(article)


_PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)
_BOMB = zipped({"年度总结.txt": b" " * (3 << 20)})

BREAKS: tuple[Break, ...] = (
    *((f"不完整{suffix}", "refused", _truncated(maker)) for suffix, maker in (
        (".docx", docx), (".odt", odt), (".pdf", pdf), (".xlsx", xlsx), (".doc", doc),
        (".zip", lambda article: zipped({"总结.txt": text(article)})),
    )),
    *((f"空文件{suffix}", "refused", _always(b"")) for suffix in (".txt", ".docx", ".doc", ".pdf", ".xlsx", ".zip", ".html")),
    *((f"乱码{suffix}", "refused", _noise) for suffix in (".txt", ".doc", ".docx", ".pdf", ".xlsx", ".rtf", ".zip")),
    ("断在字中.txt", "refused", lambda article, random: text(article)[:-1]),
    ("空白.txt", "refused", _always(b" \r\n\r\n ")),
    ("加密.docx", "refused", _always(LOCKED_DOCX)),
    ("加密.pdf", "refused", _always(LOCKED_PDF)),
    ("加密.zip", "refused", lambda article, random: locked(zipped({"总结.txt": text(article)}))),
    ("炸弹.zip", "refused", _always(_BOMB)),
    ("没有文件.zip", "refused", _always(zipped({}))),
    ("没有正文.docx", "refused", _always(docx([]))),
    ("扫描件.pdf", "refused", _always(SCAN)),
    ("图片.doc", "refused", _always(_PNG)),
    ("图片.docx", "refused", _always(_PNG)),
    ("网页.doc", "ok", _as_is(html)),
    ("网页.xls", "ok", _as_is(html)),
    ("新格式.doc", "ok", _as_is(docx)),
    ("富文本.doc", "ok", _as_is(rtf)),
    ("印刷件.doc", "ok", _as_is(pdf)),
    ("文本.docx", "ok", _as_is(text)),
    ("旧格式.docx", "ok", _as_is(doc)),
    ("文件夹.docx/总结.txt", "ok", _as_is(text)),
    ("照片.jpg", SKIPPED, _always(b"\xff\xd8\xff" + bytes(100))),
    ("无后缀", SKIPPED, _always(b"...")),
    ("链接.docx", SKIPPED, _always(Path("不完整.docx"))),
    ("~$年度总结.docx", UNLISTED, _always(bytes(162))),
    (".~lock.总结.odt#", UNLISTED, _always(b",,,")),
)  # fmt: skip


def _break(kind: Break, at: int, archive: Archive, writer: Writer) -> None:
    name, status, content = kind
    article = writer.article()
    while not has_table(article) and name == "不完整.xlsx":
        article = writer.article()
    path = f"杂项/{at // len(BREAKS) + 1}/{name}"
    told = Told(status)
    if status == "ok":
        told.articles = {path: archive.number(article)}
    elif status == "refused":
        told.failures = [
            f"{path}/总结.txt" if name == "加密.zip" else f"{path}/年度总结.txt" if name == "炸弹.zip" else path
        ]
    archive.add(path, content(article, writer.random), told)


def write(archive: Archive, folder: Path) -> None:
    """Write the files to ``folder/archive`` and what is true of them to ``folder/truth.json``."""
    for path, data in archive.files.items():
        place = folder / "archive" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(data, Path):
            place.unlink(missing_ok=True)
            place.symlink_to(data)
        else:
            place.write_bytes(data)
    truth = {path: asdict(archive.told[path]) for path in sorted(archive.told)}
    (folder / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", "utf-8")


def main() -> None:
    """Make an archive."""
    parser = argparse.ArgumentParser(description="An archive of invented work summaries in all formats.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    write(make(asked.files, asked.seed), asked.folder)


if __name__ == "__main__":
    main()
