"""What is the same though it is written differently."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarymine.evaluate.likeness import dice, plain, same_name, same_unit, same_value

text = st.text("税收工业总产值ＡＢ（） 、1", max_size=8)


@pytest.mark.parametrize(
    ("name", "right", "same"),
    [
        ("税收", ["税收"], True),
        ("“税收”", ["税 收"], True),
        ("工业总产值", ["规上工业总产值"], True),  # alike
        ("工业产值", ["战略性新兴产业工业产值"], False),  # a part of it, but less than half
        ("投资额", ["民间投资额"], True),  # a part of it, and more than half
        ("税收", ["企业税收"], False),  # too short to be taken as a part
        ("税收", ["财政收入", "税收"], True),
        ("", ["税收"], False),
        ("", ["、", "税收"], True),
    ],
)
def test_same_name(name: str, right: list[str], same: bool):
    assert same_name(name, right) is same


def test_same_unit_and_value():
    assert same_unit("㎡", "平方米") and same_unit("成", "%") and same_unit("元人民币", "元") and same_unit("", "")
    assert not same_unit("户", "家") and not same_unit("", "元")
    assert same_value(0, 1e-7) and same_value([1, 2], [1, 2.0000001]) and same_value(None, None)
    assert not same_value(1e9, 1.00001e9) and not same_value([1, 2], 1) and not same_value(None, 0)


@given(text, text)
def test_likeness_is_a_share_and_knows_no_order(one: str, other: str):
    assert 0 <= dice(one, other) == dice(other, one) <= 1
    assert dice(one, one) == (1 if one else 0)
    assert plain(plain(one)) == plain(one)
    assert same_name(one, [one]) and same_unit(one, one)
