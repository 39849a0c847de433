"""The command: what it prints, its exit status, and that bad input never ends in a traceback."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import summarymine as package
from summarymine.cli import app
from summarymine.pipes.problem_features import features
from summarymine.pipes.problem_model import load_model
from summarymine.records import KINDS, DocumentRecord, schema
from summarymine.store.database import load_records
from summarymine.store.jsonl import read_objects
from tests.command import summarymine
from tests.factory import TEXT

OTHER = "鹤鸣园区2020年工作总结\n全年实现税收2.4亿元，下降3%。\n"
ROOT = Path(__file__).parents[1]
DOC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)  # as a .doc begins that was renamed
ANSI = re.compile(r"\x1b\[")


def run(*args: object) -> Result:
    """The command in this process."""
    result = CliRunner().invoke(app, [str(arg) for arg in args])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two good texts, one of them in a folder of its own."""
    folder = tmp_path / "texts"
    (folder / "鹤鸣园区").mkdir(parents=True)
    (folder / "2019年总结.txt").write_text(TEXT, "utf-8")
    (folder / "鹤鸣园区" / "2020年总结.txt").write_bytes(OTHER.encode("gb18030"))
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture(scope="module")
def mined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results of both texts, for `show`."""
    top = tmp_path_factory.mktemp("mined")
    (top / "甲.txt").write_text(TEXT, "utf-8")
    (top / "乙.txt").write_text(OTHER, "utf-8")
    assert run("run", top / "甲.txt", top / "乙.txt", "-o", top / "out", "-q").exit_code == 0
    return top / "out"


def sources(out: Path) -> list[str]:
    return [record.source for record in load_records(out, ["document"])]


def failures(out: Path) -> dict[str, tuple[str, str]]:
    return {line["source"]: (line["stage"], line["reason"]) for line in read_objects(out / "failures.jsonl")}


def content(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}


# run: what it prints


def counted(out: Path, source: str) -> int:
    return sum(record.source == source for record in load_records(out))


def test_files_and_folders_are_mined_and_reported(folder: Path, out: Path, tmp_path: Path):
    (tmp_path / "单独.md").write_text("# 东岭园区2021年工作总结\n\n招商引资到位资金5亿元。\n", "utf-8")
    done = summarymine("run", folder, tmp_path / "单独.md", "--out", out, "--jobs", "1")
    assert done.returncode == 0
    assert sources(out) == ["2019年总结.txt", "鹤鸣园区/2020年总结.txt", "单独.md"]
    *lines, last = done.stderr.splitlines()
    assert lines == [
        f"[{place}/3] {source}: 1 篇 articles, {counted(out, source)} 条 records"
        for place, source in enumerate(sources(out), 1)
    ]
    assert re.fullmatch(
        r"3 个文件:3 个完成\(其中副本 0 个\),0 个部分完成,0 个不能读\(其中格式不识别 0 个\),0 个出错;3 篇总结,\d+\.\d 秒 / "
        r"3 files: 3 ok \(0 copies\), 0 partial, 0 refused \(0 of unknown formats\), 0 failed; 3 articles",
        last,
    )
    assert done.stdout.splitlines() == [
        str(out / name) for name in ("summarymine.xlsx", "summarymine.duckdb", "records.jsonl")
    ]
    assert not ANSI.search(done.stderr + done.stdout)
    assert all(Path(line).is_file() for line in done.stdout.splitlines())


def test_quiet_says_nothing_but_errors(folder: Path, out: Path):
    (folder / "空.txt").touch()
    result = run("run", folder, "-o", out, "-q")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "失败 / failed: 空.txt: 空文件 / the file is empty\n"


def test_an_input_without_texts_is_one_line_and_the_rest_is_mined(folder: Path, out: Path, tmp_path: Path):
    bare = tmp_path / "空文件夹"
    bare.mkdir()
    result = run("run", bare, folder, tmp_path / "没有", "-o", out, "-q")
    assert (result.exit_code, result.stdout) == (1, "")
    assert [line.startswith("失败 / failed: ") for line in result.stderr.splitlines()] == [True, True]
    assert str(bare) in result.stderr and str(tmp_path / "没有") in result.stderr
    assert sources(out) == ["2019年总结.txt", "鹤鸣园区/2020年总结.txt"]
    assert [line["source"] for line in read_objects(out / "failures.jsonl")] == [str(bare), str(tmp_path / "没有")]


def test_an_unknown_encoding_is_wrong_use(folder: Path, out: Path):
    result = run("run", folder, "-o", out, "--encoding", "klingon")
    assert result.exit_code == 2
    assert result.stderr == "错误 / error: 未知的编码 'klingon'，例如 gb18030、utf-8 / unknown encoding 'klingon'\n"
    assert not out.exists()


@pytest.mark.parametrize("args", [["--help"], ["schema"], ["show", "没有"]])
def test_a_console_of_a_narrow_encoding_shows_what_it_can(args: list[str]):
    done = summarymine(*args, env={"PYTHONIOENCODING": "ascii"})
    assert "Traceback" not in done.stderr
    assert done.returncode == (2 if "show" in args else 0)
    assert (done.stdout + done.stderr).isascii() and "\\u" in done.stdout + done.stderr


def on_a_terminal(*args: str | Path) -> tuple[int, str]:
    """Exit status of the command, and what it shows on a terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "summarymine", *map(str, args)]
    env = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    with subprocess.Popen(
        command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=theirs, start_new_session=True
    ) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                shown += (part := os.read(ours, 65536))
            except OSError:  # how Linux says that the other side is closed
                break
            if not part:
                break
        status = process.wait(timeout=60)
    os.close(ours)
    return status, shown.decode("utf-8", "replace")


