"""Compare the speed of each adapter with `clean` in a loop, on the same pages: pages a second, and the ratio.

    python tests/benchmarks/adapters.py
    python tests/benchmarks/adapters.py --pages 500 --only arrow spark

Without a corpus the pages of fixtures/pages are repeated. Adapters that are not installed are skipped. Each
is timed `--rounds` times, in turn with the others, after one run that does not count; the best round counts.
The time includes starting processes and tasks, but not the Spark session and Ray itself.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, cycle, islice
from pathlib import Path
from typing import Any

from corpus import rows_of

from newsclean import RawPage, clean, clean_many

ROOT = Path(__file__).resolve().parents[2]
CORES = len(os.sched_getaffinity(0))
LOOP = "clean in a loop"
ELSEWHERE = ("spark", "ray")  # they work in processes started earlier, so their CPU time is not known
Way = Callable[[], int]  # returns the number of articles


def main() -> None:
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    wanted.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "corpus")
    wanted.add_argument("--pages", type=int, default=1000)
    wanted.add_argument("--rounds", type=int, default=3)
    wanted.add_argument("--only", nargs="*", default=[], help="names of ways, or how they begin")
    wanted.add_argument("--docs", action="store_true", help="also write the tables into docs/scale.md")
    given = wanted.parse_args()
    pages = list(islice(_pages(given.corpus), given.pages))
    size = sum(len(html) for html, _ in pages) / len(pages)
    title = (
        f"{len(pages):,} pages of {size / 1000:,.0f} KB, {CORES} cores, the best of {given.rounds} rounds."
    )
    print(title)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        _write(pages)
        ways = {LOOP: lambda: _loop(pages)}
        for name, make in WAYS.items():
            if not given.only or name.startswith(tuple(given.only)):
                try:
                    ways[name] = make(pages)
                except ImportError as error:
                    print(f"({name}: {error})")
        lines = list(_report(ways, given.rounds, len(pages)))
    load = os.getloadavg()[2]
    if load > 2 * CORES:
        title += f" Rough: the machine had other work meanwhile (load {load:.0f})."
    costs = list(_costs(lines))
    print(*lines, "", *costs, sep="\n")
    if given.docs:
        _into_docs("adapters", [title, "", *lines])
        _into_docs("costs", costs)


def _report(ways: dict[str, Way], rounds: int, pages: int) -> Iterator[str]:
    best = dict.fromkeys(ways, (float("inf"), float("inf")))
    for round_ in range(rounds + 1):
        for name, way in ways.items():
            start, cpu = time.perf_counter(), _cpu()
            made = way()
            took = time.perf_counter() - start, _cpu() - cpu
            assert made == pages, f"{name} made {made} of {pages} articles"
            if round_:
                best[name] = min(best[name][0], took[0]), min(best[name][1], took[1])
    loop, loop_cpu = best[LOOP]
    yield "| | pages a second | to the loop | its work, to the loop's |"
    yield "|---|--:|--:|--:|"
    for name, (took_, cpu) in best.items():
        work = "" if name.startswith(ELSEWHERE) else f"{cpu / loop_cpu:.2f}"
        yield f"| {name} | {pages / took_:,.0f} | {loop / took_:.2f} | {work} |"


def _cpu() -> float:
    """Return the CPU seconds of this process and of its child processes that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _costs(lines: list[str]) -> Iterator[str]:
    """Yield a table of core-hours for many pages, computed from the rates in `lines`."""
    yield "| | cores | core-hours for a million pages | for a billion |"
    yield "|---|--:|--:|--:|"
    for line in lines[2:]:
        _, name, rate, *_ = (cell.strip() for cell in line.split("|"))
        cores = CORES if f", {CORES} " in name else 1
        hours = cores * 1e6 / float(rate.replace(",", "")) / 3600
        yield f"| {name} | {cores} | {hours:,.1f} | {hours * 1000:,.0f} |"


def _into_docs(name: str, lines: list[str]) -> None:
    """Replace what is between `<!-- name -->` and `<!-- end -->` in docs/scale.md."""
    path = ROOT / "docs" / "scale.md"
    before, mark, rest = path.read_text(encoding="utf-8").partition(f"<!-- {name} -->\n")
    _, end, after = rest.partition("<!-- end -->")
    path.write_text(
        "".join([before, mark, "\n", *(f"{line}\n" for line in lines), "\n", end, after]), encoding="utf-8"
    )


# --- pages --------------------------------------------------------------------------------------


def _pages(corpus: Path) -> Iterator[tuple[str, str | None]]:
    files = sorted((corpus / "html").glob("*.jsonl.gz"))
    if files:
        yield from chain.from_iterable(zip(*map(_corpus_pages, files), strict=False))
    sources = [
        path.read_bytes().decode("utf-8", "replace")
        for path in sorted(ROOT.glob("fixtures/pages/*/page.html"))
    ]
    yield from ((html, None) for html in cycle(sources))


def _corpus_pages(path: Path) -> Iterator[tuple[str, str | None]]:
    return ((row["html"], row["url"]) for row in rows_of(path))


