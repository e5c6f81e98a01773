"""Text dumps in light markup, printed pages, and dumps whose lines something joined: keep-cases first."""

from __future__ import annotations

import pytest

from newsclean import clean
from newsclean.readers import read
from newsclean.readers.dumps.dump_reader import read_text

_LEAD = "The ferry to Holm was cancelled on Friday because of the storm, the company said."
_NEXT = "About two hundred passengers spent the night in the hall of the harbour."
_LAST = "The next boat leaves on Sunday morning, if the wind drops as expected."
_STORY = [_LEAD, _NEXT, _LAST]


def texts(dump: str) -> list[str]:
    page = read(dump)
    assert not page.is_html
    return [block.text for block in page.blocks if block.text]


# --- stories that stay as they are -------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        'In Org, a link is [[boat][The boat]], in Textile "The boat":/boat, in a wiki [[Boat|boat]].',
        "The file began with `The boat </boat>`__ and ended with link:/boat[The boat].",
        "{The boat} is a placeholder.",
    ],
)
def test_a_story_that_quotes_marks_keeps_them(line: str) -> None:
    assert texts("\n\n".join([_LEAD, line, _LAST])) == [_LEAD, line, _LAST]


def test_semicolons_and_dashes_within_a_paragraph_do_not_end_lines() -> None:
    paragraph = " ".join(f"Boat {n} stayed; boat {n} waited – and left. Ada {n} slept." for n in range(15))
    assert texts(paragraph) == [paragraph]


def test_numbered_pictures_of_a_gallery_are_no_pages() -> None:
    gallery = [line for n, story in enumerate(_STORY, 1) for line in (f"Image {n} of 3", story)]
    assert texts("\n\n".join([_LEAD + " It said so.", *gallery])) == [_LEAD + " It said so.", *gallery]


def test_program_code_keeps_its_written_line_ends() -> None:
    code = "\n".join(f'    print("line {n}\\n")' for n in range(30))
    assert '"line 3\\n"' in " ".join(texts(f"{_LEAD}\n\n```\n{code}\n```\n"))


def test_compounds_keep_their_hyphens_at_line_ends() -> None:
    wrapped = (
        "The company called off the ferry to the island on Friday because of a well-\n"
        "known storm, and about two hundred passengers spent the night in the large\n"
        "hall of the old harbour."
    )
    story = "\n\n".join(wrapped.replace("Friday", day) for day in ("Friday", "Sunday", "Monday"))
    assert texts(story)[0] == " ".join(wrapped.split()).replace("well- known", "well-known")


def test_scores_and_dates_at_line_ends_are_no_page_numbers() -> None:
    lines = ["Holm beat Orle 1/3", "Orle beat Osk 3/3", "Osk beat Holm 2/3", *_STORY]
    assert texts("\n\n".join(lines)) == lines


def test_a_page_without_closing_tags_is_html() -> None:
    page = read("<p>" + "\n<p>".join([*_STORY, "<b>Bold</b> words", "last words"]))
    assert page.is_html


@pytest.mark.parametrize("pixel", ['<img src="/c.gif" width="1" />', '<iframe src="/ns.html"></iframe>'])
def test_a_dump_between_counters_that_its_tool_printed_as_text_is_no_html(pixel: str) -> None:
    dump = "\n\n".join([pixel, *_STORY * 20, f"<div>{pixel}</div>"])
    assert [text for text in texts(dump) if text[0] != "<"] == _STORY * 20


# --- light markup ------------------------------------------------------------------------------------

