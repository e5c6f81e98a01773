"""HTML made to hang, crash or flood a reader: time is linear in its size, and no text is lost."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from growth_of_time import TIMES, grows_too_fast

from newsclean import clean, clean_many, explain
from newsclean.model import Block, Container, Page
from newsclean.readers import read, read_html
from newsclean.readers.data.json_ld import parse_json
from newsclean.readers.markup import nesting
from newsclean.readers.markup.flattening import TOO_DEEP, TOO_MANY_ATTRIBUTES
from newsclean.readers.markup.nesting import flattened

URL = "https://news.example/a/story.html"
Make = Callable[[int], str]


def many(piece: str, before: str = "", after: str = "") -> Make:
    """Return a maker of n pieces, in which `#` becomes the piece's number."""
    if "#" in piece:
        return lambda n: before + "".join(piece.replace("#", str(i)) for i in range(n)) + after
    return lambda n: before + piece * n + after


def around_tags(piece: str, every: int, before: str = "<p", blank: str = " ", after: str = ">text") -> Make:
    """Return a maker of a tag with n attributes; every so many, the piece, with a tag in quotes."""

    def make(n: int) -> str:
        names = (f"{blank}{piece if i % every == 0 else 'a'}".replace("#", str(i)) + str(i) for i in range(n))
        return before + "".join(names) + after

    return make


def json_ld(make: Make) -> Make:
    return lambda n: f'<script type="application/ld+json">{make(n)}</script><p>text'


# --- growth -------------------------------------------------------------------------------------

SIZE = 6_500  # pieces


