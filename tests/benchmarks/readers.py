"""Measured comparisons behind `summarymine/readers`: encodings and HTML extractors.

    python tests/benchmarks/readers.py encoding [FOLDER]   # needs charset-normalizer
    python tests/benchmarks/readers.py html [FOLDER]       # needs trafilatura, selectolax

FOLDER holds more texts (UTF-8 `.txt`) or pages (`.html`) of your own to measure on.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import regex

if TYPE_CHECKING:
    from summarymine.readers.markup import Tag

SENTENCES = """\
望榆园区全年完成规模以上工业总产值86.4亿元，同比增长9.2%。
新签约项目23个，合同引资47亿元，其中投资亿元以上项目6个。
标准厂房二期工程主体封顶，配套道路、雨污管网同步建成。
部分企业用工缺口仍有三百余人，技术工人招聘尤其困难。
我们坚持每周调度、每月通报，帮助企业解决用地、融资等难题41件。
鹤汀河北岸污水处理厂提标改造完成，日处理能力达到2万吨。
存在的主要问题是：土地指标紧张，项目落地慢，产业链条偏短。
下一步，将围绕纺织服装和装备制造两大主导产业，抓好延链补链。
开展安全生产检查180次，发现隐患562处，已全部整改到位。
财政收入突破三亿元，税收占比达到九成以上。
园区党工委组织专题学习12场，新发展党员9名。
与上年相比，用电量下降4.5%，单位能耗持续降低。
完成征地拆迁1260亩，搬迁农户87户，兑付补偿资金5400万元。
银河饲料、白石纸业等七家企业通过高新技术企业认定。
由于市场需求不足，两户建材企业处于停产状态，盘活工作进展不快。
为民办实事十件，修建公交站台14个，安装路灯320盏。
出台支持中小企业发展的十条意见，兑现奖补资金860万元。
全体干部职工团结一心，较好地完成了县委、县政府下达的各项任务。
铁路专用线前期手续已经办结，预计明年三月开工。
审批事项由五十三项减少到二十九项，平均办理时间缩短一半。
引进博士四名、硕士三十一名，建成院士工作站一个。
绿化面积新增3.6万平方米，植树两万余株。
对照年初目标，固定资产投资完成计划的91%，尚有差距。
跨境电商产业园投入运营，入驻商户六十五家。
我区外贸出口受汇率波动影响较大，订单总体减少。
建立了领导包联、专班推进、限时办结的工作制度。
举办招商推介会五次，赴沿海城市拜访客商一百二十批次。
供水、供热、天然气管线全部接通，保障能力明显增强。
个别同志服务意识不强，工作中还存在推诿拖拉现象。
二〇二〇年十二月三十日，望榆工业园区管理委员会。
""".splitlines()

LENGTHS = (20, 50, 200, 1000, 5000)
CODECS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")


def passage(length: int, rng: random.Random, texts: Sequence[str] = ()) -> str:
    """*length* characters cut anywhere from one of *texts*, or from the sentences in random order."""
    drawn = rng.choice(texts) if texts else "\n".join(rng.choice(SENTENCES) for _ in range(length // 15 + 4))
    start = rng.randrange(len(drawn) - length)
    return drawn[start : start + length]


def encodings(folder: Path | None = None, rounds: int = 200) -> None:
    """How many texts each way of detection decodes to exactly what was encoded."""
    from charset_normalizer import from_bytes
    from opencc import OpenCC

    from summarymine.errors import ReadError
    from summarymine.readers.encoding import CANDIDATES, decode, familiarity

    def misread(data: bytes, codec: str) -> Iterator[str]:
        for other in CANDIDATES:  # the two forms of Big5 differ in a few characters only
            if other not in (codec, "big5hkscs"):
                with suppress(UnicodeDecodeError):
                    yield data.decode(other)

    def own(data: bytes) -> str:
        try:
            return decode(data)[0]
        except ReadError:
            return ""

    def normalizer(data: bytes, codecs: list[str] | None = None) -> str:
        return str(from_bytes(data, cp_isolation=codecs).best() or "")

    ways: dict[str, Callable[[bytes], str]] = {
        "own": own,
        "charset-normalizer": normalizer,
        "charset-normalizer, Chinese only": partial(normalizer, codecs=[*CODECS, "big5", "cp950"]),
    }
    traditional = OpenCC("s2tw").convert
    cells = [(codec, str) for codec in CODECS] + [("gb18030", traditional), ("cp950", traditional)]
    right: dict[tuple[str, str, int], int] = {}
    spent = dict.fromkeys(ways, 0.0)
    total = dict.fromkeys(ways, 0)
    lowest, highest = 1.0, -1.0
    files = [path.read_text("utf-8") for path in sorted(folder.rglob("*.txt"))] if folder else []
    texts = [text for text in files if len(text) > max(LENGTHS)]
    for length in LENGTHS:
        few = rounds if length <= 200 else rounds // 10
        rng = random.Random(length)
        for codec, script in cells:
            name = codec + (" traditional" if script is traditional else "")
            for _ in range(few):
                text = script(passage(length, rng, texts)).encode(codec, "ignore").decode(codec)
                data = text.encode(codec)
                lowest = min(lowest, familiarity(text))
                highest = max([highest, *(familiarity(wrong) for wrong in misread(data, codec) if wrong != text)])
                for way, run in ways.items():
                    began = time.perf_counter()
                    right[way, name, length] = right.get((way, name, length), 0) + (run(data) == text)
                    spent[way] += time.perf_counter() - began
                    total[way] += len(text)
    print(f"own: a right decoding is {lowest:.2f} familiar at the least, a wrong one {highest:.2f} at the most")
    names = list(dict.fromkeys(name for _, name, _ in right))
    for way in ways:
        print(f"\n{way}: {total[way] / spent[way] / 1e6:.2f} million characters/s")
        print("| encoding | " + " | ".join(map(str, LENGTHS)) + " |")
        print("|---" * (len(LENGTHS) + 1) + "|")
        for name in names:
            few = [rounds if length <= 200 else rounds // 10 for length in LENGTHS]
            shares = [f"{right[way, name, n] / k:.1%}" for n, k in zip(LENGTHS, few, strict=True)]
            print(f"| {name} | " + " | ".join(shares) + " |")


Extractor = Callable[[str], str]


def tree_tokens(markup: str) -> Iterator[Tag | str]:
    """The tags and texts of a page in the order of the tree that selectolax builds."""
    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from summarymine.readers.markup import Tag

    def below(node: LexborNode | None) -> Iterator[Tag | str]:
        while node is not None:
            if node.is_text_node:
                yield node.text_content or ""
            elif node.is_element_node and node.tag not in ("script", "style"):
                yield Tag(node.tag, False, {name: value or "" for name, value in node.attributes.items()})
                yield from below(node.child)
                yield Tag(node.tag, True, {})
            node = node.next

    return below(LexborHTMLParser(markup).root)


def lexbor(markup: str) -> str:
    """The package's rules on the tree of another parser: what the tokens lose shows here."""
    from summarymine.readers.article import article_text
    from summarymine.readers.page import page_lines

    return article_text(page_lines(tree_tokens(markup)))


