"""The manifest: a CSV in which the user says of which park and year files and folders are.

    路径,园区,年份
    2019年/扫描件03.docx,望榆园区,
    旧档案/,,2015

A folder speaks for all that is below it, a deeper line before a higher one, and an empty cell leaves it open.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from hashlib import sha256
from io import StringIO
from typing import TYPE_CHECKING
from unicodedata import normalize

import regex

from summarymine.document import Told
from summarymine.errors import ManifestError
from summarymine.values.periods import read_year

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "path": ("path", "路径", "source", "文件"),
    "park": ("park", "园区"),
    "year": ("year", "年份", "年度"),
}
"""What the columns may be called; `source` and 文件 are what the tables of a run call the path."""

_YEAR = regex.compile(r"(\d{4}|[一二][〇零○0一二三四五六七八九]{3})(?:\.0)?\ ?(?:年度?)?")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the user says, by the path of a file or folder, and the line that says it."""

    entries: Mapping[str, Told]

    def told(self, path: str) -> Told:
        """What is said of the file at *path*: by its own line, else by that of the nearest folder, each for itself.

        >>> manifest = Manifest({"档案": Told("望榆园区", "2018"), "档案/2019年": Told("", "2019")})
        >>> manifest.told("档案/2019年/总结.docx")
        Told(park='望榆园区', year='2019')
        """
        lines = [self.entries[name] for name in _upwards(path) if name in self.entries]
        return Told(
            next((line.park for line in lines if line.park), ""), next((line.year for line in lines if line.year), "")
        )

    def about(self, path: str) -> Manifest:
        """What bears on the file at *path*: its own line, those of its folders, and those of what it holds.

        >>> Manifest({"a": Told("甲园"), "a/1.zip/x": Told("乙园"), "b": Told()}).about("a/1.zip").entries
        {'a': Told(park='甲园', year=''), 'a/1.zip/x': Told(park='乙园', year='')}
        """
        above = set(_upwards(path))
        return Manifest({at: told for at, told in self.entries.items() if at in above or at.startswith(f"{path}/")})

    def hash(self) -> str:
        """A hash of what it says.

        >>> Manifest({"2019年": Told()}).hash() == NO_MANIFEST.hash()
        False
        """
        return sha256(json.dumps(self.entries).encode("utf-8", "backslashreplace")).hexdigest()

    def without_file(self, paths: Iterable[str]) -> list[str]:
        """The paths of the manifest that are none of the files *paths* and no folder of one, in their order.

        >>> Manifest({"2019年": Told(), "2020年": Told()}).without_file(["2019年/总结.docx"])
        ['2020年']
        """
        known = {name for path in paths for name in _upwards(path)}
        return [path for path in self.entries if path not in known]


NO_MANIFEST = Manifest({})


def _upwards(path: str) -> Iterator[str]:
    """The path itself, its folders from the innermost, and the input, which is called ""."""
    while path:
        yield path
        path = path.rpartition("/")[0]
    yield ""


def manifest_text(data: bytes) -> str:
    """The text of a manifest that is in UTF-8, with a byte order mark or without, or in GB18030.

    >>> manifest_text("路径,年份".encode("gb18030")) == manifest_text("\\ufeff路径,年份".encode())
    True

    Raises ManifestError for anything else.
    """
    for codec in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(codec).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
    raise ManifestError("清单不是文本，请另存为 CSV（UTF-8） / the manifest is no text; save it as CSV (UTF-8)")


