"""The limits on pages that the library and the command line share, as they are by default."""

MOST_CHARACTERS = 50_000_000  # of a page; the longest published pages have a hundredth of that
MOST_BYTES = 50_000_000  # of a page, line, row or record of a file: a byte at least for each character