def _write(pages: Iterable[tuple[str, str | None]]) -> None:
    rows = [{"id": number, "url": url, "html": html} for number, (html, url) in enumerate(pages)]
    Path("lines").mkdir()
    Path("lines/pages.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        return
    pq.write_table(pa.Table.from_pylist(rows), "pages.parquet", row_group_size=250)


# --- ways ---------------------------------------------------------------------------------------


def _loop(pages: Iterable[tuple[str, str | None]]) -> int:
    return sum(1 for html, url in pages if clean(html, url=url))


def _many(workers: int, **options: Any) -> Callable[[Any], Way]:
    def make(pages: Any) -> Way:
        return lambda: sum(
            1
            for row in clean_many((RawPage(*page) for page in pages), workers=workers, **options)
            if row.article
        )

    return make


def _arrow(**options: Any) -> Callable[[Any], Way]:
    def make(pages: Any) -> Way:
        import pyarrow.parquet as pq

        from newsclean.adapters.arrow import clean_batches

        batches = pq.read_table("pages.parquet").to_batches()
        return lambda: sum(batch.num_rows for batch in clean_batches(batches, **options))

    return make


def _pandas(pages: Any) -> Way:
    import pandas

    from newsclean.adapters.pandas import clean_frame

    frame = pandas.read_parquet("pages.parquet")
    return lambda: len(clean_frame(frame))


def _polars(pages: Any) -> Way:
    import polars

    from newsclean.adapters.polars import clean_frame

    frame = polars.read_parquet("pages.parquet")
    return lambda: clean_frame(frame).height


def _duckdb(pages: Any) -> Way:
    import duckdb

    from newsclean.adapters.duckdb import clean_relation

    connection = duckdb.connect()
    return lambda: clean_relation(connection.sql("from 'pages.parquet'")).read_all().num_rows


def _datasets(pages: Any) -> Way:
    import datasets

    from newsclean.adapters.datasets import clean_dataset

    datasets.disable_progress_bars()
    datasets.disable_caching()
    dataset = datasets.Dataset.from_parquet("pages.parquet", cache_dir="cache")
    return lambda: len(clean_dataset(dataset))


def _spark(**options: Any) -> Callable[[Any], Way]:
    def make(pages: Any) -> Way:
        from pyspark.sql import SparkSession

        from newsclean.adapters.spark import clean_dataframe

        os.environ["PYSPARK_PYTHON"] = sys.executable
        spark = (
            SparkSession.builder.master(f"local[{CORES}]").config("spark.log.level", "ERROR").getOrCreate()
        )
        frame = spark.read.parquet("pages.parquet").repartition(4 * CORES).cache()
        frame.count()

        def way() -> int:
            clean_dataframe(frame, **options).write.mode("overwrite").parquet("by-spark")
            return int(spark.read.parquet("by-spark").count())

        return way

    return make


def _ray(**options: Any) -> Callable[[Any], Way]:
    def make(pages: Any) -> Way:
        import ray

        from newsclean.adapters.ray import clean_dataset

        ray.init(
            num_cpus=CORES,
            include_dashboard=False,
            log_to_driver=False,
            logging_level="error",
            ignore_reinit_error=True,
        )
        ray.data.DataContext.get_current().enable_progress_bars = False
        dataset = ray.data.read_parquet("pages.parquet").repartition(4 * CORES).materialize()
        return lambda: sum(1 for _ in clean_dataset(dataset, **options).select_columns(["id"]).iter_rows())

    return make


def _datatrove(pages: Any) -> Way:
    import contextlib

    from datatrove.pipeline.readers import JsonlReader
    from loguru import logger

    from newsclean.adapters.datatrove import Newsclean

    logger.remove()

    def way() -> int:
        with contextlib.redirect_stderr(io.StringIO()):
            step = Newsclean()
            for _ in step.run(JsonlReader("lines", text_key="html").run()):
                pass
        return int(step.stats.stats["total"].total)

    return way


def _command(*arguments: str) -> Callable[[Any], Way]:
    def make(pages: Any) -> Way:
        def way() -> int:
            command = [sys.executable, "-m", "newsclean", "clean", "lines", "-o", "out.jsonl", "--overwrite"]
            subprocess.run([*command, "--quiet", *arguments], check=True)
            return sum(1 for _ in open("out.jsonl", "rb"))

        return way

    return make


WAYS: dict[str, Callable[[Any], Way]] = {
    "clean_many, in this process": _many(0),
    "clean_many, 1 process": _many(1),
    f"clean_many, {CORES} processes": _many(CORES),
    f"clean_many, {CORES} processes, traces": _many(CORES, with_trace=True),
    "arrow": _arrow(),
    f"arrow, {CORES} processes": _arrow(workers=CORES),
    "pandas": _pandas,
    "polars": _polars,
    "duckdb": _duckdb,
    "datasets": _datasets,
    f"spark, {CORES} tasks at once": _spark(),
    f"spark, {CORES} tasks at once, workers=0": _spark(workers=0),
    f"ray, {CORES} tasks at once": _ray(),
    f"ray, {CORES} tasks at once, workers=0": _ray(workers=0),
    "datatrove, 1 task": _datatrove,
    f"command, {CORES} processes": _command("--workers", str(CORES)),
}

if __name__ == "__main__":
    main()
