"""Conversions of an Article to Markdown, HTML, TEI, ninjs and schema.org, used by its `to_…` methods."""
