"""What the codes of the records are called in what people read: `labels.toml`, checked against the contract.

The contract writes ``growth``; a sheet and a terminal show 增速. Columns whose closed list is Chinese already
(kinds of text, categories of problems) need no labels and have none.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from summarymine.errors import LexiconError
from summarymine.lexicons import check_keys, load_toml
from summarymine.records import KINDS, columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_WORDS = ("masked", "yes", "no")
NOTES = ("note_value", "note_period", "note_park", "note_place", "note_script", "note_codes", "note_limit")
"""Notes on how to read the workbook, in the order of the first sheet."""
_COVER = (
    "title", "version", "files", "failures", "sheet", "rows", "content", "column", "word", "code", "meaning",
    "file", "stage", "reason", "note", *NOTES,
)  # fmt: skip


_LEDGER = (
    "sheet", "source", "status", "reason", "articles", "records", "copy_of",
    "status_ok", "status_partial", "status_refused", "status_failed", "status_vanished",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Label:
    """The Chinese word for a code, and its meaning in a few words."""

    label: str
    about: str


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels of codes by column, what a row of each sheet is, a few words for cells and for the first sheet.

    >>> labels = load_labels()
    >>> labels.of("measure", "growth"), labels.of("category", "土地"), labels.words["masked"]
    ('增速', '土地', '隐去')
    """

    codes: Mapping[str, Mapping[str, Label]]
    sheets: Mapping[str, str]
    words: Mapping[str, str]
    cover: Mapping[str, str]
    ledger: Mapping[str, str]

    def of(self, column: str, code: str) -> str:
        """The word for *code* in *column*; what has no label (free text, an empty code) stays as it is."""
        label = self.codes.get(column, {}).get(code)
        return label.label if label else code

    def tables(self) -> Iterator[tuple[tuple[str, ...], Mapping[str, Label]]]:
        """The labels with the columns they are for: columns of the same codes and words come together.

        >>> [columns for columns, _ in load_labels().tables()][:2]
        [('park_origin', 'year_origin'), ('bound',)]
        """
        for column, codes in self.codes.items():
            alike = tuple(name for name, others in self.codes.items() if others == codes)
            if column == alike[0]:
                yield alike, codes


def coded_columns() -> dict[str, tuple[str, ...]]:
    """The columns whose closed list is made of codes, each with its codes.

    >>> coded_columns()["basis"]
    ('yoy', 'mom', 'other', 'target')
    """
    return {
        column.name: tuple(code for code in column.values if code)
        for kind in KINDS.values()
        for column in columns(kind)
        if any(code and code.isascii() for code in column.values)
    }


def parse_labels(data: Mapping[str, Any]) -> Labels:
    """Labels from the content of `labels.toml`.

    Raises LexiconError for a key the contract does not know, for one that is missing, and for a label that is
    no text, is empty, or stands for two codes of one column.
    """
    coded = coded_columns()
    check_keys("labels.toml", data.keys(), [*coded, "sheets", "words", "cover", "ledger"])
    codes: dict[str, Mapping[str, Label]] = {}
    for column, allowed in coded.items():
        where = f"labels.toml [{column}]"
        entries = _complete(where, data.get(column), allowed)
        codes[column] = {code: _label(f"{where} {code}", entries[code]) for code in allowed}
        if len({label.label for label in codes[column].values()}) != len(allowed):
            raise LexiconError(f"{where}: two codes have the same label")
    sheets = _texts("labels.toml [sheets]", data.get("sheets"), tuple(KINDS))
    words = _texts("labels.toml [words]", data.get("words"), _WORDS)
    cover = _texts("labels.toml [cover]", data.get("cover"), _COVER)
    ledger = _texts("labels.toml [ledger]", data.get("ledger"), _LEDGER)
    return Labels(codes, sheets, words, cover, ledger)


@cache
def load_labels() -> Labels:
    """The labels that come with the package. Raises LexiconError as `parse_labels` does."""
    return parse_labels(load_toml("labels"))


def _complete(where: str, entries: Any, allowed: tuple[str, ...]) -> Mapping[str, Any]:
    if not isinstance(entries, dict):
        raise LexiconError(f"{where}: the table is missing")
    check_keys(where, entries.keys(), allowed)
    missing = [key for key in allowed if key not in entries]
    if missing:
        raise LexiconError(f"{where}: {', '.join(missing)} missing")
    return entries


def _label(where: str, entry: Any) -> Label:
    return Label(**_texts(where, entry, ("label", "about")))


def _texts(where: str, entries: Any, allowed: tuple[str, ...]) -> dict[str, str]:
    table = _complete(where, entries, allowed)
    for key, value in table.items():
        if not isinstance(value, str) or not value:
            raise LexiconError(f"{where}: {key} must be a text that is not empty")
    return dict(table)
