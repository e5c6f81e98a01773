"""Inputs and outputs of `newsclean clean` in tests."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from newsclean.jobs import job as jobs

SHORT = "<h1>Rain</h1><p>It rained on Monday, and on Tuesday it will rain again.</p>"
PDF = b"%PDF-1.7\n"

Run = Callable[..., tuple[int, str, str]]


def json_rows(path: str | Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


def write_lines(path: str, rows: list[Any]) -> None:
    text = "".join(row if isinstance(row, str) else json.dumps(row) + "\n" for row in rows)
    Path(path).write_bytes(gzip.compress(text.encode()) if path.endswith(".gz") else text.encode())


@contextmanager
def stopping_after(pages: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Stop jobs, as by Ctrl-C, once so many pages are written."""
    write = jobs.Job._write

    def interrupted(job: jobs.Job, outcome: object) -> None:
        write(job, outcome)  # type: ignore[arg-type]
        if job.counts.pages == pages:
            job._mark()
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(jobs.Job, "_write", interrupted)
        yield


def left_behind(output: str = "out") -> list[str]:
    return sorted(path.name for path in Path().iterdir() if path.name.startswith(output))
