"""All styles of plain-text dump that can be made of a page with the installed tools, for tests and fitting.

    STYLES["w3m 80"](html) -> what `w3m -dump -cols 80` prints
    available()            -> the names of the styles whose tools are installed

The first word of a style is its tool. The tools (html2text, inscriptis, lxml, w3m, lynx, elinks, Debian's
html2text) are looked up when called; the styles of bs4, selectolax and newsclean are always available.

dump_programs      w3m, lynx, elinks, Debian's html2text
dump_packages      Python packages
stripped_tags      the standard library alone
dumps_of_blocks    newsclean's blocks, in the shapes of other tools
"""

from __future__ import annotations

import importlib.util
from collections import Counter
from functools import partial

from . import dump_packages as packages
from . import dumps_of_blocks as blocks
from . import stripped_tags
from .dump_programs import Style, debian_html2text, elinks, is_on_path, lynx, w3m

_SAME_LINES = 0.92  # share of common lines that shows the same tool: other tools have fewer in common
_PACKAGES = ("html2text", "inscriptis", "lxml", "resiliparse")  # that newsclean does not require
# Not `pad_tables`: html2text fails on tables whose rows have different numbers of cells.
_REFERENCES = {"body_width": 100, "inline_links": False, "protect_links": True}
_BARE = {"body_width": 0, "ignore_links": True, "ignore_images": True}

STYLES: dict[str, Style] = {
    "get_text": packages.get_text,
    "get_text tight": packages.get_text_tight,
    "get_text stripped": partial(packages.get_text, strip=True),
    "get_text chunks": packages.get_text_chunks,
    "get_text spaces": partial(packages.get_text, separator=" "),
    "get_text line": partial(packages.get_text, separator=" ", strip=True),
    "lxml": packages.lxml,
    "lxml paths": packages.lxml_paths,
    "lxml content": packages.lxml_content,
    "selectolax": packages.selectolax,
    "selectolax stripped": partial(packages.selectolax, strip=True),
    "selectolax whole": partial(packages.selectolax, scripts=True),
    "stripper": stripped_tags.stripper,
    "stripper breaks": stripped_tags.stripper_breaks,
    "stripper joined": stripped_tags.stripper_joined,
    "expression": stripped_tags.no_tags,
    "expression squeezed": stripped_tags.no_tags_squeezed,
    "wet": blocks.wet,
    "wet untitled": partial(blocks.wet, title=False),
    "wet bullets": partial(blocks.wet, bullets=True),
    "region": blocks.region,
    "region close": partial(blocks.region, apart="\n"),
    "region wide": partial(blocks.region, around=2),
    "joined spaces": blocks.one_line,
    "joined glued": blocks.glued,
    "markdown": blocks.markdown,
    "markdown underlined": partial(blocks.markdown, underlined=True),
    "plain": partial(blocks.plain, columns=None),
    "plain 72": blocks.plain,
    "w3m": w3m(10_000),
    "w3m 60": w3m(60),
    "w3m 80": w3m(80),
    "w3m 100": w3m(100),
    "w3m 132": w3m(132),
    "w3m 200": w3m(200),
    "lynx": lynx(80),
    "lynx 60": lynx(60, "-nolist"),
    "lynx 120": lynx(120, "-nolist"),
    "lynx 200": lynx(200),
    "lynx wide": lynx(990, "-nolist"),
    "elinks": elinks(80),
    "elinks 60": elinks(60, "-no-references", "-no-numbering"),
    "elinks 160": elinks(160),
    "elinks bare": elinks(100, "-no-references", "-no-numbering"),
    "debian html2text": debian_html2text(79),
    "debian html2text pretty": debian_html2text(120, "-style", "pretty"),
    "html2text": packages.html2text,
    "html2text links": partial(packages.html2text, options={"body_width": 0}),
    "html2text references": partial(packages.html2text, options=_REFERENCES),
    "html2text bare": partial(packages.html2text, options=_BARE),
    "inscriptis": packages.inscriptis,
    "inscriptis links": partial(packages.inscriptis, links=True),
    "resiliparse": packages.resiliparse,
}


def available() -> tuple[str, ...]:
    """Return the names of the styles whose tools are installed, in the order of STYLES."""
    return tuple(style for style in STYLES if _is_installed(tool(style)))


def _is_installed(name: str) -> bool:
    if name in ("w3m", "lynx", "elinks"):
        return is_on_path(name)
    if name == "debian":
        return is_on_path("html2text")
    return name not in _PACKAGES or importlib.util.find_spec(name) is not None


def tool(style: str) -> str:
    """Return the tool of a style: `w3m` for "w3m 80"."""
    return style.split()[0]


def tool_of_dump(dump: str, html: str) -> str:
    """Return the tool that made this dump of a page, among those in the corpus, by comparing lines."""
    lines = _lines(dump)
    alike: dict[str, float] = {}
    for style in ("wet", "inscriptis", "w3m", "w3m 80", "html2text bare", "get_text"):
        ours = _lines(STYLES[style](html))
        alike[style] = 2 * (lines & ours).total() / (lines.total() + ours.total() or 1)
        if alike[style] > _SAME_LINES:
            break
    return tool(max(alike, key=lambda style: alike[style]))


def _lines(text: str) -> Counter[str]:
    return Counter(line for each in text.split("\n") if (line := " ".join(each.split())))
