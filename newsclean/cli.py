"""The command line: `newsclean clean`, `learn`, `explain`, `report`, `passes` and `new-pass`.

Data goes to standard output as UTF-8; `explain` and `passes` use colour only on a terminal. Errors go to
standard error, one line for each input. The exit code is 0 on success; 1 if an input could not be cleaned
(the others are in the output) or the output could not be written; 2 for a usage error; 130 after Ctrl-C.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any, NoReturn

import typer

from . import __version__
from .commands.clean_pages import clean
from .commands.explain_page import explain
from .commands.help import HelpfulCommand, HelpfulGroup
from .commands.learn_sites import learn
from .commands.list_passes import passes
from .commands.report_run import report
from .commands.start_pass import new_pass
from .commands.streams import FAILED, INTERRUPTED, USAGE_ERROR, not_written, print_error

# What Typer raises for a usage error; it has no public name.
_UsageError: Any = typer.BadParameter.__mro__[1]

app = typer.Typer(
    cls=HelpfulGroup,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Turn messy news pages into clean articles, with every removal explained.",
    epilog="Exit codes: 0 success; 1 an input failed (the others are written); 2 usage error; 130 Ctrl-C.",
)
for command in (clean, learn, explain, report, passes):
    app.command(cls=HelpfulCommand)(command)
app.command("new-pass", cls=HelpfulCommand)(new_pass)


def main() -> NoReturn:
    """Run the command in `sys.argv` and exit, without a traceback for errors that users can cause."""
    if sys.stderr is None:
        # It is closed: `print` would write to standard output, and the next file would take its number.
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115  (until the end)
    try:
        sys.exit(app(prog_name="newsclean", standalone_mode=False))
    except _UsageError as error:
        print_error(_what_is_wrong(error))
        sys.exit(USAGE_ERROR)
    except OSError as error:
        print_error(not_written(error))
        sys.exit(FAILED)
    except (KeyboardInterrupt, typer.Abort):
        sys.exit(INTERRUPTED)


def _what_is_wrong(error: Any) -> str:
    """Return a usage error's message, with the command whose help to read."""
    command = "newsclean" if error.ctx is None else error.ctx.command_path
    message = error.format_message()
    if message == "Missing argument 'FILE'.":  # as in `lynx -dump URL | newsclean clean`
        message = "Missing argument 'FILE': - is standard input"
    return f"{message} (see {command} --help)"


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"newsclean {__version__}")
        raise typer.Exit


@app.callback()
def newsclean(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass
