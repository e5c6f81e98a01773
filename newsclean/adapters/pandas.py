"""pandas: turns a frame of pages into a frame of articles.

articles = clean_frame(pages, timeout=10)
articles = pages.newsclean.clean(timeout=10)  # the same, once this module is imported
"""

from __future__ import annotations

from typing import Any, Unpack

from . import check_type, extra, output_name

with extra("pandas"):
    import pandas as pd
    import pyarrow as pa

    from .arrow import Options, clean_table, output_schema
    from .article_columns import articles_schema


def clean_frame(frame: pd.DataFrame, **options: Unpack[Options]) -> pd.DataFrame:
    """Return the articles with the index of the frame: your other columns unchanged, then the articles'.

    `options` are `newsclean.adapters.arrow.Options`. Nested fields are lists and dicts; absent facts are
    None or NaN, as usual in pandas. Raises the errors of `clean_batch`.
    """
    check_type("clean_frame", frame, pd.DataFrame)
    output_schema(pa.schema([(str(name), pa.null()) for name in frame.columns]), **options)
    content, url = options.get("content", "html"), options.get("url", "url")
    names = [name for name in (content, url) if name is not None and name in frame.columns]
    try:
        pages = pa.Table.from_pandas(frame[names], preserve_index=False)
    except (pa.ArrowException, TypeError) as error:
        raise TypeError(f"columns {names} must hold only text or bytes: {error}") from None
    ours = articles_schema(trace=options.get("trace", False)).names
    articles = clean_table(pages, **options).select(ours).to_pandas()
    renamed = {name: output_name(name, ours) for name in frame.columns}
    carried = frame.drop(columns=content).rename(columns=renamed)
    return pd.concat([carried, articles.set_axis(frame.index)], axis=1)


@pd.api.extensions.register_dataframe_accessor("newsclean")
class Accessor:
    """`frame.newsclean.clean(**options)` is `clean_frame(frame, **options)`."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame

    def clean(self, **options: Unpack[Options]) -> Any:
        """Return `clean_frame` of this frame."""
        return clean_frame(self._frame, **options)
