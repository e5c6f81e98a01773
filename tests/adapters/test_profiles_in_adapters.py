"""`profiles=` reaches the pages through every adapter, and sites are learnt in parts that are joined."""

from __future__ import annotations

import os
import shutil
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Any

import pytest
from site_pages import CREDO, NEW_PAGE, site_pages

from newsclean import Profile, clean, learn, learn_sites

# raised by the other libraries
pytestmark = [
    pytest.mark.filterwarnings(f"ignore::{kind}")
    for kind in ("DeprecationWarning", "FutureWarning", "ResourceWarning", "UserWarning")
]
HOSTS = ["echo.example", "other.example", "www.times.example"]
ROWS = [{"id": n, "url": f"https://{host}/lynx", "html": NEW_PAGE} for n, host in enumerate(HOSTS)]
WITH_CREDO = [False, True, False]
PAGES = [
    {"url": url, "html": html} for host in ("echo.example", "times.example") for html, url in site_pages(host)
]


@pytest.fixture(scope="module")
def profiles() -> dict[str, Profile]:
    return learn_sites((row["html"], row["url"]) for row in PAGES)


def has_credo(texts: Any) -> list[bool]:
    return [CREDO in text for text in texts]


@pytest.mark.parametrize("workers", [0, 1])
def test_arrow(profiles: dict[str, Profile], workers: int) -> None:
    pa = pytest.importorskip("pyarrow", reason="pip install 'newsclean[arrow]'")
    from newsclean.adapters.arrow import clean_table, output_schema

    table = pa.Table.from_pylist(ROWS)
    articles = clean_table(table, profiles=profiles, workers=workers)
    assert has_credo(articles["text"].to_pylist()) == WITH_CREDO
    articles = clean_table(table, profiles=profiles["echo.example"], workers=workers)
    assert has_credo(articles["text"].to_pylist()) == [False] * 3
    articles = clean_table(table, profiles=profiles, url=None)
    assert has_credo(articles["text"].to_pylist()) == [True] * 3
    with pytest.raises(TypeError, match="must be a Profile, not dict"):
        output_schema(table.schema, profiles={"echo.example": {}})
    for host in ("https://echo.example/", "Echo.example"):
        with pytest.raises(ValueError, match=r"fits no page: write its host as 'echo\.example'"):
            clean_table(table, profiles={host: profiles["echo.example"]})


def test_pandas(profiles: dict[str, Profile]) -> None:
    pd = pytest.importorskip("pandas", reason="pip install 'newsclean[pandas]'")
    from newsclean.adapters.pandas import clean_frame

    assert has_credo(clean_frame(pd.DataFrame(ROWS), profiles=profiles)["text"]) == WITH_CREDO


def test_learning_in_groups_of_pandas(profiles: dict[str, Profile]) -> None:
    pd = pytest.importorskip("pandas", reason="pip install 'newsclean[pandas]'")
    frame = pd.DataFrame(PAGES)
    groups = frame.groupby(frame["url"].str.split("/").str[2])
    found = {host: learn(zip(rows["html"], rows["url"], strict=True)) for host, rows in groups}
    assert found == profiles


def test_polars(profiles: dict[str, Profile]) -> None:
    pl = pytest.importorskip("polars", reason="pip install 'newsclean[polars]'")
    from newsclean.adapters.polars import clean_frame

    frame = pl.DataFrame(ROWS)
    assert has_credo(clean_frame(frame, profiles=profiles)["text"]) == WITH_CREDO
    assert has_credo(clean_frame(frame.lazy(), profiles=profiles).collect()["text"]) == WITH_CREDO


def test_duckdb(profiles: dict[str, Profile]) -> None:
    duckdb = pytest.importorskip("duckdb", reason="pip install 'newsclean[duckdb]'")
    pa = pytest.importorskip("pyarrow", reason="pip install 'newsclean[duckdb]'")
    from newsclean.adapters.duckdb import clean_relation

    pages = pa.Table.from_pylist(ROWS)
    with duckdb.connect() as connection:
        articles = clean_relation(connection.sql("from pages order by id"), profiles=profiles)
        assert has_credo(articles.read_all()["text"].to_pylist()) == WITH_CREDO
    assert pages.num_rows == len(ROWS)


