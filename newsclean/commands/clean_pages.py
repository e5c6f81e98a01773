"""`newsclean clean`: pages in, articles out, to standard output or as a job that can be resumed."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import typer

from ..adapters import DEFAULT_TIMEOUT
from ..article import Article
from ..batch import clean_many
from ..batch.site_profiles import fingerprint_at, profiles_at
from ..jobs.filters import Wanted
from ..jobs.inputs import MOST_BYTES, Inputs, Origin, reason
from ..jobs.job import Job, outputs_of
from ..jobs.outputs import CannotBegin, Form, LinesOutput, form_of, output_of, rendered
from ..jobs.progress import listed, progress_display, summary
from ..jobs.rows import FIELDS, json_line, source_fields
from ..jobs.traces import TraceFile, recording, without_edits
from ..readers import MOST_CHARACTERS
from . import options
from .own_passes import with_own
from .streams import FAILED, fail, print_error, print_errors, printable, sink

_MB = 1_000_000  # bytes


def clean(
    files: options.Files,
    output: options.Output = None,
    form: options.FormatOption = None,
    as_json: options.AsJson = False,
    as_text: options.AsText = False,
    as_markdown: options.AsMarkdown = False,
    as_html: options.AsHtml = False,
    trace: options.TraceOption = None,
    resume: options.Resume = False,
    overwrite: options.Overwrite = False,
    status: options.StatusOption = None,
    language: options.Language = None,
    min_words: options.MinWords = 0,
    min_confidence: options.MinConfidence = 0.0,
    url: options.Url = None,
    encoding: options.Encoding = None,
    content: options.Content = "html",
    url_field: options.UrlField = "url",
    max_bytes: options.MaxBytes = MOST_BYTES,
    max_chars: options.MaxChars = MOST_CHARACTERS,
    keep_dateline: options.KeepDateline = False,
    favour: options.FavourOption = None,
    own_passes: options.OwnPasses = None,
    profiles: options.ProfilesOption = None,
    workers: options.Workers = None,
    timeout: options.TimeoutOption = None,
    max_memory: options.MaxMemory = None,
    quiet: options.Quiet = False,
) -> None:
    """Clean pages: files, folders, "patterns*", .warc .wet .jsonl (also .gz .zst) and .parquet.

    One page gives indented JSON; several give JSON Lines, each with its file name. OUT may be .jsonl (also
    .gz .zst), .parquet, .csv, or folder/ for one file per page. Pages that cannot be cleaned are then listed
    in OUT.errors.jsonl, with the reason. For one page, OUT may also be .txt, .md, .html or .xml (TEI).
    """
    flags: dict[Form, bool] = {"json": as_json, "text": as_text, "markdown": as_markdown, "html": as_html}
    chosen = options.chosen_form(form, flags)
    options.check_once(files)
    options.check_encoding(encoding)
    wanted = options.wanted_of(status, language, min_words, min_confidence)
    shift = options.favour_of(favour)
    trace_file = None if trace is None else options.trace_file(trace)
    with options.exit_if_unusable():
        inputs = Inputs(
            files,
            content=content,
            url_field=url_field,
            url=url,
            encoding=encoding,
            max_bytes=max_bytes,
            without=[*_outputs(output, trace_file), *([profiles] if profiles else [])],
        )
    out = _checked(output, chosen, trace_file, inputs, resume=resume)
    if url is not None and not inputs.one_page:
        raise typer.BadParameter("--url names one page, but there are several")
    how = _limits(inputs, workers, timeout, max_memory)
    identity = {"keep_dateline": keep_dateline, "favour": shift, "max_chars": max_chars}
    how |= {**identity, "passes": with_own(own_passes or (), for_workers=how["workers"] != 0)}
    with options.exit_if_unreadable(profiles):
        how["profiles"] = None if profiles is None else profiles_at(profiles)
        fingerprint = None if profiles is None else fingerprint_at(profiles)
    with options.exit_if_unusable():
        place = None if output is None else output_of(output, out)
    if place is not None and not (inputs.one_page and isinstance(place, LinesOutput)):
        same = [*identity.values(), list(own_passes or ()), fingerprint]
        job = Job(inputs, place, how, identity=same, wanted=wanted, trace=trace_file)
        _run(job, inputs, resume, overwrite, quiet)
    elif resume or overwrite:
        raise typer.BadParameter(
            "--resume and --overwrite need an -o OUT that is .jsonl, .parquet, .csv or folder/"
        )
    else:
        file = None if output is None else Path(output)
        to = _Stream(file, out, not inputs.one_page or place is not None, trace_file)
        _stream(inputs, to, wanted, how, quiet)


def _outputs(output: str | None, trace: TraceFile | None) -> list[Path]:
    """Return the files and folders that the command writes."""
    return [*(outputs_of(Path(output)) if output is not None else ()), *(trace.files if trace else ())]


def _checked(
    output: str | None, form: Form | None, trace: TraceFile | None, inputs: Inputs, *, resume: bool
) -> Form:
    """Return the form of the articles. Raises BadParameter for outputs that contradict others or inputs."""
    for path in _outputs(output, trace):
        options.refuse_to_replace(path, inputs.files)
    if output is not None and not resume:
        options.refuse_to_replace(Path(output), inputs.left_out)
    if output is not None and trace is not None:
        place, other = Path(output).resolve(), trace.path.resolve()
        if other in map(Path.resolve, outputs_of(Path(output))) or place in other.parents:
            raise typer.BadParameter("--trace and -o need files of their own")
    try:
        return form_of(output, form, one_page=inputs.one_page)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def _limits(
    inputs: Inputs, workers: int | None, timeout: float | None, max_memory: int | None
) -> dict[str, Any]:
    """Return the workers and their limits; no workers for a few pages without a limit."""
    if timeout is not None and timeout <= 0:
        raise typer.BadParameter("--timeout must be more than 0 seconds")
    if workers is None and timeout is None and max_memory is None and inputs.few:
        workers = 0
    if workers == 0:
        for name, limit in (("--timeout", timeout), ("--max-memory", max_memory)):
            if limit is not None:
                raise typer.BadParameter(f"{name} needs workers")
        return {"workers": 0}
    memory = None if max_memory is None else max_memory * _MB
    return {"workers": workers, "timeout": timeout or DEFAULT_TIMEOUT, "max_memory": memory}


# --- as they come ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Stream:
    """Where articles go as soon as they are done. lines: whether JSON has a line for each."""

    output: Path | None
    form: Form
    lines: bool
    trace: TraceFile | None


def _stream(inputs: Inputs, to: _Stream, wanted: Wanted, how: dict[str, Any], quiet: bool) -> None:
    """Write each article as soon as it is done; a page that fails becomes a line on standard error.

    Exits with an error if any failed.
    """
    failed = False
    left_out: Counter[str] = Counter()
    how = recording(how) if to.trace else {**how, "with_trace": without_edits}
    with sink(to.output) as out, _begun(to.trace) as trace:
        for row in clean_many(inputs, **how):
            origin: Origin = row.key
            failure = origin.problem or row.error
            if failure is None and row.article is not None:
                misfit = wanted.misfit(row.article)
                if misfit is None:
                    out.write(_rendered(row.article, to, None if inputs.one_page else origin))
                    out.flush()  # so that a reader of the pipe sees each page at once
                else:
                    left_out[misfit] += 1
                if trace is not None:
                    trace.write_edits(origin, row.url, row.article, row.trace.edits, wrote=misfit is None)
            elif failure is not None:
                failed = True
                print_error(f"{name_of_page(origin)}: {failure.message or failure.kind}")
    if not quiet:
        for what, counts in (("skipped", inputs.skipped), ("left out", left_out)):
            if counts:
                print_error(f"{what}: {listed(counts.most_common())}")
    raise typer.Exit(FAILED if failed else 0)


@contextmanager
def _begun(trace: TraceFile | None) -> Iterator[TraceFile | None]:
    """Open the trace's file, which appears complete or not at all."""
    if trace is None:
        yield None
        return
    try:
        trace.acquire()
        trace.begin(None)
    except CannotBegin as error:
        fail(str(error))
    try:
        yield trace
        trace.close()
        trace.finish()
    finally:
        trace.discard()
        trace.release()


