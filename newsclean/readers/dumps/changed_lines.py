"""Restores the lines of a dump that something changed after the page's text was taken.

Ferry returns|The boat left|at noon|.        text nodes joined by a bar or a tab    -> a line each
Ferry returns / The boat left. / Nobody      joined by another sign between blanks  -> a line each
"Ferry returns\\n\\nThe boat left at noon."   line ends written as in program code  -> a line each
<h> Ferry returns⏎<p> The boat left.         kinds before the lines, by jusText     -> Markdown
> The boat left at noon. Nobody waved.       the whole dump quoted in an e-mail     -> without the marks
The boat l⏎eft at noon. No⏎body waved.       cut at a column, even within words     -> joined again
The boat⏎⏎left⏎⏎, empty.                     text nodes with blank lines between    -> without them
"""

from __future__ import annotations

from collections import Counter

import regex

from ...text.patterns import pattern, plain_pattern
from .printed_pages import without_page_breaks

# Home|News|Sport    but not  Home | News | Sport, which the page itself may write
_BAR = plain_pattern(r"(?<=\S)\|(?=\S)")
_TAB = plain_pattern(r"(?<=\S)\t(?=\S)")
_NODES_ENOUGH = 20  # separators; a line of links has fewer
_NODES_PER_LINE = 4  # separators for each line end; rows of data have fewer

# left at noon. / Nobody    left at noon.; Nobody    but not  p.m. - 6, nor closing quotes and brackets
_SIGN_AFTER_SENTENCE = pattern(
    r"""(?<=\p{L}{2}) [.!?。] (?P<sign> (?:\ [^\w\s.,:!?…\p{Pi}\p{Pf}\p{Ps}\p{Pe}'\"]{1,3}|;) \ )
    (?=[\p{Lu}\p{Lo}])""",
    regex.X,
)
_SIGNS_AFTER_SENTENCES = 3  # nobody writes a sign there so often
_NODE_LONGEST = 200  # characters on average; a page that prints a sign between its links has fewer signs
_LINE_SHORTEST = 60  # characters on average, as line breaks of the source stand within nodes only

_WRITTEN_END = "\\n"
_WRITTEN = pattern(r"\\(?:(?P<blank>[nrt]|xa0|u00a0)|(?P<sign>[\"'\\/]))")

_KIND_MARK = pattern(r"^<(?:p|b|(?P<heading>h))> ", regex.M)
_KINDS_SHARE = 0.9  # of the lines with text

_QUOTE_MARK = plain_pattern(r"(?m)^> ?")
_QUOTED_SHARE = 0.8  # of the lines with text; the rest is the mail's own: "On Friday, Ada wrote:"
_QUOTED_ENOUGH = 5  # lines

_CUT_FROM, _CUT_TO = 40, 250  # columns at which lines are cut
_CUT_ENOUGH = 8  # lines of exactly that length
_CUT_NEARLY = 0.85  # of that length: wrapping between words makes many lines between the two lengths
_CUT_SHARE = 0.7  # of lines that are nearly as long have just that length
_CUT_AT_BLANK = 0.03  # share of cuts after a blank; tools that wrap between words leave none there
_PADDED = 0.5  # share of lines that a tool filled up with blanks

# ⏎⏎, two years after    but not the sign alone, as between the subjects of a story
_SIGN_APART = plain_pattern(r"\n\n[,.;，、。] ?\w")
_APART_ENOUGH = 3  # nodes that begin so; no paragraph does
_CLOSE = pattern(r"\S\n(?=\S)")
_CLOSE_SHARE = 0.5  # of all line ends, at most: line breaks of the source within a node


def restored(text: str) -> str:
    """Return the dump with its lines as the tool may have written them."""
    text = without_page_breaks(_without_kind_marks(_without_quote_marks(text)))
    text = _nodes_apart(_without_written_ends(text))
    if len(_SIGN_APART.findall(text)) >= _APART_ENOUGH:
        text = _nodes_close(text)
    return _without_cuts(text)


def _without_quote_marks(text: str) -> str:
    marks = text.count("\n>") + text.startswith(">") if ">" in text else 0
    if marks < _QUOTED_ENOUGH:
        return text
    return _QUOTE_MARK.sub("", text) if marks >= _QUOTED_SHARE * _lines_with_text(text) else text


def _lines_with_text(text: str) -> int:
    return sum(1 for line in text.split("\n") if line and not line.isspace())


def _nodes_apart(text: str) -> str:
    """Return the text with line ends in place of a separator between most of its nodes."""
    line_ends = text.count("\n")
    least = max(_NODES_ENOUGH, _NODES_PER_LINE * line_ends)
    for sign, separator in (("|", _BAR), ("\t", _TAB)):
        if text.count(sign) >= least and len(separator.findall(text)) >= least:
            return separator.sub("\n", text)
    sign = _sign_between_nodes(text, line_ends)
    return text.replace(sign, "\n") if sign else text


def _sign_between_nodes(text: str, line_ends: int) -> str:
    """Return the sign, with its spaces, between all text nodes, including after sentences; "" for none."""
    if line_ends * _LINE_SHORTEST > len(text):
        return ""
    found = Counter(_SIGN_AFTER_SENTENCE.findall(text)).most_common(1)
    if not found or found[0][1] < _SIGNS_AFTER_SENTENCES:
        return ""
    sign = found[0][0]
    return sign if text.count(sign) >= max(_NODES_ENOUGH, line_ends, len(text) / _NODE_LONGEST) else ""


def _without_written_ends(text: str) -> str:
    """Return the text with its escaped line ends, as in a JSON string, decoded."""
    ends = text.count(_WRITTEN_END) if "\\" in text else 0
    if ends < _NODES_ENOUGH or ends < _NODES_PER_LINE * text.count("\n"):
        return text
    return _WRITTEN.sub(lambda sign: sign["sign"] or ("\n" if sign["blank"] in "nr" else " "), text)


def has_kind_marks(text: str) -> bool:
    """Whether each line begins with its kind, like an unclosed tag; no page consists of such lines."""
    if text[:1] != "<" or "</" in text:
        return False
    lines = _lines_with_text(text)
    return lines >= _QUOTED_ENOUGH and len(_KIND_MARK.findall(text)) >= _KINDS_SHARE * lines


def _without_kind_marks(text: str) -> str:
    if not has_kind_marks(text):
        return text
    return _KIND_MARK.sub(lambda mark: "\n## " if mark["heading"] else "\n", text)


def _nodes_close(text: str) -> str:
    """Return the text without the blank lines between text nodes."""
    are_apart = len(_CLOSE.findall(text)) <= _CLOSE_SHARE * text.count("\n")
    return text.replace("\n\n", "\n") if are_apart else text


def _without_cuts(text: str) -> str:
    """Return the text with lines joined that were all cut at the same column."""
    lines = text.split("\n")
    lengths = list(map(len, lines))
    column = max(lengths)
    if not _CUT_FROM <= column <= _CUT_TO or lengths.count(column) < _CUT_ENOUGH:
        return text
    cut = [at for at, length in enumerate(lengths) if length == column]
    if len(cut) < _CUT_SHARE * sum(1 for length in lengths if length > _CUT_NEARLY * column):
        return text
    after_blank = sum(lines[at][-1] == " " for at in cut)
    if not _CUT_AT_BLANK * len(cut) <= after_blank <= _PADDED * len(cut):
        return text
    return "".join(line if len(line) == column else f"{line}\n" for line in lines).removesuffix("\n")