def test_a_terminal_shows_a_bar_and_verbose_lines_instead(folder: Path, out: Path):
    status, shown = on_a_terminal("run", folder, "-o", out)
    assert status == 0
    assert "挖掘 / mining" in shown and "/2" in shown and "[1/2]" not in shown
    status, shown = on_a_terminal("run", folder, "-o", out, "--overwrite", "-v", "--jobs", "1")
    assert status == 0
    assert "挖掘 / mining" not in shown and "[1/2] 2019年总结.txt: 1 篇 articles" in shown


# run: some files fail, the rest is mined


def test_each_bad_file_is_one_line_and_the_rest_is_mined(folder: Path, out: Path):
    (folder / "空.txt").touch()
    (folder / "空白.txt").write_text(" \n\t\n", "utf-8")
    (folder / "旧.txt").write_bytes(DOC)
    (folder / "乱.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "断.txt").write_bytes(("园区全年完成税收3亿元，同比增长8%。" * 20).encode() + b"\xe5\x9b")
    (folder / "表.mdb").write_bytes(b"PK\x03\x04")
    done = summarymine("run", folder, "-o", out)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert sources(out) == ["2019年总结.txt", "鹤鸣园区/2020年总结.txt"]
    failed = failures(out)
    assert failed.keys() == {"空.txt", "空白.txt", "旧.txt", "乱.txt", "断.txt"}
    assert {stage for stage, _ in failed.values()} == {"read"}
    assert failed["空.txt"] == ("read", "空文件 / the file is empty")
    told = [line for line in done.stderr.splitlines() if line.startswith("失败 / failed: ")]
    assert sorted(told) == sorted(f"失败 / failed: {source}: {reason}" for source, (_, reason) in failed.items())
    said = json.loads((out / "run.json").read_text("utf-8"))
    assert said["ledger"] == {"ok": 2, "partial": 0, "refused": 6, "failed": 0, "inputs": 8, "copies": 0, "unknown": 1}
    assert [entry["source"] for entry in said["inputs"] if entry["skipped"]] == ["表.mdb"]
    assert said["articles"] == 2


def test_a_file_that_may_not_be_read(folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch):
    opened = Path.open

    def closed_to_us(path: Path, *args, **kwargs):  # to root no file is closed
        if path.name == "2019年总结.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", closed_to_us)
    result = run("run", folder, "-o", out)
    assert result.exit_code == 1
    assert "失败 / failed: 2019年总结.txt: 没有读取权限 / permission denied\n" in result.stderr
    assert sources(out) == ["鹤鸣园区/2020年总结.txt"]


