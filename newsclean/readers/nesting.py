"""Markup that would take a parser for ever is told anew, flatter, before it is parsed.

The HTML5 algorithm takes quadratic time for some pages: elements nested ten thousands deep,
thousands of attributes on a tag, formatting elements left open, which it opens again in every
paragraph that follows. No page that people read comes near. Counts tell such pages; only one
that they find suspicious is read tag by tag, and only one that is too deep indeed is told anew:
the same text in the same order and the same blocks, without the elements past the limits.

What hides from the reading tag by tag would get past it. So it knows quotes, comments and scripts
as a parser does; and what a parser knows only from the elements around, it settles in the page: in a
drawing a script or a title holds markup, so their "<" are escaped wherever a drawing came before.

    <div><div><div> … 300,000 times … text
    ->  500 of them, a rule for each of the others, text; and a warning
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..patterns import plain_pattern

_FEW_TAGS = 1_250  # fewer cannot be made into so many elements, whatever they are
_MANY_TAGS = 4_000  # a page with more may be too deep; 4 % of pages have them
_REOPENED = 400_000  # elements that formatting left open could make of the page: half a second of time
_REACH = 5_000  # bytes, in each of which one ">" is looked at: a longer tag may have thousands of attributes
_MOST_BEGINNINGS = 20  # of tags in a stretch without a ">": with more of them it is suspicious as it is
_SOME_ATTRIBUTES = 20  # between two ">" that may stand in one tag

_DEEPEST = 500  # open elements; browsers stop at 512
_MOST_FORMATTING = 8  # formatting elements open at a time
_MOST_ATTRIBUTES = 500
_MOST_ROOTS = 5  # repeated <html> and <body>: a parser adds the attributes of all to the first

TOO_DEEP = f"markup nested deeper than {_DEEPEST} elements was flattened"
TOO_MANY_ATTRIBUTES = f"a tag with more than {_MOST_ATTRIBUTES} attributes was cut"

_BLANK = rb" \t\n\f\r"  # as HTML has it: \s knows one more, and a tag may hide behind that
# class="lead"   data-id='7'   width=80   hidden
_ATTRIBUTE = (
    rb"""[^%(b)s/>][^%(b)s/>=]*+"""
    rb"""(?:[%(b)s]*+=[%(b)s]*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^%(b)s>"'][^%(b)s>]*+|(?=>)))?+"""
) % {b"b": _BLANK}
_PLAIN_ATTRIBUTES = rb"""(?:[%s]++[a-zA-Z][\w:-]*+="[^"]*+")*+""" % _BLANK  # most: read twice as fast
_NEXT_ATTRIBUTE = rb"(?:[%s/]*+%s)" % (_BLANK, _ATTRIBUTE)
_ATTRIBUTES = _PLAIN_ATTRIBUTES + _NEXT_ATTRIBUTE + rb"*+"
_FIRST_ATTRIBUTES = plain_pattern(_NEXT_ATTRIBUTE + rb"{%d}" % _MOST_ATTRIBUTES)
_TOO_MANY_ATTRIBUTES = plain_pattern(_NEXT_ATTRIBUTE + rb"{%d}" % (_MOST_ATTRIBUTES + 1))
_SOME_ATTRIBUTES_AND_MORE = plain_pattern(_NEXT_ATTRIBUTE + rb"{%d,}+[%s/]*+\Z" % (_SOME_ATTRIBUTES, _BLANK))
_BEFORE_QUOTES = b"= \t\n\f\r"  # that open
_TAG_BEGINS = plain_pattern(rb"</?[a-zA-Z]")
# <b class="lead">   <font/color=red>   spelt out: to fold case costs twice the time
_FORMATTING_TAG = plain_pattern(
    rb"<(?:[bBiIsSuU]|[eE][mM]|[tT][tT]|[bB][iI][gG]|[cC][oO][dD][eE]|[fF][oO][nN][tT]|[nN][oO][bB][rR]"
    rb"|[sS][mM][aA][lL][lL]|[sS][tT][rR](?:[iI][kK][eE]|[oO][nN][gG]))[\s/]"
)
_RAW = b"style textarea title xmp iframe noembed noframes noscript".split()
_CDATA = b"<![CDATA["
# a script's end tag in a script in a comment ends nothing: <!-- <script> </script> -->
_IN_SCRIPT = rb"(?:[^-<]++|-(?!->)|<(?!/script[" + _BLANK + rb"/>]))*+"
_COMMENT_IN_SCRIPT = (
    rb"<!--(?:-*+>|(?:[^-<]++|-(?!->)|<script(?=[%(b)s/>])%(in)s</script(?=[%(b)s/>])"
    rb"|<(?!/?script[%(b)s/>]))*+(?:<script(?=[%(b)s/>])%(in)s)?+(?:-->)?+)"
) % {b"b": _BLANK, b"in": _IN_SCRIPT}
# what a page is made of beside text: comments, elements that hold no markup, tags
_TOKEN = plain_pattern(
    rb"<!--(?:-?>|(?:[^-]++|-(?!-!?>))*+(?:--!?>)?+)"
    rb"|<(?:[!?]|/[^a-z>])[^>]*+>?"
    rb"|<(?P<raw>(?P<script>script)|" + b"|".join(_RAW) + rb")(?=[" + _BLANK + rb"/>])"
    rb"(?P<raw_attributes>" + _ATTRIBUTES + rb")[" + _BLANK + rb"/]*+>"
    rb"(?P<raw_text>(?:[^<]++|(?(script)" + _COMMENT_IN_SCRIPT + rb"|(?!))"
    rb"|<(?!/(?P=raw)[" + _BLANK + rb"/>]))*+)"
    rb"(?:</(?P=raw)(?P<end_attributes>" + _ATTRIBUTES + rb")[" + _BLANK + rb"/]*+(?:>|\Z))?+"
    rb"|<(?P<close>/?)(?P<name>[a-z][^" + _BLANK + rb"/>]*+)"
    rb"(?P<attributes>" + _ATTRIBUTES + rb")[" + _BLANK + rb"/]*+(?:>|\Z)",
    re.I,
)

