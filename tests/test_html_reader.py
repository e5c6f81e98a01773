"""The HTML reader: the blocks, links and containers it makes of markup, with any parser."""

from __future__ import annotations

import dataclasses
import inspect
import json
import pickle
from typing import Any
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st

from newsclean.assemble import assemble
from newsclean.fast_model import make_block, make_container, make_span, make_step
from newsclean.model import Block, Container, Page, Span, Step, chain
from newsclean.readers import read, read_html
from newsclean.readers.markup.addresses import Base
from newsclean.readers.markup.hidden_articles import FROM_DATA
from newsclean.readers.sniff import looks_like_html

URL = "https://news.example/a/story.html"


def kinds_and_texts(page: Page) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in page.blocks]


# --- blocks -------------------------------------------------------------------------------------

PANEL = "<p>The county, which owns the quay, paid two thirds of the bill, it said.</p>"
PANEL_BLOCK = ("paragraph", PANEL[3:-4])
PAGES: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "text is joined as browsers show it": (
        "<p>T<b>he</b> bridge<br>reopened<wbr>.</p> <p>It\n  is\tblue",
        [("paragraph", "The bridge reopened."), ("paragraph", "It is blue")],
    ),
    "two breaks separate paragraphs": (
        "<div>one<br>two<br><br>three<br/> <br/>four</div>",
        [("paragraph", "one two"), ("paragraph", "three"), ("paragraph", "four")],
    ),
    "text beside blocks": (
        "<div>one<p>two</p>three<hr>four</div>five",
        [("paragraph", x) for x in ("one", "two", "three", "four", "five")],
    ),
    "kinds": (
        "<h2>a</h2><ul><li>b<p>c</p></ul><blockquote><p>d</blockquote><figure><figcaption>e</figcaption></figure>",
        [("heading", "a"), ("list_item", "b"), ("list_item", "c"), ("quote", "d"), ("caption", "e")],
    ),
    "program text keeps its lines": (
        "<pre>\n one\n  two\n</pre>three",
        [("code", " one\n  two"), ("paragraph", "three")],
    ),
    "white space between tokens of program text is text": (
        "<pre><code><span>from</span> <span>os</span>\n\n<span>import</span>  <b>path</b></code></pre>",
        [("code", "from os\n\nimport  path")],
    ),
    "the words of a sentence are one block, whatever marks them": (
        "<p>T<b>he</b> boat of <a href=/o>O</a>sk<i>, </i><span>at</span> la<span>st</span></p>",
        [("paragraph", "The boat of Osk, at last")],
    ),
    "elements that a style sheet sets apart are": (
        "<p><span class=a>The crew after the finish.</span><span class=b>Credit: Mia Torp</span></p>",
        [("paragraph", "The crew after the finish. Credit: Mia Torp")],
    ),
    "a drop cap is part of its word": (
        "<p><span class=cap>T</span><span>he boat</span></p>",
        [("paragraph", "The boat")],
    ),
    "raised and lowered figures": (
        "<p>10<sup>6</sup> tons of H<sub>2</sub>O, the 1<sup>st</sup></p>",
        [("paragraph", "10⁶ tons of H₂O, the 1st")],
    ),
    "links to numbered pages are text": (
        "<p>Go to <a href='#page-2'>2</a> or <a href='/page/3'>3</a></p>",
        [("paragraph", "Go to 2 or 3")],
    ),
    "marks of footnotes are not": (
        "<p>no night boat<sup><a href='#f1'>1</a></sup>, no board<a href='#f2'>[2]</a></p>"
        "<ol><li><a href='#r1'>^</a> Act of 1911. <a href='#r1'>↩︎</a></ol>",
        [("paragraph", "no night boat, no board"), ("list_item", "Act of 1911.")],
    ),
    "references that a bracket holds together are text": (
        "<p>as measured [<a href='#r58'>58</a>,<a href='#r59'>59</a>]</p>",
        [("paragraph", "as measured [58,59]")],
    ),
    "labels for screen readers are not text": (
        "<p><span class=sr-only>Image</span>The crew <span class=sr-text>(opens later)</span>rows</p>",
        [("paragraph", "The crew rows")],
    ),
    "nor are the names of icons": (
        "<p><i class='material-icons'>arrow_forward</i>The crew <em>rows</em>"
        "<span class='material-symbols-outlined'>share</span><mat-icon>home</mat-icon></p>",
        [("paragraph", "The crew rows")],
    ),
    "their punctuation is": (
        "<p><span>The council</span><span class=sr-only>: </span><span>a vote</span></p>",
        [("paragraph", "The council: a vote")],
    ),
    "nor is the word that tells a credit from its caption": (
        "<figure><figcaption>The crew. <span class=sr-only>Credit:</span> Ada</figcaption></figure>",
        [("caption", "The crew. Credit: Ada")],
    ),
    "a listing of lines inside a text is apart from it": (
        "<div>Run this: <code><div>a = 1</div><div>b = 2</div>c</code> and go</div>",
        [("paragraph", "Run this:"), ("code", "a = 1\nb = 2\nc"), ("paragraph", "and go")],
    ),
    "a label without other text is a block": (
        "<a href=/s><span class=screen-reader-text>Share</span></a>",
        [("paragraph", "Share")],
    ),
    "the number of comments in a link is not text": (
        "<p><a class=comments_count>0</a>The crew <a class=link-comments href=/c>12</a>rows</p>",
        [("paragraph", "The crew rows")],
    ),
    "another number in a link is": (
        "<p><a class=count href=/c>12</a> boats</p>",
        [("paragraph", "12 boats")],
    ),
    "a card inside a sentence is a block of its own": (
        "<p>The boat to <span>Osk<div>An island.</div></span> sails</p><p>on Monday</p>",
        [("paragraph", "The boat to Osk sails"), ("paragraph", "An island."), ("paragraph", "on Monday")],
    ),
    "so is one of paragraphs": (
        "<p>The <span>draught<span><p>Depth below water.</p></span></span> of the boat</p>",
        [("paragraph", "The draught of the boat"), ("paragraph", "Depth below water.")],
    ),
    "a sentence that begins after a block is not torn": (
        "<div><p>The draught of the boat</p><p>Depth below water.</p>Two metres<p></p></div>",
        [
            ("paragraph", "The draught of the boat"),
            ("paragraph", "Depth below water."),
            ("paragraph", "Two metres"),
        ],
    ),
    "so is a list inside it": (
        "<p>The boat sails<span><ul><li>Storks return</ul></span>, at last</p>",
        [("paragraph", "The boat sails, at last"), ("list_item", "Storks return")],
    ),
    "text after a block is not the end of the paragraph before it": (
        "<div><p>The boat sails</p><div>An island.</div>on Monday<p>at noon</p></div>",
        [
            ("paragraph", "The boat sails"),
            ("paragraph", "An island."),
            ("paragraph", "on Monday"),
            ("paragraph", "at noon"),
        ],
    ),
    "rows of data are one block": (
        "<table><tr><th>a<th>b<tr><td>c<td><td>d</table>e",
        [("table", "a\tb\nc\t\td"), ("paragraph", "e")],
    ),
    "cells that reach over columns and rows leave empty ones": (
        "<table><tr><td rowspan=2>a<td colspan=2>b<td>c<tr><td>d<td>e<td>f</table>",
        [("table", "a\tb\t\tc\n\td\te\tf")],
    ),
    "a title between rows is a row": (
        "<table><tr><td>a<td>b<tr><td colspan=2>c<tr><td>d<td>e</table>",
        [("table", "a\tb\nc\t\nd\te")],
    ),
    "a row alone is layout": (
        "<table><tr><td>a<td>b</table>",
        [("paragraph", "a"), ("paragraph", "b")],
    ),
    "line numbers beside code go": (
        "<table><tr><td><pre>1\n2</pre><td><pre>if x:\n  y</pre></table>"
        "<table><tr><td><div>1</div><div>2</div><td><div>if x:</div><div>y</div></table>",
        [("code", "if x:\n  y"), ("code", "if x:\ny")],
    ),
    "so do those inside": (
        "<pre><span class=lineno>1 </span>if x:\n<span class=lineno>2 </span>  y</pre>",
        [("code", "if x:\n  y")],
    ),
    "a listing whose lines are elements is one": (
        "<pre><div>if x:</div><div>  y</div></pre><pre><ol><li>if x:<li>  y</ol></pre>"
        "<code><div>if x:</div><div>&nbsp;&nbsp;y</div></code><p><code>if x:<br>y</code></p>",
        [("code", "if x:\n  y")] * 3 + [("code", "if x:\ny")],
    ),
    "prose in it is none": (
        "<pre><p>The boat to Osk sails at nine, at noon and at four on all days but Sunday.</p>"
        "<p>On Sunday it sails at ten and comes back at five, if the captain is well.</p></pre>"
        "<p><code>x</code><br>y</p>",
        [
            ("code", "The boat to Osk sails at nine, at noon and at four on all days but Sunday."),
            ("code", "On Sunday it sails at ten and comes back at five, if the captain is well."),
            ("paragraph", "x y"),
        ],
    ),
    "a table of numbers is no code": (
        "<table><tr><td>1<td>2<tr><td>2<td>3</table>",
        [("table", "1\t2\n2\t3")],
    ),
    "numbers of items in elements of their own go": (
        "<ul><li><b>1.</b> rye<li><b>2.</b> oats</ul><ol><li><div>1</div><p>wheat<li><p>2. barley</ol>",
        [("list_item", "rye"), ("list_item", "oats"), ("list_item", "wheat"), ("list_item", "barley")],
    ),
    "other numbers stay": (
        "<ul><li><b>5</b> killed<li>7</ul><ol><li><b>1</b> cup of rye</ol><dl><dt>2<dd>3</dl>",
        [
            ("list_item", "5 killed"),
            ("list_item", "7"),
            ("list_item", "1 cup of rye"),
            ("list_item", "2"),
            ("list_item", "3"),
        ],
    ),
    "terms and descriptions are items": (
        "<dl><dt>a<dd>b<p>c</dl>",
        [("list_item", "a"), ("list_item", "b"), ("list_item", "c")],
    ),
    "tables of layout are not": (
        "<table><tr><td><p>a</p><p>b</p><td>c<tr><td><table><tr><td>d<td>e<tr><td>f<td>g</table><td>h</table>",
        [
            ("paragraph", "a"),
            ("paragraph", "b"),
            ("paragraph", "c"),
            ("table", "d\te\nf\tg"),
            ("paragraph", "h"),
        ],
    ),
    "menus without blanks": ("<div><a href=/a>one</a><a href=/b>two</a></div>", [("paragraph", "one two")]),
    "elements that are not text": (
        "<p>text<!-- a --></p><script>b</script><style>c</style><noscript>d</noscript><template>e</template>"
        "<svg><title>f</title></svg><select><option>g</select><button>h</button><textarea>i</textarea>",
        [("paragraph", "text")],
    ),
    "a button over a panel of text is its heading": (
        f"<div><button aria-expanded=false><svg><title>+</title></svg>Who paid?</button>{PANEL}</div>"
        f"<div><div><h3><button aria-expanded=false>Tolls</button></h3></div>{PANEL}</div>"
        f"<div><a><button data-toggle=collapse>What it cost us</button></a></div>{PANEL}",
        [
            ("heading", "Who paid?"),
            PANEL_BLOCK,
            ("heading", "Tolls"),
            PANEL_BLOCK,
            ("heading", "What it cost us"),
            PANEL_BLOCK,
        ],
    ),
    "the answer to a question may be short, a panel under a name may not": (
        "<div><h3><button aria-expanded=false>Tolls and fares</button></h3><p>They stay low.</p></div>"
        "<div><button aria-expanded=false>Who paid for it?</button><p>Nobody has paid yet.</p></div>"
        "<details><summary>Will tolls rise?</summary><p>No, they stay low.</p></details>",
        [
            ("paragraph", "They stay low."),
            ("heading", "Who paid for it?"),
            ("paragraph", "Nobody has paid yet."),
            ("heading", "Will tolls rise?"),
            ("paragraph", "No, they stay low."),
        ],
    ),
    "other buttons are not": (
        f"<nav><button aria-expanded=false>All of our towns</button>{PANEL}</nav>"
        f"<div><button aria-expanded=false>Share</button>{PANEL}</div>"
        f"<div><button aria-expanded=false aria-haspopup=true>Write to us now</button>{PANEL}</div>"
        "<div><button aria-expanded=false>Towns on the coast</button><ul><li><a href=/>Marrow.</a></ul></div>"
        f"<div><p>North.<button aria-expanded=false>Show the whole table</button></div>{PANEL}",
        [*[PANEL_BLOCK] * 3, ("list_item", "Marrow."), ("paragraph", "North."), PANEL_BLOCK],
    ),
    "a summary over text is its heading": (
        f"<details><summary><b>+</b>Share</summary>{PANEL}</details>"
        "<details><summary>Towns on the coast</summary><ul><li><a href=/>Marrow.</a></ul></details>"
        f"<details><summary>Who paid for it?</summary>{PANEL}</details>",
        [
            ("paragraph", "+Share"),
            PANEL_BLOCK,
            ("paragraph", "Towns on the coast"),
            ("list_item", "Marrow."),
            ("heading", "Who paid for it?"),
            PANEL_BLOCK,
        ],
    ),
    "links from a heading to itself are no text": (
        "<h2>#1 of the coast</h2><h2><a href=#tolls>#</a> Tolls</h2><h2>Boats<a href=#boats>🔗</a></h2>",
        [("heading", "#1 of the coast"), ("heading", "Tolls"), ("heading", "Boats")],
    ),
    "tooltips of terms are not in the sentence": (
        "<p>Off the <span><dfn aria-labelledby=t>lee</dfn><span id=t><b>Lee</b><br>Away from the wind."
        "</span></span> shore,<span role=tooltip>So they say.</span> at last.",
        [("paragraph", "Off the lee shore, at last.")],
    ),
    "ruby annotations": ("<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字", [("paragraph", "漢字")]),
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("parser", ["lexbor", "html.parser", "lxml", "html5lib"])
def test_blocks(name: str, parser: str) -> None:
    html, blocks = PAGES[name]
    if parser == "html.parser":
        html = BeautifulSoup(html, "html5lib").decode()  # html.parser does not close what is left open
    assert kinds_and_texts(read(html if parser == "lexbor" else BeautifulSoup(html, parser))) == blocks


