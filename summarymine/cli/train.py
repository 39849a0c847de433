"""`summarymine train`: the model of problems, made anew."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from summarymine.cli.console import clear_errors, err, fail, progress
from summarymine.cli.output import check_free
from summarymine.errors import SummaryMineError


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
    from summarymine.engines.reading import read_files
    from summarymine.learn.card import model_card  # scikit-learn is slow to import
    from summarymine.learn.corpus import read_headings, read_statements
    from summarymine.learn.distant import distant_statements
    from summarymine.learn.problems import cross_validate, lesson
    from summarymine.learn.problems import train as fit
    from summarymine.pipes.problem_model import model_bytes
    from summarymine.readers.files import discover
    from summarymine.store.failures import Failure
    from summarymine.store.whole import replace_file

    with clear_errors():
        card = out.with_suffix(".md")
        if out.suffix != ".npz":
            raise SummaryMineError(f"模型文件以 .npz 结尾 / a model's file ends in .npz: {out}")
        for path in (out, card):
            check_free(path, overwrite=overwrite)
        labelled = read_statements(statements)
        named = read_headings(headings) if headings else []
        found = [file for file in discover(archive) if not file.skipped] if archive else []
        distant = []
        with progress(len(found), quiet=False, verbose=False) as tell:
            for source in read_files(found):
                if isinstance(source, Failure):
                    fail(source.source, source.reason)
                    continue
                try:
                    told = list(distant_statements(source))
                except Exception as error:  # one bad text must not end the training
                    fail(source.path, f"{type(error).__name__}: {error}")
                    told = []
                distant += told
                tell(source.path, f"{len(told)} 条语句 statements")
        err.print(f"训练 / training: {len(labelled)} + {len(distant)} 条 / statements", markup=False)
        extra = lesson(labelled, named, distant)
        model = fit([*labelled, *(s for s, _ in extra)], [1.0] * len(labelled) + [weight for _, weight in extra])
        err.print("交叉验证 / cross-validation …", markup=False)
        rates = cross_validate(labelled, extra=extra)
        out.parent.mkdir(parents=True, exist_ok=True)
        weights = model_bytes(model)
        replace_file(card, model_card(labelled, distant, rates, weights, date.today()).encode())
        replace_file(out, weights)
    typer.echo(str(out))
    typer.echo(str(card))
