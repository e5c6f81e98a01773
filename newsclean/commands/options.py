"""The arguments and options of all commands, and how their values are checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, get_args

import regex
import typer

from ..article import Status
from ..jobs.filters import Wanted
from ..jobs.inputs import MOST_BYTES, STDIN, reason, same_file
from ..jobs.outputs import Form
from ..jobs.traces import TraceFile
from ..passes.body import FAVOURS, body
from ..readers import MOST_CHARACTERS
from .streams import fail

# The groups of `newsclean clean --help`
_OUTPUT, _FILTERS, _INPUT, _CLEANING, _RUN = (
    "Output",
    "Only write articles with",
    "Input",
    "Cleaning",
    "Running",
)
_LANGUAGE = regex.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8})*+", regex.ASCII | regex.I)


def _option(*names: str, group: str, **how: Any) -> Any:
    return typer.Option(*names, rich_help_panel=group, **how)


Files = Annotated[
    list[str], typer.Argument(metavar="FILE", help="HTML pages or text dumps; - is standard input.")
]
File = Annotated[str, typer.Argument(metavar="FILE", help="An HTML page or text dump; - is standard input.")]

# --- Output ---------------------------------------------------------------------------------------

Output = Annotated[
    str | None,
    _option("--output", "-o", group=_OUTPUT, metavar="OUT", help="Write to this file or folder/."),
]
FormatOption = Annotated[
    str | None,
    _option(
        "--format",
        group=_OUTPUT,
        metavar="FORM",
        help="json (every field; the default), text (only the body), markdown, html, or tei (XML). "
        "For one page, OUT's name also says it.",
    ),
]
AsJson = Annotated[bool, _option("--json", group=_OUTPUT, help="Short for --format json.")]
AsText = Annotated[bool, _option("--text", group=_OUTPUT, help="Short for --format text.")]
AsMarkdown = Annotated[bool, _option("--markdown", group=_OUTPUT, help="Short for --format markdown.")]
AsHtml = Annotated[bool, _option("--html", group=_OUTPUT, help="Short for --format html.")]
TraceOption = Annotated[
    str | None,
    _option(
        "--trace",
        group=_OUTPUT,
        metavar="FILE",
        help="Write every edit of every page, and why, to this .jsonl file (also .gz .zst).",
    ),
]
Resume = Annotated[bool, _option("--resume", group=_OUTPUT, help="Continue an interrupted run to OUT.")]
Overwrite = Annotated[
    bool, _option("--overwrite", group=_OUTPUT, help="Replace OUT once the run is complete.")
]

# --- Filters --------------------------------------------------------------------------------------

StatusOption = Annotated[
    str | None,
    _option("--status", group=_FILTERS, metavar="NAMES", help="one of these statuses, such as ok,paywalled."),
]
Language = Annotated[
    str | None,
    _option("--language", group=_FILTERS, metavar="CODES", help="one of these languages, such as de,en."),
]
MinWords = Annotated[
    int,
    _option("--min-words", group=_FILTERS, metavar="N", min=0, show_default=False, help="at least N words."),
]
MinConfidence = Annotated[
    float,
    _option(
        "--min-confidence",
        group=_FILTERS,
        metavar="X",
        min=0,
        max=1,
        show_default=False,
        help="a confidence of at least X.",
    ),
]

# --- Input ----------------------------------------------------------------------------------------

Url = Annotated[
    str | None,
    _option("--url", group=_INPUT, metavar="URL", help="The page's address, to make its links absolute."),
]
Encoding = Annotated[
    str | None,
    _option("--encoding", group=_INPUT, metavar="NAME", help="The input's encoding; detected if not given."),
]
Content = Annotated[
    str,
    _option("--content", group=_INPUT, metavar="NAME", help="The field or column that holds the pages."),
]
UrlField = Annotated[
    str,
    _option(
        "--url-field", group=_INPUT, metavar="NAME", help="The field or column that holds the addresses."
    ),
]
MaxBytes = Annotated[
    int,
    _option(
        "--max-bytes",
        group=_INPUT,
        metavar="N",
        min=1,
        show_default=False,
        help=f"Most bytes of a page, line, row or record, unpacked; by default {MOST_BYTES:,}.",
    ),
]
MaxChars = Annotated[
    int,
    _option(
        "--max-chars",
        group=_INPUT,
        metavar="N",
        min=1,
        show_default=False,
        help=f"Longer pages are cut here, with a warning; by default {MOST_CHARACTERS:,}.",
    ),
]

# --- Cleaning -------------------------------------------------------------------------------------

KeepDateline = Annotated[
    bool, _option("--keep-dateline", group=_CLEANING, help='Keep "LONDON (Reuters) -" in the text.')
]
FavourOption = Annotated[
    str | None,
    _option(
        "--favour",
        group=_CLEANING,
        metavar="WHAT",
        help="precision (keep less), recall (keep more), or a number.",
    ),
]
OwnPasses = Annotated[
    list[str] | None,
    _option(
        "--pass",
        group=_CLEANING,
        metavar="MODULE:FUNCTION",
        help="Add a pass of yours after the default ones. May be repeated.",
    ),
]
ProfilesOption = Annotated[
    Path | None,
    _option(
        "--profiles",
        group=_CLEANING,
        metavar="PATH",
        help="What `learn` wrote: a folder by host, or a file for all pages.",
    ),
]
ProfileOption = Annotated[
    Path | None,
    _option("--profile", group=_CLEANING, metavar="FILE", help="What `learn` wrote of the page's site."),
]

# --- Running --------------------------------------------------------------------------------------

Workers = Annotated[
    int | None,
    _option(
        "--workers",
        group=_RUN,
        metavar="N",
        min=0,
        help="Worker processes; by default one per core if there are many pages.",
    ),
]
TimeoutOption = Annotated[
    float | None,
    _option(
        "--timeout",
        group=_RUN,
        metavar="SECONDS",
        help="Time limit for each page; 60 by default if there are workers.",
    ),
]
MaxMemory = Annotated[
    int | None,
    _option("--max-memory", group=_RUN, metavar="MB", min=1, help="Most memory for each worker (Linux)."),
]
Quiet = Annotated[bool, _option("--quiet", "-q", group=_RUN, help="No progress, no summary.")]


# --- checks ---------------------------------------------------------------------------------------


def check_once(files: list[str]) -> None:
    if files.count(STDIN) > 1:
        raise typer.BadParameter("standard input can be read only once")


def check_encoding(encoding: str | None) -> None:
    try:
        "".encode(encoding or "utf-8")
    except LookupError:
        raise typer.BadParameter(f"unknown encoding: {encoding}") from None


def favour_of(text: str | None) -> float | None:
    """Return the shift of the threshold that `--favour` names. Raises BadParameter for anything else."""
    if text is None:
        return None
    try:
        what: Any = text if text in FAVOURS else float(text)
        return body.favouring(what).shift
    except ValueError:
        raise typer.BadParameter("--favour is precision, recall, or a number") from None


def chosen_form(named: str | None, flags: dict[Form, bool]) -> Form | None:
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


def trace_file(name: str) -> TraceFile:
    """Return the file of `--trace`. Raises BadParameter if it is not named like one."""
    try:
        return TraceFile(name)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    except ImportError as error:
        fail(str(error))


def _names(text: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (text or "").split(",") if name.strip())


def refuse_to_replace(output: Path | None, inputs: Iterable[str]) -> None:
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
