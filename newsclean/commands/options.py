"""The arguments and options of all commands."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from ..default_limits import MOST_BYTES, MOST_CHARACTERS

# The groups of `newsclean clean --help`
_OUTPUT, _FILTERS, _INPUT, _CLEANING, _RUN = (
    "Output",
    "Only write articles with",
    "Input",
    "Cleaning",
    "Running",
)


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
        help="json (every field; the default), text (only the body), markdown, html, tei (XML) "
        "or ninjs (JSON for newsrooms). "
        "For one page, the name of OUT can choose it.",
    ),
]
AsJson = Annotated[bool, _option("--json", group=_OUTPUT, help="Short for --format json.")]
AsText = Annotated[bool, _option("--text", group=_OUTPUT, help="Short for --format text.")]
AsMarkdown = Annotated[bool, _option("--markdown", group=_OUTPUT, help="Short for --format markdown.")]
AsHtml = Annotated[bool, _option("--html", group=_OUTPUT, help="Short for --format html.")]
HtmlView = Annotated[
    Path | None,
    _option(
        "--html",
        group=_OUTPUT,
        metavar="OUT",
        help="Write the page, with its edits marked, to this HTML file.",
    ),
]
ProfileOutput = Annotated[
    str,
    _option("--output", "-o", group=_OUTPUT, metavar="OUT", help="Write to this NAME.json or folder/."),
]
Update = Annotated[bool, _option("--update", group=_OUTPUT, help="Add to the profiles in OUT.")]
OverwriteProfiles = Annotated[
    bool, _option("--overwrite", group=_OUTPUT, help="Replace the profiles in OUT.")
]
TraceOption = Annotated[
    str | None,
    _option(
        "--trace",
        group=_OUTPUT,
        metavar="FILE",
        help="Write every edit of every page, and why, to this .jsonl file (also .gz .zst).",
    ),
]
Resume = Annotated[
    bool, _option("--resume", group=_OUTPUT, help="Continue an interrupted run that writes OUT.")
]
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
    _option(
        "--encoding",
        group=_INPUT,
        metavar="NAME",
        help="The encoding of the input; by default it is detected.",
    ),
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
        help=f"Most bytes of a page, line, row or record, decompressed; {MOST_BYTES:,} by default.",
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
        help=f"Cut longer pages here, with a warning; {MOST_CHARACTERS:,} by default.",
    ),
]

# --- Cleaning -------------------------------------------------------------------------------------

KeepDateline = Annotated[
    bool, _option("--keep-dateline", group=_CLEANING, help='Keep "LONDON (Reuters) -" in the text.')
]
Comments = Annotated[
    bool, _option("--comments", group=_CLEANING, help="Include readers' comments in the JSON.")
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
        help="Add your own pass after the default ones. May be repeated.",
    ),
]
ProfilesOption = Annotated[
    Path | None,
    _option(
        "--profiles",
        group=_CLEANING,
        metavar="PATH",
        help="Profiles from `learn`: a folder with one per host, or a file for all pages.",
    ),
]
ProfileOption = Annotated[
    Path | None,
    _option("--profile", group=_CLEANING, metavar="FILE", help="The page's site profile, from `learn`."),
]

# --- Running --------------------------------------------------------------------------------------

Workers = Annotated[
    int | None,
    _option(
        "--workers",
        group=_RUN,
        metavar="N",
        min=0,
        help="Worker processes; by default one per core, or none for a few pages.",
    ),
]
TimeoutOption = Annotated[
    float | None,
    _option(
        "--timeout",
        group=_RUN,
        metavar="SECONDS",
        help="Time limit for each page; 60 by default with workers.",
    ),
]
MaxMemory = Annotated[
    int | None,
    _option("--max-memory", group=_RUN, metavar="MB", min=1, help="Memory limit for each worker (Linux)."),
]
Quiet = Annotated[bool, _option("--quiet", "-q", group=_RUN, help="Show no progress and no summary.")]
