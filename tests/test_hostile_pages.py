"""Pages and dumps made to overwhelm the passes: they are cleaned in time linear in their size."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from growth_of_time import TIMES, grows_too_fast, seconds
from test_hostile_html import CASES, Make, json_ld, many

from newsclean import Article, clean

LINE = "The bridge over the Lenn reopened on Monday, two years after a flood cracked its middle pier. "
_HEAD = "<!doctype html><body><h1>Bridge reopens</h1>"

DUMPS: dict[str, Make] = {
    "one line": many(LINE),
    "one word": many("w" * 30),
    "short lines": many("short line #\n"),
    "one short line": many("share\n"),
    "blank lines": many("\n"),
    "bullets": many("* \n"),
    "bullets and text": many("  * Story number # of the day\n"),
    "numbers": many("#. item\n"),
    "digits": many("1234567890\n"),
    "digits in a line": many("1234567890 "),
    "paragraphs": many(LINE * 3 + "#\n\n"),
    "the same paragraph": many(LINE * 3 + "\n\n"),
    "headlines": many("Minister # opens new bridge in the north\n\n"),
    "headlines in one line each": many("Minister # opens new bridge in the north\n"),
    "invalid dates": many("99/99/9999\n\n"),
    "dates": many("May #, 2024\n\n"),
    "year 0": many("January 1, 0000\n"),
    "datelines": many("LONDON (Reuters) - The bridge reopened # on Monday.\n\n"),
    "bylines": many("By Ann# Lee\n\n"),
    "comments": many(
        "Ann# Lee says:\n\nMay 3, 2024 at 2:07 pm\n\nAbout time, too!\n\nReply\n\n", before=LINE * 9
    ),
    "comments in a row": many("Ann# Lee 3 May 2024, 14:07 Reply\n\n", before=LINE * 9),
    "ages": many("# hours ago\n\n", before=LINE * 9),
    "ages in a line": many("3 hours ago ", before=LINE * 9),
    "buttons": many("Reply\n\n", before=LINE * 9),
    "announcements": many("# comments about it\n\n3 May 2024, 14:07\n\n", before=LINE * 9),
    "boxes": many("Most read\n\n1. Storks return # to town\n\n"),
    "rows": many("| a | b | # |\n"),
    "tabs": many("a\tb\t#\n"),
    "links": many("[link #](http://paper.example/#) "),
    "links in lists": many("* [link #](http://paper.example/#)\n"),
    "columns": many("left column text # here          right column text here # too\n"),
    "frames": many("+-----+\n| a # |\n+-----+\n"),
    "numbered links": many("   [#]link text\n"),
    "references": many("   #. http://paper.example/#\n", before="text\n\nReferences\n\n"),
    "quotes": many("> quoted # text of somebody\n"),
    "stairs": lambda n: "".join(" " * (i % 80) + "text\n" for i in range(n)),
    "credits": many("Photo: Ann Lee/Reuters\n\n"),
    "overstrikes": many("a\x08a"),
    "mojibake": many("Ã©Â©â€™ text "),
    "emoji": many("😀"),
    "overrides of direction": many("\u202e\u2067نص\n"),
    "Han": many("中国新闻社北京电#\n\n"),
    "Thai": many("สวัสดีชาวโลก "),
    "line separators": many("text\u2028"),
    "boxes of teasers with buttons": many(
        f"Story #\n\n{LINE}\n\nRead more\n\n" * 3 + "Read more\n\n", before=LINE
    ),
}
PAGES: dict[str, Make] = {
    "cards": many(
        '<div class="card"><h2><a href="/s#">Minister # opens a bridge</a></h2><p>Teaser #</p></div>'
    ),
    "paragraphs": many(f"<p>{LINE}#"),
    "the same paragraph": many(f"<p>{LINE}"),
    "headlines": many("<h1>Minister # opens bridge</h1>"),
    "times": many('<p><time datetime="2024-05-0#">May # 2024</time>'),
    "authors": many("<a rel=author href=/a#>Ann# Lee</a>"),
    "bylines": many("<p class=byline>By Ann# Lee"),
    "metas": many('<meta name=author content="Ann# Lee">', after=LINE * 9),
    "tags": many('<meta property="article:tag" content="t#">', after=LINE * 9),
    "figures": many(
        '<figure><img src="/a#.jpg" alt="A bridge #"><figcaption>Bridge #. Photo: Ann Lee</figure>'
    ),
    "links in lists": many("<ul><li><a href=/#>Story number #</a></ul>"),
    "sites in a title": many(" | part #", before="<title>a", after=f"</title>{LINE * 9}"),
    "authors in JSON-LD": json_ld(
        many('{"name":"Ann# Lee"},', before='{"@type":"NewsArticle","author":[', after="1]}")
    ),
    "nested boxes": many("<div class=related>"),
    "rows": many("<tr><td>Round #<td>3:1", before="<table>"),
}
EVERYTHING: dict[str, Make] = {
    **{f"dump of {name}": make for name, make in DUMPS.items()},
    **{name: lambda n, make=make: _HEAD + make(n) for name, make in PAGES.items()},  # type: ignore[misc]
}


def check_growth(make: Make, size: int) -> None:
    assert not grows_too_fast(check_cleaning, make(size), make(TIMES * size))


def check_cleaning(source: str) -> None:
    assert isinstance(clean(source), Article)


@pytest.mark.parametrize("name", EVERYTHING)
def test_time_grows_with_size_and_no_faster(name: str) -> None:
    check_growth(EVERYTHING[name], 400)


@pytest.mark.long
@pytest.mark.parametrize("name", [*EVERYTHING, *CASES])
def test_time_grows_with_size_and_no_faster_however_large(name: str) -> None:
    check_growth((EVERYTHING | CASES)[name], 16_000)


HUGE: dict[str, Callable[[], str]] = {
    "300,000 attributes": lambda: "".join(f" a{i}=1" for i in range(300_000)).join(("<p", ">text")),
    "formatting misnested 300,000 times": lambda: "<b><p>text</b>" * 300_000,
    "1,000,000 links": lambda: "<a href=/b>" * 1_000_000,
    "a text of 20 MB": lambda: f"<p>{LINE * 208_000}",
    "an attribute of 5 MB": lambda: f'<p class="{"some-Class " * 450_000}">text',
    "100,000 open paragraphs": lambda: "<p>text" * 100_000,
    "100,000 open b": lambda: "<b>text" * 100_000,
    "100,000 open tables": lambda: "<table>text" * 100_000,
    "1,000,000 breaks": lambda: "<br>" * 1_000_000,
    "5,000 headlines": lambda: "".join(
        f"<h2><a href=/{i}>Minister {i} opens bridge</a></h2>" for i in range(5_000)
    ),
    "JSON-LD 100,000 levels deep": lambda: json_ld(lambda _: "[" * 100_000)(0),
    "JSON-LD of 10 MB": lambda: json_ld(
        lambda _: '{"@type":"NewsArticle","headline":"' + "x" * 10_000_000 + '"}'
    )(0),
    "data of 10 MB": lambda: f'<script type="application/json">[{"1," * 5_000_000}1]</script>',
    "a line of 10 MB": lambda: LINE * 104_000,
    "1,000,000 short lines": lambda: "".join(f"line {i}\n" for i in range(1_000_000)),
    "1,000,000 blank lines": lambda: "\n" * 1_000_000,
    "1,000,000 bullets": lambda: "* \n" * 1_000_000,
    "1,000,000 lines of digits": lambda: "12345\n" * 1_000_000,
    "1,000,000 entities": lambda: "<p>" + "&amp;&#x1F600;&nothing;" * 1_000_000,
}
_TIMES_A_STORY = 50  # the time of plain paragraphs of that length; some, unguarded, would take hours
_STORY = f"<p>{LINE}" * 10_000


@pytest.mark.long
@pytest.mark.parametrize("name", HUGE)
def test_the_largest(name: str) -> None:
    source = HUGE[name]()
    clean(_HEAD)
    share = max(1, len(source) / len(_STORY))
    assert seconds(clean, source) < _TIMES_A_STORY * share * seconds(clean, _STORY)
