"""Options of `newsclean clean` and `explain`: forms, own passes, limits, traces and filters."""

from __future__ import annotations

import gzip
import json
import multiprocessing
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fixture_files import FIXTURES
from job_files import SHORT, Run, json_rows, left_behind, write_lines
from typer.testing import CliRunner

from newsclean import Failure, Outcome, RawPage, clean, clean_many, explain
from newsclean.cli import app
from newsclean.jobs import job as jobs
from newsclean.jobs.filters import Wanted

PAGE = FIXTURES / "pages" / "amp-page" / "page.html"
OTHER = FIXTURES / "pages" / "json-ld-only" / "page.html"

LONG = "<h1>Bridge reopens</h1>" + "<p>The bridge over the Lenn reopened on Monday, a year late.</p>" * 3
GERMAN = (
    "<html lang=de-AT><h1>Die Brücke ist wieder offen</h1>"
    "<p>Die Brücke über die Lenn ist seit Montag wieder offen, ein Jahr später als geplant.</p></html>"
)

# --- forms ----------------------------------------------------------------------------------------

FORMS = {
    "json": ("out.json", lambda article: article.to_json(indent=2) + "\n"),
    "text": ("out.txt", lambda article: article.text + "\n"),
    "markdown": ("out.md", lambda article: article.to_markdown()),
    "html": ("out.html", lambda article: article.to_html()),
    "tei": ("out.xml", lambda article: article.to_tei()),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_chosen_by_option_or_by_the_name_of_the_output(newsclean: Run, form: str) -> None:
    name, expected = FORMS[form]
    text = expected(clean(PAGE))
    assert newsclean(PAGE, "--format", form) == (0, text, "")
    assert newsclean(PAGE, "-o", name) == (0, "", "")
    assert Path(name).read_text(encoding="utf-8") == text
    assert newsclean(PAGE, "-o", name, "--format", form) == (0, "", "")
    assert newsclean(PAGE, OTHER, "-o", "out/", "--format", form, "-q") == (0, "", "")
    first = min(Path("out").iterdir())
    assert (first.suffix, first.read_text(encoding="utf-8")) == (Path(name).suffix, text)


def test_other_names_say_nothing(newsclean: Run) -> None:
    newsclean(PAGE, "-o", "out.data", "--text")
    assert Path("out.data").read_text(encoding="utf-8") == clean(PAGE).text + "\n"
    newsclean(PAGE, "-o", "out.HTM")
    assert Path("out.HTM").read_text(encoding="utf-8") == clean(PAGE).to_html()
    assert newsclean(PAGE, OTHER, "-o", "two.txt", "--text")[0] == 0
    assert Path("two.txt").read_text(encoding="utf-8").count("==> ") == 2


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("--format", "pdf"), "--format is one of json, text, markdown, html, tei, ninjs"),
        (("--format", "tei", "--text"), "--format tei and --text contradict each other"),
        (
            ("--format", "ninjs", "-o", "a.md"),
            "-o a.md is the name of a file in markdown, but --format is ninjs",
        ),
        (("--html", "-o", "a.md"), "-o a.md is the name of a file in markdown, but --format is html"),
        (("--text", "-o", "a.jsonl"), ".jsonl holds every field: use --format text with a folder/"),
        ((OTHER, "-o", "a.html"), "-o a.html is for one page: for several, use -o folder/ --format html"),
        (("-o", "a.xlsx"), "-o a.xlsx: newsclean writes .jsonl (also .gz .zst), .parquet, .csv and folder/"),
        ((OTHER, "-o", "a.csv.gz"), "-o a.csv.gz: newsclean writes .jsonl"),
        (("--max-memory", "5", "--workers", "0"), "--max-memory needs workers"),
        (("--trace", "a.txt"), "--trace a.txt is not the name of a .jsonl file (also .gz .zst)"),
        (("--trace", "a.jsonl", "-o", "a.jsonl"), "--trace and -o need files of their own"),
        (("--trace", "a/t.jsonl", "-o", "a/"), "--trace and -o need files of their own"),
        ((OTHER, "-o", "."), "-o . is not a folder of its own: name one that is empty or new"),
        (("--status", "fine"), "--status takes ok, empty, listing, paywalled, truncated, blocked, error"),
        (("--status", ""), "--status takes ok,"),
        (("--language", "German"), "--language takes codes such as de,en"),
        (("--min-confidence", "2"), "Invalid value for '--min-confidence'"),
    ],
)
def test_what_contradicts_is_refused_in_one_sentence(
    newsclean: Run, arguments: tuple[str | Path, ...], problem: str
) -> None:
    code, out, err = newsclean(PAGE, *arguments)
    assert (code, out, err.count("\n"), left_behind("a")) == (2, "", 1, [])
    assert problem in err


