"""XML of documents, element by element, without entities, external parts or a tree of the whole."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError  # the parser is that of defusedxml

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from summarymine.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_DEEPEST = 200


def events(data: bytes) -> Iterator[tuple[str, Element]]:
    """Every ``("start", element)`` and ``("end", element)``; clear an element that is done with.

    >>> [(event, element.tag) for event, element in events(b"<a><b/></a>")]
    [('start', 'a'), ('start', 'b'), ('end', 'b'), ('end', 'a')]

    Raises ReadError for what is no XML, declares a document type or nests more than 200 deep.
    """
    depth = 0
    try:
        for event, element in iterparse(io.BytesIO(data), events=("start", "end"), forbid_dtd=True):
            depth += 1 if event == "start" else -1
            if depth > _DEEPEST:
                raise ReadError("文件嵌套过深 / nested too deep")
            yield event, element
    except DefusedXmlException:
        raise ReadError(
            "文件里有外部实体或文档类型声明，不读 / declares entities or a document type; not read"
        ) from None
    except (ParseError, ValueError, LookupError) as error:
        raise ReadError(f"文件损坏，内容不是有效的 XML / damaged, not valid XML: {error}") from None


def passing(data: bytes) -> Iterator[tuple[str, Element]]:
    """As `events`, but an element is forgotten once its end was seen, so that memory does not grow with the file.

    An element has its attributes at its start; its own text, and the text behind a child, are there from the next
    event on.

    >>> [(event, element.tag, len(element)) for event, element in passing(b"<a><b/><b/></a>") if event == "end"]
    [('end', 'b', 0), ('end', 'b', 0), ('end', 'a', 0)]

    Raises ReadError as `events` does.
    """
    opened: list[Element] = []
    for event, element in events(data):
        if event == "start":
            opened.append(element)
            yield event, element
        else:
            yield event, element
            opened.pop()
            if opened:
                del opened[-1][:]
