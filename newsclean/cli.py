"""The command line: `newsclean clean`, `learn`, `explain`, `report`, `passes` and `new-pass`.

Data goes to standard output as UTF-8; `explain` and `passes` use colour only on a terminal. Errors go to
standard error, one line for each input. The exit code is 0 on success; 1 if an input could not be cleaned
(the others are in the output) or the output could not be written; 2 for a usage error; 130 after Ctrl-C.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Annotated, Any, BinaryIO, NoReturn

import typer

from . import __version__, api
from .adapters import DEFAULT_TIMEOUT
from .article import Article
from .batch import clean_many
from .batch.site_profiles import fingerprint_at, profiles_at
from .explanation import Explanation
from .jobs.inputs import MOST_BYTES, STDIN, Inputs, Origin, reason, same_file, standard_input
from .jobs.job import Job, outputs_of
from .jobs.learning_job import NO_ADDRESS, LearningJob, Written, lock_of
from .jobs.outputs import CannotBegin, Form, LinesOutput, output_of, rendered
from .jobs.progress import counted, listed, progress_display, summary
from .jobs.rows import FIELDS, json_line, source_fields
from .new_pass import write_pass
from .passes import DEFAULT_PASSES
from .passes.body import FAVOURS, body
from .pipeline import Pass, PassError, name_of
from .profiles import Profile

_FAILED, _USAGE_ERROR, _INTERRUPTED = 1, 2, 130
# What Typer raises for a usage error; it has no public name.
_UsageError: Any = typer.BadParameter.__mro__[1]

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Turn messy news pages into clean articles, with every removal explained.",
    epilog="Exit codes: 0 success; 1 an input failed (the others are written); 2 usage error; 130 Ctrl-C.",
)

Files = Annotated[
    list[str], typer.Argument(metavar="FILE", help="HTML pages or text dumps; - is standard input.")
]
File = Annotated[str, typer.Argument(metavar="FILE", help="An HTML page or text dump; - is standard input.")]
Url = Annotated[
    str | None, typer.Option(metavar="URL", help="The page's address, to make its links absolute.")
]
Encoding = Annotated[
    str | None, typer.Option(metavar="NAME", help="The input's encoding; detected if not given.")
]
FavourOption = Annotated[
    str | None,
    typer.Option(
        "--favour",
        metavar="WHAT",
        help="precision (keep less), recall (keep more), or a number.",
    ),
]
KeepDateline = Annotated[bool, typer.Option("--keep-dateline", help='Keep "LONDON (Reuters) -" in the text.')]
Content = Annotated[str, typer.Option(metavar="NAME", help="The field or column that holds the pages.")]
UrlField = Annotated[str, typer.Option(metavar="NAME", help="The field or column that holds the addresses.")]
MaxBytes = Annotated[
    int, typer.Option(metavar="N", min=1, help="Most bytes of a page, line, row or record, unpacked.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")]


def main() -> NoReturn:
    """Run the command in `sys.argv` and exit, without a traceback for errors that users can cause."""
    if sys.stderr is None:
        # It is closed: `print` would write to standard output, and the next file would take its number.
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115  (until the end)
    try:
        sys.exit(app(prog_name="newsclean", standalone_mode=False))
    except _UsageError as error:
        _print_error(f"{error.format_message()} (see newsclean --help)")
        sys.exit(_USAGE_ERROR)
    except OSError as error:
        _print_error(f"cannot write the output: {reason(error)}")
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
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass


@app.command()
def clean(
    files: Files,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="OUT", help="Write to this file or folder/.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Every field, as JSON (the default).")] = False,
    as_text: Annotated[bool, typer.Option("--text", help="Only the body, as plain text.")] = False,
    as_markdown: Annotated[bool, typer.Option("--markdown", help="Title and body, as Markdown.")] = False,
    as_html: Annotated[bool, typer.Option("--html", help="The article as clean, semantic HTML.")] = False,
    url: Url = None,
    encoding: Encoding = None,
    keep_dateline: KeepDateline = False,
    favour: FavourOption = None,
    profiles: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="What `learn` wrote: a folder by host, or a file for all pages."),
    ] = None,
    content: Content = "html",
    url_field: UrlField = "url",
    workers: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=0, help="Worker processes; by default one per core if there are many pages."
        ),
    ] = None,
    timeout: Annotated[
        float | None,
        typer.Option(metavar="SECONDS", help="Time limit for each page; 60 by default if there are workers."),
    ] = None,
    max_bytes: MaxBytes = MOST_BYTES,
    resume: Annotated[bool, typer.Option("--resume", help="Continue an interrupted run to OUT.")] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace OUT once the run is complete.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Clean pages: files, folders, "patterns*", .warc .wet .jsonl (also .gz .zst) and .parquet.

    One page gives indented JSON; several give JSON Lines, each with its file name. OUT may be .jsonl (also
    .gz .zst), .parquet, .csv, or folder/ for one file per page. Pages that cannot be cleaned are then listed
    in OUT.errors.jsonl, with the reason.
    """
    if as_json + as_text + as_markdown + as_html > 1:
        raise typer.BadParameter("choose one of --json, --text, --markdown and --html")
    if files.count(STDIN) > 1:
        raise typer.BadParameter("standard input can be read only once")
    if timeout is not None and timeout <= 0:
        raise typer.BadParameter("--timeout must be more than 0 seconds")
    _check_encoding(encoding)
    form: Form = "text" if as_text else "markdown" if as_markdown else "html" if as_html else "json"
    try:
        inputs = Inputs(
            files,
            content=content,
            url_field=url_field,
            url=url,
            encoding=encoding,
            max_bytes=max_bytes,
            without=[
                *([] if output is None else outputs_of(Path(output))),
                *([profiles] if profiles else []),
            ],
        )
        place = None if output is None else output_of(output, form)
    except (ValueError, ImportError) as error:
        _print_error(str(error).replace("content=...", "--content"))
        raise typer.Exit(_FAILED) from None
    if output is not None:
        for path in outputs_of(Path(output)):
            _refuse_to_replace(path, inputs.files)
        if not resume:
            _refuse_to_replace(Path(output), inputs.left_out)
    if url is not None and not inputs.one_page:
        raise typer.BadParameter("--url names one page, but there are several")
    options = {"keep_dateline": keep_dateline, "favour": _favour(favour)}
    how = {**_limits(inputs, workers, timeout), **options}
    with _exit_if_unreadable(profiles):
        how["profiles"] = None if profiles is None else profiles_at(profiles)
        fingerprint = None if profiles is None else fingerprint_at(profiles)
    if place is not None and not (inputs.one_page and isinstance(place, LinesOutput)):
        _run(Job(inputs, place, fingerprint=fingerprint, **how), inputs, resume, overwrite, quiet)
    elif resume or overwrite:
        raise typer.BadParameter(
            "--resume and --overwrite need an -o OUT that is .jsonl, .parquet, .csv or folder/"
        )
    else:
        lines = not inputs.one_page or place is not None
        failed = _stream(inputs, None if output is None else Path(output), form, lines, how)
        if inputs.skipped and not quiet:
            _print_error(f"skipped: {listed(inputs.skipped.most_common())}")
        raise typer.Exit(_FAILED if failed else 0)


