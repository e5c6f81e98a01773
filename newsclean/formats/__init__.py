"""Conversions of an Article to Markdown, HTML, TEI and schema.org, used by its `to_…` methods."""
