"""An Article as a TEI P5 document, the XML format of text corpora: https://tei-c.org/guidelines/p5/

The header has the facts; its `sourceDesc` describes the web page. Each heading opens a `div`.

<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader>…<sourceDesc><bibl><title>Bridge reopens</title><author>Ada Writer</author>…
<text xml:lang="en"><body>
<head type="main">Bridge reopens</head>
<p>The <hi rend="bold">bridge</hi> over the Lenn reopened on Monday.</p>
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement, TreeBuilder, tostring

from ..article import Article, Dateline, Image
from ..model import Cell, Span
from ..text.patterns import pattern
from .body_parts import CodeBlock, DataTable, Heading, ItemList, ListItem, Paragraph, Part, Picture, Quote
from .marked_text import LINE_BREAKS, declared, encoded, is_picture, marked
from .structure import parts_of

_NOT_IN_XML = pattern(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_NOT_IN_AN_ADDRESS = pattern(r"[\s<>\"{}|\\^`]")
_LANGUAGE_TAG = pattern(r"[A-Za-z]{1,8}+(?:-[A-Za-z0-9]{1,8}+)*+")

_PUBLICATION = "Not published in this form; sourceDesc has the publication of the web page."

_INLINE = frozenset(("hi", "ref", "lb"))
_ABOVE_THE_TEXT = frozenset(("head", "byline", "dateline", "figure"))


def tei(article: Article) -> str:
    """Return the article as a TEI document in UTF-8, without an XML declaration."""
    root = _holding("TEI", _header(article), _text(article))
    root.set("xmlns", "http://www.tei-c.org/ns/1.0")
    for element in root.iter():
        if len(element) and not any(child.tag in _INLINE for child in element):
            element.text = "\n"
            for child in element:
                child.tail = "\n"
    return tostring(root, encoding="unicode") + "\n"


# --- header ---------------------------------------------------------------------------------------


def _header(article: Article) -> Element:
    title = _element("title", article.title or "", type="main")
    file = _holding(
        "fileDesc",
        _holding("titleStmt", title, *_if_known("title", article.subtitle, type="sub"), *_authors(article)),
        _holding("publicationStmt", _element("p", _PUBLICATION)),
        _holding("sourceDesc", _holding("bibl", *_source(article))),
    )
    profile = list(_profile(article))
    return _holding("teiHeader", file, *([_holding("profileDesc", *profile)] if profile else []))


def _authors(article: Article) -> list[Element]:
    return [_element("author", name) for name in article.authors]


def _source(article: Article) -> Iterator[Element]:
    """Yield the facts of the web page's publication."""
    yield from _if_known("title", article.title, type="main")
    yield from _if_known("title", article.subtitle, type="sub")
    yield from _authors(article)
    yield from _if_known("publisher", article.publisher)
    for when, kind in ((article.published, "published"), (article.modified, "modified")):
        if when:
            yield _date(when.isoformat(), type=kind)
    if article.license:
        is_address = article.license.startswith(("http://", "https://"))
        target = {"target": _address(article.license)} if is_address else {}
        yield _holding("availability", _element("licence", article.license, **target))
    if article.url:
        yield _element("ptr", target=_address(article.url))


def _profile(article: Article) -> Iterator[Element]:
    """Yield the description, the dateline's facts, the language, the section and the tags."""
    if article.description:
        yield _holding("abstract", _element("p", article.description))
    creation = list(_creation(article.dateline)) if article.dateline else []
    if creation:
        yield _holding("creation", *creation)
    language = _language(article)
    if language:
        yield _holding("langUsage", _element("language", language, ident=language))
    terms = list(_if_known("term", article.section, type="section"))
    terms += [_element("term", tag, type="tag") for tag in article.tags]
    if terms:
        yield _holding("textClass", _holding("keywords", *terms))


def _creation(dateline: Dateline) -> Iterator[Element]:
    if dateline.date:
        yield _date(dateline.date.isoformat() if isinstance(dateline.date, dt.date) else dateline.date)
    yield from _if_known("name", dateline.place, type="place")
    yield from _if_known("name", dateline.agency, type="agency")


def _date(iso: str, **attributes: str) -> Element:
    return _element("date", iso, when=iso, **attributes)


def _language(article: Article) -> str:
    return article.language if article.language and _LANGUAGE_TAG.fullmatch(article.language) else ""


# --- text -----------------------------------------------------------------------------------------


def _text(article: Article) -> Element:
    body = _holding("body", *_top(article))
    sections = [(0, body)]
    for part in parts_of(article):
        if isinstance(part, Heading):
            while sections[-1][0] >= part.level:
                sections.pop()
            head = _marked("head", part.block.text, part.block.spans)
            sections.append((part.level, SubElement(sections[-1][1], "div")))
            sections[-1][1].append(head)
        else:
            sections[-1][1].extend(_part(part))
    if all(child.tag in _ABOVE_THE_TEXT for child in body):
        SubElement(body, "p")  # TEI requires a text
    text = _holding("text", body)
    if _language(article):
        text.set("xml:lang", _language(article))
    if article.url:
        text.set("xml:base", _address(article.url))
    return text


