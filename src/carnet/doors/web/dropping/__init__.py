"""The page behind an upload link, for people without an account, and what their browser sends there."""
