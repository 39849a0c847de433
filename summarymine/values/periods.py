"""Dates and periods on a calendar, whole or in part, with hidden years and months kept hidden.

The written form is that of the annotation guidelines: ``2010``, ``2009-11-09``, ``2009-01/2009-09`` (both ends
included), ``XXXX-05`` where the year is hidden. A value is never guessed: what the context does not give stays X.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass

import regex

from summarymine.values.numbers import chinese_integer

UNKNOWN_YEAR = "XXXX"
_SPELLED = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_HIDDEN = regex.compile(r"[xX×*_某]")
_HALVES = {"上": ("01", "06"), "下": ("07", "12")}
_THIRDS = {"上": (1, 10), "中": (11, 20), "下": (21, 0)}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar: a year, a month, a day, or a range of one of them.

    ``start`` and ``end`` are ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, any part of which may be X; a single date has
    both the same. ``stretch`` tells a range whose ends are hidden alike (``*-*月``) from a single date.

    >>> str(Period.months("2009", 1, 9)), str(Period("2010", "2010")), Period("XXXX-05", "XXXX-05").masked
    ('2009-01/2009-09', '2010', True)
    >>> str(Period("XXXX-XX", "XXXX-XX", stretch=True))
    'XXXX-XX/XXXX-XX'
    """

    start: str
    end: str
    stretch: bool = False

    def __str__(self) -> str:
        return self.start if self.start == self.end and not self.stretch else f"{self.start}/{self.end}"

    @property
    def masked(self) -> bool:
        """Whether a part of the period is hidden."""
        return "X" in self.start or "X" in self.end

    @property
    def year(self) -> str:
        """The year in which the period begins: four digits or XXXX."""
        return self.start[:4]

    @classmethod
    def months(cls, year: str, first: int, last: int) -> Period:
        """Months *first* to *last* of one year, both included."""
        return cls(f"{year}-{first:02d}", f"{year}-{last:02d}")

    def shifted(self, years: int) -> Period:
        """The same stretch so many years later; an unknown year stays unknown.

        >>> str(Period.months("2009", 1, 9).shifted(-1))
        '2008-01/2008-09'
        """
        return Period(_shifted(self.start, years), _shifted(self.end, years), self.stretch)


def parse_period(text: str) -> Period | None:
    """The period that `str` printed; None for the empty string."""
    first, _, last = text.partition("/")
    return Period(first, last or first, stretch=first == last) if first else None


def shift(year: str, years: int) -> str:
    """A year so many years later; a hidden one stays hidden.

    >>> shift("2009", -1), shift("XXXX", 1)
    ('2008', 'XXXX')
    """
    return f"{int(year) + years:04d}" if year.isdigit() else UNKNOWN_YEAR


def _shifted(date: str, years: int) -> str:
    year = shift(date[:4], years)
    # 29 February has no counterpart in most years.
    leap = date[4:] == "-02-29" and days_in(year, "02") == 28
    return year + ("-02-28" if leap else date[4:])


def read_year(text: str) -> str | None:
    """A written year as four characters: ``2009``, ``二〇〇九``, ``二00八``, ``09``, ``20xx`` and ``xx`` as XXXX.

    A two-digit year is read as 1950 to 2049. None where it is no year.

    >>> [read_year(t) for t in ("2009", "二〇〇九", "二00八", "09", "20**", "xx", "3000")]
    ['2009', '2009', '2008', '2009', 'XXXX', 'XXXX', None]
    """
    if _HIDDEN.search(text):
        return UNKNOWN_YEAR
    digits = text.translate(_SPELLED)
    if not (digits.isascii() and digits.isdigit()):
        return None
    if len(digits) == 2:
        return f"{'20' if digits < '50' else '19'}{digits}"
    # 二一六年: a converter dropped the round zero of 二〇一六.
    if len(digits) == 3 and text[0] == "二":
        digits = f"20{digits[1:]}"
    return digits if len(digits) == 4 and "1900" <= digits <= "2099" else None


def read_month(text: str) -> str | None:
    """A written month as two characters: ``5``, ``十二``, ``元`` (January), ``*`` as XX; None where it is no month.

    >>> [read_month(t) for t in ("5", "十二", "元", "*", "13")]
    ['05', '12', '01', 'XX', None]
    """
    if _HIDDEN.search(text):
        return "XX"
    number = 1 if text == "元" else int(text) if text.isdigit() and text.isascii() else chinese_integer(text)
    return f"{number:02d}" if number and 1 <= number <= 12 else None


def read_day(text: str, year: str, month: str) -> str | None:
    """A written day as two characters, checked against its month; ``*`` as XX.

    >>> read_day("二十六", "2004", "12"), read_day("30", "2009", "02")
    ('26', None)
    """
    if _HIDDEN.search(text):
        return "XX"
    number = int(text) if text.isdigit() and text.isascii() else chinese_integer(text)
    return f"{number:02d}" if number and 1 <= number <= days_in(year, month) else None


def days_in(year: str, month: str) -> int:
    """Days of a month; 31 where the month is hidden, 29 for February of a hidden year."""
    if not month.isdigit():
        return 31
    return calendar.monthrange(int(year) if year.isdigit() else 2000, int(month))[1]


def half(year: str, which: str) -> Period:
    """The half-year 上 or 下 of a year."""
    first, last = _HALVES[which]
    return Period(f"{year}-{first}", f"{year}-{last}")


def quarter(year: str, number: int) -> Period:
    """Quarter 1 to 4 of a year."""
    return Period.months(year, number * 3 - 2, number * 3)


# The five-year plans; 1963 to 1965 stood between two of them.
_PLANS = {"一": 1953, "二": 1958, "三": 1966, "四": 1971}


def five_year_plan(number: str) -> Period:
    """The years of a five-year plan, by its number: 十二 for 十二五.

    >>> str(five_year_plan("十二")), str(five_year_plan("八")), str(five_year_plan("一"))
    ('2011/2015', '1991/1995', '1953/1957')
    """
    first = _PLANS.get(number) or 1976 + 5 * ((chinese_integer(number) or 0) - 5)
    return Period(f"{first}", f"{first + 4}")


def third(year: str, month: str, which: str) -> Period:
    """The first (上), second (中) or last (下) ten days of a month.

    >>> str(third("2009", "05", "下"))
    '2009-05-21/2009-05-31'
    """
    first, last = _THIRDS[which]
    return Period(f"{year}-{month}-{first:02d}", f"{year}-{month}-{last or days_in(year, month):02d}")
