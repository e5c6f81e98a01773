"""Thin adapters to other data tools. Each is an optional extra, imported only when used.

`arrow` does the cleaning for `pandas`, `polars`, `duckdb`, `datasets`, `spark` and `ray`, which pass it
their rows. `warc` reads web archives; `datatrove` and `scrapy` are steps of those tools' own pipelines.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

DEFAULT_TIMEOUT = 60.0  # seconds a page: the slowest real pages take a few


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Wrap the imports of an extra: a missing module raises an ImportError that says how to install it."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise ImportError(
            f"this needs {error.name}, which is not installed: pip install 'newsclean[{name}]'",
            name=error.name,
        ) from error
