"""Ray Data: a dataset of pages in, a dataset of articles out, by `Dataset.map_batches`."""

from __future__ import annotations

from functools import partial
from typing import Unpack

from . import extra
from .arrow import Options, clean_table, guarded

with extra("ray"):
    import ray.data

_ROWS_AT_ONCE = 1000  # so that starting a process for each batch, 0.2 s, is little beside cleaning it


def clean_dataset(dataset: ray.data.Dataset, **options: Unpack[Options]) -> ray.data.Dataset:
    """The articles of a dataset of pages, row by row: your other columns, then ours.

    `options` are `newsclean.adapters.arrow.Options`. Each batch is cleaned in a process of its own, and a
    page may take a minute if no `timeout` is given: one that hangs or crashes costs its row, not its task.
    With `workers=0` pages are cleaned in Ray's own process, without that guard.
    """
    clean = partial(clean_table, **guarded(options))
    return dataset.map_batches(clean, batch_format="pyarrow", batch_size=_ROWS_AT_ONCE, zero_copy_batch=True)
