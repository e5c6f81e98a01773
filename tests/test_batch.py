"""clean_many yields a row for each page, in order, whatever the pages do to their processes."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from fixture_files import all_pages
from harmful_pages import HARMFUL, LONG, SHORT, harmful
from site_pages import CREDO, NEW_PAGE, site_pages

from newsclean import (
    DEFAULT_PASSES,
    Claim,
    Drop,
    Edit,
    NotAPage,
    Outcome,
    PassError,
    Profile,
    RawPage,
    Trace,
    clean,
    clean_many,
    explain,
    learn,
    learn_sites,
)
from newsclean.batch import OutOfMemory, Timeout, WorkerDied, workers
from newsclean.batch.site_profiles import SiteProfiles
from newsclean.batch.workers import Crew, Task
from newsclean.model import Page
from newsclean.outcome import Failure

PAGE = "<article><h1>Bridge {0} reopens</h1><p>The bridge {0} over the Lenn reopened on Monday.</p></article>"

every_start = pytest.mark.parametrize("start_method", multiprocessing.get_all_start_methods())


def pages(n: int) -> list[Any]:
    return [PAGE.format(i) for i in range(n)]


def kinds(rows: list[Outcome]) -> dict[int, str]:
    return {row.index: row.error.kind for row in rows if row.error}


# --- what comes out -------------------------------------------------------------------------------


def test_rows_are_those_of_clean_in_order() -> None:
    sources = [fixture.page for fixture in all_pages()]
    articles = list(map(clean, sources))
    for how_many in (0, 3):
        rows = list(clean_many(sources, workers=how_many))
        assert [row.index for row in rows] == list(range(len(sources)))
        assert [row.article for row in rows] == articles


@pytest.mark.parametrize("workers", [0, 2])
def test_every_kind_of_source(workers: int, tmp_path: Path) -> None:
    html = PAGE.format("é")
    file = tmp_path / "page.html"
    file.write_text(html, encoding="utf-8")
    data = html.encode()
    sources = [html, data, bytearray(data), memoryview(data), file, BeautifulSoup(html, "lxml")]
    rows = list(clean_many(sources, workers=workers))
    assert [row.article for row in rows] == [clean(html)] * len(sources)


@pytest.mark.parametrize("workers", [0, 2])
def test_a_row_says_whose_it_is(workers: int) -> None:
    key = threading.Lock()  # anything: it never leaves this process
    page = RawPage("<p>Größe und Maß".encode("latin-1"), "https://paper.example/a", "latin-1", key)
    (row,) = clean_many([page], workers=workers, with_trace=True)
    assert (row.key, row.url) == (key, "https://paper.example/a")
    assert row.article == clean(page.source, url=page.url, encoding="latin-1")
    assert row.trace


@pytest.mark.parametrize("workers", [0, 2])
def test_arguments_reach_the_pages(workers: int) -> None:
    text = "<p>LONDON (Reuters) - The bridge over the Lenn reopened on Monday, the council said.</p>" * 3
    (row,) = clean_many([text], workers=workers, keep_dateline=True, max_chars=150)
    assert row.article == clean(text, keep_dateline=True, max_chars=150)
    assert row.trace is None
    (row,) = clean_many([text], workers=workers, passes=())
    assert row.article == clean(text, passes=())


def test_a_page_may_come_with_its_address() -> None:
    url = "https://paper.example/a"
    (row,) = clean_many([("<h1>Rain</h1><p>The ferry stayed in port.</p>", url)], workers=0)
    assert row.article is not None
    assert (row.url, row.article.url) == (url, url)
    with pytest.raises(TypeError, match=r"not a mapping: pass \(page, url\) pairs"):
        list(clean_many({url: PAGE}))
    with pytest.raises(TypeError, match=r"a \(source, url\) pair, not a tuple of 3"):
        list(clean_many([("<p>Rain", url, "utf-8")], workers=0))  # type: ignore[list-item]


def test_no_pages() -> None:
    assert list(clean_many([])) == []


def test_rows_pickle() -> None:
    rows = list(clean_many([*pages(2), "raise"], passes=HARMFUL, workers=0, with_trace=True))
    assert pickle.loads(pickle.dumps(rows)) == rows


# --- profiles -------------------------------------------------------------------------------------


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_a_page_gets_the_profile_of_its_host(workers: int) -> None:
    profiles = learn_sites(site_pages() + site_pages("www.times.example"))
    hosts = [
        "echo.example",
        "www.echo.example",
        "m.echo.example",
        "times.example",
        "other.example",
        "example",
    ]
    urls = [f"https://{host}/lynx" for host in hosts]
    rows = list(
        clean_many([RawPage(NEW_PAGE, url) for url in [*urls, None]], profiles=profiles, workers=workers)
    )
    expected = [profiles["echo.example"]] * 3 + [profiles["times.example"]] + [None] * 3
    assert [row.article for row in rows] == [
        clean(NEW_PAGE, url=url, profile=profile)
        for url, profile in zip([*urls, None], expected, strict=True)
    ]
    assert [bool(row.article and CREDO in row.article.text) for row in rows] == [False] * 4 + [True] * 3


@pytest.mark.parametrize("workers", [0, 1])
def test_one_profile_is_for_all_pages(workers: int) -> None:
    profile = learn(site_pages())
    pages = [RawPage(NEW_PAGE), RawPage(NEW_PAGE, "https://other.example/lynx")]
    rows = clean_many(pages, profiles=profile, workers=workers)
    assert [row.article for row in rows] == [clean(x.source, url=x.url, profile=profile) for x in pages]
    assert CREDO not in clean(NEW_PAGE, profile=profile).text


@pytest.mark.parametrize("workers", [0, 1])
def test_pages_without_an_address_have_a_profile_of_their_own(workers: int) -> None:
    profiles = learn_sites(page for page, _ in site_pages())
    pages = [RawPage(NEW_PAGE), RawPage(NEW_PAGE, "https://other.example/lynx")]
    rows = clean_many(pages, profiles=profiles, workers=workers)
    assert [bool(row.article and CREDO in row.article.text) for row in rows] == [False, True]


@every_start
def test_profiles_reach_workers_however_they_start(start_method: Any) -> None:
    profiles = learn_sites(site_pages())
    pages = [RawPage(NEW_PAGE, "https://echo.example/lynx"), RawPage("exit")] * 2
    passes = (*DEFAULT_PASSES, harmful)
    how: Any = {"workers": 1, "timeout": LONG, "start_method": start_method}
    rows = list(clean_many(pages, profiles=profiles, passes=(harmful, *passes), **how))
    assert kinds(rows) == {1: "WorkerDied", 3: "WorkerDied"}
    assert all(row.article and CREDO not in row.article.text for row in rows[::2])


def test_a_process_unpickles_the_profiles_that_it_needs() -> None:
    profiles = learn_sites(site_pages() + site_pages("times.example"))
    sent = pickle.dumps(SiteProfiles(profiles))
    found = pickle.loads(sent)
    assert (list(found), found.get("other.example")) == (list(profiles), None)
    assert found["echo.example"] is found["echo.example"]
    assert list(found._known) == ["echo.example"]
    assert dict(found) == profiles
    assert pickle.loads(pickle.dumps(found)) == profiles
    assert len(pickle.dumps(found)) <= len(sent) + 100, "what was used must not be sent too"


def test_the_templates_of_a_profile_are_found_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from newsclean.profiles import profile as module

    found = []
    find = module.templates
    monkeypatch.setattr(module, "templates", lambda notes: found.append(1) or find(notes))
    pages = [RawPage(NEW_PAGE, "https://echo.example/lynx")] * 5
    list(clean_many(pages, profiles=learn_sites(site_pages()), workers=0))
    assert found == [1]


# --- what goes wrong ------------------------------------------------------------------------------


def test_a_page_costs_itself_alone() -> None:
    sources = pages(40)
    harm = {5: "hang", 6: "hang", 11: "exit", 17: "eat", 23: "raise", 29: "crash"}
    for at, says in harm.items():
        sources[at] = says
    sources[31] = b"%PDF-1.7"
    sources[33] = None
    sources[34] = lambda: None
    sources[35] = Path("/no/such/file")
    rows = list(clean_many(sources, workers=2, timeout=2, max_memory=200_000_000, passes=HARMFUL))
    assert [row.index for row in rows] == list(range(40))
    assert kinds(rows) == {
        5: "Timeout",
        6: "Timeout",
        11: "WorkerDied",
        17: "OutOfMemory",
        23: "PassError",
        29: "WorkerDied",
        31: "NotAPage",
        33: "TypeError",
        34: "TypeError",
        35: "FileNotFoundError",
    }
    for row in rows:
        assert (row.article is None) == (row.error is not None)
        assert row.error or row.article == clean(sources[row.index], passes=HARMFUL)


@every_start
def test_however_processes_are_started(start_method: Any) -> None:
    sources = [*pages(5), "exit", *pages(5)]
    rows = list(clean_many(sources, workers=1, timeout=LONG, passes=HARMFUL, start_method=start_method))
    assert kinds(rows) == {5: "WorkerDied"}
    assert [row.article for row in rows if row.article] == [clean(page) for page in pages(5) * 2]


def test_a_failure_says_what_happened() -> None:
    page = RawPage("raise", "https://paper.example/a")
    (row,) = clean_many([page], passes=HARMFUL, workers=1)
    assert row.error == Failure(
        "PassError", "pass 'harmful' failed on https://paper.example/a: KeyError: 'missing'", "harmful"
    )
    (died,) = clean_many(["exit"], passes=HARMFUL, workers=1, timeout=LONG)
    assert died.error == Failure("WorkerDied", "the process that cleaned it ended with exit code 3")
    (late,) = clean_many(["hang"], passes=HARMFUL, workers=1, timeout=SHORT)
    assert late.error == Failure("Timeout", "it took longer than 0.2 seconds")


@pytest.mark.parametrize(
    ("page", "error"),
    [
        ("raise", PassError),
        (b"%PDF-1.7", NotAPage),
        (None, TypeError),
        (Path("/no/such/file"), FileNotFoundError),
        (RawPage(b"caf\xe9", encoding="utf-9"), LookupError),
    ],
)
@pytest.mark.parametrize("workers", [0, 1])
def test_the_error_of_clean_can_be_raised(page: Any, error: type[Exception], workers: int) -> None:
    rows = clean_many([PAGE, page, PAGE], passes=HARMFUL, workers=workers, on_error="raise")
    assert next(rows).article == clean(PAGE)
    with pytest.raises(error) as raised:
        next(rows)
    assert type(raised.value) is error
    assert list(rows) == []


@pytest.mark.parametrize(
    ("page", "error", "seconds"),
    [("hang", Timeout, SHORT), ("exit", WorkerDied, LONG), ("eat", OutOfMemory, LONG)],
)
def test_what_befell_a_worker_can_be_raised(page: str, error: type[Exception], seconds: float) -> None:
    limits: Any = {"timeout": seconds, "max_memory": 200_000_000}
    with pytest.raises(error):
        list(clean_many([page], passes=HARMFUL, workers=1, on_error="raise", **limits))
    assert issubclass(Timeout, TimeoutError)
    assert issubclass(OutOfMemory, MemoryError)


def test_a_page_for_which_a_worker_has_no_room_costs_itself_alone() -> None:
    large = "<p>The ferry sails.</p>" * 300_000  # which does not fit into the pipe, and not into the worker
    sources = [PAGE, large, PAGE, large, large, *pages(3)]
    rows = list(clean_many(sources, workers=2, max_memory=4_000_000, timeout=LONG))
    assert kinds(rows) == dict.fromkeys((1, 3, 4), "OutOfMemory")


def test_a_page_for_which_the_parser_has_no_room_is_told_so() -> None:
    large = "<p>The ferry sails.</p>" * 400_000  # which its reader takes twice, and the parser twenty times
    assert kinds(clean_many([large, PAGE], workers=1, max_memory=60_000_000)) == {0: "OutOfMemory"}


class Clock:
    """The parent's clock, which stands still until somebody moves it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 0.0
        monkeypatch.setattr(
            workers, "time", SimpleNamespace(monotonic=lambda: self.now, perf_counter=time.perf_counter)
        )


