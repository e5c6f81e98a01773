"""What the fuzzer tries: for each target its seeds, and a check of the promises for one input.

`tests/test_fuzz_targets.py` runs each a few hundred times, without a fuzzer.
"""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unittest import mock

from newsclean import DEFAULT_PASSES, Article, Explanation, NotAPage, explain, replay
from newsclean.assemble import assemble
from newsclean.jobs.csv_rows import NOT_CSV, csv_rows
from newsclean.pipeline import run
from newsclean.readers import read_text
from newsclean.readers.decode import decode

sys.path.append(str(Path(__file__).resolve().parent.parent))

from words_of_input import invented

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "pages"
SMALL_PAGE = min(FIXTURES.glob("*/page.html"), key=lambda path: (path.stat().st_size, path))
LONGEST = 4_000  # bytes of an input, so that several hundred can be tried per second
URL = "https://paper.example/news/story.html"
checks_words = True  # a fuzzer soon finds damage whose repair `words_of_input` does not model
STORY = "<h1>Bridge reopens</h1><p>The bridge over the Lenn reopened on Monday, after two years.</p>"


@dataclass(frozen=True)
class Target:
    """Something that takes bytes of any kind."""

    check: Callable[[bytes], None]
    """Raises AssertionError if a promise is broken; any other error is a broken promise too."""
    seeds: Callable[[], Iterator[bytes]]
    tokens: str = "tokens.dict"
    """The file of the dictionary."""


# --- pages --------------------------------------------------------------------------------------


def check_page(data: bytes) -> None:
    """Clean an input, whose first byte says whether to pass the rest as text or as bytes."""
    source = data[1:].decode("utf-8", "surrogatepass") if _is_text(data) else data[1:]
    with contextlib.suppress(NotAPage):
        found = explain(source, url=URL)
        check_promises(found, source if isinstance(source, str) else decode(source))


def check_promises(found: Explanation, source: str) -> None:
    article = found.article
    text = article.to_json()
    text.encode()  # no lone surrogates
    assert json.loads(text) == article.to_dict()
    assert Article.from_dict(json.loads(text)) == article
    assert assemble(replay(found.page, found.trace)) == article
    assert pickle.loads(pickle.dumps(article)) == article
    hash(article)
    article.to_markdown()
    article.to_html()
    article.to_schema_org()
    article.to_tei()
    article.to_ninjs()
    str(found)
    assert not checks_words or not invented(article, source, URL)


def _is_text(data: bytes) -> bool:
    if not data or data[0] % 2:
        return False
    try:
        data[1:].decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def page_seeds() -> Iterator[bytes]:
    """Yield all pages of the fixtures, as text and as bytes; of long ones the start, middle and end."""
    for path in sorted(FIXTURES.glob("*/page.*")):
        for piece in _pieces(path.read_bytes()):
            yield b"\0" + piece
            yield b"\1" + piece


