"""Projects and problems over the years."""

from __future__ import annotations

from summarymine.corpus.audit import audit
from tests.corpus.audited import archive, of_year


def found(*texts: dict[str, str]) -> list[tuple[str, str, str]]:
    """Kind, severity and message of all findings."""
    whole = {path: text for one in texts for path, text in one.items()}
    return [(finding.kind, finding.severity, finding.message) for finding in audit(archive(whole))]


def test_a_project_that_goes_backwards() -> None:
    assert found(of_year(2021, "望春面业项目8月竣工投产。"), of_year(2022, "望春面业项目正在办理用地手续。")) == [
        (
            "stage",
            "high",
            "望春面业项目：2021：建成（“望春面业项目8月竣工投产”）；2022：前期（“望春面业项目正在办理用地手续”），阶段倒退（建成→前期）",
        )
    ]


def test_a_project_that_goes_on() -> None:
    assert found(of_year(2021, "望春面业项目签约落户。"), of_year(2022, "望春面业项目8月竣工投产。")) == []


def test_finished_before_begun() -> None:
    assert found(of_year(2022, "望春面业项目2022年9月开工建设，2022年5月竣工投产。")) == [
        (
            "stage",
            "high",
            "望春面业项目：“望春面业项目2022年9月开工建设，2022年5月竣工投产”，竣工（2022年5月）早于开工（2022年9月）",
        )
    ]
    assert found(of_year(2022, "望春面业项目2021年9月开工建设，2022年5月竣工投产。")) == []


def test_signed_for_three_years() -> None:
    years = [of_year(year, "望春面业项目已签约。") for year in (2020, 2021, 2022)]
    assert found(*years) == [("project_stalled", "medium", "望春面业项目：2020、2021、2022年的总结都是签约，3年未进展")]
    assert found(*years[:2]) == []


def test_a_project_that_is_gone() -> None:
    signed, later = of_year(2020, "禾川面业项目已签约。"), [of_year(year, "税收5亿元。") for year in (2021, 2022)]
    assert found(signed, *later) == [("project_gone", "low", "禾川面业项目：2020：签约，2021、2022年的总结不再提起")]
    assert found(signed, later[0]) == []
    assert found(signed, later[0], of_year(2022, "禾川公司恢复生产。")) == []


def problem(year: int, words: str) -> dict[str, str]:
    return of_year(year, f"税收增长。\n\n二、存在的问题\n\n（一）{words}")


def test_a_problem_that_comes_back() -> None:
    texts = [problem(2020, "用地指标吃紧。"), problem(2021, "土地供需矛盾突出。"), problem(2023, "用地指标仍然吃紧。")]
    assert found(*texts) == [
        (
            "problem_recurring",
            "medium",
            "土地问题在3篇总结中反复出现：2020年“用地指标吃紧”；2021年“土地供需矛盾突出”；2023年“用地指标仍然吃紧”",
        )
    ]


def test_problems_that_only_share_a_category() -> None:
    assert found(problem(2020, "供热管网不完善。"), problem(2021, "学校医院配套滞后。")) == []


def test_a_problem_of_long_ago() -> None:
    assert found(problem(2012, "用地指标吃紧。"), problem(2021, "用地指标吃紧。")) == []