def test_list_items_are_numbered() -> None:
    page = read_html("<ol><li>a<li><ul><li>b</ul><li>c</ol>")
    assert [(b.text, b.marker, b.level) for b in page.blocks] == [
        ("a", "1.", 1),
        ("b", "•", 2),
        ("c", "3.", 1),
    ]


def test_links_and_bold() -> None:
    page = read_html(
        '<p>See <a href="/b#c">the <b>story</b></a> or <a name=x>not</a>, <strong>now</strong>.', URL
    )
    block = page.blocks[0]
    assert block.links == (Span(4, 13, "link", "https://news.example/b#c"),)
    assert block.text[4:13] == "the story"
    assert [block.text[x.start : x.end] for x in block.spans if x.mark == "bold"] == ["story", "now"]


def test_containers() -> None:
    page = read_html(
        '<body><div class="td_block-wrap sideBar" id=n7 data-testid=latestNews hidden><p>a</p><p>b</p></div>'
        "<p style='display: none'>c</p>"
    )
    a, b, c = (block.container for block in page.blocks)
    assert a
    assert b
    assert c
    assert a.parent
    assert a.parent is b.parent
    assert a.parent.tokens == {"td", "block", "wrap", "side", "bar", "latest", "news"}
    assert (a.parent.tag, a.parent.classes, a.parent.parent) == ("div", "td_block-wrap sideBar", None)
    assert (a.depth, a.hidden, c.depth, c.hidden) == (2, True, 1, True)