@pytest.fixture(autouse=True)
def look_at_every_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have pages checked tag by tag that are shorter than those for which it is necessary, to save time."""
    monkeypatch.setattr(nesting, "_MANY_TAGS", 6_000)


CASES: dict[str, Make] = {
    "nested div": many("<div>", after="text"),
    "nested div, closed": lambda n: "<div>" * n + "text" + "</div>" * n,
    "nested lists": many("<ul><li>text "),
    "nested tables": many("<table><tr><td>text "),
    "nested definitions": many("<dl><dd>"),
    "nested quotes and spans": many("<blockquote><span>"),
    "nested unknown elements and div": many("<x-y><div>"),
    "nested forms": many("<form><div>"),
    "nested drawings": lambda n: "<svg>" + "<g>" * n + "</x>" * n,
    "drawings left": many("<svg><p><path/>"),
    "drawings in name only": lambda n: "<path/>" * n + "<div></div>" * n,
    "div after a quote in a script": many("<div>", before="<script><!--<script></script><b a='--></script>"),
    "div after a quote in CDATA": many("<div>", before="<svg><![CDATA[><b a=']]>"),
    "div after a quote in a comment": many("<div>", before="</1 <b a='>"),
    "div after a quote in noscript": many("<div>", before="<noscript><b a='</noscript>"),
    "div after a vertical tab": many("<div>", before="<b a=\v'>"),
    "div in a drawing's title": many("<div>", before="<svg><title>"),
    "div in a drawing's style": many("<div>", before="<svg><style>"),
    "div in a drawing's script": many("<div>", before="<svg><script>"),
    "div in a formula's text": many("<div>", before="<math><textarea>"),
    "div in a choice's title": many("<div>", before="<select><title><input>"),
    "div in titles of drawings": many("<svg><title><div></title></svg>"),
    "div around comments in scripts of drawings": many(
        "<div><svg><script>--></script></svg><svg><script><!--</script></svg></div>"
    ),
    "attributes in a drawing's title": many(" a#", before="<svg><title><p", after=">text"),
    "comments in scripts": many("<!--<script>-->", before="<script>"),
    "scripts in a comment in a script": many("<script></script>", before="<script><!--"),
    "HTML in drawings": many("<svg><foreignobject><div>"),
    "HTML in formulas": many('<math><annotation-xml encoding="text/html"><div>'),
    "end tags of nothing": lambda n: "<div>" * 400 + "<span>" * 90 + "</x>" * n,
    "end tags of p": many("</p>"),
    "attributes": many(" a#=1", before="<p", after=">text"),
    "attributes without value": many(" a#", before="<p", after=">text"),
    "attributes with > in them": many(' a#=">"', before="<p", after=">text"),
    "attributes after a quoted tag": around_tags("b#='<i>' a", 1_000_000),
    "attributes around tags": around_tags("b#='<i>' a", 100),
    "attributes around tags, dense": around_tags("b#='<i>' a", 9),
    "attributes around tags, sparse": around_tags("b#='<i>' a", 1_500),
    "attributes around pages": around_tags(f"b#='{'<i>one two</i>' * 300}' a", 300),
    "attributes around tags with quotes": around_tags("""b#='<i c="d">' c#="<i c='d'>" a""", 300),
    "attributes around signs apart": around_tags("b#='<' c#='>' a", 300),
    "attributes around signs the wrong way": around_tags("b#='> <' a", 300),
    "attributes around tags, stray quotes": around_tags("""b#='">' don't c"d e#="'<" a""", 300),
    "attributes parted by slashes": around_tags("b#='<i>'/a", 300, blank="/"),
    "attributes parted by form feeds": around_tags("b#\f=\f'<i>'\fa", 300, blank="\f"),
    "attributes parted by line breaks": around_tags("b#\n=\n\n\n'<i>'\r\na", 300, blank="\n"),
    "attributes with a vertical tab": around_tags("b# \v='<i>' a", 300),
    "attributes parted by nothing": around_tags("b#='<i>' a", 300, blank="c='d'"),
    "attributes of an end tag": around_tags("b#='<i>' a", 300, before="</p"),
    "attributes of a title's end tag": around_tags("b#='<i>' a", 300, before="<title>text</title"),
    "attributes of a script's end tag": many(" a#", "<script>" + "i<b " * 30 + "a='</script", ">text"),
    "attributes never closed": around_tags("b#='<i>' a", 300, after=' b="'),
    "attributes after a script": around_tags("b#='<i>' a", 300, before="<script>a<b;'\"</script><p"),
    "attributes after a comment": around_tags("b#='<i>' a", 300, before="<!-- ' \" <b a=' --><p"),
    "attributes after apostrophes": around_tags("b#='<i>' a", 300, before="<p>don't say \"<p"),
    "attributes of a script": many(" a#", before="<script", after=">var x</script>text"),
    "attributes of an image": many(" a#", before="<img", after=">text"),
    "attributes of many body tags": many("<body a#=1>", after="text"),
    "formatting that differs": many("<b a=#>", after="text"),
    "formatting opened again": lambda n: (
        "<p>" + "".join(f"<b a={i}>" for i in range(n // 5)) + "</p>" + "<p>text" * n
    ),
    "formatting left open": many("<font color=#>text<p>"),
    "misnested formatting": many("<b><p>text</b>"),
    "misnested formatting of all kinds": many("<p><b><i><u><s><em><tt><big><code><small><strong>text</p>"),
    "formatting in tables": many("text<b>", before="<table>"),
    "links": many("<a href=/b>text"),
    "links around blocks": many("<a href=/b><div>text"),
    "paragraphs": many("<p>text"),
    "list items": many("<li>text", before="<ol>"),
    "cells": many("<td>text", before="<table><tr>"),
    "rows": many("<tr><td>text<td>more", before="<table>"),
    "rows with times and images": many("<tr><td>text<time>1</time><td><img src=a.png>more", before="<table>"),
    "breaks": many("<br>"),
    "breaks and text": many("text<br>"),
    "rules": many("<hr>text"),
    "times": many("<time>text</time>", before="<p>"),
    "nested times": many("<time>text", before="<p>"),
    "images": many("<img src=a.png>", before="<p>"),
    "program text": many("text\n<b>more</b><br>", before="<pre>"),
    "templates": many("<template>"),
    "nested shadow trees": many("<div><template shadowrootmode=open>"),
    "shadow trees": many("<div><template shadowrootmode=open><slot>a</slot></template>b</div>"),
    "slots": lambda n: (
        "<div><template shadowrootmode=open>" + "<slot name=a></slot>" * n + "</template>" + "<p slot=a>a" * n
    ),
    "text in <noscript>": many(
        "<p>a text of more than a dozen words in an element that is read a second time", before="<noscript>"
    ),
    "nested div in <noscript>": many("<div>", before="<noscript>"),
    "elements that are not shown": many("<noscript>a<p>b</noscript><template>a<p>b</template>"),
    "an unclosed link": many("<p>text", before="<a href=/x>"),
    "quotes with links": many("<blockquote><p>text</p>text <a href=/x>text</a></blockquote>"),
    "options": many("<option>", before="<select>"),
    "frames": many("<frameset>"),
    "text areas": many("<textarea>"),
    "plain text": many("<plaintext>"),
    "titles": many("<title>text</title>"),
    "bases": many("<base href=/a/>"),
    "comments never closed": many("text<!--"),
    "CDATA never closed": many("text<![CDATA["),
    "scripts never closed": many("<script><!--<script>"),
    "tags never closed": many("<a "),
    "end tags never closed": many("</a "),
    "quotes never closed": many('<p a="'),
    "less-than signs": many("<<<<<"),
    "greater-than signs": many(">>>>>"),
    "one text": many("words without end " * 5, before="<p>"),
    "one word": many("w" * 100, before="<p>"),
    "blanks": many(" " * 100, before="<p>text", after="text"),
    "one class": many("some-Class ", before='<p class="', after='">text'),
    "one style": many("display : ", before='<p style="', after='">text'),
    "one address": many("../a/", before='<a href="/', after='">text'),
    "entities": many("&amp;&lt;&#x1F600;&notin;&nothing;", before="<p>"),
    "ampersands": many("&&&&&", before="<p>"),
    "combining marks": many("\u0301" * 9, before="<p>a"),
    "overrides of direction": many("\u202e\u2067text", before="<p>"),
    "NULs": many("\x00text", before="<p>"),
    "halves of characters": many("\ud800text", before="<p>"),
    "JSON-LD lists": json_ld(many("[[[[[")),
    "JSON-LD objects": json_ld(lambda n: '{"a":' * n + "1" + "}" * n),
    "JSON-LD graphs": json_ld(lambda n: '{"@graph":[1,' * n + "1" + "]}" * n),
    "JSON-LD items": json_ld(many('{"@type":"A","@id":"#a"},', before="[", after="1]")),
    "JSON-LD scripts": many('<script type="application/ld+json">{"@type":"A"}</script>'),
    "JSON-LD quotes": json_ld(many('\\"', before='{"')),
    "JSON-LD figures": json_ld(many("1", before='{"a":', after="}")),
    "JSON-LD halves of characters": json_ld(many("\\ud800 ", before='{"articleBody":"', after='"}')),
    "data lists": many("[[[[[", before="<script>" + "/* */" * 50 + "window.a=", after="</script>"),
    "data assignments": many('a={"b":"a={', before="<script>" + "/* */" * 50, after="</script>"),
    "data strings": many('"\\\\', before="<script>" + "/* */" * 50, after="</script>"),
    "data quotes": many('\\"', before="<script>" + "/* */" * 50, after="</script>"),
    "data with markup": json_ld(many("<div>text", before='{"articleBody":"', after='"}')),
    "data in Markdown": json_ld(many("**a** [a](/b) [", before='{"articleBody":"', after='"}')),
    "data rows": many("#:T1,", before='<script>self.__next_f.push([1,"', after='"])</script>' + " " * 200),
    "data texts": many(
        '{"text":"<h1>words of no story at all, twelve of them and then some more"},',
        before='<script type="application/json">[',
        after="1]</script>",
    ),
}


# Each piece of these has four tags or more, or takes as long: a quarter of them is enough.
HEAVY = (
    "div around comments in scripts of drawings",
    "div in titles of drawings",
    "misnested formatting of all kinds",
    "rows with times and images",
    "shadow trees",
    "elements that are not shown",
    "quotes with links",
    "data texts",
)


@pytest.mark.parametrize("name", CASES)
def test_time_grows_with_size_and_no_faster(name: str) -> None:
    size = SIZE // 4 if name in HEAVY else SIZE
    assert not grows_too_fast(read_here, CASES[name](size), CASES[name](TIMES * size))


def read_here(html: str) -> Page:
    return read_html(html, URL)


def test_elements_without_end() -> None:
    """The parser alone takes sixteen times as long for four times the depth."""
    small, large = ("<div>" * n + "text" for n in (10_000, TIMES * 10_000))
    assert not grows_too_fast(read_here, small, large)
    page = read_here(large)
    assert [b.text for b in page.blocks] == ["text"]
    assert page.warnings == (TOO_DEEP,)


# --- what is kept, and the warnings ---------------------------------------------------------------


@pytest.mark.parametrize(
    "piece",
    [
        "<div>#",
        "<div><p>#",
        "<ul><li>#",
        "<dl><dd>#",
        "<table><tr><td>#",
        "<section><span>#",
        "<b a=#><div>#",
        "<blockquote>#<br>",
        "<svg></svg><div>#",
        "<div>#</span>",
    ],
)
def test_no_text_is_lost_when_markup_is_flattened(piece: str) -> None:
    page = read_html(many(piece + " ")(7_000), URL)
    assert words(page) == [str(i) for i in range(7_000)]
    assert TOO_DEEP in page.warnings


def test_blocks_stay_apart_when_markup_is_flattened() -> None:
    page = read_html("<div>one<p>two</p>" * 3_000, URL)
    assert [b.text for b in page.blocks] == ["one", "two"] * 3_000


def test_end_tags_of_omitted_elements_close_nothing_else() -> None:
    deep = "<div>" * 7_000 + "deep" + "</div>" * 7_000
    page = read_html(f'<div class="outer">{deep}<p>after</p></div><p>outside</p>', URL)
    deep_block, after, outside = page.blocks
    assert deep_block.text == "deep"
    assert [c.classes for c in chain(after)] == ["", "outer"]
    assert len(chain(outside)) == 1


def test_a_tag_is_cut_and_its_first_attributes_stay() -> None:
    attributes = "".join(f" a{i}='{i} >'" for i in range(5_000))
    page = read_html(f'<p class="lead"{attributes}>text</p>', URL)
    assert [b.text for b in page.blocks] == ["text"]
    assert chain(page.blocks[0])[0].classes == "lead"
    assert page.warnings == (TOO_MANY_ATTRIBUTES,)


def test_a_tag_around_tags_is_cut_too() -> None:
    attributes = "".join(f" a{i}='<b {i}>'" for i in range(3_000))
    page = read_html(f'<p class="lead"{attributes}>text</p><p>more', URL)
    assert [b.text for b in page.blocks] == ["text", "more"]
    assert chain(page.blocks[0])[0].classes == "lead"
    assert page.warnings == (TOO_MANY_ATTRIBUTES,)


def test_attributes_of_an_end_tag_are_cut() -> None:
    page = read_html(many(" a#", "<p>text</p", ">more")(20_000), URL)
    assert [b.text for b in page.blocks] == ["text", "more"]
    assert page.warnings == (TOO_MANY_ATTRIBUTES,)


@pytest.mark.parametrize("wrapping", ["{}", "<!-- {} -->", "//<![CDATA[\n{}\n//]]>", " <![CDATA[{}]]>"])
def test_scripts_and_titles_after_a_drawing_keep_their_content(wrapping: str) -> None:
    data = {"@type": "NewsArticle", "about": '<p>One < two <!-- three --> \\ " four'}
    script = f'<script type="application/ld+json">{wrapping.format(json.dumps(data))}</script>'
    after = f"{script}<title>a <b> c &amp; d</title><style>a<b</style><noscript><img></noscript><p>text</p>"
    long = "<br>" * 5_000
    page, plain = read_html(f"<svg></svg>{after}{long}", URL), read_html(f"{after}", URL)
    assert page.head.json_ld == (data,) == plain.head.json_ld
    assert page.head.title == plain.head.title == "a <b> c & d"
    assert [b.text for b in page.blocks] == [b.text for b in plain.blocks] == ["text"]
    assert page.warnings == ()


def test_a_long_page_is_left_as_it_is() -> None:
    story = "<p class='a'>One <b>two</b> <a href=/x>three</a>.<p>Four<br>five</p><ul><li>six<li>seven</ul>"
    data = f"<!doctype html><body><div>{story * 3_000}</div>".encode()
    assert flattened(data) == (data, ())


def test_the_longest_page_is_cut_with_a_warning() -> None:
    page = read("<p>one</p><p>two</p>", url=URL, max_chars=10)
    assert [b.text for b in page.blocks] == ["one"]
    assert page.warnings == ("the page was cut after 10 characters",)


def chain(block: Block) -> list[Container]:
    """Return the containers around a block, innermost first."""
    out = []
    container = block.container
    while container is not None:
        out.append(container)
        container = container.parent
    return out


def words(page: Page) -> list[str]:
    return [word for block in page.blocks for word in block.text.split()]


# --- odd characters -----------------------------------------------------------------------------


@pytest.mark.parametrize("byte", range(256))
def test_every_byte_between_tags(byte: int) -> None:
    page = read(b"<!doctype html><p>one</p>" + bytes([byte]) + b"<p>two</p>" + bytes([byte]), url=URL)
    texts = [b.text for b in page.blocks]
    assert texts[0] == "one"
    assert "two" in texts[1:3]


def test_characters_that_text_cannot_contain() -> None:
    page = read_html("<p>o\x00ne \ud83d two &#xD800; &#0; three", URL)
    assert [b.text for b in page.blocks] == ["one \ufffd two \ufffd \ufffd three"]
    "".join(b.text for b in page.blocks).encode()


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<p>one<?php echo 2 ?>two", ["onetwo"]),
        ("<p>one<![CDATA[ hidden ]]>two", ["onetwo"]),
        ("<p>one<!-- hidden --!>two", ["onetwo"]),
        ("<p>one</é>two", ["onetwo"]),
        ("<math><mi>x</mi><![CDATA[y]]></math>", ["xy"]),
        ("<p>one<%= code %>two", ["one<%= code %>two"]),
        ("<x:y>one</x:y>", ["one"]),
        ("", []),
        ("<", ["<"]),
        ("<!--", []),
        ("<title>", []),
        ("<table>one<tr><td>two", ["one", "two"]),
    ],
)
def test_odd_markup(html: str, texts: list[str]) -> None:
    assert [b.text for b in read_html(html, URL).blocks] == texts


