"""The other extractors that are installed, each as a function from a page to its text."""

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


def pagesift() -> Extract:
    import pagesift

    return lambda page: pagesift.convert(page, only_main_content=True)


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


_ALL = (trafilatura, pagesift, resiliparse, readability, justext, boilerpy3)


def installed() -> dict[str, Extract]:
    """Return the name and function of newsclean and of each peer that is installed."""
    found = {each.__name__: each for each in _ALL if importlib.util.find_spec(each.__name__)}
    return {"newsclean": newsclean(), **{name: make() for name, make in found.items()}}


def as_html(dump: str) -> str:
    """Return a dump as HTML, each line as a paragraph."""
    return "<html><body>" + "".join(f"<p>{html.escape(x)}</p>" for x in dump.splitlines() if x.strip())
