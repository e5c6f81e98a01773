#!/usr/bin/env python3
"""Measure where the time goes: stages and passes, growth, batches, import, memory; and compare with peers.

    speed.py                      on the fixtures' pages
    speed.py CORPUS               on a folder with html/*.jsonl.gz and dump-*/*.jsonl.gz, one page a line
    speed.py … --docs             rewrite the tables and the chart of docs/speed.md
    speed.py --check              a short form: fail if a page takes too many times its parse

Times are CPU time, the best of --runs. The extractors take turns page by page; on a busy machine trust the
ratios. `pip install -e '.[bench]'` installs pyperf and the peers that can be installed together.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from itertools import cycle, islice, pairwise
from pathlib import Path
from typing import Any

from corpus import rows_of
from growth import SHAPES, page_of
from peers import Extract, as_html, installed
from selectolax.lexbor import LexborHTMLParser

from newsclean import DEFAULT_PASSES, clean, clean_many, read
from newsclean.assemble import assemble
from newsclean.edits import apply
from newsclean.pipeline import name_of
from newsclean.text.caching import _Results

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "fixtures" / "pages"
DOCS = ROOT / "docs" / "speed.md"
CHART = ROOT / "docs" / "images" / "time-by-stage.svg"

MOST_PARSES = 125  # how many times its parse a (short) fixture may take at first sight; it takes 110 to 119
SHORT = 12  # fixtures in the short form
ROUNDS = 10  # of the short form
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)  # characters
BATCH = 2_000  # pages
OFTEN = 20  # parses in one timing, because one is too short to time
MILLI = 1e3
# Not ru_maxrss: a process inherits it from its parent.
PEAK = "peak = lambda: int(open('/proc/self/status').read().split('VmHWM:')[1].split()[0]);"

Table = list[Sequence[str]]


def main() -> int:
    p = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    p.add_argument("corpus", type=Path, nargs="?")
    p.add_argument("--limit", type=int, default=150, help="pages of each source (default 150)")
    p.add_argument("--runs", type=int, default=3)
    p.add_argument("--docs", action="store_true")
    p.add_argument("--check", action="store_true")
    args = p.parse_args()
    if args.check:
        return check()
    told: dict[str, Table] = {}
    for kind in ("html", "dump"):
        samples = pages(args.corpus, kind, args.limit)
        spent = stages(samples, args.runs)
        told[f"stages of {kind}"] = stage_table(spent)
        told[f"peers on {kind}"] = peer_table(samples, kind, args.runs)
        if args.docs and kind == "html":
            draw(spent, CHART)
    told["growth"] = growth_table()
    told["batches"] = batch_table(pages(args.corpus, "html", args.limit))
    told["import"] = import_table()
    for name, table in told.items():
        print(f"\n{name}\n\n{markdown(table)}")
    if args.docs:
        write(told, DOCS)
    return 0


def pages(corpus: Path | None, kind: str, limit: int) -> list[str]:
    """Return pages of one kind: at most `limit` from each source of the corpus, or the fixtures."""
    if corpus is None:
        found = sorted(FIXTURES.glob("*/page.html" if kind == "html" else "*/page.txt"))
        return [path.read_text(encoding="utf-8", errors="replace") for path in found]
    folder = corpus / ("html" if kind == "html" else "dump-mixed")
    return [row["html"] for path in sorted(folder.glob("*.jsonl.gz")) for row in islice(rows_of(path), limit)]


# --- one page, by stage ----------------------------------------------------------------------------


def stages(samples: Sequence[str], runs: int) -> dict[str, float]:
    """Return the mean seconds a page for each stage, in the order they run."""
    best: list[dict[str, float]] = [defaultdict(lambda: float("inf")) for _ in samples]
    for _ in range(runs):
        for times, source in zip(best, samples, strict=True):
            for name, seconds in _stages_of(source):
                times[name] = min(times[name], seconds)
    return {name: statistics.mean(times[name] for times in best) for name in best[0]}


def _stages_of(source: str) -> Iterator[tuple[str, float]]:
    seconds, page = timed(lambda: read(source))
    yield "read", seconds
    for each in DEFAULT_PASSES:
        seconds, (page, _) = timed(lambda page=page, each=each: apply(page, each(page)))
        yield name_of(each), seconds
    yield "assemble", timed(lambda: assemble(page))[0]


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the CPU seconds and the result of `work`."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def stage_table(spent: Mapping[str, float]) -> Table:
    whole = sum(spent.values())
    rows = [(name, f"{s * MILLI:.2f}", f"{s / whole:.0%}") for name, s in spent.items()]
    return [("stage", "ms a page", "share"), *rows, ("all", f"{whole * MILLI:.2f}", "100%")]


def draw(spent: Mapping[str, float], path: Path) -> None:
    """Save a bar of the mean page's time, stacked by stage."""
    import altair

    rows = [{"stage": name, "ms": s * MILLI, "order": i} for i, (name, s) in enumerate(spent.items())]
    bar = (
        altair.Chart(altair.Data(values=rows))
        .mark_bar(stroke="white", strokeWidth=0.5)
        .encode(
            x=altair.X("ms:Q", title="milliseconds of CPU for a mean page"),
            color=altair.Color(
                "stage:N",
                sort=list(spent),
                scale=altair.Scale(scheme="tableau20"),
                title=None,
                legend=altair.Legend(orient="bottom", columns=6),
            ),
            order="order:Q",
        )
        .properties(width=640, height=48)
    )
    path.parent.mkdir(exist_ok=True)
    bar.save(str(path))


