"""The arguments and options of all commands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from ..default_limits import MOST_BYTES, MOST_CHARACTERS


def _group(title: str) -> Callable[..., Any]:
    """Return a function that makes an option of this group in `newsclean clean --help`."""

    def option(names: str, help: str, metavar: str | None = None, **how: Any) -> Any:
        return typer.Option(*names.split(), rich_help_panel=title, help=help, metavar=metavar, **how)

    return option


_output, _filter, _input = _group("Output"), _group("Only write articles with"), _group("Input")
_cleaning, _running = _group("Cleaning"), _group("Running")

Files = Annotated[
    list[str], typer.Argument(metavar="FILE", help="HTML pages or text dumps; - is standard input.")
]
File = Annotated[str, typer.Argument(metavar="FILE", help="An HTML page or text dump; - is standard input.")]

Output = Annotated[str | None, _output("--output -o", "Write to this file or folder/.", "OUT")]
FormatOption = Annotated[
    str | None,
    _output(
        "--format",
        "json (every field; the default), text (only the body), markdown, html, tei (XML) "
        "or ninjs (JSON for newsrooms). "
        "For one page, the name of OUT can choose it.",
        "FORM",
    ),
]
AsJson = Annotated[bool, _output("--json", "Short for --format json.")]
AsText = Annotated[bool, _output("--text", "Short for --format text.")]
AsMarkdown = Annotated[bool, _output("--markdown", "Short for --format markdown.")]
AsHtml = Annotated[bool, _output("--html", "Short for --format html.")]
HtmlView = Annotated[
    Path | None, _output("--html", "Write the page, with its edits marked, to this HTML file.", "OUT")
]
ProfileOutput = Annotated[str, _output("--output -o", "Write to this NAME.json or folder/.", "OUT")]
Update = Annotated[bool, _output("--update", "Add to the profiles in OUT.")]
OverwriteProfiles = Annotated[bool, _output("--overwrite", "Replace the profiles in OUT.")]
TraceOption = Annotated[
    str | None,
    _output(
        "--trace", "Write every edit of every page, and why, to this .jsonl file (also .gz .zst).", "FILE"
    ),
]
Resume = Annotated[bool, _output("--resume", "Continue an interrupted run that writes OUT.")]
Overwrite = Annotated[bool, _output("--overwrite", "Replace OUT once the run is complete.")]

StatusOption = Annotated[
    str | None, _filter("--status", "one of these statuses, such as ok,paywalled.", "NAMES")
]
Language = Annotated[str | None, _filter("--language", "one of these languages, such as de,en.", "CODES")]
MinWords = Annotated[int, _filter("--min-words", "at least N words.", "N", min=0, show_default=False)]
MinConfidence = Annotated[
    float, _filter("--min-confidence", "a confidence of at least X.", "X", min=0, max=1, show_default=False)
]

Url = Annotated[str | None, _input("--url", "The page's address, to make its links absolute.", "URL")]
Encoding = Annotated[
    str | None, _input("--encoding", "The encoding of the input; by default it is detected.", "NAME")
]
Content = Annotated[str, _input("--content", "The field or column that holds the pages.", "NAME")]
UrlField = Annotated[str, _input("--url-field", "The field or column that holds the addresses.", "NAME")]
MaxBytes = Annotated[
    int,
    _input(
        "--max-bytes",
        f"Most bytes of a page, line, row or record, decompressed; {MOST_BYTES:,} by default.",
        "N",
        min=1,
        show_default=False,
    ),
]
MaxChars = Annotated[
    int,
    _input(
        "--max-chars",
        f"Cut longer pages here, with a warning; {MOST_CHARACTERS:,} by default.",
        "N",
        min=1,
        show_default=False,
    ),
]

KeepDateline = Annotated[bool, _cleaning("--keep-dateline", 'Keep "LONDON (Reuters) -" in the text.')]
Comments = Annotated[bool, _cleaning("--comments", "Include readers' comments in the JSON.")]
FavourOption = Annotated[
    str | None, _cleaning("--favour", "precision (keep less), recall (keep more), or a number.", "WHAT")
]
OwnPasses = Annotated[
    list[str] | None,
    _cleaning("--pass", "Add your own pass after the default ones. May be repeated.", "MODULE:FUNCTION"),
]
ProfilesOption = Annotated[
    Path | None,
    _cleaning(
        "--profiles", "Profiles from `learn`: a folder with one per host, or a file for all pages.", "PATH"
    ),
]
ProfileOption = Annotated[
    Path | None, _cleaning("--profile", "The page's site profile, from `learn`.", "FILE")
]

Workers = Annotated[
    int | None,
    _running("--workers", "Worker processes; by default one per core, or none for a few pages.", "N", min=0),
]
TimeoutOption = Annotated[
    float | None, _running("--timeout", "Time limit for each page; 60 by default with workers.", "SECONDS")
]
MaxMemory = Annotated[
    int | None, _running("--max-memory", "Memory limit for each worker (Linux).", "MB", min=1)
]
Quiet = Annotated[bool, _running("--quiet -q", "Show no progress and no summary.")]
