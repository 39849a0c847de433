"""What an article is, whose, and which time it covers, from titles, openings, headings and signatures."""

from __future__ import annotations

import pytest

from summarymine.clean import clean
from summarymine.document import UNTOLD, Article, Source, Span, Told
from summarymine.pipes.components import title_in_view
from summarymine.pipes.layers import Profile
from summarymine.pipes.profile import find_profile, written_title
from summarymine.pipes.sections import find_sections
from summarymine.split import split

BODY = "一、主要工作\n园区坚持项目为王，道路畅通，企业满意，群众拥护。\n"
PLAN = f"{BODY}二、下一步打算\n园区抓好招商。\n"


def profile(text: str, name: str = "总结.txt", told: Told = UNTOLD) -> Profile:
    source = Source.of_text(text, name)
    article = next(iter(split(source)), Article(source, 1, Span(0, len(text))))
    view = clean(article.text)
    title = title_in_view(article, view)
    return find_profile(article, view, find_sections(view, title), title, told)


def in_title(title: str) -> Profile:
    return profile(f"{title}\n{BODY}")


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("望榆园区2019年工作总结", "2019"),
        ("望榆园区２０１９年工作总结", "2019"),
        ("望榆园区二〇一九年工作总结", "2019"),
        ("望榆园区2019年度工作总结", "2019"),
        ("望榆园区2019年工作总结和2020年工作计划", "2019"),
        ("望榆园区2019年上半年工作总结及下半年工作安排", "2019-01/2019-06"),
        ("望榆园区2019年前三季度工作总结", "2019-01/2019-09"),
        ("望榆园区2019年第一季度工作总结", "2019-01/2019-03"),
        ("望榆园区2019年1—11月工作情况汇报", "2019-01/2019-11"),
        ("望榆园区2019年五月份工作总结", "2019-05"),
        ("望榆园区20xx年工作总结", "XXXX"),
        ("**工业园区20**年工作总结", "XXXX"),
        ("望榆园区xx年上半年工作总结", "XXXX-01/XXXX-06"),
        ("望榆园区2020年工作计划", "2020"),
        ("望榆园區2019年工作總結", "2019"),
        ("望榆园区年终工作总结", ""),
    ],
)
def test_the_period_of_the_title(title: str, period: str) -> None:
    assert str(in_title(title).period or "") == period


@pytest.mark.parametrize(
    ("text", "name", "period", "now"),
    [
        # the first heading
        (f"园区工作总结\n一、2019年工作回顾\n{BODY}", "", "2019", "2019"),
        # the opening lines
        ("园区工作总结\n2019年，园区坚持项目为王。", "", "2019", "2019"),
        ("园区工作总结\n2019年上半年，园区坚持项目为王。", "", "2019-01/2019-06", "2019"),
        ("园区工作总结\n1—9月，园区坚持项目为王。", "2018年总结.txt", "2018-01/2018-09", "2018"),
        ("园区工作总结\n今年以来，园区坚持项目为王。", "2018年总结.txt", "2018", "2018"),
        ("园区工作总结\n今年以来，园区坚持项目为王。", "2018—2019年.txt", "XXXX", "XXXX"),
        # a meeting looks back on the year before its own
        (f"在望榆园区2020年工作会议上的讲话\n{BODY}", "", "2019", "2020"),
        # the signature, else the name of the file
        (f"园区工作总结\n{BODY}望榆园区管委会\n2019年12月30日", "", "2019", "2019"),
        (f"园区工作总结\n{BODY}", "2018年总结.txt", "2018", "2018"),
        # what is nowhere said stays unknown
        (f"园区工作总结\n{BODY}", "", "", "XXXX"),
        (f"园区20xx年工作总结\n{BODY}20xx年12月30日", "2018年总结.txt", "XXXX", "XXXX"),
    ],
)
def test_the_period_and_the_year_called_this_year(text: str, name: str, period: str, now: str) -> None:
    found = profile(text, name)
    assert (str(found.period or ""), found.now) == (period, now)


def test_a_signature_of_the_next_year_does_not_move_the_year() -> None:
    found = profile(f"望榆园区2019年工作总结\n{BODY}望榆园区管委会\n2020年1月8日")
    assert (str(found.period), str(found.signed), found.now) == ("2019", "2020-01-08", "2019")


