"""clean and explain: one page in, one Article or Explanation out."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal, TypeAlias

from .article import Article
from .explanation import Explanation
from .passes import DEFAULT_PASSES
from .passes.body import body
from .passes.datelines import datelines
from .pipeline import Pass, as_passes, run
from .profiles.profile import Profile
from .profiles.with_profile import with_profile
from .readers import DEEPEST_JSON, MOST_CHARACTERS, MOST_JSON_CHARACTERS, read

if TYPE_CHECKING:
    from bs4 import Tag

    Source = str | bytes | bytearray | memoryview | os.PathLike[str] | Tag

Favour: TypeAlias = Literal["precision", "recall"] | float


@contextmanager
def uncollected() -> Iterator[None]:
    """Switch Python's garbage collector off, if it was on.

    A page creates thousands of objects that live until it is done, none of them in a cycle. Looking through
    them costs little on a short page and half the time on a page of a megabyte. Only the call that switched
    the collector off switches it on again, so it ends up on whatever other threads do. Used as a decorator,
    this also covers the release of the function's own objects.
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
    favour: Favour | None = None,
    comments: bool = False,
    profile: Profile | None = None,
    encoding: str | None = None,
    max_chars: int = MOST_CHARACTERS,
    max_json_chars: int = MOST_JSON_CHARACTERS,
    max_json_depth: int = DEEPEST_JSON,
) -> Article:
    """Return the article of a messy page.

    source: HTML (a whole page or a fragment) or a plain-text dump, as `str` or `bytes`; a BeautifulSoup or
        Tag; an element or tree of lxml or selectolax; or an `os.PathLike`, whose bytes are read. HTML and
        text are told apart by content. A `str` is always content, never a file name.
    url: the page's address, used to make relative links absolute and to name the page in errors.
    passes: the passes to run, in order. `(*DEFAULT_PASSES, mine)` adds one of yours.
    keep_dateline: leave "LONDON (Reuters) -" in the text; the `dateline` field is filled either way.
    favour: "precision" keeps less of a page, "recall" more; a number moves the scorer's threshold by as many
        log-odds ("precision" is 1, "recall" -1). None is the best balance.
    comments: fill `Article.comments` with the readers' comments that passes dropped. The body stays the same.
    profile: what is known of the page's site, from `newsclean.learn`. A profile that does not fit the page is
        ignored, with a warning on the Article.
    encoding: the encoding of bytes. None takes it from the byte order mark, the declaration, or detection.
    max_chars: longer pages are cut here, with a warning on the Article.
    max_json_chars, max_json_depth: how much is read of the page's JSON-LD and, if the page shows no text,
        of the data in its scripts. A warning says what was left out. Beyond some hundreds of levels Python
        itself gives up, with the same warning.

    Raises TypeError for an argument of another type, ValueError for an unknown `favour`, LookupError for an
    unknown `encoding`, NotAPage (a ValueError) for bytes that are not text, PassError if a pass raises, and
    OSError if a file cannot be read. A page without an article is not an error: the Article's `status` says
    so.
    """
    return explain(
        source,
        url=url,
        passes=passes,
        keep_dateline=keep_dateline,
        favour=favour,
        comments=comments,
        profile=profile,
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
    favour: Favour | None = None,
    comments: bool = False,
    profile: Profile | None = None,
    encoding: str | None = None,
    max_chars: int = MOST_CHARACTERS,
    max_json_chars: int = MOST_JSON_CHARACTERS,
    max_json_depth: int = DEEPEST_JSON,
) -> Explanation:
    """Like `clean`, but return an Explanation: the article, the page as read, and the trace of all edits.

    Takes the arguments of `clean` and raises the same errors.
    """
    if not (profile is None or isinstance(profile, Profile)):
        raise TypeError(f"profile must be a Profile, from learn or Profile.load, not {profile!r}")
    check_switches(keep_dateline=keep_dateline, comments=comments)
    passes = chosen(passes, keep_dateline, favour)
    page = read(
        source,
        url=url,
        encoding=encoding,
        max_chars=max_chars,
        max_json_chars=max_json_chars,
        max_json_depth=max_json_depth,
        selectors=None if profile is None else profile.rules.selectors,
    )
    keep: frozenset[int] = frozenset()
    if profile is not None:
        page, passes, keep = with_profile(page, passes, profile)
    cleaned, trace = run(page, passes, keep)
    if comments:
        from .evidence.comments.removed_comments import with_comments  # imported on demand

        cleaned, trace = with_comments(page, cleaned, trace)
    return Explanation(page, trace, cleaned, passes, keep)


def check_switches(**switches: object) -> None:
    """Raise TypeError, naming the argument, for a value that is not a bool: the text "no" would be a yes."""
    for name, value in switches.items():
        if not isinstance(value, bool):
            raise TypeError(f"{name} must be True or False, not {value!r}")


def chosen(passes: Iterable[Pass], keep_dateline: bool, favour: Favour | None) -> tuple[Pass, ...]:
    """Return the passes with these options.

    Raises TypeError for something that is not a pass, ValueError for an unknown `favour`.
    """
    dateline_pass = datelines.keep if keep_dateline else datelines
    body_pass = body if favour is None else body.favouring(favour)
    return tuple(
        [dateline_pass if p is datelines else body_pass if p is body else p for p in as_passes(passes)]
    )
