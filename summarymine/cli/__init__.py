"""The command line: one verb a file, no logic of its own."""

from summarymine.cli.command import app, main

__all__ = ["app", "main"]
