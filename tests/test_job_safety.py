"""Nothing is lost and nothing destroyed: files of a job that are damaged, in use, or not its own."""

from __future__ import annotations

import csv
import gzip
import itertools
import json
import multiprocessing
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from job_files import PDF, SHORT, Run, json_rows, left_behind, stopping_after, write_lines

from newsclean import Failure, Outcome, RawPage, clean_many
from newsclean.cli import main
from newsclean.jobs import job as jobs
from newsclean.jobs.lock import Lock

OUTPUTS = ["out.jsonl", "out.jsonl.gz", "out.csv", "out.parquet", "out/"]


@pytest.fixture
def newsclean(newsclean: Run) -> Run:
    """Runs `newsclean clean` without workers, which is quicker."""
    return partial(newsclean, "--workers", "0")


def needs_extras(output: str) -> None:
    if output.endswith(".parquet"):
        pytest.importorskip("pyarrow", reason="pip install 'newsclean[arrow]'")


@pytest.fixture
def stopped(newsclean: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Starts a job with this output over in.jsonl, and stops it after the fourth of its six pages."""

    def stop(output: str, source: str = "in.jsonl") -> None:
        needs_extras(output)
        write_lines("in.jsonl", [{"id": i, "html": SHORT if i != 1 else None} for i in range(6)])
        with stopping_after(4, monkeypatch):
            assert newsclean(source, "-o", output)[0] == 130

    return stop


def contents() -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in Path().rglob("*") if path.is_file()}


def test_outputs_of_one_stem_keep_their_own_errors(newsclean: Run, stopped: Callable[[str], None]) -> None:
    stopped("out.jsonl")
    Path("a.pdf").write_bytes(PDF)
    assert newsclean("a.pdf", "-o", "out.csv")[0] == 1
    assert newsclean("in.jsonl", "-o", "out.jsonl", "--resume")[0] == 1
    assert [row["id"] for row in json_rows("out.jsonl")] == [0, 2, 3, 4, 5]
    assert [row["id"] for row in json_rows("out.jsonl.errors.jsonl")] == [1]
    assert [row["file"] for row in json_rows("out.csv.errors.jsonl")] == ["a.pdf"]


def cut(part: Path) -> None:
    if part.is_dir():
        next(part.iterdir()).unlink()
    else:
        part.write_bytes(part.read_bytes()[:-1])


def swap(part: Path) -> None:
    for path in [part] if part.is_file() else list(part.iterdir()):
        path.write_bytes(b"x" * 100_000)


def remove(part: Path) -> None:
    shutil.rmtree(part) if part.is_dir() else part.unlink()


@pytest.mark.parametrize("damage", [cut, swap, remove])
@pytest.mark.parametrize("output", OUTPUTS)
def test_rows_are_not_added_to_a_damaged_part(
    output: str, damage: Callable[[Path], None], newsclean: Run, stopped: Callable[[str], None]
) -> None:
    stopped(output)
    part = Path(f"{output.rstrip('/')}.part")
    if part.is_dir() and damage is swap and output == "out/":
        return  # the files of a folder are not looked into
    damage(part)
    code, _, err = newsclean("in.jsonl", "-o", output, "--resume")
    assert code == 1
    assert err == (
        f"newsclean: {part} is not as its run left it, and rows would be lost: --overwrite starts again\n"
    )
    assert newsclean("in.jsonl", "-o", output, "--overwrite", "-q")[0] == 1
    name = output.rstrip("/")
    assert left_behind() == [name, f"{name}.errors.jsonl"]


def test_a_folder_is_not_continued_in_another_form(newsclean: Run, stopped: Callable[[str], None]) -> None:
    stopped("out/")
    code, _, err = newsclean("in.jsonl", "-o", "out/", "--markdown", "--resume")
    assert code == 1
    assert "was begun with other inputs or options" in err


def test_lost_error_rows_are_noticed(newsclean: Run, stopped: Callable[[str], None]) -> None:
    stopped("out.jsonl")
    Path("out.jsonl.errors.jsonl.part").unlink()
    _, _, err = newsclean("in.jsonl", "-o", "out.jsonl", "--resume")
    assert err.startswith("newsclean: out.jsonl.errors.jsonl.part is not as its run left it")


@pytest.mark.parametrize("output", OUTPUTS)
def test_a_result_that_is_lost_before_it_is_in_place_is_noticed(
    output: str, newsclean: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs_extras(output)
    Path("a.html").write_text(SHORT)

    def killed(job: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        for each in ("outputs.LinesOutput", "outputs.CsvOutput", "outputs.FolderOutput"):
            patched.setattr(f"newsclean.jobs.{each}.finish", killed)
        if output.endswith(".parquet"):
            patched.setattr("newsclean.jobs.parquet_output.ParquetOutput.finish", killed)
        assert newsclean("a.html", "a.html", "-o", output)[0] == 130
    remove(Path(f"{output.rstrip('/')}.part"))
    code, _, err = newsclean("a.html", "a.html", "-o", output, "--resume")
    assert code == 1
    assert "is not as its run left it" in err


@pytest.mark.parametrize("state", ["", "{}", "[1]\n0", "\x00" * 50, '{"what": []}\n00000000\n', "cut"])
def test_a_damaged_state_is_one_sentence(state: str, newsclean: Run, stopped: Callable[[str], None]) -> None:
    stopped("out.jsonl")
    job = Path("out.jsonl.job")
    job.write_text(job.read_text()[:-3] if state == "cut" else state)
    before = contents()
    code, _, err = newsclean("in.jsonl", "-o", "out.jsonl", "--resume")
    assert (code, err) == (1, "newsclean: out.jsonl.job is damaged: --overwrite starts again\n")
    assert contents() == before


@pytest.mark.parametrize("arguments", [("--resume",), ("--overwrite",), ()])
@pytest.mark.parametrize("output", ["out/", "out.parquet"])
def test_a_foreign_file_in_a_part_stays(output: str, arguments: tuple[str, ...], newsclean: Run) -> None:
    needs_extras(output)
    part = Path(f"{output.rstrip('/')}.part")
    part.mkdir()
    (part / "notes.txt").write_text("mine")
    Path("a.html").write_text(SHORT)
    code, _, err = newsclean("a.html", "a.html", "-o", output, *arguments)
    assert code == 1
    assert err.count("\n") == 1
    assert (part / "notes.txt").read_text() == "mine"


def test_a_foreign_part_stays(newsclean: Run) -> None:
    Path("a.html").write_text(SHORT)
    Path("out.jsonl.part").write_text("mine")
    for arguments in ((), ("--resume",)):
        code, _, err = newsclean("a.html", "a.html", "-o", "out.jsonl", *arguments)
        assert code == 1
        assert err == "newsclean: out.jsonl.part exists without out.jsonl.job: --overwrite replaces it\n"
    assert Path("out.jsonl.part").read_text() == "mine"


def test_the_lock_of_a_dead_process_is_no_lock(newsclean: Run, stopped: Callable[[str], None]) -> None:
    stopped("out.jsonl")
    Path("out.jsonl.lock").write_text("")
    assert newsclean("in.jsonl", "-o", "out.jsonl", "--resume", "-q")[0] == 1
    assert left_behind() == ["out.jsonl", "out.jsonl.errors.jsonl"]


def is_free(path: Path) -> bool:
    lock = Lock(path)
    try:
        lock.acquire()
    except BlockingIOError:
        return False
    lock.release()
    return True


def test_a_lock_keeps_other_processes_out_until_it_is_released(tmp_path: Path) -> None:
    lock = Lock(tmp_path / "lock")
    lock.acquire()
    with multiprocessing.get_context("spawn").Pool(1) as other:
        assert not other.apply(is_free, [tmp_path / "lock"])
        lock.release()
        assert other.apply(is_free, [tmp_path / "lock"])
    assert list(tmp_path.iterdir()) == []


# --- inputs stay --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ("a.html", "-o", "a.html"),
        ("a.html", "-o", "pages/../a.html"),
        ("a.html", "-o", "link.html"),
        ("link.html", "-o", "a.html"),
        ("a.html", "-o", "hard.html"),
        ("pages", "-o", "pages/b.html"),
        ("pages", "-o", "pages/c.jsonl", "--overwrite"),
        ("pages/*.jsonl", "-o", "pages/c.jsonl", "--overwrite"),
        ("pages/c.jsonl", "-o", "pages/c.jsonl", "--overwrite"),
        ("pages/c.jsonl", "-o", "pages/c.jsonl", "--resume"),
        ("linked", "-o", "pages/c.jsonl", "--overwrite"),
        ("c.jsonl.errors.jsonl", "-o", "c.jsonl", "--overwrite"),
        ("pages/b.html", "-o", "profiles/lenn.example.json", "--profiles", "profiles"),
        ("pages/b.html", "-o", "rules.json", "--profiles", "rules.json"),
    ],
)
def test_an_output_that_is_an_input_is_refused(arguments: tuple[str, ...], newsclean: Run) -> None:
    Path("pages").mkdir()
    Path("a.html").write_text(SHORT)
    Path("link.html").symlink_to("a.html")
    Path("hard.html").hardlink_to("a.html")
    Path("linked").symlink_to("pages")
    Path("pages", "b.html").write_text(SHORT)
    Path("profiles").mkdir()
    for rules in ("profiles/lenn.example.json", "rules.json"):
        Path(rules).write_text('{"drop": [".partner"]}')
    for lines in ("pages/c.jsonl", "c.jsonl.errors.jsonl"):
        write_lines(lines, [{"html": SHORT}])
    before = contents()
    code, _, err = newsclean(*arguments)
    assert code == 2
    assert "is an input: it would be replaced" in err
    assert contents() == before


def test_a_view_does_not_replace_its_page(newsclean: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.html").write_text(SHORT)
    write_lines("a.jsonl", [{"status": "ok"}])
    before = contents()
    for command, file in (("explain", "a.html"), ("report", "a.jsonl")):
        monkeypatch.setattr(sys, "argv", ["newsclean", command, file, "--html", file])
        with pytest.raises(SystemExit) as left:
            main()
        assert left.value.code == 2
    assert contents() == before


@pytest.mark.parametrize("output", ["out.jsonl", "out.parquet", "out/"])
def test_what_a_run_writes_into_the_folder_of_its_pages_is_not_read(
    output: str, newsclean: Run, stopped: Callable[..., None]
) -> None:
    stopped(output, ".")
    assert newsclean(".", "-o", output, "--resume", "-q")[0] == 1
    name = output.rstrip("/")
    assert [row["id"] for row in json_rows(f"{name}.errors.jsonl")] == [1]
    assert left_behind() == [name, f"{name}.errors.jsonl"]


# --- folders that hold more than files ----------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="no pipes in folders there")
@pytest.mark.parametrize("named", ["pages", "pages/*"])
def test_what_is_no_file_is_skipped_and_counted(named: str, newsclean: Run) -> None:
    Path("pages").mkdir()
    Path("pages", "a.html").write_text(SHORT)
    os.mkfifo("pages/pipe.html")
    Path("pages", "gone.html").symlink_to("nowhere")
    Path("pages", "null.html").symlink_to("/dev/zero")
    with closing(socket.socket(socket.AF_UNIX)) as listening:
        listening.bind("pages/socket")
        code, _, err = newsclean(named, "-o", "out.csv")
        assert newsclean(named, "-o", "out.jsonl")[2] == err.splitlines(keepends=True)[2]
    assert code == 0
    assert len(json_rows("out.jsonl")) == 1
    assert newsclean("pages/gone.html") == (1, "", "newsclean: pages/gone.html: No such file or directory\n")
    problems = err.splitlines()[2].removeprefix("newsclean: skipped: ").split(", ")
    assert sorted(problems) == ["broken link 1", "device 1", "pipe 1", "socket 1"]


@pytest.mark.skipif(os.name == "nt", reason="no pipes in folders there")
def test_a_pipe_that_is_named_is_read(newsclean: Run) -> None:
    os.mkfifo("pipe")
    with subprocess.Popen(["sh", "-c", f"echo '{SHORT}' > pipe"]):
        assert newsclean("pipe", "--text")[0] == 0


# --- pages whose worker died --------------------------------------------------------------------

Dying = Callable[[str | None], None]


@pytest.fixture
def dying(monkeypatch: pytest.MonkeyPatch) -> Dying:
    """Sets the name of the field whose pages kill their worker."""
    deadly: list[str | None] = [None]

    def clean(pages: Iterable[RawPage], **options: Any) -> Iterator[Outcome]:
        for outcome in clean_many(pages, **options):
            if deadly[0] in outcome.key[1].carried:
                yield replace(outcome, article=None, error=Failure("WorkerDied", "it was ended by signal 9"))
            else:
                yield outcome

    monkeypatch.setattr(jobs, "clean_many", clean)
    return partial(deadly.__setitem__, 0)


def titles_of(output: str) -> list[str]:
    if output == "out/":
        return [path.name[7:-5].title() for path in sorted(Path(output).iterdir())]
    if output.endswith(".csv"):
        with open(output, encoding="utf-8-sig", newline="") as file:
            return [row["title"] for row in csv.DictReader(file)]
    if output.endswith(".parquet"):
        import pyarrow.parquet as pq

        return list(pq.read_table(output)["title"].to_pylist())
    data = Path(output).read_bytes()
    lines = gzip.decompress(data) if output.endswith(".gz") else data
    return [json.loads(line)["title"] for line in lines.splitlines()]


FOUR = [
    {"html": f"<h1>{title}</h1><p>It rained, \u201call day\u201d, on the coast.\n<p>=1", field: "x"}
    for title, field in [("One", "a"), ("Two", "deadly"), ("Three", "worse"), ("Four", "b")]
]


@pytest.mark.parametrize("output", OUTPUTS)
def test_a_page_whose_worker_died_is_tried_once_more(output: str, newsclean: Run, dying: Dying) -> None:
    needs_extras(output)
    write_lines("in.jsonl", [*FOUR, {"html": 5}])
    name = output.rstrip("/")
    dying("deadly")
    code, _, err = newsclean("in.jsonl", "-o", output)
    assert code == 1
    assert err.endswith("newsclean: --resume tries once more the pages whose worker died\n")
    assert [row["row"] for row in json_rows(f"{name}.errors.jsonl")] == [2, 5]
    assert left_behind() == [name, f"{name}.errors.jsonl", f"{name}.job"]
    dying(None)
    code, _, err = newsclean("in.jsonl", "-o", output, "--resume")
    assert (code, err.splitlines()[1]) == (1, "newsclean: status: ok 4")
    assert sorted(titles_of(output)) == ["Four", "One", "Three", "Two"]
    assert [row["row"] for row in json_rows(f"{name}.errors.jsonl")] == [5]
    assert left_behind() == [name, f"{name}.errors.jsonl"]


def test_a_page_whose_worker_dies_again_is_an_error_for_good(newsclean: Run, dying: Dying) -> None:
    write_lines("in.jsonl", FOUR)
    dying("deadly")
    assert newsclean("in.jsonl", "-o", "out.jsonl")[0] == 1
    assert newsclean("in.jsonl", "-o", "out.jsonl", "--resume")[0] == 1
    assert titles_of("out.jsonl") == ["One", "Three", "Four"]
    assert [row["row"] for row in json_rows("out.jsonl.errors.jsonl")] == [2]
    assert left_behind() == ["out.jsonl", "out.jsonl.errors.jsonl"]
    dying(None)
    assert newsclean("in.jsonl", "-o", "out.jsonl", "--resume")[0] == 0
    assert len(json_rows("out.jsonl.errors.jsonl")) == 1


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("stop_at", range(1, 6))
def test_trying_again_may_be_interrupted(
    stop_at: int, output: str, newsclean: Run, dying: Dying, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs_extras(output)
    write_lines("in.jsonl", [row | ({"deadly": "x"} if "worse" in row else {}) for row in FOUR])
    dying("deadly")
    newsclean("in.jsonl", "-o", output)
    dying(None)
    save, calls = jobs.Job._save, itertools.count(1)

    def interrupted(job: jobs.Job, state: dict[str, Any]) -> None:
        if next(calls) == stop_at:
            raise KeyboardInterrupt
        save(job, state)

    with monkeypatch.context() as patched:
        patched.setattr(jobs.Job, "_save", interrupted)
        patched.setattr(jobs, "_MARK_INTERVAL", -1)
        newsclean("in.jsonl", "-o", output, "--resume")
    assert newsclean("in.jsonl", "-o", output, "--resume")[0] == 0
    assert sorted(titles_of(output)) == ["Four", "One", "Three", "Two"]
    assert left_behind() == [output.rstrip("/")]