# <!-- {"@type": …     //<![CDATA[ {"@type": …     whoever reads JSON passes over them too
_WRAPPING = plain_pattern(rb"\A\s*+(?:<!--\s*+)?+(?://)?+<!\[CDATA\[|\A\s*+<!--")

_ROOTS = frozenset((b"html", b"head", b"body"))
_VOID = frozenset(
    b"area base basefont bgsound br col command embed frame hr image img input keygen link meta param source"
    b" track wbr".split()
)
_SHOWN = frozenset((b"title", b"textarea", b"xmp"))  # their text may be read
_SHOWING = frozenset((b"svg", b"math", b"select"))  # titles and scripts in these are read as markup
_FORMATTING = frozenset(b"b big code em font i nobr s small strike strong tt u".split())
_BLOCKS = frozenset(
    b"address article aside blockquote button center dd details dialog dir div dl dt fieldset figcaption"
    b" figure footer form h1 h2 h3 h4 h5 h6 header hgroup legend li listing main menu nav ol optgroup option"
    b" p plaintext pre search section select summary ul".split()
)
# these shut out what is around them: an end tag inside closes nothing outside
_WALLS = frozenset(b"applet caption marquee object table tbody td template tfoot th thead tr".split())
_LEFT_OPEN = frozenset(b"p li dd dt option optgroup td th tr tbody thead tfoot rb rt rp rtc".split())
_ENDED_BY_ITS_LIKE = _LEFT_OPEN | {b"a", b"nobr"}
_ROWS = (b"tbody", b"thead", b"tfoot", b"tr", b"td", b"th")
# what ends where such an element begins, if it is the innermost block
_ENDED: dict[bytes, tuple[bytes, ...]] = {
    **dict.fromkeys(_BLOCKS - {b"button", b"option", b"optgroup", b"select"}, (b"p",)),
    **dict.fromkeys((b"table", b"hr"), (b"p",)),
    b"li": (b"p", b"li"),
    **dict.fromkeys((b"dd", b"dt"), (b"p", b"dd", b"dt")),
    b"option": (b"option",),
    b"optgroup": (b"option", b"optgroup"),
    **dict.fromkeys((b"td", b"th"), (b"td", b"th")),
    b"tr": (b"td", b"th", b"tr"),
    **dict.fromkeys((b"tbody", b"thead", b"tfoot"), _ROWS),
}