def read_manifest(text: str) -> Manifest:
    """The manifest in *text*: CSV with a line of headings, in any order; columns of other names are passed over.

    >>> read_manifest("year,path\\n2019,.\\\\档案\\\\总结.docx\\n").entries
    {'档案/总结.docx': Told(park='', year='2019')}

    Raises ManifestError, mostly with the number of the line: for headings that are missing or double, quotation marks
    that do not close, more cells than headings, a line without a path, a year that is none, a path that came before.
    """
    entries: dict[str, Told] = {}
    places: dict[str, int] | None = None
    lines: dict[str, int] = {}
    width = 0
    for line, row in _rows(text):
        if places is None:
            places, width = _places(row), len(row)
            continue
        if any(row[width:]):
            raise _wrong(
                line, "格数比表头多，含逗号的路径要加引号", "more cells than headings; quote a path with a comma"
            )
        cells = {name: row[at] if at < len(row) else "" for name, at in places.items()}
        if not cells["path"]:
            raise _wrong(line, "没有路径（整个输入写作 ./）", "no path (the whole input is ./)")
        path = _plain(cells["path"])
        if path in lines:
            raise _wrong(
                line, f"路径与第 {lines[path]} 行重复：{path}", f"the path stands in line {lines[path]} already"
            )
        lines[path] = line
        entries[path] = Told(cells.get("park", ""), _year(line, cells.get("year", "")))
    if places is None:
        raise ManifestError("清单是空的 / the manifest is empty")
    return Manifest(entries)


_NAME, _PARK = ("name", "名称", "园区名称"), ("park", "园区")


def read_names(text: str) -> dict[str, str]:
    """Names of parks and the park that each means, from CSV with a line of headings.

    >>> read_names("名称,园区\\n望榆新区,望榆工业园区\\n")
    {'望榆新区': '望榆工业园区'}

    Raises ManifestError for other headings, a line without both, and a name that means two parks.
    """
    names: dict[str, str] = {}
    heads: list[str] | None = None
    for line, row in _rows(text):
        if heads is None:
            heads = [normalize("NFKC", cell).casefold() for cell in row]
            if not (set(heads) & set(_NAME) and set(heads) & set(_PARK)):
                raise ManifestError("园区名单要有“名称”和“园区”两列 / a list of parks has the columns name and park")
            continue
        cells = dict(zip(heads, row, strict=False))
        name, park = (next((cells[key] for key in keys if cells.get(key)), "") for keys in (_NAME, _PARK))
        if not name or not park:
            raise _wrong(line, "名称和园区都要写", "both name and park are needed")
        if names.setdefault(name, park) != park:
            raise _wrong(line, f"“{name}”前面写作“{names[name]}”", f"{name} was {names[name]} before")
    return names


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold something, each with the number of its first line."""
    rows = csv.reader(StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for row in rows:
            cells = [cell.strip() for cell in row]
            if any(cells):
                yield line, cells
            line = rows.line_num + 1
    except csv.Error as error:
        raise _wrong(line, f"不是 CSV（{error}）", f"no CSV ({error})") from None


def _places(row: Sequence[str]) -> dict[str, int]:
    """Which column is which."""
    names = [normalize("NFKC", cell).casefold() for cell in row]
    found = {key: [at for at, name in enumerate(names) if name in known] for key, known in HEADINGS.items()}
    double = next((key for key, at in found.items() if len(at) > 1), "")
    if double:
        zh = HEADINGS[double][1]
        raise ManifestError(f"清单有两列都是“{zh}” / two columns of the manifest are {double}")
    if not found["path"] or not (found["park"] or found["year"]):
        raise ManifestError(
            "清单第一行要有表头：路径，以及园区、年份或其一 / the manifest needs headings: path, and park or year"
        )
    return {key: at[0] for key, at in found.items() if at}


def _plain(path: str) -> str:
    """The path as records have it: / between folders, none at the end, no ./ in front."""
    return "/".join(part for part in path.replace("\\", "/").split("/") if part not in ("", "."))


def _year(line: int, cell: str) -> str:
    if not cell:
        return ""
    match = _YEAR.fullmatch(normalize("NFKC", cell))
    year = read_year(match[1]) if match else None
    if year is None:
        raise _wrong(line, f"年份要写成 2019：{cell}", f"a year is written 2019, not {cell}")
    return year


def _wrong(line: int, zh: str, en: str) -> ManifestError:
    return ManifestError(f"清单第 {line} 行：{zh} / line {line} of the manifest: {en}")
