"""The command line: `newsclean clean`, `newsclean explain`, `newsclean passes`.

Data goes to standard output in UTF-8, untouched; only on a terminal are `explain` and `passes` coloured. What
went wrong goes to standard error, one line for each input. The exit code is 0 where all went well; 1 where an
input could not be cleaned (the others are in the output) or the output could not be written; 2 where the
command was not understood; 130 after Ctrl-C.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, BinaryIO, Literal, NoReturn

import typer

from . import __version__, api
from .explanation import Explanation
from .model import Article
from .passes import DEFAULT_PASSES
from .pipeline import Pass, name_of

_FAILED, _MISUNDERSTOOD, _INTERRUPTED = 1, 2, 130
_STDIN = "-"
# What Typer raises for a command that it does not understand; it gives it no public name.
_UsageError: Any = typer.BadParameter.__mro__[1]

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    help="A messy news page in, a clean Article out, and every removal explained.",
    epilog="Exit codes: 0 fine; 1 some input failed, the others are in the output; 2 usage; 130 Ctrl-C.",
)

Files = Annotated[
    list[str], typer.Argument(metavar="FILE", help="HTML pages or text dumps; - is standard input.")
]
File = Annotated[str, typer.Argument(metavar="FILE", help="An HTML page or text dump; - is standard input.")]
Url = Annotated[str | None, typer.Option(metavar="URL", help="The page's address: makes its links absolute.")]
Encoding = Annotated[
    str | None, typer.Option(metavar="NAME", help="Of the bytes, where you know better than they.")
]
KeepDateline = Annotated[
    bool, typer.Option("--keep-dateline", help='Leave "LONDON (Reuters) -" in the text.')
]


def main() -> NoReturn:
    """Run the command of `sys.argv` and exit; whatever happens, no traceback."""
    if hasattr(signal, "SIGPIPE"):  # `newsclean … | head` ends as quietly as `cat … | head`
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        sys.exit(app(prog_name="newsclean", standalone_mode=False))
    except _UsageError as error:
        _complain(f"{error.format_message()} (newsclean --help tells more)")
        sys.exit(_MISUNDERSTOOD)
    except OSError as error:
        _complain(f"cannot write the output: {_reason(error)}")
        sys.exit(_FAILED)
    except (KeyboardInterrupt, typer.Abort):
        sys.exit(_INTERRUPTED)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"newsclean {__version__}")
        raise typer.Exit


@app.callback()
def newsclean(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print it.")
    ] = False,
) -> None:
    pass


@app.command()
def clean(
    files: Files,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="OUT", help="Write to this file.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Every field, as JSON. The default.")] = False,
    as_text: Annotated[bool, typer.Option("--text", help="The body alone, as plain text.")] = False,
    as_markdown: Annotated[bool, typer.Option("--markdown", help="Title and body, as Markdown.")] = False,
    url: Url = None,
    encoding: Encoding = None,
    keep_dateline: KeepDateline = False,
) -> None:
    """Clean pages: one gives indented JSON; several give JSON Lines, each with its file's name.

    An OUT named *.jsonl holds JSON Lines even for one page.
    """
    if as_json + as_text + as_markdown > 1:
        raise typer.BadParameter("choose one of --json, --text and --markdown")
    if url is not None and len(files) > 1:
        raise typer.BadParameter("--url names one page, but there are several files")
    if files.count(_STDIN) > 1:
        raise typer.BadParameter("standard input can be read only once")
    _check_encoding(encoding)
    several = len(files) > 1 or (output is not None and output.suffix == ".jsonl")
    form: _Form = "text" if as_text else "markdown" if as_markdown else "jsonl" if several else "json"
    failed = False
    with _sink(output) as sink:
        for name in files:
            try:
                article = api.clean(_read(name), url=url, encoding=encoding, keep_dateline=keep_dateline)
                data = _rendered(article, form, name if len(files) > 1 else None)
            except Exception as error:  # one bad page, or a bug in one pass, costs that page alone
                failed = True
                _complain(f"{name}: {_reason(error)}")
            else:
                sink.write(data)
                sink.flush()  # who reads along sees each page as it is done
    raise typer.Exit(_FAILED if failed else 0)


@app.command()
def explain(
    file: File,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="OUT", help="Write the page, its edits on it, to this HTML file."),
    ] = None,
    url: Url = None,
    encoding: Encoding = None,
    keep_dateline: KeepDateline = False,
) -> None:
    """Show every edit that makes the Article of a page, and why.

    A terminal shows the page, what was dropped in its pass's colour. Elsewhere there is a line an edit:
    claims (@), rewrites (~) and drops (-).
    """
    _check_encoding(encoding)
    try:
        explanation = api.explain(_read(file), url=url, encoding=encoding, keep_dateline=keep_dateline)
        written = explanation.to_html() if html is not None else f"{explanation}\n"
    except Exception as error:
        _complain(f"{file}: {_reason(error)}")
        raise typer.Exit(_FAILED) from None
    if html is None and _on_a_terminal():
        _show(explanation)
    else:
        with _sink(html) as sink:
            sink.write(written.encode("utf-8", "backslashreplace"))


@app.command()
def report(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Cleaned pages: .jsonl (also .gz .zst) or .parquet.")
    ],
    html: Annotated[Path, typer.Option("--html", metavar="OUT", help="Write the report to this file.")],
) -> None:
    """Show a whole run on one page: what came of it, what was removed, and where to look first.

    Pages that failed are counted too, where FILE's .errors.jsonl stands beside it.
    """
    from .display.batch_report import Report
    from .display.rows import rows_of

    try:
        page = Report.of(rows_of(file), f"Cleaning report: {file.name}").to_html()
    except Exception as error:
        _complain(f"{file}: {_reason(error)}")
        raise typer.Exit(_FAILED) from None
    with _sink(html) as sink:
        sink.write(page.encode())


@app.command()
def passes() -> None:
    """List the default passes in order, with what each does."""
    rows = [(name_of(each), _first_line(each)) for each in DEFAULT_PASSES]
    if _on_a_terminal():
        _show_table(rows)
    else:
        with _sink(None) as sink:
            sink.writelines(f"{name}\t{line}\n".encode() for name, line in rows)


# --- input --------------------------------------------------------------------------------------


def _read(name: str) -> bytes:
    if name != _STDIN:
        return Path(name).read_bytes()
    if sys.stdin is None:
        raise OSError("standard input is closed")
    return sys.stdin.buffer.read()


def _check_encoding(encoding: str | None) -> None:
    try:
        "".encode(encoding or "utf-8")
    except LookupError:
        raise typer.BadParameter(f"unknown encoding: {encoding}") from None


def _first_line(each: Pass) -> str:
    """What a pass does: the first line of its file."""
    return (sys.modules[each.__module__].__doc__ or "").strip().partition("\n")[0]


# --- output -------------------------------------------------------------------------------------

_Form = Literal["json", "jsonl", "text", "markdown"]


@contextmanager
def _sink(output: Path | None) -> Iterator[BinaryIO]:
    """Where data goes: standard output, or a file that appears whole or not at all."""
    if output is None:
        if sys.stdout is None:
            raise OSError("standard output is closed")
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    elif output.exists() and not output.is_file():  # /dev/null, a named pipe
        with output.open("wb") as sink:
            yield sink
    else:
        whole = output.resolve()
        part = whole.with_name(f".{whole.name}.{os.getpid()}.part")
        try:
            with part.open("xb") as sink:
                yield sink
            part.replace(whole)
        finally:
            part.unlink(missing_ok=True)


def _rendered(article: Article, form: _Form, name: str | None) -> bytes:
    """The article in one of the forms; among several (`name` given) it says which it is."""
    if form == "json":
        text = article.to_json(indent=2) + "\n"
    elif form == "jsonl":
        row = ({"file": name} if name is not None else {}) | article.to_dict()
        text = json.dumps(row, ensure_ascii=False) + "\n"
    else:
        text = article.to_markdown() if form == "markdown" else f"{article.text}\n"
        if name is not None:
            text = f"==> {name} <==\n\n{text}\n"
    return text.encode("utf-8", "backslashreplace")


def _complain(problem: str) -> None:
    """One line on standard error, whatever is in it."""
    line = "".join(c if c.isprintable() else " " for c in " ".join(problem.split()))
    print(f"newsclean: {line}", file=sys.stderr)


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return str(error) or type(error).__name__


# --- on a terminal ------------------------------------------------------------------------------

def _on_a_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def _show(explanation: Explanation) -> None:
    from rich.console import Console

    from .display.terminal_view import page_view

    console = Console()
    for line in page_view(explanation, console.width):
        console.print(line, soft_wrap=True)


def _show_table(rows: list[tuple[str, str]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    for name, line in rows:
        table.add_row(Text(name, style="bold"), Text(line))
    Console().print(table)
