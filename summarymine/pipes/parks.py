"""Names of industrial parks: where one stands in a text or a path, which are hidden, which mean the same park."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARK = regex.compile(
    r"[\p{Han}xX×*]{1,20}?(?:经济技术开发区|高新技术产业开发区|经济开发区|高新技术开发区|工业园区|高新区|经开区|工业集中区|集中区|开发区|产业园区?|物流园区?|保税物流园区"
    r"|综合保税区|保税区|合作区|示范区|化工园区?|工业园区?|园区|新区|工业区)"
)
_BEFORE_PARK = regex.compile(r"^.{0,12}?(?:关于|现将|代表|在|对|把|将|年|工委|党委)")
BARE_PARK = regex.compile(
    r"(?:我|全|本|省|市|县|区|各|工业|产业|科技|特色|示范|国家级|省级|经济|高新|老|新|新型){0,3}(?:园区|开发区|工业园|产业园|集中区|高新区|新区|工业区|示范区|合作区)"
)
"""A park without a name of its own."""
NO_ORG = regex.compile(
    r"^(?:[—-]{1,4}|[是在对为由受经使让]|关于|印发|中共|按照|根据|围绕|我代表|现将|过去一年|确保|实现|结合|作为|随着|通过|同时|加快|推进|推动"
    r"|全力|积极|带动|今后|目前|去年|今年){1,4}"
)
"""What may stand before a name and does not belong to it."""
NO_NAME = regex.compile(
    r"[了的们各对和与又让]|落户|入驻|进驻|走访|支持|加快|推进|推动|坚持|打造|成为|做好|提升|全面|积极|创建|按照|我们"
)
"""Words that no name holds."""
_TWO_PARKS = regex.compile(r"(?:园区|开发区).")
_HIDDEN = regex.compile(r"[xX×*_某]")
# The official short forms; that of 园区 may stand for many a park.
_SHORT = (
    (regex.compile(r"经济(?:技术)?开发区"), "经开区"),
    (regex.compile(r"高新技术(?:产业)?(?:开发|园)区"), "高新区"),
)
_OFFICE = regex.compile(r"(?:党工委|工委)?(?:管理委员会|管委会)$")


def named_parks(text: str) -> Iterator[str]:
    """The parks that a text calls by name, left to right: more than a bare 工业园区.

    >>> list(named_parks("关于望榆园区的汇报，工业园区与鹤鸣经济开发区，鹤汀高新区"))
    ['望榆园区', '鹤汀高新区']
    """
    for match in _PARK.finditer(text):
        park = NO_ORG.sub("", _BEFORE_PARK.sub("", match.group()))
        if len(park) > 2 and not (BARE_PARK.fullmatch(park) or NO_NAME.search(park) or _TWO_PARKS.search(park)):
            yield park


def is_hidden(park: str) -> bool:
    """Whether a name leaves open which park it is.

    >>> is_hidden("xx工业园区"), is_hidden("某县开发区"), is_hidden("望榆园区")
    (True, True, False)
    """
    return bool(_HIDDEN.search(park))


def same_park(one: str, other: str) -> bool:
    """Whether two names surely may mean one park: without their offices, one holds the other.

    >>> same_park("望榆工业园区管委会", "望榆县望榆工业园区"), same_park("望榆经开区", "望榆经济技术开发区")
    (True, True)
    >>> same_park("望榆开发区", "望榆高新区"), same_park("望榆园区", "望榆工业园区")
    (False, False)
    """
    one, other = plain_park(one), plain_park(other)
    return one in other or other in one


def plain_park(park: str) -> str:
    """The name without its office, official long forms made short.

    >>> plain_park("沧湖经济技术开发区管委会")
    '沧湖经开区'
    """
    park = _OFFICE.sub("", park)
    for pattern, short in _SHORT:
        park = pattern.sub(short, park)
    return park
