"""What adapters say to a source of another type."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("adapter", "function", "source", "says"),
    [
        ("pandas", "clean_frame", ["<p>Rain"], "clean_frame takes a pandas.DataFrame, not list"),
        ("polars", "clean_frame", "a.parquet", "takes a polars.DataFrame or polars.LazyFrame, not str"),
        ("arrow", "clean_table", "a.parquet", "clean_table takes a pyarrow.Table, not str"),
        ("arrow", "clean_batch", {"html": ["<p>Rain"]}, "clean_batch takes a pyarrow.RecordBatch, not dict"),
        (
            "duckdb",
            "clean_relation",
            "select html",
            r"clean_relation takes a \w*duckdb.DuckDBPyRelation, not str",
        ),
    ],
)
def test_a_source_of_another_type_is_named(adapter: str, function: str, source: Any, says: str) -> None:
    for library in {"pyarrow", adapter} - {"arrow"}:
        pytest.importorskip(library, reason=f"pip install 'newsclean[{adapter}]'")
    with pytest.raises(TypeError, match=says):
        getattr(import_module(f"newsclean.adapters.{adapter}"), function)(source)
