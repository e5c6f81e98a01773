"""An Article as TEI: against the content models of TEI P5, and read back."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from fixture_files import all_pages
from hypothesis import given
from lxml import etree
from test_semantic_html import _articles, _letters, shown, whole

from newsclean import Article, Block, Dateline, Image, Span, clean

# The content models of TEI P5 4.8 for the elements that newsclean writes, each less what it does not write.
_TEI = """
<!ENTITY % common "p | ab | quote | list | table">
<!ENTITY % inline "#PCDATA | hi | ref | lb">
<!ENTITY % global "xml:id ID #IMPLIED xml:lang NMTOKEN #IMPLIED xml:base CDATA #IMPLIED n CDATA #IMPLIED
  rend NMTOKENS #IMPLIED xml:space (preserve | default) #IMPLIED">
<!ENTITY % typed "type NMTOKEN #IMPLIED subtype CDATA #IMPLIED">

<!ELEMENT TEI (teiHeader, text)>
<!ELEMENT teiHeader (fileDesc, profileDesc?)>
<!ELEMENT fileDesc (titleStmt, publicationStmt, sourceDesc)>
<!ELEMENT titleStmt (title+, author*)>
<!ELEMENT publicationStmt (p+)>
<!ELEMENT sourceDesc (bibl+)>
<!ELEMENT bibl (#PCDATA | title | author | publisher | date | availability | ptr)*>
<!ELEMENT availability (licence+)>
<!ELEMENT profileDesc (abstract | creation | langUsage | textClass)*>
<!ELEMENT abstract (p+)>
<!ELEMENT creation (#PCDATA | date | name)*>
<!ELEMENT langUsage (language+)>
<!ELEMENT textClass (keywords*)>
<!ELEMENT keywords (term+)>
<!ELEMENT title (%inline;)*>      <!ELEMENT author (%inline;)*>    <!ELEMENT publisher (%inline;)*>
<!ELEMENT date (%inline;)*>       <!ELEMENT name (%inline;)*>      <!ELEMENT licence (%inline;)*>
<!ELEMENT language (%inline;)*>   <!ELEMENT term (%inline;)*>      <!ELEMENT ptr EMPTY>

<!ELEMENT text (body)>
<!ELEMENT body (figure*, ((head | byline | dateline), (figure | head | byline | dateline)*)?,
  ((div, figure*)+ | (((%common;), figure*)+, (div, figure*)*)))>
<!ELEMENT div ((head | figure)*, ((div, figure*)+ | (((%common;), figure*)+, (div, figure*)*))?)>
<!ELEMENT head (%inline;)*>       <!ELEMENT dateline (%inline;)*>  <!ELEMENT docAuthor (%inline;)*>
<!ELEMENT byline (#PCDATA | docAuthor)*>
<!ELEMENT p (%inline;)*>          <!ELEMENT ab (%inline;)*>        <!ELEMENT hi (%inline;)*>
<!ELEMENT ref (%inline;)*>        <!ELEMENT lb EMPTY>
<!ELEMENT quote (%inline; | %common; | figure)*>
<!ELEMENT list (item, figure*)+>
<!ELEMENT item (%inline; | %common; | figure)*>
<!ELEMENT table (row+)>
<!ELEMENT row (cell+)>
<!ELEMENT cell (%inline;)*>
<!ELEMENT figure (graphic | head | figDesc | byline)*>
<!ELEMENT graphic EMPTY>
<!ELEMENT figDesc (%inline;)*>

<!ATTLIST TEI xmlns CDATA #FIXED "http://www.tei-c.org/ns/1.0">
<!ATTLIST title type NMTOKEN #IMPLIED>
<!ATTLIST date when CDATA #REQUIRED type NMTOKEN #IMPLIED>
<!ATTLIST name type NMTOKEN #IMPLIED>
<!ATTLIST licence target CDATA #IMPLIED>
<!ATTLIST language ident NMTOKEN #REQUIRED>
<!ATTLIST term type NMTOKEN #IMPLIED>
<!ATTLIST ptr target CDATA #REQUIRED>
<!ATTLIST text %global;>
<!ATTLIST head type NMTOKEN #IMPLIED>
<!ATTLIST ab %global; %typed;>
<!ATTLIST hi rend NMTOKENS #REQUIRED>
<!ATTLIST ref target CDATA #REQUIRED type NMTOKEN #IMPLIED>
<!ATTLIST list rend NMTOKENS #IMPLIED>
<!ATTLIST item n CDATA #IMPLIED>
<!ATTLIST row role (label | data) #IMPLIED>
<!ATTLIST cell role (label | data) #IMPLIED>
<!ATTLIST graphic url CDATA #REQUIRED>
"""
TEI = etree.DTD(io.StringIO(_TEI))
_NAMES = {"t": "http://www.tei-c.org/ns/1.0"}

BODY = """\
<p>Not <hi rend="bold">a <ref target="https://echo.example/b">bridge <hi rend="italic">but</hi></ref></hi>\
 a ferry<ref type="note" target="#fn1">1</ref>, a &lt;b&gt;.</p>
<p>The boat goes out,<lb />the boat comes in,<lb />H<hi rend="subscript">a</hi> of\
 <hi rend="code">x &amp; y</hi>.</p>
<div>
<head>Steps</head>
<list rend="numbered">
<item n="3">
<p>call</p>
<list rend="bulleted">
<item>by day</item>
<item>by night</item>
</list>
</item>
<item n="4">
<p>write</p>
<ab type="code" subtype="python" xml:space="preserve">a = 1

b &lt; 2</ab>
<p>Then wait.</p>
</item>
<item n="9">tea</item>
</list>
<div>
<head>Times</head>
<table>
<row role="label">
<cell role="label">Boat</cell>
<cell role="label">Time</cell>
</row>
<row>
<cell role="label">Osk</cell>
<cell>6:41 <hi rend="bold">fast</hi></cell>
</row>
<row>
<cell>Lenn</cell>
<cell><ref target="/l">7:00</ref></cell>
</row>
</table>
<quote>
<p>It is only a bridge.<lb />And ours.</p>
<p>So it is.</p>
</quote>
<p>The end.</p>
<figure>
<graphic url="https://echo.example/b.jpg" />
<head>The bridge</head>
<figDesc>"Bridge"</figDesc>
<byline>Ida Berg</byline>
</figure>
</div>
</div>
</body>
"""


def full() -> Article:
    return replace(
        whole(),
        kicker="After the flood",
        dateline=Dateline("LENN, May 3 (Lenn Press) - ", "LENN", "Lenn Press", "--05-03"),
        publisher="The Lenn Echo",
        section="Local",
        tags=("bridges", "floods"),
        url="https://echo.example/the bridge",
        description="Trucks & trains",
        license="https://creativecommons.org/licenses/by/4.0/",
    )


def read(article: Article) -> etree._Element:
    """The document of an article, which must be valid."""
    root = etree.fromstring(article.to_tei())
    assert TEI.validate(root), TEI.error_log
    return root


def found(article: Article, path: str) -> list[str]:
    return [str(x) for x in read(article).xpath(path, namespaces=_NAMES)]


def test_every_kind() -> None:
    article = full()
    assert article.to_tei().partition("<dateline>LENN, May 3 (Lenn Press) -</dateline>\n")[2] == (
        f"{BODY}</text>\n</TEI>\n"
    )
    read(article)


def test_the_header_has_the_facts() -> None:
    article = full()
    assert found(article, "//t:titleStmt/*/text()") == [
        "Bridge & ferry",
        "The bridge opens after two years",
        "Ilse Korn",
        "Jon Ra",
    ]
    bibl = "//t:sourceDesc/t:bibl"
    assert found(article, f"{bibl}/t:author/text()") == ["Ilse Korn", "Jon Ra"]
    assert found(article, f"{bibl}/t:publisher/text()") == ["The Lenn Echo"]
    assert found(article, f"{bibl}/t:date[@type='published']/@when") == ["2024-05-03T07:30:00+00:00"]
    assert found(article, f"{bibl}/t:date[@type='modified']/@when") == ["2024-05-04"]
    assert found(article, f"{bibl}//t:licence/@target") == [article.license]
    assert found(article, f"{bibl}/t:ptr/@target") == ["https://echo.example/the%20bridge"]
    assert found(article, "//t:profileDesc/t:abstract/t:p/text()") == ["Trucks & trains"]
    assert found(article, "//t:creation/*/text()") == ["--05-03", "LENN", "Lenn Press"]
    assert found(article, "//t:language/@ident | //t:text/@xml:lang") == ["en", "en"]
    assert found(article, "//t:term[@type='section']/text()") == ["Local"]
    assert found(article, "//t:term[@type='tag']/text()") == ["bridges", "floods"]


def test_the_text_opens_with_heads_byline_and_dateline() -> None:
    assert found(full(), "//t:body/t:head/@type") == ["kicker", "main", "sub"]
    assert found(full(), "//t:body/t:byline/t:docAuthor/text()") == ["Ilse Korn", "Jon Ra"]


def test_absent_facts_have_no_element() -> None:
    assert found(
        Article(), "//t:titleStmt//text() | //t:bibl//text() | //t:body//text() | //t:profileDesc"
    ) == [
        "\n",
        "\n",
        "\n",
        "\n",
    ]


def test_sections_are_nested_by_their_headings() -> None:
    levels = (2, 3, 3, 2, 4)
    body = [
        block
        for n, level in enumerate(levels)
        for block in (Block(2 * n, "heading", f"{n}", level), Block(2 * n + 1, "paragraph", f"Text {n}."))
    ]
    article = Article(body=tuple(body))
    assert found(article, "//t:body/t:div/t:head/text()") == ["0", "3"]
    assert found(article, "//t:body/t:div/t:div/t:head/text()") == ["1", "2", "4"]
    assert found(article, "//t:p[starts-with(., 'Text')]/parent::t:div/t:head/text()") == list("01234")


def test_captions_corrections_and_pictures_alone() -> None:
    article = Article(
        title="Bridge",
        body=(Block(1, "caption", "The bridge"), Block(2, "correction", "It is in Lenn.")),
        images=(Image("javascript:x", caption="Old", credit="Bo Lens"), Image("data:x", alt="A")),
    )
    assert found(article, "//t:figure/t:head/text()") == ["Old", "The bridge"]
    assert found(article, "//t:ab[@type='correction']/text()") == ["It is in Lenn."]
    assert found(article, "//t:graphic") == []
    read(replace(article, body=()))


def test_what_xml_cannot_hold_is_left_out() -> None:
    article = Article(title="a\x00b\x1b\ud800c\ufffe", body=(Block(1, "paragraph", "x\x0b\U0001f600\x85y"),))
    assert found(article, "//t:titleStmt/t:title/text()") == ["abc"]
    assert found(article, "//t:body/t:p/text()") == ["x\U0001f600\x85y"]


def test_addresses_are_pointers() -> None:
    spans = (Span(0, 1, "link", 'https://a.example/a "b"|c'), Span(2, 3, "link", "javascript:x"))
    article = Article(body=(Block(1, "paragraph", "a b", spans=spans),))
    assert found(article, "//t:ref/@target") == ["https://a.example/a%20%22b%22%7Cc"]


@pytest.mark.parametrize("fixture", all_pages(), ids=str)
def test_pages_are_valid_and_keep_their_text(fixture) -> None:  # type: ignore[no-untyped-def]
    article = clean(fixture.page)
    read(article)
    assert text_of(article) == _letters("".join(b.text for b in shown(article)))


@given(_articles)
def test_every_article_is_valid(article: Article) -> None:
    read(replace(article, url=article.title, license=article.subtitle, published=dt.date(2024, 5, 3)))
    article.to_tei().encode()


def text_of(article: Article) -> str:
    """The letters of the body alone."""
    root = ElementTree.fromstring(replace(article, images=(), **dict.fromkeys(_ABOVE), authors=()).to_tei())
    body = root.find(".//t:body", _NAMES)
    assert body is not None
    return _letters("".join(body.itertext()))


_ABOVE = ("title", "subtitle", "kicker", "dateline")
