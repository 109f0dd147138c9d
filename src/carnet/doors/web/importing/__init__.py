"""The import in the browser, step by step."""
