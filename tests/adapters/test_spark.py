"""A real Spark on this machine: Parquet in, Parquet out, equal to one process row by row."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from bad_passes import hang_or_crash

pytest.importorskip("pyspark", reason="pip install 'newsclean[spark]'")
pq = pytest.importorskip("pyarrow.parquet", reason="pip install 'newsclean[spark]'")
if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
    pytest.skip("Spark needs Java 17", allow_module_level=True)

from newsclean.adapters.spark import clean_dataframe  # noqa: E402

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # Spark's own
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
Rows = list[dict[str, Any]]


def test_parquet_to_parquet_row_by_row(spark: Any, parquet: Path, expected: Rows, tmp_path: Path) -> None:
    pages = spark.read.parquet(str(parquet)).repartition(4)
    clean_dataframe(pages).write.parquet(str(tmp_path / "articles"))
    found = pq.read_table(tmp_path / "articles").sort_by("id").to_pylist()
    assert len(found) == 2000
    assert found == expected


def test_a_page_that_hangs_or_crashes_costs_its_row(spark: Any, pages: Rows) -> None:
    rows = [dict(page) for page in pages[:20]]
    rows[5]["html"], rows[7]["html"], rows[9]["html"] = "<p>HANG HERE</p>", "<p>CRASH HERE</p>", None
    frame = spark.createDataFrame(rows).repartition(2)
    cleaned = clean_dataframe(frame, timeout=5, passes=(hang_or_crash,)).select("id", "error").collect()
    kinds = {row.id: row.error and row.error.kind for row in cleaned}
    assert len(kinds) == 20
    assert {id_: kind for id_, kind in kinds.items() if kind} == {5: "Timeout", 7: "WorkerDied", 9: "NoPage"}


def test_what_is_wrong_is_said_before_the_work(spark: Any) -> None:
    frame = spark.createDataFrame([(1, "a")], "id int, page string")
    with pytest.raises(ValueError, match="no column 'html' among 'id', 'page'"):
        clean_dataframe(frame)
