from __future__ import annotations

from summarymine.report.crosstab import crosstab


def test_many_years_stand_below_each_other() -> None:
    years = [str(year) for year in range(2001, 2015)]
    grid = crosstab("问题类别", ("类别", "年份"), ["土地", "资金"], years, {("资金", "2002"): 3, ("土地", "2014"): 1})
    assert grid.heads == ("年份", "土地", "资金", "合计")
    shown = {row[0].value: [cell.value for cell in row[1:]] for row in grid.rows}
    assert list(shown) == years
    assert (shown["2001"], shown["2002"], shown["2014"]) == (["", "", 0], ["", 3, 3], [1, "", 1])
