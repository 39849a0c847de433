"""``python -m summarymine`` is the ``summarymine`` command."""

from summarymine.cli import main

main()
