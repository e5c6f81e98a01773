"""Makes dumps of a page with the programs that turn pages into text: w3m, lynx, elinks, Debian's html2text.

w3m(80)(html)     what `w3m -dump -cols 80` prints
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from functools import partial

from ...text.patterns import plain_pattern

Style = Callable[[str], str]
"""Takes a page's HTML, returns a dump."""

_SECONDS = 20  # a program that takes longer hangs
_PATH = "/usr/local/bin:/usr/bin:/bin"
# file:///tmp/lynxXXXXNTVQLB/L12430-6733TMP.html
_COPY = plain_pattern(r"file://[^\s#]{1,200}TMP\.html")


class StyleFailed(RuntimeError):
    """A dump program did not finish, or ended with an error."""


def w3m(columns: int) -> Style:
    """Return the style of w3m at so many columns."""
    return partial(
        _program, ("w3m", "-dump", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8", "-cols", str(columns))
    )


def lynx(columns: int, *flags: str) -> Style:
    """Return the style of lynx at so many columns, with these options."""
    charsets = ("-assume_charset=UTF-8", "-display_charset=UTF-8")
    command = ("lynx", "-dump", "-stdin", "-force_html", f"-width={columns}", *charsets, *flags)
    return partial(_without_copy, command)


def _without_copy(command: tuple[str, ...], html: str) -> str:
    """Lynx reads a copy of the page, and its list of links names that file, another one in each run."""
    return _COPY.sub("file:///page.html", _program(command, html))


def elinks(columns: int, *flags: str) -> Style:
    """Return the style of elinks at so many columns, with these options."""
    charsets = ("-dump-charset", "UTF-8", "-eval", "set document.codepage.assume = 'UTF-8'")
    return partial(
        _program,
        ("elinks", "-dump", "-force-html", "-dump-width", str(columns), *charsets, "-no-home", *flags),
    )


def debian_html2text(columns: int, *flags: str) -> Style:
    """Return the style of Debian's program html2text, which is another than the Python package."""
    return partial(_program, ("/usr/bin/html2text", "-utf8", "-nobs", "-width", str(columns), *flags))


def _program(command: tuple[str, ...], html: str) -> str:
    try:
        done = subprocess.run(
            command,
            input=declared_utf8(html),
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env={"LC_ALL": "C.UTF-8", "PATH": _PATH, "TERM": "dumb"},
        )
    except (subprocess.TimeoutExpired, OSError) as error:
        raise StyleFailed(f"{command[0]}: {error}") from error
    if done.returncode and not done.stdout:
        raise StyleFailed(f"{command[0]} ended with {done.returncode}: {done.stderr[:200]!r}")
    return done.stdout.decode("utf-8", "replace")


def declared_utf8(html: str) -> bytes:
    """Return the page in UTF-8, its encoding by now, and declared so unless it declares a charset."""
    declared = '<meta charset="utf-8">' + html if "<meta charset=" not in html[:1000].lower() else html
    return declared.encode("utf-8", "replace")


def is_on_path(program: str) -> bool:
    """Whether a program is installed."""
    return shutil.which(program, path=_PATH) is not None
