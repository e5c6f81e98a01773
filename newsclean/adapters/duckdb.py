"""DuckDB: a query of pages in, a stream of articles out that DuckDB can query.

    articles = clean_relation(duckdb.sql("select url, html from 'pages/*.parquet'"))
    duckdb.connect().sql("copy (select title, text from articles) to 'articles.parquet'")

The pages are read while the articles are, and a connection can do one thing at a time: so ask for the
articles by another connection, or a cursor of it.
"""

from __future__ import annotations

from typing import Unpack

from . import extra
from .arrow import Options, clean_batches, output_schema

with extra("duckdb"):
    import duckdb
    import pyarrow as pa

_ROWS_AT_ONCE = 500


def clean_relation(relation: duckdb.DuckDBPyRelation, **options: Unpack[Options]) -> pa.RecordBatchReader:
    """The articles of a relation of pages, row by row: your other columns, then ours. It can be read once.

    `options` are `newsclean.adapters.arrow.Options`. Raises as `clean_batch` does.
    """
    pages = relation.to_arrow_reader(_ROWS_AT_ONCE)
    schema = output_schema(pages.schema, **options)
    return pa.RecordBatchReader.from_batches(schema, clean_batches(pages, **options))
