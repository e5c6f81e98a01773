"""`newsclean learn`: pages in, profiles of their sites out."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from ..jobs.inputs import MOST_BYTES, Inputs
from ..jobs.learning_job import NO_ADDRESS, LearningJob, Written
from ..jobs.outputs import CannotBegin, lock_of
from ..jobs.progress import progress_display, summary
from ..pipeline import PassError
from ..text.counted import counted
from . import checks, options
from .streams import FAILED, fail, print_error, print_errors


def learn(
    files: options.Files,
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            rich_help_panel="Output",
            help="Write to this NAME.json or folder/.",
        ),
    ],
    update: Annotated[
        bool, typer.Option("--update", rich_help_panel="Output", help="Add to the profiles in OUT.")
    ] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", rich_help_panel="Output", help="Replace the profiles in OUT.")
    ] = False,
    encoding: options.Encoding = None,
    content: options.Content = "html",
    url_field: options.UrlField = "url",
    max_bytes: options.MaxBytes = MOST_BYTES,
    workers: options.Workers = None,
    timeout: options.TimeoutOption = None,
    max_memory: options.MaxMemory = None,
    quiet: options.Quiet = False,
) -> None:
    """Learn what a site's pages have in common, for `clean --profiles OUT`.

    Takes what `clean` takes. NAME.json is one profile of all pages. folder/ gets a profile HOST.json for each
    host of the pages' addresses; those of other hosts in it stay.
    """
    if update and overwrite:
        raise typer.BadParameter("choose one of --update and --overwrite")
    checks.check_once(files)
    checks.check_encoding(encoding)
    place = Path(output)
    with checks.exit_if_unusable():
        inputs = Inputs(
            files,
            content=content,
            url_field=url_field,
            encoding=encoding,
            max_bytes=max_bytes,
            without=[place, lock_of(place)],
        )
    checks.refuse_to_replace(place, inputs.files if update else [*inputs.files, *inputs.left_out])
    limits = checks.limits(inputs, workers, timeout, max_memory)
    try:
        job = LearningJob(inputs, output, limits)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    _learn(job, inputs, overwrite, update, quiet)


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
            print_errors(() if quiet else _about(each))
    except (CannotBegin, ValueError, PassError) as error:
        fail(str(error))
    counts = job.counts
    for origin in job.unreadable:
        print_error(f"{origin.name}: {origin.problem.message if origin.problem else ''}")
    if not quiet:
        print_errors(summary(counts, inputs.skipped, time.monotonic() - start, counts.pages))
        if counts.errors[NO_ADDRESS]:
            print_error(f"{NO_ADDRESS}: pages without a host are learnt only with -o NAME.json")
    if not written:
        print_error("there is no page to learn from: nothing was written")
    raise typer.Exit(0 if written and not counts.errors else FAILED)


def _about(written: Written) -> Iterator[str]:
    """Yield a line about a profile, and its warnings."""
    profile = written.profile
    name = profile.host or str(written.file)
    yield f"{name}: {counted(len(profile.notes), 'page')}, {counted(len(profile.templates), 'template')}"
    yield from (f"{name}: {warning}" for warning in profile.warnings)