# --- JSON ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("script", "value"),
    [
        ("[" * 100_000, None),
        ("[" * 150 + "]" * 150, None),  # valid, but past the depth limit
        ('{"a": NaN, "b": [Infinity, -Infinity]}', {"a": None, "b": [None, None]}),
        ('{"a": 1, "a": 2}', {"a": 2}),
        ('{"a": ' + "1" * 5_000 + "}", None),
        ('["\\ud83d\\ude00 \\ud83d \\ude00"]', ["\U0001f600 \ufffd \ufffd"]),
        ('//<![CDATA[\n{"a": "b\nc"};\n//]]>', {"a": "b\nc"}),
        ('/*<![CDATA[*/ ["/* b */", "--> c"] /*]]>*/', ["/* b */", "--> c"]),
        ('<!--\n{"a": "b //-->"}\n//-->', {"a": "b //-->"}),
        ("", None),
        ("{'a': 1}", None),
    ],
)
def test_json_of_all_kinds(script: str, value: object) -> None:
    assert parse_json(script) == value


def test_objects_that_name_each_other() -> None:
    graph = [{"@id": "#a", "author": {"@id": "#b"}}, {"@id": "#b", "author": {"@id": "#a"}}]
    page = read_html(json_ld(lambda _: json.dumps({"@graph": graph}))(0), URL)
    assert list(page.head.json_ld) == graph