@app.command()
def learn(
    files: Files,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="OUT", help="Write to this NAME.json or folder/.")
    ],
    encoding: Encoding = None,
    content: Content = "html",
    url_field: UrlField = "url",
    max_bytes: MaxBytes = MOST_BYTES,
    update: Annotated[bool, typer.Option("--update", help="Add to the profiles in OUT.")] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the profiles in OUT.")] = False,
    quiet: Quiet = False,
) -> None:
    """Learn what a site's pages have in common, for `clean --profiles OUT`.

    Takes what `clean` takes. NAME.json is one profile of all pages. folder/ gets a profile HOST.json for each
    host of the pages' addresses; those of other hosts in it stay.
    """
    if update and overwrite:
        raise typer.BadParameter("choose one of --update and --overwrite")
    if files.count(STDIN) > 1:
        raise typer.BadParameter("standard input can be read only once")
    _check_encoding(encoding)
    place = Path(output)
    try:
        inputs = Inputs(
            files,
            content=content,
            url_field=url_field,
            encoding=encoding,
            max_bytes=max_bytes,
            without=[place, lock_of(place)],
        )
    except (ValueError, ImportError) as error:
        _print_error(str(error).replace("content=...", "--content"))
        raise typer.Exit(_FAILED) from None
    _refuse_to_replace(place, inputs.files if update else [*inputs.files, *inputs.left_out])
    try:
        job = LearningJob(inputs, output)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    _learn(job, inputs, overwrite, update, quiet)


