"""Publishing: claims as JSONL, CSV or a table for the terminal."""
