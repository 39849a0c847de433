"""A report's page as a reader's program sees it."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = frozenset({"meta", "input", "br"})


class Page(HTMLParser):
    """Tags with their attributes, ids, links, the text of marks, tables by section, and scripts."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.ids: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.marks: dict[str, str] = {}
        self.tables: dict[str, list[list[list[str]]]] = {}
        self.scripts: list[tuple[str, str]] = []
        self.texts: dict[str, str] = {}
        self._open: list[tuple[str, dict[str, str]]] = []
        self._section = ""
        self.feed(data.decode("utf-8"))
        self.close()
        assert not self._open, f"not closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {key: value or "" for key, value in attrs}
        self.tags.append((tag, told))
        if "id" in told:
            self.ids.append(told["id"])
        if tag == "section":
            self._section = told["id"]
        elif tag == "table":
            self.tables.setdefault(self._section, []).append([])
        elif tag == "tr":
            self.tables[self._section][-1].append([])
        elif tag in ("td", "th"):
            self.tables[self._section][-1][-1].append("")
        elif tag == "a":
            self.links.append((told.get("href", ""), ""))
        elif tag == "script":
            self.scripts.append((told.get("type", ""), ""))
        if tag not in VOID:
            self._open.append((tag, told))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        names = [tag for tag, _ in self._open]
        self.texts[self._section] = self.texts.get(self._section, "") + ("" if "script" in names else data)
        if names and names[-1] == "script":
            kind, text = self.scripts[-1]
            self.scripts[-1] = (kind, text + data)
        if "td" in names or "th" in names:
            self.tables[self._section][-1][-1][-1] += data
        if "a" in names:
            href, text = self.links[-1]
            self.links[-1] = (href, text + data)
        for tag, told in self._open:
            if tag == "mark" and "id" in told:
                self.marks[told["id"]] = self.marks.get(told["id"], "") + data