def _rendered(article: Article, to: _Stream, origin: Origin | None) -> bytes:
    """Return the article in its form, labelled with its origin if there are several."""
    if to.form == "json" and to.lines:
        return json_line((source_fields(origin, FIELDS) if origin else {}) | article.to_dict())
    text = rendered(article, to.form)
    if origin is not None:
        text = f"==> {printable(name_of_page(origin))} <==\n\n{text}\n"
    return text.encode("utf-8", "backslashreplace")


def name_of_page(origin: Origin) -> str:
    return origin.file if origin.row is None else f"{origin.file}:{origin.row}"


# --- as a job -------------------------------------------------------------------------------------


def _run(job: Job, inputs: Inputs, resume: bool, overwrite: bool, quiet: bool) -> None:
    """Run a job, showing its progress and a summary."""
    try:
        if not job.begin(resume=resume, overwrite=overwrite):
            print_errors(["this run is complete already"] if not quiet else [])
            return
        start, begun = time.monotonic(), replace(job.counts)
        with progress_display(begun, inputs.total, quiet=quiet) as on_page:
            job.run(on_page)
    except CannotBegin as error:
        fail(str(error))
    except OSError as error:
        fail(f"cannot write the output: {reason(error)}{_kept(job)}")
    except KeyboardInterrupt:
        print_error(f"stopped{_kept(job)}")
        raise
    if not quiet:
        seconds = time.monotonic() - start
        print_errors(summary(job.counts, inputs.skipped, seconds, job.counts.pages - begun.pages))
    if job.counts.errors:
        if not quiet:
            print_error(f"{job.errors_file} lists the pages that failed, with reasons")
            if job.may_retry:
                print_error("--resume tries once more the pages whose worker died")
        raise typer.Exit(FAILED)


def _kept(job: Job) -> str:
    return f"; {job.kept:,} pages are done; --resume continues with the rest" if job.kept else ""
