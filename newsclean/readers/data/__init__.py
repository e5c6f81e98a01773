"""Readers of the data in a page: JSON-LD, and the data that scripts build the page from."""