def test_a_wrong_forced_encoding(folder: Path, out: Path):
    result = run("run", folder, "-o", out, "--encoding", "gb18030")
    assert (result.exit_code, sources(out)) == (1, ["鹤鸣园区/2020年总结.txt"])
    [(stage, reason)] = failures(out).values()
    assert stage == "read" and reason.startswith("无法按 gb18030 解码")
    assert f"失败 / failed: 2019年总结.txt: {reason}\n" in result.stderr


def test_an_old_file_name_and_a_narrow_terminal(folder: Path, out: Path):
    name = os.fsdecode("二〇一八年总结.txt".encode("gb18030"))  # as an archive from an old system unpacks
    (folder / name).write_text("山口园区2018年工作总结\n全年完成税收1.1亿元。\n", "utf-8")
    done = summarymine("run", folder, "-o", out, env={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    assert "二〇一八年总结.txt" in sources(out)


# run: what a manifest says


def documents(out: Path) -> dict[str, tuple[str, str, str, str]]:
    """Park and year of every article with their origins."""
    return {
        record.source: (record.park, record.park_origin, record.year, record.year_origin)
        for record in load_records(out, ["document"])
        if isinstance(record, DocumentRecord)
    }


def test_a_manifest_overrules_park_and_year(folder: Path, out: Path):
    (folder / "旧" / "2017年").mkdir(parents=True)
    (folder / "旧" / "2017年" / "扫描件.txt").write_text("工作总结\n5月，完成税收3亿元，增长8%。\n", "utf-8")
    listed = folder / "清单.csv"
    listed.write_bytes("路径,园区,年份\n旧\\,东岭园区,\n鹤鸣园区/2020年总结.txt,,2021\n".encode("gb18030"))
    result = run("run", folder, "-o", out, "--manifest", listed)
    assert result.exit_code == 0
    assert documents(out) == {
        "2019年总结.txt": ("望榆园区", "title", "2019", "title"),
        "旧/2017年/扫描件.txt": ("东岭园区", "manifest", "2017", "folder"),
        "鹤鸣园区/2020年总结.txt": ("鹤鸣园区", "title", "2021", "manifest"),
    }
    [date] = [record for record in load_records(out, ["date"]) if record.text == "5月"]
    assert date.value == "2017-05"
    told = next(r for r in load_records(out, ["document"]) if r.year == "2021")
    assert told.conflicts == "年份：清单 2021，标题 2020，文件名 2020"
    said = json.loads((out / "run.json").read_text("utf-8"))
    assert (said["manifest"], said["ledger"]["ok"], said["ledger"]["inputs"]) == (str(listed), 3, 3)


def test_a_path_of_a_manifest_without_a_file_is_reported(folder: Path, out: Path):
    listed = folder / "清单.csv"
    listed.write_text("path,year\n2018年总结.txt,2018\n2019年总结.txt,2019\n", "utf-8")
    result = run("run", folder, "-o", out, "--manifest", listed)
    assert result.exit_code == 1
    assert failures(out).keys() == {"2018年总结.txt"}
    stage, reason = failures(out)["2018年总结.txt"]
    assert stage == "manifest" and reason.startswith("清单里的这个路径没有读到文件")
    assert f"失败 / failed: 2018年总结.txt: {reason}\n" in result.stderr
    assert "2 个文件:2 个完成" in result.stderr


def test_a_manifest_that_only_gained_a_path_without_a_file_is_reported_again(folder: Path, out: Path):
    listed = folder / "清单.csv"
    for line, missed in (("", set()), ("2018年总结.txt,2018\n", {"2018年总结.txt"}), ("", set())):
        listed.write_text(f"path,year\n2019年总结.txt,2019\n{line}", "utf-8")
        assert run("run", folder, "-o", out, "--manifest", listed).exit_code == int(bool(missed))
        found = failures(out).keys() if (out / "failures.jsonl").is_file() else set()
        assert found == missed


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("path,year\n甲.txt,2019\n甲.txt,2020\n".encode(), "清单第 3 行：路径与第 2 行重复：甲.txt"),
        ("path,year\n甲.txt,明年\n".encode(), "清单第 2 行：年份要写成 2019：明年"),
        (b"\xff\xfe", "请另存为 CSV"),
        (None, "文件不存在 / no such file"),
    ],
)
def test_a_wrong_manifest_is_wrong_use(folder: Path, out: Path, data: bytes | None, said: str):
    if data is not None:
        (folder / "清单.csv").write_bytes(data)
    result = run("run", folder, "-o", out, "--manifest", folder / "清单.csv")
    assert (result.exit_code, result.stdout) == (2, "")
    [line] = result.stderr.splitlines()
    assert line.startswith("错误 / error: ") and said in line
    assert not out.exists()


