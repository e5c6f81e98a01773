"""Text made to defeat expressions and passes: whatever a page repeats, time is linear in its length."""

from __future__ import annotations

import html
import json
from collections.abc import Callable

import pytest
from growth_of_time import TIMES, grows_too_fast
from hostile_strings import Expression, expressions

from newsclean import clean

_MANY = 150  # expressions; if fewer were found, the search for them would be broken

# --- expression by expression ---------------------------------------------------------------------

LENGTHS = (2_000, TIMES * 2_000)


def test_there_are_expressions() -> None:
    assert len(expressions()) > _MANY


@pytest.mark.parametrize("expression", expressions(), ids=lambda x: x.name)
def test_no_string_defeats_an_expression(expression: Expression) -> None:
    check_expression(expression, pairs=False)


@pytest.mark.long
@pytest.mark.parametrize("expression", expressions(), ids=lambda x: x.name)
def test_no_two_alternating_pieces_defeat_an_expression(expression: Expression) -> None:
    check_expression(expression, pairs=True)


def check_expression(expression: Expression, *, pairs: bool) -> None:
    short, long = (expression.strings(length, pairs=pairs) for length in LENGTHS)
    for less, more in zip(short, long, strict=True):
        assert not grows_too_fast(expression.run, less, more), f"{less[:20]!r} over and over"


# --- in every part of a page ----------------------------------------------------------------------

LINE = "The bridge over the Lenn reopened on Monday, two years after a flood cracked its middle pier. "
_FACTS = (
    "author keywords description og:title og:url og:site_name article:published_time article:section".split()
)


def in_paragraph(text: str) -> str:
    return f"<h1>Bridge reopens</h1><p>{LINE}<p>{html.escape(text)}<p>{LINE * 3}"


def in_headline(text: str) -> str:
    return f"<title>{html.escape(text)}</title><h1>{html.escape(text)}</h1><p>{LINE * 3}"


def in_meta(text: str) -> str:
    return "".join(f'<meta name="{x}" content="{html.escape(text)}">' for x in _FACTS) + f"<p>{LINE * 3}"


def in_byline(text: str) -> str:
    shown = html.escape(text)
    return (
        f'<h1>Bridge reopens</h1><p class="byline">By {shown}</p><time datetime="{shown}">{shown}</time>'
        f"<p>{LINE * 3}"
    )


def in_json_ld(text: str) -> str:
    facts = dict.fromkeys(("headline", "datePublished", "keywords", "articleSection", "inLanguage"), text)
    data = {"@type": "NewsArticle", "author": {"name": text}, "publisher": {"name": text}, **facts}
    script = json.dumps(data).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{script}</script><p>{LINE * 3}'


def in_lines(text: str) -> str:
    lines = (html.escape(text[i : i + 60]) for i in range(0, len(text), 60))
    return f"<h1>Bridge reopens</h1><p>{'<p>'.join(lines)}<p>{LINE * 3}"


def in_figure(text: str) -> str:
    shown = html.escape(text)
    return (
        f'<h1>Bridge reopens</h1><p>{LINE}<figure><img src="/a.jpg" alt="{shown}"><figcaption>{shown}'
        f'</figcaption></figure><ul><li><a href="{shown}">{shown}</a></ul><p>{LINE * 3}'
    )


def in_lead(text: str) -> str:
    return f"<h1>Bridge reopens</h1><p>BRENNAU, {html.escape(text)} - {LINE * 3}"


def as_html(place: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: "<!doctype html><body>" + place(text)


def in_dump(text: str) -> str:
    return f"Bridge reopens\n\n{LINE}\n\n{text}\n\n{LINE * 3}"


def in_dump_lines(text: str) -> str:
    lines = (text[i : i + 60] for i in range(0, len(text), 60))
    return f"Bridge reopens\n\n{LINE}\n\n" + "\n".join(lines) + f"\n\n{LINE * 3}"


_IN_HTML = (
    in_paragraph,
    in_headline,
    in_meta,
    in_byline,
    in_json_ld,
    in_lines,
    in_figure,
    in_lead,
)
PLACES = {x.__name__: as_html(x) for x in _IN_HTML} | {x.__name__: x for x in (in_dump, in_dump_lines)}
PILED = (
    *"aA1.-,:;|/\n\t\"'(<>&@#*_•=é中ه\u0e38\u0301\u200b\u202e\ufffd",
    "a ", "1 ", ". ", "| ", "- ", ", ", "A. ", "1.", "1:", "1/", "99/99/9999 ", "0000-00-00 ", "a@", "www.",
    "http://", "[1]", "()", "(a", "&amp;", "By ", "By A B, ", "and ", "May ", "(Reuters) ", "- (AP) ",
    "• a\n", "1. a\n", "a\n\n", "|a|b|\n", "# a\n", "> ", "    a", "A B | ", "Read more ", "Photo: ",
    "\u0e38\u0e49", "的 ", "Â©", "â€™", "Ð¡", "\\u", "%41", "</p>", "{{", "<!--",
)  # fmt: skip
LONG = (4_200, TIMES * 4_200)  # long enough that the lines of both are parted alike


@pytest.mark.parametrize("place", PLACES.values(), ids=list(PLACES))
def test_repeated_pieces_take_linear_time(place: Callable[[str], str]) -> None:
    clean(place("warm"))
    for piece in PILED:
        short, long = (place(piece * (length // len(piece))) for length in LONG)
        assert not grows_too_fast(clean, short, long), f"{piece!r} over and over"
