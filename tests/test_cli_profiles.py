"""`newsclean learn`, and `clean` and `explain` with what it wrote."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from job_files import PDF, Run, json_rows, stopping_after, write_lines
from site_pages import CREDO, NEW_PAGE, site_pages

from newsclean import Profile, clean, explain, learn, learn_sites
from newsclean.batch.site_profiles import file_name, profile_files, profiles_at
from newsclean.jobs import progress
from newsclean.jobs.lock import Lock
from newsclean.jobs.parts import lock_of

HOSTS = ("echo.example", "times.example")
PAGES = [page for host in HOSTS for page in site_pages(host)]
NEW_URL = "https://echo.example/lynx"


@pytest.fixture
def rows(command: Run) -> str:
    """Return the name of a file with pages of two sites."""
    write_lines("in.jsonl", [{"url": url, "html": page} for page, url in PAGES])
    return "in.jsonl"


@pytest.fixture
def one_site(command: Run) -> str:
    """Return the name of a folder with pages of one site."""
    Path("pages").mkdir()
    for number, (page, _) in enumerate(site_pages()):
        Path("pages", f"{number}.html").write_text(page)
    return "pages"


# --- learn --------------------------------------------------------------------------------------


def test_a_file_is_one_profile_of_all_pages(command: Run, one_site: str) -> None:
    code, out, err = command("learn", one_site, "-o", "echo.json")
    assert (code, out) == (0, "")
    lines = err.splitlines()
    assert lines[0] == "newsclean: echo.json: 6 pages, 1 template"
    assert lines[1].startswith("newsclean: 6 pages in ")
    assert Profile.load("echo.json") == learn([page for page, _ in site_pages()])
    assert sorted(os.listdir()) == ["echo.json", "pages"]


@pytest.mark.parametrize("made", [True, False])
def test_a_folder_gets_a_profile_for_each_host(command: Run, rows: str, made: bool) -> None:
    if made:
        Path("sites").mkdir()
    code, out, err = command("learn", rows, "-o", "sites" if made else "sites/")
    assert (code, out) == (0, "")
    assert err.splitlines()[:2] == [f"newsclean: {host}: 6 pages, 1 template" for host in HOSTS]
    assert sorted(os.listdir("sites")) == [f"{host}.json" for host in HOSTS]
    assert profiles_at("sites") == learn_sites(PAGES)


def test_what_makes_a_profile_weak_is_said(command: Run) -> None:
    write_lines("in.jsonl", [{"url": url, "html": page} for page, url in site_pages()[:2]])
    code, _, err = command("learn", "in.jsonl", "-o", "sites/")
    assert code == 0
    assert err.splitlines()[:2] == [
        "newsclean: echo.example: 2 pages, 0 templates",
        "newsclean: echo.example: a profile needs 3 stories, and there are 2: copies of a story count once",
    ]


def test_quiet(command: Run, rows: str) -> None:
    assert command("learn", rows, "-o", "sites/", "--quiet") == (0, "", "")


def test_progress(command: Run, rows: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_BETWEEN_LINES", 0.0)
    _, _, err = command("learn", rows, "-o", "sites/")
    assert err.startswith("newsclean: 1 page, ")
    assert "newsclean: 12 pages, " in err


def test_fields_by_other_names(command: Run) -> None:
    write_lines("in.jsonl", [{"address": url, "page": page} for page, url in PAGES])
    code, _, _ = command("learn", "in.jsonl", "-o", "sites/", "--content", "page", "--url-field", "address")
    assert code == 0
    assert profiles_at("sites") == learn_sites(PAGES)


def test_workers_learn_the_same(command: Run, rows: str) -> None:
    assert command("learn", rows, "-o", "sites/", "--workers", "2", "--timeout", "60")[0] == 0
    assert profiles_at("sites") == learn_sites(PAGES)


def test_limits_need_workers(command: Run, rows: str) -> None:
    code, _, err = command("learn", rows, "-o", "sites/", "--workers", "0", "--timeout", "60")
    assert code == 2
    assert "--timeout needs workers" in err


def test_pages_that_cannot_be_read_are_counted(command: Run, one_site: str) -> None:
    Path("pages", "a.pdf").write_bytes(PDF)
    code, _, err = command("learn", one_site, "gone.html", "-o", "echo.json")
    lines = err.splitlines()
    assert code == 1
    assert any(line.startswith("newsclean: echo.json: ") and "could not be read" in line for line in lines)
    assert "newsclean: gone.html: No such file or directory" in lines
    assert "newsclean: errors: FileNotFoundError 1, NotAPage 1" in lines
    assert len(Profile.load("echo.json").notes) == 6


def test_pages_without_an_address_belong_to_no_host(command: Run, rows: str, one_site: str) -> None:
    code, _, err = command("learn", rows, one_site, "-o", "sites/")
    assert code == 1
    assert "newsclean: errors: NoAddress 6" in err
    assert "newsclean: NoAddress: pages without a host are learnt only with -o NAME.json" in err
    assert profiles_at("sites") == learn_sites(PAGES)


@pytest.mark.parametrize("output", ["echo.json", "sites/"])
def test_nothing_is_written_of_nothing(command: Run, output: str) -> None:
    Path("a.pdf").write_bytes(PDF)
    Path("in.jsonl").write_text("")
    for source in ("a.pdf", "in.jsonl"):
        code, out, err = command("learn", source, "-o", output)
        assert (code, out) == (1, "")
        assert err.endswith("newsclean: there is no page to learn from: nothing was written\n")
    assert sorted(os.listdir()) == ["a.pdf", "in.jsonl"]


@pytest.mark.parametrize(
    ("output", "file"), [("echo.json", "echo.json"), ("sites/", "sites/echo.example.json")]
)
def test_profiles_that_exist_stay(command: Run, output: str, file: str) -> None:
    week, today = site_pages()[:3], site_pages()[3:]
    write_lines("week.jsonl", [{"url": url, "html": page} for page, url in week])
    write_lines("today.jsonl", [{"url": url, "html": page} for page, url in today])
    command("learn", "week.jsonl", "-o", output)
    assert command("learn", "today.jsonl", "-o", output) == (
        1,
        "",
        f"newsclean: {Path(file)} exists: --update adds to it, --overwrite replaces it\n",
    )
    assert Profile.load(file) == learn(week)
    assert command("learn", "today.jsonl", "-o", output, "--update", "-q") == (0, "", "")
    assert Profile.load(file) == learn(week) | learn(today)
    assert command("learn", "today.jsonl", "-o", output, "--overwrite", "-q") == (0, "", "")
    assert Profile.load(file) == learn(today)


@pytest.mark.parametrize("option", ["--update", "--overwrite"])
def test_profiles_of_other_hosts_stay(command: Run, option: str) -> None:
    Path("sites").mkdir()
    learn(site_pages("times.example")).save("sites/times.example.json")
    before = Path("sites/times.example.json").read_bytes()
    write_lines("in.jsonl", [{"url": url, "html": page} for page, url in site_pages()])
    _, _, err = command("learn", "in.jsonl", "-o", "sites/", option)
    assert err.startswith("newsclean: echo.example: 6 pages")
    assert "times" not in err
    assert list(profile_files(Path("sites"))) == list(HOSTS)
    assert Path("sites/times.example.json").read_bytes() == before


def test_update_of_what_is_not_there_yet(command: Run, rows: str) -> None:
    assert command("learn", rows, "-o", "sites/", "--update", "-q") == (0, "", "")
    assert profiles_at("sites") == learn_sites(PAGES)


def test_update_of_what_is_no_profile_begins_nothing(command: Run, rows: str) -> None:
    Path("echo.json").write_text("[]")
    code, out, err = command("learn", rows, "-o", "echo.json", "--update")
    assert (code, out) == (1, "")
    assert err.startswith("newsclean: echo.json ")
    assert err.count("\n") == 1
    assert Path("echo.json").read_text() == "[]"
    assert "echo.json.lock" not in os.listdir()


def test_two_do_not_write_one_output(command: Run, rows: str) -> None:
    pytest.importorskip("fcntl", reason="no such locks on Windows")
    code = "import sys; from test_cli_profiles import hold; hold(sys.argv[1])"
    with subprocess.Popen(
        [sys.executable, "-c", code, "sites"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        assert command("learn", rows, "-o", "sites/") == (
            1,
            "",
            "newsclean: another process is writing sites\n",
        )
        other.communicate(b"\n")


def hold(output: str) -> None:
    """Hold the lock of an output until standard input ends."""
    lock = Lock(lock_of(Path(output)))
    lock.acquire()
    print("held", flush=True)
    sys.stdin.read()
    lock.release()


def test_an_output_among_the_inputs_is_not_read(command: Run, one_site: str) -> None:
    assert command("learn", ".", "-o", "pages/echo.json", "-q") == (0, "", "")
    assert command("learn", ".", "-o", "pages/echo.json", "-q", "--update") == (0, "", "")
    assert Profile.load("pages/echo.json") == learn([page for page, _ in site_pages()])
    code, _, err = command("learn", "pages/0.html", "-o", "pages/0.html", "--overwrite")
    assert (code, "is an input: it would be replaced" in err) == (2, True)


def test_an_output_that_has_no_place(command: Run, rows: str) -> None:
    for output in ("nowhere/echo.json", "nowhere/sites/"):
        code, _, err = command("learn", rows, "-o", output)
        assert (code, err.startswith("newsclean: cannot write the output: there is no folder ")) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("a",), "Missing option '--output'"),
        (("a", "-o", "out.jsonl"), "-o out.jsonl is neither a .json file nor a folder/"),
        (("a", "-o", "a.json", "--update", "--overwrite"), "choose one of --update and --overwrite"),
        (("-", "-", "-o", "a.json"), "standard input can be read only once"),
    ],
)
def test_usage(command: Run, arguments: tuple[str, ...], problem: str) -> None:
    code, out, err = command("learn", *arguments)
    assert (code, out) == (2, "")
    assert problem in err
    assert err.count("\n") == 1


def test_hosts_have_safe_file_names(command: Run) -> None:
    hosts = ["[::1]", "..%2f..%2fevil", "..", "a b", "*", "x" * 300, "b\u00e4cker.example", "con\\x"]
    write_lines("in.jsonl", [{"url": f"https://{h}/a", "html": page} for h in hosts for page, _ in PAGES[:3]])
    command("learn", "in.jsonl", "-o", "sites/")
    assert sorted(os.listdir()) == ["in.jsonl", "sites"]
    for host, (file,) in profile_files(Path("sites")).items():
        assert file.parent == Path("sites")
        assert file_name(host) == file.name
    assert {"::1", "b\u00e4cker.example", "*"} <= profile_files(Path("sites")).keys()


def test_rules_by_hand_are_beside_what_was_learnt(command: Run, rows: str) -> None:
    command("learn", rows, "-o", "sites/", "-q")
    rules = Path("sites/echo.example.toml")
    rules.write_text("")
    assert profile_files(Path("sites"))["echo.example"] == [rules.with_suffix(".json"), rules]
    assert command("learn", rows, "-o", "sites/", "-q", "--update") == (0, "", "")
    assert rules.read_text() == ""


def test_a_file_is_of_its_host_in_capitals_and_with_www(command: Run, rows: str) -> None:
    command("learn", rows, "-o", "sites/", "-q")
    Path("sites/WWW.Echo.example.TOML").write_text('never_authors = ["Web desk"]')
    echo = profiles_at("sites")["echo.example"]
    assert (echo.rules.never_authors, len(echo.notes)) == (("Web desk",), 6)


# --- clean and explain --------------------------------------------------------------------------


@pytest.fixture
def sites(command: Run) -> str:
    """Return the name of a folder with two profiles."""
    Path("sites").mkdir()
    for host, profile in learn_sites(PAGES).items():
        profile.save(f"sites/{host}.json")
    return "sites"


@pytest.mark.parametrize("workers", ["0", "1"])
def test_pages_are_cleaned_with_the_profiles_of_their_hosts(command: Run, sites: str, workers: str) -> None:
    urls = [NEW_URL, "https://other.example/lynx", "https://www.times.example/lynx"]
    write_lines("in.jsonl", [{"url": url, "html": NEW_PAGE} for url in urls])
    code, out, err = command("clean", "in.jsonl", "--profiles", sites, "--workers", workers)
    assert (code, err) == (0, "")
    assert [CREDO in json.loads(line)["text"] for line in out.splitlines()] == [False, True, False]
    assert command("clean", "in.jsonl", "--profiles", sites, "-o", "out.jsonl", "-q")[0] == 0
    assert [row["text"] for row in json_rows("out.jsonl")] == [
        json.loads(x)["text"] for x in out.splitlines()
    ]


def test_a_file_is_for_every_page(command: Run, sites: str) -> None:
    Path("a.html").write_text(NEW_PAGE)
    Path("b.html").write_text(NEW_PAGE)
    profile = Profile.load("sites/echo.example.json")
    text = clean(NEW_PAGE, profile=profile).text
    _, out, _ = command("clean", "a.html", "b.html", "--profiles", "sites/echo.example.json")
    assert [json.loads(line)["text"] for line in out.splitlines()] == [text, text]
    assert command("clean", "a.html", "--text", "--profiles", "sites/echo.example.json") == (
        0,
        f"{text}\n",
        "",
    )
    one = ("clean", "a.html", "--text", "--profiles", sites)
    assert command(*one, "--url", NEW_URL) == (0, f"{text}\n", "")
    assert CREDO in command(*one)[1]


def test_explain_with_a_profile(command: Run, sites: str) -> None:
    Path("a.html").write_text(NEW_PAGE)
    profile = Profile.load("sites/echo.example.json")
    code, out, err = command("explain", "a.html", "--profile", "sites/echo.example.json")
    assert (code, out, err) == (0, f"{explain(NEW_PAGE, profile=profile)}\n", "")
    assert "recurring_lines" in out


def test_profiles_among_the_inputs_are_no_pages(command: Run, sites: str) -> None:
    Path("sites/a.html").write_text(NEW_PAGE)
    _, out, err = command("clean", ".", "--profiles", "sites/echo.example.json")
    files = [Path(json.loads(line)["file"]).name for line in out.splitlines()]
    assert (files, "times.example.json: this is JSON" in err) == (["a.html"], True)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "Expecting value"),
        (b"[]", ""),
        (b"\xff\xfe", "'utf-8' codec"),
        (b'{"newsclean_profile": 99}', "its format is 99, and this newsclean reads up to"),
        (None, "No such file or directory"),
    ],
)
def test_profiles_that_cannot_be_read_stop_before_any_page(
    command: Run, sites: str, content: bytes | None, problem: str
) -> None:
    Path("a.html").write_text(NEW_PAGE)
    broken = Path("sites/aa.example.json" if content is not None else "gone.json")
    if content is not None:
        broken.write_bytes(content)
    runs = [
        ("clean", "a.html", "--profiles", broken),
        ("clean", "a.html", "--profiles", broken, "-o", "out.jsonl"),
        ("explain", "a.html", "--profile", broken),
    ]
    if content is not None:
        runs.append(("clean", "a.html", "--profiles", sites))
        runs.append(("learn", "a.html", "--update", "-o", "sites/"))
    for arguments in runs:
        code, out, err = command(*arguments)
        assert (code, out) == (1, "")
        assert err.startswith(f"newsclean: {broken}")
        assert problem in err
        assert err.count("\n") == 1
    assert not [name for name in os.listdir() if name.startswith("out")]


def test_a_folder_without_profiles_is_refused(command: Run) -> None:
    Path("sites").mkdir()
    Path("sites/.hidden.json").write_text("{}")
    Path("a.html").write_text(NEW_PAGE)
    assert command("clean", "a.html", "--profiles", "sites") == (
        1,
        "",
        "newsclean: sites has no profiles: there is no HOST.json in it\n",
    )


def test_a_job_resumes_only_with_the_same_profiles(
    command: Run, sites: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_lines("in.jsonl", [{"id": i, "url": NEW_URL, "html": NEW_PAGE} for i in range(6)])
    run = partial(command, "clean", "in.jsonl", "-o", "out.jsonl", "-q", "--workers", "0")
    with stopping_after(3, monkeypatch):
        assert run("--profiles", sites)[0] == 130
    for options in ((), ("--profiles", "sites/echo.example.json")):
        code, _, err = run("--resume", *options)
        assert code == 1
        assert "was begun with other inputs or options" in err
    kept = Path("sites/echo.example.json").read_bytes()
    (Profile.load("sites/echo.example.json") | learn(site_pages()[:1])).save("sites/echo.example.json")
    assert Path("sites/echo.example.json").read_bytes() == kept
    learn(site_pages()[:4]).save("sites/echo.example.json")
    assert "was begun with other inputs or options" in run("--resume", "--profiles", sites)[2]
    Path("sites/echo.example.json").write_bytes(kept)
    assert run("--resume", "--profiles", sites) == (0, "", "")
    assert [(row["id"], CREDO in row["text"]) for row in json_rows("out.jsonl")] == [
        (i, False) for i in range(6)
    ]