@pytest.mark.parametrize(
    ("ending", "signed", "org"),
    [
        ("望榆工业园区管委会\n2020年1月8日", "2020-01-08", "望榆工业园区管委会"),
        ("望榆工业园区管理委员会\n二〇二〇年一月八日", "2020-01-08", "望榆工业园区管理委员会"),
        ("望榆工业园区管委会 2020年1月8日", "2020-01-08", "望榆工业园区管委会"),
        ("（望榆工业园区管委会）\n（2020年1月8日）", "2020-01-08", "望榆工业园区管委会"),
        ("望榆縣商務局\n2020年1月8日", "2020-01-08", "望榆县商务局"),
        ("xx园区管委会\n20xx年1月8日", "XXXX-01-08", "xx园区管委会"),
        ("二〇**年一月八日", "XXXX-01-08", ""),
        ("2020年1月", "2020-01", ""),
        ("2020.1.8", "2020-01-08", ""),
        ("2020-01-08", "2020-01-08", ""),
        ("汇报完毕，谢谢大家！\n2020年1月8日", "2020-01-08", ""),
        ("园区2020年1月8日召开了总结会，全体干部职工参加，会后又走访了落户园区的每一家规模以上企业。", "", ""),
        ("园区将再接再厉。", "", ""),
        ("2020年", "", ""),
    ],
)
def test_signatures(ending: str, signed: str, org: str) -> None:
    found = profile(f"年度工作总结\n{BODY}{ending}")
    assert (str(found.signed or ""), found.org) == (signed, org)


def test_a_text_may_be_signed_below_its_title() -> None:
    found = profile(f"2019年工作总结\n望榆工业园区管委会\n（2020年1月8日）\n{BODY}")
    assert (str(found.signed), found.org, found.park) == ("2020-01-08", "望榆工业园区管委会", "望榆工业园区")


def test_a_month_in_the_title_is_no_signature() -> None:
    assert in_title("望榆园区2019年五月份工作总结").signed is None


@pytest.mark.parametrize(
    ("title", "org", "park"),
    [
        ("望榆园区2019年工作总结", "望榆园区", "望榆园区"),
        ("望榆园区管委会2019年工作总结", "望榆园区管委会", "望榆园区"),
        (
            "望榆县高新技术产业开发区管理委员会2019年工作总结",
            "望榆县高新技术产业开发区管理委员会",
            "望榆县高新技术产业开发区",
        ),
        ("望榆经济技术开发区招商局2019年工作总结", "望榆经济技术开发区招商局", "望榆经济技术开发区"),
        ("望榆综合保税区管理局(区物流办)2019年工作总结", "望榆综合保税区管理局（区物流办）", "望榆综合保税区"),
        ("望榆精细化工园生态消防办公室2019年工作总结", "望榆精细化工园生态消防办公室", "望榆精细化工园"),
        ("望榆物流园区2019年度安全生产工作总结", "望榆物流园区", "望榆物流园区"),
        ("望榆县商务局2019年工作总结", "望榆县商务局", ""),
        ("望榆县人民政府办公室2019年工作总结", "望榆县人民政府办公室", ""),
        ("关于望榆园区2019年前三季度工作情况的汇报", "望榆园区", "望榆园区"),
        ("在望榆园区2020年工作会议上的讲话", "望榆园区", "望榆园区"),
        ("关于印发望榆园区2020年工作要点的通知", "望榆园区", "望榆园区"),
        ("xx园区xx年工作总结", "xx园区", "xx园区"),
        ("*县工业园区2019年工作总结", "*县工业园区", "*县工业园区"),
        ("工业园区2019年工作总结", "工业园区", ""),
        ("望榆園區2019年工作總結", "望榆园区", "望榆园区"),
        ("第一篇：望榆园区2019年工作总结", "望榆园区", "望榆园区"),
        ("# 望榆园区2019年工作总结", "望榆园区", "望榆园区"),
        ("2019年工作总结", "", ""),
    ],
)
def test_who_reports_about_which_park(title: str, org: str, park: str) -> None:
    found = in_title(title)
    assert (found.org, found.park) == (org, park)