# --- peers -----------------------------------------------------------------------------------------


def peer_table(samples: Sequence[str], kind: str, runs: int) -> Table:
    """Return each extractor's CPU time on the same pages; peers get the lines of a dump as paragraphs."""
    systems = installed()
    best = {name: [float("inf")] * len(samples) for name in systems}
    told = samples if kind == "html" else [as_html(x) for x in samples]
    for _ in range(runs):
        for i, (own, others) in enumerate(zip(samples, told, strict=True)):
            for name, extract in systems.items():
                page = own if name == "newsclean" else others
                best[name][i] = min(best[name][i], timed(partial(_quietly, extract, page))[0])
    ours = statistics.mean(best["newsclean"])
    rows = [
        (
            name,
            f"{statistics.mean(times) * MILLI:.2f}",
            f"{statistics.median(times) * MILLI:.2f}",
            f"{_percentile_99(times) * MILLI:.2f}",
            f"{statistics.mean(times) / ours:.2f}",
        )
        for name, times in best.items()
    ]
    return [("extractor", "mean ms", "median ms", "p99 ms", "times ours"), *rows]


def _quietly(extract: Extract, page: str) -> None:
    with suppress(Exception):  # if a peer fails on a page, its time until then counts
        extract(page)


def _percentile_99(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.99)]


# --- growth, batches, import, memory ---------------------------------------------------------------


def growth_table() -> Table:
    """Return seconds, and peak memory as a multiple of the page, for pages ten times longer each step."""
    rows = []
    for shape in SHAPES:
        times, peaks = [], []
        for size in SIZES:
            page = page_of(shape, size)
            times.append(min(timed(partial(clean, page))[0] for _ in range(3 if size < SIZES[-1] else 1)))
            peaks.append(peak_memory(page) / len(page.encode()))
        steps = " ".join(f"{later / before:.1f}" for before, later in pairwise(times))
        rows.append((shape, *(f"{x:.3f}" for x in times), steps, f"{max(peaks[2:]):.1f}"))
    sizes = [f"s for {size // 1000:,} K" for size in SIZES]
    return [("page", *sizes, "step by step", "peak memory over 1 MB, times the page"), *rows]


