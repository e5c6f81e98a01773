"""Recognises what dump tools print that is not the page's text: link numbers, forms, rules, frames.

[12]Terms | [13]Privacy        lynx, elinks   -> Terms | Privacy
References / 1. https://…      lynx, elinks   -> nothing
Link: [3]canonical  IFRAME: …  elinks, lynx   -> nothing
by Jane_Q._Doe                 Debian's html2text -> by Jane Q. Doe
[        ] Search  ____ Go     all            -> Search, Go
━━━━━━━  =======  * * *  ┌──┐  all            -> nothing
"""

from __future__ import annotations

import re

import regex

from ...model import Span
from ...text.patterns import pattern, plain_pattern

# "   12. https://example.org/terms" "  3. file:///news" in a final list of link addresses; elinks puts an
# address on its own line after the title of its link: "  47. Latest news" "\thttps://example.org/latest/"
_ADDRESS = pattern(r"\s*+(?:\d++\.|\[\d++\])\s++[a-zA-Z][a-zA-Z0-9+.-]*+:\S*+\s*+\Z")
_BARE_ADDRESS = pattern(r"\s++[a-zA-Z][a-zA-Z0-9+.-]*+:\S++\s*+\Z")
_TITLE = pattern(r"\s*+\d++\.\s")
# "  83. https://shop.example/app?ct=Footer Link"    "  84. mailto:?subject=A bridge"; not in the last line,
# which has text behind its address in a list of sources
_ADDRESS_WITH_BLANKS = pattern(r"\s*+\d++\.\s++(?:[a-zA-Z][a-zA-Z0-9+.-]*+://|mailto:)\S")
_ADDRESSES_HEADING = pattern(r"\s*+(?:References:?+|Visible links:?|Hidden links:?)\s*+\Z")

# [12]Terms, but not Markdown's [12](#note), nor w3m's list of addresses: [12] https://…
_NUMBER = pattern(r"\[(\d{1,5})\](?!\]?\((?:[#/]|https?:)|\s(?:https?|file|mailto|javascript|ftp|tel):\S)")
_NUMBERS_ENOUGH = 3  # consecutive numbers, [1] [2] [3], that show a tool numbers the links
_NUMBERS_IN_ORDER = 0.8  # share of bracketed numbers; footnotes repeat numbers, tools do not
_NUMBERS_SKIPPED = 40  # numbers that may be missing: tools also number form fields and hidden links

# Link: [3]canonical    Link: RSS feed (alternate)      (elinks, from <link>)
# #[1]alternate [2]next    #Feed                        (lynx, from <link>)
_HEAD_LINE = pattern(r"\s{3,}+(?:Link: \S|\#(?:\[(?:\d++\]|https?:)|(?P<bare>\w)))")
_RECORD = "WARC/1"  # of a WET file: names and values up to a blank line
_HEAD_MARGIN = 3  # columns by which lynx indents all text; without it, #Feed is a hashtag of the page
# IFRAME: [2]https://www.example.org/frame?id=1    IFrame: player    [14]IFrame
_FRAME = pattern(r"(?:\[\d++\])?(?:IFRAME|IFrame)(?::\s*+(?:\[\d++\])?\S*+)?\Z")

# Jane_Q._Doe    the_old_harbour
_UNDERSCORED = pattern(r"(?<!\S)[^\s_@/\\]++(?:_[^\s_@/\\]++)++(?!\S)")
_INNER_UNDERSCORE = plain_pattern(r"_(?<=[^_ \n]_)[^_ \n]")  # at least one a word: found far faster
_UNDERSCORES_ENOUGH = 3
# headings and lists of the only tool that writes underscores
_DEBIAN = plain_pattern(r"\n(?:\*{4}|(?:    )?\* )")
_LOOK_AT = 50_000  # characters to examine; a page has links much earlier

