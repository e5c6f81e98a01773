"""Pages for the adapters' tests: small, from every fixture, all different."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from fixture_files import all_pages, all_pass_cases


@pytest.fixture(scope="session")
def pages() -> list[dict[str, Any]]:
    """Return 2,000 rows of id, url and html: inputs of the passes' fixtures and some whole pages."""
    small = cycle(case.input for case in all_pass_cases())
    whole = cycle(fixture.page.read_bytes().decode("utf-8", "replace") for fixture in all_pages())
    rows = []
    for number in range(2000):
        html = next(small if number % 20 else whole)
        html = f"{html}\n<p>This is page {number} of many.</p>\n"
        rows.append({"id": number, "url": f"https://echo.example/{number}", "html": html})
    return rows


@pytest.fixture(scope="session")
def parquet(pages: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the pages as a file."""
    pa = pytest.importorskip("pyarrow", reason="pip install 'newsclean[arrow]'")
    import pyarrow.parquet as pq

    path = tmp_path_factory.mktemp("pages") / "pages.parquet"
    pq.write_table(pa.Table.from_pylist(pages), path, row_group_size=500)
    return path


@pytest.fixture(scope="session")
def expected(parquet: Path) -> list[dict[str, Any]]:
    """Return the rows that a single process makes from the pages."""
    import pyarrow.parquet as pq

    from newsclean.adapters.arrow import clean_table

    rows: list[dict[str, Any]] = clean_table(pq.read_table(parquet)).to_pylist()
    return rows


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    """Return the Spark session that all tests share."""
    from pyspark.sql import SparkSession

    here = str(Path(__file__).parent)  # where the workers find the bad passes
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("PYTHONPATH", os.pathsep.join([here, os.environ.get("PYTHONPATH", "")]))
        session = (
            SparkSession.builder.master("local[2]")
            .config("spark.ui.enabled", "false")
            .config(
                "spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
            )  # starts sooner
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.log.level", "ERROR")
            .getOrCreate()
        )
        yield session
        session.stop()


@pytest.fixture(scope="session")
def ray_data() -> Iterator[Any]:
    """Return `ray.data` of the Ray instance that all tests share."""
    import ray.data

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