def flattened(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The page as it is, or told anew if it nests too deep; and what a warning has to say of that.

    Of a suspicious page that does not, scripts and titles after a drawing are escaped; they say the same.
    """
    if not _is_suspicious(data):
        return data, ()
    hidden: list[re.Match[bytes]] = []
    if not _is_too_deep(data, hidden):
        return (b"".join(_with_plain_text(data, hidden)) if hidden else data), ()
    retelling = _Retelling()
    return b"".join(retelling.pieces(data)), tuple(retelling.warnings)


def _is_suspicious(data: bytes) -> bool:
    tags = data.count(b"<")
    if tags > _MANY_TAGS or _has_long_tag(data):
        return True
    return tags > _FEW_TAGS and tags * len(_FORMATTING_TAG.findall(data)) > _REOPENED


def _has_long_tag(data: bytes) -> bool:
    """Whether a tag may have more attributes than it may have, of a page's longest tags only.

    It hops from one ">" to the last within reach, so it costs next to nothing. A tag goes on from one to
    the next if it begins between the two, or if the first stands between quotes; these opened after a "=",
    which next to none does on a page as people write it. Only of such tags attributes are counted.
    """
    at = -1
    double = single = False  # whether quotes of either kind may stand around the ">" at `at`
    while at < len(data):
        end = data.rfind(b">", at + 1, at + 1 + _REACH)
        is_far = end < 0
        if is_far:
            end = data.find(b">", at + 1)
            end = len(data) if end < 0 else end
            for i, tag in enumerate(_TAG_BEGINS.finditer(data, at + 1, end)):
                if i == _MOST_BEGINNINGS or _TOO_MANY_ATTRIBUTES.match(data, tag.end(), end):
                    return True
        quotes = [quote for quote, opens in ((b'"', double), (b"'", single)) if opens]
        last = data.rfind(b'"', at + 1, end)
        if last >= 0:
            double = data[last - 1] in _BEFORE_QUOTES
        last = data.rfind(b"'", at + 1, end)
        if last >= 0:
            single = data[last - 1] in _BEFORE_QUOTES
        for quote in quotes:
            closing = data.find(quote, at, end)
            if closing >= 0 and (
                (is_far and _TOO_MANY_ATTRIBUTES.match(data, closing + 1, end))
                or ((double or single) and _SOME_ATTRIBUTES_AND_MORE.match(data, closing + 1, end + 1))
            ):
                return True
        at = end
    return False


def _is_too_deep(data: bytes, hidden: list[re.Match[bytes]]) -> bool:
    """Whether more is open at a time than a page may have. It may count too many, never too few.

    So an end tag closes the innermost element, and others inside it only if they may be left open.
    What scripts, titles and their like hold is no markup, and is not counted; but in a drawing or a
    `<select>` it is. Where it stands after one, it is put into `hidden`: told by `_plain_text` it is none.
    """
    opened: list[bytes] = []
    drawing = -1  # where among them an <svg> or <math> began, in which other rules hold
    formatting = roots = 0
    may_show = False  # whether a drawing or a <select> has begun
    for token in _TOKEN.finditer(data):
        close, name, attributes = token.group("close", "name", "attributes")
        if name is None:
            if token["raw"]:
                if _is_raw_with_too_many(token):
                    return True
                if may_show and b"<" in token["raw_text"]:
                    hidden.append(token)
            elif may_show and _is_open_cdata(token[0]):
                hidden.append(token)
            continue
        if _has_too_many(attributes):
            return True
        name = name.lower()
        if close:
            at = len(opened) - 1
            while at >= 0 and opened[at] != name and (opened[at] in _LEFT_OPEN or 0 <= drawing < at):
                at -= 1
            if at >= 0 and opened[at] == name:
                del opened[at:]
                formatting -= name in _FORMATTING
                if at <= drawing:
                    drawing = -1
            continue
        if name in _SHOWING:
            may_show = True
        if name in _ROOTS:
            roots += 1
            if roots > _MOST_ROOTS:
                return True
            continue
        if name in _VOID or (drawing >= 0 and token[0].endswith(b"/>")):
            continue
        if name in _BLOCKS or name in _WALLS or name in _FORMATTING:
            drawing = -1  # they end a drawing
        if opened and opened[-1] == name and name in _ENDED_BY_ITS_LIKE:
            continue
        if drawing < 0 and name in (b"svg", b"math"):
            drawing = len(opened)
        opened.append(name)
        formatting += name in _FORMATTING
        if len(opened) > _DEEPEST or formatting > _MOST_FORMATTING:
            return True
    return False


def _has_too_many(attributes: bytes) -> bool:
    return len(attributes) > 2 * _MOST_ATTRIBUTES and _TOO_MANY_ATTRIBUTES.match(attributes) is not None


def _is_raw_with_too_many(token: re.Match[bytes]) -> bool:
    return _has_too_many(token["raw_attributes"]) or _has_too_many(token["end_attributes"] or b"")


def _is_open_cdata(token: bytes) -> bool:
    """Whether it goes on after its ">" where it stands in a drawing."""
    return token.startswith(_CDATA) and not token.endswith(b"]]>")


def _with_plain_text(data: bytes, hidden: list[re.Match[bytes]]) -> Iterator[bytes]:
    told = 0
    for token in hidden:
        yield data[told : token.start()]
        yield _plain_text(token)
        told = token.end()
    yield data[told:]


def _plain_text(token: re.Match[bytes]) -> bytes:
    """A comment, or an element that holds no markup, told so that it holds none in a drawing either.

    What is read of a page stays the same: titles are text, scripts are JSON, styles are not read.

        <script>{"text": "<p>One"}</script>  ->  <script>{"text": "\\u003cp>One"}</script>
    """
    name, text = token["raw"], token["raw_text"]
    if not name:
        return token[0].removesuffix(b">") + b"]]>" if _is_open_cdata(token[0]) else token[0]
    if b"<" not in text:
        return token[0]
    name = name.lower()
    if name == b"script":
        text = _WRAPPING.sub(b"", text, 1).replace(b"<", rb"\u003c")
    elif name in _SHOWN:
        text = text.replace(b"&", b"&amp;") if name == b"xmp" else text
        text = text.replace(b"<", b"&lt;")
        name = b"listing" if name == b"xmp" else name
    else:
        text = b""
    return b"<%b%b>%b</%b>" % (name, token["raw_attributes"], text, name)


class _Retelling:
    """Markup told anew: every element closed where it ends, none of them past the limits.

    What ends where is decided by rules simpler than a parser's. Since what is told is well nested,
    a parser that reads it has no more open than this has.
    """

    def __init__(self) -> None:
        self.warnings: list[str] = []
        self._opened: list[bytes] = []
        self._block_at: list[int] = []  # which of them are blocks or walls
        # how many of each name an end tag can reach: inline elements in the innermost block,
        # blocks within the innermost wall, walls
        self._inlines: list[dict[bytes, int]] = [{}]
        self._blocks: list[dict[bytes, int]] = [{}]
        self._walls: dict[bytes, int] = {}
        self._left_out: dict[bytes, int] = {}  # start tags whose end tags are still to come
        self._formatting = 0
        self._roots = 0

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """The page, piece by piece."""
        told = 0
        for token in _TOKEN.finditer(data):
            yield data[told : token.start()]
            told = token.end()
            name = token["name"]
            if name is None:
                if token["raw"] and _is_raw_with_too_many(token):
                    self._warn(TOO_MANY_ATTRIBUTES)
                else:
                    yield _plain_text(token)
            elif token["close"]:
                self._cut(token["attributes"])
                yield from self._end(name.lower())
            else:
                yield from self._start(name.lower(), token["attributes"], token[0].endswith(b"/>"))
        yield data[told:]

    def _start(self, name: bytes, attributes: bytes, slash: bool) -> Iterator[bytes]:
        if name in _ROOTS:
            self._roots += 1
            if self._roots > _MOST_ROOTS:
                return
        ended = _ENDED.get(name, ())
        while self._block_at and self._opened[self._block_at[-1]] in ended:
            yield from self._close_down_to(self._block_at[-1])
        if name == b"a" and b"a" in self._inlines[-1]:
            yield from self._end(b"a")
        lasts = name not in _VOID and name not in _ROOTS
        if name == b"plaintext" or (lasts and self._is_full(name)):
            self._warn(TOO_DEEP)
            self._left_out[name] = self._left_out.get(name, 0) + 1
            yield self._stand_in(name)
            return
        yield b"<" + name + self._cut(attributes) + b">"
        if lasts:
            self._open(name)
            if slash and name not in _BLOCKS and name not in _WALLS and name not in _FORMATTING:
                # <path/>, which is empty in a drawing; <div/> is not
                yield from self._close_down_to(len(self._opened) - 1)

    def _end(self, name: bytes) -> Iterator[bytes]:
        if self._left_out.get(name):
            self._left_out[name] -= 1
            yield self._stand_in(name)
        elif name in self._reach(name):
            at = len(self._opened) - 1
            while self._opened[at] != name:
                at -= 1
            yield from self._close_down_to(at)

    def _is_full(self, name: bytes) -> bool:
        return len(self._opened) >= _DEEPEST or (name in _FORMATTING and self._formatting >= _MOST_FORMATTING)

    def _stand_in(self, name: bytes) -> bytes:
        """What keeps the text apart where a block is left out."""
        return b"<hr>" if name in _BLOCKS or name in _WALLS else b""

    def _reach(self, name: bytes) -> dict[bytes, int]:
        if name in _WALLS:
            return self._walls
        return self._blocks[-1] if name in _BLOCKS else self._inlines[-1]

    def _open(self, name: bytes) -> None:
        reach = self._reach(name)
        reach[name] = reach.get(name, 0) + 1
        self._opened.append(name)
        self._formatting += name in _FORMATTING
        if name in _WALLS:
            self._blocks.append({})
        if name in _WALLS or name in _BLOCKS:
            self._block_at.append(len(self._opened) - 1)
            self._inlines.append({})

    def _close_down_to(self, at: int) -> Iterator[bytes]:
        while len(self._opened) > at:
            name = self._opened.pop()
            self._formatting -= name in _FORMATTING
            if name in _WALLS:
                self._blocks.pop()
            if name in _WALLS or name in _BLOCKS:
                self._block_at.pop()
                self._inlines.pop()
            reach = self._reach(name)
            reach[name] -= 1
            if not reach[name]:
                del reach[name]
            yield b"</" + name + b">"

    def _cut(self, attributes: bytes) -> bytes:
        if not _has_too_many(attributes):
            return attributes
        self._warn(TOO_MANY_ATTRIBUTES)
        first = _FIRST_ATTRIBUTES.match(attributes)
        return first[0] if first else attributes

    def _warn(self, warning: str) -> None:
        if warning not in self.warnings:
            self.warnings.append(warning)
