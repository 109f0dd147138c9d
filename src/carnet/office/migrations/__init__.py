"""The office's tables, step by step."""