def test_the_head() -> None:
    head = read_html(
        "<html lang=de dir=ltr><title> A\n b </title><meta property='og:Title' content=' c  d '>"
        "<link rel=Canonical href=/x><base target=_blank><base href=/y/>"
        "<p><a rel='author nofollow' href=z>W</a><time datetime=2024-05-03>3 May</time>"
        "<img src=i.png alt=' a  b' width=80>",
        URL,
    ).head
    assert (head.title, head.language, head.direction) == ("A b", "de", "ltr")
    assert head.meta == (("og:title", "c d"),)
    assert head.links == (("canonical", "https://news.example/x"), ("author", "z"))
    assert [(x.datetime, x.text, x.block) for x in head.times] == [("2024-05-03", "3 May", 0)]
    assert [(x.url, x.alt, x.width) for x in head.images] == [("https://news.example/y/i.png", "a b", 80)]


# --- addresses ----------------------------------------------------------------------------------

BASES = [
    URL,
    "http://news.example",
    "https://user@news.example:80/a;b?c#d",
    "ftp://news.example/a",
    "/a/b",
    "é",
    "",
]


@example("ftp://news.example/a", "#")
@example(URL, "#")
@given(st.sampled_from(BASES), st.text("/.?#;:=&%a-b1[]@ \té\\", max_size=9))
def test_addresses_are_joined_as_python_does_it(base: str, href: str) -> None:
    href = href.strip()
    if href[:1].isalpha() and ":" in href:
        return  # such as mailto:, see below
    try:
        expected = urljoin(base, href) if base and href else href
    except ValueError:
        expected = href
    assert Base(base).join(href) == expected


