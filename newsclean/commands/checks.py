"""Checks of the command's arguments, before anything runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, get_args

import regex
import typer

from ..adapters import DEFAULT_TIMEOUT
from ..article import Status
from ..batch.tasks import WorkerLimits
from ..jobs.filters import Wanted
from ..jobs.forms import Form
from ..jobs.inputs import Inputs
from ..jobs.local_files import STDIN, reason, same_file
from ..jobs.traces import TraceFile
from ..passes.body import FAVOURS, body
from ..readers.decode import codec_of
from .streams import fail

_MB = 1_000_000  # bytes
# de, pt-BR, zh-Hant-TW
_LANGUAGE = regex.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8})*+", regex.ASCII | regex.I)


class Running(NamedTuple):
    """The limits as given: worker processes, seconds per page, megabytes per worker."""

    workers: int | None
    timeout: float | None
    max_memory: int | None


def check_once(files: list[str]) -> None:
    """Raise BadParameter if standard input is given twice."""
    if files.count(STDIN) > 1:
        raise typer.BadParameter("standard input can be read only once")


def check_encoding(encoding: str | None) -> None:
    """Raise BadParameter for an unknown encoding."""
    if encoding and codec_of(encoding) is None:
        raise typer.BadParameter(f"unknown encoding: {encoding}")


def favour_of(text: str | None) -> float | None:
    """Return the shift of the threshold that `--favour` names. Raises BadParameter for anything else."""
    if text is None:
        return None
    try:
        what: Any = text if text in FAVOURS else float(text)
        return body.favouring(what).shift
    except ValueError:
        raise typer.BadParameter("--favour is precision, recall, or a number") from None


def chosen_form(named: str | None, flags: dict[str, bool]) -> Form | None:
    """Return the form that `--format` or its short forms choose. Raises BadParameter for more than one."""
    forms = get_args(Form)
    if named is not None and named not in forms:
        raise typer.BadParameter(f"--format is one of {', '.join(forms)}")
    given = [form for form, is_set in flags.items() if is_set]
    if named is None and len(given) > 1:
        raise typer.BadParameter("choose one of --json, --text, --markdown and --html")
    chosen = {*given, *([named] if named else [])}
    if len(chosen) > 1:
        raise typer.BadParameter(f"--format {named} and --{given[0]} contradict each other")
    found: Form | None = next(iter(chosen), None)  # type: ignore[arg-type]  # checked above
    return found


def wanted_of(status: str | None, language: str | None, min_words: int, min_confidence: float) -> Wanted:
    """Return the articles to write. Raises BadParameter for statuses and languages that do not exist."""
    statuses, languages = _names(status), _names(language)
    known = get_args(Status)
    if status is not None and not (statuses and set(statuses) <= set(known)):
        raise typer.BadParameter(f"--status takes {', '.join(known)}, joined by commas")
    if language is not None and not (languages and all(map(_LANGUAGE.fullmatch, languages))):
        raise typer.BadParameter("--language takes codes such as de,en")
    return Wanted(statuses, languages, min_words, min_confidence)


def trace_file(name: str | None) -> TraceFile | None:
    """Return the file of `--trace`, if given. Raises BadParameter if it is not named like one."""
    try:
        return None if name is None else TraceFile(name)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    except ImportError as error:
        fail(str(error))


def _names(text: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (text or "").split(",") if name.strip())


def refuse_to_replace(output: Path | None, inputs: Iterable[str]) -> None:
    """Raise BadParameter for an output that is an input, or that is named like standard input."""
    if str(output) == STDIN:
        raise typer.BadParameter(
            "- cannot name an output: without one, clean and explain write to standard output"
        )
    if output is not None and same_file(output, inputs):
        raise typer.BadParameter(f"{output} is an input: it would be replaced")


@contextmanager
def exit_if_unusable() -> Iterator[None]:
    """Exit with the reason if inputs or outputs cannot be used, or an extra is missing."""
    try:
        yield
    except (ValueError, ImportError) as error:
        fail(str(error).replace("content=...", "--content"))


@contextmanager
def exit_if_unreadable(profiles: Path | None) -> Iterator[None]:
    """Exit with the reason if profiles cannot be read."""
    try:
        yield
    except (ValueError, OSError) as error:
        name = getattr(error, "filename", None) or profiles
        fail(str(error) if isinstance(error, ValueError) else f"{name}: {reason(error)}")


def limits(inputs: Inputs, running: Running) -> WorkerLimits:
    """Return the limits as `clean_many` takes them: a few pages without a limit need no workers.

    Raises BadParameter for limits that are impossible.
    """
    workers, timeout, max_memory = running
    if timeout is not None and timeout <= 0:
        raise typer.BadParameter("--timeout must be more than 0 seconds")
    if workers is None and timeout is None and max_memory is None and inputs.few:
        workers = 0
    if workers == 0:
        for name, limit in (("--timeout", timeout), ("--max-memory", max_memory)):
            if limit is not None:
                raise typer.BadParameter(f"{name} needs workers")
        return WorkerLimits()
    memory = None if max_memory is None else max_memory * _MB
    return WorkerLimits(workers, timeout or DEFAULT_TIMEOUT, memory)
