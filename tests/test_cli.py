"""The command as a shell sees it: what goes to which stream, and the exit code."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from fixture_files import FIXTURES

from newsclean import DEFAULT_PASSES, Article, __version__, clean, explain
from newsclean.cli import main
from newsclean.pipeline import name_of

PAGE = FIXTURES / "pages" / "amp-page" / "page.html"
OTHER = FIXTURES / "pages" / "json-ld-only" / "page.html"


Run = Callable[..., tuple[int, bytes, bytes]]


@pytest.fixture
def newsclean(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Runs the command in this process, as the installed script does: exit code, output, errors."""

    def run(*arguments: str | Path, stdin: bytes = b"") -> tuple[int, bytes, bytes]:
        monkeypatch.setattr(sys, "argv", ["newsclean", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as left:
            main()
        code = left.value.code or 0
        assert isinstance(code, int)
        return code, *capfdbinary.readouterr()

    return run


def in_a_process(*arguments: str | Path, env: dict[str, str]) -> tuple[int, bytes, bytes]:
    """Runs the command as a process of its own."""
    command = [sys.executable, "-m", "newsclean", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, env={**os.environ, **env}, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def article() -> Article:
    return clean(PAGE)


# --- clean --------------------------------------------------------------------------------------


def test_one_file_gives_indented_json(newsclean: Run, article: Article) -> None:
    code, out, err = newsclean("clean", PAGE)
    assert (code, out.decode(), err) == (0, article.to_json(indent=2) + "\n", b"")


def test_data_is_never_wrapped_recoded_or_coloured(article: Article) -> None:
    environment = {"COLUMNS": "20", "PYTHONIOENCODING": "ascii", "FORCE_COLOR": "1"}
    assert in_a_process("clean", PAGE, env=environment)[1].decode() == article.to_json(indent=2) + "\n"


def test_several_files_give_a_line_each(newsclean: Run, article: Article) -> None:
    code, out, err = newsclean("clean", PAGE, OTHER)
    first, second = map(json.loads, out.decode().splitlines())
    assert (code, err) == (0, b"")
    assert next(iter(first)) == "file"
    assert first == {"file": str(PAGE), **article.to_dict()}
    assert second == {"file": str(OTHER), **clean(OTHER).to_dict()}


def test_text(newsclean: Run, article: Article) -> None:
    assert newsclean("clean", "--text", PAGE) == (0, f"{article.text}\n".encode(), b"")


def test_html(newsclean: Run, article: Article) -> None:
    assert newsclean("clean", "--html", PAGE) == (0, article.to_html().encode(), b"")


def test_markdown(newsclean: Run, article: Article) -> None:
    assert newsclean("clean", "--markdown", PAGE) == (0, article.to_markdown().encode(), b"")


def test_several_texts_say_which_is_which(newsclean: Run, article: Article) -> None:
    _, out, _ = newsclean("clean", "--text", PAGE, OTHER)
    assert out.decode() == f"==> {PAGE} <==\n\n{article.text}\n\n==> {OTHER} <==\n\n{clean(OTHER).text}\n\n"


def test_standard_input(newsclean: Run) -> None:
    assert newsclean("clean", "-", stdin=PAGE.read_bytes()) == newsclean("clean", PAGE)
    code, out, err = newsclean("clean", "-", stdin=b'{"html": "<p>The ferry sails again.</p>"}\n' * 2)
    assert (code, out, err[:27]) == (1, b"", b"newsclean: -: this is JSON:")
    assert newsclean("explain", "-", stdin=b'{"html": "<p>The ferry sails again.</p>"}\n') == (code, out, err)


def test_empty_input_is_an_article_that_says_so(newsclean: Run) -> None:
    code, out, err = newsclean("clean", "-")
    assert (code, json.loads(out)["status"], err) == (0, "empty", b"")


def test_options_reach_the_library(newsclean: Run) -> None:
    page = '<article><p>LONDON (Reuters) - Stra\xdfe.</p><p><a href="/x">Links</a> are kept.</p></article>'
    arguments = ("--keep-dateline", "--encoding", "latin-1", "--url", "https://paper.example/a", "--markdown")
    _, out, _ = newsclean("clean", *arguments, "-", stdin=page.encode("latin-1"))
    expected = clean(page, url="https://paper.example/a", keep_dateline=True)
    assert out.decode() == expected.to_markdown()


def test_comments_are_data_if_they_are_asked_for(newsclean: Run) -> None:
    said = {
        "Ida Berg": "I had to walk around for two years.",
        "Ole Rask": "And it shakes when the bus goes over it.",
    }
    thread = "".join(
        f"<div class=comment><span class=author>{name}</span> <time>4 May 2024</time><p>{text}</p></div>"
        for name, text in said.items()
    )
    story = "<p>The bridge over the Lenn reopened on Friday, two years after a barge had struck it.</p>"
    page = f"<article><h1>Bridge reopens</h1>{story}</article><div class=comments>{thread}</div>".encode()
    _, out, _ = newsclean("clean", "--comments", "-", stdin=page)
    assert {x["author"]: x["text"] for x in json.loads(out)["comments"]} == said
    _, out, _ = newsclean("clean", "-", stdin=page)
    assert json.loads(out)["comments"] == []


def test_a_usage_error_names_the_help_of_its_command(newsclean: Run) -> None:
    for arguments, says in {
        ("clean",): "Missing argument 'FILE': - is standard input (see newsclean clean --help)",
        ("explain", "a", "--nonesuch"): "No such option: --nonesuch (see newsclean explain --help)",
        ("nonesuch",): "No such command 'nonesuch'. (see newsclean --help)",
    }.items():
        code, _, err = newsclean(*arguments)
        assert (code, err.decode()) == (2, f"newsclean: {says}\n")


# --- -o -----------------------------------------------------------------------------------------


def test_output_goes_to_a_file(newsclean: Run, tmp_path: Path, article: Article) -> None:
    to = tmp_path / "out.jsonl"
    to.write_text("what stood there before")
    assert newsclean("clean", PAGE, "-o", to) == (0, b"", b"")
    assert json.loads(to.read_text(encoding="utf-8")) == article.to_dict()
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


@pytest.mark.parametrize("name", ["out.md", "out.jsonl"])
def test_the_output_stays_as_it_was_if_the_page_fails(newsclean: Run, tmp_path: Path, name: str) -> None:
    to = tmp_path / name
    to.write_text("the article of yesterday")
    assert newsclean("clean", "gone.html", "-o", to)[0] == 1
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert to.read_text() == "the article of yesterday"
    to.unlink()
    assert newsclean("clean", "gone.html", "-o", to)[0] == 1
    assert not to.exists()


def test_output_of_one_file_by_another_name_is_indented(
    newsclean: Run, tmp_path: Path, article: Article
) -> None:
    to = tmp_path / "out.json"
    newsclean("clean", PAGE, "-o", to)
    assert to.read_text(encoding="utf-8") == article.to_json(indent=2) + "\n"


def test_output_that_cannot_be_written(newsclean: Run, tmp_path: Path) -> None:
    folder = tmp_path / "nowhere"
    code, out, err = newsclean("clean", PAGE, "-o", folder / "out.jsonl")
    assert (code, out) == (1, b"")
    assert err.decode() == f"newsclean: cannot write the output: there is no folder {folder}\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk(newsclean: Run) -> None:
    code, _, err = newsclean("clean", PAGE, "-o", "/dev/full")
    assert (code, err) == (1, b"newsclean: cannot write the output: No space left on device\n")


# --- what goes wrong ----------------------------------------------------------------------------


def test_a_bad_file_costs_its_row_alone(newsclean: Run, tmp_path: Path) -> None:
    pdf = tmp_path / "page.pdf"
    pdf.write_bytes(b"%PDF-1.7\n")
    code, out, err = newsclean("clean", PAGE, pdf, tmp_path / "gone.html", OTHER)
    assert code == 1
    assert [json.loads(line)["file"] for line in out.splitlines()] == [str(PAGE), str(OTHER)]
    assert err.decode().splitlines() == [
        f"newsclean: {pdf}: the bytes look like a PDF, not like HTML or text",
        f"newsclean: {tmp_path / 'gone.html'}: No such file or directory",
    ]


def test_a_folder_without_pages_is_told(newsclean: Run, tmp_path: Path) -> None:
    assert newsclean("clean", str(tmp_path)) == (0, b"", b"newsclean: no pages found\n")
    assert newsclean("clean", str(tmp_path), "--quiet") == (0, b"", b"")


def test_one_bad_file_leaves_an_empty_output(newsclean: Run) -> None:
    assert newsclean("clean", "gone.html") == (1, b"", b"newsclean: gone.html: No such file or directory\n")


@pytest.mark.parametrize("command", ["clean", "explain"])
def test_an_address_is_answered_with_how_to_fetch(newsclean: Run, command: str) -> None:
    code, out, err = newsclean(command, "https://paper.example/bridge?page=1")
    assert (code, out) == (1, b"")
    assert err == (
        b"newsclean: https://paper.example/bridge?page=1: this is an address, and newsclean fetches nothing. "
        b"Fetch the page first: curl -L URL | newsclean clean - --url URL\n"
    )


def test_a_name_with_control_characters_stays_on_its_line(newsclean: Run) -> None:
    _, _, err = newsclean("clean", "go\nne\x1b[31m.html")
    assert err == b"newsclean: go ne [31m.html: No such file or directory\n"


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ((), "Missing command."),
        (("clean",), "Missing argument 'FILE'"),
        (("clean", "--nope", "a"), "No such option"),
        (("polish", "a"), "No such command 'polish'."),
        (("clean", "--text", "--json", "a"), "choose one of --json, --text, --markdown and --html"),
        (("clean", "--url", "https://paper.example", "a", "b"), "--url names one page"),
        (("clean", "-", "-"), "standard input can be read only once"),
        (("clean", "--encoding", "utf-9", "a"), "unknown encoding: utf-9"),
        (("clean", "a", "-o", "-"), "- cannot name an output"),
        (("explain", "a", "--html", "-"), "- cannot name an output"),
        (("explain", "a", "b"), "unexpected extra argument"),
    ],
)
def test_usage(newsclean: Run, arguments: tuple[str, ...], problem: str) -> None:
    code, out, err = newsclean(*arguments)
    assert (code, out) == (2, b"")
    assert problem in err.decode()
    assert err.startswith(b"newsclean: ")
    assert err.count(b"\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="no SIGPIPE there")
def test_a_closed_pipe_is_quiet() -> None:
    clean_many = f'"{sys.executable}" -m newsclean clean {" ".join([str(PAGE)] * 40)}'
    command = f'{clean_many} | head -c 10 >/dev/null; echo "${{PIPESTATUS[0]}}"'
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert (done.stdout, done.stderr) == (b"141\n", b"")


@pytest.mark.skipif(os.name == "nt", reason="shell of its own")
@pytest.mark.parametrize(("closed", "code"), [("<&-", 1), (">&-", 1), ("2>&-", 0)])
def test_a_closed_stream_is_no_traceback(closed: str, code: int) -> None:
    source = "-" if closed == "<&-" else f'"{PAGE}"'
    command = f'"{sys.executable}" -m newsclean clean {source} {closed}'
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert done.stderr.count(b"\n") == code


@pytest.mark.skipif(os.name == "nt", reason="shell of its own")
@pytest.mark.parametrize("arguments", ["gone.html", "gone.html --nonsense", "gone.html -o out.csv"])
def test_errors_are_not_in_the_data_if_there_is_no_place_for_them(arguments: str, tmp_path: Path) -> None:
    command = f'"{sys.executable}" -m newsclean clean {arguments} 2>&-'
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False, cwd=tmp_path)
    assert done.returncode in (1, 2)
    assert done.stdout == b""


def test_interrupted_while_modules_are_imported() -> None:
    code = """if True:
        import runpy, sys

        class Interrupted:
            def find_spec(self, name, *_):
                if name == "typer":
                    raise KeyboardInterrupt

        sys.meta_path.insert(0, Interrupted())
        runpy.run_module("newsclean", run_name="__main__")"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
def test_names_of_files_give_no_orders_to_a_terminal(newsclean: Run, tmp_path: Path) -> None:
    names = [tmp_path / "a\x1b]0;owned\x07.html", tmp_path / "b\x9b31m\u202e\n.html"]
    for name in names:
        name.write_bytes(PAGE.read_bytes())
    _, out, _ = newsclean("clean", "--text", *names)
    heads = [line for line in out.decode().splitlines() if line.startswith("==>")]
    assert heads == [f"==> {tmp_path}/a ]0;owned .html <==", f"==> {tmp_path}/b 31m  .html <=="]


@pytest.mark.skipif(os.name == "nt", reason="no SIGINT to another process there")
def test_interrupted() -> None:
    command = [sys.executable, "-m", "newsclean", "clean", str(PAGE), "-"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        running.stdout.readline()  # the first page is out, and the second waits for its input
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=60)
    assert (running.returncode, err) == (130, b"")


# --- explain, passes, help ----------------------------------------------------------------------


def test_explain(newsclean: Run) -> None:
    assert newsclean("explain", PAGE) == (0, f"{explain(PAGE)}\n".encode(), b"")


def test_explain_as_a_page(newsclean: Run, tmp_path: Path) -> None:
    to = tmp_path / "report.html"
    assert newsclean("explain", PAGE, "--html", to) == (0, b"", b"")
    assert to.read_text(encoding="utf-8") == explain(PAGE).to_html()
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_explain_leaves_a_page_as_it_was_where_the_input_is_bad(newsclean: Run, tmp_path: Path) -> None:
    to = tmp_path / "report.html"
    to.write_text("the report of yesterday")
    code, out, _ = newsclean("explain", "gone", "--html", to)
    assert (code, out, to.read_text()) == (1, b"", "the report of yesterday")


def test_explain_what_cannot_be_read(newsclean: Run) -> None:
    assert newsclean("explain", "gone") == (1, b"", b"newsclean: gone: No such file or directory\n")


def test_passes_are_listed_with_what_they_do(newsclean: Run) -> None:
    code, out, err = newsclean("passes")
    rows = [line.split("\t") for line in out.decode().splitlines()]
    assert (code, err) == (0, b"")
    assert [name for name, _ in rows] == [name_of(each) for each in DEFAULT_PASSES]
    assert all(says for _, says in rows)


def test_version(newsclean: Run) -> None:
    assert newsclean("--version") == (0, f"newsclean {__version__}\n".encode(), b"")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("clean", "--help"),
        ("explain", "--help"),
        ("passes", "--help"),
        ("new-pass", "--help"),
        ("learn", "--help"),
    ],
)
def test_help(newsclean: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = newsclean(*arguments)
    assert (code, err) == (0, b"")
    assert b"Usage: newsclean" in out


# --- on a terminal ------------------------------------------------------------------------------


def on_a_terminal(*arguments: str | Path) -> str:
    """What a terminal of 80 columns is sent."""
    pty = pytest.importorskip("pty", reason="needs a Unix terminal")
    screen, terminal = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80"}
    environment.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "newsclean", *map(str, arguments)]
    with subprocess.Popen(
        command, stdout=terminal, stderr=terminal, stdin=subprocess.DEVNULL, env=environment
    ):
        os.close(terminal)
        sent = b""
        while True:
            try:
                chunk = os.read(screen, 65536)
            except OSError:  # Linux says so when the other side has gone
                break
            if not chunk:
                break
            sent += chunk
    os.close(screen)
    return sent.decode().replace("\r\n", "\n")


def test_explain_sends_no_escapes_of_the_page_to_a_terminal(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<nav>Menu \x1b]0;owned\x07 \x9b31m \u202etxt</nav><p>The bridge reopened.</p>", encoding="utf-8"
    )
    sent = on_a_terminal("explain", page)
    assert "Menu" in sent
    assert not set("\x07\x9b\u202e") & set(sent)
    assert "\x1b]" not in sent


def test_json_is_plain_on_a_terminal(article: Article) -> None:
    assert on_a_terminal("clean", PAGE) == article.to_json(indent=2) + "\n"


def test_passes_are_a_table_on_a_terminal() -> None:
    assert name_of(DEFAULT_PASSES[0]) in on_a_terminal("passes")
