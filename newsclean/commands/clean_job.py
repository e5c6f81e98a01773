"""`newsclean clean` as a job: with progress, a summary, and a list of the pages that failed."""

from __future__ import annotations

import time
from dataclasses import replace

import typer

from ..jobs.inputs import Inputs
from ..jobs.job import Job
from ..jobs.parts import CannotBegin
from ..jobs.progress import progress_display, summary
from .streams import FAILED, fail, not_written, print_error, print_errors


def run_job(job: Job, inputs: Inputs, resume: bool, overwrite: bool, quiet: bool) -> None:
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
        fail(f"{not_written(error)}{_kept(job)}")
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
