"""Readers of plain-text dumps: what the dump tool did to the lines is recognised and undone."""
