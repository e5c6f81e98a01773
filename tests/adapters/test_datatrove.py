"""The step between datatrove's own readers and writers, run by its local executor."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from bad_passes import hang_or_crash

pytest.importorskip("datatrove", reason="pip install 'newsclean[datatrove]'")

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

from newsclean import clean
from newsclean.adapters.datatrove import Newsclean

Rows = list[dict[str, Any]]


def run(tmp_path: Path, rows: Rows, step: Newsclean, workers: int = 1) -> tuple[dict[int, Any], Any]:
    """Return the output documents by id, and the executor's statistics."""
    (tmp_path / "in").mkdir()
    for part in range(2):
        lines = "".join(json.dumps(row | {"id": str(row["id"])}) + "\n" for row in rows[part::2])
        (tmp_path / "in" / f"{part}.jsonl").write_text(lines)
    executor = LocalPipelineExecutor(
        [JsonlReader(str(tmp_path / "in"), text_key="html"), step, JsonlWriter(str(tmp_path / "out"))],
        tasks=2,
        workers=workers,
        logging_dir=str(tmp_path / "logs"),
    )
    stats = executor.run()
    return documents(tmp_path / "out"), stats


def documents(folder: Path) -> dict[int, Any]:
    lines = [line for path in folder.glob("*.gz") for line in gzip.decompress(path.read_bytes()).splitlines()]
    return {int(found["id"]): found for found in map(json.loads, lines)}


def test_from_reader_to_writer(tmp_path: Path, pages: Rows) -> None:
    found, stats = run(tmp_path, pages[:60], Newsclean(), workers=2)
    articles = {page["id"]: clean(page["html"], url=page["url"]) for page in pages[:60]}
    assert {id_: document["text"] for id_, document in found.items()} == {
        id_: article.text for id_, article in articles.items() if article.text
    }
    first = found[0]["metadata"]
    assert (first["url"], first["title"]) == (pages[0]["url"], articles[0].title)
    assert first["authors"] == list(articles[0].authors)
    assert stats.stats[1].stats["total"].total == 60


def test_what_is_left_out_is_kept_elsewhere(tmp_path: Path, pages: Rows) -> None:
    rows = [dict(page) for page in pages[:10]]
    rows[1]["html"], rows[2]["html"], rows[3]["html"] = "<p>HANG HERE</p>", "<p>CRASH HERE</p>", "<p></p> "
    left_out = JsonlWriter(str(tmp_path / "left-out"))
    step = Newsclean(timeout=5, passes=(hang_or_crash,), exclusion_writer=left_out)
    found, _ = run(tmp_path, rows, step)
    others = documents(tmp_path / "left-out")
    assert {**found, **others}.keys() == set(range(10))
    assert [others[id_]["metadata"]["newsclean_error"]["kind"] for id_ in (1, 2)] == ["Timeout", "WorkerDied"]
    assert others[1]["text"] == "<p>HANG HERE</p>"
    assert 3 in others


def test_a_field_that_no_article_has() -> None:
    with pytest.raises(ValueError, match="no field 'headline'"):
        Newsclean(fields=("title", "headline"))
