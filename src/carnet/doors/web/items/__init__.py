"""The firm's work items."""