def peak_memory(page: str) -> int:
    """Return the bytes that cleaning a page adds at most to its process, including the parser's."""
    code = (
        f"import sys; from newsclean import clean; page = sys.stdin.read(); clean(page[:20000]); {PEAK}"
        "before = peak(); clean(page); print(peak() - before)"
    )
    return int(_printed(code, page)) * 1024


def _printed(code: str, given: str = "") -> str:
    """Run code in a new interpreter and return what it prints."""
    command = [sys.executable, "-c", code]
    return subprocess.run(command, input=given, capture_output=True, text=True, check=True).stdout


def batch_table(samples: Sequence[str]) -> Table:
    """Return pages a second (wall time) with one worker and with two."""
    many = list(islice(cycle(samples), BATCH))
    rates = {}
    for workers in (1, 2):
        start = time.perf_counter()
        done = sum(row.article is not None for row in clean_many(many, workers=workers))
        rates[workers] = done / (time.perf_counter() - start)
    rows = [(str(n), f"{rate:.0f}", f"{rate / rates[1]:.2f}") for n, rate in rates.items()]
    return [("workers", "pages a second", "times one worker"), *rows]


def import_table() -> Table:
    """Return what importing adds to an empty interpreter: the best wall time, and memory from the kernel."""
    import pyperf  # in the extra `bench`, like the peers

    with tempfile.TemporaryDirectory() as folder:
        best = []
        for code in ("pass", "import newsclean", "from newsclean import clean"):
            out = Path(folder, f"{len(best)}.json")
            command = [sys.executable, "-m", "pyperf", "command", "--fast", "--quiet", "-o", str(out)]
            subprocess.run([*command, "--", sys.executable, "-c", code], check=True, capture_output=True)
            best.append(min(pyperf.Benchmark.load(str(out)).get_values()))
    kilobytes = _printed(f"{PEAK}before = peak(); from newsclean import clean; print(peak() - before)")
    return [
        ("", "time", "memory"),
        ("import newsclean", f"{(best[1] - best[0]) * MILLI:.0f} ms", ""),
        (
            "from newsclean import clean",
            f"{(best[2] - best[0]) * MILLI:.0f} ms",
            f"{int(kilobytes) / 1024:.0f} MB",
        ),
    ]


# --- the check -------------------------------------------------------------------------------------


def check() -> int:
    """Return 1 if pages take too many times as long as lexbor's parse, else 0: a ratio, not seconds.

    Page and parse take turns in rounds, so that a busy moment slows both or is left out by both. Caches of
    texts are emptied before each page: with the same twelve pages in turn they would hold all of their texts
    or, if a pass asks for a few more, none.
    """
    samples = pages(None, "html", 0)[:SHORT]
    for page in samples:
        clean(page)
    caches = [x for x in gc.get_objects() if isinstance(x, _Results)]
    ours, parses = ([float("inf")] * len(samples) for _ in range(2))
    for _ in range(ROUNDS):
        for i, page in enumerate(samples):
            for cache in caches:
                cache.clear()
            ours[i] = min(ours[i], timed(partial(clean, page))[0])
            parses[i] = min(parses[i], timed(partial(_parse_often, page))[0] / OFTEN)
    ratio = sum(ours) / sum(parses)
    print(f"a page takes {ratio:.0f} times its parse; the limit is {MOST_PARSES}")
    return int(ratio > MOST_PARSES)


def _parse_often(page: str) -> None:
    for _ in range(OFTEN):
        LexborHTMLParser(page)


# --- output ----------------------------------------------------------------------------------------


def markdown(table: Table) -> str:
    head, *rows = table
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def write(told: Mapping[str, Table], path: Path) -> None:
    """Write each table between its two marks in `path`."""
    text = path.read_text(encoding="utf-8")
    for name, table in told.items():
        mark = f"<!-- {name} -->\n"
        if text.count(mark) != 1:
            raise SystemExit(f"{path}: no single place for the table {name!r}")
        before, after = text.split(mark)
        text = f"{before}{mark}\n{markdown(table)}\n\n{after[after.index('<!-- end -->') :]}"
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
