"""`newsclean explain`: every edit of one page, on the terminal, as lines, or as an HTML page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..default_limits import MOST_CHARACTERS
from . import options
from .streams import fail, on_a_terminal, sink

if TYPE_CHECKING:
    from ..explanation import Explanation


def explain(
    file: options.File,
    html: options.HtmlView = None,
    url: options.Url = None,
    encoding: options.Encoding = None,
    max_chars: options.MaxChars = MOST_CHARACTERS,
    keep_dateline: options.KeepDateline = False,
    favour: options.FavourOption = None,
    own_passes: options.OwnPasses = None,
    profile: options.ProfileOption = None,
) -> None:
    """Show every edit that turns a page into its article, and why.

    A terminal shows the page, with dropped blocks in the colour of their pass. Elsewhere the output is one
    line per edit: claims (@), rewrites (~) and drops (-).
    """
    from .. import api
    from ..batch.site_profiles import all_files
    from ..jobs.local_files import reason
    from ..profiles import Profile
    from . import checks
    from .own_passes import with_own

    checks.check_encoding(encoding)
    shift = checks.favour_of(favour)
    checks.refuse_to_replace(html, [file, *map(str, all_files(profile))])
    passes = with_own(own_passes or ())
    with checks.exit_if_unreadable(profile):
        known = None if profile is None else Profile.load(profile)
    try:
        explanation = api.explain(
            _read(file),
            url=url,
            encoding=encoding,
            max_chars=max_chars,
            keep_dateline=keep_dateline,
            favour=shift,
            passes=passes,
            profile=known,
        )
        written = explanation.to_html() if html is not None else f"{explanation}\n"
    except Exception as error:
        fail(f"{file}: {reason(error)}")
    if html is None and on_a_terminal():
        _show(explanation)
    else:
        with sink(html) as out:
            out.write(written.encode("utf-8", "backslashreplace"))


def _read(name: str) -> bytes:
    from ..jobs.inputs import refuse_many_pages
    from ..jobs.local_files import STDIN, standard_input

    data = standard_input().read() if name == STDIN else Path(name).read_bytes()
    refuse_many_pages(data)
    return data


def _show(explanation: Explanation) -> None:
    from rich.console import Console

    from ..display.terminal_view import page_view

    console = Console()
    for line in page_view(explanation, console.width):
        console.print(line, soft_wrap=True)
