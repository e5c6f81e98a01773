"""The reader of plain-text dumps, which recognises and undoes what the dump tool did to the lines."""