def test_ninjs_is_json_of_one_page_or_a_line_for_each(newsclean: Run) -> None:
    items = [clean(page).to_ninjs() for page in (PAGE, OTHER)]
    assert json.loads(newsclean(PAGE, "--format", "ninjs")[1]) == items[0]
    assert newsclean(PAGE, "--format", "ninjs", "-o", "item.json") == (0, "", "")
    assert json.loads(Path("item.json").read_text(encoding="utf-8")) == items[0]
    assert list(map(json.loads, newsclean(PAGE, OTHER, "--format", "ninjs")[1].splitlines())) == items
    newsclean(PAGE, OTHER, "--format", "ninjs", "-o", "items/", "-q")
    assert [json.loads(path.read_bytes()) for path in sorted(Path("items").iterdir())] == items


# --- --pass ---------------------------------------------------------------------------------------

PASSES = """
from newsclean import Drop

NUMBER = 5
nameless = lambda page: ()


def no_nobody(page):
    for block in page.blocks:
        if block.text.startswith("Nobody"):
            yield Drop(block, "says nobody")


class Mine:
    @staticmethod
    def titled(page):
        for block in page.blocks:
            if "coastguard" in block.text:
                yield Drop(block, "of the coastguard")
"""


@pytest.fixture
def own_passes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.delitem(sys.modules, "own_passes", raising=False)
    (tmp_path / "own_passes.py").write_text(PASSES)
    return "own_passes"


def test_own_passes_run_after_the_default_ones(newsclean: Run, own_passes: str) -> None:
    both = ("--pass", f"{own_passes}:no_nobody", "--pass", f"{own_passes}:Mine.titled")
    _, without, _ = newsclean(PAGE, "--text")
    code, text, err = newsclean(PAGE, "--text", *both)
    assert (code, err) == (0, "")
    paragraphs = without.split("\n\n")
    left = [each for each in paragraphs if not each.startswith("Nobody") and "coastguard" not in each]
    assert text.strip() == "\n\n".join(left).strip()
    assert len(left) < len(paragraphs)
    shown = CliRunner().invoke(app, ["explain", str(PAGE), *both]).stdout.splitlines()
    assert shown[-1].endswith("[titled: of the coastguard]")
    in_workers = newsclean(PAGE, OTHER, "--text", *both, "--workers", "2")
    assert in_workers == newsclean(PAGE, OTHER, "--text", *both, "--workers", "0")
    assert text.split("\n")[0] in in_workers[1]


STARTED_ANEW = """
import multiprocessing, sys
from newsclean.cli import main
if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    sys.argv[0] = "newsclean"
    main()
"""


