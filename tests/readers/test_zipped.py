import io
import zipfile

import pytest

from summarymine.errors import ReadError
from summarymine.readers.limits import FREE_PARTS, MAX_RATIO
from summarymine.readers.zipped import Zipped

CELL = b"<table:table-cell><text:p>0</text:p></table:table-cell>"


def packed(*sizes: int) -> Zipped:
    """Parts of so many bytes, in which every cell says the same."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for number, size in enumerate(sizes):
            out.writestr(str(number), (CELL * (size // len(CELL) + 1))[:size])
    zipped = Zipped.open(buffer.getvalue())
    assert all(member.file_size > 1.5 * MAX_RATIO * member.compress_size for member in zipped.members())
    return zipped


def test_a_large_table_that_says_the_same_everywhere_is_read() -> None:
    assert len(packed(FREE_PARTS).read("0")) == FREE_PARTS


@pytest.mark.parametrize("sizes", [(FREE_PARTS + 1,), (FREE_PARTS // 2, FREE_PARTS // 2 + 1), (FREE_PARTS, 2 << 20)])
def test_beyond_the_allowance_of_the_whole_document_the_ratio_counts(sizes: tuple[int, ...]) -> None:
    zipped = packed(*sizes)
    *names, last = map(str, range(len(sizes)))
    assert [len(zipped.read(name)) for name in names] == list(sizes[:-1])
    with pytest.raises(
        ReadError, match=r"解压后过大，像是压缩炸弹 / unpacks to more than [0-9,]+ bytes, like a zip bomb"
    ):
        zipped.read(last)
