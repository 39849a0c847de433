"""Pure functions from strings to values: numbers, units, periods. No spaCy, no documents, no I/O."""
