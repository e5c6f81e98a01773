"""Readers turn any input into a Page of Blocks. Only they know about parsers and dump tools."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any

from ..default_limits import MOST_CHARACTERS
from ..model import Page
from .data.limits import DEEPEST_JSON, MOST_JSON_CHARACTERS, Limits
from .decode import NotAPage, decode
from .dumps.dump_reader import read_text
from .markup.html import read_html
from .markup.nodes import without_surrogates
from .markup.selected import Selectors, check_selector
from .mistaken import what_it_looks_like
from .mojibake import may_be_damaged_page, undone
from .sniff import looks_like_html

__all__ = [
    "DEEPEST_JSON",
    "MOST_CHARACTERS",
    "MOST_JSON_CHARACTERS",
    "NotAPage",
    "Selectors",
    "check_options",
    "check_selector",
    "is_soup",
    "read",
    "read_html",
    "read_text",
]

_BYTES_PER_CHARACTER = 4  # in the widest encodings

_ACCEPTED = (
    "str or bytes of HTML or plain text, an element of Beautiful Soup, lxml or selectolax, or an os.PathLike"
)


def read(
    source: Any,
    *,
    url: str | None = None,
    encoding: str | None = None,
    max_chars: int = MOST_CHARACTERS,
    max_json_chars: int = MOST_JSON_CHARACTERS,
    max_json_depth: int = DEEPEST_JSON,
    selectors: Selectors | None = None,
) -> Page:
    """Return the page of any source that `newsclean.clean` accepts, before any pass runs.

    selectors: CSS selectors by the name of their rule. `head.selected` of the page lists the HTML elements
        that they match, for the passes that apply a profile's rules.

    Text beyond `max_chars` characters is left out (but a soup is read whole), and so is JSON beyond
    `max_json_chars` and `max_json_depth`; a warning says so. UTF-8 that was decoded as another charset is
    repaired, also with a warning.

    Raises TypeError for another type, NotAPage for bytes that are not text, OSError for a file that cannot be
    read, LookupError for an unknown `encoding`.
    """
    check_options(url, encoding, max_chars, max_json_chars, max_json_depth)
    url = without_surrogates(url) if url else url
    limits = Limits(max_json_chars, max_json_depth)
    if isinstance(source, os.PathLike):
        with open(source, "rb") as file:
            source = file.read(_BYTES_PER_CHARACTER * max_chars + 1)
    elif not isinstance(source, (str, bytes)) and (markup := _as_markup(source, bool(selectors))) is not None:
        source = markup
    is_cut = False
    if isinstance(source, (bytes, bytearray, memoryview)):
        source, is_cut = _decoded(bytes(source), encoding, _BYTES_PER_CHARACTER * max_chars)
    if isinstance(source, str):
        is_cut = is_cut or len(source) > max_chars
        return _text_page(source[:max_chars], url, limits, selectors, max_chars if is_cut else None)
    if is_soup(source):
        return _soup_page(source, url, limits)
    raise TypeError(f"newsclean cannot read {type(source).__name__}: {_advice(source)}")


def _decoded(data: bytes, encoding: str | None, most: int) -> tuple[str, bool]:
    """Return the text of at most so many bytes, and whether there were more."""
    is_cut = len(data) > most
    return decode(data[:most] if is_cut else data, encoding), is_cut


def _text_page(
    text: str, url: str | None, limits: Limits, selectors: Selectors | None, cut_after: int | None
) -> Page:
    """Return the page of HTML or plain text. cut_after: characters after which it was cut, if it was."""
    text, warnings = undone(text)
    page = read_html(text, url, limits, selectors) if looks_like_html(text) else read_text(text, url)
    if cut_after is not None:
        warnings = (f"the page was cut after {cut_after} characters", *warnings)
    elif mistaken := what_it_looks_like(text):
        warnings = (mistaken, *warnings)
    return _with_warnings(page, warnings)


def _soup_page(soup: Any, url: str | None, limits: Limits) -> Page:
    """Return the page of an element of Beautiful Soup; if its text was damaged, that of its repaired HTML."""
    if may_be_damaged_page(soup.get_text()):
        text, warnings = undone(str(soup))
        if warnings:
            return _with_warnings(read_html(text, url, limits), warnings)
    from .markup.soup import read_soup  # imports bs4, which only callers with a soup need

    return read_soup(soup, url, limits)


def _with_warnings(page: Page, warnings: tuple[str, ...]) -> Page:
    return replace(page, warnings=(*warnings, *page.warnings)) if warnings else page


def check_options(
    url: object, encoding: object, max_chars: object, max_json_chars: object, max_json_depth: object
) -> None:
    """Raise TypeError or ValueError, naming the argument, for options that `read` cannot take."""
    for name, text in (("url", url), ("encoding", encoding)):
        if not (text is None or isinstance(text, str)):
            advice = ": pass str(url)" if name == "url" and hasattr(text, "host") else ""
            raise TypeError(f"{name} must be a str or None, not {text!r}{advice}")
    limits = {"max_chars": max_chars, "max_json_chars": max_json_chars, "max_json_depth": max_json_depth}
    for name, limit in limits.items():
        if not isinstance(limit, int):
            raise TypeError(f"{name} must be an int, not {limit!r}")
        if limit < 0:
            raise ValueError(f"{name} must be 0 or more, not {limit}")


def _as_markup(source: Any, even_soups: bool) -> str | None:
    """Return the markup of an element of lxml or a tree or node of selectolax, or None."""
    if even_soups and is_soup(source):
        return str(source)
    home = type(source).__module__.partition(".")[0]
    if home == "lxml" and hasattr(source, "iter"):
        from lxml import etree

        return str(etree.tostring(source, encoding="unicode", method="html"))
    return source.html if home == "selectolax" and hasattr(source, "html") else None


def is_soup(source: Any) -> bool:
    """Whether a source is an element of Beautiful Soup, which need not be imported to know."""
    return hasattr(source, "descendants") and hasattr(source, "attrs")


def _advice(source: Any) -> str:
    """Return what to pass in place of a source that cannot be read."""
    if hasattr(source, "content"):  # also of responses that have `read`
        return "pass its .content"
    if hasattr(source, "read"):
        return "pass its .read()"
    if source is None:
        return "there is no page; perhaps a selector found nothing, or a download failed"
    if isinstance(source, (list, tuple, set)):
        return "clean_many takes many pages"
    return f"it takes {_ACCEPTED}"