def test_only_a_page_that_takes_too_long_is_too_late(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, rows = Clock(monkeypatch), []
    for row in clean_many(pages(100), workers=1, timeout=LONG):
        clock.now += 0.7 * LONG
        rows.append(row)
    assert kinds(rows) == {}, "each has its own time, however many a worker is given at once"


def test_who_is_slow_to_hear_an_answer_makes_no_task_late(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, heard = Clock(monkeypatch), 0
    with Crew(1, double, timeout=LONG) as crew:
        for number in range(40):
            crew.add(Task(pickle.dumps(number), number))
        while heard < 40:
            for task, answer in crew.answers(wait=True):
                heard += 1
                assert (answer.value, answer.error) == (2 * task.owner, None)
            if crew._workers[0].jobs and crew._workers[0].connection.poll(LONG):
                clock.now += 2 * LONG  # the next answer is there, and waits for us


def double() -> Any:
    return lambda number: 2 * number


def test_a_task_that_never_ends_is_late_when_its_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    with Crew(1, endless, timeout=LONG) as crew:
        crew.add(Task(pickle.dumps(None), None))
        while not crew._workers or not crew._workers[0].jobs:
            assert list(crew.answers(wait=True)) == []
        clock.now += 0.9 * LONG
        assert list(crew.answers(wait=False)) == []
        clock.now += 0.2 * LONG
        ((_, answer),) = crew.answers(wait=False)
    assert isinstance(answer.error, Timeout)


def endless() -> Any:
    return lambda _: threading.Event().wait()


# --- arguments ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"on_error": "ignore"}, ValueError),
        ({"workers": -1}, ValueError),
        ({"timeout": 0}, ValueError),
        ({"workers": 0, "timeout": 5}, ValueError),
        ({"workers": 0, "max_memory": 1 << 30}, ValueError),
        ({"start_method": "clone"}, ValueError),
        ({"start_method": "spawn", "passes": (lambda page: ()), "workers": 1}, TypeError),
        ({"start_method": "spawn", "passes": (lambda page: (),), "workers": 1}, TypeError),
    ],
)
def test_arguments_that_make_no_sense_fail_at_the_call(arguments: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        clean_many([PAGE], **arguments)


@pytest.mark.parametrize(
    ("profiles", "problem"),
    [
        ({"echo.example": {}}, r"profiles\['echo.example'\] must be a Profile, not dict"),
        ({b"echo.example": Profile()}, r"a host in profiles must be a str, not bytes: b'echo.example'"),
        ([Profile()], "profiles must be a Profile or map hosts to Profiles, not list"),
        ("profiles/", "profiles must be a Profile or map hosts to Profiles, not str"),
    ],
)
def test_profiles_of_another_type(profiles: Any, problem: str) -> None:
    with pytest.raises(TypeError, match=problem):
        clean_many([PAGE], profiles=profiles)


@pytest.mark.parametrize("one", [PAGE, PAGE.encode(), Path("page.html"), RawPage(PAGE), 7])
def test_one_page_is_not_many(one: Any) -> None:
    with pytest.raises(TypeError):
        clean_many(one)


def test_passes_that_do_not_pickle_may_be_inherited() -> None:
    if "fork" not in multiprocessing.get_all_start_methods():
        pytest.skip("this system cannot fork")

    def mine(page: Page) -> Iterator[Edit]:
        yield Drop(page.blocks[0].id, "mine")

    (row,) = clean_many([PAGE], passes=(mine,), workers=1, start_method="fork")
    assert row.article == clean(PAGE, passes=(mine,))


def boastful(page: Page) -> Iterator[Edit]:
    class Title(str):  # a local class does not pickle
        __slots__ = ()

    yield Claim("title", Title("Bridge reopens"), None, "to fail")


def test_an_article_that_does_not_pickle_is_an_error() -> None:
    rows = list(clean_many([PAGE, PAGE], passes=(boastful,), workers=1))
    assert len(rows) == 2
    # "Can't pickle local object", in Python 3.13 "Can't get local object"
    assert all(row.error and "boastful.<locals>.Title" in row.error.message for row in rows)


# --- pages that come from somewhere -----------------------------------------------------------------


@pytest.mark.parametrize("workers", [0, 2])
def test_pages_without_end_are_drawn_as_they_are_needed(workers: int) -> None:
    numbers = count()
    rows = clean_many((PAGE.format(i) for i in numbers), workers=workers)
    assert [row.index for row in islice(rows, 300)] == list(range(300))
    assert next(numbers) <= 300 + 64 * workers
    rows.close()  # type: ignore[attr-defined]


def test_a_page_that_hangs_does_not_let_the_others_run_away() -> None:
    numbers = count()
    sources = ("hang" if i == 0 else PAGE.format(i) for i in numbers)
    rows = clean_many(sources, workers=2, timeout=1, passes=HARMFUL)
    assert next(rows).error
    assert next(numbers) <= 2 * 64 + 1
    rows.close()  # type: ignore[attr-defined]


def test_only_so_many_bytes_are_drawn_ahead() -> None:
    numbers = count()
    sources = ("hang" if i == 0 else f"<!-- {'x' * 10_000_000} -->{i}" for i in numbers)
    rows = clean_many(sources, workers=2, timeout=1, passes=HARMFUL)
    next(rows)
    assert next(numbers) <= 50
    rows.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("workers", [0, 2])
def test_pages_that_break_off(workers: int) -> None:
    def broken() -> Iterator[str]:
        yield from pages(20)
        raise OSError("disk gone")

    rows = clean_many(broken(), workers=workers)
    assert [row.index for row in islice(rows, 20)] == list(range(20))
    with pytest.raises(OSError, match="disk gone"):
        next(rows)


# --- no process stays behind ------------------------------------------------------------------------


def test_all_done() -> None:
    list(clean_many(pages(20), workers=2))
    assert multiprocessing.active_children() == []


def test_closed_early() -> None:
    rows = clean_many(["x", *["hang"] * 5], passes=HARMFUL, workers=3)
    next(rows)
    assert multiprocessing.active_children()
    rows.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def test_forgotten() -> None:
    rows = clean_many(["x", *["hang"] * 5], passes=HARMFUL, workers=2)
    next(rows)
    del rows
    assert multiprocessing.active_children() == []


SCRIPT = """
import itertools, sys
sys.path[:0] = {path!r}
from newsclean import clean_many
from harmful_pages import HARMFUL

if __name__ == "__main__":
    pages = itertools.chain(["x"], itertools.repeat("hang"))
    rows = clean_many(pages, passes=HARMFUL, workers=2, timeout=0.5, start_method={start_method!r})
    next(rows)
    print("ready", flush=True)
    for row in rows:
        pass
"""


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks into /proc")
@every_start
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_ended_from_outside(start_method: str, how: signal.Signals, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.format(path=[str(Path(__file__).parent)], start_method=start_method))
    parent = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert parent.stdout
    assert parent.stdout.readline() == "ready\n"
    if how == signal.SIGINT:
        os.killpg(parent.pid, how)  # as Ctrl-C does: parent and workers get it
    else:
        parent.kill()  # it can do nothing more: its workers must see for themselves
    _, complaint = parent.communicate(timeout=LONG)
    if how == signal.SIGINT:
        assert complaint.count("Traceback") == 1, "only the parent speaks"
        assert "KeyboardInterrupt" in complaint
    until = time.monotonic() + LONG
    while in_session(parent.pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert in_session(parent.pid) == []


OPEN_TO_CTRL_C = """
import multiprocessing, pathlib, re, signal
from newsclean import clean_many

def masks(pid):
    status = pathlib.Path(f"/proc/{{pid}}/status").read_text()
    found = re.findall(r"Sig(?:Blk|Ign):\\s*(\\w+)", status)
    return [int(mask, 16) >> signal.SIGINT - 1 & 1 for mask in found]

def pages():
    yield "One"
    (worker,) = multiprocessing.active_children()
    blocked = ignored = False
    while blocked or not ignored:  # until it works: then nothing is blocked
        blocked, ignored = masks(worker.pid)
        seen.add(bool(blocked or ignored))
    yield "Two"

if __name__ == "__main__":
    seen = set()
    list(clean_many(pages(), workers=2, start_method={start_method!r}))
    print(seen)
"""


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks into /proc")
@every_start
def test_ctrl_c_never_reaches_a_worker(start_method: str, tmp_path: Path) -> None:
    """Not even the first one while it starts, when multiprocessing starts processes of its own."""
    script = tmp_path / "script.py"
    script.write_text(OPEN_TO_CTRL_C.format(start_method=start_method))
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=True, timeout=LONG
    )
    assert done.stdout == "{True}\n"


def in_session(session: int) -> list[str]:
    """Command lines of the processes of a session that still run."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it ended while we looked
            state, _, _, its_session = (folder / "stat").read_text().rpartition(")")[2].split()[:4]
            if int(its_session) == session and state != "Z":
                found.append((folder / "cmdline").read_text())
    return found


def test_a_worker_that_is_killed_between_pages_costs_none() -> None:
    def sources() -> Iterator[str]:
        for i, page in enumerate(pages(60)):
            if i == 40:
                for child in multiprocessing.active_children():
                    os.kill(child.pid or 0, signal.SIGSTOP)
                    os.kill(child.pid or 0, signal.SIGKILL)
            yield page

    rows = list(clean_many(sources(), workers=2))
    assert len(rows) == 60
    assert len(kinds(rows)) <= 2, "only what was under way is lost"
    assert set(kinds(rows).values()) <= {"WorkerDied"}


def broken_start() -> Any:
    raise ImportError("a module that is not there")


def endless_start() -> Any:
    threading.Event().wait()


@pytest.mark.parametrize("make", [broken_start, endless_start])
def test_workers_that_cannot_start(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsclean.batch.workers._START", SHORT if make is endless_start else LONG)
    monkeypatch.setattr("newsclean.batch._cleaner", lambda how, most: make())
    with pytest.raises(RuntimeError, match="no worker process can be started"):
        list(clean_many(pages(3), workers=2, start_method="fork"))
    assert multiprocessing.active_children() == []


# --- where it is called from ------------------------------------------------------------------------


def test_from_asyncio() -> None:
    async def rows() -> list[Outcome]:
        return await asyncio.to_thread(lambda: list(clean_many(pages(10), workers=2)))

    assert [row.article for row in asyncio.run(rows())] == [clean(page) for page in pages(10)]


def test_from_many_threads_at_once() -> None:
    found: dict[int, list[Outcome]] = {}

    def work(n: int) -> None:
        found[n] = list(clean_many([*pages(10), "exit", *pages(10)], workers=2, passes=HARMFUL))

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [kinds(found[n]) for n in range(4)] == [{10: "WorkerDied"}] * 4


def test_one_iterator_inside_another() -> None:
    inner = (row.article.text for row in clean_many(pages(30), workers=1) if row.article)
    assert len(list(clean_many(inner, workers=1))) == 30


def test_importing_newsclean_loads_nothing_of_it() -> None:
    code = "import sys, newsclean; print({'multiprocessing', 'asyncio', 'concurrent'} & set(sys.modules))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out == "set()\n"


def number_of_steps(trace: Trace) -> int:
    return len(trace)


@pytest.mark.parametrize("workers", [0, 1])
def test_a_function_of_the_trace_comes_back_in_its_place(workers: int) -> None:
    page = "<nav><a href='/'>Home</a></nav><h1>Rain</h1><p>It rained on Monday, and on Tuesday.</p>"
    (row,) = clean_many([page], workers=workers, with_trace=number_of_steps)
    assert row.trace == len(explain(page).trace)
