"""Knows an opening that names a correspondent: "De notre correspondante à Berlin, Ada Writer –"."""

from __future__ import annotations

import regex

from ...phrases import worded

# De notre correspondante à Berlin, Ada Writer –
FROM_CORRESPONDENT = worded(
    r"""<<dateline correspondents>> \s <<before a place>> \s (?<place>\p{Lu}[^,–—()]{1,30}?)
        (?:,\s(?<names>[^,–—()]{4,40}?))? \s? [–—-] \s""",
    regex.I | regex.X,
)