def test_own_passes_and_traces_reach_workers_that_start_anew(own_passes: str, tmp_path: Path) -> None:
    (tmp_path / "start.py").write_text(STARTED_ANEW)
    command = [sys.executable, "start.py", "clean", str(PAGE), "--workers", "1", "--trace", "t.jsonl"]
    ran = subprocess.run(
        [*command, "--pass", f"{own_passes}:no_nobody"], capture_output=True, check=False, cwd=tmp_path
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    last = json_rows(tmp_path / "t.jsonl")[0]["trace"][-1]
    assert (last["by"], last["reason"], last["text"][:6]) == ("no_nobody", "says nobody", "Nobody")


def test_a_pass_without_a_name_cannot_be_sent_to_such_workers(
    newsclean: Run, own_passes: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = ("--pass", f"{own_passes}:nameless")
    assert newsclean(PAGE, *named)[0] == 0
    monkeypatch.setattr(multiprocessing, "get_start_method", lambda: "spawn")
    code, out, err = newsclean(PAGE, *named, "--workers", "1")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "nameless cannot be sent to workers" in err


@pytest.mark.parametrize("verb", ["clean", "explain"])
@pytest.mark.parametrize(
    ("named", "problem"),
    [
        ("own_passes:missing", "module own_passes has no missing"),
        ("own_passes:NUMBER", "NUMBER is not a function but int"),
        ("own_passes", "name a pass as module:function"),
        ("own_passes:", "name a pass as module:function"),
        (".own_passes:no_nobody", "name a pass as module:function"),
        ("nowhere:no_nobody", "there is no module nowhere, neither here nor installed"),
        ("own_passes.sub:x", "there is no module own_passes.sub, neither here nor installed"),
        ("needs:x", "needs needs the module nonesuch, which is not installed"),
        ("broken:x", "broken cannot be imported: SyntaxError"),
        ("exits:x", "exits cannot be imported: SystemExit: it exits"),
    ],
)
def test_what_is_no_pass_is_one_sentence(
    command: Run, own_passes: str, verb: str, named: str, problem: str
) -> None:
    Path("needs.py").write_text("import nonesuch")
    Path("broken.py").write_text("def (")
    Path("exits.py").write_text("raise SystemExit(3)")
    code, out, err = command(verb, PAGE, "--pass", named)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("newsclean: --pass ")
    assert problem in err


# --- limits ---------------------------------------------------------------------------------------


def test_long_pages_are_cut(newsclean: Run) -> None:
    _, out, _ = newsclean(PAGE, "--max-chars", "2000")
    assert out == clean(PAGE, max_chars=2000).to_json(indent=2) + "\n"
    assert out != clean(PAGE).to_json(indent=2) + "\n"
    shown = CliRunner().invoke(app, ["explain", str(PAGE), "--max-chars", "2000"]).stdout
    assert shown == f"{explain(PAGE, max_chars=2000)}\n"


GREEDY = """
def greedy(page):
    bytearray(400_000_000)
    return ()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="no such limit there")
def test_a_worker_has_no_more_memory(newsclean: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path])
    Path("greedy_pass.py").write_text(GREEDY)
    code, out, err = newsclean(PAGE, "--pass", "greedy_pass:greedy", "--max-memory", "200")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert newsclean(PAGE, "--pass", "greedy_pass:greedy", "--max-memory", "900")[0] == 0


# --- --trace --------------------------------------------------------------------------------------


@pytest.mark.parametrize("to", [(), ("-o", "out.md"), ("-o", "out.jsonl"), ("-o", "out/")])
def test_a_trace_has_every_edit(newsclean: Run, to: tuple[str, ...]) -> None:
    assert newsclean(PAGE, *to, "--trace", "trace.jsonl", "-q")[0] == 0
    (row,) = json_rows("trace.jsonl")
    assert {name: row[name] for name in ("file", "status", "written")} == {
        "file": str(PAGE),
        "status": "ok",
        "written": True,
    }
    steps = explain(PAGE).trace
    told = [(x["by"], x.get("block"), x["reason"], x.get("evidence", "")) for x in row["trace"]]
    assert told == [(s.by, s.edit.block, s.edit.reason, str(s.edit.evidence)) for s in steps]
    blocks = {block.id: block.text for block in explain(PAGE).page.blocks}
    dropped = [x for x in row["trace"] if x["action"] == "drop"]
    assert dropped
    assert all(x["text"] == blocks[x["block"]] for x in dropped)
    assert ("title", clean(PAGE).title) in [(x.get("field"), x.get("value")) for x in row["trace"]]
    assert left_behind("trace") == ["trace.jsonl"]


@pytest.mark.parametrize("output", [(), ("-o", "out.jsonl")])
def test_a_trace_of_many_pages(newsclean: Run, output: tuple[str, ...]) -> None:
    pages = [{"html": LONG, "url": "https://echo.example/a"}, {"html": None}, {"html": SHORT}]
    write_lines("in.jsonl", pages)
    plain = newsclean("in.jsonl", "-q", *output)
    if output:
        Path("out.jsonl").rename("plain.jsonl")
        output = (*output, "--overwrite")
    assert newsclean("in.jsonl", "-q", *output, "--trace", "trace.jsonl.gz", "--workers", "2") == plain
    if output:
        assert json_rows("out.jsonl") == json_rows("plain.jsonl")
    rows = [json.loads(line) for line in unpacked(Path("trace.jsonl.gz")).splitlines()]
    assert [(row["row"], row.get("url")) for row in rows] == [(1, "https://echo.example/a"), (3, None)]


def test_a_trace_is_not_replaced_by_a_job(newsclean: Run) -> None:
    Path("trace.jsonl").write_text("before")
    code, _, err = newsclean(PAGE, OTHER, "-o", "out.csv", "--trace", "trace.jsonl")
    assert (code, err) == (1, "newsclean: trace.jsonl exists: --overwrite replaces it when all is done\n")
    assert Path("trace.jsonl").read_text() == "before"
    assert newsclean(PAGE, OTHER, "-o", "out.csv", "--trace", "trace.jsonl", "--overwrite")[0] == 0
    assert len(json_rows("trace.jsonl")) == 2


def test_a_trace_that_cannot_be_written(newsclean: Run) -> None:
    code, out, err = newsclean(PAGE, OTHER, "--trace", "nowhere/trace.jsonl")
    assert (code, out) == (1, "")
    assert err == "newsclean: cannot write the output: there is no folder nowhere\n"
    write_lines("in.jsonl", [{"html": SHORT}])
    code, _, err = newsclean("in.jsonl", "--trace", "in.jsonl")
    assert (code, "in.jsonl is an input: it would be replaced" in err) == (2, True)


# --- filters --------------------------------------------------------------------------------------


def test_what_is_wanted() -> None:
    german, english = clean(GERMAN), clean(LONG)
    assert Wanted().misfit(german) is None
    assert Wanted(statuses=("paywalled", "empty")).misfit(english) == "status"
    assert Wanted(languages=("en", "DE")).misfit(german) is None
    assert Wanted(languages=("de-at",)).misfit(german) is None
    assert Wanted(languages=("de-CH", "d")).misfit(german) == "language"
    assert Wanted(languages=("de",)).misfit(clean("")) == "language"
    assert Wanted(min_words=16).misfit(german) == "words"
    assert Wanted(min_words=15).misfit(german) is None
    assert Wanted(min_confidence=1).misfit(clean("")) == "confidence"


PAGES = [LONG, GERMAN, GERMAN, "", None, GERMAN]
MANY = [{"id": i, "html": page and page.replace("Lenn", f"Lenn {i}")} for i, page in enumerate(PAGES * 2)]
OPTIONS = ("--status", "ok,paywalled", "--language", "de,fr", "--min-words", "3", "--min-confidence", "0.01")
GERMANS = [1, 2, 5, 7, 8, 11]


def test_articles_that_do_not_fit_are_not_written_but_counted(newsclean: Run) -> None:
    write_lines("in.jsonl", MANY)
    code, out, err = newsclean("in.jsonl", *OPTIONS)
    assert code == 1
    assert [json.loads(line)["id"] for line in out.splitlines()] == GERMANS
    assert "newsclean: left out: language 2, status 2\n" in err
    code, _, err = newsclean("in.jsonl", *OPTIONS, "-o", "out.jsonl")
    assert "newsclean: 12 pages in" in err
    assert "newsclean: left out: language 2, status 2\n" in err
    assert [row["id"] for row in json_rows("out.jsonl")] == GERMANS
    assert newsclean(PAGE, "--min-words", "100000") == (0, "", "newsclean: left out: words 1\n")


@pytest.mark.parametrize("output", ["out.jsonl", "out.csv", "out.parquet", "out/"])
def test_a_filtered_and_traced_run_goes_on_where_it_was(
    output: str, newsclean: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    if output.endswith(".parquet"):
        pytest.importorskip("pyarrow", reason="pip install 'newsclean[arrow]'")
    write_lines("in.jsonl", MANY)
    monkeypatch.setattr(jobs, "_MARK_INTERVAL", 0.0)
    arguments = ("in.jsonl", *OPTIONS, "--trace", "trace.jsonl", "--workers", "0")
    assert newsclean(*arguments, "-o", "whole.jsonl")[0] == 1
    whole = Path("trace.jsonl").read_bytes()
    Path("trace.jsonl").unlink()
    written = jobs.Job._write
    for stop in (1, 5, 9):

        def interrupted(self: jobs.Job, outcome: Any, stop: int = stop) -> None:
            written(self, outcome)
            if self.counts.pages == stop:
                raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(jobs.Job, "_write", interrupted)
            assert newsclean(*arguments, "-o", output, "--resume")[0] == 130
        other = newsclean("in.jsonl", "--trace", "trace.jsonl", "-o", output, "--resume")
        assert "was begun with other inputs or options" in other[2]
        other = newsclean("in.jsonl", *OPTIONS, "-o", output, "--resume")
        assert "was begun with other inputs or options" in other[2]
    code, _, err = newsclean(*arguments, "-o", output, "--resume")
    assert code == 1
    assert "12 pages" in err
    assert "left out: language 2, status 2" in err
    assert Path("trace.jsonl").read_bytes() == whole
    assert [row["row"] for row in json_rows("trace.jsonl") if row["written"]] == [i + 1 for i in GERMANS]
    assert rows_written(output) == len(GERMANS)
    assert newsclean(*arguments, "-o", output, "--resume")[2] == "newsclean: this run is complete already\n"
    assert left_behind("trace") == ["trace.jsonl"]


def test_a_trace_that_is_not_as_it_was_left(newsclean: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write_lines("in.jsonl", MANY)
    monkeypatch.setattr(jobs, "_MARK_INTERVAL", 0.0)
    written = jobs.Job._write

    def interrupted(self: jobs.Job, outcome: Any) -> None:
        written(self, outcome)
        if self.counts.pages == 6:
            raise KeyboardInterrupt

    arguments = ("in.jsonl", "-o", "out.jsonl", "--trace", "trace.jsonl")
    with monkeypatch.context() as patched:
        patched.setattr(jobs.Job, "_write", interrupted)
        assert newsclean(*arguments)[0] == 130
    Path("trace.jsonl.part").unlink()
    code, _, err = newsclean(*arguments, "--resume")
    assert code == 1
    assert err.startswith("newsclean: trace.jsonl.part is not as its run left it")
    assert newsclean(*arguments, "--overwrite")[0] == 1
    assert left_behind() == ["out.jsonl", "out.jsonl.errors.jsonl"]


def test_pages_whose_worker_died_get_their_line_when_they_are_tried_again(
    newsclean: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dying(pages: Iterable[RawPage], **options: Any) -> Iterator[Outcome]:
        for outcome in clean_many(pages, **options):
            died = Failure("WorkerDied", "it was ended by signal 9") if outcome.key[0] == 1 else None
            yield replace(outcome, article=None, error=died, trace=None) if died else outcome

    write_lines("in.jsonl", [{"id": i, "html": SHORT} for i in range(3)])
    arguments = ("in.jsonl", "-o", "out.jsonl", "--trace", "trace.jsonl.gz", "-q")
    with monkeypatch.context() as patched:
        patched.setattr(jobs, "clean_many", dying)
        assert newsclean(*arguments)[0] == 1
    assert newsclean(*arguments, "--resume") == (0, "", "")
    for name, read in (("out.jsonl", Path.read_bytes), ("trace.jsonl.gz", unpacked)):
        rows = [json.loads(line)["row"] for line in read(Path(name)).splitlines()]
        assert rows == [1, 3, 2]
    assert left_behind("trace") == ["trace.jsonl.gz"]


def unpacked(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes())


def rows_written(output: str) -> int:
    if output == "out/":
        return len(list(Path(output).iterdir()))
    if output.endswith(".parquet"):
        import pyarrow.parquet as pq

        return int(pq.read_metadata(output).num_rows)
    if output.endswith(".csv"):
        import csv

        with open(output, encoding="utf-8-sig", newline="") as file:
            return len(list(csv.DictReader(file)))
    return len(json_rows(output))
