"""Where records go: JSONL, CSV, XLSX, DuckDB, and the folder that holds them. Nothing is imported here."""
