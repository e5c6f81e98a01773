"""Whether an article has only words of its page: the invariant that nothing is invented.

A word of the output must be whole in the input: its letters in order, no letter or digit before or after,
and between them only what newsclean leaves out or a browser does not show. Half a word, or two joined, is
invented. The check allows for:

- tags and comments within a word, also those written out in a title or an attribute
- elements whose text is not shown: scripts, styles, buttons, drawings
- a parser that moves text out of broken tables
- hyphens at the end of a line, soft hyphens, invisible and control characters, U+FFFD
- the letter that a backspace strikes over in a dump: `_^Ha`
- a drop cap on a line of its own; the numbers of links
- entities, once and twice, and escapes of JSON strings
- mojibake, of the whole page or of one text, once and twice, and of a lost character: `Ã\ufffd`, `â€\ufffd`
- case, the order and form of combining marks, small figures (`CO₂`), ligatures
- a date, a name or a text that follows without a blank: `May 3, 2024Ann Lee`, `Ann LeeThe bridge`
- the page's address: the article's host comes from it
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterator
from typing import Any

import ftfy
import regex
from selectolax.lexbor import LexborHTMLParser

from newsclean import Article

# Scripts without blanks are compared by the character: joining two lines makes no new word there.
_UNSPACED = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
_LETTER = rf"(?:(?!{_UNSPACED})[\p{{L}}\p{{M}}\p{{N}}])"
_WORD = regex.compile(rf"{_UNSPACED}|{_LETTER}++")
_UNSEEN = regex.compile(
    r"[\p{Cf}\p{Cc}\p{Co}\p{Cn}\p{Cs}\ufffc\ufffd\u034f\u115f\u1160\u17b4\u17b5&&[^\s\ue000]]", regex.VERSION1
)
_SMALL_FIGURES = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ₀₁₂₃₄₅₆₇₈₉", "0123456789n0123456789")  # of <sup> and <sub>
_SPELT_OTHERWISE = "published published_day modified language direction url status warnings".split()
_NO_TEXT = ("kind", "url", "date", "marker", "language", "mark", "href")

_JOINT = regex.compile(r"(?<=\p{Ll})(?=\p{Lu}\p{Ll})")
_LETTERS = regex.compile(r"[\p{L}\p{M}]++")
GAP = "\ue000"  # in a view: something left out, where a word may end or go on
_JSON_ESCAPE = regex.compile(r"\\u([0-9a-fA-F]{4})")
_TEXT = regex.compile(r"[^<>]++")
_GAPS = (
    regex.compile(r"[^\n]\x08"),
    regex.compile(r"[-\u00ad\u2010]\s*\n\s*+|\\[nrt]"),
    regex.compile(r"<!--(?>(?!-->).)*+-->", regex.S),
    regex.compile(r"(?<=^\p{Lu})\n(?=\p{Ll})", regex.M),
    regex.compile(r"[Â-ô]\W?\ufffd[\ufffd\x00-\x08]*+"),
)
_MARKDOWN = regex.compile(r"\]\([^()]*+\)|\[\d++\]|[\[\]*_`#|~]|<[^<>\n]*+>")
_HIDDEN = (
    "script style button select svg math noscript template textarea iframe noembed noframes title".split()
)
_NOT_SHOWN = regex.compile(rf"<({'|'.join(_HIDDEN)})\b(?>(?!</\1).)*+", regex.I | regex.S)
_TAGS = (
    regex.compile(r"</?[a-z](?>=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|[^>])*+>", regex.I),  # as a parser reads them
    regex.compile(r"<[^<>]*+>"),  # in a title or an attribute
)


def invented(article: Article, source: str, url: str = "") -> set[str]:
    """Return the words of the article that neither the source nor its address holds."""
    missing = output_words(article) - words(source) - words(url)
    for view in _views(source) if missing else ():
        missing = {word for word in missing if not _is_in(word, view)}
        if not missing:
            break
    return missing


def output_words(article: Article) -> set[str]:
    """Return the words of all text fields; dates, languages and addresses may be spelled differently."""
    facts = article.to_dict()
    for name in _SPELT_OTHERWISE:
        del facts[name]
    return {word for text in _texts(facts) for word in words(text)}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in _NO_TEXT:
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str):
        yield value


def words(text: str) -> set[str]:
    return set(_WORD.findall(_normal(text)))


def _normal(text: str) -> str:
    """Return the text without what is never seen, its letters in one form."""
    text = _UNSEEN.sub("", text).translate(_SMALL_FIGURES)
    return unicodedata.normalize("NFKD", unicodedata.normalize("NFD", text).casefold())


def _is_in(word: str, view: str) -> bool:
    letters = f"{GAP}*+".join(map(regex.escape, word))
    if regex.fullmatch(_UNSPACED, word):
        return letters in view
    other = rf"(?:(?!{_UNSPACED})[\p{{L}}\p{{M}}])" if _LETTERS.fullmatch(word) else _LETTER
    return regex.search(f"(?<!{other}){letters}(?!{other})", view) is not None


def _views(source: str) -> Iterator[str]:
    """Yield the source in the ways in which it may be read, with gaps for what may be left out."""
    source = source.replace(GAP, "")
    decoded = _JSON_ESCAPE.sub(lambda m: chr(int(m[1], 16)), source)
    unescaped = html.unescape(html.unescape(decoded))
    yield _normal(_JOINT.sub(" ", source))
    for text in dict.fromkeys((source, html.unescape(source), decoded, unescaped)):
        for repaired in _repairs(text):
            yield from map(_normal, _with_gaps(repaired))
    for parts in _parsed(source):
        yield _normal(GAP.join(parts))
        yield _normal(GAP.join(map(_as_one_text, parts)))


def _parsed(source: str) -> Iterator[list[str]]:
    """Yield the texts as the parser places them, which moves those misplaced in a table; then those shown."""
    tree = LexborHTMLParser(source)
    for _ in range(2):
        yield tree.root.text(separator=GAP).split(GAP) if tree.root else []
        tree.strip_tags(_HIDDEN)


def _repairs(text: str) -> dict[str, None]:
    whole = ftfy.fix_text(text)
    each = _TEXT.sub(lambda found: _as_one_text(found[0]), text)
    return dict.fromkeys((text, whole, ftfy.fix_text(whole), each))


def _as_one_text(text: str) -> str:
    """Return a text between tags as the pass `text_repair` sees it, repaired."""
    return ftfy.fix_text(" ".join(text.split()))


def _with_gaps(text: str) -> Iterator[str]:
    """Yield the text, without Markdown, and without tags."""
    yield text
    for expression in _GAPS:
        text = expression.sub(GAP, text)
    yield text
    yield _MARKDOWN.sub(GAP, text)
    for shown in (text, _NOT_SHOWN.sub(GAP, text)):
        for tag in _TAGS:
            yield tag.sub(GAP, shown)
