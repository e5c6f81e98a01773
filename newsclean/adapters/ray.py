"""Ray Data: turns a dataset of pages into a dataset of articles with `Dataset.map_batches`."""

from __future__ import annotations

from functools import partial
from typing import Unpack

from . import extra

with extra("ray"):
    import ray.data

    from .arrow import Options, clean_table, for_tasks, with_time_limit

_ROWS_AT_ONCE = 1000  # so that starting a process for each batch (0.2 s) is cheap compared to cleaning it


def clean_dataset(dataset: ray.data.Dataset, **options: Unpack[Options]) -> ray.data.Dataset:
    """Return the articles of a dataset of pages, row by row: your other columns, then the articles'.

    `options` are `newsclean.adapters.arrow.Options`. Each batch is cleaned in its own process, with a default
    `timeout` of a minute a page, so a page that hangs or crashes loses its row but not its task. With
    `workers=0` pages are cleaned in Ray's process, without this protection.
    """
    clean = partial(clean_table, **for_tasks(with_time_limit(options)))
    return dataset.map_batches(clean, batch_format="pyarrow", batch_size=_ROWS_AT_ONCE, zero_copy_batch=True)
