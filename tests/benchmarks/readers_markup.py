"""What the own tokenizer is measured against: time on hostile pages, and lines on broken ones.

python tests/benchmarks/readers_markup.py     # needs selectolax; takes minutes
"""

from __future__ import annotations

import random
import sys
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from summarymine.readers.lines import Line

HOSTILE: dict[str, Callable[[int], str]] = {
    "nested div": lambda n: "<div>" * n,
    "nested li": lambda n: "<ul><li>" * n,
    "stray end tags": lambda n: "<span>" * n + "</p></div></b>" * n,
    "attributes": lambda n: "<a " + " ".join(f"b{i}=c" for i in range(n)) + ">",
    "unclosed quotes": lambda n: '<a b="' * n,
}
TAGS = (
    "p div b span font ul li table tr td th h2 a center blockquote br form pre dl dt dd nav tbody hr".split()  # noqa: SIM905
)
TEXTS = ("税收", "3亿元，", "增长。", "a", "2", "\n", "&nbsp;", "<", "&lt;b", "<!-- x -->", "<script>1<2</script>")


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
        "own": lambda page: page_lines(tokens(page)),
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
    """How often tokenizer and tree give the same lines, and the same characters, of random tags and texts."""
    from readers import tree_tokens

    from summarymine.readers.markup import tokens
    from summarymine.readers.page import page_lines

    def characters(lines: list[Line]) -> list[str]:
        return sorted("".join("".join(line.text.split()) for line in lines))

    rng = random.Random(5)
    same_lines = same_characters = 0
    for _ in range(pages):
        page = "".join(pieces(rng))
        own, tree = page_lines(tokens(page)).lines, page_lines(tree_tokens(page)).lines
        same_lines += [line.text for line in own] == [line.text for line in tree]
        same_characters += characters(own) == characters(tree)
    print(
        f"\nof {pages} broken pages: same lines {same_lines / pages:.1%}, same characters {same_characters / pages:.1%}"
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
