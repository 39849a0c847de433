"""A report as one HTML file that needs nothing else: no network, no other file."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from summarymine import __version__
from summarymine.report.audited import SEVERITY_ZH
from summarymine.report.evidence import visible
from summarymine.report.model import Chart
from summarymine.report.words import number

if TYPE_CHECKING:
    from summarymine.report.report import Report


def page(report: Report, title: str) -> bytes:
    """The file's content.

    >>> from summarymine.report.report import Report
    >>> from summarymine.store.exports import Table
    >>> made = page(Report((), Table("面板", (), ()), (), frozenset(), {}, 0), "望榆园区<总结>")
    >>> made.decode().splitlines()[0], "<title>望榆园区&lt;总结&gt;</title>" in made.decode()
    ('<!doctype html>', True)
    """
    charts = any(True for section in report.sections for _ in section.charts())
    drawing = library() if charts else ""
    scripts = [script for script in (drawing, asset("draw.js")) if script]
    html = (
        _environment()
        .get_template("page.html")
        .render(
            report=report,
            title=title,
            version=__version__,
            style=Markup(asset("page.css")),  # ours
            scripts=[Markup(script) for script in scripts],  # ours
            policy=policy(scripts),
            severities=SEVERITY_ZH,
        )
    )
    return html.encode()


def policy(scripts: list[str]) -> str:
    """A Content Security Policy that runs these scripts, and nothing else, and asks nothing of any network."""
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(one.encode()).digest()).decode()}'" for one in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def library() -> str:
    """plotly's script, which draws the charts; it comes with plotly's package."""
    from plotly.offline import get_plotlyjs  # type: ignore[import-untyped]  # noqa: PLC0415  (0.1 s)

    return str(get_plotlyjs())


@cache
def asset(name: str) -> str:
    """The text of a file that comes with this package."""
    return (files(__package__) / "assets" / name).read_text("utf-8")


def _environment() -> Environment:
    made = Environment(
        loader=FunctionLoader(asset),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    made.filters |= {"number": number, "data": _data}
    return made


def _shown(value: Any) -> Any:
    """Every text on the page without what a page cannot show."""
    return visible(value) if type(value) is str else value


def _data(chart: Chart) -> Markup:
    """The figure of a chart as JSON that no markup can break out of."""
    text = visible(json.dumps(chart.figure, ensure_ascii=False, separators=(",", ":")))
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))
