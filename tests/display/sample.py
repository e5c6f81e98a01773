"""A page with its own passes, so that a view's output changes only when the view does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsclean import Claim, Dateline, Drop, Explanation, Image, Page, Pass, Rewrite, explain
from newsclean.model import Edit

URL = "https://echo.example/lenn-bridge"
SOURCE = """
<html lang="en"><body>
<nav><ul><li>News</li><li>Sport &amp; weather</li></ul></nav>
<h1>Lenn bridge reopens, two years after flood</h1>
<p>BRENNAU (VPA) - The bridge over the Lenn reopened to traffic on Friday, two years after a flood cracked its
middle pier, the town council said.</p>
<p>Repairs cost 2.4 million euros, twice what had been planned, because divers found a second crack.</p>
<h2>First across</h2>
<blockquote>“My grandfather paid a toll here. I paid with a poppy-seed roll.”</blockquote>
<ul><li>rolls in the van: 400</li><li>rolls left: 399</li><li>crumbs: many</li></ul>
<table><tr><td>cars</td><td>1,200</td></tr><tr><td>cows</td><td>7</td></tr></table>
<pre>toll = 0
while bridge.is_open:
    toll += 1</pre>
<p>MOST POPULAR</p><p>Storks return to the town hall’s roof</p><p>北泽投入8.6亿元改造老旧泵站</p>
<p>بنك التنمية يقر قرضا بقيمة 340 مليون دولار</p>
<p>The ferry rests at its pier, as it has for two years, and its crew sells lemonade.</p>
</body></html>
"""


def furniture(page: Page) -> Iterator[Edit]:
    for block in page.blocks[:2]:
        yield Drop(block.id, "navigation", "<nav>")


def headlines(page: Page) -> Iterator[Edit]:
    block = page.blocks[0]
    yield Claim("title", "Lenn bridge", None, "declared by the page", "og:title")
    yield Claim("title", block.text, block.id, "headline on the page", "h1")
    yield Drop(block.id, "the headline, claimed as title")


def boxes(page: Page) -> Iterator[Edit]:
    inside = False
    for block in page.blocks:
        inside = (inside or block.text == "MOST POPULAR") and not block.text.startswith("The ferry")
        if inside:
            yield Drop(block.id, "box heading", "MOST POPULAR")


def openings(page: Page) -> Iterator[Edit]:
    lead = page.blocks[0]
    place, _, rest = lead.text.partition(" - ")
    yield Claim("dateline", Dateline(f"{place} - ", "BRENNAU", "VPA"), lead.id, "agency in brackets", "VPA")
    yield Rewrite(lead.id, rest, "agency in brackets", "VPA")


def facts(page: Page) -> Iterator[Edit]:
    yield Claim("authors", ("Ilse Korn", "Ada <Writer>"), None, "declared by the page", "json-ld")
    yield Claim("url", page.url, None, "the address that was given")
    yield Claim("status", "ok", None, "text found")


PASSES: tuple[Pass, ...] = (furniture, headlines, boxes, openings, facts)


def sample(passes: Iterable[Pass] = PASSES) -> Explanation:
    return explain(SOURCE, url=URL, passes=passes)


# --- a hostile page -----------------------------------------------------------------------------

ATTACKS = (
    "<script>window.owned = 1</script>",
    "<img src=x onerror='window.owned = 2'>",
    "<svg/onload=window.owned=3>",
    "</style></section><script>window.owned = 4</script>",
    "'\"><iframe srcdoc='<script>parent.owned = 5</script>'>",
    "<style>@import url(https://evil.example/x.css)</style>",
    "<link rel=stylesheet href=https://evil.example/y.css>",
    "{{constructor.constructor('window.owned=6')()}} ${window.owned=7}",
    "]]><!--<script>window.owned = 8</script>-->",
    "\x1b[31mred \x1b]0;owned\x07 \x9b31m \u202egnp.exe \u2066isolated\u2069 \x00 \ud800",
    "<base href=https://evil.example/><form action=https://evil.example/><input autofocus onfocus=owned=9>",
)
BAD_LINKS = (
    "javascript:window.owned=10",
    " javascript:window.owned=11",
    "java\nscript:window.owned=12",
    "JaVaScRiPt:window.owned=13",
    "data:text/html,<script>window.owned=14</script>",
    "vbscript:owned",
    "file:///etc/passwd",
    'https://evil.example/" onmouseover="window.owned=15',
    "//evil.example/relative",
)


def hostile() -> Explanation:
    """Return an explanation with every attack in every place that holds text of a page."""
    rows = "".join(f"<p>{_escaped(x)}</p><nav>{_escaped(x)}</nav>" for x in ATTACKS)
    links = "".join(f'<p>A link <a href="{_escaped(x)}">here</a>.</p>' for x in BAD_LINKS)
    everything = " ".join(ATTACKS)

    def claims(page: Page) -> Iterator[Edit]:
        for name in ("title", "subtitle", "publisher", "section", "description", "language"):
            yield Claim(name, everything, None, everything, everything)
        yield Claim("authors", ATTACKS, None, everything, everything)
        yield Claim("tags", ATTACKS, None, everything)
        yield Claim("warnings", everything, None, everything)
        yield Claim("url", BAD_LINKS[0], None, everything)
        yield Claim("dateline", Dateline(everything, everything, everything), 0, everything)
        yield Claim("images", _images(), None, everything)

    def drops(page: Page) -> Iterator[Edit]:
        for n, block in enumerate(page.blocks):
            if n % 3 == 0:
                yield Drop(block.id, everything, everything)
            elif n % 3 == 1:
                yield Rewrite(block.id, f"{block.text} {everything}", everything, everything)

    drops.__name__ = f"drops {everything}"
    return explain(rows + links, url=BAD_LINKS[0], passes=(claims, drops))


def _images() -> tuple[Image, ...]:
    return tuple(Image(url, text, text, text) for url in BAD_LINKS for text in ATTACKS[:2])


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
