"""Torture for tokenizers: the odd corners of HTML's syntax, read as the standard says.

They must read the same if the page is flattened before the parse: the Flattener
(readers/markup/flattening.py) finds tags by itself, and must not lose or invent anything.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from strategies import html_trees

from newsclean.readers import read_html
from newsclean.readers.markup.flattening import Flattener, with_plain_text
from newsclean.readers.markup.nesting import _is_too_deep

# (markup, the texts of its blocks)
TORTURE: list[tuple[str, list[str]]] = [
    # tags
    ("<p>one<p/>two", ["one", "two"]),
    ("<p>one</p >two", ["one", "two"]),
    ("<P>one</P\t\n>two", ["one", "two"]),
    ("<p>one</p two=three>four", ["one", "four"]),
    ("<p>one</>two", ["onetwo"]),
    ("<p>one< p>two", ["one< p>two"]),
    ("<p>one<1>two", ["one<1>two"]),
    ("<p>one</1>two", ["onetwo"]),
    ("<p>one<", ["one<"]),
    ("<p>one</", ["one</"]),
    ("<p>one<b", ["one"]),
    ("<p>one<b title='", ["one"]),
    ("<p>one<b title='>two", ["one"]),
    ("<p>one<b<i>two", ["onetwo"]),
    ("<p>one<b/title=/>two", ["onetwo"]),
    ("<p>one<br/><br / >two", ["one", "two"]),
    ("<p>one</br>two", ["one two"]),
    ("<p>one<image src=x>two", ["onetwo"]),
    # attributes
    ("<p title=a>b>one", ["b>one"]),
    ("<p title='>'>one", ["one"]),
    ('<p title=">" class=x>one', ["one"]),
    ('<p title="a"class="b">one', ["one"]),
    ("<p title=a'b\"c>one", ["one"]),
    ("<p title= 'a' = b>one", ["one"]),
    ("<p =title>one", ["one"]),
    ("<p title>one", ["one"]),
    ("<p title/>one", ["one"]),
    ("<p title=a/>one", ["one"]),
    ("<p \"'<x=y>one", ["one"]),
    ("<p hidden hidden=no>one</p><p>two", ["one", "two"]),
    ("<p title='&quot;&gt;'>one", ["one"]),
    ("<p title='a\nb'>one", ["one"]),
    # comments, and what is treated as a comment
    ("<p>one<!-->two", ["onetwo"]),
    ("<p>one<!--->two", ["onetwo"]),
    ("<p>one<!-- > -->two", ["onetwo"]),
    ("<p>one<!-- -- --!>two", ["onetwo"]),
    ("<p>one<!-- <!-- -->two", ["onetwo"]),
    ("<p>one<!-- --- -->two", ["onetwo"]),
    ("<p>one<!---- >two-->three", ["onethree"]),
    ("<p>one<!- two>three", ["onethree"]),
    ("<p>one<!two>three", ["onethree"]),
    ("<p>one<?two?>three", ["onethree"]),
    ("<p>one</ two>three", ["onethree"]),
    ("<p>one<![CDATA[two>three]]>four", ["onethree]]>four"]),
    ("<svg><text><![CDATA[one]]></text></svg><p>two", ["two"]),
    ("<!doctype html SYSTEM 'x>'><p>one", ["'>", "one"]),
    ("<p>one<!-- two", ["one"]),
    # raw elements, whose content is not markup
    ("<title><p>one</title><p>two", ["two"]),
    ("<p>one<script>'</p>' < two</script>three", ["onethree"]),
    ("<p>one<script><!-- <script> </script> --></script>two", ["onetwo"]),
    ("<p>one<script><!-- </script>two", ["onetwo"]),
    ("<p>one<style></p></style >two", ["onetwo"]),
    ("<p>one<script></scriptx></script\n>two", ["onetwo"]),
    ("<p>one<script><!-- <script> </script> ' --></script>two'three", ["onetwo'three"]),
    ("<p>one<script><!--> <script> </script>two", ["onetwo"]),
    ("<p>one<script><!-- <script> --> </script>two", ["onetwo"]),
    ("<p>one<script><!-- <script </script> </script>two", ["onetwo"]),
    ("<p>one<script><!-- <scripts </script>two", ["onetwo"]),
    ("<p>one<title>'</title a='>'>two", ["onetwo"]),
    ("<p>one<noscript><b title='</noscript>two'", ["onetwo'"]),
    ("<p>one<select><title>a</title></select>two", ["onetwo"]),
    ("<p>one<xmp>&amp; <b></xmp>two", ["one", "&amp; <b>two"]),
    ("<p>one</1 title='>two'", ["onetwo'"]),
    ("<p title=\vone>two", ["two"]),
    ("<p>one<xmp><b>two</b></xmp>three", ["one", "<b>two</b>three"]),
    ("<p>one<iframe><b>two</b></iframe>three", ["onethree"]),
    ("<p>one<noembed><b>two</b></noembed>three", ["onethree"]),
    ("<pre>\n\none\n two</pre>three", ["one\n two", "three"]),
    # entities
    ("<p>&lt;b&gt; &ltb &amp;lt;", ["<b> <b &lt;"]),
    ("<p>&notit; &notin; &no; &;", ["¬it; ∉ &no; &;"]),
    ("<p>&#x41;&#66;&#67 &#; &#x;", ["ABC &#; &#x;"]),
    ("<p>&#x80;&#150;&#0;&#xD800;&#x110000;", ["€–\ufffd\ufffd\ufffd"]),
    ("<p>one&nbsp;&#160;&NewLine;two", ["one two"]),
    # trees
    ("<b>one<p>two</b>three", ["one", "twothree"]),
    ("<p>one<table><tr><td>two<p>three</table>four", ["one", "two", "three", "four"]),
    ("<table>one<tr>two<td>three</table>", ["onetwo", "three"]),
    ("<ul><li>one<li>two<ul><li>three</ul></ul>four", ["one", "two", "three", "four"]),
    ("<a href=/a>one<a href=/b>two", ["one two"]),
    ("<p>one<button><p>two</button>three", ["onethree"]),
    ("<select><option>one<p>two</select><p>three", ["three"]),
    ("<body><p>one</body></html><p>two", ["one", "two"]),
    ("<frameset><frame></frameset><p>one", []),
    ("</p>one</br>", ["one"]),
    ("<dl><dt>one<dd>two<dt>three", ["one", "two", "three"]),
    ("<h1>one<h2>two</h1>three", ["one", "two", "three"]),
    ("<form>one<form>two</form>three", ["onetwo", "three"]),
    ("<nobr>one<nobr>two", ["onetwo"]),
    ("<svg><p>one</svg>two", ["onetwo"]),
    ("<math><mi>x<p>one</math>", ["x", "one"]),
    ("<template><p>one</template><p>two", ["two"]),
    ("<ruby>漢<rt>かん</ruby>", ["漢"]),
]


@pytest.mark.parametrize(("markup", "texts"), TORTURE)
def test_odd_markup_is_read_as_browsers_do(markup: str, texts: list[str]) -> None:
    assert texts_of(markup) == texts


@pytest.mark.parametrize("markup", [markup for markup, _ in TORTURE])
def test_flattened_odd_markup_has_the_same_words(markup: str) -> None:
    assert words_of(flattened(markup)) == words_of(markup)


@pytest.mark.parametrize("markup", [markup for markup, _ in TORTURE])
def test_odd_markup_after_a_drawing_has_the_same_words(markup: str) -> None:
    """Scripts and titles are rewritten so that a drawing cannot turn their content into markup."""
    page = f"<svg></svg>{markup}".encode()
    hidden: list[re.Match[bytes]] = []
    _is_too_deep(page, hidden)
    assert words_of(b"".join(with_plain_text(page, hidden)).decode()) == words_of(markup)


@given(html_trees)
def test_any_flattened_page_has_the_same_words(markup: str) -> None:
    assert words_of(flattened(markup)) == words_of(markup)


def flattened(markup: str) -> str:
    return b"".join(Flattener().pieces(markup.encode())).decode()


def texts_of(markup: str) -> list[str]:
    return [block.text for block in read_html(markup).blocks]


def words_of(markup: str) -> str:
    return "".join("".join(texts_of(markup)).split())
