"""How often the names of an archive that does not say their encoding are decoded exactly.

    python tests/benchmarks/archive_names.py

A name has so many characters, seven of ten from the list of frequent ones, the others from all of the first level of
GB 2312 or Big5; an archive has one name or ten.
"""

import random

from summarymine.readers.frequent import SIMPLIFIED, TRADITIONAL
from summarymine.readers.member_names import decoded

ARCHIVES = 2_000
LENGTHS = (1, 2, 3, 4, 6, 8, 12)
FREQUENT_SHARE = 0.7


def level(codec: str, leads: range, trails: list[int]) -> str:
    return "".join(bytes([lead, trail]).decode(codec, "ignore") for lead in leads for trail in trails)


def right(codec: str, frequent: str, others: str, length: int, names: int) -> float:
    """The share of archives all of whose names come out as they went in."""
    chance = random.Random(length)

    def name() -> str:
        return "".join(chance.choice(frequent if chance.random() < FREQUENT_SHARE else others) for _ in range(length))

    made = ([f"{name()}.txt" for _ in range(names)] for _ in range(ARCHIVES))
    return sum(decoded([(one.encode(codec), False) for one in archive]) == archive for archive in made) / ARCHIVES


def main() -> None:
    simplified = level("gb2312", range(0xB0, 0xD7), [*range(0xA1, 0xFF)])
    traditional = level("big5", range(0xA4, 0xC6), [*range(0x40, 0x7F), *range(0xA1, 0xFF)])
    in_big5 = "".join(char for char in SIMPLIFIED + TRADITIONAL if char.encode("big5", "ignore"))
    print("names, codec".ljust(16), *(str(length).rjust(7) for length in LENGTHS))
    for names in (1, 10):
        for codec, frequent, others in (
            ("gbk", SIMPLIFIED, simplified),
            ("utf-8", SIMPLIFIED, simplified),
            ("big5", in_big5, traditional),
        ):
            shares = (f"{right(codec, frequent, others, length, names):7.1%}" for length in LENGTHS)
            print(f"{names}, {codec}".ljust(16), *shares)


if __name__ == "__main__":
    main()
