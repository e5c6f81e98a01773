"""Restores the lines of a dump that something changed after the page's text was taken.

Ferry returns|The boat left|at noon|.        text nodes joined by a bar or a tab    -> a line each
> The boat left at noon. Nobody waved.       the whole dump quoted in an e-mail     -> without the marks
The boat l⏎eft at noon. No⏎body waved.       cut at a column, even within words     -> joined again
The boat⏎⏎left⏎⏎, empty.                     text nodes with blank lines between    -> without them
"""

from __future__ import annotations

from ...text.patterns import pattern, plain_pattern

# Home|News|Sport    but not  Home | News | Sport, which the page itself may write
_BAR = plain_pattern(r"(?<=\S)\|(?=\S)")
_TAB = plain_pattern(r"(?<=\S)\t(?=\S)")
_NODES_ENOUGH = 20  # separators; a line of links has fewer
_NODES_PER_LINE = 4  # separators for each line end; rows of data have fewer

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
    text = _without_quote_marks(text)
    text = _nodes_apart(text)
    if len(_SIGN_APART.findall(text)) >= _APART_ENOUGH:
        text = _nodes_close(text)
    return _without_cuts(text)


def _without_quote_marks(text: str) -> str:
    marks = text.count("\n>") + text.startswith(">")
    if marks < _QUOTED_ENOUGH:
        return text
    lines = sum(1 for line in text.split("\n") if line and not line.isspace())
    return _QUOTE_MARK.sub("", text) if marks >= _QUOTED_SHARE * lines else text


def _nodes_apart(text: str) -> str:
    """Return the text with line ends in place of a separator that stands between most of its nodes."""
    least = max(_NODES_ENOUGH, _NODES_PER_LINE * text.count("\n"))
    for sign, separator in (("|", _BAR), ("\t", _TAB)):
        if text.count(sign) >= least and len(separator.findall(text)) >= least:
            return separator.sub("\n", text)
    return text


def _nodes_close(text: str) -> str:
    """Return the text without the blank lines between text nodes."""
    return (
        text.replace("\n\n", "\n") if len(_CLOSE.findall(text)) <= _CLOSE_SHARE * text.count("\n") else text
    )


def _without_cuts(text: str) -> str:
    """Return the text with the lines joined that are all cut at one column."""
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