def _pieces(data: bytes) -> Iterator[bytes]:
    for start in sorted({0, max(0, len(data) // 2 - LONGEST // 2), max(0, len(data) - LONGEST + 1)}):
        yield data[start : start + LONGEST - 1]


# --- dumps --------------------------------------------------------------------------------------


def check_dump(data: bytes) -> None:
    """Read text as a dump, whatever it looks like."""
    source = data.decode("utf-8", "replace")
    page = read_text(source, URL)
    cleaned, trace = run(page, DEFAULT_PASSES)
    check_promises(Explanation(page, trace, cleaned, DEFAULT_PASSES), source)


def dump_seeds() -> Iterator[bytes]:
    """Yield the dumps of the fixtures, and the articles of the pages as Markdown."""
    for path in sorted(FIXTURES.glob("*/page.txt")):
        yield from _pieces(path.read_bytes())
    for path in sorted(FIXTURES.glob("*/page.html"))[::3]:
        yield explain(path).article.to_markdown().encode()[:LONGEST]


# --- archives -----------------------------------------------------------------------------------

MOST_BYTES = 2_000  # of a page


def check_archive(data: bytes) -> None:
    """Read an archive: only a ValueError may come, and what is read is within the limits."""
    from newsclean.adapters.warc import read_warc

    archive = read_warc(io.BytesIO(data), max_bytes=MOST_BYTES)
    try:
        pages = list(archive)
    except ValueError:
        return
    assert len(pages) + archive.skipped.total() <= 2 * data.count(b"WARC") + data.count(b"\x1f\x8b") + 1
    for page in pages:
        assert isinstance(page.source, bytes)
        assert len(page.source) <= MOST_BYTES
        assert 0 <= page.key.offset < len(data)
        pickle.dumps(page)
        with contextlib.suppress(NotAPage):
            explain(page.source, url=page.url, encoding=page.encoding).article.to_json().encode()


def archive_seeds() -> Iterator[bytes]:
    """Yield archives of a few records each, plain and gzipped, whose bodies are coded in several ways."""
    page = SMALL_PAGE.read_bytes()[:MOST_BYTES]
    answers = [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=latin-1\r\n\r\n" + page,
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Type: text/html\r\n\r\n" + gzip.compress(page),
        b"HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n%x\r\n%s\r\n0\r\n\r\n" % (len(page), page),
        b"HTTP/1.1 301 Moved\r\nLocation: /b\r\n\r\n",
    ]
    records = [_record(b"warcinfo", b"software: none", b"application/warc-fields")]
    records += [_record(b"response", answer, b"application/http; msgtype=response") for answer in answers]
    records += [_record(b"conversion", page, b"text/plain"), _record(b"resource", page, b"text/html")]
    for record in records:
        yield record
        yield gzip.compress(record)
    yield b"".join(records)
    yield b"".join(map(gzip.compress, records[-3:]))


def _record(kind: bytes, body: bytes, media_type: bytes) -> bytes:
    head = (
        b"WARC/1.0\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2024-05-03T14:30:00Z\r\n"
        b"WARC-Target-URI: https://paper.example/a\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
    )
    return head % (kind, media_type, len(body)) + body + b"\r\n\r\n"


# --- tables -------------------------------------------------------------------------------------


def check_table(data: bytes) -> None:
    """Read CSV: only a ValueError may come, and no row is longer than the limit."""
    stream = io.TextIOWrapper(io.BytesIO(data), "utf-8-sig", "surrogateescape", newline="")
    try:
        rows = list(csv_rows(stream, "html", MOST_BYTES))
    except ValueError:
        return
    assert len(rows) <= data.count(b"\n") + data.count(b"\r") + 1
    for row in rows:
        if isinstance(row, dict):
            assert "html" in row
            assert sum(len(cell.encode("utf-8", "surrogateescape")) for cell in row.values()) <= MOST_BYTES
        else:
            assert row is None or row.kind == NOT_CSV


def table_seeds() -> Iterator[bytes]:
    """Yield tables with each delimiter and line end, with quoted cells, short rows, long ones and none."""
    for delimiter in ",;\t":
        head, row = delimiter.join(("url", "html")), delimiter.join(("https://paper.example/a", f'"{STORY}"'))
        for end in ("\n", "\r\n", "\r"):
            yield end.join((head, row, row)).encode()
        yield f'\ufeff"html"{delimiter}"the ""id"""\n"two\nlines"{delimiter}7\n{delimiter}\nalone\n'.encode()
    yield f'html,id\n"{"x" * 2 * MOST_BYTES}",1\n"after it",2\n'.encode()
    yield b'html,id\n"never closed,1\nand on,2\n'
    yield "html,id\nStraße,1\n".encode("utf-16")
    yield b"html"


# --- command lines ------------------------------------------------------------------------------

CODES = (0, 1, 2)  # success, an input failed, a usage error
_INPUTS = {
    "page.html": SMALL_PAGE.read_bytes(),
    "page.txt": b"Bridge reopens\n\nThe bridge over the Lenn reopened on Monday, after two years.\n",
    "pages.jsonl": b'{"html": "<p>It rained.", "url": "https://paper.example/a"}\nbroken\n{"html": 3}\n',
    "pages.jsonl.gz": gzip.compress(b'{"text": "It rained on Monday, and it will rain."}\n'),
    "pages.csv": b'\xef\xbb\xbfurl;html\r\nhttps://paper.example/a;"<p>It rained,\r\nagain."\r\nshort\r\n',
    "pages.tsv.gz": gzip.compress(b'id\thtml\n1\tIt rained on Monday, and on Tuesday.\n2\t"never closed\n'),
    "broken.gz": b"\x1f\x8b broken",
    "picture.png": b"\x89PNG\r\n\x1a\n",
}


def check_command(data: bytes) -> None:
    """Run a command line, an argument a line, in a folder with a few inputs.

    It ends with one of its exit codes and never with a traceback, and says why if it fails. It changes no
    file but its output, and that only if it succeeds and the file is not an input too.
    """
    arguments = _arguments(data)
    folder = _folder()
    code, errors = _run(arguments, folder)
    assert code in CODES, (arguments, code)
    assert "Traceback" not in errors, arguments
    assert code == 0 or errors or "--quiet" in arguments or "-q" in arguments, arguments
    replaced = _output(arguments) if code == 0 else None
    for name, content in _INPUTS.items():
        if name == replaced:
            (folder / name).write_bytes(content)
        assert (folder / name).read_bytes() == content, arguments
    for path in folder.iterdir():
        if path.name not in _INPUTS:
            _delete(path)


def _arguments(data: bytes) -> list[str]:
    """Return the arguments; outside the folder nothing may be touched, and no processes are started."""
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    arguments = [line for line in lines if "/" not in line and ".." not in line and not line.startswith("~")]
    return [each for each in arguments if not each.startswith(("--work", "-w", "--time"))]


def _output(arguments: list[str]) -> str | None:
    """Return the name after `-o` or `--html`, or joined to it, if no other argument may mean that file."""
    for at, argument in enumerate(arguments):
        for name in _INPUTS:
            alone = argument == name and arguments[at - 1 : at] in (["-o"], ["--output"], ["--html"])
            joined = argument in (f"-o{name}", f"--output={name}", f"--html={name}")
            others = arguments[:at] + arguments[at + 1 :]
            if (alone or joined) and not any(
                name in other or "*" in other or "?" in other for other in others
            ):
                return name
    return None


def _run(arguments: list[str], folder: Path) -> tuple[int, str]:
    from newsclean.cli import main

    output, errors = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    before = Path.cwd()
    os.chdir(folder)
    try:
        with (
            mock.patch.object(sys, "argv", ["newsclean", *arguments]),
            mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(STORY.encode()))),
            contextlib.redirect_stdout(output),
            contextlib.redirect_stderr(errors),
        ):
            main()
    except SystemExit as left:
        return int(left.code or 0), errors.getvalue()
    finally:
        os.chdir(before)
    raise AssertionError("main returned")


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="newsclean-fuzz-"))
    for name, content in _INPUTS.items():
        (folder / name).write_bytes(content)
    return folder


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        for inner in path.iterdir():
            _delete(inner)
        path.rmdir()
    else:
        path.unlink()


