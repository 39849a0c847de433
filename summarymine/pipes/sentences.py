"""Sentences: they end at 。！？ or a paragraph's end, never inside a bracket, a quotation or a number."""

from __future__ import annotations

import regex

from summarymine.document import Span, TextView
from summarymine.pipes.layers import Section, Sentence

_EVENT = regex.compile(r"[。！？\n“”（）《》【】]")
_OPEN, _CLOSE = "“（《【", "”）》】"
_MAX_DEPTH_LENGTH = 400


def find_sentences(view: TextView, sections: list[Section]) -> list[Sentence]:
    """The sentences of a view, headings included, each with its section.

    An unclosed bracket stops counting after 400 characters or at the paragraph's end.

    >>> view = TextView.identity("出台办法（试行。三年）。增长2.5%。\\n签名")
    >>> [s.span.of(view.text) for s in find_sentences(view, [])]
    ['出台办法（试行。三年）。', '增长2.5%。', '签名']
    """
    text = view.text
    found: list[Sentence] = []
    begin = depth = opened = 0
    section = -1
    heads = iter([*((s.heading.start, i) for i, s in enumerate(sections)), (len(text) + 1, len(sections))])
    next_head, next_index = next(heads)

    def close(end: int) -> None:
        nonlocal begin, section, next_head, next_index
        start = begin + len(text[begin:end]) - len(text[begin:end].lstrip())
        while next_head <= start:
            section = next_index
            next_head, next_index = next(heads)
        if start < end:
            found.append(Sentence(Span(start, end), section))
        begin = end

    for event in _EVENT.finditer(text):
        char, at = event.group(), event.start()
        if char == "\n":
            close(at)
            begin, depth = at + 1, 0
        elif char in _OPEN:
            opened = opened if depth else at
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
            # 他说:“…。”and （…。）, the whole of it in brackets: then the sentence ends behind the mark.
            whole = begin <= opened and not text[begin:opened].strip()
            if depth == 0 and text[at - 1] in "。！？" and (char == "”" or whole):
                close(at + 1)
        elif depth == 0 or at - opened > _MAX_DEPTH_LENGTH:
            close(at + 1)
            depth = 0
    close(len(text))
    return found
