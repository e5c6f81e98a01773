"""Spark: turns a DataFrame of pages into a DataFrame of articles with `DataFrame.mapInArrow`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Unpack

from . import extra

with extra("spark"):
    import pyarrow as pa
    from pyspark.sql import DataFrame
    from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

    from .arrow import Options, clean_batches, for_tasks, output_schema, with_time_limit


def clean_dataframe(frame: DataFrame, **options: Unpack[Options]) -> DataFrame:
    """Return the articles of a DataFrame of pages, row by row: your other columns, then the articles'.

    `options` are `newsclean.adapters.arrow.Options`. Each task cleans its pages in a separate process, with a
    default `timeout` of a minute a page, so a page that hangs or crashes loses its row but not its task. With
    `workers=0` pages are cleaned in Spark's Python process, without this protection but a tenth faster.
    Raises the errors of `clean_batch`, before any page is cleaned.
    """
    options = for_tasks(with_time_limit(options))
    schema = output_schema(to_arrow_schema(frame.schema), **options)
    return frame.mapInArrow(partial(_articles, options), from_arrow_schema(schema))


def _articles(options: Options, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    return clean_batches(batches, **options)