@pytest.mark.parametrize(
    ("opening", "org", "park"),
    [
        ("2019年，望榆工业园区坚持项目为王。", "望榆工业园区", "望榆工业园区"),
        ("今年以来，由望榆园区管委会牵头抓招商。", "望榆园区管委会", "望榆园区"),
        ("现将望榆工业集中区2019年工作情况汇报如下：", "望榆工业集中区", "望榆工业集中区"),
        ("现在，我代表望榆县人民政府，向大会报告工作。", "望榆县人民政府", ""),
        ("一年来，确保园区稳定，结合园区实际，推进园区建设。", "", ""),
        ("一年来，园区加快打造现代工业区。", "", ""),
        ("一年来，同志们对园区的支持很大，形成了和谐的园区。", "", ""),
    ],
)
def test_who_reports_where_the_title_does_not_say(opening: str, org: str, park: str) -> None:
    found = profile(f"2019年工作总结\n{opening}\n{BODY}")
    assert (found.org, found.park) == (org, park)


def test_the_heading_of_a_collection_names_no_office() -> None:
    assert in_title("望榆园区工作总结篇1").org == ""


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("望榆园区2019年工作总结", "总结"),
        ("望榆园区2019年工作回顾", "总结"),
        ("望榆园区2019年主要工作完成情况", "总结"),
        ("望榆园区2019年工作总结及2020年工作安排", "总结与计划"),
        ("望榆园区2019年3月份任务完成情况及4月份打算", "总结与计划"),
        ("望榆园区2020年工作计划", "计划"),
        ("望榆园区2020年工作要点", "计划"),
        ("望榆园区招商引资实施方案", "方案通知"),
        ("关于开展望榆园区安全检查工作情况的通知", "方案通知"),
        ("望榆园区2019年工作情况汇报", "汇报"),
        ("在望榆园区2020年工作会议上的讲话", "汇报"),
        ("望榆园区2019年经济运行情况分析", "其他"),
    ],
)
def test_kinds_of_text(title: str, kind: str) -> None:
    assert in_title(title).type == kind


def test_a_summary_with_a_part_about_plans_is_both() -> None:
    assert profile(f"望榆园区2019年工作总结\n{PLAN}").type == "总结与计划"
    assert profile(f"望榆园区2019年工作总结\n{BODY}").type == "总结"
    assert profile("望榆园区2019年工作总结\n一、下一步打算\n园区抓好招商。").type == "总结"


def test_a_speech_without_a_title_is_a_report() -> None:
    assert profile(f"各位代表：\n现在，我向会议作工作报告，请大家讨论。\n{BODY}").type == "汇报"
    assert profile(BODY).type == "其他"


def test_an_empty_text_has_an_empty_profile() -> None:
    assert profile("", "") == Profile()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"望榆園區2019年工作總結\n{BODY}", "望榆園區2019年工作總結"),
        (f"# 望榆园区2019年工作总\n# 结\n{BODY}", "望榆园区2019年工作总结"),
        (f"第二篇:望榆园区(东区)2019年工作总结\n{BODY}", "望榆园区(东区)2019年工作总结"),
        (f"**望榆园区2019年\u200b工作总结**\n{BODY}", "望榆园区2019年工作总结"),
        (f"望榆工业园区管委会\r\n2019年工作总结\r\n{BODY}", "望榆工业园区管委会2019年工作总结"),
        (f"望榆园区工作总结 篇一\n{BODY}", "望榆园区工作总结 篇一"),
        (BODY, ""),
    ],
)
def test_titles_are_given_as_they_are_written(text: str, title: str) -> None:
    assert written_title(split(Source.of_text(text))[0]) == title


# park and year, and what says so


def told(text: str, path: str, park: str = "", year: str = "") -> Profile:
    return profile(text, path, Told(park, year))


SIGNED = f"园区工作总结\n{BODY}望榆园区管委会\n"


