"""The command line: one verb a command, no logic of its own."""

from __future__ import annotations

import io
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from summarymine import __version__
from summarymine.errors import SummaryMineError
from summarymine.records import KINDS, MEASURES, STATUSES, schema
from summarymine.store.names import BINARY, FORMATS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarymine.engines.batch import Plan
    from summarymine.engines.leaf import Tally

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="把工作总结变成数据表 / turn archives of Chinese work summaries into tables.",
)
_err = Console(stderr=True, highlight=False, soft_wrap=True)

OK, FAILED, WRONG_USE = 0, 1, 2


def _version(value: bool) -> None:
    if value:
        typer.echo(f"summarymine {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[  # handled by its callback
        bool, typer.Option("--version", callback=_version, is_eager=True, help="版本 / print the version.")
    ] = False,
) -> None:
    pass


@contextmanager
def _clear_errors() -> Iterator[None]:
    """Errors on purpose become one line and exit status 2."""
    try:
        yield
    except SummaryMineError as error:
        _err.print(f"错误 / error: {error}", markup=False, style="red")
        raise typer.Exit(WRONG_USE) from None
    except KeyboardInterrupt:
        _err.print(
            "已中断,已有结果未改动;再运行同样的命令就接着做 / interrupted, results are as they were; the same command goes on",
            style="yellow",
        )
        raise typer.Exit(130) from None


@app.command()
def run(
    inputs: Annotated[list[Path], typer.Argument(metavar="INPUT...", help="文件或文件夹 / files and folders.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="OUT", help="输出文件夹 / output folder.")],
    encoding: Annotated[str | None, typer.Option(help="强制编码,如 gb18030 / force an encoding.")] = None,
    manifest: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="CSV：路径,园区,年份，以它为准 / a CSV that overrules park and year."),
    ] = None,
    config: Annotated[str, typer.Option(help="default、fast 或 .cfg 文件 / a configuration.")] = "default",
    jobs: Annotated[int, typer.Option("--jobs", "-j", help="进程数,0 为自动 / processes, 0 for as many as fit.")] = 0,
    timeout: Annotated[float, typer.Option(metavar="SECONDS", help="每份文件的时限 / the limit for one text.")] = 60.0,
    no_ocr: Annotated[
        bool, typer.Option("--no-ocr", help="不用 tesseract 读扫描件 / do not read scans with tesseract.")
    ] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="全部重做,替换已有结果 / redo, replace results.")
    ] = False,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="重做上次失败的文件 / mine again what failed before.")
    ] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="去掉已不在的文件的记录 / drop records of files that are gone.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只列出会读什么 / only list what would be read.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="只报错误 / errors only.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="逐个文件报告 / a line for each file.")] = False,
) -> None:
    """读取文件,写出记录和表格;中断后同样的命令接着做 / read files, write records and tables; the same command goes on."""
    from summarymine.engines.batch import Settings, jobs_for  # noqa: PLC0415  # wrong use should answer at once
    from summarymine.engines.run import prepare  # noqa: PLC0415
    from summarymine.readers.ocr import find_tesseract  # noqa: PLC0415
    from summarymine.store.ledger import sums  # noqa: PLC0415
    from summarymine.store.lock import held  # noqa: PLC0415

    started = time.monotonic()
    with _clear_errors():
        if not timeout > 0:
            raise SummaryMineError(f"--timeout 要大于 0 / --timeout must be more than 0: {timeout:g}")
        jobs = jobs_for(jobs)
        settings = Settings(config, encoding, seconds=timeout, ocr=None if no_ocr else find_tesseract())
        with nullcontext() if dry_run and not out.exists() else held(out):
            prepared = prepare(
                inputs, out, settings, overwrite=overwrite, retry_failed=retry_failed, prune=prune, manifest=manifest
            )
            if dry_run:
                _list(prepared.plan)
                return
            with _progress(len(prepared.plan.todo), quiet=quiet, verbose=verbose) as tell:

                def done(source: str, tally: Tally) -> None:
                    if tally.failures:
                        several = f"{tally.failures} 份 texts: " if tally.sources or tally.failures > 1 else ""
                        _fail(source, several + tally.reason)
                    if tally.note and not quiet:
                        _err.print(f"{source}: {tally.note}", markup=False, style="yellow")
                    tell(source, f"{tally.articles} 篇 articles, {tally.records} 条 records" if tally.sources else "")

                ledger = prepared.start(jobs=jobs, tell=done, fail=_fail)
    counts = sums(ledger)
    if not quiet:
        articles = sum(entry.articles for entry in ledger)
        _err.print(
            f"{counts['inputs']} 个文件:{counts['ok']} 个完成(其中副本 {counts['copies']} 个),{counts['partial']} 个部分完成,"
            f"{counts['refused']} 个不能读(其中格式不识别 {counts['unknown']} 个),{counts['failed']} 个出错;"
            f"{articles} 篇总结,{time.monotonic() - started:.1f} 秒 / "
            f"{counts['inputs']} files: {counts['ok']} ok ({counts['copies']} copies), {counts['partial']} partial, "
            f"{counts['refused']} refused ({counts['unknown']} of unknown formats), {counts['failed']} failed; "
            f"{articles} articles"
        )
        for name in ("summarymine.xlsx", "summarymine.duckdb", "records.jsonl"):
            typer.echo(str(out / name))
    failed = any(entry.reason and not entry.skipped for entry in ledger) or (out / "failures.jsonl").is_file()
    raise typer.Exit(FAILED if failed else OK)