_RST = """.. container:: page

   .. rubric:: Ferry to Holm cancelled because of
      the storm
      :name: ferry
      :class: headline

   |A boat|

   -  `Home </>`__
   -  `News </news>`__
   -  `Sport </sport>`__

   The `ferry </ferry>`__ to *Holm* was cancelled on
   Friday\\ .

   What happens next
   -----------------

   | The company
   | will pay.

.. |A boat| image:: boat.jpg
   :class: wide
"""
_MEDIAWIKI = """<div class="page">

= Ferry to Holm cancelled because of the storm =
<ul>
<li>[https://a.example/ Home]</li>
<li>[https://a.example/news News]</li>
<li>[//a.example/sport Sport]</li></ul>

[[File:boat.jpg|A boat]]
The [[ferry|ferry]] to ''Holm'' was cancelled on Friday.

== What happens next ==

The company
will pay.
</div>
"""
_ASCIIDOC = """[[top]]
== Ferry to Holm cancelled because of the storm

* link:/[Home]
* link:/news[News]
* link:++/sport++[Sport]

image:boat.jpg[A boat,title="A boat"]

[.lead]#The link:++https://a.example/ferry++[ferry] to _Holm_ was
cancelled on Friday.#

=== What happens next

The company
will pay.
"""
_ORG = """<<top>>
* Ferry to Holm cancelled because of the storm
:PROPERTIES:
:CUSTOM_ID: ferry
:END:
- [[/][Home]]
- [[/news][News]]
- [[/sport][Sport]]

[[boat.jpg]]

The [[/ferry][ferry]] to [[/holm][Holm]] was cancelled
on Friday.

** What happens next
The company will pay.
"""
_TEXTILE = """<div id="top">

h1(headline). Ferry to Holm cancelled because of the storm

* "Home":/
* "News":/news
* "Sport":/sport

!boat.jpg(A boat)!

p(lead). The "$ferry":https://a.example/ferry to %(place)Holm% was cancelled on Friday.

h2. What happens next

The company will pay.

</div>
"""
_EDBROWSE = """{Home} {News}

{}
Search <>
* {Home}
* {News}
* {Sport}

{h1 Ferry to Holm cancelled because of the storm}

The {ferry} to {Holm} was cancelled
on Friday.

h2 What happens next

The company will pay.
"""
_LANGUAGES = {
    "reStructuredText": _RST,
    "MediaWiki": _MEDIAWIKI,
    "AsciiDoc": _ASCIIDOC,
    "Org": _ORG,
    "Textile": _TEXTILE,
    "edbrowse": _EDBROWSE,
}


@pytest.mark.parametrize("name", _LANGUAGES)
def test_light_markup_is_read_like_markdown(name: str) -> None:
    blocks = read(_LANGUAGES[name]).blocks
    assert "Ferry to Holm cancelled because of the storm" in [b.text for b in blocks if b.kind == "heading"]
    assert "What happens next" in [block.text for block in blocks if block.kind == "heading"]
    assert [block.text for block in blocks if block.kind == "list_item"][:3] == ["Home", "News", "Sport"]
    assert "The ferry to Holm was cancelled on Friday." in [block.text for block in blocks]
    assert "The company will pay." in " ".join(block.text for block in blocks)
    assert not any("boat" in block.text for block in blocks)
    (link,) = [x for block in blocks for x in block.spans if block.text[x.start : x.end] == "ferry"]
    assert link.mark == "link"


_CODE = 'for boat in [1]:\n    print("a < b", boat)\n\nprint("[[x][y]] = `z`")'
_INDENTED = _CODE.replace("\n", "\n      ").replace("      \n", "\n")
_ESCAPED = _CODE.replace("<", "&lt;").replace('"', "&quot;")
_CODE_BLOCKS = {
    "reStructuredText": [
        f"   .. code:: language-python wide\n\n      {_INDENTED}\n\n",
        f"::\n\n      {_INDENTED}\n",
    ],
    "MediaWiki": [f'<syntaxhighlight lang="python">{_ESCAPED}</syntaxhighlight>', f"<pre>{_ESCAPED}</pre>"],
    "AsciiDoc": [f"[source,python]\n----\n{_CODE}\n----", f"....\n{_CODE}\n...."],
    "Org": [f"#+begin_src python\n{_CODE}\n#+end_src", f"#+BEGIN_EXAMPLE\n{_CODE}\n#+END_EXAMPLE"],
    "Textile": [f'<pre class="language-python">\n{_ESCAPED}\n</pre>', f"<pre>{_ESCAPED}</pre>"],
}


