from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import Any

import pytest

from summarymine.report.material import Material
from summarymine.report.page import asset, library, page
from summarymine.report.report import make_report
from tests.report.making import Article, Made, archive, made
from tests.report.reading import Page

HOSTILE = "<script>alert(1)</script>“'\"&园区"


def written(one: Made) -> bytes:
    return page(make_report(Material(one.archive, one.findings)), "望榆与沧湖")


@pytest.fixture(scope="module")
def one() -> Made:
    return made()


@pytest.fixture(scope="module")
def seen(one: Made) -> Page:
    return Page(written(one))


def test_chapters(seen: Page) -> None:
    sections = [told["id"] for tag, told in seen.tags if tag == "section"]
    assert sections == ["overview", "panels", "targets", "rankings", "problems", "projects", "findings", "evidence"]


def test_links_lead_somewhere(seen: Page) -> None:
    assert len(seen.ids) == len(set(seen.ids))
    assert {href for href, _ in seen.links} <= {f"#{name}" for name in seen.ids}


def test_evidence_is_marked_in_its_line(seen: Page, one: Made) -> None:
    for what, words in (
        ("望榆园区2022", "3.6亿元"),
        ("沧湖园区2023项目", "沧湖冷库项目"),
        ("望榆园区2021问题", "2021年用地指标依然紧张"),
    ):
        assert seen.marks[f"r-{one.ids[what]}"] == words
    assert "全年完成税收3.6亿元，年度目标4亿元，完成率104.6%。" in seen.texts["evidence"]


def test_figures_link_to_their_evidence(seen: Page, one: Made) -> None:
    assert (f"#r-{one.ids['望榆园区2022']}", "3.6") in seen.links
    assert (f"#r-{one.ids['望榆园区2022目标']}", "4") in seen.links
    assert (f"#r-{one.ids['望榆园区2022项目']}", "在建") in seen.links


def test_panel(seen: Page) -> None:
    assert seen.tables["panels"][0] == [
        ["园区", "口径", "单位", "2021年", "2022年", "2023年"],
        ["望榆园区", "实际", "亿元", "3.2", "3.6", "4.5"],
        ["望榆园区", "目标", "亿元", "3", "4", "4"],
        ["望榆园区", "增速（算得）", "%", "", "12.5", "25"],
        ["沧湖园区", "实际", "亿元", "1.5", "（没有文件）", "2.1"],
        ["沧湖园区", "目标", "亿元", "（文中未写）", "（没有文件）", "2"],
    ]


def test_targets(seen: Page) -> None:
    assert seen.tables["targets"][0] == [
        ["指标", "园区", "时期", "目标", "实际", "单位", "完成率%（算得）", "完成率%（原文）"],
        ["税收", "望榆园区", "2021年", "3", "3.2", "亿元", "106.7", "104.6"],
        ["税收", "望榆园区", "2022年", "4", "3.6", "亿元", "90", "104.6"],
        ["税收", "望榆园区", "2023年", "4", "4.5", "亿元", "112.5", "104.6"],
        ["税收", "沧湖园区", "2023年", "2", "2.1", "亿元", "105", "104.6"],
    ]


def test_rankings_are_of_the_latest_common_year(seen: Page) -> None:
    assert seen.tables["rankings"][0][1:] == [
        ["税收", "2023年", "1", "望榆园区", "4.5", "亿元"],
        ["税收", "2023年", "2", "沧湖园区", "2.1", "亿元"],
    ]


def test_problems(seen: Page) -> None:
    counts, again = seen.tables["problems"]
    assert counts == [["类别", "2021", "2022", "2023", "合计"], ["土地", "2", "1", "2", "5"]]
    assert again[1:] == [
        ["望榆园区", "土地", "3 年", "2021", "2021年用地指标依然紧张", ""],
        ["", "", "", "2022", "2022年用地指标依然紧张", ""],
        ["", "", "", "2023", "2023年用地指标依然紧张", ""],
    ]


def test_projects(seen: Page) -> None:
    stages, history = seen.tables["projects"]
    assert stages[1:] == [["签约", "2", "", "", "2"], ["在建", "", "1", "", "1"], ["建成", "", "", "2", "2"]]
    assert history == [
        ["园区", "项目", "2021", "2022", "2023"],
        ["望榆园区", "望榆冷库项目", "签约", "在建", "建成"],
        ["沧湖园区", "沧湖冷库项目", "签约", "", "建成"],
    ]


def test_findings(seen: Page) -> None:
    assert seen.tables["findings"][0][1:] == [["完成率与数值不符", "1", "", ""], ["问题反复出现", "", "1", ""]]
    told = " ".join(seen.texts["findings"].split())
    assert "完成率与数值不符 望榆园区 2022年" in told
    assert "原文 104.6%，算得 90%" in told
    assert told.count("全年完成税收3.6亿元，年度目标4亿元，完成率104.6%。") == 1, "one sentence, said once"