@pytest.mark.parametrize("href", ["mailto:a@b.example", "javascript:void(0)", "https://x.example/a", "tel:1"])
def test_addresses_with_a_scheme_stay(href: str) -> None:
    assert Base(URL).join(href) == href


# --- fast constructors --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quick", "slow"),
    [(make_block, Block), (make_container, Container), (make_span, Span), (make_step, Step)],
)
def test_fast_constructors_make_the_same_objects(quick: Any, slow: Any) -> None:
    ours, theirs = (inspect.signature(each).parameters.values() for each in (quick, slow))
    assert [(p.name, p.default) for p in ours] == [(p.name, p.default) for p in theirs]
    values = {f.name: f.name for f in dataclasses.fields(slow)}
    one, other = quick(**values), slow(**values)
    assert type(one) is slow
    assert dataclasses.asdict(one) == dataclasses.asdict(other)
    if slow is not Container:  # Containers compare by identity
        assert one == other
        assert hash(one) == hash(other)
    assert dataclasses.asdict(pickle.loads(pickle.dumps(one))) == dataclasses.asdict(other)
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(one, next(iter(values)), "changed")
    name = next(iter(values))
    assert getattr(dataclasses.replace(one, **{name: "changed"}), name) == "changed"


# --- HTML or text -------------------------------------------------------------------------------