@pytest.mark.parametrize("name", _CODE_BLOCKS)
def test_code_in_light_markup_keeps_its_lines(name: str) -> None:
    with_code = "\n\n".join([_LANGUAGES[name], *_CODE_BLOCKS[name], _LEAD])
    blocks = read(with_code).blocks
    assert [(b.text, b.language) for b in blocks if b.kind == "code"] == [(_CODE, "python"), (_CODE, "")]
    assert blocks[-1].text == _LEAD


def test_markdown_with_tags_that_it_has_no_marks_for() -> None:
    menu = " ".join(f'<a href="/{n}" class="link">Link {n}</a>' for n in range(3))
    parts = [
        f'{menu} <img src="boat.jpg"\nalt="A boat" />',
        "# Ferry",
        "[Home](/) [News](/n) [Sport](/s)",
        _LEAD,
    ]
    dump = "\n\n".join(parts)
    assert texts(dump) == ["Link 0 Link 1 Link 2", "Ferry", "Home News Sport", _LEAD]


def test_markdown_whose_links_are_all_tags_shows_itself_by_its_headings() -> None:
    menu = " ".join(f'<a href="/{n}" class="link">Link {n}</a>' for n in range(9))
    parts = [menu, "# Ferry", _LEAD, "## Then", _NEXT, "## Now", _LAST, menu]
    assert texts("\n\n".join(parts))[1:-1] == [part.lstrip("# ") for part in parts[1:-1]]


def test_lines_of_edbrowse_that_were_not_wrapped_stay_apart() -> None:
    lines = ["Ada Brown:", "The boats of the old harbour are made of oak, as is the bridge,", "she said."]
    menu = ["{Home} » {News}", "{Holm}", "* {Sport}", "* {Weather}", "{About}"]
    assert texts("\n".join([*menu, "", "h1 Ferry", "", *lines])) == [
        *["Home » News", "Holm", "Sport", "Weather", "About", "Ferry", "Ada Brown:"],
        " ".join(lines[1:]),
    ]


# --- lines that something joined or marked -------------------------------------------------------------


@pytest.mark.parametrize("sign", [" / ", " | ", "; ", " - ", " • ", " ## "])
def test_text_nodes_joined_by_a_sign_between_blanks(sign: str) -> None:
    nodes = [*(f"Menu {n}" for n in range(24)), "Ferry cancelled", *_STORY, "Most read", "Imprint"]
    assert texts(sign.join(nodes)) == nodes


def test_line_ends_that_are_written_as_in_program_code() -> None:
    lines = [*(f"Menu {n}" for n in range(24)), 'The "Ferry"', *_STORY]
    assert texts("\\n".join(lines).replace('"', '\\"')) == lines


def test_kinds_before_the_lines_as_justext_prints_them() -> None:
    dump = "\n".join(["<b> Home News Sport", "<h> Ferry cancelled", *(f"<p> {line}" for line in _STORY)])
    assert texts(dump) == ["Home News Sport", "Ferry cancelled", *_STORY]


def test_the_head_of_a_wet_record_is_not_the_page() -> None:
    head = "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://a.example/ferry\r\n\r\n"
    assert [block.text for block in read_text(head + "\r\n".join(_STORY)).blocks] == _STORY


def test_file_names_that_w3m_prints_for_pictures() -> None:
    menu = "[ ] Search"
    kept = ["It was the [second-half] Boat 7.", "[H-1]Ada stayed.", "[sic]", "[7]", "[RFC-2119] Bradner, S."]
    pictures = ["[b_5_25619]", "[2035057]", "[ferry_holm][ferry_lant]", "[33_old] [34_new]"]
    text = "\n\n".join([menu, *pictures, f"[ferry-holm-150x]{_LEAD}", f"[boat_2] {_NEXT}", *kept])
    assert texts(text) == ["Search", _LEAD, _NEXT, *kept]
    assert texts(f"{menu}\n\n{_LEAD} [ferry-holm-150x]") == ["Search", _LEAD]


