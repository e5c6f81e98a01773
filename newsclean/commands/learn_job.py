"""`newsclean learn` as a job: with progress, a line for each profile, and a summary."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

import typer

from ..jobs.inputs import Inputs
from ..jobs.learning_job import NO_ADDRESS, LearningJob, Written
from ..jobs.parts import CannotBegin
from ..jobs.progress import progress_display, summary
from ..pipeline import PassError
from ..text.counted import counted
from .streams import FAILED, fail, print_error, print_errors


def run_learning(job: LearningJob, inputs: Inputs, overwrite: bool, update: bool, quiet: bool) -> None:
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
