"""`newsclean clean`: pages in, articles out, one by one or as a job that can be resumed."""

from __future__ import annotations

from pathlib import Path

import typer

from ..batch.site_profiles import fingerprint_at, profiles_at
from ..jobs.inputs import MOST_BYTES, Inputs
from ..jobs.job import Job, outputs_of
from ..jobs.outputs import Form, LinesOutput, form_of, output_of
from ..jobs.traces import TraceFile
from ..readers import MOST_CHARACTERS
from . import checks, options
from .clean_job import run_job
from .one_by_one import Destination, write_one_by_one
from .own_passes import with_own


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
    comments: options.Comments = False,
    favour: options.FavourOption = None,
    own_passes: options.OwnPasses = None,
    profiles: options.ProfilesOption = None,
    workers: options.Workers = None,
    timeout: options.TimeoutOption = None,
    max_memory: options.MaxMemory = None,
    quiet: options.Quiet = False,
) -> None:
    """Clean pages: files, folders, "patterns*", .warc .wet .jsonl .csv (also .gz .zst) and .parquet.

    One page gives indented JSON; several give JSON Lines, each with its file name. OUT may be .jsonl (also
    .gz .zst), .parquet, .csv, or folder/ for one file per page. Pages that cannot be cleaned are then listed
    in OUT.errors.jsonl, with the reason. For one page, OUT may also be .txt, .md, .html or .xml (TEI).
    """
    flags: dict[Form, bool] = {"json": as_json, "text": as_text, "markdown": as_markdown, "html": as_html}
    chosen = checks.chosen_form(form, flags)
    checks.check_once(files)
    checks.check_encoding(encoding)
    wanted = checks.wanted_of(status, language, min_words, min_confidence)
    shift = checks.favour_of(favour)
    trace_file = None if trace is None else checks.trace_file(trace)
    with checks.exit_if_unusable():
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
    limits = checks.limits(inputs, workers, timeout, max_memory)
    identity = {
        "keep_dateline": keep_dateline,
        "comments": comments,
        "favour": shift,
        "max_chars": max_chars,
    }
    chain = with_own(own_passes or (), for_workers=limits.workers != 0)
    how = {**limits._asdict(), **identity, "passes": chain}
    with checks.exit_if_unreadable(profiles):
        how["profiles"] = None if profiles is None else profiles_at(profiles)
        fingerprint = None if profiles is None else fingerprint_at(profiles)
    with checks.exit_if_unusable():
        place = None if output is None else output_of(output, out)
    in_one_go = output is not None and inputs.one_page and (place is None or isinstance(place, LinesOutput))
    if place is not None and not in_one_go:
        same = [*identity.values(), list(own_passes or ()), fingerprint]
        job = Job(inputs, place, how, identity=same, wanted=wanted, trace=trace_file)
        run_job(job, inputs, resume, overwrite, quiet)
    elif resume and in_one_go:
        raise typer.BadParameter(f"--resume is for several pages: one is written to {output} in one go")
    elif (resume or overwrite) and not in_one_go:
        raise typer.BadParameter(
            "--resume and --overwrite need an -o OUT that is .jsonl, .parquet, .csv or folder/"
        )
    else:
        file = None if output is None else Path(output)
        to = Destination(file, out, not inputs.one_page or place is not None, trace_file)
        write_one_by_one(inputs, to, wanted, how, quiet)


def _outputs(output: str | None, trace: TraceFile | None) -> list[Path]:
    """Return the files and folders that the command writes."""
    return [*(outputs_of(Path(output)) if output is not None else ()), *(trace.files if trace else ())]


def _checked(
    output: str | None, form: Form | None, trace: TraceFile | None, inputs: Inputs, *, resume: bool
) -> Form:
    """Return the form of the articles. Raises BadParameter for outputs that contradict others or inputs."""
    for path in _outputs(output, trace):
        checks.refuse_to_replace(path, inputs.files)
    if output is not None and not resume:
        checks.refuse_to_replace(Path(output), inputs.left_out)
    if output is not None and Path(output).name in ("", ".."):
        raise typer.BadParameter(f"-o {output} is no folder of its own: name one that is empty or new")
    if output is not None and trace is not None:
        place, other = Path(output).resolve(), trace.path.resolve()
        if other in map(Path.resolve, outputs_of(Path(output))) or place in other.parents:
            raise typer.BadParameter("--trace and -o need files of their own")
    try:
        return form_of(output, form, one_page=inputs.one_page)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
