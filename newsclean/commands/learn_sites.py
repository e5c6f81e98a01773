"""`newsclean learn`: pages in, profiles of their sites out."""

from __future__ import annotations

from pathlib import Path

import typer

from ..default_limits import MOST_BYTES
from . import options


def learn(
    files: options.Files,
    output: options.ProfileOutput,
    update: options.Update = False,
    overwrite: options.OverwriteProfiles = False,
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

    FILE may be anything that `clean` takes. If OUT is NAME.json, it gets one profile of all pages; if it is
    folder/, a profile HOST.json for each host of the pages' addresses, and those of other hosts stay.
    """
    from ..jobs.inputs import Inputs
    from ..jobs.learning_job import LearningJob
    from ..jobs.parts import lock_of
    from . import checks
    from .learn_job import run_learning

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
    limits = checks.limits(inputs, checks.Running(workers, timeout, max_memory))
    try:
        job = LearningJob(inputs, output, limits)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    run_learning(job, inputs, overwrite, update, quiet)
