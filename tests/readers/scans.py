"""Scans: PDFs whose pages are pictures of the pages of other PDFs."""

from __future__ import annotations

import zlib
from collections.abc import Collection
from random import Random

import pypdfium2 as pdfium


def scanned(data: bytes, pages: Collection[int] = (), *, dpi: int = 200, specks: int = 0) -> bytes:
    """The PDF with its *pages* (numbers from 1; all without any) alone and as pictures, with *specks* of dust on each."""
    document = pdfium.PdfDocument(data)
    numbers = sorted(pages) or range(1, len(document) + 1)
    pictures = []
    for number in numbers:
        page = document[number - 1]
        drawn = page.render(scale=dpi / 72, grayscale=True)
        rows, stride = bytes(drawn.buffer), drawn.stride
        pixels = bytearray().join(rows[start : start + drawn.width] for start in range(0, len(rows), stride))
        dust = Random(number)
        for _ in range(specks):
            place = dust.randrange(len(pixels) - 3)
            pixels[place : place + 3] = bytes(3)
        pictures.append((page.get_size(), (drawn.width, drawn.height), bytes(pixels)))
        page.close()
    document.close()
    return _pdf(pictures)


def picture_pdf(width: int, height: int, pixels: bytes) -> bytes:
    """A page of A4 that is one picture of grey *pixels*."""
    return _pdf([((595.0, 842.0), (width, height), pixels)])


def _pdf(pictures: list[tuple[tuple[float, float], tuple[int, int], bytes]]) -> bytes:
    kids = " ".join(f"{3 + 3 * place} 0 R" for place in range(len(pictures)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {len(pictures)}/Kids[{kids}]>>".encode()]
    for place, ((wide, high), (width, height), pixels) in enumerate(pictures):
        first = 3 + 3 * place
        drawing = f"{wide:g} 0 0 {high:g} 0 0 cm /I Do".encode()
        packed = zlib.compress(pixels)
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {wide:g} {high:g}]/Resources<</XObject<</I {first + 2} 0 R>>>>"
            f"/Contents {first + 1} 0 R>>".encode(),
            b"<</Length %d>>stream\n%b\nendstream" % (len(drawing), drawing),
            b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8"
            b"/Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (width, height, len(packed), packed),
        ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n"
    return bytes(out) + end.encode()