def test_no_findings_without_an_audit(one: Made) -> None:
    report = make_report(Material(one.archive))
    assert "findings" not in [section.name for section in report.sections]


def test_nothing_is_asked_of_a_network(seen: Page) -> None:
    addresses = [
        told[key] for _, told in seen.tags for key in ("src", "href", "action", "data", "srcset") if key in told
    ]
    assert all(address.startswith("#") for address in addresses)
    assert not re.search(r"url\(|@import|https?:", asset("page.css"))
    assert not re.search(r"https?:|fetch|import|XMLHttp", asset("draw.js"))
    assert {tag for tag, _ in seen.tags}.isdisjoint({"img", "iframe", "link", "object", "embed", "base"})


def test_policy_runs_the_two_scripts_and_no_other(seen: Page) -> None:
    policy = next(told["content"] for tag, told in seen.tags if told.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    run = [text for kind, text in seen.scripts if not kind]
    assert re.findall(r"'sha256-([^']+)'", policy) == [
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in run
    ]
    assert run == [library(), asset("draw.js")]


def test_library_is_that_of_the_package_whole_and_unable_to_end_its_element() -> None:
    script = library()
    assert re.match(r"/\*{2,3}\n\* plotly\.js v\d+\.", script)
    assert not re.search(r"</script|<!--|\r|\0|\ufeff", script, re.IGNORECASE), "what a page would not keep as it is"


def figures(seen: Page) -> list[dict[str, Any]]:
    return [json.loads(text) for kind, text in seen.scripts if kind == "application/json"]


def test_lines_hold_the_values_of_the_table(seen: Page, one: Made) -> None:
    panel = figures(seen)[0]
    drawn = {(trace["name"], trace["mode"]): trace for trace in panel["data"]}
    years = ["2021", "2022", "2023"]
    assert {tuple(trace["x"]) for trace in panel["data"]} == {tuple(years)}
    assert {name: trace["y"] for name, trace in drawn.items()} == {
        ("望榆园区", "lines+markers"): [3.2, 3.6, 4.5],
        ("望榆园区", "markers"): [3, 4, 4],
        ("沧湖园区", "lines+markers"): [1.5, None, 2.1],
        ("沧湖园区", "markers"): [None, None, 2],
    }
    assert not any(trace["connectgaps"] for trace in panel["data"]), "a gap stays one"
    assert drawn["望榆园区", "lines+markers"]["customdata"] == [one.ids[f"望榆园区{year}"] for year in years]
    assert drawn["沧湖园区", "markers"]["customdata"] == ["", "", one.ids["沧湖园区2023目标"]]
    assert drawn["望榆园区", "markers"]["hovertext"][1] == "望榆园区 2022年 目标：4"
    axis = panel["layout"]["xaxis"]
    assert (axis["type"], axis["categoryarray"], axis["range"]) == ("category", years, [-0.5, 2.5])


def test_bars_hold_the_values_of_the_tables(seen: Page, one: Made) -> None:
    _, targets, ranking, _, stages = figures(seen)
    aims, results = targets["data"]
    assert (aims["x"], results["x"]) == ([3, 4, 4, 2], [3.2, 3.6, 4.5, 2.1])
    assert aims["y"] == results["y"] == ["望榆园区 2021年", "望榆园区 2022年", "望榆园区 2023年", "沧湖园区 2023年"]
    assert aims["customdata"][1] == one.ids["望榆园区2022目标"]
    assert results["customdata"][1] == one.ids["望榆园区2022"]
    bars, values = ranking["data"]
    assert (bars["y"], bars["x"]) == (["望榆园区", "沧湖园区"], [4.5, 2.1])
    assert (values["y"], values["x"]) == (bars["y"], bars["x"])
    assert [text.strip() for text in values["text"]] == ["4.5 亿元", "2.1 亿元"]
    assert {trace["name"]: trace["y"] for trace in stages["data"]} == {
        "签约": [2, None, None], "在建": [None, 1, None], "建成": [None, None, 2],
    }  # fmt: skip


def test_heat_map_holds_the_counts_of_the_table(seen: Page) -> None:
    [cells] = figures(seen)[3]["data"]
    assert (cells["x"], cells["y"], cells["z"]) == (["2021", "2022", "2023"], ["土地"], [[2, 1, 2]])
    assert cells["hovertext"] == [["土地，2021：2", "土地，2022：1", "土地，2023：2"]]


def test_numbers_are_written_out(seen: Page) -> None:
    axes = [axis for one in figures(seen) for key, axis in one["layout"].items() if key in ("xaxis", "yaxis")]
    assert {axis["type"] for axis in axes} == {"linear", "category"}
    assert {axis["tickformat"] for axis in axes if axis["type"] == "linear"} == {",~f"}, (
        "no 10k, no 1M, thousands parted"
    )


def test_axis_ends_before_a_value_out_of_proportion() -> None:
    articles = []
    for name, value in (("望榆园区", "3"), ("沧湖园区", "4"), ("岚桥园区", "5"), ("青浦园区", "50000")):
        for year in ("2021", "2022"):
            one = Article(name, year)
            one.figure(f"{value}亿元", "税收", f"{value}e8", "元", indicator="tax")
            articles.append(one)
    seen = Page(page(make_report(Material(archive(*articles))), "总结"))
    lines, ranking = figures(seen)
    assert lines["layout"]["yaxis"]["range"] == [0, 6]
    assert all(trace["cliponaxis"] for trace in lines["data"])
    bars, values = ranking["data"]
    assert (ranking["layout"]["xaxis"]["range"], bars["x"]) == ([0, 6], [50000, 5, 4, 3])
    assert values["x"] == [6, 5, 4, 3], "the value stands where the axis ends"
    assert values["text"][0].strip() == "50,000 亿元"
    assert seen.texts["rankings"].count("伸出图外") == 1


def test_same_archive_same_bytes(one: Made) -> None:
    assert written(one) == written(made())


def test_hostile_names_and_texts_stay_text() -> None:
    one = made(HOSTILE, "<b onclick=alert(2)>/")
    plain = Page(written(made()))
    seen = Page(written(one))
    assert [tag for tag, _ in seen.tags] == [tag for tag, _ in plain.tags], "not a tag more"
    assert HOSTILE in [row[0] for row in seen.tables["overview"][0]]
    assert f"{HOSTILE[:15]}…" in [row[0] for row in seen.tables["panels"][0]]
    assert "<b onclick=alert(2)>/望榆园区/2021年.txt" in seen.texts["evidence"]
    assert all("onclick" not in told for _, told in seen.tags)
    drawn = json.dumps([one["data"] for one in figures(seen)], ensure_ascii=False)
    assert "<" not in drawn, "plotly obeys some markup"
    assert "&lt;script&gt;alert(1…" in drawn


def test_texts_that_no_page_can_show() -> None:
    one = Article("望榆园区", "2021")
    one.say("税收\x00\ud800\u202e")
    one.figure("3亿元", "税收", "3e8", "元", indicator="tax")
    other = Article("望榆园区", "2022")
    other.figure("4亿元", "税收", "4e8", "元", indicator="tax")
    data = page(make_report(Material(archive(one, other))), "总结\x01")
    assert "税收\ufffd\ufffd" in Page(data).texts["evidence"]
    assert "\u202e" not in data.decode()


def test_empty_archive() -> None:
    seen = Page(page(make_report(Material(archive(), ())), "空"))
    assert [told["id"] for tag, told in seen.tags if tag == "section"] == ["overview", "findings", "evidence"]
    assert [text for kind, text in seen.scripts] == [asset("draw.js")], "no charts, no library"


def test_unreadable_inputs_are_told(one: Made) -> None:
    inputs = [
        {"source": "望榆园区/2020年.doc", "status": "failed", "reason": "文件坏了 / the file is broken"},
        {"source": "望榆园区/封面.jpg", "status": "refused", "reason": "不支持 / no such format", "skipped": True},
        {"source": "望榆园区/2021年.txt", "status": "ok", "reason": ""},
    ]
    seen = Page(page(make_report(Material(one.archive, None, inputs)), "总结"))
    assert seen.tables["overview"][1] == [["文件", "结果", "原因"], ["望榆园区/2020年.doc", "出错", "文件坏了"]]
    assert "另有 1 个文件" in seen.texts["overview"]


def test_what_does_not_fit_is_not_linked(one: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarymine.report.report.ROOM", 60)
    report = make_report(Material(one.archive, one.findings))
    seen = Page(page(report, "总结"))
    assert report.unshown > 0
    assert f"另有 {report.unshown} 条记录的原文没有收入" in seen.texts["evidence"]
    assert {href for href, _ in seen.links} <= {f"#{name}" for name in seen.ids}


def test_many_rows_are_cut_and_counted() -> None:
    articles = []
    for at in range(70):
        for year in ("2021", "2022"):
            one = Article(f"第{at}工业园区", year)
            one.figure(f"{at + 1}亿元", "税收", f"{at + 1}e8", "元", indicator="tax")
            articles.append(one)
    seen = Page(page(make_report(Material(archive(*articles))), "总结"))
    assert len(seen.tables["panels"][0]) == 1 + 60
    assert "这里列 60 行，另有 80 行没有列出" in seen.texts["panels"]


def test_conflicting_figures_are_both_reachable() -> None:
    one = Article("望榆园区", "2021")
    one.say("税收")
    first = one.figure("3亿元", "税收", "3e8", "元", indicator="tax")
    one.say("。其中税收")
    second = one.figure("5亿元", "税收", "5e8", "元", indicator="tax")
    other = Article("望榆园区", "2022")
    other.figure("4亿元", "税收", "4e8", "元", indicator="tax")
    seen = Page(page(make_report(Material(archive(one, other))), "总结"))
    assert (f"#r-{first}", "3") in seen.links
    assert (f"#r-{second}", "另") in seen.links
