"""Every style of plain-text dump that this machine can make of a page: for tests and for fitting.

    STYLES["w3m 80"](html) -> what `w3m -dump -cols 80` prints
    available()            -> the names of the styles whose tools are here

The tools themselves (html2text, inscriptis, w3m, lynx, elinks, Debian's html2text) are found when
they are called; the styles made by bs4 and by our own hand are always available.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import textwrap
from collections.abc import Callable, Mapping
from functools import partial

from ..model import Block
from ..readers import read_html

Style = Callable[[str], str]

_SECONDS = 20  # a tool that needs longer hangs


class StyleFailed(RuntimeError):
    """A dump tool did not come to an end, or ended with an error."""


def available() -> tuple[str, ...]:
    """Names of the styles that can be rendered here, in the order of STYLES."""
    return tuple(name for name, tool in _TOOLS.items() if tool is None or tool())


# --- programs --------------------------------------------------------------------------------------


def _program(command: tuple[str, ...], html: str) -> str:
    try:
        done = subprocess.run(
            command,
            input=_with_charset(html).encode("utf-8", "replace"),
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env={"LC_ALL": "C.UTF-8", "PATH": "/usr/local/bin:/usr/bin:/bin", "TERM": "dumb"},
        )
    except (subprocess.TimeoutExpired, OSError) as error:
        raise StyleFailed(f"{command[0]}: {error}") from error
    if done.returncode and not done.stdout:
        raise StyleFailed(f"{command[0]} ended with {done.returncode}: {done.stderr[:200]!r}")
    return done.stdout.decode("utf-8", "replace")


def _with_charset(html: str) -> str:
    """The page declared as UTF-8, which it is by now, whatever it declares itself."""
    return '<meta charset="utf-8">' + html if "<meta charset=" not in html[:1000].lower() else html


def _on_path(program: str) -> bool:
    return shutil.which(program, path="/usr/local/bin:/usr/bin:/bin") is not None


def _w3m(columns: int) -> Style:
    return partial(
        _program, ("w3m", "-dump", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8", "-cols", str(columns))
    )


def _lynx(columns: int, *flags: str) -> Style:
    charsets = ("-assume_charset=UTF-8", "-display_charset=UTF-8")
    return partial(
        _program, ("lynx", "-dump", "-stdin", "-force_html", f"-width={columns}", *charsets, *flags)
    )


def _elinks(columns: int, *flags: str) -> Style:
    charsets = ("-dump-charset", "UTF-8", "-eval", "set document.codepage.assume = 'UTF-8'")
    return partial(
        _program,
        ("elinks", "-dump", "-force-html", "-dump-width", str(columns), *charsets, "-no-home", *flags),
    )


def _debian_html2text(columns: int, *flags: str) -> Style:
    return partial(_program, ("/usr/bin/html2text", "-utf8", "-nobs", "-width", str(columns), *flags))


# --- Python packages -------------------------------------------------------------------------------


def _html2text(html: str, options: Mapping[str, object] | None = None) -> str:
    import html2text

    maker = html2text.HTML2Text()
    for name, value in (options or {}).items():
        setattr(maker, name, value)
    return str(maker.handle(html))


def _inscriptis(html: str, links: bool = False) -> str:
    from inscriptis import get_text
    from inscriptis.css_profiles import CSS_PROFILES
    from inscriptis.model.config import ParserConfig

    if links:
        return str(get_text(html, ParserConfig(css=CSS_PROFILES["strict"], display_links=True)))
    return str(get_text(html))


def _resiliparse(html: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(html))


def _installed(package: str) -> bool:
    return importlib.util.find_spec(package) is not None


def _get_text(html: str, separator: str = "\n", strip: bool = False) -> str:
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(html, "html.parser")
    for element in soup(["script", "style", "noscript", "template"]):
        element.decompose()
    return soup.get_text(separator, strip=strip)


def _get_text_tight(html: str) -> str:
    """One text node a line, source blanks kept, empty lines thrown away: what most scripts do."""
    return "\n".join(line for line in _get_text(html).split("\n") if line.strip())


# --- by our own hand -------------------------------------------------------------------------------


def _wet(html: str) -> str:
    """Like Common Crawl's WET: the title, then a block a line, no blank lines, no bullets."""
    page = read_html(html)
    lines = [page.head.title, *(b.text.replace("\n", " ").replace("\t", " ") for b in page.blocks)]
    return "\n".join(line for line in lines if line) + "\n"


def _plain(html: str, columns: int | None = 72) -> str:
    """Like pandoc's plain: wrapped paragraphs, blank lines between, hyphens as bullets."""
    out: list[str] = []
    for block in read_html(html).blocks:
        first, rest = _margins(block)
        text = block.text.replace("\t", "  ")
        if columns is None or block.kind in ("code", "table"):
            lines = [first + text]
        else:
            lines = textwrap.wrap(
                text,
                columns,
                initial_indent=first,
                subsequent_indent=rest,
                break_long_words=False,
                break_on_hyphens=False,
            )
        if out and not (block.kind == "list_item" and out[-1].lstrip()[:1] in "-0123456789"):
            out.append("")
        out += lines
    return "\n".join(out) + "\n"


def _margins(block: Block) -> tuple[str, str]:
    if block.kind == "list_item" and block.marker:
        depth = "    " * (block.level - 1)
        return f"{depth}{block.marker if block.marker[0].isdigit() else '-':<4}", depth + "    "
    indent = {"quote": "  ", "list_item": "    " * block.level}.get(block.kind, "")
    return indent, indent


_REFERENCES = {"body_width": 100, "inline_links": False, "protect_links": True, "pad_tables": True}
_BARE = {"body_width": 0, "ignore_links": True, "ignore_images": True}

STYLES: dict[str, Style] = {
    "get_text": _get_text,
    "get_text tight": _get_text_tight,
    "get_text stripped": partial(_get_text, strip=True),
    "wet": _wet,
    "plain": partial(_plain, columns=None),
    "plain 72": _plain,
    "w3m": _w3m(10_000),
    "w3m 60": _w3m(60),
    "w3m 80": _w3m(80),
    "w3m 100": _w3m(100),
    "w3m 132": _w3m(132),
    "lynx": _lynx(80),
    "lynx 120": _lynx(120, "-nolist"),
    "lynx wide": _lynx(990, "-nolist"),
    "elinks": _elinks(80),
    "elinks bare": _elinks(100, "-no-references", "-no-numbering"),
    "debian html2text": _debian_html2text(79),
    "debian html2text pretty": _debian_html2text(120, "-style", "pretty"),
    "html2text": _html2text,
    "html2text links": partial(_html2text, options={"body_width": 0}),
    "html2text references": partial(_html2text, options=_REFERENCES),
    "html2text bare": partial(_html2text, options=_BARE),
    "inscriptis": _inscriptis,
    "inscriptis links": partial(_inscriptis, links=True),
    "resiliparse": _resiliparse,
}


def _tool_of(name: str) -> Callable[[], bool] | None:
    first = name.split()[0]
    if first in ("w3m", "lynx", "elinks"):
        return partial(_on_path, first)
    if first == "debian":
        return partial(_on_path, "html2text")
    if first in ("html2text", "inscriptis", "resiliparse"):
        return partial(_installed, first)
    return None


_TOOLS = {name: _tool_of(name) for name in STYLES}
