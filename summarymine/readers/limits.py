"""How much of a file is read: what lies beyond is an accident or an attack, and is refused with a clear line."""

from __future__ import annotations

MIB = 1024 * 1024

MAX_BYTES = 64 * MIB
"""The largest file or member of an archive that is read, in bytes: a summary has thousands."""

MAX_TOTAL = 2048 * MIB
"""What the members of one archive may unpack to, all together and at every depth, in bytes."""

MAX_RATIO = 100
"""How many times its packed size a member may unpack to, beyond `FREE`."""

FREE = MIB
"""What a member may unpack to whatever its ratio, in bytes: a page of blanks packs very well."""

FREE_PARTS = 16 * MIB
"""What the parts of one document may unpack to, all together, whatever their ratio, in bytes: in the XML of a large
honest table every cell says the same (LibreOffice's `.ods` of 5,000 rows: 14 MB, packed 170 times smaller)."""

MAX_ENTRIES = 10_000
"""How many members an archive may have."""

MAX_DEPTH = 3
"""How many archives may lie in each other."""

MAX_TEXT = 20_000_000
"""The longest source text, in characters."""

SECONDS = 60.0
"""How long one file may take, reading and mining together."""

MEMORY = 1024 * MIB
"""How much memory a worker may take for one file beyond what it starts with, in bytes."""