def _fail(source: str, reason: str) -> None:
    _err.print(f"失败 / failed: {source}: {reason}", markup=False, style="red")


def _list(planned: Plan) -> None:
    """What a run would read: a line for each input."""
    todo = {file.relative for file in planned.todo}
    for entry in planned.entries:
        if entry.source in todo:
            what = "要读 / to be read"
        elif entry.copy_of:
            what = f"与 {entry.copy_of} 相同 / a copy of it"
        elif entry.key:
            what = "已处理过 / done before"
        else:
            what = entry.reason
        typer.echo(f"{entry.source}\t{what}")


class _Rate(ProgressColumn):
    """Files in a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f} 个/秒" if task.speed else "")


@contextmanager
def _progress(total: int, *, quiet: bool, verbose: bool) -> Iterator[Any]:
    """A bar on a terminal, plain lines when piped or asked for, nothing when quiet."""
    if quiet:
        yield lambda _source, _what: None
    elif verbose or not _err.is_terminal:
        done = 0

        def line(source: str, what: str) -> None:
            nonlocal done
            done += 1
            if what:
                _err.print(f"[{done}/{total}] {source}: {what}", markup=False)

        yield line
    else:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
        with Progress(*columns, console=_err, transient=True) as bar:
            task = bar.add_task("挖掘 / mining", total=total)
            yield lambda _source, _what: bar.advance(task)


@app.command()
def show(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="run 写出的文件夹 / a folder that run wrote.")],
    record: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="记录编号或其开头 / an id or its beginning.")
    ] = None,
    source: Annotated[str | None, typer.Option(help="只看这个文件 / records of this file only.")] = None,
    kind: Annotated[str | None, typer.Option(help=f"只看一类 / one kind: {', '.join(KINDS)}.")] = None,
    context: Annotated[int, typer.Option(min=0, max=2000, help="上下文字数 / characters of context.")] = 60,
    limit: Annotated[int, typer.Option(min=1, help="最多几条 / how many at most.")] = 50,
) -> None:
    """在原文中查看记录,证据高亮 / show records in their context."""
    from summarymine.show import find, render  # noqa: PLC0415
    from summarymine.store.database import load_records, load_sources  # noqa: PLC0415

    console = Console(highlight=False)
    with _clear_errors():
        if kind is not None and kind not in KINDS:
            raise SummaryMineError(f"没有 {kind} 这类记录 / no such kind: {kind} (there are {', '.join(KINDS)})")
        sources: dict[str, Any] = {}
        shown = more = 0
        for item in find(load_records(out, [kind] if kind else None), record, source):
            if shown == limit:
                more += 1
                continue
            if item.source not in sources:
                sources = load_sources(out, [item.source])
            console.print(render(item, sources[item.source], context), soft_wrap=True)
            console.print()
            shown += 1
        if not shown:
            raise SummaryMineError("没有符合的记录 / no record matches")
        if more:
            _err.print(f"另有 {more} 条,用 --limit 多看 / {more} more, see --limit")


_Out = Annotated[Path, typer.Argument(metavar="OUT", help="run 写出的文件夹 / a folder that run wrote.")]
_Parks = Annotated[
    Path | None, typer.Option("--parks", metavar="FILE", help="CSV：名称,园区，哪些名称是一个园区 / names of one park.")
]
_To = Annotated[
    Path | None,
    typer.Option("--out", "-o", metavar="FILE", help="写到文件,缺省为标准输出 / a file, else standard output."),
]
_Replace = Annotated[bool, typer.Option("--overwrite", help="替换已有文件 / replace the file.")]


@app.command()
def compare(
    out: _Out,
    indicator: Annotated[
        list[str] | None, typer.Option(help="指标:标识、名称或其一部分 / id, name or part of it.")
    ] = None,
    park: Annotated[list[str] | None, typer.Option(help="园区名称或其一部分 / a park, or part of its name.")] = None,
    year: Annotated[list[str] | None, typer.Option(help="2019 或 2015-2023 / years.")] = None,
    measure: Annotated[list[str] | None, typer.Option(help=f"口径: {', '.join(MEASURES)}.")] = None,
    status: Annotated[list[str] | None, typer.Option(help=f"状态: {', '.join(STATUSES)}.")] = None,
    wide: Annotated[
        bool, typer.Option("--wide", help="并列对照,不是一行一数 / side by side, not a figure a row.")
    ] = False,
    by: Annotated[str, typer.Option(help="并列时以什么为列: year, park, indicator / columns of --wide.")] = "year",
    derived: Annotated[bool, typer.Option("--derived", help="加上算得的增速和完成率 / add computed rates.")] = False,
    parks: _Parks = None,
    form: Annotated[str | None, typer.Option("--format", help=f"{', '.join(FORMATS)}.")] = None,
    to: _To = None,
    overwrite: _Replace = False,
) -> None:
    """跨年份、跨园区比较指标 / compare indicators across years and parks."""
    from summarymine.corpus.archive import load_archive  # noqa: PLC0415
    from summarymine.corpus.query import Query  # noqa: PLC0415
    from summarymine.corpus.tables import comparison  # noqa: PLC0415
    from summarymine.readers.files import load_names  # noqa: PLC0415
    from summarymine.store.exports import exported  # noqa: PLC0415

    with _clear_errors():
        form = _format(form, to, overwrite=overwrite)
        query = Query(indicator or (), park or (), year or (), measure or (), status or ())
        archive = load_archive(out, load_names(parks) if parks else None)
        tables = comparison(archive, query, by=by if wide else "", derived=derived)
        _write(exported(tables, form), to)


@app.command()
def names(
    out: _Out,
    least: Annotated[
        int, typer.Option(min=1, help="一组至少有这么多条数字 / groups with so many figures at least.")
    ] = 2,
    parks: _Parks = None,
    form: Annotated[str | None, typer.Option("--format", help=f"{', '.join(FORMATS)}.")] = None,
    to: _To = None,
    overwrite: _Replace = False,
) -> None:
    """把标准指标里没有的名称归组,供人判断 / group the names that the taxonomy lacks, for a person to decide."""
    from summarymine.corpus.archive import load_archive  # noqa: PLC0415
    from summarymine.corpus.names import proposals  # noqa: PLC0415
    from summarymine.readers.files import load_names  # noqa: PLC0415
    from summarymine.store.exports import exported  # noqa: PLC0415

    with _clear_errors():
        form = _format(form, to, overwrite=overwrite)
        archive = load_archive(out, load_names(parks) if parks else None)
        _write(exported([proposals(archive.facts, least)], form), to)


@app.command()
def audit(
    out: _Out,
    form: Annotated[
        str | None, typer.Option("--format", help=f"table, {', '.join(FORMATS)}.", show_default="table")
    ] = None,
    kind: Annotated[
        list[str] | None, typer.Option(metavar="K", help="只看这类,见 docs/audit.md / of this kind.")
    ] = None,
    severity: Annotated[list[str] | None, typer.Option(metavar="S", help="high, medium, low.")] = None,
    parks: _Parks = None,
    to: _To = None,
    overwrite: _Replace = False,
) -> None:
    """查出不可能都对的数、反复出现的问题、停滞的项目 / find figures that cannot be right, problems that come back."""
    from summarymine.corpus.archive import load_archive  # noqa: PLC0415
    from summarymine.corpus.audit import audit as audited  # noqa: PLC0415
    from summarymine.corpus.audit.tables import chosen, findings_table, grid  # noqa: PLC0415
    from summarymine.readers.files import load_names  # noqa: PLC0415
    from summarymine.store.exports import exported  # noqa: PLC0415

    with _clear_errors():
        form = _format(form or (None if to else "table"), to, overwrite=overwrite, more=("table",))
        if form == "table" and to is not None:
            raise SummaryMineError("table 只写到标准输出 / table goes to standard output")
        chosen([], kind or (), severity or ())
        archive = load_archive(out, load_names(parks) if parks else None, whole=True)
        findings = chosen(audited(archive), kind or (), severity or ())
        if form == "table":
            Console(highlight=False).print(grid(findings, archive))
        else:
            _write(exported([findings_table(findings, archive)], form), to)


@app.command()
def reuse(
    inputs: Annotated[
        list[Path],
        typer.Argument(metavar="OUT", help="run 写出的文件夹,或直接给文件 / a folder that run wrote, or files."),
    ],
    form: Annotated[
        str | None, typer.Option("--format", help=f"table, {', '.join(FORMATS)}.", show_default="table")
    ] = None,
    articles: Annotated[
        bool, typer.Option("--articles", help="每篇有多少是复用 / what of each article stood before.")
    ] = False,
    groups: Annotated[
        bool, typer.Option("--groups", help="一份多抄的模板和副本 / templates with their copies.")
    ] = False,
    figures: Annotated[
        bool, typer.Option("--figures", help="复用中的数据,照抄的可疑 / figures inside reused passages.")
    ] = False,
    lexicon: Annotated[bool, typer.Option("--lexicon", help="套话表 / phrases that recur in many articles.")] = False,
    least_articles: Annotated[int, typer.Option(min=2, help="套话至少见于几篇 / a phrase is in so many articles.")] = 3,
    least_parks: Annotated[int, typer.Option(min=1, help="至少见于几个园区 / of so many parks.")] = 2,
    strip: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="写出去掉套话的文本和记录 / write texts and records without such phrases."),
    ] = None,
    tier: Annotated[str | None, typer.Option(help="reuse 或 shared sentence,缺省都要 / one tier only.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="table 最多几段 / passages of a table at most.")] = 50,
    parks: _Parks = None,
    to: _To = None,
    overwrite: _Replace = False,
) -> None:
    """哪些段落是抄来的,从哪里抄,只改了哪些数 / which passages were copied, from where, and what changed in them."""
    from summarymine.readers.files import load_names  # noqa: PLC0415
    from summarymine.reuse.archive import load_reuse  # noqa: PLC0415
    from summarymine.reuse.views import shown, without_boilerplate  # noqa: PLC0415
    from summarymine.store.database import load_records  # noqa: PLC0415
    from summarymine.store.exports import exported  # noqa: PLC0415

    views = [
        name
        for name, asked in (("articles", articles), ("groups", groups), ("figures", figures), ("lexicon", lexicon))
        if asked
    ]
    with _clear_errors(), _mined(inputs) as out:
        if len(views) > 1:
            raise SummaryMineError(f"一次只看一样 / one of them at a time: {', '.join(views)}")
        form = _format(form or (None if to else "table"), to, overwrite=overwrite, more=("table",))
        if form == "table" and to is not None:
            raise SummaryMineError("table 只写到标准输出 / table goes to standard output")
        for path in (strip / "texts.jsonl", strip / "records.jsonl") if strip else ():
            _check_free(path, overwrite=overwrite)
        found = load_reuse(out, load_names(parks) if parks else None)
        if strip:
            for name, data in without_boilerplate(found, load_records(out), least_articles, least_parks):
                _write(data, strip / name)
                typer.echo(str(strip / name))
            return
        made = shown(found, *views, form=form, tier=tier, limit=limit, least=(least_articles, least_parks))
        if isinstance(made, list):
            _write(exported(made, form), to)
        else:
            Console(highlight=False).print(made)


@contextmanager
def _mined(inputs: Sequence[Path]) -> Iterator[Path]:
    """The output folder that was given, or one that the inputs are mined into, for as long as it is needed."""
    from summarymine.engines.batch import Settings  # noqa: PLC0415
    from summarymine.engines.run import prepare  # noqa: PLC0415
    from summarymine.store.names import DATABASE  # noqa: PLC0415

    if len(inputs) == 1 and ((inputs[0] / DATABASE).is_file() or not inputs[0].exists()):
        yield inputs[0]
        return
    with tempfile.TemporaryDirectory() as folder:
        prepare(inputs, Path(folder), Settings("default", None)).start(jobs=1, tell=lambda *_: None, fail=_fail)
        yield Path(folder)


def _format(form: str | None, to: Path | None, *, overwrite: bool, more: Sequence[str] = ()) -> str:
    """The format asked for, else that of the file's name, else CSV; wrong use is told before any work is done."""
    found = form or (to.suffix.removeprefix(".").lower() if to else "csv")
    if found not in (*FORMATS, *more):
        raise SummaryMineError(
            f"没有 {found} 这种格式 / no such format: {found} (there are {', '.join((*FORMATS, *more))})"
        )
    if to is None and found in BINARY:
        raise SummaryMineError(f"{found} 要用 -o 写到文件 / {found} wants a file, see -o")
    if to is not None:
        _check_free(to, overwrite=overwrite)
    return found