PROSE = "A line of the story as a dump prints it, without a tag in it.\n"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<p>One paragraph", True),
        ("Two men<br>were seen</p>", True),
        ("Text with a <a href='x'>link</a> and <b>bold</b>.", True),
        ("\ufeff\n<!DOCTYPE html>", True),
        ("<!-- cached -->\n<html>" + PROSE * 9, True),
        ("<p>Wrapped by hand\n" + PROSE * 30 + "</p>\n<p>and once more\n" + PROSE * 30 + "</p>\n", True),
        ("<div>" + "<script>\n" + "var a;\n" * 500 + "</script>" + "<p>text</p>", True),
        ("", False),
        ("No tag at all.", False),
        ("Write <b> for bold.", False),
        ("1 < 2 and 3 > 2", False),
        ("<Reuters> said <AAPL.O> rose.", False),
        ("<ann@mail.example> wrote:\n> hello", False),
        ('<img src="count.gif" width=1>\n' + PROSE * 50, False),
        ("<div>\n\n# Мост\n\n</div>\n\n::: {role=main}\n<div>\n\nТекст.\n\n</div>\n:::\n", False),
        ("# Title\n\nText<br>and a note<sup>1</sup>.\n\n" + (PROSE + "\n") * 20, False),
        (PROSE * 20 + "<div className='a'>\n<span>{todo}</span>\n</div>\n" + PROSE * 20, False),
    ],
)
def test_html_is_distinguished_from_text(text: str, html: bool) -> None:
    assert looks_like_html(text) is html


# --- pages that show no text ----------------------------------------------------------------------

