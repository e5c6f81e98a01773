"""A real Ray on this machine: Parquet in, Parquet out, equal to one process row by row."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bad_passes import hang_or_crash

ray = pytest.importorskip("ray", reason="pip install 'newsclean[ray]'")
pytest.importorskip("ray.data", reason="pip install 'newsclean[ray]'")

import pyarrow.parquet as pq  # noqa: E402

from newsclean.adapters.ray import clean_dataset  # noqa: E402

# of Ray's own making
pytestmark = [
    pytest.mark.filterwarnings(f"ignore::{kind}")
    for kind in ("DeprecationWarning", "FutureWarning", "ResourceWarning", "UserWarning")
]
Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def data() -> Iterator[Any]:
    here = str(Path(__file__).parent)  # where the workers find the bad passes
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        patch.setenv("PYTHONPATH", os.pathsep.join([here, os.environ.get("PYTHONPATH", "")]))
        ray.init(
            num_cpus=2,
            include_dashboard=False,
            log_to_driver=False,
            logging_level="error",
            object_store_memory=200_000_000,
        )
        ray.data.DataContext.get_current().enable_progress_bars = False
        yield ray.data
        ray.shutdown()


def test_parquet_to_parquet_row_by_row(data: Any, parquet: Path, expected: Rows, tmp_path: Path) -> None:
    clean_dataset(data.read_parquet(str(parquet))).write_parquet(str(tmp_path / "articles"))
    found = pq.read_table(tmp_path / "articles").sort_by("id").to_pylist()
    assert len(found) == 2000
    assert found == expected


def test_a_page_that_hangs_or_crashes_costs_its_row(data: Any, pages: Rows) -> None:
    rows = [dict(page) for page in pages[:20]]
    rows[5]["html"], rows[7]["html"], rows[9]["html"] = "<p>HANG HERE</p>", "<p>CRASH HERE</p>", None
    cleaned = clean_dataset(data.from_items(rows), timeout=5, passes=(hang_or_crash,)).take_all()
    kinds = {row["id"]: row["error"] and row["error"]["kind"] for row in cleaned}
    assert len(kinds) == 20
    assert {id_: kind for id_, kind in kinds.items() if kind} == {5: "Timeout", 7: "WorkerDied", 9: "NoPage"}
