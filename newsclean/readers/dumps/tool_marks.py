"""What dump tools print of a page that is none of its text: numbers of links, forms, rules, frames.

[12]Terms | [13]Privacy        lynx, elinks   -> Terms | Privacy
References / 1. https://…      lynx, elinks   -> nothing
Link: [3]canonical  IFRAME: …  elinks, lynx   -> nothing
by Jane_Q._Doe                 Debian's html2text -> by Jane Q. Doe
[        ] Search  ____ Go     all            -> Search, Go
━━━━━━━  =======  * * *  ┌──┐  all            -> nothing
"""

from __future__ import annotations

import regex

from ...model import Link
from ...text.patterns import pattern

# "   12. https://example.org/terms" "  3. file:///news" in a tail of link addresses; elinks puts an address
# on a line of its own after the title of its link: "  47. Latest news" "\thttps://example.org/latest/"
_ADDRESS = pattern(r"\s*+\d++\.\s++[a-zA-Z][a-zA-Z0-9+.-]*+:\S*+\s*+\Z")
_BARE_ADDRESS = pattern(r"\s++[a-zA-Z][a-zA-Z0-9+.-]*+:\S++\s*+\Z")
_TITLE = pattern(r"\s*+\d++\.\s")
_TAIL_OPENS = pattern(r"\s*+(?:References|Visible links:?|Hidden links:?)\s*+\Z")

_NUMBER = pattern(r"\[(\d{1,5})\]")
_NUMBERS_ENOUGH = 3  # [1] [2] [3] one after the other: a tool counts links
_NUMBERS_IN_ORDER = 0.8  # share of all bracketed numbers; footnotes come back, a tool's count does not
_NUMBERS_SKIPPED = 40  # a tool counts fields of forms and hidden links too

# Link: [3]canonical    Link: RSS feed (alternate)      (elinks, from <link>)
# #[1]alternate [2]next    #Feed                        (lynx, from <link>)
_HEAD_LINE = pattern(r"\s{3,}+(?:Link: \S|\#(?:\[\d++\]|(?P<bare>\w)))")
_HEAD_MARGIN = 3  # columns that lynx sets all text in; a hashtag elsewhere is the page's
# IFRAME: [2]https://www.example.org/frame?id=1    IFrame: player    [14]IFrame
_FRAME = pattern(r"(?:\[\d++\])?(?:IFRAME|IFrame)(?::\s*+(?:\[\d++\])?\S*+)?\Z")

# Jane_Q._Doe    the_old_harbour
_UNDERSCORED = pattern(r"(?<!\S)[^\s_@/\\]++(?:_[^\s_@/\\]++)++(?!\S)")
_UNDERSCORES_ENOUGH = 3
_DEBIAN = ("\n****", "\n    * ", "\n* ")  # how the one tool that does so sets headings and lists
_LOOK_AT = 50_000  # characters; a page shows its links long before

# [            ]    [_____]    __________    [ ]  ( )  (*)  [X]    (BUTTON)   [INLINE]
# [logo.png]    [https://a.example/terms]    the old harbour <https://a.example/harbour>
_FIELD = pattern(
    r"""\[[\s_]++\] | _{3,}+ | (?<!\S)(?:\(\*\)|\(\s\)|\[X\])(?!\S) | \(BUTTON\)
    | \[(?:INLINE|LINK|IMAGE|IMG|EMBED|USEMAP|ISMAP|Unknown\ INPUT\ type)\]
    | \[(?:[^\[\]\s]|(?<=/)\s){1,500}?\.(?:gif|jpe?g|png|svg|webp|avif|bmp|ico)(?:[?!:&;][^\[\]]{0,600}+)?\]
    | \[(?:https?:|mailto:|/)[^\[\]\s]{1,2000}+\] | (?<=\S)\s<(?:https?|mailto):[^<>\s]{1,2000}+>""",
    regex.I | regex.X,
)
_FIELD_SIGNS = (
    *"___ [_ (*) [X] (BUTTON) [INLINE] [LINK] [IMAGE] [IMG] [EMBED] MAP] INPUT".split(),
    *"[http [mailto [/ <http <mailto".split(),
    *".gif .png .jpg .jpeg .svg .webp .avif .bmp] .ico]".split(),
    "[ ",
    "( )",
)
# _The Nation_
_EMPHASIS = pattern(r"(?<![\w_])_(?P<text>[^\s_](?:[^_]{0,200}+(?<!\s))?)_(?![\w_])")

