"""Readers of a page's data: JSON-LD, and the data from which scripts build the page."""