@pytest.mark.parametrize(
    ("text", "path", "period", "now", "year", "origin"),
    [
        ("望榆园区2019年工作总结\n", "总结.txt", "2019", "2019", "2019", "title"),
        ("园区工作总结\n2019年，园区坚持项目为王。\n", "总结.txt", "2019", "2019", "2019", "text"),
        ("园区工作总结\n一、2019年工作回顾\n", "总结.txt", "2019", "2019", "2019", "text"),
        (f"{SIGNED}2019年12月30日", "总结.txt", "2019", "2019", "2019", "signature"),
        ("园区2019年工作总结\n园区抓好招商。\n望榆园区管委会\n2019年12月30日", "", "2019", "2019", "2019", "title"),
        ("园区工作总结\n今年以来，园区坚持项目为王。\n", "2019年总结.txt", "2019", "2019", "2019", "file"),
        ("园区工作总结\n今年以来，园区坚持项目为王。\n", "2019年/总结.txt", "2019", "2019", "2019", "folder"),
        ("园区工作总结\n1—9月，园区坚持项目为王。\n", "2019年/总结.txt", "2019-01/2019-09", "2019", "2019", "folder"),
        ("园区工作总结\n园区坚持项目为王。\n", "2019年/2018年总结.txt", "2018", "2018", "2018", "file"),
        ("望榆园区2017—2019年工作总结\n", "总结.txt", "2017/2019", "2019", "2019", "title"),
        # the text is believed before its path
        ("望榆园区2019年工作总结\n", "2018年/总结.txt", "2019", "2019", "2019", "title"),
        ("园区工作总结\n2019年，园区坚持项目为王。\n", "2018年/总结.txt", "2019", "2019", "2019", "text"),
        (f"{SIGNED}2019年12月30日", "2018年/总结.txt", "2019", "2019", "2019", "signature"),
        # since when there is a park says nothing of the year that is summed up
        ("园区工作总结\n园区成立于2006年，位于城东。\n", "2019年/总结.txt", "2019", "2019", "2019", "folder"),
        ("园区工作总结\n2006年经省政府批准设立，位于城东。\n", "2019年/总结.txt", "2019", "2019", "2019", "folder"),
        # a meeting looks back on the year before its own, and so does the folder of the year of writing
        (f"在园区工作会议上的讲话\n{BODY}", "2020年/讲话.txt", "2019", "2020", "2019", "folder"),
        (f"园区工作总结\n一、2019年工作回顾\n{BODY}", "2020年/总结.txt", "2019", "2020", "2019", "text"),
        # what the text hides stays hidden
        (f"园区20xx年工作总结\n{BODY}", "2019年/总结.txt", "XXXX", "XXXX", "", ""),
        (f"园区工作总结\nxx年，园区坚持项目为王。\n{BODY}", "2019年/总结.txt", "XXXX", "XXXX", "", ""),
        (f"园区工作总结\n{BODY}", "2018—2019年/总结.txt", "", "XXXX", "", ""),
    ],
)
def test_the_year_and_what_says_so(text: str, path: str, period: str, now: str, year: str, origin: str) -> None:
    found = profile(text, path)
    assert (str(found.period or ""), found.now, found.year, found.year_origin) == (period, now, year, origin)


@pytest.mark.parametrize(
    ("text", "path", "conflict"),
    [
        ("园区2019年工作总结\n", "2019年/2019年总结.txt", ""),
        ("园区2019年工作总结\n", "2018年/总结.txt", "年份：标题 2019，文件夹 2018"),
        ("园区工作总结\n2019年，园区坚持项目为王。\n", "2018年/总结.txt", "年份：正文 2019，文件夹 2018"),
        (
            "园区2019年工作总结\n",
            "2018年/2019年总结.txt",
            "年份：标题 2019，文件名 2019，文件夹 2018",
        ),
        ("园区工作总结\n", "2019年/2018年总结.txt", "年份：文件名 2018，文件夹 2019"),
        # a folder may be called after the year of writing, and after any year of a period
        (f"园区2019年工作总结\n{BODY}望榆园区管委会\n2020年1月8日", "2020年/总结.txt", ""),
        ("园区2017—2019年工作总结\n", "2018年/总结.txt", ""),
        (f"在园区2020年工作会议上的讲话\n{BODY}", "2020年/讲话.txt", ""),
        # what is hidden contradicts nothing
        (f"园区20xx年工作总结\n{BODY}", "2019年/2018年总结.txt", ""),
        ("园区2019年工作总结\n", "2018—2020年/总结.txt", ""),
        # parks
        ("望榆园区2019年工作总结\n", "望榆园区管委会/2019年/总结.txt", ""),
        ("望榆园区2019年工作总结\n", "鹤鸣园区/总结.txt", "园区：标题 望榆园区，文件夹 鹤鸣园区"),
        (
            "望榆园区2019年工作总结\n",
            "鹤鸣园区/2018年/总结.txt",
            "年份：标题 2019，文件夹 2018；园区：标题 望榆园区，文件夹 鹤鸣园区",
        ),
        ("xx园区2019年工作总结\n", "鹤鸣园区/总结.txt", ""),
    ],
)
def test_conflicts_between_text_and_path(text: str, path: str, conflict: str) -> None:
    assert profile(text, path).conflicts == conflict


