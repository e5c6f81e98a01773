"""DuckDB: turns a query for pages into a stream of articles that DuckDB can query.

    articles = clean_relation(duckdb.sql("select url, html from 'pages/*.parquet'"))
    duckdb.connect().sql("copy (select title, text from articles) to 'articles.parquet'")

Reading the articles also reads the pages, and a connection runs one query at a time. So query the articles
from another connection or a cursor.
"""

from __future__ import annotations

from typing import Unpack

from . import check_type, extra

with extra("duckdb"):
    import duckdb
    import pyarrow as pa

    from .arrow import ROWS_AT_ONCE, Options, clean_batches, output_schema


def clean_relation(relation: duckdb.DuckDBPyRelation, **options: Unpack[Options]) -> pa.RecordBatchReader:
    """Return a reader of the articles, usable once. Columns: your others, then the articles'.

    `options` are `newsclean.adapters.arrow.Options`. Raises the errors of `clean_batch`.
    """
    check_type("clean_relation", relation, duckdb.DuckDBPyRelation)
    pages = relation.to_arrow_reader(ROWS_AT_ONCE)
    schema = output_schema(pages.schema, **options)
    return pa.RecordBatchReader.from_batches(schema, clean_batches(pages, **options))
