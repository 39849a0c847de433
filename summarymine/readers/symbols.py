"""What the characters of symbol fonts look like, in Unicode.

Word processors put bullets and marks into texts as a place in a symbol font, often from U+F020 on.
"""

from __future__ import annotations

_PRIVATE = range(0xF000, 0xF100)

_WINGDINGS = dict(zip(
    "lnuoqvw\xa7\xa8\xab\xb2\xd8\xdf\xe0\xe1\xe2\xfb\xfc\xfd\xfe\x9f\xa1", "●■◆□□❖◆▪□★★➢←→↑↓✗✓☒☑•○", strict=True,
)) | {chr(0x80 + i): char for i, char in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")}  # fmt: skip
_WINGDINGS_2 = dict(zip("PORST\x96\xa2\xa3", "✓✗☑☒☒●■□", strict=True))
_SYMBOL = dict(zip(
    "ABGDEZHQIKLMNXOPRSTUFCYWabgdezhqiklmnxoprstufcywV",
    "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρστυφχψως", strict=True,
)) | dict(zip(
    "\xa2\xa3\xa5\xac\xad\xae\xaf\xb0\xb1\xb2\xb3\xb4\xb7\xb8\xb9\xba\xbb\xd6\xe5-",
    "′≤∞←↑→↓°±″≥×•÷≠≡≈√∑-", strict=True,
)) | {char: char for char in "0123456789%()+,./:;<=> "}  # fmt: skip
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
_LONGEST = 8
_LETTERS = {"o": "◦"}  # the bullet of Courier New; ○ would be read as a zero


def symbol(code: int, font: str) -> str:
    """The character at *code* in a font; "" where it is not known what it looks like.

    >>> symbol(0xF0FC, "Wingdings"), symbol(0xB3, "Symbol"), symbol(0x2014, "宋体"), symbol(0xF0FF, "Wingdings 3")
    ('✓', '≥', '—', '')
    """
    drawn = _FONTS.get(font.lower())
    if code in _PRIVATE or (drawn is not None and code < 0x100):
        return (drawn or {}).get(chr(code & 0xFF), "")
    plain = 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000
    return chr(code) if plain and not 0xE000 <= code < 0xF900 else ""


def bullet(text: str, font: str) -> str:
    """The bullet of a list as a character that texts have; • for what only a font can draw.

    >>> bullet("\\uf06c", "Wingdings"), bullet("\\uf0d8", "Wingdings"), bullet("o", "Courier New"), bullet("—", "")
    ('●', '•', '◦', '—')
    """
    drawn = "".join(symbol(ord(char), font) for char in text[:_LONGEST]).strip()
    shown = _LETTERS.get(drawn, drawn)
    return shown if shown and (shown == text or shown in _PLAIN) else "•"


_PLAIN = frozenset("●■◆★▪□•◦①②③④⑤⑥⑦⑧⑨⑩✓")