def _top(article: Article) -> Iterator[Element]:
    yield from _if_known("head", article.kicker, type="kicker")
    yield from _if_known("head", article.title, type="main")
    yield from _if_known("head", article.subtitle, type="sub")
    if article.authors:
        yield _holding("byline", *(_element("docAuthor", name) for name in article.authors))
    if article.dateline:
        yield _element("dateline", article.dateline.raw.strip())


def _part(part: Part) -> Iterator[Element]:
    if isinstance(part, CodeBlock):
        language = declared(part.block.language)
        attributes = {"subtype": language} if language else {}
        code = _element("ab", type="code", **attributes, **{"xml:space": "preserve"})
        code.text = _characters(part.block.text)
        yield code
    elif isinstance(part, Picture):
        yield from _picture(part.image)
    elif isinstance(part, Quote):
        yield _holding("quote", *_parts(part.parts))
    elif isinstance(part, DataTable):
        yield _table(part)
    elif isinstance(part, ItemList):
        rend = "numbered" if part.is_ordered else "bulleted"
        yield _holding("list", *map(_item, part.items), rend=rend)
    elif isinstance(part, (Paragraph, Heading)):
        yield _paragraph(part)


def _parts(parts: Iterable[Part]) -> Iterator[Element]:
    for part in parts:
        yield from _part(part)


def _paragraph(part: Paragraph | Heading) -> Element:
    block = part.block
    if block.kind == "caption":
        return _holding("figure", _marked("head", block.text, block.spans))
    if block.kind == "correction":
        return _marked("ab", block.text, block.spans, type="correction")
    return _marked("p", block.text, block.spans)


def _picture(image: Image) -> Iterator[Element]:
    """Yield a figure: `head` is the caption, `figDesc` the alternative text, `byline` the credit."""
    address = image.url if is_picture(image.url) else ""
    if address or image.caption or image.credit:
        yield _holding(
            "figure",
            *([_element("graphic", url=_address(address))] if address else []),
            *_if_known("head", image.caption),
            *_if_known("figDesc", image.alt),
            *_if_known("byline", image.credit),
        )


def _item(item: ListItem) -> Element:
    """Return an item: its text alone, or each of its parts in an element."""
    first, *rest = item.parts
    number = {} if item.number is None else {"n": str(item.number)}
    if not rest and isinstance(first, Paragraph):
        return _marked("item", first.block.text, first.block.spans, **number)
    return _holding("item", *_parts(item.parts), **number)


def _table(table: DataTable) -> Element:
    rows = [_holding("row", *map(_cell, row)) for row in table.rows]
    if table.has_head:
        rows[0].set("role", "label")
    return _holding("table", *rows)


def _cell(cell: Cell) -> Element:
    role = {"role": "label"} if cell.is_header else {}
    return _marked("cell", cell.text, cell.spans, **role)


# --- elements -------------------------------------------------------------------------------------


def _holding(name: str, *children: Element, **attributes: str) -> Element:
    element = _element(name, **attributes)
    element.extend(children)
    return element


def _if_known(name: str, text: str | None, **attributes: str) -> Iterator[Element]:
    if text and text.strip():
        yield _element(name, text, **attributes)


def _element(name: str, text: str = "", **attributes: str) -> Element:
    """Return an element with its text on one line."""
    element = Element(name, {key: _characters(value) for key, value in attributes.items()})
    element.text = LINE_BREAKS.sub(" ", _characters(text)) or None
    return element


def _marked(name: str, text: str, spans: Sequence[Span], **attributes: str) -> Element:
    """Return an element with a text, its marks and its line breaks."""
    tree = TreeBuilder()
    tree.start(name, attributes)
    for what, words, span in marked(text, spans):
        tag = "ref" if span.mark == "link" else "hi"
        if what == "text":
            _add(words, tree)
        elif what == "note":
            tree.start("ref", {"type": "note", "target": _address(span.href)})
            _add(words, tree)
            tree.end("ref")
        elif what == "start":
            tree.start(tag, {"target": _address(span.href)} if tag == "ref" else {"rend": span.mark})
        else:
            tree.end(tag)
    tree.end(name)
    return tree.close()


def _add(text: str, tree: TreeBuilder) -> None:
    for n, line in enumerate(LINE_BREAKS.split(_characters(text))):
        if n:
            tree.start("lb", {})
            tree.end("lb")
        tree.data(line)


def _characters(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return _NOT_IN_XML.sub("", text)


def _address(address: str) -> str:
    """Return an address without characters that TEI forbids in pointers."""
    return encoded(_characters(address), _NOT_IN_AN_ADDRESS)