def _check_free(to: Path, *, overwrite: bool) -> None:
    if to.exists() and not overwrite:
        raise SummaryMineError(f"已存在,用 --overwrite 替换 / exists, see --overwrite: {to}")


def _write(data: bytes, to: Path | None) -> None:
    """Data to a file or to standard output."""
    from summarymine.store.whole import replace_file  # noqa: PLC0415

    if to is None:
        sys.stdout.buffer.write(data)
        return
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        replace_file(to, data)
    except OSError as error:
        raise SummaryMineError(f"写不进 / cannot be written: {to}: {error}") from error


@app.command()
def report(
    out: _Out,
    to: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="report.html 或 report.xlsx / the file.")],
    form: Annotated[
        str | None,
        typer.Option(
            "--format", help="html,或 xlsx:另在旁边写一份同名 .html,表中数字链接到它 / or xlsx, with its page."
        ),
    ] = None,
    parks: _Parks = None,
    overwrite: _Replace = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="不显示进度 / no progress.")] = False,
) -> None:
    """写成一份离线报告:图表、排名、问题、项目、疑点,都带原文 / an offline report with charts and evidence."""
    from summarymine.corpus.archive import load_archive  # noqa: PLC0415
    from summarymine.corpus.audit import audit  # noqa: PLC0415
    from summarymine.readers.files import load_names  # noqa: PLC0415
    from summarymine.report.material import Material  # noqa: PLC0415
    from summarymine.report.page import page  # noqa: PLC0415
    from summarymine.report.report import make_report  # noqa: PLC0415
    from summarymine.report.reused import reused  # noqa: PLC0415
    from summarymine.report.workbook import workbook  # noqa: PLC0415
    from summarymine.reuse.archive import compared  # noqa: PLC0415
    from summarymine.reuse.found import found_in  # noqa: PLC0415
    from summarymine.store.database import find_records  # noqa: PLC0415
    from summarymine.store.exports import exported  # noqa: PLC0415
    from summarymine.store.output import read_run  # noqa: PLC0415

    def tell(what: str) -> None:
        if not quiet:
            _err.print(what, markup=False)

    with _clear_errors():
        form = form or to.suffix.removeprefix(".").lower()
        if form not in ("html", "xlsx"):
            raise SummaryMineError(f"报告是 .html 或 .xlsx / a report is .html or .xlsx: {to}")
        web = to.with_suffix(".html") if form == "xlsx" else to
        if form == "xlsx" and (to == web or "#" in web.name):
            raise SummaryMineError(f"工作簿要叫 .xlsx,名字里不能有 # / a workbook ends in .xlsx, without a #: {to}")
        files = [web] if form == "html" else [to, web]
        for path in files:
            _check_free(path, overwrite=overwrite)
        tell("读结果 / reading the results …")
        archive = load_archive(out, load_names(parks) if parks else None, whole=True)
        tell(f"审核 {len(archive.documents)} 篇、{len(archive.facts)} 个数据 / auditing …")
        material = Material(archive, audit(archive), read_run(out).get("inputs", ()))
        tell("比对复用 / comparing passages …")
        reuse = compared(archive, find_records(out, "section"))
        section = reused(material, reuse, found_in(reuse))
        made = make_report(material, [section] if section else [])
        tell("写报告 / writing the report …")
        title = f"{out.resolve().name} 工作总结报告"
        _write(page(made, title), web)
        if form == "xlsx":
            _write(exported(workbook(made, web.name), "xlsx"), to)
        for path in files:
            typer.echo(str(path))


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="标注文件夹 / a folder of labelled articles.")],
    records: Annotated[
        Path,
        typer.Argument(
            metavar="RECORDS", help="run 写出的文件夹或 .jsonl 文件 / a folder that run wrote, or its file."
        ),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON / print JSON.")] = False,
    errors: Annotated[
        str | None, typer.Option(metavar="KIND", help="列出一类错误,或 all / list errors of one kind, or all.")
    ] = None,
    doc: Annotated[str, typer.Option(metavar="ID", help="只看这篇 / this article only.")] = "",
) -> None:
    """对照标注给记录打分 / score records against labels."""
    from summarymine.evaluate.files import read_articles, read_findings  # noqa: PLC0415
    from summarymine.evaluate.report import error_lines, render  # noqa: PLC0415
    from summarymine.evaluate.scores import ERRORS, Evaluation  # noqa: PLC0415

    with _clear_errors():
        if errors not in (None, "all", *ERRORS):
            kinds = ", ".join(("all", *ERRORS))
            raise SummaryMineError(f"没有 {errors} 这类错误 / no such kind of errors: {errors} (there are {kinds})")
        evaluation = Evaluation(read_articles(gold, doc), read_findings(records))
        scores, found = evaluation.scores(), evaluation.errors()
        if as_json:
            sys.stdout.write(json.dumps(scores, ensure_ascii=False, indent=1) + "\n")
        else:
            Console(highlight=False).print(render(scores))
        if errors is not None:
            listed = {kind: lines for kind, lines in found.items() if errors in ("all", kind)}
            sys.stdout.writelines(f"{line}\n" for line in error_lines(listed))


