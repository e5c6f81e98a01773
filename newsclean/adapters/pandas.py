"""pandas: a frame of pages in, a frame of articles out.

articles = clean_frame(pages, timeout=10)
articles = pages.newsclean.clean(timeout=10)  # the same, once this module is imported
"""

from __future__ import annotations

from typing import Any, Unpack

from . import extra
from .arrow import Options, articles_schema, clean_table, output_schema, yours

with extra("pandas"):
    import pandas as pd
    import pyarrow as pa


def clean_frame(frame: pd.DataFrame, **options: Unpack[Options]) -> pd.DataFrame:
    """The articles of a frame of pages, row by row: same index, your other columns as they were, then ours.

    `options` are `newsclean.adapters.arrow.Options`. Nested fields are lists and dicts; an absent fact is
    None or NaN, as pandas has it. Raises as `clean_batch` does.
    """
    output_schema(pa.schema([(str(name), pa.null()) for name in frame.columns]), **options)
    content, url = options.get("content", "html"), options.get("url", "url")
    names = [name for name in (content, url) if name is not None and name in frame.columns]
    try:
        pages = pa.Table.from_pandas(frame[names], preserve_index=False)
    except (pa.ArrowException, TypeError) as error:
        raise TypeError(f"columns {names} hold more than text or bytes: {error}") from None
    ours = articles_schema(trace=options.get("trace", False)).names
    articles = clean_table(pages, **options).select(ours).to_pandas()
    carried = frame.drop(columns=content).rename(columns={name: yours(name, ours) for name in frame.columns})
    return pd.concat([carried, articles.set_axis(frame.index)], axis=1)


@pd.api.extensions.register_dataframe_accessor("newsclean")
class Accessor:
    """`frame.newsclean.clean(**options)` is `clean_frame(frame, **options)`."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame

    def clean(self, **options: Unpack[Options]) -> Any:
        """See `clean_frame`."""
        return clean_frame(self._frame, **options)