LINES = [
    "The bridge over the Lenn reopened on Monday after two years of repair, the mayor of the town said.",
    "Some four thousand people walked across it in the first hour, most of them with children and dogs.",
    "The work had cost twenty-four million crowns, three more than the council had agreed to in the spring.",
    "A second bridge, a mile to the north, will be closed for two weeks in May so that it can be painted.",
]
SHELL = '<body><div id="app"></div><nav><a href=/>Home</a> <a href=/n>News</a></nav>{}</body>'
DATA: dict[str, str] = {
    "JSON-LD": '<script type="application/ld+json">'
    + json.dumps({"articleBody": "\n".join(LINES)})
    + "</script>",
    "paragraphs in a list": '<script id="__NEXT_DATA__" type="application/json">'
    + json.dumps(
        {
            "props": {
                "menu": [{"title": "News of the day, and more of it, for all who want to read it here"}],
                "story": {"id": "x-1", "body": [{"type": "p", "text": line} for line in LINES]},
                "more": [{"body": [{"text": "Another story, of which only this one sentence stands here."}]}],
            }
        }
    )
    + "</script>",
    "HTML in a state": "<script>window.__STATE__ = "
    + json.dumps({"css": ".a{color:red}" * 99, "html": "".join(f"<p>{x}</p>" for x in LINES)})
    + ";(function(){var s;})()</script>",
    "JSON in a string": "<script>var d = JSON.parse("
    + json.dumps(json.dumps({"text": LINES}))
    + ")</script>",
    "a stream": "<script>self.__next_f.push([1,"
    + json.dumps(f"1:[]\n24:T{len('<br>'.join(LINES).encode()):x},")
    + " " * 200
    + "])</script><script>self.__next_f.push([1,"
    + json.dumps("<br>".join(LINES))
    + "])</script>",
    "a program": '<script>window.__NUXT__=(function(a,b){return {x:a,y:b}})("'
    + "\\n".join(LINES)
    + '",1)</script>',
}


@pytest.mark.parametrize("name", DATA)
def test_the_story_is_read_from_data_where_the_page_shows_none(name: str) -> None:
    page = read_html(SHELL.format(DATA[name]), URL)
    story = [b for b in page.blocks if any(c.tag == "script" for c in chain(b.container))]
    assert [b.text for b in story] == LINES
    assert [b.id for b in page.blocks] == list(range(len(page.blocks)))
    assert FROM_DATA in page.warnings


@pytest.mark.parametrize("name", DATA)
def test_data_beside_a_story_is_left_alone(name: str) -> None:
    shown = "".join(f"<p>{line}</p>" for line in LINES)
    page = read_html(SHELL.format(shown + DATA[name]), URL)
    assert [b.text for b in page.blocks] == ["Home News", *LINES]
    assert page.warnings == ()


@pytest.mark.parametrize(
    "data",
    [
        '<script>var a = {"path": "' + "M1.5 2.5l3 4 5 6 7 8 9 10z " * 20 + '"}</script>',
        '<script>var a = {"css": "' + ".a { color: red; margin: 0 } " * 20 + '"}</script>',
        '<script>var a = "' + "function f(a, b) { return a + b } " * 20 + '"</script>',
        "<script>" + "var a = {b: 1}; " * 50 + "</script>",
    ],
)
def test_no_story_is_made_of_programs_styles_and_drawings(data: str) -> None:
    assert [b.text for b in read_html(SHELL.format(data), URL).blocks] == ["Home News"]