@app.command()
def train(
    statements: Annotated[
        Path,
        typer.Argument(metavar="STATEMENTS", help="标注语句,如 corpora/labelled/problems.jsonl / labelled statements."),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="模型文件 .npz / the model's file.")],
    headings: Annotated[
        Path | None, typer.Option(metavar="FILE", help="标注标题,如 corpora/labelled/section_roles.jsonl / headings.")
    ] = None,
    archive: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="DIR", help="自己的档案,问题章节作弱标注 / an archive of one's own, labelled by its headings."
        ),
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="替换已有模型 / replace an earlier model.")] = False,
) -> None:
    """训练问题分类模型,并写出模型卡 / train the model of problems, and write its card beside it."""
    from summarymine.engines.reading import read_files  # noqa: PLC0415
    from summarymine.learn.card import model_card  # noqa: PLC0415  # scikit-learn is slow to import
    from summarymine.learn.corpus import read_headings, read_statements  # noqa: PLC0415
    from summarymine.learn.distant import distant_statements  # noqa: PLC0415
    from summarymine.learn.problems import cross_validate, lesson  # noqa: PLC0415
    from summarymine.learn.problems import train as fit  # noqa: PLC0415
    from summarymine.pipes.problem_model import model_bytes  # noqa: PLC0415
    from summarymine.readers.files import discover  # noqa: PLC0415
    from summarymine.store.failures import Failure  # noqa: PLC0415
    from summarymine.store.whole import replace_file  # noqa: PLC0415

    with _clear_errors():
        card = out.with_suffix(".md")
        if out.suffix != ".npz":
            raise SummaryMineError(f"模型文件以 .npz 结尾 / a model's file ends in .npz: {out}")
        for path in (out, card):
            if path.exists() and not overwrite:
                raise SummaryMineError(f"已存在,用 --overwrite 替换 / exists, see --overwrite: {path}")
        labelled = read_statements(statements)
        named = read_headings(headings) if headings else []
        found = [file for file in discover(archive) if not file.skipped] if archive else []
        distant = []
        with _progress(len(found), quiet=False, verbose=False) as tell:
            for source in read_files(found):
                if isinstance(source, Failure):
                    _fail(source.source, source.reason)
                    continue
                try:
                    told = list(distant_statements(source))
                except Exception as error:  # one bad text must not end the training
                    _fail(source.path, f"{type(error).__name__}: {error}")
                    told = []
                distant += told
                tell(source.path, f"{len(told)} 条语句 statements")
        _err.print(f"训练 / training: {len(labelled)} + {len(distant)} 条 / statements", markup=False)
        extra = lesson(labelled, named, distant)
        model = fit([*labelled, *(s for s, _ in extra)], [1.0] * len(labelled) + [weight for _, weight in extra])
        _err.print("交叉验证 / cross-validation …", markup=False)
        rates = cross_validate(labelled, extra=extra)
        out.parent.mkdir(parents=True, exist_ok=True)
        weights = model_bytes(model)
        replace_file(card, model_card(labelled, distant, rates, weights, date.today()).encode())
        replace_file(out, weights)
    typer.echo(str(out))
    typer.echo(str(card))


@app.command("schema")
def schema_command(
    kind: Annotated[str | None, typer.Argument(help="记录种类,缺省为全部 / a record kind; all if left out.")] = None,
) -> None:
    """打印记录的 JSON Schema / print the JSON schemas of the records."""
    with _clear_errors():
        if kind is not None and kind not in KINDS:
            raise SummaryMineError(f"没有 {kind} 这类记录 / no such kind: {kind} (there are {', '.join(KINDS)})")
        shown = schema(kind) if kind else {name: schema(name) for name in KINDS}
        sys.stdout.write(json.dumps(shown, ensure_ascii=False, indent=2) + "\n")


def main() -> None:
    """The entry point of the ``summarymine`` command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a console of a narrow encoding shows what it can
    app()


if __name__ == "__main__":
    main()