# run: wrong use


@pytest.mark.parametrize(
    ("make", "args", "said"),
    [
        (lambda top: None, ["没有.txt"], "文件不存在 / no such file"),
        (lambda top: (top / "空").mkdir(), ["空"], "文件夹里没有可读的文件"),
        (lambda top: (top / "表.mdb").touch(), ["表.mdb"], "不支持的格式 .mdb"),
        (lambda top: (top / "圈.txt").symlink_to("圈.txt"), ["圈.txt"], "圈.txt"),
        (lambda top: None, ["好.txt", "--config", "没有"], "没有名为 没有 的配置 / there is no configuration 没有"),
    ],
)
def test_wrong_use_is_one_line_and_leaves_nothing(tmp_path: Path, monkeypatch, make, args, said):
    out = tmp_path / "out"
    (tmp_path / "好.txt").write_text(TEXT, "utf-8")
    make(tmp_path)
    monkeypatch.chdir(tmp_path)
    result = run("run", *args, "-o", out)
    assert (result.exit_code, result.stdout) == (2, "")
    [line] = result.stderr.splitlines()
    assert line.startswith("错误 / error: ") and said in line
    assert not out.exists()


def test_the_output_is_a_file(folder: Path, out: Path):
    out.write_text("Notizen", "utf-8")
    result = run("run", folder, "-o", out)
    assert result.exit_code == 2
    assert "输出位置是一个文件" in result.stderr
    assert out.read_text("utf-8") == "Notizen"


def test_earlier_results_are_replaced_only_when_asked(folder: Path, out: Path):
    assert run("run", folder, "-o", out).exit_code == 0
    before = content(out)
    result = run("run", folder / "鹤鸣园区", "-o", out)
    assert result.exit_code == 2
    assert "--overwrite" in result.stderr and len(result.stderr.splitlines()) == 1
    assert content(out) == before
    assert run("run", folder / "鹤鸣园区", "-o", out, "--overwrite").exit_code == 0
    assert sources(out) == ["2020年总结.txt"]


