"""The pipes: each finds one layer of a Doc; `components` makes them spaCy's."""
