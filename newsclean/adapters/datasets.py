"""Hugging Face datasets: turns a dataset of pages into one of articles with `Dataset.map(batched=True)`."""

from __future__ import annotations

from functools import partial
from typing import Any, TypeVar, Unpack

from . import extra

with extra("datasets"):
    import datasets

    from .arrow import ROWS_AT_ONCE, Options, clean_table, for_tasks, output_schema

_Dataset = TypeVar("_Dataset", "datasets.Dataset", "datasets.IterableDataset")


def clean_dataset(dataset: _Dataset, *, num_proc: int | None = None, **options: Unpack[Options]) -> _Dataset:
    """Return the articles of a dataset of pages, row by row: your other columns, then the articles'.

    num_proc: processes of `Dataset.map`, each with a part of the pages; not for an IterableDataset.
    `options` are `newsclean.adapters.arrow.Options`. Raises the errors of `clean_batch`, and ValueError for
    an IterableDataset without known features.
    """
    if dataset.features is None:
        raise ValueError("the dataset's columns are unknown: load it with features=...")
    schema = output_schema(dataset.features.arrow_schema, **options)
    how: dict[str, Any] = {} if num_proc is None else {"num_proc": num_proc}
    cleaned = dataset.with_format("arrow").map(
        partial(clean_table, **for_tasks(options)),
        batched=True,
        batch_size=ROWS_AT_ONCE,
        remove_columns=[name for name in dataset.column_names if name not in schema.names],
        features=datasets.Features.from_arrow_schema(schema.remove_metadata()),
        **how,
    )
    return cleaned.with_format(None)
