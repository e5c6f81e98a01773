"""Articles in shadow trees, data, <noscript> and <template>; links that cover text."""

from __future__ import annotations

import html
import json

import pytest
from bs4 import BeautifulSoup

from newsclean import clean
from newsclean.model import Page, chain
from newsclean.readers import read, read_html
from newsclean.readers.markup.hidden_articles import FROM_DATA, FROM_NOSCRIPT, FROM_TEMPLATE

LINES = [
    "The bridge over the Lenn reopened on Monday after two years of repair, the mayor of the town said.",
    "Some four thousand people walked across it in the first hour, most of them with children and dogs.",
    "The work had cost twenty-four million crowns, three more than the council had agreed to in the spring.",
    "A second bridge, a mile to the north, will be closed for two weeks in May so that it can be painted.",
]
STORY = "".join(f"<p>{line}</p>" for line in LINES)
SHELL = (
    "<html><head><title>Bridge over the Lenn reopens</title></head><body><nav><a href=/>Home</a></nav>"
    '<div id="app"></div>{}</body></html>'
)
CONSENT = (
    "<p>We and our partners use cookies on this site so that we can offer what our readers like best.</p>"
    "<p>You can change your choice at any time in the settings, to which there is a way on every page.</p>"
    "<p>Some partners process what they learn without asking, for which they claim a lawful interest.</p>"
    "<p>Please allow scripts in your browser, since nothing here works as it should without them today.</p>"
)


def texts(page: Page) -> list[str]:
    return [block.text for block in page.blocks]


def state(value: object) -> str:
    return f'<script type="application/json">{json.dumps(value)}</script>'


# --- shadow trees -----------------------------------------------------------------------------------

SHADOW = {
    "a card in a template is not shown": (
        "<p>One</p><template><div class=card><h3>Headline</h3><p>Teaser</p></div></template>",
        ["One"],
    ),
    "in place": (
        "<p>One</p><my-story><template shadowrootmode=open><h1>Two</h1><p>Three</p></template></my-story>"
        "Four",
        ["One", "Two", "Three", "Four"],
    ),
    "the older attribute": ("<div><template shadowroot=closed><p>One</p></template></div>", ["One"]),
    "slots": (
        "<my-story><template shadowrootmode=open><slot name=title>No title</slot><p>Two</p><slot></slot>"
        "<p><slot name=end>Four</slot></p></template><p>Three</p><h1 slot=title>One</h1></my-story>",
        ["One", "Two", "Three", "Four"],
    ),
    "each child once, and those without a slot last": (
        "<my-story><template shadowrootmode=open><p><slot name=a></slot></p><p><slot name=a>Two</slot></p>"
        "</template><b slot=b>Three</b><b slot=a>One</b></my-story>",
        ["One", "Two", "Three"],
    ),
    "a shadow tree in a shadow tree": (
        "<my-page><template shadowrootmode=open><my-story><template shadowrootmode=open><p>One</p>"
        "<slot></slot></template><slot></slot></my-story></template>Two</my-page>",
        ["One", "Two"],
    ),
}


@pytest.mark.parametrize("name", SHADOW)
@pytest.mark.parametrize("parser", ["", "html.parser", "lxml"])
def test_shadow_trees_are_read_as_shown(name: str, parser: str) -> None:
    source, expected = SHADOW[name]
    assert texts(read(BeautifulSoup(source, parser)) if parser else read_html(source)) == expected


# --- elements that are not shown --------------------------------------------------------------------

NOT_READ = {
    "a request for scripts": "<noscript>Please enable JavaScript to run this app.</noscript>",
    "a long request for scripts": f"<noscript>{CONSENT}</noscript>",
    "a pixel": "<noscript><img src=https://count.example/p.gif height=1 width=1></noscript>",
    "a card of a list": f"<template><a href=/x><h3>Night train</h3><p>{LINES[0]}</p></a></template>",
    "consent": f"<template id=consent>{CONSENT}</template>" + state({"html": CONSENT}),
    "settings": state(
        {
            "a": {"text": '{"layoutMobile":2,"layoutDesktop":"bridge","sizes":[1,2,3],"reopens":"Lenn"}' * 5},
            "b": [{"text": f"btn-primary btn-{i} bridge-lenn-reopens layout-mobile"} for i in range(99)],
        }
    ),
    "settings in an attribute": "<div data-settings='{}'></div>".format(
        html.escape(json.dumps({"labels": ["Home", "Bridge", "Lenn"] * 30, "theme": "reopens"}))
    ),
    "other stories": state(
        {
            "items": [{"text": "Storks are back on the roof of the town hall in Osk, as they are each year."}]
            * 9
        }
    ),
}


