"""Spark: a DataFrame of pages in, a DataFrame of articles out, by `DataFrame.mapInArrow`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Unpack

from . import extra
from .arrow import Options, clean_batches, guarded, output_schema

with extra("spark"):
    import pyarrow as pa
    from pyspark.sql import DataFrame
    from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema


def clean_dataframe(frame: DataFrame, **options: Unpack[Options]) -> DataFrame:
    """The articles of a DataFrame of pages, row by row: your other columns, then ours.

    `options` are `newsclean.adapters.arrow.Options`. Each task cleans its pages in a process of its own,
    and a page may take a minute if no `timeout` is given: one that hangs or crashes costs its row, not its
    task. With `workers=0` pages are cleaned in Spark's own Python process, without that guard and a tenth
    faster. Raises as `clean_batch` does, before any page is cleaned.
    """
    options = guarded(options)
    schema = output_schema(to_arrow_schema(frame.schema), **options)
    return frame.mapInArrow(partial(_articles, options), from_arrow_schema(schema))


def _articles(options: Options, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    return clean_batches(batches, **options)
