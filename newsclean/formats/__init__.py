"""Conversions of an Article to Markdown and schema.org, used by its `to_…` methods."""
