"""Damaged files by the thousand: seeded mutants of small sound ones, read by workers as a batch reads its files.

``python -m tests.fuzz KIND SEED`` writes a mutant to standard output, to look at what `tests.test_fuzz` complains of.

>>> mutant("docx", 7) == mutant("docx", 7), mutant("docx", 7) == mutant("docx", 8)
(True, False)
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import IO, NamedTuple

import regex

from summarymine.engines.leaf import read_leaf
from summarymine.engines.pool import mine_all, worker_command
from summarymine.readers.files import Found
from summarymine.readers.limits import MIB
from summarymine.store.failures import Failure
from tests.engines.test_pool import Leaves
from tests.makers import Article, doc, docx, html, odt, pdf, rtf, text, xlsx, zipped
from tests.readers import office

MEMORY, SECONDS = 256 * MIB, 10.0
"""What a worker may take for a mutant: the files are small, so much less than for others."""

ARTICLE: Article = [
    "望榆工业园区2019年工作总结",
    "2019年，望榆工业园区完成工业总产值35.6亿元，同比增长8.5%，实现税收3.2亿元，新引进企业17家。",
    "一、工作回顾",
    [["指标", "单位", "完成"], ["工业总产值", "亿元", "35.6"], ["税收", "亿元", "3.2"]],
    "二、存在问题",
    "用地紧张，供水管网老化，影响企业正常生产，年内没有解决。",
    "望榆工业园区管委会",
    "2020年1月8日",
]

# What documents may have and those of the makers have not: lists, fields, notes, merged cells, deleted and hidden text.
_RICH_WORD = office.docx(
    '<w:p><w:pPr><w:pStyle w:val="H"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>经济运行</w:t></w:r></w:p>'
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    '<w:r><w:t>税收3亿元</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:del><w:r><w:delText>增长</w:delText></w:r></w:del>'
    '<w:ins><w:r><w:t>m</w:t></w:r></w:ins><w:r><w:rPr><w:vertAlign w:val="superscript"/><w:vanish w:val="0"/></w:rPr><w:t>2</w:t></w:r>'
    '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/><w:br/><w:tab/></w:r></w:p>'
    '<w:tbl><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>指标</w:t></w:r></w:p></w:tc>'
    "<w:tc><w:p/><w:tbl><w:tr><w:tc><w:p><w:r><w:t>内</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>"
    "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>单击</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    numbering='<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>',
    styles='<w:style w:type="paragraph" w:styleId="H"><w:basedOn w:val="N"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>',
)
_RICH_PAGE = (
    "<html><head><title>总结</title></head><body><div class=nav><a href=x>首页</a></div><h2>一、产业</h2><p>用地3万m<sup>2</sup><br>税收&#51;亿元&nbsp;"
    "<table border=1><tr><td rowspan=2>指标<td colspan=3>完成<tr><td>3<td>5<table><tr><td>内</table></table><ul><li>一<li>二</ul><pre>a\n b</pre>"
    "<!-- 注 --><script>if (a<b) c</script><select><option>甲</select></body></html>"
).encode()

MADE: Mapping[str, Sequence[bytes]] = {
    "doc": [doc(ARTICLE)],
    "docx": [docx(ARTICLE), _RICH_WORD],
    "html": [html(ARTICLE), html(ARTICLE, "gbk"), _RICH_PAGE],
    "odt": [odt(ARTICLE)],
    "pdf": [pdf(ARTICLE)],
    "rtf": [rtf(ARTICLE), rtf(ARTICLE, escapes=True)],
    "xlsx": [xlsx(ARTICLE)],
    "zip": [
        zipped(
            {
                "2019年/总结.txt": text(ARTICLE),
                "总结.docx": docx(ARTICLE),
                "往年.zip": zipped({"a.html": html(ARTICLE)}),
            },
            gbk=True,
        )
    ],
}
_FILES = Path(__file__).parent / "readers" / "files"
KINDS = (*MADE, "xls", "ods", "7z")
"""The suffixes of mutants; the last three are of committed files only."""


@cache
def sound(kind: str) -> tuple[bytes, ...]:
    """The files that mutants of a kind are made from."""
    return (*MADE.get(kind, ()), *(path.read_bytes() for path in sorted(_FILES.glob(f"*.{kind}"))))


def mutant(kind: str, seed: int) -> bytes:
    """A damaged file. Of a container, half of the mutants are damaged inside and packed again, so that its sums are right."""
    random = Random(f"{kind} {seed}")
    data = random.choice(sound(kind))
    if data.startswith(b"PK") and random.random() < 0.6:
        return _packed_again(data, random)
    return _damaged(data, random)


def _packed_again(data: bytes, random: Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data), metadata_encoding="gbk") as container:
        members = {member.filename: container.read(member) for member in container.infolist() if not member.is_dir()}
    names = [name for name in members if name != "mimetype"]
    for _ in range(random.choice((1, 1, 2))):
        name = random.choice(names)
        members[name] = _damaged(members[name], random)
    return zipped(members)


def _damaged(data: bytes, random: Random) -> bytes:
    damages = _DAMAGES + (_WRITTEN_DAMAGES if data[:1] in b"<{%" else ())
    for _ in range(random.choice((1, 1, 1, 2, 5))):
        data = random.choice(damages)(data, random)
    return data


def _piece(data: bytes, random: Random) -> tuple[int, int]:
    """Where a piece begins and ends: mostly short, at times half of all."""
    size = random.randint(1, max(1, len(data) // random.choice((2, 20, 200))))
    start = random.randint(0, max(0, len(data) - size))
    return start, min(len(data), start + size)


def _flipped(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 3, 20)) if data else 0):
        changed[random.randrange(len(data))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _cut(data: bytes, random: Random) -> bytes:
    return data[: random.randint(0, len(data))]


def _deleted(data: bytes, random: Random) -> bytes:
    start, end = _piece(data, random)
    return data[:start] + data[end:]


def _doubled(data: bytes, random: Random) -> bytes:
    start, end = _piece(data, random)
    return data[:end] + data[start:end] * random.choice((1, 1, 30)) + data[end:]


def _swapped(data: bytes, random: Random) -> bytes:
    (first, second), (third, fourth) = sorted((_piece(data, random), _piece(data, random)))
    third, fourth = max(second, third), max(second, fourth)
    return data[:first] + data[third:fourth] + data[second:third] + data[first:second] + data[fourth:]


def _overwritten(data: bytes, random: Random) -> bytes:
    """Two or four bytes of 0xFF, or of 0x7F, 0x80 or 0: what becomes of lengths and places."""
    size = random.choice((2, 4))
    place = random.randint(0, max(0, len(data) - size)) // 2 * 2
    return data[:place] + random.choice((b"\xff", b"\xff", b"\x7f", b"\x80", b"\0")) * size + data[place + size :]


_DAMAGES = (_flipped, _cut, _deleted, _doubled, _swapped, _overwritten)

_NUMBER = regex.compile(rb"-?\d{1,20}")
_ELEMENT = regex.compile(rb"</?([\w:]{1,30})")
_NUMBERS = (b"0", b"-1", b"65536", b"99999999", b"-2147483648", b"18446744073709551616", b"9" * 400, b"1e999")


def _renumbered(data: bytes, random: Random) -> bytes:
    """A number that is written out made a strange one."""
    found = list(_NUMBER.finditer(data))
    if not found:
        return data
    start, end = random.choice(found).span()
    return data[:start] + random.choice(_NUMBERS) + data[end:]


def _renamed(data: bytes, random: Random) -> bytes:
    """All elements of one name given another that occurs, so that the markup stays sound."""
    names = sorted({found[1] for found in _ELEMENT.finditer(data)})
    if len(names) < 2:
        return data
    old, new = random.sample(names, 2)
    return regex.sub(rb"(</?)" + regex.escape(old) + rb"(?![\w:])", rb"\g<1>" + new, data)


_WRITTEN_DAMAGES: tuple[Callable[[bytes, Random], bytes], ...] = (_renumbered, _renamed)


class Finding(NamedTuple):
    """A mutant over which a reader did not do what it promises."""

    kind: str
    seed: int
    stage: str
    reason: str


class Outcome(NamedTuple):
    """How many mutants were read as if they were sound, and over which a reader failed."""

    read: int
    findings: list[Finding]


def fuzz(kind: str, seeds: Sequence[int], *, jobs: int = 1) -> Outcome:
    """Reads mutants in workers. A finding is one over which a reader raises anything but ReadError, dies, or takes too much."""
    names = {f"{seed}.{kind}": seed for seed in seeds}
    leaves = Leaves()
    with TemporaryDirectory() as folder:
        for name, seed in names.items():
            (Path(folder) / name).write_bytes(mutant(kind, seed))
        files = [Found(Path(folder) / name, name) for name in names]
        command = worker_command("", None, MEMORY)
        done = dict(mine_all(files, leaves.writing, command=command, seconds=SECONDS, jobs=jobs))
    read = sum(tally.sources > 0 for tally in done.values())
    return Outcome(read, [finding for name, seed in names.items() for finding in _findings(kind, seed, leaves[name])])


def _findings(kind: str, seed: int, leaf: bytes) -> Iterator[Finding]:
    for one in read_leaf(leaf.splitlines(keepends=True)):
        if isinstance(one, Failure) and (one.stage != "read" or "please report" in one.reason):
            yield Finding(kind, seed, one.stage, one.reason)


def main(kind: str, seed: str, out: IO[bytes] = sys.stdout.buffer) -> None:
    """Write a mutant."""
    out.write(mutant(kind, int(seed)))


if __name__ == "__main__":
    main(*sys.argv[1:])
