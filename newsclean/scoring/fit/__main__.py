"""Fit the scorer's weights from pages with gold: `python -m newsclean.scoring.fit CORPUS [--input html]`.

CORPUS is a folder with `html/*.jsonl.gz` (and `dump-*/*.jsonl.gz`), one page per line: `id, source, url,
html, body`; without a body, `with` and `without`: strings that the article must and must not contain.

It runs the passes before `body`, labels each remaining block by its share of four-word shingles in the
gold body, and fits three models, each on the scores of the one before for pages it was not trained on
(split by publisher, never by page): a logistic regression over the class words of the containers, or the
words of a dump's text; trees over a block's features; trees over the scores around it. Dumps of pages
without a gold body are labelled by the article of the page's HTML. Seeded: the same corpus gives
the same weights. Needs `pip install --editable '.[fit]'`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from .judging import cross_validated, report, report_without_source, report_without_tool
from .models import MARGIN, fit
from .sheets import sheets

WEIGHTS = Path(__file__).parent.parent  # of the package's own weights


def main(argv: Sequence[str] | None = None) -> None:
    p = argparse.ArgumentParser(prog="newsclean.scoring.fit", description=(__doc__ or "").split("\n")[0])
    p.add_argument("corpus", type=Path)
    p.add_argument("--input", choices=["html", "text"], default="html")
    p.add_argument("--cross-validate", action="store_true", help="print scores for held-out publishers")
    p.add_argument("--leave-out", choices=["source", "tool"], help="print scores for each one left out")
    p.add_argument("--limit", type=int, help="pages per file, for a quick look")
    p.add_argument("-o", "--output", type=Path, help="where to write the weights; default: the package")
    args = p.parse_args(argv)
    if args.leave_out == "tool" and args.input == "html":
        p.error("--leave-out tool needs dumps: --input text")
    pages = sheets(args.corpus, args.input, limit=args.limit)
    print(f"{len(pages)} pages, {sum(len(p.labels) for p in pages)} blocks", flush=True)
    margin = MARGIN[args.input]
    if args.cross_validate:
        report("cross-validated", pages, cross_validated(pages), margin)
    if args.leave_out == "source":
        report_without_source(pages, margin)
    if args.leave_out == "tool":
        report_without_tool(pages, margin)
    output = args.output or WEIGHTS / f"{args.input}.json"
    data = fit(pages).data(args.input)
    output.write_text(json.dumps(data, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{output.name}: {output.stat().st_size / 1000:.0f} KB")


if __name__ == "__main__":
    main()
