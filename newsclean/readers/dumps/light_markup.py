"""Rewrites other light markup as Markdown, which the reader knows: what pandoc and wikis write.

`The mayor </mayor>`__ waited    reStructuredText  ->  [The mayor](/mayor) waited
/mayor[The mayor] waited         AsciiDoc          ->  [The mayor](/mayor) waited
[[/mayor][The mayor]] waited     Org               ->  [The mayor](/mayor) waited
[http://a.example The mayor]     MediaWiki         ->  [The mayor](http://a.example)
"The mayor":/mayor waited        Textile           ->  [The mayor](/mayor) waited
{The mayor} waited               edbrowse          ->  [The mayor](#) waited

Pictures and marks of elements (containers, anchors, classes) are removed. Each paragraph is put on one line,
and code keeps its lines between fences.
"""

from __future__ import annotations

import html
import textwrap
from dataclasses import dataclass
from itertools import islice

import regex

from ...text.patterns import pattern
from . import markup_languages as marks

_ENOUGH = 5  # signs of a language; a story about it may quote a few
_DEEPEST = 4  # marks within marks

# <div class="story">    <li id="a">    in wiki text
_TAG = pattern(r"<(?:(?P<item>li\b)|/?[a-z!])[^<>]{0,3000}+>", regex.I)
# - News    2. Sport    # Weather    | cell | cell |    +----+    ------     begin a line of their own
_BEGINS_LINE = pattern(r"[-*+•]\s|\d{1,3}[.)]\s|#+[.\s]|\||\+[-=]{3}|[-=~^]{4}")


@dataclass(frozen=True, slots=True)
class _Language:
    sign: str
    """A character that every text in the language often has; finding one is far cheaper than finding two."""
    gates: tuple[str, ...]
    """Every text in the language also has one of these."""
    signs: regex.Pattern[str]
    lines: marks.Rules
    """Replacements before the lines of a paragraph are joined; without any, they are not joined."""
    words: marks.Rules
    code: regex.Pattern[str] | None = None
    has_tags: bool = False
    """Whether HTML's tags and entities are part of it."""


_LANGUAGES = (
    _Language("`", ("`__",), marks.RST_SIGNS, marks.RST_LINES, marks.RST_WORDS, marks.RST_CODE),
    _Language(
        "[", ("[http", "[//"), marks.MEDIAWIKI_SIGNS, (), marks.MEDIAWIKI_WORDS, marks.TAGGED_CODE, True
    ),
    _Language(
        "[",
        ("link:", "\n== "),
        marks.ASCIIDOC_SIGNS,
        marks.ASCIIDOC_LINES,
        marks.ASCIIDOC_WORDS,
        marks.ASCIIDOC_CODE,
    ),
    _Language("[", ("][",), marks.ORG_SIGNS, marks.ORG_LINES, marks.ORG_WORDS, marks.ORG_CODE),
    _Language('"', ('":',), marks.TEXTILE_SIGNS, (), marks.TEXTILE_WORDS, marks.TAGGED_CODE, True),
    _Language(
        "{", ("\nh1 ", "\nh2 ", "\n{h"), marks.EDBROWSE_SIGNS, marks.EDBROWSE_LINES, marks.EDBROWSE_WORDS
    ),
)


def is_light_markup(text: str) -> bool:
    """Whether the text is in one of the languages."""
    return _language_of(text) is not None


def as_markdown(text: str) -> str:
    """Return light markup as Markdown; any other text as it is."""
    language = _language_of(text)
    if language is None:
        return text
    parts: list[str] = []
    at = 0
    for code in language.code.finditer(text) if language.code else ():
        parts += _rewritten(language, text[at : code.start()]), _fenced(language, code)
        at = code.end()
    return "".join([*parts, _rewritten(language, text[at:])])


def _rewritten(language: _Language, text: str) -> str:
    """Return text without code as Markdown."""
    if language.has_tags:
        text = html.unescape(_TAG.sub(lambda tag: "\n* " if tag["item"] else "", text))
    if language.lines:
        text = _joined_lines(_replaced(language.lines, text))
    return _replaced(language.words, text)


def _fenced(language: _Language, code: regex.Match[str]) -> str:
    lines = textwrap.dedent(html.unescape(code["code"]) if language.has_tags else code["code"]).strip("\n")
    name = (code["language"] or "").removeprefix("language-")
    return f"\n\n```{name}\n{lines}\n```\n\n"


def _language_of(text: str) -> _Language | None:
    for language in _LANGUAGES:
        if _may_be_in(language, text):
            signs = language.signs.finditer(text)
            if sum(1 for _ in islice(signs, _ENOUGH)) == _ENOUGH:
                return language
    return None


def _may_be_in(language: _Language, text: str) -> bool:
    sign = language.sign
    return sign in text and text.count(sign) >= _ENOUGH and any(gate in text for gate in language.gates)


def _replaced(rules: marks.Rules, text: str) -> str:
    for expression, replacement in rules:
        for _ in range(_DEEPEST):
            text, found = expression.subn(replacement, text)
            if not found:
                break
    return text


def _joined_lines(text: str) -> str:
    """Return the text with each paragraph on one line."""
    lines: list[str] = []
    is_open = False
    for line in map(str.strip, text.split("\n")):
        if is_open and line and _BEGINS_LINE.match(line) is None:
            lines[-1] += f" {line}"
            continue
        lines.append(line)
        is_open = bool(line) and line[0] not in "|+=~^"
    return "\n".join(lines)
