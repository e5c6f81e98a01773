"""The cross-validation of tests/benchmarks: every page with gold is cleaned by weights of its part."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from fixture_files import ROOT

pytest.importorskip("lightgbm")
pytest.importorskip("sklearn")

COMMAND = ROOT / "tests" / "benchmarks" / "by_publisher.py"
PUBLISHERS = 6  # of each source: models take a class word into account if six publishers use it

# A measure.py with measures that can be computed by hand.
MEASURE = """
def f1(p, r):
    return 2 * p * r / (p + r) if p + r else 0.0

def score(pages, found):
    (page,) = pages
    text = found[page["id"]]["text"]
    if page["body"] is None:
        return {"snip": sum(each in text for each in page["with"]) / len(page["with"])}
    lines, gold = set(text.split("\\n\\n")), set(page["body"].split("\\n"))
    p, r = len(lines & gold) / len(lines), len(lines & gold) / len(gold)
    return {"P": p, "R": r, "F1": f1(p, r)}

def wholeness(text, gold, page, beside):
    lines, gold = text.split("\\n\\n"), gold.split("\\n")
    foreign = sum(line not in gold for line in lines) / len(lines)
    return gold[0] in lines, None, sum(line not in lines for line in gold[1:-1]) / len(gold[1:-1]), foreign
"""

STORIES = {
    "The ferry to Marrow Island runs again": (
        "The ferry to Marrow Island left on time on Monday, for the first time since the storm last winter.",
        "About ninety people stood on the quay and waved as the boat turned towards the lighthouse.",
        "The council paid for the repairs and says that the fare will stay as it is until the spring.",
    ),
    "A baker opens the oldest oven in Tolle": (
        "In a cellar under the market of Tolle, a baker has lit an oven that nobody had used for a century.",
        "She found it while she looked for a leak, behind a wall of loose bricks and a broken cupboard.",
        "The first loaves were burnt on one side, she said, but the neighbours bought all of them.",
    ),
    "Pupils of Vennick count the swifts": (
        "Pupils of the school in Vennick have counted the swifts over their town for the tenth summer.",
        "They saw two hundred and four birds in one evening, which is eleven more than a year ago.",
        "Their teacher sends the numbers to the museum, where they are drawn on a chart by the door.",
    ),
}


def pages_of(source: str, title: str, paragraphs: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return the story as six papers print it; of the last only snippets are known."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    around = [f"Other news of the day, part {i}" for i in range(4)]
    teasers = "".join(f"<div class='teaser'>{each}</div>" for each in around)
    html = f"<html><body><h1>{title}</h1><div class='story'>{text}</div>{teasers}</body></html>"
    dump = "\n\n".join([title, *paragraphs, *around])
    return [
        {
            "id": f"{source}-{i}",
            "source": source,
            "url": f"https://{source}-paper-{i}.example/story",
            "html": html,
            "dump": dump,
            "title": title,
            "body": "\n".join(paragraphs) if i else None,
            "with": [] if i else [paragraphs[0]],
            "without": [],
        }
        for i in range(PUBLISHERS)
    ]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "measure.py").write_text(MEASURE)
    for folder in ("html", "dump-w3m"):
        (tmp_path / folder).mkdir()
        for i, (title, paragraphs) in enumerate(STORIES.items()):
            with gzip.open(tmp_path / folder / f"source{i}.jsonl.gz", "wt", encoding="utf-8") as file:
                for page in pages_of(f"source{i}", title, paragraphs):
                    dump = page.pop("dump")
                    file.write(json.dumps(page | ({} if folder == "html" else {"html": dump})) + "\n")
    return tmp_path


def run(corpus: Path, *options: str) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the rows that the command writes, and the lines that it prints."""
    output = corpus / "rows.jsonl"
    command = [sys.executable, COMMAND, corpus, corpus, "--output", output, "--workers", "1", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return list(map(json.loads, output.read_text(encoding="utf-8").splitlines())), done.stdout.splitlines()


def test_publishers_are_split(corpus: Path) -> None:
    rows, printed = run(corpus)
    assert sorted(row["id"] for row in rows) == [
        f"source{i}-{n}" for i in range(3) for n in range(PUBLISHERS)
    ]
    assert {row["part"] for row in rows} == {"1", "2", "3", "4", "5"}
    # too few blocks to learn from, so all seven stay: the story's three and the four around it
    gold = next(row for row in rows if row["id"] == "source0-1")
    assert (gold["P"], gold["R"], gold["f1"], gold["foreign"]) == pytest.approx((3 / 7, 1.0, 0.6, 4 / 7))
    assert (gold["lead"], gold["end"], gold["holes"], gold["wild"]) == (True, None, 0.0, True)
    assert gold["snippets"] is None
    assert 0 < gold["confidence"] < 1
    weak = next(row for row in rows if row["id"] == "source0-0")
    assert (weak["snippets"], weak["f1"], weak["lead"], weak["wild"]) == (1.0, None, None, None)
    assert printed[0].split() == "input source pages F1 P R lead end holes foreign wild snippets".split()
    assert printed[1].split() == (
        "html source0 6 0.6000 0.4286 1.0000 1.0000 - 0.0000 0.5714 1.0000 1.0000".split()
    )
    assert len(printed) == 4


def test_a_source_is_left_out_and_a_high_margin_keeps_nothing(corpus: Path) -> None:
    rows, _ = run(corpus, "--leave-out", "source", "--margin", "50")
    assert all(row["part"] == row["source"] for row in rows)
    assert {row["R"] for row in rows} == {None, 0.0}
    assert {row["confidence"] for row in rows} == {0.0}


def test_dumps_are_fitted_on_dumps(corpus: Path) -> None:
    rows, printed = run(corpus, "--input", "text", "--limit", "5")
    assert [row["input"] for row in rows] == ["dump-w3m"] * 15
    assert {row["R"] for row in rows} == {None, 1.0}
    assert len(printed) == 4
