"""A real Ray on this machine: Parquet in, Parquet out, equal to one process row by row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bad_passes import hang_or_crash

pytest.importorskip("ray.data", reason="pip install 'newsclean[ray]'")

import pyarrow.parquet as pq

from newsclean.adapters.ray import clean_dataset

# raised by Ray itself
pytestmark = [
    pytest.mark.filterwarnings(f"ignore::{kind}")
    for kind in ("DeprecationWarning", "FutureWarning", "ResourceWarning", "UserWarning")
]
Rows = list[dict[str, Any]]


def test_parquet_to_parquet_row_by_row(ray_data: Any, parquet: Path, expected: Rows, tmp_path: Path) -> None:
    clean_dataset(ray_data.read_parquet(str(parquet))).write_parquet(str(tmp_path / "articles"))
    found = pq.read_table(tmp_path / "articles").sort_by("id").to_pylist()
    assert len(found) == 2000
    assert found == expected


def test_a_page_that_hangs_or_crashes_costs_its_row(ray_data: Any, pages: Rows) -> None:
    rows = [dict(page) for page in pages[:20]]
    rows[5]["html"], rows[7]["html"], rows[9]["html"] = "<p>HANG HERE</p>", "<p>CRASH HERE</p>", None
    cleaned = clean_dataset(ray_data.from_items(rows), timeout=5, passes=(hang_or_crash,)).take_all()
    kinds = {row["id"]: row["error"] and row["error"]["kind"] for row in cleaned}
    assert len(kinds) == 20
    assert {id_: kind for id_, kind in kinds.items() if kind} == {5: "Timeout", 7: "WorkerDied", 9: "NoPage"}
