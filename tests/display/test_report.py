"""The report of a run: its counts, from objects and from files, and that its page is harmless."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sample import ATTACKS, PASSES, hostile, sample
from test_notebook import outline

from newsclean import Article, Block, Claim, Drop, Failure, Outcome, Step, clean_many, explain
from newsclean.display.run_totals import Example, RunTotals
from newsclean.jobs.read_rows import rows_of

BODY = (Block(0, "paragraph", "The bridge over the Lenn reopened."), Block(1, "caption", "The bridge"))
ARTICLE = Article(title="Bridge", url="https://echo.example/a", language="en-GB", body=BODY)
TRACE = (
    Step("boxes", Drop(3, "x")),
    Step("boxes", Drop(4, "x")),
    Step("dates", Claim("published", 1, None, "x")),
)


def failed(message: str) -> Outcome:
    return Outcome(7, None, "https://echo.example/b", None, Failure("Timeout", message), None)


# --- what is counted ----------------------------------------------------------------------------


def test_articles_and_failures() -> None:
    counts = RunTotals.of([ARTICLE, Article(status="empty"), failed("took 60 s")])
    assert (counts.pages, counts.articles) == (3, 2)
    assert counts.statuses == {"ok": 1, "empty": 1}
    assert counts.errors == {"Timeout": 1}
    assert counts.words == {6: 1, 0: 1}, "captions are no words of the text"
    assert counts.languages == {"en": 1, "unknown": 1}
    assert counts.missing["title"] == 1
    assert counts.missing["dateline"] == 2
    assert counts.examples["Timeout"] == [
        Example("https://echo.example/b: took 60 s", "https://echo.example/b"),
    ]
    assert (counts.hosts["echo.example"].pages, counts.hosts["no address"].empty) == (2, 1)
    assert counts.traced == 0


def test_what_was_removed_is_counted_in_characters_where_the_pages_are_known() -> None:
    explanation = sample()
    counts = RunTotals.of([explanation, explanation])
    assert counts.unit == "characters"
    assert counts.removed["boxes"] == 2 * explanation.removed()["boxes"]
    assert counts.removed.total() / counts.read == explanation.share_removed


def test_and_in_blocks_where_only_the_trace_is() -> None:
    traced = Outcome(0, None, None, ARTICLE, None, TRACE)
    counts = RunTotals.of([traced, Outcome(1, None, None, ARTICLE, None, None), sample()])
    assert (counts.unit, counts.traced) == ("blocks", 2)
    assert counts.removed == {"boxes": 2 + 4, "furniture": 2, "headlines": 1}
    assert counts.read == 4 + 17


def test_hosts_where_nothing_was_removed() -> None:
    bare = explain("<p>It rained.</p>", url="https://rain.example/a", passes=())
    counts = RunTotals.of([bare, sample()])
    assert counts.hosts["rain.example"].untouched == 1
    assert counts.hosts["rain.example"].untouched_examples == [
        Example("https://rain.example/a", "https://rain.example/a")
    ]
    assert counts.hosts["echo.example"].untouched == 0


def test_what_is_counted_of_a_host() -> None:
    rows = [
        ARTICLE,
        {**ARTICLE.to_dict(), "confidence": 0.4, "warnings": ["cut"]},
        {**ARTICLE.to_dict(), "confidence": None},
        {**ARTICLE.to_dict(), "confidence": "high", "body": []},
        failed("took 60 s"),
    ]
    host = RunTotals.of(rows).hosts["echo.example"]
    assert (host.pages, host.articles, host.empty, host.warned, host.rated) == (5, 4, 1, 1, 2)
    assert host.confidence == ARTICLE.confidence + 0.4


def test_a_run_is_drawn_once_and_not_held() -> None:
    counts = RunTotals.of(ARTICLE for _ in range(5000))
    assert counts.pages == 5000
    assert len(counts.examples["ok"]) == 3


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"url": "http://[broken", "published": "yesterday", "body": "text", "title": 7},
        {"body": [None, {"text": None}], "trace": [None, {"action": "drop"}], "status": None},
        {"error": {}, "file": 3},
    ],
)
def test_rows_of_other_makers_cost_nothing_but_themselves(row: dict[str, Any]) -> None:
    assert RunTotals.of([row]).pages == 1


# --- files --------------------------------------------------------------------------------------


@pytest.fixture
def cleaned(tmp_path: Path) -> Path:
    path = tmp_path / "cleaned.jsonl"
    rows = [
        {"file": "a.html", **ARTICLE.to_dict()},
        {
            "file": "b.html",
            **ARTICLE.to_dict(),
            "trace": [{"by": "boxes", "action": "drop"}, {"by": "titles", "action": "claim"}],
        },
    ]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    error = {"file": "c.html", "error": {"kind": "NotAPage", "message": "a PDF", "by": None}}
    (tmp_path / "cleaned.jsonl.errors.jsonl").write_text(json.dumps(error) + "\n")
    return path


def test_json_lines_with_their_errors(cleaned: Path) -> None:
    counts = RunTotals.of(rows_of(cleaned))
    assert (counts.pages, counts.articles, counts.errors) == (3, 2, {"NotAPage": 1})
    assert counts.removed == {"boxes": 1}
    assert counts.examples["NotAPage"] == [Example("c.html: a PDF", None)]


def test_packed_json_lines(cleaned: Path) -> None:
    packed = cleaned.with_name("cleaned.jsonl.gz")
    packed.write_bytes(gzip.compress(cleaned.read_bytes()))
    rows = list(rows_of(cleaned))
    cleaned.with_name("cleaned.jsonl.errors.jsonl").rename(f"{packed}.errors.jsonl")
    assert list(rows_of(packed)) == rows


def test_parquet(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow", reason="pip install 'newsclean[arrow]'")
    from pyarrow import parquet

    from newsclean.adapters.arrow import clean_batch

    def last(page):  # type: ignore[no-untyped-def]
        yield Drop(page.blocks[-1].id, "menu")

    html = ["<h1>Rain</h1><p>It rained on Monday, and the rivers rose by a metre.</p><nav>Menu</nav>", None]
    pages = pa.RecordBatch.from_pylist([{"url": "https://echo.example/a", "html": x} for x in html])
    file = tmp_path / "cleaned.parquet"
    parquet.write_table(pa.Table.from_batches([clean_batch(pages, trace=True, passes=(last,))]), file)
    counts = RunTotals.of(rows_of(file))
    assert (counts.pages, counts.articles, counts.traced) == (2, 1, 1)
    assert counts.removed == {"last": 1}
    assert counts.hosts["echo.example"].pages == 2


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{"status": "ok"}\n[1]\n', "line 2: not an object"),
        ('{"status": "ok"}\n{', "line 2: "),
        ('{"url": "https://echo.example/a", "html": "<p>Rain"}', "line 1: not a cleaned page"),
        ('{"file": "a.html", "status": "ok", "written": true, "trace": []}', "line 1: not a cleaned page"),
    ],
)
def test_what_is_no_json_lines_is_said(tmp_path: Path, text: str, problem: str) -> None:
    file = tmp_path / "cleaned.jsonl"
    file.write_text(text)
    with pytest.raises(ValueError, match=problem):
        RunTotals.of(rows_of(file))


def test_a_line_of_the_errors_is_named_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "cleaned.jsonl").write_text("")
    (tmp_path / "cleaned.jsonl.errors.jsonl").write_text("{")
    with pytest.raises(ValueError, match=r"^cleaned\.jsonl\.errors\.jsonl, line 1: "):
        list(rows_of(tmp_path / "cleaned.jsonl"))


def test_a_table_of_pages_is_no_run(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow", reason="pip install 'newsclean[arrow]'")
    from pyarrow import parquet

    parquet.write_table(pa.table({"html": ["<p>Rain"]}), tmp_path / "pages.parquet")
    with pytest.raises(ValueError, match="not a cleaned page"):
        list(rows_of(tmp_path / "pages.parquet"))


def test_a_file_of_another_kind_is_said(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"neither \.jsonl nor \.parquet"):
        list(rows_of(tmp_path / "cleaned.csv"))


def test_the_command(report, cleaned: Path) -> None:  # type: ignore[no-untyped-def]
    to = cleaned.with_name("report.html")
    command = [sys.executable, "-m", "newsclean", "report", str(cleaned), "--html", str(to)]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (
        to.read_text(encoding="utf-8")
        == report(rows_of(cleaned), title="Cleaning report: cleaned.jsonl").to_html()
    )


def test_the_command_leaves_the_old_report_where_the_rows_are_bad(report, cleaned: Path) -> None:  # type: ignore[no-untyped-def]
    to = cleaned.with_name("report.html")
    to.write_text("the report of yesterday")
    cleaned.write_text("no json")
    command = [sys.executable, "-m", "newsclean", "report", str(cleaned), "--html", str(to)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(f"newsclean: {cleaned}: line 1: ")
    assert to.read_text() == "the report of yesterday"


@pytest.mark.parametrize("missing", ["altair", "vl_convert"])
def test_the_command_names_a_missing_extra_and_blames_no_file(tmp_path: Path, missing: str) -> None:
    """Nor does it read the file, which may take minutes."""
    out = tmp_path / "report.html"
    code = f"import sys; sys.modules['{missing}'] = None\nfrom newsclean.cli import main; main()"
    command = [sys.executable, "-c", code, "report", str(tmp_path / "gone.jsonl"), "--html", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    # where neither is installed, altair is named
    assert done.stderr.startswith("newsclean: a report needs ")
    assert done.stderr.endswith(": pip install 'newsclean[report]'\n")
    assert (done.returncode, done.stdout, out.exists()) == (1, "", False)


# --- the page -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def report():  # type: ignore[no-untyped-def]
    pytest.importorskip("altair", reason="pip install 'newsclean[report]'")
    pytest.importorskip("vl_convert", reason="pip install 'newsclean[report]'")
    from newsclean import report

    return report


def test_the_page_shows_what_was_counted(report) -> None:  # type: ignore[no-untyped-def]
    pages = ["<p>It rained on Monday.</p>", b"%PDF-1.7", ""]
    page = report(
        clean_many(pages, workers=0, with_trace=True, passes=PASSES[-1:]), title="Monday's run"
    ).to_html()
    text = " ".join(outline(page).texts)
    assert "Monday's run" in text
    assert "3 pages.  1 failed .  2 articles , median length 4 words." in text
    assert "failed: NotAPage" in text
    assert "Share of the pages’ blocks that each pass removed" in text
    assert "Nothing was removed" in text
    assert page.count("<svg") == 4, "none of dates and of removals, as there are none"


def test_what_was_kept_is_a_note_and_not_a_bar(report) -> None:  # type: ignore[no-untyped-def]
    rows = [
        explain("<nav><a href='/'>Home</a></nav><p>It rained in Brennau on Monday, and it rained a lot.</p>")
    ]
    text = " ".join(outline(report(rows).to_html()).texts)
    assert "% was kept" in text
    assert "kept" not in text.replace("% was kept", "")


def test_rows_without_a_trace_say_that_it_is_not_known_what_was_removed(report) -> None:  # type: ignore[no-untyped-def]
    text = " ".join(outline(report([ARTICLE]).to_html()).texts)
    assert "The rows hold no trace" in text
    assert "Unknown without traces." in text


def test_sites_where_a_profile_would_help_most(report) -> None:  # type: ignore[no-untyped-def]
    def site(host: str, pages: int, confidence: float, body: tuple[Block, ...] = BODY) -> list[Article]:
        return [
            Article(url=f"https://{host}.example/{n}", confidence=confidence, body=body) for n in range(pages)
        ]

    rows = [
        *site("sure", 50, 0.99),
        *site("few", 4, 0.1),
        *site("doubtful", 9, 0.5),
        *site("empty", 6, 0.9, ()),
    ]
    page = report([*rows, Article(url="https://empty.example/x", warnings=("cut",))]).to_html()
    text = " ".join(" ".join(outline(page).texts).split())
    assert (
        "Host Pages Without text With warnings Mean confidence "
        "empty.example 7 100% 14% 0.77 doubtful.example 9 0% 0% 0.50 sure.example 50 0% 0% 0.99 Everything"
    ) in text
    assert "Where a profile would help most" not in report(site("few", 4, 0.1)).to_html()


def test_one_odd_date_leaves_the_others_their_days(report) -> None:  # type: ignore[no-untyped-def]
    import datetime as dt

    days = [dt.date(1970, 1, 1), *(dt.date(2024, 5, 1 + n % 7) for n in range(99))]
    text = " ".join(outline(report(Article(published=day) for day in days).to_html()).texts)
    assert "before" in text
    assert "7 May" in text


@pytest.mark.parametrize("rows", [[], [Article()], [failed("x" * 9999)]], ids=["nothing", "empty", "failed"])
def test_small_runs(report, rows: list[Any]) -> None:  # type: ignore[no-untyped-def]
    outline(report(rows).to_html())


def test_hostile_text_is_text(report) -> None:  # type: ignore[no-untyped-def]
    everything = " ".join(ATTACKS)
    error = Outcome(0, everything, "javascript:owned", None, Failure(everything, everything), None)
    status = {
        "status": everything,
        "language": everything,
        "url": f"https://{everything}/",
        "title": everything,
    }
    page = report([hostile(), error, status], title=everything).to_html()
    found = outline(page)
    assert not {"script", "img", "iframe", "base", "link", "form"} & set(found.tags)
    assert not set("\x1b\x07\x9b\u202e\u2066\x00\ud800") & set(page)
    assert "javascript:" not in page.partition("<svg")[0]


def test_a_report_is_saved_whole_or_not_at_all(report, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    made = report([ARTICLE])
    made.save(tmp_path / "report.html")
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == made.to_html()
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
    assert repr(made) == "<Report: 1 pages, 1 articles>"
    with pytest.raises(FileNotFoundError):
        made.save(tmp_path / "nowhere" / "report.html")
