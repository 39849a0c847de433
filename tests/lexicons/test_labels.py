import copy

import pytest

from summarymine.errors import LexiconError
from summarymine.lexicons import load_toml
from summarymine.lexicons.labels import coded_columns, load_labels, parse_labels

ORIGINS = {
    "title": "标题", "text": "正文", "signature": "落款", "file": "文件名", "folder": "文件夹", "manifest": "清单",
}  # fmt: skip
LABELS = {
    "measure": {"level": "数量", "growth": "增速", "change": "增减量", "share": "占比", "completion": "完成率"},
    "status": {"actual": "实际", "target": "目标", "forecast": "预计", "previous": "上期"},
    "bound": {"exact": "准确", "approx": "约数", "at_least": "不低于", "at_most": "不超过"},
    "basis": {"yoy": "同比", "mom": "环比", "other": "其他", "target": "目标"},
    "stage": {
        "planned": "谋划", "signed": "签约", "preparing": "前期", "building": "在建", "trial": "试产", "done": "建成",
        "stalled": "停滞",
    },
    "role": {
        "overview": "概况", "achievement": "成绩", "problem": "问题", "plan": "计划", "experience": "经验",
        "other": "其他",
    },
    "park_origin": ORIGINS,
    "year_origin": ORIGINS,
}  # fmt: skip


def test_every_code_of_the_contract_has_its_label():
    labels = load_labels()
    found = {column: {code: entry.label for code, entry in codes.items()} for column, codes in labels.codes.items()}
    assert found == LABELS
    assert coded_columns() == {column: tuple(found[column]) for column in coded_columns()}


def test_what_has_no_label_stays_as_it_is():
    labels = load_labels()
    assert labels.of("basis", "") == ""
    assert labels.of("category", "土地") == "土地"
    assert labels.of("name", "growth") == "growth"


def broken(change):
    data = copy.deepcopy(dict(load_toml("labels")))
    change(data)
    return data


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda d: d.update(mesure={}),
            "labels.toml: unknown key mesure (allowed: basis, bound, cover, ledger, measure, ",
        ),
        (lambda d: d.pop("stage"), "labels.toml [stage]: the table is missing"),
        (lambda d: d["stage"].pop("done"), "labels.toml [stage]: done missing"),
        (
            lambda d: d["status"].update(done={"label": "完成", "about": "…"}),
            "labels.toml [status]: unknown key done (allowed: actual, forecast, previous, target)",
        ),
        (lambda d: d["status"].update(actual="实际"), "labels.toml [status] actual: the table is missing"),
        (lambda d: d["status"]["actual"].update(zh="实际"), "unknown key zh (allowed: about, label)"),
        (lambda d: d["status"]["actual"].update(label=""), "label must be a text that is not empty"),
        (lambda d: d["status"]["actual"].update(label="目标"), "labels.toml [status]: two codes have the same label"),
        (lambda d: d["words"].update(masked=3), "labels.toml [words]: masked must be a text that is not empty"),
        (lambda d: d["sheets"].pop("date"), "labels.toml [sheets]: date missing"),
        (lambda d: d["cover"].update(titel="…"), "labels.toml [cover]: unknown key titel"),
    ],
)
def test_a_wrong_lexicon_is_refused_with_the_reason(change, message):
    with pytest.raises(LexiconError) as caught:
        parse_labels(broken(change))
    assert message in str(caught.value)
