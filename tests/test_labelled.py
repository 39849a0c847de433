"""The labelled articles: well formed, consistent, each its own, and how right the records of them are."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from unicodedata import normalize

import pytest
import regex

from summarymine.api import load
from summarymine.readers.files import discover, read_file
from summarymine.records import BASES, BOUNDS, MEASURES, STATUSES
from tests.floors import assert_floors
from tests.labelled import DATE, DEFAULTS, FIGURES, GROUPS, OPTIONAL, articles, labels, measured, number, write_labels
from tests.marked import Mark, read_marks

DEMO = FIGURES.parents[1] / "demo"
FILES = [path for group in GROUPS for path in articles(group)]
SIZES = {"labelled": 42, "labelled_unseen": 8}

CLOSED = {"measure": MEASURES, "status": STATUSES, "basis": BASES, "bound": BOUNDS}
COMPARED = {"growth": {"yoy", "mom", "other"}, "change": {"yoy", "mom", "other"}, "completion": {"target"}}
_VALUE = regex.compile(r"null|(?P<low>-?\d{1,15}(?:\.\d{1,6})?)(?:\.\.(?P<high>-?\d{1,15}(?:\.\d{1,6})?))?")
_PERIOD = regex.compile(r"(?P<day>(?:\d{4}|XXXX)(?:-(?:0[1-9]|1[0-2]|XX)(?:-(?:[0-2]\d|3[01]|XX))?)?)(?:/(?&day))?")
_MAGNITUDES = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_LENGTH = 20
"""Letters and digits in a row that two articles may not share."""


def marks(path: Path) -> tuple[str, list[Mark]]:
    return read_marks(path.read_bytes().decode())


def said_wrong(mark: Mark) -> list[str]:
    """What is wrong with a mark."""
    wrong = ["a blank at its edge"] * (mark.text != mark.text.strip() or not mark.text)
    fields = dict(mark.fields)
    if mark.label == OPTIONAL:
        return wrong + list(fields)
    if mark.label == DATE:
        return wrong + ["date"] * (fields.keys() != {"date"} or not _PERIOD.fullmatch(fields["date"]))
    wrong += [f"{key} is missing" for key in ("value", "unit") if key not in fields]
    wrong += [f"{key}?" for key in fields.keys() - {"value", "unit", *DEFAULTS}]
    wrong += [f"{key}={value} goes without saying" for key, value in fields.items() if DEFAULTS.get(key) == value]
    wrong += [f"{key}={fields[key]}" for key, closed in CLOSED.items() if key in fields and fields[key] not in closed]
    if not (value := _VALUE.fullmatch(fields.get("value", "null"))) or (
        value["high"] and Decimal(value["low"]) >= Decimal(value["high"])
    ):
        wrong.append(f"value={fields['value']}")
    if "period" in fields and not _PERIOD.fullmatch(fields["period"]):
        wrong.append(f"period={fields['period']}")
    if fields.get("basis", "") not in COMPARED.get(fields.get("measure", "level"), {""}):
        wrong.append("a basis where there is no comparison, or none where there is one")
    names = [mark.label, *fields["alt"].split(",")] if "alt" in fields else [mark.label]
    if len(set(names)) < len(names) or not all(names):
        wrong.append("a name twice or empty")
    return wrong if wrong or agrees(mark) else ["the value is not that of the evidence"]


def agrees(mark: Mark) -> bool:
    """Whether the value is what stands there, where that is plain digits, magnitudes and the unit."""
    text, unit = (normalize("NFKC", part) for part in (mark.text.replace(",", ""), mark.fields.get("unit", "")))
    plain = regex.fullmatch(
        rf"(\d{{1,12}}(?:\.\d{{1,6}})?)(?:余|多)?([百千万亿]{{0,2}})(?:余|多)?{regex.escape(unit)}", text
    )
    if not plain or not unit or mark.fields["value"] == "null":
        return True
    value = Decimal(plain[1])
    for magnitude in plain[2]:
        value *= _MAGNITUDES[magnitude]
    said = number(mark.fields["value"])
    return isinstance(said, int | float) and Decimal(str(abs(said))) == value


def test_all_articles_belong_to_a_group_and_have_names_of_their_own():
    assert {group: len(articles(group)) for group in GROUPS} == SIZES
    assert sorted(FILES) == sorted(FIGURES.iterdir())
    assert len({path.stem for path in FILES}) == sum(SIZES.values())


def test_the_page_about_them_is_right():
    page = (FIGURES.parent / "README.md").read_text("utf-8")
    for group in GROUPS:
        found = [mark.label for path in articles(group) for mark in marks(path)[1]]
        figures = sum(label not in (DATE, OPTIONAL) for label in found)
        assert f"| {SIZES[group]} | {figures:,} | {found.count(DATE)} |" in page
    [example] = regex.findall(r"^    (全年完成.*\n.*)$", page, regex.MULTILINE)
    assert [said_wrong(mark) for mark in read_marks(example)[1]] == [[]] * 6


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_marks_are_well_formed_and_consistent(path: Path):
    text, found = marks(path)
    assert {
        f"{mark.text} {mark.label} {dict(mark.fields)}": wrong for mark in found if (wrong := said_wrong(mark))
    } == {}
    assert 800 <= len(text) <= 2000 and "\r" not in text and text[0] not in "\ufeff\n"
    assert sum(mark.label not in (DATE, OPTIONAL) for mark in found) >= 40
    assert sum(mark.label == DATE for mark in found) >= 5


@pytest.mark.parametrize(
    "fields",
    [
        "value=3", "unit=家", "value=3 unit=家 name=企业", "value=3 unit=家 bound=exact", "value=3 unit=家 alt=",
        "value=3 unit=家 bound=about", "value=5..3 unit=家", "value=3.. unit=家", "value=3家 unit=家", "value=30000 unit=家",
        "value=3 unit=家 period=2020-13", "value=3 unit=家 basis=yoy", "value=3 unit=家 measure=growth",
        "value=3 unit=家 measure=completion basis=yoy", "value=3..4 unit=家", "value=3 unit=家 alt=企业", "value=3 unit=家 alt=公司,,商户",
    ],
)  # fmt: skip
def test_a_bad_mark_is_noticed(fields: str):
    _, [good] = read_marks("⟦企业 value=3 unit=家 bound=approx period=2020-01/2020-06 alt=公司|3家⟧")
    _, [bad] = read_marks(f"⟦企业 {fields}|3家⟧")
    assert (said_wrong(good), said_wrong(bad) != []) == ([], True)


def bare(text: str) -> str:
    """Letters and digits alone: rules of tables, blanks and punctuation are shared by all."""
    return regex.sub(r"[^\p{L}\p{N}]", "", text)


def pieces(text: str) -> set[str]:
    return {text[start : start + _LENGTH] for start in range(len(text) - _LENGTH + 1)}


def test_no_article_repeats_another_or_the_demo():
    texts = {path.stem: bare(marks(path)[0]) for path in FILES}
    sources = [source for file in discover([DEMO]) if not file.skipped for source in read_file(file)]
    owner = {piece: source.path for source in sources for piece in pieces(bare(source.text))}
    assert len(sources) > 20 and len(owner) > 50_000
    shared = []
    for name, text in texts.items():
        found = pieces(text)
        shared += [(name, owner[piece], piece) for piece in found if piece in owner]
        owner |= dict.fromkeys(found, name)
    assert shared == []


def test_marks_become_labels(tmp_path: Path):
    prose = "⟦@ date=2020|今年⟧⟦?|全年⟧⟦税收 value=2..3.5 unit=元 alt=税,赋税 basis=yoy|2—3.5元⟧"
    place = {"start": 4, "end": 10, "text": "2—3.5元"}
    assert labels(read_marks(prose)[1]) == {
        "dates": [
            {"start": 0, "end": 2, "text": "今年", "value": "2020"},
            {"start": 2, "end": 4, "text": "全年", "value": "", "optional": True},
        ],
        "optional": [{"start": 2, "end": 4, "text": "全年"}],
        "indicators": [
            place | DEFAULTS | {"name": "税收", "value": [2, 3.5], "unit": "元", "alt": ["税", "赋税"], "basis": "yoy"}
        ],
        "projects": [],
        "problems": [],
        "sections": [],
    }
    assert (number("null"), number("-2.5"), number("-3..-1")) == (None, -2.5, [-3, -1])


def test_a_folder_of_labels_holds_the_texts_without_marks(tmp_path: Path):
    write_labels(articles("labelled_unseen"), tmp_path / "gold")
    assert sorted(path.name for path in (tmp_path / "gold").iterdir()) == sorted(
        ["index.jsonl", "texts", *(f"{path.stem}.json" for path in articles("labelled_unseen"))]
    )
    for path in articles("labelled_unseen"):
        assert (tmp_path / "gold" / "texts" / path.name).read_bytes().decode() == marks(path)[0]


@pytest.fixture(scope="module")
def nlp():
    return load()


@pytest.mark.parametrize("group", GROUPS)
def test_the_scores(group: str, nlp):
    assert_floors(measured(group, nlp), group)
