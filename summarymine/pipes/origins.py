"""Where a park and a year are said: what folders and file names tell, which place is believed, who disagrees.

The order of trust is that of `summarymine.records.ORIGINS`, except that a manifest overrules everything. A path is
read from the file's name to the outermost folder; what a name leaves open (2018—2019年, xx工业园区) says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

from summarymine.clean import fold
from summarymine.lexicons.labels import load_labels
from summarymine.pipes.date_patterns import TO
from summarymine.pipes.parks import is_hidden, named_parks, same_park
from summarymine.values.periods import read_year

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

TITLE, TEXT, SIGNATURE, FILE, FOLDER, MANIFEST = "title", "text", "signature", "file", "folder", "manifest"

_DIGITS = r"(?<![\da-zA-Z])(?:19|20)\d\d"
_SPELLED = r"(?<![一二三四五六七八九十])(?:一九|二[〇零○0])[〇零○0一二三四五六七八九]{2}"
# A year, or the year of a day (20200108); no 2000人, and no four digits inside a hash.
_YEAR = regex.compile(
    rf"(?P<year>{_DIGITS})(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))?(?![\da-zA-Z]|\ ?[万亿元亩吨人户家个件项套号])"
    rf"|(?P<year>{_SPELLED})"
)
_SEVERAL_YEARS = regex.compile(
    rf"(?:{_DIGITS}|{_SPELLED})\ ?年?度?(?:{TO}|\ ?[、和及与/]\ ?)(?P<last>(?:19|20)\d\d|{_SPELLED}|\d\d(?=年))"
)
_REPORTED = regex.compile(r"总结|小结|回顾|情况|汇报|报告|述职|成绩|完成")
# 赴苏州工业园区考察 is about a visit; 重点园区 and 其他开发区 are kinds of parks.
_NOT_OWN = regex.compile(
    r"赴|^(?:(?:重点|其他|其它|下属|所属|主要|全部|相关|有关|兄弟|外地|先进|优秀|部分|地方|县级|市级|镇级|乡镇|全国|全省|全市|全县){1,2}"
    r"(?:工业|产业|经济|高新)?(?:园区|园|开发区|集中区|高新区|新区|工业区|示范区))$"
)
_SUFFIX = regex.compile(r"\.[A-Za-z0-9]{1,10}$")


@dataclass(frozen=True, slots=True)
class Said:
    """A park or a year, and the place that says it."""

    origin: str
    value: str


def years_of_path(path: str) -> list[Said]:
    """The years that the name of a file and the innermost of its folders with a year say.

    >>> years_of_path("望榆园区/二〇一九年/2018年总结及2019年打算.docx")
    [Said(origin='file', value='2018'), Said(origin='folder', value='2019')]
    >>> years_of_path("2018年/2018—2019年/总结.docx")
    []
    """
    return list(_along(path, _years_of_name))


def parks_of_path(path: str) -> list[Said]:
    """The parks that the name of a file and the innermost of its folders with a park say.

    >>> parks_of_path("鹤鸣园区/01望榆工业园区管委会/2019年/园区总结.docx")
    [Said(origin='folder', value='望榆工业园区')]
    >>> parks_of_path("xx工业园区/总结.docx")
    []
    """
    return list(_along(path, _parks_of_name))


def _along(path: str, read: Callable[[str], set[str]]) -> Iterator[Said]:
    """What the file's name says, and the innermost folder that says something; several things say nothing."""
    *folders, file = path.split("/")
    for origin, names in ((FILE, [_SUFFIX.sub("", file)]), (FOLDER, folders[::-1])):
        found = next((values for name in names if (values := read(fold(name)))), set())
        if len(found) == 1:
            yield Said(origin, *found)


def _years_of_name(name: str) -> set[str]:
    matches = list(_YEAR.finditer(name))
    years = [read_year(match["year"]) or "" for match in matches]
    if several := _SEVERAL_YEARS.search(name):
        return {*years, read_year(several["last"]) or ""}
    # 2019年总结及2020年计划 is about 2019.
    ends = [*(match.start() for match in matches[1:]), len(name)]
    told = zip(years, matches, ends, strict=False)
    reported = {year for year, match, end in told if _REPORTED.search(name, match.end(), end)}
    return reported or set(years)


def _parks_of_name(name: str) -> set[str]:
    parks = {park for park in named_parks(name) if not (is_hidden(park) or _NOT_OWN.search(park))}
    return {park for park in parks if not any(park != other and park in other for other in parks)}


def conflict(what: str, said: Sequence[Said], disagrees: Callable[[Said], bool]) -> str:
    """A line that sets what is *said* side by side, "" where no one disagrees.

    >>> said = [Said("text", "2019"), Said("folder", "2018")]
    >>> conflict("年份", said, lambda one: one.value != "2019")
    '年份：正文 2019，文件夹 2018'
    """
    if not any(map(disagrees, said)):
        return ""
    words = load_labels().codes["year_origin"]
    return f"{what}：" + "，".join(f"{words[one.origin].label} {one.value}" for one in said)


def choose_park(own: Said | None, path: Iterable[Said], told: str) -> tuple[Said, str]:
    """The park that is believed, and the line of a conflict.

    A manifest comes first, then what the text says of itself, then its path; a hidden name is better than none.

    >>> choose_park(Said("title", "xx园区"), [Said("folder", "望榆园区")], "")
    (Said(origin='folder', value='望榆园区'), '')
    """
    hidden = own is not None and is_hidden(own.value)
    said = [Said(MANIFEST, told)] if told else []
    said += [own] if own and not hidden else []
    said += path
    if not said:
        return own or Said("", ""), ""
    return said[0], conflict("园区", said, lambda one: not same_park(one.value, said[0].value))
