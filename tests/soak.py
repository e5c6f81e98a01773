"""Cleans many thousands of pages in one run, and fails if memory grows.

    python tests/soak.py                        50,000 pages in this process
    python tests/soak.py --workers 2            … in two workers, whose memory counts too
    python tests/soak.py --pages 2000000        … overnight

The pages are the fixtures, whole and damaged, each with words that no other page has, so anything that
keeps data from each page grows. One page in a hundred is hostile.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

from damage import DAMAGES
from fixture_files import all_pages

from newsclean import RawPage, clean_many

_WARM = 0.1  # share of the pages after which weights, word lists and caches are at full size
_GROWTH = 1.1  # allowed memory at the end, as a multiple of that after the warm-up
_SLACK = 10e6  # bytes by which an allocator may vary


def pages(n: int) -> Iterator[RawPage]:
    """Yield n pages, no two alike."""
    random = Random(11)
    sources = [fixture.page.read_bytes() for fixture in all_pages()]
    for i in range(n):
        source = random.choice(sources)
        if i % 100 == 99:
            source = random.choice((b"<div>" * 3_000, b"<b a=1>" * 2_000, b"<a href=x>", b"\n* ", b"[[{{"))
            source = source * 500 if len(source) < 100 else source
        elif i % 3 == 2:
            source = random.choice(DAMAGES)(source, 0.1, random)
        words = f"Unheardof{i} seen{i} by{i}".encode()
        middle = source.find(b">", len(source) // 2) + 1
        yield RawPage(source[:middle] + b" " + words + b" " + source[middle:], f"https://paper.example/{i}")


def memory() -> int:
    """Return the memory of this process and its workers in bytes."""
    gc.collect()
    found = 0
    for process in ("self", *(child.pid for child in multiprocessing.active_children())):
        resident = Path(f"/proc/{process}/statm").read_text().split()[1]
        found += int(resident) * 4096
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pages", type=int, default=50_000)
    parser.add_argument("--workers", type=int, default=0)
    wanted = parser.parse_args()

    start = time.monotonic()
    warm = last = 0
    outcomes: Counter[str] = Counter()
    for row in clean_many(pages(wanted.pages), workers=wanted.workers):
        outcomes[row.error.kind if row.error else row.article.status if row.article else ""] += 1
        done = row.index + 1
        if done % max(1, round(wanted.pages * _WARM)) == 0:
            last = memory()
            warm = warm or last
            print(f"{done:>9,} pages  {last / 1e6:6.1f} MB  {time.monotonic() - start:6.0f} s", flush=True)
    print(", ".join(f"{count:,} {what}" for what, count in outcomes.most_common()))
    if last > _GROWTH * warm + _SLACK:
        print(f"memory grew from {warm / 1e6:.1f} MB to {last / 1e6:.1f} MB", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
