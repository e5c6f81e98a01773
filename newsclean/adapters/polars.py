"""Polars: turns a frame of pages into a frame of articles, eager or lazy."""

from __future__ import annotations

from typing import TypeVar, Unpack

from . import check_type, extra

with extra("polars"):
    import polars as pl

    from .arrow import Options, clean_table, output_schema


_Frame = TypeVar("_Frame", "pl.DataFrame", "pl.LazyFrame")


def clean_frame(frame: _Frame, **options: Unpack[Options]) -> _Frame:
    """Return the articles of a frame of pages, row by row: your other columns, then the articles'.

    `options` are `newsclean.adapters.arrow.Options`. A lazy frame stays lazy, by `map_batches`. Raises the
    errors of `clean_batch`, immediately even for a lazy frame.
    """
    check_type("clean_frame", frame, pl.DataFrame, pl.LazyFrame)
    if isinstance(frame, pl.LazyFrame):
        pages = pl.DataFrame(schema=frame.collect_schema()).to_arrow().schema
        schema = pl.DataFrame(output_schema(pages, **options).empty_table()).schema
        return frame.map_batches(lambda part: clean_frame(part, **options), schema=schema, streamable=True)
    return pl.DataFrame(clean_table(frame.to_arrow(), **options))
