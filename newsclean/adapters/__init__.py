"""Thin ends for the tools that people run pages through. Each is an extra, imported only by who uses it.

`arrow` is the one that cleans; the others hand their rows to it: `pandas`, `polars`, `duckdb`, `datasets`,
`spark`, `ray`. `warc` reads web archives; `datatrove` and `scrapy` are steps of those tools' own pipelines.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 60.0  # seconds for a page where nobody says another limit: the slowest real ones take a few


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Around the imports of an extra: what is not installed is an ImportError that says how to install it."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise ImportError(
            f"this needs {error.name}, which is not installed: pip install 'newsclean[{name}]'",
            name=error.name,
        ) from error