@pytest.mark.parametrize("num_proc", [None, 2])
def test_datasets(profiles: dict[str, Profile], num_proc: int | None) -> None:
    datasets = pytest.importorskip("datasets", reason="pip install 'newsclean[datasets]'")
    from newsclean.adapters.datasets import clean_dataset

    datasets.disable_progress_bars()
    articles = clean_dataset(datasets.Dataset.from_list(ROWS), profiles=profiles, num_proc=num_proc)
    assert has_credo(articles["text"]) == WITH_CREDO


def test_datatrove(profiles: dict[str, Profile], tmp_path: Path) -> None:
    pytest.importorskip("datatrove", reason="pip install 'newsclean[datatrove]'")
    from datatrove.data import Document
    from datatrove.executor import LocalPipelineExecutor

    from newsclean.adapters.datatrove import Newsclean

    def documents() -> Any:
        for row in ROWS:
            yield Document(text=row["html"], id=str(row["id"]), metadata={"url": row["url"]})

    def check(data: Any, rank: int, world_size: int) -> Any:
        assert has_credo(document.text for document in data) == WITH_CREDO
        yield from ()

    step = Newsclean(profiles=profiles)
    assert has_credo(document.text for document in step.run(documents())) == WITH_CREDO
    start = [Document(text=row["html"], id="", metadata={"url": row["url"]}) for row in ROWS]
    LocalPipelineExecutor([start, step, check], tasks=1, logging_dir=str(tmp_path)).run()


def test_scrapy(profiles: dict[str, Profile], tmp_path: Path) -> None:
    pytest.importorskip("scrapy", reason="pip install 'newsclean[scrapy]'")
    from scrapy.settings import Settings

    from newsclean.adapters.scrapy import NewscleanPipeline

    def process(pipeline: NewscleanPipeline) -> list[bool]:
        return has_credo(pipeline.process_item(dict(row))["article"]["text"] for row in ROWS)

    assert process(NewscleanPipeline(profiles=profiles)) == WITH_CREDO
    for host, profile in profiles.items():
        profile.save(tmp_path / f"{host}.json")
    settings: Any = {"NEWSCLEAN_PROFILES": str(tmp_path)}
    crawler = type("Crawler", (), {"settings": Settings(settings)})
    assert process(NewscleanPipeline.from_crawler(crawler)) == WITH_CREDO
    crawler = type("Crawler", (), {"settings": Settings()})
    assert process(NewscleanPipeline.from_crawler(crawler)) == [True] * 3


def test_ray(profiles: dict[str, Profile], request: pytest.FixtureRequest) -> None:
    pytest.importorskip("ray.data", reason="pip install 'newsclean[ray]'")
    from newsclean.adapters.ray import clean_dataset

    ray_data = request.getfixturevalue("ray_data")
    articles = clean_dataset(ray_data.from_items(ROWS), profiles=profiles).take_all()
    assert has_credo(row["text"] for row in sorted(articles, key=lambda row: row["id"])) == WITH_CREDO
    with pytest.raises(TypeError, match="must be a Profile, not dict"):
        clean_dataset(ray_data.from_items(ROWS), profiles={"echo.example": {}})  # type: ignore[dict-item]


def test_spark(profiles: dict[str, Profile], request: pytest.FixtureRequest) -> None:
    pytest.importorskip("pyspark", reason="pip install 'newsclean[spark]'")
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("Spark needs Java 17")
    from newsclean.adapters.spark import clean_dataframe

    spark = request.getfixturevalue("spark")
    articles = clean_dataframe(spark.createDataFrame(ROWS), profiles=profiles)
    assert has_credo(row.text for row in articles.orderBy("id").select("text").collect()) == WITH_CREDO
    with pytest.raises(TypeError, match="must be a Profile, not dict"):
        clean_dataframe(spark.createDataFrame(ROWS), profiles={"echo.example": {}})  # type: ignore[dict-item]


@pytest.mark.parametrize("parts", [1, 2, 5, 12])
def test_what_is_learnt_in_parts_and_joined_is_as_good(profiles: dict[str, Profile], parts: int) -> None:
    found: dict[str, Profile] = {}
    for part in range(parts):
        for host, profile in learn_sites((x["html"], x["url"]) for x in PAGES[part::parts]).items():
            found[host] = found.get(host, Profile()) | profile
    assert found.keys() == profiles.keys()
    for host, profile in found.items():
        assert profile.notes == profiles[host].notes
        assert profile.templates == profiles[host].templates
        assert reduce(or_, [profile, profile]) == profile
        assert clean(NEW_PAGE, profile=profile) == clean(NEW_PAGE, profile=profiles[host])