@app.command()
def explain(
    file: File,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="OUT", help="Write the page with its edits marked to this HTML file."),
    ] = None,
    url: Url = None,
    encoding: Encoding = None,
    keep_dateline: KeepDateline = False,
    favour: FavourOption = None,
    profile: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What `learn` wrote of the page's site.")
    ] = None,
) -> None:
    """Show every edit that turns a page into its article, and why.

    On a terminal this is the page, with dropped blocks in the colour of their pass. Elsewhere it is one line
    per edit: claims (@), rewrites (~) and drops (-).
    """
    _check_encoding(encoding)
    wanted = _favour(favour)
    _refuse_to_replace(html, [file])
    with _exit_if_unreadable(profile):
        known = None if profile is None else Profile.load(profile)
    try:
        explanation = api.explain(
            _read(file),
            url=url,
            encoding=encoding,
            keep_dateline=keep_dateline,
            favour=wanted,
            profile=known,
        )
        written = explanation.to_html() if html is not None else f"{explanation}\n"
    except Exception as error:
        _print_error(f"{file}: {reason(error)}")
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
    """Summarise a run on one HTML page: its results, what was removed, and where to look first.

    Failed pages are counted too, if the run's FILE.errors.jsonl is next to it.
    """
    from .display.batch_report import Report
    from .jobs.read_rows import rows_of

    _refuse_to_replace(html, [str(file)])
    try:
        page = Report.of(rows_of(file), f"Cleaning report: {file.name}").to_html()
    except Exception as error:
        _print_error(f"{file}: {reason(error)}")
        raise typer.Exit(_FAILED) from None
    with _sink(html) as sink:
        sink.write(page.encode())


@app.command()
def passes() -> None:
    """List the default passes in order, and what each one does."""
    rows = [(name_of(each), _first_line(each)) for each in DEFAULT_PASSES]
    if _on_a_terminal():
        _show_table(rows)
    else:
        with _sink(None) as sink:
            sink.writelines(f"{name}\t{line}\n".encode() for name, line in rows)


@app.command("new-pass")
def new_pass(
    name: Annotated[str, typer.Argument(metavar="NAME", help="In lower case, such as movie_credits.")],
) -> None:
    """Start a new default pass: write its file and its fixture into this checkout of newsclean."""
    try:
        done = write_pass(name, Path.cwd())
    except (ValueError, FileExistsError) as error:
        _print_error(str(error))
        raise typer.Exit(_USAGE_ERROR) from None
    with _sink(None) as sink:
        sink.write(done.encode())


# --- clean: many pages --------------------------------------------------------------------------


def _limits(inputs: Inputs, workers: int | None, timeout: float | None) -> dict[str, Any]:
    """Return the workers and the time limit; no workers for a few pages without a limit."""
    if workers is None and timeout is None and inputs.few:
        workers = 0
    if workers == 0:
        if timeout is not None:
            raise typer.BadParameter("--timeout needs workers")
        return {"workers": 0}
    return {"workers": workers, "timeout": timeout or DEFAULT_TIMEOUT}


def _stream(inputs: Inputs, output: Path | None, form: Form, lines: bool, how: dict[str, Any]) -> bool:
    """Write each article as soon as it is done; a page that fails becomes a line on standard error.

    Return whether any failed.
    """
    failed = False
    with _sink(output) as sink:
        for row in clean_many(inputs, **how):
            origin: Origin = row.key
            failure = origin.problem or row.error
            if failure is None and row.article is not None:
                sink.write(_rendered(row.article, form, lines, None if inputs.one_page else origin))
                sink.flush()  # so that a reader of the pipe sees each page at once
            elif failure is not None:
                failed = True
                _print_error(f"{_name(origin)}: {failure.message or failure.kind}")
    return failed


def _run(job: Job, inputs: Inputs, resume: bool, overwrite: bool, quiet: bool) -> None:
    """Run a job, showing its progress and a summary."""
    try:
        if not job.begin(resume=resume, overwrite=overwrite):
            _print_lines(["this run is complete already"] if not quiet else [])
            return
        start, begun = time.monotonic(), replace(job.counts)
        with progress_display(begun, inputs.total, quiet=quiet) as on_page:
            job.run(on_page)
    except CannotBegin as error:
        _print_error(str(error))
        raise typer.Exit(_FAILED) from None
    except OSError as error:
        _print_error(f"cannot write the output: {reason(error)}{_kept(job)}")
        raise typer.Exit(_FAILED) from None
    except KeyboardInterrupt:
        _print_error(f"stopped{_kept(job)}")
        raise
    if not quiet:
        _print_lines(
            summary(job.counts, inputs.skipped, time.monotonic() - start, job.counts.pages - begun.pages)
        )
    if job.counts.errors:
        if not quiet:
            _print_error(f"{job.errors_file} lists the pages that failed, with reasons")
            if job.may_retry:
                _print_error("--resume tries once more the pages whose worker died")
        raise typer.Exit(_FAILED)