def own(markup: str) -> str:
    """What the package does."""
    from summarymine.readers.article import article_text
    from summarymine.readers.markup import tokens
    from summarymine.readers.page import page_lines

    return article_text(page_lines(tokens(markup)))


def trafilatura(markup: str) -> str:
    """trafilatura, set to lose as little as it can."""
    from trafilatura import extract

    return extract(markup, include_tables=True, include_comments=False, favor_recall=True) or ""


def compact(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def paragraphs(markup: str) -> str:
    """For pages without a written answer: what stands in `<p>`, footers apart."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(markup)
    texts = [node.text() for node in tree.css("p") if not any(up.tag == "footer" for up in ancestors(node))]
    return "\n".join(texts)


def ancestors(node: Any) -> Iterator[Any]:
    """The elements around a node."""
    while (node := node.parent) is not None:
        yield node


def html(folder: Path | None = None) -> None:
    """Sentences lost, rows kept, lines kept, noise, speed and installed size of each extractor."""
    from summarymine.readers.encoding import decode
    from summarymine.readers.html import declared

    def read(path: Path) -> str:
        data = path.read_bytes()
        return decode(data, hint=declared(data))[0]

    written = sorted((Path(__file__).parents[1] / "readers" / "pages").glob("*.html"))
    pages = {path: path.with_suffix(".txt").read_text("utf-8") for path in written}
    more = {path: paragraphs(read(path)) for path in sorted(folder.rglob("*.html"))} if folder else {}
    sets = {"pages with a written answer": pages, "more pages": more}
    extractors: dict[str, tuple[Extractor, str]] = {
        "own rules on turbohtml": (own, "turbohtml"),
        "own rules on selectolax": (lexbor, "selectolax"),
        "trafilatura": (trafilatura, "trafilatura"),
    }
    for name, answers in sets.items():
        if not answers:
            continue
        print(f"\n{name} ({len(answers)})")
        print("| extractor | sentences lost | rows kept | lines kept | noise | same twice | characters/s |")
        print("|---|---|---|---|---|---|---|")
        for label, (extract, _) in extractors.items():
            print(
                f"| {label} | "
                + " | ".join(measured(extract, {read(path): text for path, text in answers.items()}))
                + " |"
            )
    print("\n| extractor | packages | installed, MB |\n|---|---|---|")
    for label, (_, package) in extractors.items():
        names = needed(package) if package else set()
        print(f"| {label} | {len(names)} | {sum(map(installed, names)) / 1e6:.1f} |")


def measured(extract: Extractor, answers: dict[str, str]) -> list[str]:
    """One row of figures."""
    lost = sentences = rows = kept_rows = lines = kept_lines = noise = chars = 0
    same = True
    began = time.perf_counter()
    found = {markup: extract(markup) for _ in range(5) for markup in answers}
    spent = (time.perf_counter() - began) / 5
    for markup, answer in answers.items():
        text = found[markup]
        same = same and extract(markup) == text
        output, whole = [compact(line.replace("|", "")) for line in text.splitlines()], compact(text)
        wanted = sentences_of(answer)
        sentences += len(wanted)
        lost += sum(compact(part) not in compact(text.replace("|", "")) for part in wanted)
        for line in answer.replace("|", "").splitlines():
            lines += 1
            kept_lines += compact(line) in output
            if "\t" in line:
                rows += 1
                kept_rows += compact(line) in output
        chars += len(whole)
        noise += sum(len(part) for part in map(compact, sentences_of(text)) if part not in compact(answer))
    counts = [
        f"{lost} of {sentences}",
        f"{kept_rows} of {rows}",
        f"{kept_lines} of {lines}",
        f"{noise / max(chars, 1):.1%}",
    ]
    return [*counts, "yes" if same else "no", f"{sum(map(len, answers)) / spent:,.0f}"]


def sentences_of(text: str) -> list[str]:
    """The sentences and lines of a text, without table marks."""
    lines = regex.split(r"\n|\t|\s?\|\s?|(?<=[。；！])", text)
    return [line for line in lines if len(line) > 1]


def needed(package: str) -> set[str]:
    """The package and all that its installation brings."""
    names, open_names = set[str](), [package]
    while open_names:
        name = open_names.pop().lower().replace("_", "-")
        if name in names:
            continue
        try:
            required = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue
        names.add(name)
        open_names += [regex.match(r"[\w.-]{1,80}", line)[0] for line in required if "extra ==" not in line]
    return names


def installed(package: str) -> int:
    """Bytes of a package's files."""
    files = metadata.files(package) or []
    return sum(size for file in files if (path := Path(str(file.locate()))).is_file() and (size := path.stat().st_size))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    {"encoding": encodings, "html": html}[sys.argv[1]](*map(Path, sys.argv[2:]))