LINE_BREAKS = {
    "a song": (
        "<p>The boat goes out, the boat comes in,<br>the lamp is on the quay,<br>and who has bread</p>",
        ["The boat goes out, the boat comes in,\nthe lamp is on the quay,\nand who has bread"],
    ),
    "an address": (
        "<p>The Sound Courier<br>4 Rope Walk<br>Oldhaven</p>",
        ["The Sound Courier\n4 Rope Walk\nOldhaven"],
    ),
    "sentences": (
        "<p>The board met on Monday.<br>It decided nothing.<br />\n</p>",
        ["The board met on Monday.\nIt decided nothing."],
    ),
    "a wide blank after a sentence, and one inside it": (
        "<p>　茶館開門了。<br>\n　　老街很熱鬧，<br>　　很多人來。</p>",
        ["茶館開門了。", "老街很熱鬧，\n很多人來。"],
    ),
    "two breaks part paragraphs": ("<p>One.<br> <br>Two.</p>", ["One.", "Two."]),
    "a long line that goes on": (
        "<p>The harbour board of the island decided on Monday that<br>the boat will sail again.</p>",
        ["The harbour board of the island decided on Monday that the boat will sail again."],
    ),
    "wrapped text": (
        "<p>The harbour board of Sant Brede decided on Monday that<br>Oskarsen will run the boat again, and"
        " asked the yard for<br>Monday's papers. Nobody knew how long the plates<br>of it would hold.</p>",
        [
            "The harbour board of Sant Brede decided on Monday that Oskarsen will run the boat again, and"
            " asked the yard for Monday's papers. Nobody knew how long the plates of it would hold."
        ],
    ),
    "wrapped text without spaces": (
        "<p>" + "<br>".join(["港湾委员会星期一决定渡船从秋天起重新开航往返于岛上和旧港之间"] * 4) + "</p>",
        ["港湾委员会星期一决定渡船从秋天起重新开航往返于岛上和旧港之间" * 4],
    ),
    "a bold line over prose": (
        "<p><b>The vote</b><br>The board decided on Monday that the boat would sail again from October on,"
        " twice a day.</p>",
        [
            "The vote",
            "The board decided on Monday that the boat would sail again from October on, twice a day.",
        ],
    ),
    "a line in italics over prose": (
        "<i>By Ida Moe, 3 May 2024</i><br>The board decided on Monday that the boat would sail again from"
        " October on, twice a day.",
        [
            "By Ida Moe, 3 May 2024",
            "The board decided on Monday that the boat would sail again from October on, twice a day.",
        ],
    ),
    "a bold line over another line": ("<p><b>Monday</b><br>9 to 12</p>", ["Monday\n9 to 12"]),
    "a heading is one line": ("<h2>The boat<br>sails</h2><p>Text.</p>", ["The boat sails", "Text."]),
    "a cell is one line": ("<table><tr><td>a<br>b<td>c<tr><td>d<td>e</table>", ["a b\tc\nd\te"]),
}


@pytest.mark.parametrize(("markup", "texts"), LINE_BREAKS.values(), ids=LINE_BREAKS)
def test_line_breaks(markup: str, texts: list[str]) -> None:
    page = read_html(f"<body>{markup}")
    assert [block.text for block in assemble(page).body] == texts
    assert not any("\n" in block.text for block in page.blocks if block.kind not in ("code", "table"))


SOURCE_LINES = {
    "<p>港务局周五宣布，\n    渡轮恢复通航。</p>": "港务局周五宣布，渡轮恢复通航。",
    "<p>渡轮 恢复\n\n通航</p>": "渡轮 恢复 通航",
    "<p>배가 다시\n다닌다</p>": "배가 다시 다닌다",
    "<p>渡轮 Sant\nBrede\n号</p>": "渡轮 Sant Brede 号",
    "<p>the boat\nsails</p>": "the boat sails",
}


@pytest.mark.parametrize(("markup", "text"), SOURCE_LINES.items())
def test_line_ends_of_the_source(markup: str, text: str) -> None:
    assert read_html(markup).blocks[0].text == text


APART = {
    "<div><span>18:42</span><span>Doors close</span></div>": "18:42 Doors close",
    "<div><time>18:42</time><span>Doors close</span></div>": "18:42 Doors close",
    "<p><span>HALE</span><span>(00:14:02)</span><span>Do we?</span></p>": "HALE (00:14:02) Do we?",
    "<p><span>T</span><span>he gates</span></p>": "The gates",
    "<p><span>Psalm</span><span>18</span><span>a</span></p>": "Psalm18a",
    "<p>x<math><semantics><mi>y</mi><annotation>\\y</annotation></semantics></math></p>": "xy",
}


@pytest.mark.parametrize(("markup", "text"), APART.items())
def test_spans_that_are_set_apart(markup: str, text: str) -> None:
    assert read_html(markup).blocks[0].text == text


