"""Makes dumps of a page with Python packages: html2text, inscriptis, resiliparse, bs4, lxml and selectolax.

Each function takes a page's HTML and returns its text the way scripts of others use the package. It imports
the package itself: of these, newsclean requires only bs4 and selectolax.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .dump_programs import declared_utf8


def html2text(html: str, options: Mapping[str, object] | None = None) -> str:
    """Markdown, with attributes of html2text's maker set as in `options`."""
    import html2text

    maker = html2text.HTML2Text()
    for name, value in (options or {}).items():
        setattr(maker, name, value)
    return str(maker.handle(html))


def inscriptis(html: str, links: bool = False) -> str:
    """Text laid out like w3m's; links: with the addresses of links, in its stricter layout."""
    from inscriptis import get_text as text_of
    from inscriptis.css_profiles import CSS_PROFILES
    from inscriptis.model.config import ParserConfig

    if links:
        return str(text_of(html, ParserConfig(css=CSS_PROFILES["strict"], display_links=True)))
    return str(text_of(html))


def resiliparse(html: str) -> str:
    """A block per line, as resiliparse prints pages of web archives."""
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(html))


def get_text(html: str, separator: str = "\n", strip: bool = False) -> str:
    """The text nodes without scripts, joined by `separator`; stripped and without empty ones if `strip`."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(html, "html.parser")
    for element in soup(["script", "style", "noscript", "template"]):
        element.decompose()
    return soup.get_text(separator, strip=strip)


def get_text_tight(html: str) -> str:
    """One text node per line, with the source's spaces, without empty lines: what most scripts do."""
    return "\n".join(line for line in get_text(html).split("\n") if line.strip())


def get_text_chunks(html: str) -> str:
    """Text nodes joined directly, then lines stripped and split at two spaces: a popular recipe."""
    lines = (line.strip() for line in get_text(html, "").splitlines())
    return non_empty(chunk.strip() for line in lines for chunk in line.split("  "))


def lxml(html: str) -> str:
    """One text node per line, with head, scripts and comments, and the source's spaces and line breaks."""
    import lxml.html

    return "\n".join(lxml.html.fromstring(declared_utf8(html)).itertext())


def lxml_paths(html: str) -> str:
    """What `//body//text()` gives spiders: the text nodes except scripts, stripped, without empty ones."""
    import lxml.html

    root = lxml.html.fromstring(declared_utf8(html))
    return non_empty(map(str.strip, root.xpath("//body//text()[not(parent::script or parent::style)]")))


def lxml_content(html: str) -> str:
    """`text_content()` of the body: lines break only where the source's lines do."""
    import lxml.html

    root = lxml.html.fromstring(declared_utf8(html))
    for element in root.xpath("//script | //style | //noscript"):
        element.drop_tree()
    return non_empty(map(str.strip, root.text_content().split("\n")))


def selectolax(html: str, strip: bool = False, scripts: bool = False) -> str:
    """One text node per line; without scripts unless `scripts`."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(html)
    if not scripts:
        tree.strip_tags(["script", "style", "noscript"])
    return tree.body.text(separator="\n", strip=strip) if tree.body else ""


def non_empty(lines: Iterable[str]) -> str:
    """Return the lines that are not empty, as one text."""
    return "\n".join(line for line in lines if line)