@pytest.mark.parametrize("name", NOT_READ)
def test_what_is_no_article_is_not_read(name: str) -> None:
    page = read_html(SHELL.format(NOT_READ[name]))
    assert texts(page) == ["Home"]
    assert page.warnings == ()


@pytest.mark.parametrize("tag", ["noscript", "template"])
def test_copies_beside_a_story_are_left_alone(tag: str) -> None:
    page = read_html(SHELL.format(f"{STORY}<{tag}><article>{STORY}{STORY}</article></{tag}>"))
    assert texts(page) == ["Home", *LINES]
    assert page.warnings == ()


@pytest.mark.parametrize(("tag", "warning"), [("noscript", FROM_NOSCRIPT), ("template", FROM_TEMPLATE)])
def test_an_article_that_is_nowhere_else_is_read(tag: str, warning: str) -> None:
    asks = "<noscript>Please enable JavaScript to run this app.</noscript>"
    article = (
        f"<article><h1>Bridge over the Lenn reopens</h1><p class=byline>By Mara Holt</p>{STORY}</article>"
    )
    source = SHELL.format(f"{asks}<{tag}>{article}</{tag}>")
    page = read_html(source)
    assert [b.text for b in page.blocks if any(c.tag == tag for c in chain(b.container))][2:] == LINES
    assert [b.id for b in page.blocks] == list(range(len(page.blocks)))
    assert page.warnings == (warning,)
    found = clean(source)
    assert [b.text for b in found.body] == LINES
    assert found.authors == ("Mara Holt",)
    for parser in ("html.parser", "lxml"):
        assert clean(BeautifulSoup(source, parser)) == found


@pytest.mark.parametrize(
    "tag", ["<div id=app data-page='{}'></div>", "<story-page :story='{}'></story-page>"]
)
def test_an_article_in_an_attribute_is_read(tag: str) -> None:
    data = {"menu": ["Home"], "story": {"body": STORY}, "more": [{"title": "Night train", "text": LINES[3]}]}
    source = SHELL.format(tag.format(html.escape(json.dumps(data))))
    page = read_html(source)
    assert texts(page) == ["Home", *LINES]
    assert page.warnings == (FROM_DATA,)
    assert [b.text for b in clean(BeautifulSoup(source, "html.parser")).body] == LINES


def test_data_is_trusted_before_elements_and_a_teaser_in_it_is_not_enough() -> None:
    ld = '<script type="application/ld+json">{}</script>'
    noscript = f"<noscript>{STORY}</noscript>"
    whole = ld.format(json.dumps({"articleBody": "\n".join(LINES)}))
    assert read_html(SHELL.format(whole + noscript)).warnings == (FROM_DATA,)
    teaser = ld.format(json.dumps({"articleBody": LINES[0]}))
    assert read_html(SHELL.format(teaser + noscript)).warnings == (FROM_NOSCRIPT,)
    assert texts(read_html(SHELL.format(teaser))) == ["Home", LINES[0]]


# --- strings in data --------------------------------------------------------------------------------

MARKUP = f"<h2>Two years late</h2>{STORY}<ul><li>one <a href=/plan>plan</a></li></ul>"
MARKDOWN = "## Two years late\n\n" + "\n\n".join(LINES) + "\n\n* one [plan](/plan)\n"


@pytest.mark.parametrize("text", [MARKUP, html.escape(MARKUP), MARKDOWN], ids=["HTML", "escaped", "Markdown"])
def test_strings_are_read_in_their_own_form(text: str) -> None:
    blocks = read_html(SHELL.format(state({"css": "btn-primary", "body": text}))).blocks[1:]
    assert [b.text for b in blocks] == ["Two years late", *LINES, "one plan"]
    assert [b.kind for b in blocks] == ["heading", *["paragraph"] * 4, "list_item"]
    assert blocks[0].level == 2
    assert [x.href for x in blocks[-1].links] == ["/plan"]


def test_labels_and_names_are_left_out() -> None:
    values = [
        "btn-primary",
        "Share this",
        *LINES[:2],
        "layoutMobile",
        "{{#if x}}",
        *LINES[2:],
        LINES[2],
        "Read more",
    ]
    page = read_html(SHELL.format(state({"items": [{"text": value + " "} for value in values]})))
    assert texts(page) == ["Home", *LINES]