# --- fields before the text --------------------------------------------------------------------------


def test_lines_that_are_not_fields_stay() -> None:
    for opening in ("---", "---\nboat: Ada\n---", "Title: a novel", "Title: Ferry\n\nBoat: Ada"):
        assert texts("\n\n".join([opening, *_STORY]))[-3:] == _STORY
    assert "Title: a novel" in texts("\n\n".join(["Title: a novel", *_STORY]))


_FIELDS = {
    "yaml": """---
title: "[Video] Ferry returns"
author:
  - 'Ada Holm'
  - Jon Abery
date: 2024-05-03
tags: ['sea', "ferries"]
description: >
  The boat
  is back.
sitename: The Echo
---
""",
    "service": """Title: [Video] Ferry returns

URL Source: https://echo.example/ferry

Published Time: 2024-05-03

Markdown Content:
""",
}


@pytest.mark.parametrize("kind", _FIELDS)
def test_fields_before_the_text_are_its_metadata(kind: str) -> None:
    article = clean(_FIELDS[kind] + "\n\n".join(_STORY))
    assert article.text.split("\n\n") == _STORY
    assert (article.title, str(article.published)) == ("[Video] Ferry returns", "2024-05-03")
    if kind == "service":
        assert article.url == "https://echo.example/ferry"
        return
    assert (article.authors, article.tags) == (("Ada Holm", "Jon Abery"), ("sea", "ferries"))
    assert (article.description, article.publisher) == ("The boat is back.", "The Echo")


# --- printed pages -------------------------------------------------------------------------------------


@pytest.mark.parametrize("between", ["\n\f", "\n"])
def test_running_heads_and_page_numbers_are_dropped(between: str) -> None:
    address = "https://a.example/ferry"
    pages = [
        f"3/5/2019   Ferry to Holm cancelled\n\n{line} {_NEXT} {_NEXT} {_LAST}\n\n{address} {n}/3"
        for n, line in enumerate(_STORY, 1)
    ]
    body = [f"{line} {_NEXT} {_NEXT} {_LAST}" for line in _STORY]
    assert texts(between.join(pages)) == ["Ferry to Holm cancelled", *body]


@pytest.mark.parametrize(
    "head", ["{title}", "5.3.2019, 10:12   {title} – The Echo", "11/30/26, 5:55 AM {title}"]
)
@pytest.mark.parametrize("is_head", [True, False])
def test_a_headline_that_the_page_wraps_is_whole_as_in_the_running_head(head: str, is_head: bool) -> None:
    title = "Ferry to Holm and to the outer islands cancelled"
    running = head.format(title=title)
    stories = [f"{line} {_NEXT} {_NEXT} {_LAST}" for line in _STORY]
    stories[0] = f"Ferry to Holm and\nto the outer islands\ncancelled\n\nby Ada Brown\n\n{stories[0]}"
    pages = [f"{running}\n\n{story}" if is_head else f"{story}\n\n{running}" for story in stories]
    article = clean("\n\f".join(pages))
    assert article.title == title
    assert article.published is None
    assert article.text.count("Ferry to") == 0


def test_words_that_were_broken_at_line_ends_are_whole() -> None:
    broken = (
        "The ferry to the island of Holm was can-\ncelled on Friday because of a storm, the com-\n"
        "pany said. Two hundred passengers spent the ni-\nght in the hall of the old harbour, and anoth-\n"
        "er forty in the school of the town nearby."
    )
    assert clean(
        "\n\n".join(["Ferry cancelled", broken, broken.replace("Friday", "Sunday")])
    ).text.startswith(
        "The ferry to the island of Holm was cancelled on Friday because of a storm, the company said. Two "
        "hundred passengers spent the night in the hall of the old harbour, and another forty"
    )
