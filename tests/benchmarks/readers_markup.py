"""What the tokens of turbohtml are measured against: time on hostile pages, and lines on broken ones.

python tests/benchmarks/readers_markup.py     # needs selectolax and lxml; takes minutes
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter, deque
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from summarymine.readers.lines import Line
    from summarymine.readers.markup import Tag

HOSTILE: dict[str, Callable[[int], str]] = {
    "nested div": lambda n: "<div>" * n,
    "nested li": lambda n: "<ul><li>" * n,
    "stray end tags": lambda n: "<span>" * n + "</p></div></b>" * n,
    "less-than signs": lambda n: "<" * 50 * n,
    "attributes": lambda n: "<a " + " ".join(f"b{i}=c" for i in range(n)) + ">",
    "unclosed quotes": lambda n: '<a b="' * n,
}
TAGS = (
    "p div b span font ul li table tr td th h2 a center blockquote br form pre dl dt dd nav tbody hr".split()  # noqa: SIM905
)
TEXTS = ("税收", "3亿元，", "增长。", "a", "2", "\n", "&nbsp;", "<", "&lt;b", "<!-- x -->", "<script>1<2</script>")


def lxml_tokens(page: str) -> list[Tag | str]:
    """The tags and texts of a page as libxml2's HTML parser reports them; it builds no tree."""
    from lxml.etree import HTMLParser as LxmlParser

    from summarymine.readers.markup import Tag

    class Events:
        def __init__(self) -> None:
            self.tokens: list[Tag | str] = []
            self.read = True

        def start(self, name: str, attributes: dict[str, str]) -> None:
            self.tokens.append(Tag(name, False, dict(attributes)))
            self.read = name not in ("script", "style")

        def end(self, name: str) -> None:
            self.tokens.append(Tag(name, True, {}))
            self.read = True

        def data(self, text: str) -> None:
            if self.read:
                self.tokens.append(text)

        def close(self) -> list[Tag | str]:
            return self.tokens

    parser = LxmlParser(target=Events(), huge_tree=True, no_network=True)
    parser.feed(page)
    return parser.close()


def standard(page: str) -> None:
    """Python's own parser, to the end of the page."""
    parser = HTMLParser()
    parser.feed(page)
    parser.close()


def hostile() -> None:
    """Seconds for pages that double in size."""
    from selectolax.lexbor import LexborHTMLParser

    from summarymine.readers.markup import tokens
    from summarymine.readers.page import page_lines

    ways: dict[str, Callable[[str], object]] = {
        "lines from turbohtml": lambda page: page_lines(tokens(page)),
        "turbohtml": lambda page: deque(tokens(page), 0),
        "lxml": lxml_tokens,
        "lexbor": LexborHTMLParser,
        "html.parser": standard,
    }
    sizes = (5_000, 10_000, 20_000)
    print(f"seconds for {sizes} repetitions\n| page | " + " | ".join(ways) + " |")
    print("|---" * (len(ways) + 1) + "|")
    for name, make in HOSTILE.items():
        row = []
        for way in ways.values():
            spent = []
            for size in sizes:
                page = make(size)
                began = time.perf_counter()
                way(page)
                spent.append(f"{time.perf_counter() - began:.2f}")
            row.append(", ".join(spent))
        print(f"| {name} | " + " | ".join(row) + " |", flush=True)


def broken(pages: int = 3_000) -> None:
    """How often other ways give the same lines, and the same characters, of random tags and texts."""
    from readers import tree_tokens

    from summarymine.readers.markup import tokens
    from summarymine.readers.page import page_lines

    def characters(lines: list[Line]) -> list[str]:
        return sorted("".join("".join(line.text.split()) for line in lines))

    ways: dict[str, Callable[[str], Iterable[Tag | str]]] = {"lxml": lxml_tokens, "lexbor": tree_tokens}
    same_lines, same_characters = Counter[str](), Counter[str]()
    rng = random.Random(5)
    for _ in range(pages):
        page = "".join(pieces(rng))
        own = page_lines(tokens(page)).lines
        for name, way in ways.items():
            other = page_lines(way(page)).lines
            same_lines[name] += [line.text for line in own] == [line.text for line in other]
            same_characters[name] += characters(own) == characters(other)
    for name in ways:
        print(
            f"\n{name}, of {pages} broken pages: same lines {same_lines[name] / pages:.1%}, "
            f"same characters {same_characters[name] / pages:.1%}"
        )


def pieces(rng: random.Random) -> Iterator[str]:
    """Tags, end tags and texts in random order."""
    for number in range(rng.randrange(2, 25)):
        tag = rng.choice(TAGS)
        yield rng.choice((f"<{tag}>", f"</{tag}>", f"{rng.choice(TEXTS)}{number}"))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    hostile()
    broken()
