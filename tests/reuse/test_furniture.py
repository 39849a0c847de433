"""What is not compared, and what counts when passages are ranked."""

from __future__ import annotations

from summarymine.clean import clean
from summarymine.document import Span
from summarymine.reuse.furniture import furniture


def test_what_cleaning_leaves_out_is_furniture():
    text = "望春园区总结\n上传人：某某 下载积分：3\n第 2 页 共 9 页\n完成投资3亿元，\n第 3 页\n增长8%。\n"
    spans = furniture(text, clean(text), [Span(0, 6)])
    left = "".join(char for at, char in enumerate(text) if not any(span.start <= at < span.end for span in spans))
    assert "".join(left.split()) == "完成投资3亿元，增长8%。"


def test_courtesies_end_with_their_sentence():
    text = "各位代表：\n现在请予审议。一、税收\n税收3亿元。向关心园区的朋友表示衷心的感谢！项目开工。"
    assert [span.of(text) for span in furniture(text)] == [
        "各位代表：\n现在请予审议。",
        "向关心园区的朋友表示衷心的感谢！",
    ]