def _learn(job: LearningJob, inputs: Inputs, overwrite: bool, update: bool, quiet: bool) -> None:
    """Run a job that learns, showing its progress, a line for each profile and a summary."""
    start, written = time.monotonic(), 0
    try:
        job.begin(overwrite=overwrite, update=update)
        with progress_display(replace(job.counts), inputs.total, quiet=quiet) as on_page:
            found = job.run(on_page)
            first = next(found, None)  # here all pages have been read
        for each in () if first is None else chain([first], found):
            written += 1
            _print_lines(() if quiet else _about(each))
    except (CannotBegin, ValueError, PassError) as error:
        _print_error(str(error))
        raise typer.Exit(_FAILED) from None
    counts = job.counts
    for origin in job.unreadable:
        _print_error(f"{_name(origin)}: {origin.problem.message if origin.problem else ''}")
    if not quiet:
        _print_lines(summary(counts, inputs.skipped, time.monotonic() - start, counts.pages))
        if counts.errors[NO_ADDRESS]:
            _print_error(f"{NO_ADDRESS}: pages without a host are learnt only with -o NAME.json")
    if not written:
        _print_error("there is no page to learn from: nothing was written")
    raise typer.Exit(0 if written and not counts.errors else _FAILED)


def _about(written: Written) -> Iterator[str]:
    """Yield a line about a profile, and its warnings."""
    profile = written.profile
    name = profile.host or str(written.file)
    yield f"{name}: {counted(len(profile.notes), 'page')}, {counted(len(profile.templates), 'template')}"
    yield from (f"{name}: {warning}" for warning in profile.warnings)


def _kept(job: Job) -> str:
    return f"; {job.kept:,} pages are done; --resume continues with the rest" if job.kept else ""


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        _print_error(line)


def _name(origin: Origin) -> str:
    return origin.file if origin.row is None else f"{origin.file}:{origin.row}"


# --- input --------------------------------------------------------------------------------------


def _read(name: str) -> bytes:
    return standard_input().read() if name == STDIN else Path(name).read_bytes()


@contextmanager
def _exit_if_unreadable(profiles: Path | None) -> Iterator[None]:
    """Exit with the reason if profiles cannot be read."""
    try:
        yield
    except (ValueError, OSError) as error:
        name = getattr(error, "filename", None) or profiles
        _print_error(str(error) if isinstance(error, ValueError) else f"{name}: {reason(error)}")
        raise typer.Exit(_FAILED) from None


def _refuse_to_replace(output: Path | None, inputs: Iterable[str]) -> None:
    if output is not None and same_file(output, inputs):
        raise typer.BadParameter(f"{output} is an input: it would be replaced")


def _check_encoding(encoding: str | None) -> None:
    try:
        "".encode(encoding or "utf-8")
    except LookupError:
        raise typer.BadParameter(f"unknown encoding: {encoding}") from None


def _favour(text: str | None) -> float | None:
    """Return the shift of the threshold that `--favour` names. Raises BadParameter for anything else."""
    if text is None:
        return None
    try:
        what: Any = text if text in FAVOURS else float(text)
        return body.favouring(what).shift
    except ValueError:
        raise typer.BadParameter("--favour is precision, recall, or a number") from None


def _first_line(each: Pass) -> str:
    """Return what a pass does: the first line of its file."""
    return (sys.modules[each.__module__].__doc__ or "").strip().partition("\n")[0]


# --- output -------------------------------------------------------------------------------------


@contextmanager
def _sink(output: Path | None) -> Iterator[BinaryIO]:
    """Open standard output, or a file that appears complete or not at all."""
    if output is None:
        if sys.stdout is None:
            raise OSError("standard output is closed")
        try:
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            _end_like_cat()
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


def _end_like_cat() -> NoReturn:
    """End quietly when `newsclean … | head` closes the pipe: by SIGPIPE, as the shell expects of `cat`.

    Set only now: earlier, a worker's broken pipe would end this process too.
    """
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGPIPE)
    os._exit(_FAILED)


def _rendered(article: Article, form: Form, lines: bool, origin: Origin | None) -> bytes:
    """Return the article in one of the forms, labelled with its origin if there are several."""
    if form == "json" and lines:
        return json_line((source_fields(origin, FIELDS) if origin else {}) | article.to_dict())
    text = rendered(article, form)
    if origin is not None:
        text = f"==> {_printable(_name(origin))} <==\n\n{text}\n"
    return text.encode("utf-8", "backslashreplace")


def _print_error(problem: str) -> None:
    """Write the problem to standard error as a single printable line."""
    print(f"newsclean: {_printable(' '.join(problem.split()))}", file=sys.stderr)


def _printable(text: str) -> str:
    """Return the text without control characters, which could give orders to a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


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