# [            ]    [_____]    __________    [ ]  ( )  (*)  [X]    (BUTTON)   [INLINE]
# [old-harbour-150x1]The boat    [logo.png]    [https://a.example/terms]
# the old harbour <https://a.example/harbour>
_FIELD = pattern(
    r"""\[[\s_]++\] | _{3,}+ | (?<!\S)(?:\(\*\)|\(\s\)|\[X\])(?!\S) | \(BUTTON\)
    | \[(?:INLINE|LINK|IMAGE|IMG|EMBED|USEMAP|ISMAP|Unknown\ INPUT\ type)\]
    | \[(?:[^\[\]\s]|(?<=/)\s){1,500}?\.(?:gif|jpe?g|png|svg|webp|avif|bmp|ico)(?:[?!:&;][^\[\]]{0,600}+)?\]
    | (?:\[(?=[^\[\]\s]{0,80}?[-_\d])(?:\d{5,100}+|(?=[^\[\]\s]{0,80}?[a-z_])[a-z\d_.%-]{5,100}+)\]\s*+)++
      (?:(?<=\])(?-i:(?=\p{Lu}\p{L}))|\Z)
    | \A(?:\[(?=[^\[\]\s]{0,80}?_)[a-z\d_.%-]{5,100}+\]\s*+)++
    | \[(?:(?:https?|file|javascript|mailto|tel|ftp):|/)(?:[^\[\]\s]{30,2000}+\s?+){0,40}+[^\[\]\s]{0,2000}+\]
    | (?<=\S)\s<(?:https?|mailto):[^<>\s]{1,2000}+>""",
    regex.I | regex.X,
)
# the old harbour (https://a.example/harbour)    Sport (/sport/)
_ROUND_ADDRESS = pattern(r"(?<=\S)[ \n]\((?:(?:https?|mailto):|/(?=\w))(?:[^\s()]++|\([^\s()]*+\))++\)")
_ROUND_OPENING = plain_pattern(r"\((?:http|/\w)")
# [Ferry returns](/ferry "The boat⏎left at noon.")
_LONG_LINK_TITLE = plain_pattern(r'\](\([^\s()"]{1,2000}) "[^"\n]*\n[^"]*"\)')
_ROUND_ADDRESSES = 8  # that show a tool; a story names few addresses
# Those without square or pointed brackets and underscores
_ROUND_FIELD = plain_pattern(r"\((?:\*|\s|BUTTON)\)", re.I)
# What a dump with such fields has in any case. Each begins with one character, which `re` finds very quickly.
_FIELD_SIGNS = tuple(
    map(
        plain_pattern,
        (
            r"\[(?:[_ /]|(?:X|INLINE|LINK|IMAGE|IMG|EMBED)\]|http|mailto|file|javascript|tel|ftp)",
            r"\.(?:gif|png|jpe?g|svg|webp|avif|(?:bmp|ico)\])",
            r"\((?:\*|BUTTON| )\)",
            r"<(?:http|mailto)",
            r"\](?<=MAP\])",
            r"_(?=__)",
            r"I(?=NPUT)",
        ),
    )
)
# _The Nation_
_EMPHASIS = pattern(r"(?<![\w_])_(?P<text>[^\s_](?:[^_]{0,200}+(?<!\s))?)_(?![\w_])")

# ━━━━━━    * * *    ====    +-----+-----+    ┌──────┐    |
_RULE_CHARACTERS = frozenset("-=_*~#+.·•|\\/<>:─━═│┃║┌┐└┘├┤┬┴┼╔╗╚╝█▀▄—–⸺・＊…")
_NOT_RULE = pattern(r"[^-=_*~#+.·•|\\/<>:\s…\u2010-\u2015\u2500-\u259f\u2e3a\u2e3b\u30fb\uff0a]")
_RULE_FROM = 3  # characters: "--" may be a leftover dash, "---" is a rule
_BOX = pattern(r"[\u2500-\u257f]++")


def count_links(text: str) -> int:
    """Return how many links a tool numbered as [1], [2], …; 0 if the numbers are the page's own."""
    if "[1]" not in text and "[2]" not in text:
        return 0
    expected, in_order, seen = 1, 0, 0
    for found in _NUMBER.finditer(text):
        number = int(found[1])
        seen += 1
        if expected <= number <= expected + _NUMBERS_SKIPPED:
            in_order += 1
            expected = number + 1
    if in_order < _NUMBERS_ENOUGH or in_order < seen * _NUMBERS_IN_ORDER:
        return 0
    return expected - 1


def without_numbers(text: str, expected: int) -> tuple[str, int]:
    """Return the text without link numbers, and the number expected next."""
    out, at = [], 0
    for found in _NUMBER.finditer(text):
        number = int(found[1])
        if expected <= number <= expected + _NUMBERS_SKIPPED:
            out.append(text[at : found.start()])
            at = found.end()
            expected = number + 1
    out.append(text[at:])
    return "".join(out), expected


