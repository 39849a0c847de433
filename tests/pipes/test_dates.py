"""Dates: a table of strings with every date in them, and small texts that show what governs a date without a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarymine.clean import clean
from summarymine.document import Span, TextView
from summarymine.pipes import date_patterns
from summarymine.pipes.date_patterns import Context, find_matches, resolve
from summarymine.pipes.dates import find_dates, previous_year
from summarymine.pipes.layers import Profile
from summarymine.pipes.sections import find_sections
from summarymine.pipes.sentences import find_sentences
from summarymine.values.periods import Period, parse_period
from tests.golden import escaped, read_table

if TYPE_CHECKING:
    from summarymine.pipes.layers import DateMention

PROPERTY = settings(max_examples=60, deadline=None, derandomize=True)
YEARLY = Profile(title="望榆园区2019年工作总结", period=Period("2019", "2019"), now="2019")


def dates_of(text: str, profile: Profile = YEARLY, title: Span | None = None) -> list[DateMention]:
    view = TextView.identity(text)
    sections = find_sections(view, title)
    return find_dates(view, sections, find_sentences(view, sections), profile)


def values(text: str, profile: Profile = YEARLY) -> list[tuple[str, str]]:
    return [(d.span.of(text), str(d.value)) for d in dates_of(text, profile)]


@pytest.mark.parametrize(("context", "text", "dates"), read_table("values/golden_dates.tsv", 3))
def test_every_date_of_a_string_is_found_and_nothing_else(context: str, text: str, dates: str):
    text = text.replace("\\n", "\n")
    now, period = context.split(" ")
    view = clean(text)
    profile = Profile(period=parse_period("" if period == "-" else period), now=now)
    found, last = [], 0
    for date in find_dates(view, [], find_sentences(view, []), profile):
        span = view.span(date.span.start, date.span.end)
        assert last <= span.start < span.end
        last = span.end
        found.append(f"{escaped(span.of(text))} = {date.value}")
    assert found == [d for d in dates.split(" ; ") if d]


def test_the_table_is_large_and_holds_no_row_twice():
    rows = [row[:2] for row in read_table("values/golden_dates.tsv", 3)]
    assert len(rows) == len(set(rows)) >= 300


# What a month belongs to


def test_a_month_belongs_to_the_year_named_last_in_its_sentence():
    text = "2018年签约12个，9月开工3个，2017年签约5个，10月开工2个。"
    assert values(text) == [("2018年", "2018"), ("9月", "2018-09"), ("2017年", "2017"), ("10月", "2017-10")]


def test_a_year_inside_a_sentence_does_not_reach_the_next():
    text = "园区自建成起稳步发展，2017年获评示范园区。5月召开大会。"
    assert values("望榆园区成立于2012年。\n" + text)[1:] == [("2017年", "2017"), ("5月", "2019-05")]


def test_a_year_at_the_head_of_a_paragraph_governs_it_to_its_end():
    text = "园区2012年建成。\n2018年，园区平稳发展。9月项目开工。\n10月项目投产。"
    assert values(text) == [("2012年", "2012"), ("2018年", "2018"), ("9月", "2018-09"), ("10月", "2019-10")]


def test_a_year_that_is_only_compared_with_governs_nothing():
    text = "税收比2017年增长5%，9月增长6%。"
    assert [(d.span.of(text), str(d.value), d.governs) for d in dates_of(text)] == [
        ("2017年", "2017", False),
        ("9月", "2019-09", True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "较2017年增长5%。",
        "去年3亿元。",
        "上年3亿元。",
        "去年同期3亿元。",
        "前年3亿元。",
        "2015年以来发展快。",
        "自2015年起实施。",
    ],
)
def test_dates_of_comparison_and_of_origin_do_not_govern(text: str):
    assert [d.governs for d in dates_of(text)] == [False]


@pytest.mark.parametrize(
    "text", ["2019年3亿元。", "上半年3亿元。", "1—9月3亿元。", "去年12月开工。", "截至10月底3亿元。"]
)
def test_other_dates_govern(text: str):
    assert [d.governs for d in dates_of(text)] == [True]


def test_a_month_belongs_to_the_year_of_the_heading_above():
    text = (
        "一、2018年工作回顾\n园区平稳发展。9月项目开工。\n（一）项目建设\n10月项目投产。\n二、工作成效\n11月项目竣工。"
    )
    assert values(text) == [
        ("2018年", "2018"),
        ("9月", "2018-09"),
        ("10月", "2018-10"),
        ("11月", "2019-11"),
    ]


@pytest.mark.parametrize(
    ("heading", "profile", "year"),
    [
        ("二、2021年工作打算", YEARLY, "2021"),
        ("二、明年工作打算", YEARLY, "2020"),
        ("二、下一步工作打算", YEARLY, "2020"),
        (
            "二、下一步工作打算",
            Profile("2019年工作总结及2021年计划", period=Period("2019", "2019"), now="2019"),
            "2021",
        ),
        ("二、下半年工作打算", Profile(period=parse_period("2019-01/2019-06"), now="2019"), "2019"),
        ("二、下一步工作打算", Profile(period=parse_period("2019-01/2019-09"), now="2019"), "2019"),
        ("二、下一步工作打算", Profile(period=Period("2018", "2018"), now="2019"), "2019"),
        (
            "二、下一步工作打算",
            Profile(period=Period("2019", "2019"), signed=parse_period("2019-07-10"), now="2019"),
            "2019",
        ),
        (
            "二、下一步工作打算",
            Profile(period=Period("2019", "2019"), signed=parse_period("2020-01-10"), now="2019"),
            "2020",
        ),
        ("二、下一步工作打算", Profile(), "XXXX"),
    ],
)
def test_a_month_in_a_plan_belongs_to_the_time_ahead(heading: str, profile: Profile, year: str):
    text = f"一、工作回顾\n园区平稳发展。\n{heading}\n（一）项目建设\n8月项目开工。"
    assert values(text, profile)[-1] == ("8月", f"{year}-08")


def test_the_period_of_the_text_gives_the_year_when_nothing_else_does():
    assert values("9月开工。", Profile(period=parse_period("2016-01/2016-09"), now="2017")) == [("9月", "2016-09")]
    assert values("9月开工。", Profile(now="2017")) == [("9月", "2017-09")]
    assert values("9月开工。", Profile()) == [("9月", "XXXX-09")]


def test_this_year_is_the_year_the_text_speaks_from():
    profile = Profile(period=Period("2017", "2017"), now="2018")
    assert values("今年开工，去年签约，年底竣工。", profile) == [
        ("今年", "2018"),
        ("去年", "2017"),
        ("年底", "2018-12"),
    ]
    assert values("园区今年开工，年底竣工。", profile) == [("今年", "2018"), ("年底", "2017-12")]


def test_the_same_time_before_goes_back_from_the_time_at_hand():
    profile = Profile(period=parse_period("2019-01/2019-09"), now="2019")
    text = "税收比去年同期增长5%。1—8月增长6%，去年同期4%。8月增长7%，去年同月3%。"
    assert [value for _, value in values(text, profile)] == [
        "2018-01/2018-09",
        "2019-01/2019-08",
        "2018-01/2018-08",
        "2019-08",
        "2018-08",
    ]


def test_the_month_at_hand_is_the_one_named_last_in_the_sentence():
    profile = Profile(period=parse_period("2019-01/2019-09"), now="2019")
    assert values("当月3亿元。5月2亿元，当月增长3%，上月1亿元。上月4亿元。", profile) == [
        ("当月", "2019-09"),
        ("5月", "2019-05"),
        ("当月", "2019-05"),
        ("上月", "2019-04"),
        ("上月", "2019-08"),
    ]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("2019-11-09", "date.iso"),
        ("2019年", "date.year"),
        ("2018—2019年", "date.year"),
        ("今年", "date.relative"),
        ("上半年", "date.half"),
        ("前三季度", "date.nine"),
        ("前两季度", "date.half_range"),
        ("三季度", "date.quarter"),
        ("一至三季度", "date.quarter"),
        ("前8个月", "date.front"),
        ("16月", "date.dropped"),
        ("1—6月", "date.m1"),
        ("2019年6月至2020年5月", "date.m1"),
        ("在5、6月份", "date.m1"),
        ("6月", "date.month"),
        ("6月5日", "date.month"),
        ("年底", "date.within"),
        ("2019年底", "date.bare_edge"),
        ("去年同期", "date.same"),
        ("今秋", "date.season"),
        ("本月", "date.now_month"),
        ("国庆前", "date.feast"),
    ],
)
def test_a_date_names_the_rule_that_made_it(text: str, rule: str):
    assert [d.rule for d in dates_of(text)] == [rule]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2018年6月至2019年5月", "2018-06/2019-05"),
        ("2018年6月5日到2019年5月6日", "2018-06-05/2019-05-06"),
        ("2018年——2019年", "2018/2019"),
        ("xx年6月至xx年9月", "XXXX-06/XXXX-09"),
    ],
)
def test_two_dates_with_a_stroke_between_them_are_one_range(text: str, value: str):
    assert values(text) == [(text, value)]


@pytest.mark.parametrize(
    "text",
    ["2019年6月至2018年5月", "2019年至2020年5月", "2019年1—6月至2020年5月", "去年至今年", "2018年5月、2019年6月"],
)
def test_what_is_no_range_stays_apart(text: str):
    assert len(values(text)) == 2


@pytest.mark.parametrize(
    ("year", "month"), [("2017", "01"), ("2018", "02"), ("2020", "01"), ("2023", "01"), ("2024", "02")]
)
def test_the_eve_of_the_spring_festival_is_in_the_month_of_the_festival(year: str, month: str):
    assert values("春节前开业。", Profile(now=year)) == [("春节前", f"{year}-{month}")]


def test_a_date_inside_the_name_of_a_document_is_none():
    text = "印发《2018年工作要点》，2019年修订《望榆园区规划》（2016—2020年），10月实施。"
    assert values(text) == [("2019年", "2019"), ("10月", "2019-10")]


def test_matches_can_be_looked_for_in_a_part_of_a_text():
    text = "2018年，2019年，2020年"
    assert [m.group() for m in find_matches(text, 6, 11)] == ["2019年"]


def test_a_context_without_anything_resolves_to_unknown():
    (match,) = find_matches("去年9月")
    assert str(resolve(match, Context())) == "XXXX-09"


@pytest.mark.parametrize(
    ("period", "year"), [("2019", "2018"), ("2019-01/2019-09", "2018"), ("", "XXXX"), ("XXXX-05", "XXXX")]
)
def test_the_year_before_a_period(period: str, year: str):
    assert previous_year(parse_period(period)) == year


@PROPERTY
@given(st.integers(1950, 2049), st.integers(1, 12), st.integers(1, 28))
def test_a_printed_day_comes_back(year: int, month: int, day: int):
    value = f"{year}-{month:02d}-{day:02d}"
    assert [v for _, v in values(f"园区{year}年{month}月{day}日开工。")] == [value]
    assert [v for _, v in values(f"园区{value}开工。")] == [value]
    assert [v for _, v in values(f"园区{year % 100:02d}年{month}月{day}日开工。")] == [value]


@PROPERTY
@given(
    st.sampled_from(["2018年", "1—9月", "去年同期", "6月20日—7月10日", "三季度末", "xx年5月", "2018年6月至2019年5月"]),
    st.text("园区建设稳步推进项目服务保障，；", max_size=20),
    st.text("园区建设稳步推进项目服务保障，。；", max_size=20),
)
def test_neutral_words_around_a_date_change_nothing(date: str, before: str, after: str):
    text = f"{before}，{date}，{after}"
    assert values(text) == [(date, values(date)[0][1])]


@PROPERTY
@given(st.text("0123456789 .-—/年月日号至到上下半季度前三同期今去明底初末中旬xX×*《》（）\n，。", max_size=60))
def test_whatever_the_text_every_span_is_of_the_source_in_order(text: str):
    view = clean(text)
    last = 0
    for date in find_dates(view, [], find_sentences(view, []), YEARLY):
        span = view.span(date.span.start, date.span.end)
        assert last <= span.start < span.end <= len(text)
        last = span.end
        assert parse_period(str(date.value)) == date.value


@PROPERTY
@given(
    st.lists(
        st.sampled_from(
            [
                "2019年",
                "1—9月",
                "2018—2019年",
                "2019-11-09",
                "今秋",
                "春节前",
                "“五一”前",
                "6月20日—7月10日",
                "去年同期",
            ]
            + ["园" * n for n in (1, 5, 22, 23, 24, 25, 60)]
        ),
        max_size=8,
    )
)
def test_searching_near_anchors_only_misses_nothing(pieces: list[str]):
    text = "，".join(pieces)
    everywhere = [m.span() for m in date_patterns.DATE.finditer(text) if date_patterns._is_date(text, m)]
    assert [m.span() for m in find_matches(text)] == everywhere