CODE = {
    "<pre class='language-python'>x</pre>": "python",
    "<pre><code class='hljs lang-js'>x</code></pre>": "js",
    "<div class='highlight highlight-source-rust'><pre>x</pre></div>": "rust",
    "<pre class='brush: php; toolbar: false'>x</pre>": "php",
    "<pre data-lang='SQL'>x</pre>": "sql",
    "<pre lang='en'>x</pre>": "",
    "<pre class='language-none'>x</pre>": "",
    "<pre class='sourceCode haskell'>x</pre><pre>y</pre>": "haskell",
}


@pytest.mark.parametrize(("markup", "language"), CODE.items())
def test_the_language_of_code(markup: str, language: str) -> None:
    blocks = read_html(markup).blocks
    assert blocks[0].language == language
    assert [block.language for block in blocks[1:]] in ([], [""])


def test_marks() -> None:
    block = read_html(
        "<p><i>The <b>boat</b></i> runs <code>sail()</code> on the 1<sup>st</sup><sup><a href=#n>2</a></sup>."
    ).blocks[0]
    assert block.text == "The boat runs sail() on the 1st."
    assert [(x.mark, block.text[x.start : x.end], x.label) for x in block.spans] == [
        ("italic", "The boat", ""),
        ("bold", "boat", ""),
        ("code", "sail()", ""),
        ("superscript", "st", ""),
        ("link", "", "2"),
    ]


def test_numbers_and_depths_of_items() -> None:
    page = read_html(
        "<ol start=3><li>rye<li value=7>oats<ul><li>white</ul></ol><ul><li>(2) <li><b>4)</b> wheat</ul>"
        "<dl><dt>term<dd>meaning</dl><ol reversed><li>last<li>first</ol>"
    )
    assert [(x.marker, x.level, x.text) for x in page.blocks] == [
        ("3.", 1, "rye"),
        ("7.", 1, "oats"),
        ("•", 2, "white"),
        ("•", 1, "(2)"),
        ("4.", 1, "wheat"),
        ("•", 1, "term"),
        ("•", 2, "meaning"),
        ("2.", 1, "last"),
        ("1.", 1, "first"),
    ]


def test_paragraphs_of_one_font_element_share_their_container() -> None:
    first, last = read("<body><td><font>The first paragraph.<br><br>The last one.</font></td>").blocks
    assert (first.text, last.text) == ("The first paragraph.", "The last one.")
    assert first.container is last.container


@pytest.mark.parametrize(
    ("markup", "texts"),
    [
        ('<p>By <a rel="author" href="/7">Maya <b>Lindholm</b></a> on Friday</p>', ["Maya Lindholm"]),
        ('<p>By <span itemprop="author"><a rel="author" href="/7">oz</a></span>, <i>today</i></p>', ["oz"]),
        ('<p>By <a rel="nofollow" href="/7">Maya Lindholm</a> <span itemprop="name">oz</span></p>', []),
        ('<p>By <span itemprop="author"></span> nobody</p>', []),
    ],
)
def test_names_that_the_page_marks_inside_a_line(markup: str, texts: list[str]) -> None:
    page = read(f"<h1>Bridge</h1>{markup}")
    assert [x.text for x in page.head.authors] == texts
    assert {x.block for x in page.head.authors} <= {1}
    assert read(BeautifulSoup(f"<h1>Bridge</h1>{markup}", "lxml")).head.authors == page.head.authors


@pytest.mark.parametrize(
    ("heading", "is_link"),
    [
        ("<h3><a href='/cows#one'>What the cows ate</a></h3>", True),
        ("<h3><a href='#one'>Grass</a> and <a href='#two'>hay</a></h3>", True),
        ("<h3><a href='#one'>What the cows ate</a></h3><h3>Next</h3>", True),
        ("<h3><a href='#one'>What the cows ate</a></h3><p><a href='#two'>What they drank</a></p>", True),
        ("<h3><a href='#one' data-toggle=collapse>What the cows ate</a></h3>", False),
        ("<h2><a href='#one'>What the cows ate</a></h2><h3>Grass</h3>", False),
    ],
)
def test_a_subhead_that_leads_to_a_place_on_the_page_is_no_link(heading: str, is_link: bool) -> None:
    text = "<p>Forty cars, two cows and the brass band of the island were on board when it sailed again.</p>"
    page = read_html(f"<base href='https://example.org/'>{heading}{text}", url="https://example.org/ferry")
    assert bool(page.blocks[0].links) is is_link
