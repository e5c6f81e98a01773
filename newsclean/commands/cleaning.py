"""Carries out `newsclean clean`: page by page, or as a job that can be resumed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from ..batch.site_profiles import all_files, fingerprint_at, profiles_at
from ..batch.tasks import WorkerLimits
from ..jobs.filters import Wanted
from ..jobs.forms import Form, form_of
from ..jobs.inputs import Inputs
from ..jobs.job import Job, outputs_of
from ..jobs.outputs import LinesOutput, output_of
from ..jobs.traces import TraceFile
from . import checks
from .clean_job import run_job
from .one_by_one import Destination, write_one_by_one
from .own_passes import with_own


@dataclass(frozen=True)
class Reading:
    """The options of the input. encoding: that of pages in files of their own, and of CSV."""

    files: list[str]
    content: str
    url_field: str
    url: str | None
    encoding: str | None
    max_bytes: int

    def inputs(self, without: Iterable[Path]) -> Inputs:
        """Return the inputs. Exits if they cannot be used."""
        checks.check_once(self.files)
        checks.check_encoding(self.encoding)
        with checks.exit_if_unusable():
            return Inputs(
                self.files,
                content=self.content,
                url_field=self.url_field,
                url=self.url,
                encoding=self.encoding,
                max_bytes=self.max_bytes,
                without=without,
            )


@dataclass(frozen=True)
class Cleaning:
    """The options of the cleaner. own_passes: their names. profiles: a file or folder."""

    keep_dateline: bool
    comments: bool
    favour: float | None
    max_chars: int
    own_passes: list[str]
    profiles: Path | None

    def how(self, limits: WorkerLimits) -> dict[str, Any]:
        """Return the keywords of `clean_many`. Exits if passes or profiles cannot be used."""
        passes = with_own(self.own_passes, for_workers=limits.workers != 0)
        with checks.exit_if_unreadable(self.profiles):
            profiles = None if self.profiles is None else profiles_at(self.profiles)
        chosen = {
            "keep_dateline": self.keep_dateline,
            "comments": self.comments,
            "favour": self.favour,
            "max_chars": self.max_chars,
        }
        return {**chosen, **limits._asdict(), "passes": passes, "profiles": profiles}

    def identity(self) -> list[Any]:
        """Return what must be the same to resume a job."""
        with checks.exit_if_unreadable(self.profiles):
            profiles = None if self.profiles is None else fingerprint_at(self.profiles)
        chosen = [self.keep_dateline, self.comments, self.favour, self.max_chars]
        return [*chosen, self.own_passes, profiles]


@dataclass(frozen=True)
class Writing:
    """The options of the output: None is standard output."""

    output: str | None
    form: Form | None
    trace: TraceFile | None
    resume: bool
    overwrite: bool
    quiet: bool

    @property
    def files(self) -> list[Path]:
        """The files and folders that are written."""
        outputs = outputs_of(Path(self.output)) if self.output is not None else []
        return [*outputs, *(self.trace.files if self.trace else [])]

    def form_for(self, inputs: Inputs) -> Form:
        """Return the form of the articles. Raises BadParameter for one that the output cannot have."""
        try:
            return form_of(self.output, self.form, one_page=inputs.one_page)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from None


def clean_files(
    reading: Reading, cleaning: Cleaning, writing: Writing, wanted: Wanted, running: checks.Running
) -> None:
    """Clean files and write their articles. Raises BadParameter for options that contradict each other."""
    inputs = reading.inputs([*writing.files, *([cleaning.profiles] if cleaning.profiles else [])])
    _check_outputs(writing, inputs, all_files(cleaning.profiles))
    form = writing.form_for(inputs)
    if reading.url is not None and not inputs.one_page:
        raise typer.BadParameter("--url names one page, but there are several")
    how = cleaning.how(checks.limits(inputs, running))
    output, trace = writing.output, writing.trace
    with checks.exit_if_unusable():
        place = None if output is None else output_of(output, form)
    in_one_go = output is not None and inputs.one_page and (place is None or isinstance(place, LinesOutput))
    if place is not None and not in_one_go:
        job = Job(inputs, place, how, identity=cleaning.identity(), wanted=wanted, trace=trace)
        run_job(job, inputs, writing.resume, writing.overwrite, writing.quiet)
    elif writing.resume and in_one_go:
        raise typer.BadParameter(f"--resume is for several pages: one is written to {output} in one go")
    elif (writing.resume or writing.overwrite) and not in_one_go:
        raise typer.BadParameter(
            "--resume and --overwrite need an -o OUT that is .jsonl, .parquet, .csv or folder/"
        )
    else:
        file = None if output is None else Path(output)
        to = Destination(file, form, not inputs.one_page or place is not None, trace)
        write_one_by_one(inputs, to, wanted, how, writing.quiet)


def _check_outputs(writing: Writing, inputs: Inputs, profiles: list[Path]) -> None:
    """Raise BadParameter for outputs that would replace inputs, profiles or each other."""
    for path in writing.files:
        checks.refuse_to_replace(path, [*inputs.files, *map(str, profiles)])
    if writing.output is None:
        return
    output = Path(writing.output)
    if not writing.resume:
        checks.refuse_to_replace(output, inputs.left_out)
    if output.name in ("", ".."):
        raise typer.BadParameter(
            f"-o {writing.output} is not a folder of its own: name one that is empty or new"
        )
    if writing.trace is not None:
        place, trace = output.resolve(), writing.trace.path.resolve()
        if trace in map(Path.resolve, outputs_of(output)) or place in trace.parents:
            raise typer.BadParameter("--trace and -o need files of their own")
