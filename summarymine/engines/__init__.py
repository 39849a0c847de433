"""How files go through the pipeline. Every engine yields the same outcomes in the same order."""