@pytest.mark.parametrize(
    ("text", "path", "park", "origin"),
    [
        ("望榆园区2019年工作总结\n", "总结.txt", "望榆园区", "title"),
        ("2019年工作总结\n一年来，望榆工业园区坚持项目为王。\n", "总结.txt", "望榆工业园区", "text"),
        (f"{SIGNED}2019年12月30日", "鹤鸣园区/总结.txt", "望榆园区", "signature"),
        (f"望榆园区工作总结\n{BODY}望榆园区管委会\n2019年12月30日", "总结.txt", "望榆园区", "title"),
        ("2019年工作总结\n", "鹤鸣园区/2019年/总结.txt", "鹤鸣园区", "folder"),
        ("2019年工作总结\n", "鹤鸣园区2019年总结.txt", "鹤鸣园区", "file"),
        ("xx园区2019年工作总结\n", "鹤鸣园区/总结.txt", "鹤鸣园区", "folder"),
        ("xx园区2019年工作总结\n", "xx园区/总结.txt", "xx园区", "title"),
        ("2019年工作总结\n", "xx园区/总结.txt", "", ""),
        ("2019年工作总结\n", "总结.txt", "", ""),
    ],
)
def test_the_park_and_what_says_so(text: str, path: str, park: str, origin: str) -> None:
    found = profile(text, path)
    assert (found.park, found.park_origin) == (park, origin)


@pytest.mark.parametrize(
    ("text", "year", "period", "now", "conflict"),
    [
        (
            "园区工作总结\n1—9月，园区坚持项目为王。\n",
            "2018",
            "2018-01/2018-09",
            "2018",
            "年份：清单 2018，文件夹 2017",
        ),
        ("园区xx年上半年工作总结\n", "2018", "2018-01/2018-06", "2018", "年份：清单 2018，文件夹 2017"),
        (f"园区20xx年工作总结\n{BODY}20xx年12月30日", "2018", "2018", "2018", "年份：清单 2018，文件夹 2017"),
        ("园区2018年工作总结\n", "2018", "2018", "2018", "年份：清单 2018，标题 2018，文件夹 2017"),
        ("园区2019年上半年工作总结\n", "2018", "2018-01/2018-06", "2018", "年份：清单 2018，标题 2019，文件夹 2017"),
        ("园区2016—2018年工作总结\n", "2017", "2016/2018", "2018", ""),
        (f"在园区工作会议上的讲话\n{BODY}", "2018", "2018", "2019", "年份：清单 2018，文件夹 2017"),
        (f"在园区2019年工作会议上的讲话\n{BODY}", "2017", "2017", "2018", "年份：清单 2017，标题 2018，文件夹 2017"),
    ],
)
def test_a_manifest_overrules_the_year(text: str, year: str, period: str, now: str, conflict: str) -> None:
    found = told(text, "2017年/总结.txt", year=year)
    assert (str(found.period), found.now, found.year, found.year_origin) == (period, now, year, "manifest")
    assert found.conflicts == conflict


def test_a_manifest_overrules_the_park() -> None:
    found = told("望榆园区2019年工作总结\n", "2019年/总结.txt", park="东岭园区")
    assert (found.park, found.park_origin) == ("东岭园区", "manifest")
    assert (found.year, found.year_origin) == ("2019", "title")
    assert found.conflicts == "园区：清单 东岭园区，标题 望榆园区"