def command_seeds() -> Iterator[bytes]:
    lines = (
        "clean page.html",
        "clean page.html --text --url https:paper.example",
        "clean page.txt --markdown --keep-dateline --favour recall",
        "clean - --html --encoding utf-8",
        "clean pages.jsonl --content html --url-field url",
        "clean pages.jsonl pages.jsonl.gz page.html -o out.jsonl --quiet",
        "clean *.html -o out.csv --overwrite",
        "clean pages.csv -o out.csv --encoding latin-1",
        "clean pages.csv pages.tsv.gz --max-bytes 30",
        "learn pages.csv -o out.json",
        "clean pages.jsonl -o out.jsonl.gz --resume --max-bytes 40",
        "clean broken.gz picture.png missing.html --json",
        "clean page.html -o page.html --overwrite",
        "explain page.html --html out.html",
        "explain page.txt --favour 1.5",
        "report pages.jsonl --html out.html",
        "passes",
        "new-pass movie_credits",
        "--version",
        "--help",
        "clean --help",
    )
    for line in lines:
        yield line.replace(" ", "\n").encode()


TARGETS = {
    "pages": Target(check_page, page_seeds),
    "dumps": Target(check_dump, dump_seeds),
    "archives": Target(check_archive, archive_seeds, "archive_tokens.dict"),
    "tables": Target(check_table, table_seeds, "table_tokens.dict"),
    "commands": Target(check_command, command_seeds, "command_tokens.dict"),
}