def test_text_between_two_strings_of_a_program_is_not_read() -> None:
    code = (
        'var a = "x"; // the bridge over the Lenn reopens, and what the visitors of this page may say ' * 20
    )
    assert texts(read_html(SHELL.format(f"<script>{code}\nshow(a)</script>"))) == ["Home"]


def test_teasers_beside_the_headline_hide_no_article() -> None:
    """The headline is shown, and prose of other stories; only <noscript> has the article."""
    other = (
        "<h1>Bridge over the Lenn reopens</h1>"
        "<p>A lender has been losing money for years, and now it turns out that its owners knew it all.</p>"
        "<p>Sign the petition: nobody is above the rules that were agreed upon, least of all the owners.</p>"
        "<p>The report showed that the owners had been told in March, which they denied until the autumn.</p>"
        "<p>Nobody has said who will pay for it, but everybody who has been asked says: somebody else.</p>"
    )
    page = read_html(SHELL.format(f"{other}<noscript>{STORY}</noscript>"))
    assert page.warnings == (FROM_NOSCRIPT,)
    assert texts(page)[-len(LINES) :] == LINES


# --- links ------------------------------------------------------------------------------------------


def test_a_link_around_a_card_stays() -> None:
    page = read_html(f"{STORY}<a href=/x><h3>Night train to the coast sells out</h3><p>{LINES[0]}</p></a>")
    assert [b.link_density for b in page.blocks] == [0, 0, 0, 0, 1, 1]


def test_linked_teasers_stay_links() -> None:
    teasers = "".join(f"<h3>Story</h3><p><a href=/{i}>{LINES[0]} {LINES[1]}</a></p>" for i in range(3))
    page = read_html(STORY + teasers)
    assert [b.link_density for b in page.blocks if b.id > 3] == [0, 1] * 3


def test_an_unclosed_link_is_none() -> None:
    page = read_html(f"<p>Crowds <a href=/x>came. {STORY}<p><a href=/y>More</a></p>")
    assert texts(page) == ["Crowds came.", *LINES, "More"]
    assert [len(b.links) for b in page.blocks] == [0] * 5 + [1]


def test_a_paragraph_of_a_story_that_is_one_link_is_text() -> None:
    page = read_html(f"<p>{LINES[0]}</p><p><b><a href=/x>{LINES[1]} {LINES[2]}</a></b></p><p>{LINES[3]}</p>")
    assert [b.link_density for b in page.blocks] == [0, 0, 0]


def test_sentences_with_brackets_and_colons_are_no_program() -> None:
    lines = [
        f"{LINES[0][:-1]} (who is new); he named one thing: patience.",
        f"{LINES[1][:-1]}; that is: all who could; nobody else came.",
        *LINES[2:],
    ]
    assert texts(read_html(SHELL.format(state({"lines": lines})))) == ["Home", *lines]


def test_pictures_in_data_stay_where_they_are() -> None:
    body = f"<p>btn-primary</p>{STORY}<p>layout-mobile</p><p><img src=/a.jpg>{LINES[0][:-1]}, and again.</p>"
    page = read_html(SHELL.format(state({"body": body})))
    assert page.blocks[-1].text.endswith("again.")
    assert [(x.url, x.block) for x in page.head.images] == [("/a.jpg", page.blocks[-1].id)]


def test_prose_about_something_else_is_no_article() -> None:
    hidden = f"<noscript>{STORY}{STORY.replace('Monday', 'Tuesday').replace('Lenn', 'Osk')}</noscript>"
    short = CONSENT.replace("<p>Please allow scripts in your browser, since", "<p>Sorry:")
    page = read_html(SHELL.format(short + hidden))
    assert page.warnings == ()  # not three times as long
    page = read_html(SHELL.format(short + hidden.replace("</noscript>", (STORY * 2) + "</noscript>")))
    assert page.warnings == (FROM_NOSCRIPT,)
    teaser = f"<p>{LINES[0]}</p><p>{LINES[1]}</p><p>{LINES[2]}</p><p>{LINES[3]}</p>"
    page = read_html(SHELL.format(teaser + hidden.replace("</noscript>", (STORY * 4) + "</noscript>")))
    assert page.warnings == ()
