"""Reads a corpus: folders (html, dump-w3m, …) of SOURCE.jsonl.gz, with a page as JSON on each line."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects in a file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
