"""`summarymine run`: files become records and tables."""

from __future__ import annotations

import time
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarymine.cli.console import FAILED, OK, clear_errors, err, fail, progress
from summarymine.errors import SummaryMineError

if TYPE_CHECKING:
    from summarymine.engines.batch import Plan
    from summarymine.engines.leaf import Tally


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
    from summarymine.engines.batch import Settings, jobs_for  # wrong use should answer at once
    from summarymine.engines.run import prepare
    from summarymine.readers.ocr import find_tesseract
    from summarymine.store.ledger import sums
    from summarymine.store.lock import held

    started = time.monotonic()
    with clear_errors():
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
            with progress(len(prepared.plan.todo), quiet=quiet, verbose=verbose) as tell:

                def done(source: str, tally: Tally) -> None:
                    if tally.failures:
                        several = f"{tally.failures} 份 texts: " if tally.sources or tally.failures > 1 else ""
                        fail(source, several + tally.reason)
                    if tally.note and not quiet:
                        err.print(f"{source}: {tally.note}", markup=False, style="yellow")
                    tell(source, f"{tally.articles} 篇 articles, {tally.records} 条 records" if tally.sources else "")

                ledger = prepared.start(jobs=jobs, tell=done, fail=fail)
    counts = sums(ledger)
    if not quiet:
        articles = sum(entry.articles for entry in ledger)
        err.print(
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
