"""The names in WordprocessingML: the same elements stand in two namespaces, the usual one and that of strict files."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

WORD_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORD = (WORD_NAMESPACE, "http://purl.oclc.org/ooxml/wordprocessingml/main")
_PREFIXES = tuple(f"{{{space}}}" for space in _WORD)
_MATH = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
)
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_BRANCHES = frozenset({"AlternateContent", "Choice", "Fallback"})
_FORMULA = frozenset({"r", "t", "sup"})
_OFF = frozenset({"0", "false", "off", "none"})


def name(element: Element) -> str:
    """The element's name without its namespace; "" for one that is none of Word's.

    >>> from xml.etree.ElementTree import Element
    >>> name(Element("{http://purl.oclc.org/ooxml/wordprocessingml/main}p")), name(Element("p"))
    ('p', '')
    """
    return _local(element.tag)


@lru_cache(maxsize=1024)
def _local(tag: str) -> str:
    space, _, local = tag[1:].rpartition("}")
    if space in _WORD or (space == _COMPATIBILITY and local in _BRANCHES) or (space in _MATH and local in _FORMULA):
        return local
    return ""


def attribute(element: Element, local: str = "val") -> str | None:
    """A word-processing attribute of the element, None where it has none.

    >>> from xml.etree.ElementTree import Element
    >>> attribute(Element("p", {"{http://purl.oclc.org/ooxml/wordprocessingml/main}val": "1"}))
    '1'
    """
    for space in _PREFIXES:
        if (value := element.get(space + local)) is not None:
            return value
    return None


def switched_on(element: Element) -> bool:
    """Whether an element that switches something does so: it does unless it says no."""
    return (attribute(element) or "").lower() not in _OFF