def test_interrupted_leaves_everything_as_it_was(folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch):
    assert run("run", folder, "-o", out).exit_code == 0
    before = content(out)

    def interrupted(*args: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("summarymine.engines.batch.mine_all", interrupted)
    result = run("run", folder, "-o", out, "--overwrite")
    assert result.exit_code == 130
    assert "已中断" in result.stderr
    assert content(out) == before


@pytest.mark.parametrize("args", [[], ["run"], ["run", "总结.txt"], ["mine"], ["run", "总结.txt", "-o", "x", "--no"]])
def test_usage(args: list[str]):
    assert run(*args).exit_code == 2


def test_a_fast_configuration_finds_figures_and_dates_only(folder: Path, out: Path):
    assert run("run", folder, "-o", out, "--config", "fast").exit_code == 0
    assert {record.record for record in load_records(out)} == {"document", "section", "indicator", "date"}


# show


def shown(*args: object) -> list[str]:
    """The records that `show` prints, each by its first line."""
    result = run("show", *args)
    assert result.exit_code == 0
    return [block.splitlines()[0] for block in re.split(r"\n\n(?=\S+ [0-9a-z-]+\n文件 )", result.stdout)]


def heads(out: Path, **wanted: str) -> list[str]:
    matches = [r for r in load_records(out) if all(getattr(r, key) == value for key, value in wanted.items())]
    return [f"{record.sheet} {record.id}" for record in matches]


def test_show_everything_and_by_source_and_kind(mined: Path):
    assert shown(mined) == heads(mined)
    assert shown(mined, "--source", "乙.txt") == heads(mined, source="乙.txt")
    assert shown(mined, "--kind", "indicator") == heads(mined, record="indicator")
    assert shown(mined, "--kind", "project", "--source", "甲.txt") == heads(mined, record="project")


def test_show_by_the_beginning_of_an_id(mined: Path):
    record = next(load_records(mined, ["project"]))
    assert shown(mined, record.id) == [f"项目 {record.id}"]
    begins = record.id[:3]
    assert shown(mined, begins) == [head for head in heads(mined) if head.split()[1].startswith(begins)]


def test_show_a_record_in_its_context(mined: Path):
    record = next(r for r in load_records(mined, ["indicator"]) if r.text == "35.6亿元")
    plain = run("show", mined, record.id, "--context", "9").stdout
    assert "指标名称 工业总产值" in plain and "全年完成工业总产值35.6亿元,同比增长8.5%" in plain
    assert not ANSI.search(plain)
    coloured = summarymine("show", mined, record.id, env={"FORCE_COLOR": "1", "TERM": "xterm"})
    assert re.search(r"\x1b\[[\d;]*43m35\.6亿元\x1b\[0m", coloured.stdout)


def test_show_stops_at_its_limit(mined: Path):
    result = run("show", mined, "--limit", "2")
    assert result.stdout.count("\n文件 ") == 2
    more = len(heads(mined)) - 2
    assert result.stderr == f"另有 {more} 条,用 --limit 多看 / {more} more, see --limit\n"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["zzz"], "没有符合的记录 / no record matches"),
        (["--source", "丙.txt"], "没有符合的记录 / no record matches"),
        (["--kind", "park"], "没有 park 这类记录 / no such kind: park"),
    ],
)
def test_nothing_to_show(mined: Path, args: list[str], said: str):
    result = run("show", mined, *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_show_where_nothing_was_mined(tmp_path: Path):
    result = run("show", tmp_path)
    assert result.exit_code == 2
    assert "这里没有结果" in result.stderr and len(result.stderr.splitlines()) == 1


# schema, version


def test_schema():
    assert json.loads(run("schema").stdout) == {kind: schema(kind) for kind in KINDS}
    assert json.loads(run("schema", "date").stdout) == schema("date")
    result = run("schema", "park")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "没有 park 这类记录" in result.stderr


def test_version():
    assert run("--version").stdout == f"summarymine {package.__version__}\n"


def test_help_names_every_command():
    result = run("--help")
    assert result.exit_code == 0
    assert all(name in result.stdout for name in ("run", "show", "schema", "evaluate", "train"))


def test_a_model_is_trained_with_a_card_and_never_overwritten_unasked(tmp_path: Path):
    corpus = ROOT / "corpora" / "labelled" / "problems.jsonl"
    few = tmp_path / "few.jsonl"
    few.write_text("".join(corpus.read_text("utf-8").splitlines(keepends=True)[:700]), "utf-8")
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "问题.txt").write_text("鹤鸣园区2020年工作总结\n一、存在的问题\n一是用地指标紧缺。\n", "utf-8")
    (folder / "坏.txt").write_bytes(DOC)
    model, card = tmp_path / "own" / "model.npz", tmp_path / "own" / "model.md"
    done = run("train", few, "-o", model, "--archive", folder)
    assert done.exit_code == 0 and done.stdout.splitlines() == [str(model), str(card)]
    assert "700 + 1 条" in done.stderr and "坏.txt" in done.stderr
    told = card.read_text("utf-8")
    assert "700 labelled statements" in told and "1 statements labelled by" in told
    own = load_model(model)
    wrong, well = (
        own.probability(own.known(features(s, "problem"))) for s in ("用地指标不足，项目落不了地", "道路全线通车")
    )
    assert wrong > 0.5 > well
    before = model.read_bytes()
    again = run("train", few, "-o", model)
    assert (again.exit_code, model.read_bytes()) == (2, before) and "--overwrite" in again.stderr
    assert run("train", few, "-o", tmp_path / "model.bin").exit_code == 2
    assert run("train", tmp_path / "none.jsonl", "-o", tmp_path / "new.npz").exit_code == 2