# ━━━━━━    * * *    ====    +-----+-----+    ┌──────┐    |
_RULE_SIGNS = frozenset("-=_*~#+.·•|\\/<>:─━═│┃║┌┐└┘├┤┬┴┼╔╗╚╝█▀▄—–⸺・＊…")
_NO_RULE = pattern(r"[^-=_*~#+.·•|\\/<>:\s…\u2010-\u2015\u2500-\u259f\u2e3a\u2e3b\u30fb\uff0a]")
_RULE_FROM = 3  # signs: "--" may be a dash left over, "---" is a rule
_BOX = pattern(r"[\u2500-\u257f]++")


def count_links(text: str) -> int:
    """How many links a tool has numbered in the text as [1], [2], …; 0 if the numbers are the page's own."""
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
    """The text without the numbers of links, and the number expected next."""
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
    """Whether a tool wrote links with underscores for blanks."""
    if text.count("_") < _UNDERSCORES_ENOUGH or not any(sign in text for sign in _DEBIAN):
        return False
    return len(_UNDERSCORED.findall(text[:_LOOK_AT])) >= _UNDERSCORES_ENOUGH


def without_underscores(text: str) -> tuple[str, tuple[Link, ...]]:
    """The text with blanks where links had underscores, and those links; where they lead is not known."""
    links = tuple(Link(x.start(), x.end(), "") for x in _UNDERSCORED.finditer(text))
    return _UNDERSCORED.sub(lambda found: found[0].replace("_", " "), text), links


def end_of_text(lines: list[str], links: int) -> int:
    """The number of lines before the tail of link addresses, all of them if there is none.

    links: how many a tool has numbered in the text; then the tail needs no heading, which is in the
    tool's language.
    """
    at = opened = len(lines)
    first = addresses = 0
    bare = False  # the line after is an address without a number
    while at:
        line = lines[at - 1]
        if not line.strip():
            bare = False
        elif _ADDRESS.match(line) or (bare and _TITLE.match(line)):
            bare = False
            addresses += 1
            first = at - 1
        elif _BARE_ADDRESS.match(line) and not bare:
            bare = True
        elif _TAIL_OPENS.match(line) and not bare:
            opened = at - 1
        else:
            break
        at -= 1
    if opened == len(lines) and links and addresses >= _NUMBERS_ENOUGH:
        return first
    return opened


def past_head(lines: list[str], texts: list[str], end: int, margin: int) -> int:
    """The first line after those at the very top that show `<link>` elements and frames."""
    past = 0
    for at in range(end):
        text = texts[at]
        if not text:
            continue
        goes_on = past == at > 0 and texts[past - 1][0] == "#"  # lynx wraps them, too
        found = _HEAD_LINE.match(lines[at])
        is_head = found is not None and (found["bare"] is None or margin == _HEAD_MARGIN)
        if not goes_on and not is_head and not is_frame(text):
            break
        past = at + 1
    return past


def is_frame(text: str) -> bool:
    """Whether the line stands for an embedded frame."""
    return text[0] in "I[" and _FRAME.match(text) is not None


def may_have_fields(text: str) -> bool:
    """Whether it is worth looking for fields in the lines of the dump."""
    return any(sign in text for sign in _FIELD_SIGNS)


def without_fields(text: str) -> str:
    """The text without form fields and images' file names."""
    return _FIELD.sub(" ", text)


def without_emphasis(text: str) -> str:
    """The text without underscores around emphasised words."""
    return _EMPHASIS.sub(r"\g<text>", text)


def is_rule(text: str) -> bool:
    """Whether the line is drawn, not written: a rule, the edge of a box."""
    return text[0] in _RULE_SIGNS and len(text) >= _RULE_FROM and _NO_RULE.search(text) is None


def without_box(text: str) -> str:
    """The text without the edges of the box it is drawn in."""
    return _BOX.sub(" ", text)


def once(text: str) -> str:
    """A text that is printed twice, as a picture's and as the headline's: `[Storm warning]Storm warning`."""
    if text[0] == "[":
        end = text.find("]")
        rest = text[end + 1 :].lstrip()
        return rest if end > 0 and rest == text[1:end].strip() else text
    half = len(text) // 2
    if len(text) % 2:
        return text[:half] if text[half] == " " and text[:half] == text[half + 1 :] else text
    return text[:half] if text[:half] == text[half:] else text