def is_underscored(text: str) -> bool:
    """Whether a tool wrote links with underscores in place of spaces."""
    if len(_INNER_UNDERSCORE.findall(text)) < _UNDERSCORES_ENOUGH or not _DEBIAN.search(text):
        return False
    return len(_UNDERSCORED.findall(text[:_LOOK_AT])) >= _UNDERSCORES_ENOUGH


def without_underscores(text: str) -> tuple[str, tuple[Span, ...]]:
    """Return the text with spaces in place of the links' underscores, and the links without addresses."""
    links = tuple(Span(x.start(), x.end(), "link") for x in _UNDERSCORED.finditer(text))
    return _UNDERSCORED.sub(lambda found: found[0].replace("_", " "), text), links


def end_of_text(lines: list[str], links: int) -> int:
    """Return the number of lines before the final list of link addresses; all lines if there is none.

    links: how many links a tool numbered in the text. If any, the list needs no heading, which is in the
    tool's language.
    """
    at = end = len(lines)
    first = addresses = 0
    bare = False  # whether the line after is an address without a number
    while at:
        line = lines[at - 1]
        if not line.strip():
            bare = False
        elif (
            _ADDRESS.match(line)
            or (bare and _TITLE.match(line))
            or (addresses and _ADDRESS_WITH_BLANKS.match(line))
        ):
            bare = False
            addresses += 1
            first = at - 1
        elif _BARE_ADDRESS.match(line) and not bare:
            bare = True
        elif _ADDRESSES_HEADING.match(line) and not bare:
            end = at - 1
        else:
            break
        at -= 1
    if end == len(lines) and links and addresses >= _NUMBERS_ENOUGH:
        return first
    return end


def end_of_head(lines: list[str], texts: list[str], end: int, margin: int) -> int:
    """Return the index of the first line after `<link>` elements, frames or a record's head at the top."""
    past = 0
    if texts[0].startswith(_RECORD):
        while past < end and texts[past]:
            past += 1
    for at in range(end):
        text = texts[at]
        if not text:
            continue
        is_rest = past == at > 0 and texts[past - 1][0] == "#"  # lynx wraps these lines
        found = _HEAD_LINE.match(lines[at])
        is_head = found is not None and (found["bare"] is None or margin == _HEAD_MARGIN)
        if not is_rest and not is_head and not is_frame(text):
            break
        past = at + 1
    return past


def is_frame(text: str) -> bool:
    """Whether the line represents an embedded frame."""
    return text[0] in "I[" and _FRAME.match(text) is not None


def may_have_fields(text: str) -> bool:
    """Whether the dump may have form fields."""
    return any(sign.search(text) for sign in _FIELD_SIGNS)


def without_fields(text: str) -> str:
    """Return the text without form fields and images' file names."""
    if "[" in text or "_" in text or "<" in text or _ROUND_FIELD.search(text):
        return _FIELD.sub(" ", text)
    return text


def without_round_addresses(text: str) -> str:
    """Return a dump without the addresses that its tool wrote in round brackets behind links.

    Of Markdown's links, titles over several lines go: nothing else could read them.
    """
    openings = _ROUND_OPENING.findall(text)
    if openings and "](" in text:
        text = _LONG_LINK_TITLE.sub(r"]\1)", text)
    if len(openings) >= _ROUND_ADDRESSES and len(_ROUND_ADDRESS.findall(text)) >= _ROUND_ADDRESSES:
        return _ROUND_ADDRESS.sub("", text)
    return text


def without_emphasis(text: str) -> str:
    """Return the text without underscores around emphasised words."""
    return _EMPHASIS.sub(r"\g<text>", text)


def is_rule(text: str) -> bool:
    """Whether the line is drawn rather than written: a rule, the edge of a box."""
    if text[0] not in _RULE_CHARACTERS or len(text) < _RULE_FROM or text[-1].isalnum():
        return False
    return _NOT_RULE.search(text) is None


def without_box(text: str) -> str:
    """Return the text without the edges of the box around it."""
    return _BOX.sub(" ", text)


def without_repeat(text: str) -> str:
    """Return the text once if picture and headline both printed it: `[Storm warning]Storm warning`."""
    if text[0] == "[":
        end = text.find("]")
        rest = text[end + 1 :].lstrip()
        return rest if end > 0 and rest == text[1:end].strip() else text
    half = len(text) // 2
    if len(text) % 2:
        return text[:half] if text[half] == " " and text[:half] == text[half + 1 :] else text
    return text[:half] if text[:half] == text[half:] else text
