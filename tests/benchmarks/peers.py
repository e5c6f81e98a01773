"""Other extractors, each as a function from a page to its text: those that are installed."""

from __future__ import annotations

import html
import importlib.util
from collections.abc import Callable

Extract = Callable[[str], object]


def newsclean() -> Extract:
    from newsclean import clean

    return clean


def trafilatura() -> Extract:
    from trafilatura import bare_extraction

    return lambda page: bare_extraction(page, with_metadata=True)


def resiliparse() -> Extract:
    from resiliparse.extract.html2text import extract_plain_text

    return lambda page: extract_plain_text(page, main_content=True)


def readability() -> Extract:
    from readability import Document

    return lambda page: Document(page).summary()


def justext() -> Extract:
    import justext

    words = justext.get_stoplist("English")
    return lambda page: justext.justext(page, words)


def boilerpy3() -> Extract:
    from boilerpy3 import extractors

    return extractors.ArticleExtractor(raise_on_failure=False).get_content


_ALL = (trafilatura, resiliparse, readability, justext, boilerpy3)


def installed() -> dict[str, Extract]:
    """Name and function of each peer that can be imported, newsclean first."""
    found = {each.__name__: each for each in _ALL if importlib.util.find_spec(each.__name__)}
    return {"newsclean": newsclean(), **{name: make() for name, make in found.items()}}


def as_html(dump: str) -> str:
    """A dump for those who read only HTML: a paragraph a line."""
    return "<html><body>" + "".join(f"<p>{html.escape(x)}</p>" for x in dump.splitlines() if x.strip())
