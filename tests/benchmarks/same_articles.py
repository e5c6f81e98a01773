#!/usr/bin/env python3
"""Prove that a code change leaves every article and trace of a corpus as they were.

    same_articles.py record CORPUS OUT.jsonl.gz     clean every page with the installed newsclean
    same_articles.py compare OLD NEW [--most 10]    list the pages that differ; exit code 1 if there are any

CORPUS has folders (html, dump-w3m, …) of `{source}.jsonl.gz`; each line is a JSON object with `id`, `url` and
`html`. Record before and after the change, then compare. For each page a record has the Article, the links of
its body and every edit of the trace: pass, block, reason, evidence and text. It has page text: keep it out of
the repository.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any

from corpus import rows_of

from newsclean import explain

Record = dict[str, Any]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    record_command = commands.add_parser("record")
    record_command.add_argument("corpus", type=Path)
    record_command.add_argument("out", type=Path)
    record_command.add_argument("--workers", type=int, default=2)
    compare_command = commands.add_parser("compare")
    compare_command.add_argument("old", type=Path)
    compare_command.add_argument("new", type=Path)
    compare_command.add_argument("--most", type=int, default=10, help="how many differing pages to show")
    asked = parser.parse_args()
    if asked.command == "record":
        return record(asked.corpus, asked.out, asked.workers)
    return compare(asked.old, asked.new, asked.most)


def record(corpus: Path, out: Path, workers: int) -> int:
    count = 0
    with (
        gzip.open(out, "wt", encoding="utf-8", compresslevel=1) as file,
        ProcessPoolExecutor(workers) as pool,
    ):
        for row in pool.map(cleaned, pages(corpus), chunksize=16):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    print(f"{count} pages recorded")
    return 0


def pages(corpus: Path) -> Iterator[tuple[str, str, str | None]]:
    """Yield (name, source, url) of every page, in the order of folders, files and lines."""
    for path in sorted(corpus.glob("*/*.jsonl.gz")):
        for page in rows_of(path):
            name = f"{path.parent.name}/{path.name.split('.')[0]}/{page['id']}"
            yield name, page["html"], page.get("url")


def cleaned(page: tuple[str, str, str | None]) -> Record:
    name, source, url = page
    explanation = explain(source, url=url)
    article = explanation.article
    return {
        "page": name,
        "article": article.to_dict(),
        "links": [[asdict(link) for link in block.links] for block in article.body],
        "trace": [
            [step.by, type(step.edit).__name__, *map(str, _values(step.edit))] for step in explanation.trace
        ],
    }


def _values(edit: Any) -> Iterator[object]:
    return (getattr(edit, name) for name in edit.__dataclass_fields__)


def compare(old: Path, new: Path, most: int) -> int:
    count = articles = traces = 0
    for before, after in zip(rows_of(old), rows_of(new), strict=True):
        if before["page"] != after["page"]:
            raise ValueError(f"{before['page']} and {after['page']}: records of different pages")
        count += 1
        if before == after:
            continue
        is_article = before["article"] != after["article"] or before["links"] != after["links"]
        articles += is_article
        traces += before["trace"] != after["trace"]
        if articles + traces <= most:
            print(f"{before['page']}: {'article' if is_article else 'trace'}")
            print("\n".join(differences(before, after)))
    print(f"{count} pages: {articles} articles and {traces} traces differ")
    return 1 if articles or traces else 0


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """Yield at most six lines: fields that changed, then edits that are in one trace only."""
    lines = [
        f"  {name}: {str(value)[:200]!r} -> {str(after['article'][name])[:200]!r}"
        for name, value in before["article"].items()
        if value != after["article"][name]
    ]
    for mark, one, other in (("-", before, after), ("+", after, before)):
        known = set(map(tuple, other["trace"]))
        lines += [f"  {mark} {' | '.join(step)[:200]}" for step in one["trace"] if tuple(step) not in known][
            :3
        ]
    return iter(lines[:6])


if __name__ == "__main__":
    sys.exit(main())
