"""Other forms of an Article: Markdown and schema.org, behind its `to_…` methods."""