def test_too_much_json_ld_is_left_out_with_a_warning() -> None:
    page = read_html(json_ld(lambda n: json.dumps({"@type": "A", "text": "x" * n}))(10_000_000), URL)
    assert page.head.json_ld == ()
    assert page.warnings == ("JSON-LD beyond 10000000 characters was not read",)


def nested(levels: int, inner: str = '"text"') -> str:
    return "[" * levels + inner + "]" * levels


def in_strings(text: str, times: int) -> str:
    """JSON in a string of JSON in a string …"""
    for _ in range(times):
        text = json.dumps([text])
    return text


TOO_DEEP_JSON = "JSON nested deeper than 100 levels was not read"
LINE = "The bridge over the Lenn reopened on Monday after repairs that took all of two years."


@pytest.mark.parametrize(
    ("html", "warning"),
    [
        (json_ld(many("[", after="]" * 200))(200), TOO_DEEP_JSON),
        (json_ld(many("[", after="]" * 9_999))(9_999), TOO_DEEP_JSON),
        (json_ld(many('{"@type":"A"},', "[", "1]"))(600), "JSON-LD beyond 500 objects was not read"),
        (
            f'<script type="application/json">{{"a":{"1" * 300},"b":"{"x" * 10_000_001}"}}</script>',
            "data in scripts beyond 10000000 characters was not read",
        ),
        (
            f'<script type="application/json">{json.dumps([LINE] * 10 + [1] * 200_001)}</script>',
            "data in scripts beyond 200000 values was not read",
        ),
        (f'<script type="application/json">{"[" * 9_999}</script>', TOO_DEEP_JSON),
        (f"<script>window.a = {nested(150)}</script>", TOO_DEEP_JSON),
        (f"<script>window.a = {'[' * 9_999}</script>", TOO_DEEP_JSON),
        (f"<script>self.__next_f.push([1,{json.dumps('2:' + nested(150))}])</script>", TOO_DEEP_JSON),
        (f'<script type="application/json">{nested(60, json.dumps(nested(60)))}</script>', TOO_DEEP_JSON),
        (
            f'<script type="application/json">{in_strings(nested(90), 5)}</script>',
            "JSON nested in more than 3 strings of JSON was not read",
        ),
        (
            f"<script>{''.join(f'a.b{i} = {nested(9)};' for i in range(21))}</script>",
            "data beyond 20 assignments in a script was not read",
        ),
    ],
    ids=range(12),
)
def test_a_warning_says_what_is_left_out(html: str, warning: str) -> None:
    assert warning in read_html(html, URL).warnings


