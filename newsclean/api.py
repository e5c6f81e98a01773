"""clean and explain: one page in, one Article (and the reasons for it) out."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from .article import Article
from .explanation import Explanation
from .passes import DEFAULT_PASSES
from .passes.datelines import datelines
from .pipeline import Pass, run
from .readers import DEEPEST_JSON, MOST_CHARACTERS, MOST_JSON_CHARACTERS, read

if TYPE_CHECKING:
    from bs4 import Tag

    Source = str | bytes | bytearray | memoryview | os.PathLike[str] | Tag


@contextmanager
def uncollected() -> Iterator[None]:
    """Switch Python's garbage collector off, if it was on.

    A page makes thousands of objects that live until it is done, none of them in a cycle. Collecting them
    costs little on a short page and half the time of a page of a megabyte. Only the call that switched the
    collector off switches it on again, so it is on at the end whatever other threads do. Used as a decorator
    it also covers the release of the function's own objects.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@uncollected()
def clean(
    source: Source,
    *,
    url: str | None = None,
    passes: Iterable[Pass] = DEFAULT_PASSES,
    keep_dateline: bool = False,
    encoding: str | None = None,
    max_chars: int = MOST_CHARACTERS,
    max_json_chars: int = MOST_JSON_CHARACTERS,
    max_json_depth: int = DEEPEST_JSON,
) -> Article:
    """The article of a messy page.

    source: HTML (a whole page or a fragment) or a plain-text dump, as `str` or `bytes`; a
        BeautifulSoup or Tag; or an `os.PathLike`, whose bytes are read. HTML or text is told
        by content. A `str` is always content, never a file name.
    url: the page's address: makes relative links absolute and names the page in errors.
    passes: what to run, in order. `(*DEFAULT_PASSES, mine)` adds a pass of yours.
    keep_dateline: leave "LONDON (Reuters) -" in the text; the field is filled all the same.
    encoding: of bytes, where you know it; otherwise BOM, declaration, then detection.
    max_chars: the page is cut after so many characters, and a warning on the Article says so.
    max_json_chars, max_json_depth: so many characters and levels are read of the page's JSON-LD, and of
        the data in its scripts where it shows no text; a warning says what was not. Past some hundreds
        of levels Python itself gives up, with the same warning.

    Raises TypeError for a source of another type, NotAPage (a ValueError) for bytes that are no
    text at all, PassError where a pass raises, OSError where a file cannot be read. A page without an article
    is no error: the Article's `status` says so.
    """
    return explain(
        source,
        url=url,
        passes=passes,
        keep_dateline=keep_dateline,
        encoding=encoding,
        max_chars=max_chars,
        max_json_chars=max_json_chars,
        max_json_depth=max_json_depth,
    ).article


@uncollected()
def explain(
    source: Source,
    *,
    url: str | None = None,
    passes: Iterable[Pass] = DEFAULT_PASSES,
    keep_dateline: bool = False,
    encoding: str | None = None,
    max_chars: int = MOST_CHARACTERS,
    max_json_chars: int = MOST_JSON_CHARACTERS,
    max_json_depth: int = DEEPEST_JSON,
) -> Explanation:
    """Like `clean`, with the page as it was read and the trace of every edit. Same arguments, same errors."""
    page = read(
        source,
        url=url,
        encoding=encoding,
        max_chars=max_chars,
        max_json_chars=max_json_chars,
        max_json_depth=max_json_depth,
    )
    if keep_dateline:
        passes = (datelines.keep if p is datelines else p for p in passes)
    passes = tuple(passes)
    cleaned, trace = run(page, passes)
    return Explanation(page, trace, cleaned, passes)
