"""summarymine turns archives of Chinese work summaries (工作总结) into tables.

import summarymine
nlp = summarymine.load()
doc = nlp(text)                                    # doc._.records
frames = summarymine.records_to_frames(summarymine.mine("archive/"))
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summarymine.api import load, mine, mine_text, records_to_frames

__version__ = "0.1.0"
__all__ = ["__version__", "load", "mine", "mine_text", "records_to_frames"]


def __getattr__(name: str) -> Any:
    # The API brings spaCy with it, which a look at the version or the schemas need not wait for.
    if name in __all__:
        from summarymine import api  # noqa: PLC0415

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