@pytest.mark.parametrize(
    "html",
    [
        f'<script type="application/json">{nested(99)}</script>',
        f"<script>window.a = {nested(99)}</script>",
        f"<script>{'if (a[b[c]]) { d = [[[{ e: 1 }]]] } ' * 50}</script>",
        f"<script>{'a = 1; b = {}; ' * 50}</script>",
        f"<script>self.__next_f.push([1,{json.dumps('2:' + nested(99))}])</script>",
        f'<script type="application/json">{in_strings(LINE, 4)}</script>',
        f'<script type="application/json">{json.dumps(["[" * 30 + LINE] * 9)}</script>',
    ],
    ids=range(7),
)
def test_there_is_no_warning_if_everything_is_read(html: str) -> None:
    assert not [x for x in read_html(html, URL).warnings if "was not read" in x]


STORY = {"@type": "NewsArticle", "headline": "Bridge reopens", "about": [[["levels"]]]}
DESCRIBED = f'<script type="application/ld+json">{json.dumps(STORY)}</script><p>{LINE}</p>'
FROM_DATA = f"<script>window.a = {json.dumps({'a': [{'text': [LINE] * 10}]})}</script>"


@pytest.mark.parametrize(
    ("html", "limits", "warning"),
    [
        (DESCRIBED, {"max_json_chars": 50}, "JSON-LD beyond 50 characters was not read"),
        (DESCRIBED, {"max_json_depth": 3}, "JSON nested deeper than 3 levels was not read"),
        (FROM_DATA, {"max_json_chars": 500}, "data in scripts beyond 500 characters was not read"),
        (FROM_DATA, {"max_json_depth": 3}, "JSON nested deeper than 3 levels was not read"),
    ],
    ids=range(4),
)
def test_limits_of_the_caller(html: str, limits: dict[str, int], warning: str) -> None:
    assert not [x for x in clean(html).warnings if "was not read" in x]
    cut = clean(html, **limits)
    # so short a page may also be in doubt
    assert [x for x in cut.warnings if not x.startswith("the body is in doubt")] == [warning]
    assert explain(html, **limits).article == cut
    assert clean(BeautifulSoup(html, "html.parser"), **limits) == cut
    for workers in (0, 1):
        (row,) = clean_many([html], workers=workers, **limits)
        assert row.article == cut


def test_limits_may_be_raised() -> None:
    data = f"<script>window.a = {nested(300, json.dumps([f'{i} {LINE}' for i in range(10)]))}</script>"
    assert read(data).blocks == ()
    assert len(read(data, max_json_depth=400).blocks) == 10


# --- soups ----------------------------------------------------------------------------------------


def test_a_soup_deeper_than_python_can_recurse() -> None:
    soup = BeautifulSoup("", "html.parser")
    inner = soup
    for _ in range(2_000):
        div = soup.new_tag("div")
        inner.append(div)
        inner = div
    inner.append("text")
    assert [b.text for b in read(soup).blocks] == ["text"]


def test_a_soup_with_characters_and_values_that_html_cannot_contain() -> None:
    soup = BeautifulSoup("<p>one</p>", "html.parser")
    soup.p.append("\x00 \ud83d two")
    soup.p["class"] = ["a", 7]
    soup.p["hidden"] = True
    block = read(soup).blocks[0]
    assert block.text == "one \ufffd two"
    assert (chain(block)[0].classes, chain(block)[0].hidden) == ("a 7", True)
