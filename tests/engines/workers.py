"""A worker that misbehaves on demand: ``python -m tests.engines.workers``, by the names of the files it is given."""

from __future__ import annotations

import json
import os
import sys
import time

from summarymine.document import Source
from summarymine.engines.frames import receive, send
from summarymine.engines.leaf import mined_lines


def main() -> None:
    """Answer tasks: one source for a file, three for one called 三…; hang or die at what is called 停 or 死."""
    answers = sys.stdout.buffer
    send(answers, b'{"kind": "ready"}')
    while (task := receive(sys.stdin.buffer)) is not None:
        data = json.loads(task)
        name = data["relative"]
        for part in range(data["skip"], 3 if name.startswith("三") else 1):
            if "停" in name and part in (0, 1):
                time.sleep(600)
            if "死" in name and part == 1:
                os._exit(9)
            head = {"kind": "mined", "tally": {"sources": 1, "articles": 1, "records": 0}}
            send(answers, json.dumps(head).encode())
            send(answers, b"".join(mined_lines(Source(f"{name}/{part}", "税收"), [])))
        send(answers, b'{"kind": "end"}')


if __name__ == "__main__":
    main()
