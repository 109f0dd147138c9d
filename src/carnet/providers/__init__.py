"""Where files come from: one module a provider."""
