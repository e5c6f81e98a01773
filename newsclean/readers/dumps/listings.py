"""Finds code that a tool printed between paragraphs without any mark, as w3m, lynx and elinks print `<pre>`.

The list of boats is sorted.          prose

def first(boats):                     a listing: its lines and indentation stay, a blank line inside too
    return sorted(boats)[0]

The school wrote the program.         prose

Verses, addresses, lists of names and legends ("W = wins") are no listing: hardly a line of them has the signs
of a program.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from ...text.patterns import pattern
from ...text.words import ends_sentence

# What nearly every listing has and few other dumps have: `in` finds these in a whole dump in no time.
_HINTS = ("{\n", "}\n", "()", ");\n", "):\n", " = ", "</", "\n$ ", "\n $ ", ">>> ", "SELECT ")

_SURE, _LIKELY, _LOADS, _PROSE = 2, 1, -1, -2  # points of a line
_ENOUGH = 3  # points of the first lines without a blank one between: a line that is certain, and another sign
_SHARE = 0.6  # points a line: in a query, or in a program's output, most lines have no sign
_FEWEST = 2  # lines
_BLANKS = 2  # at most, inside a listing
_MOST_LOADED = 0.2  # share of lines with addresses: what a page loads is its own code, printed by mistake
_BLANK_SHARE = 0.15  # of a dump's lines, by which a tool sets paragraphs apart
_NOTE_LINES = 40  # of the longest comment over several lines

# def first(boats):    for (const boat of boats) {    from boats import Osk    #include <boats.h>
# const first = sort(boats)    SELECT name, COUNT(*)    "boat": "Osk",    <li class="boat">Osk</li>
# color: navy;    .boat li {    }    ]);    $ ferryctl --list    >>> first()    boats.sort(by="name");
# boat = first(boats)    boat.name = "Osk"    crew = 4    """Return the first boat."""
_SURELY_CODE = pattern(
    r"""
      (?: (?:async\s)?+(?:def|class|fn|func|function|sub)\s++[\w$]++\s?+[(:{<]
        | (?:if|for|foreach|while|switch|catch)\s?+\(.*[){;]
        | (?:if|elif|for|while|with)\s.*\w\([^()]*+\)\s?:\Z
        | \}?+\s?+else\s?+\{ | (?:else|try|finally)\s?+:
        | from\s[\w.]++\simport\s | \#include\s?+[<"] | \#! | <\?(?:php|xml) | \?>
        | (?:const|let|var)\s++[\w$]++\s*+[=;] | using\s[\w.]++; | package\s[\w.]++;
        | (?:public|private|protected|static|void|int|bool|char|float|double|string)
          \s++[\w<>\[\]*&]++\s?+.*[({;=]
        | (?:SELECT\s++(?:[*]|[\w.]++(?:,|\s++FROM\b|\()) | INSERT\sINTO | CREATE\s(?:TABLE|INDEX|VIEW) )
        | ["'][\w$-]++["']\s?+:\s?+(?:["'{\[\d-]|true|false|null)
        | </?+[a-z][a-z\d-]{0,20}+(?:\s[^<>]*+)?+/?+>
        | \$\s++[a-z./~] | >>>\s | [\w.-]++@[\w-]++:[~/]\S*+\s?+[$\#]\s
        | ["']{3}
      )
    | (?: [\])]*+\}[\])};,]*+ | [\])]++;
        | [\[(]*+\{[\[({]*+
        | [^.!?]*+(?<=[\s\w)>])\{
        | [a-z-]{3,40}+:\s?+[^;.!?]++;
        | [\w$.\[\]"']{1,60}+\s*+[-+*/|]?+=\s*+
          (?: [^\s].*(?<=[\]\[(){};]) | -?+[\d.]++;?+ | "[^"]*+";?+ | '[^']*+';?+ )
        | [A-Za-z_$][\w$.>-]{0,60}+\((?: .*(?<=["'()\]}_])\)[;,]?+ | [^()]*+\); )
        | [.\#]?+[a-z][\w\s.,\#:>-]*+\{.*\}
      )\s*+\Z
    """,
    regex.X,
)
# boat != None    boats.sort()    crew >= 4    => {    std::sort    print(boat)    int crew;    // a note
# [boats]    import csv    if boat:    W = wins
_MAYBE_CODE = pattern(
    r"""
      ^ (?: // | /\* | \*/ | \#\s | --\s | <!-- | ;\s
          | import\s[\w.]++(?:\sas\s\w++)?+;?+\Z | (?:if|elif|for|while|with|case)\s.*:\Z
          | (?:FROM|WHERE|AND|OR|GROUP\sBY|ORDER\sBY|(?:LEFT|INNER)\sJOIN|JOIN|VALUES|LIMIT|SET)\s
          | (?:sudo|git|npm|pip|apt|docker|curl|brew|cd|mkdir|cargo)\s
          | return\b.*[\w)\]}"';]\Z
          | [\w$.-]{1,60}+\s?+=\s?+\S
          | \[[a-z][\w.-]*+\]\Z
        )
    | [;,{(\[]\Z(?<=[\w)"'\]};]\s?+[;{(\[]|[\])"'},],)
    | [!=<>]=(?=\s?+["'\w(-]) | \s[-+*/|&]=\s | =>\s?+[\w({] | \w->\w | \w::\w | \s:=\s | \s&&\s | \s<>\s
    | \w\.[a-z]\w*+\( | \w_\w++\( | [a-z]\(\) | [a-z]\((?:["'{\[*]|[a-z]\w*+\.[a-z])
    | \A[a-z]\w*+\([a-z]\w*+\)\Z
    """,
    regex.X,
)
_COMMENT = pattern(r"//|/?\*|\#|--\s|;\s|<!--|[\"']{3}")
# five words of a sentence in a row, none of them a name with a dot or a bracket
_WORDS = pattern(
    r"(?<![\w.(\[\"'])(?:\p{L}[\p{L}\p{M}’'-]++[,;:]?+\s++){4}+\p{L}[\p{L}\p{M}’'-]++(?![\w(\[])"
)
_UNSPACED = pattern(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]{8}")
_WORDS_OF_SENTENCE = 5  # at least, with the full stop that code lacks
# <img src="//ads.example/1.gif">: more likely an advertisement of the page
_ADDRESS = pattern(r"\s(?:src|href)\s?+=[^>/]*+//")
_BULLET = pattern(r"```|~~~|[•◦▪■□*+○●·–—-]\s|\(?\d{1,3}[.)]\s")
_OPENS_NOTE = pattern(r"(?P<mark>[\"']{3}|/\*)")


def listings(text: str, texts: Sequence[str], indents: Sequence[int]) -> list[range]:
    """Return the lines of each listing, blank lines inside it included.

    texts: the lines without surrounding white space.
    """
    if not any(hint in text for hint in _HINTS) or not any(map(_SURELY_CODE.match, texts)):
        return []
    return [*_Chunks(texts, indents).listings()]


class _Chunks:
    """The lines of a dump, how much each looks like code, and the chunks: lines with nothing between."""

    def __init__(self, texts: Sequence[str], indents: Sequence[int]) -> None:
        self.texts, self.indents, self.points = texts, indents, _points(texts)
        self.chunks = [*_chunks(texts, indents, self.points)]
        if texts.count("") < _BLANK_SHARE * len(texts):
            shown = (_within_signs(self.points, chunk) for chunk in self.chunks)
            self.chunks = [chunk for chunk in shown if chunk]

    def listings(self) -> Iterator[range]:
        """Yield the lines of each listing: chunks of code, and what belongs to them right above and below."""
        at = end = 0
        while at < len(self.chunks):
            if not self._is_code(at):
                at += 1
                continue
            first = last = at
            while first > end and self._are_near(first - 1) and self._may_begin(first - 1):
                first -= 1
            margin = min(self.indents[i] for chunk in self.chunks[first : last + 1] for i in chunk)
            above = self._indent_above(self.chunks[first].start)
            while last + 1 < len(self.chunks) and self._are_near(last):
                if not self._is_code(last + 1) and not self._goes_on(last + 1, margin, above):
                    break
                last += 1
            yield range(self.chunks[first].start, self.chunks[last].stop)
            at = end = last + 1

    def _is_code(self, at: int) -> bool:
        """Whether a chunk is code by itself."""
        own = self._points_of(at)
        if len(own) < _FEWEST or _SURE not in own or own.count(_LOADS) > _MOST_LOADED * len(own):
            return False
        return sum(own) >= max(_ENOUGH, _SHARE * len(own))

    def _may_begin(self, at: int) -> bool:
        """Whether a chunk right over code begins it: its imports. "# Ferries" may head a text in Markdown."""
        return self._has_signs(at) and any(self.texts[i][0] != "#" for i in self.chunks[at])

    def _goes_on(self, at: int, margin: int, above: int) -> bool:
        """Whether a chunk right under code continues it: it has its signs, or is indented as no text is.

        margin: columns by which the code is indented; above: those of the text over it.
        """
        indent = min(self.indents[i] for i in self.chunks[at])
        return self._has_signs(at) or (indent > margin + 1 and indent != above)

    def _has_signs(self, at: int) -> bool:
        own = self._points_of(at)
        return sum(own) >= _SHARE * len(own)

    def _points_of(self, at: int) -> list[int]:
        return [self.points[i] for i in self.chunks[at]]

    def _are_near(self, at: int) -> bool:
        """Whether nothing but a few blank lines is between a chunk and the next."""
        above, below = self.chunks[at], self.chunks[at + 1]
        return below.start - above.stop <= _BLANKS and not any(self.texts[above.stop : below.start])

    def _indent_above(self, start: int) -> int:
        """Return by how many columns the last text above a line is indented; -1 if there is none."""
        return next((self.indents[i] for i in range(start - 1, -1, -1) if self.texts[i]), -1)


def _points(texts: Sequence[str]) -> list[int]:
    """Return for each line how much it looks like code; lines of a comment look a little like it."""
    points: list[int] = []
    note_end = -1
    for at, text in enumerate(texts):
        if at <= note_end:
            points.append(_LIKELY)
            continue
        points.append(_points_of(text) if text else 0)
        if points[-1] > 0 and (end := _end_of_note(texts, at)):
            note_end = end
    return points


def _points_of(text: str) -> int:
    if _BULLET.match(text):
        return _PROSE
    if _SURELY_CODE.match(text):
        return _LOADS if _ADDRESS.search(text) else _SURE
    if not _COMMENT.match(text) and _is_prose(text):
        return _PROSE
    signs = 0
    for _ in _MAYBE_CODE.finditer(text):
        signs += 1
        if signs == _SURE:
            break
    return signs


def _is_prose(text: str) -> bool:
    is_sentence = text.count(" ") >= _WORDS_OF_SENTENCE and ends_sentence(text)
    return is_sentence or _WORDS.search(text) is not None or _UNSPACED.search(text) is not None


def _end_of_note(texts: Sequence[str], at: int) -> int:
    """Return the last line of a comment or a string over several lines that opens here; 0 if none does."""
    opens = _OPENS_NOTE.match(texts[at])
    if opens is None:
        return 0
    mark = "*/" if opens["mark"] == "/*" else opens["mark"]
    if mark in texts[at][opens.end() :]:
        return 0
    near = range(at + 1, min(at + _NOTE_LINES, len(texts)))
    return next((i for i in near if mark in texts[i]), 0)


def _chunks(texts: Sequence[str], indents: Sequence[int], points: Sequence[int]) -> Iterator[range]:
    """Yield lines without a blank line or a line of prose between them."""
    start = -1
    for at, text in enumerate(texts):
        if not text or points[at] == _PROSE:
            if start >= 0:
                yield range(start, at)
            start = -1
        elif start < 0 or _is_under_paragraph(texts, indents, at):
            start = at
    if start >= 0:
        yield range(start, len(texts))


def _within_signs(points: Sequence[int], chunk: range) -> range:
    """Return the lines from the first to the last that looks like code; others may be the page's."""
    signs = [i for i in chunk if points[i] > 0]
    return range(signs[0], signs[-1] + 1) if signs else range(0)


def _is_under_paragraph(texts: Sequence[str], indents: Sequence[int], at: int) -> bool:
    """Whether a line is outdented under the end of a sentence: lynx prints code so, without a blank line."""
    return indents[at] < indents[at - 1] and ends_sentence(texts[at - 1])
