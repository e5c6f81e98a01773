"""Traits of a whole dump that the tool left in it, gathered before its lines are read.

No tool is recognised by name. A dump may be wrapped, its lines may be text nodes, it may be Markdown, its
links may be numbered; each trait is found in the text itself.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from ...text.patterns import plain_pattern
from ..mojibake import non_ascii
from . import fragments, tool_marks, unwrap
from .laid_out import is_laid_out
from .listings import listings

# White space other than the plain space; without it, text needs no normalising
_ODD_ASCII_BLANKS = "\t\v\f\x1c\x1d\x1e\x1f"
_ODD_BLANK = plain_pattern(r"[\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_HANGUL = plain_pattern(r"[\uac00-\ud7a3]")

# Each expression begins with one character: `re` finds that in a whole dump faster than `in` finds two.
# table rule    [text](/href    ![](    [7]: <address>    [1]: address    * * *    ```    ## Heading
_MARKDOWN_SURE = (
    plain_pattern(r"\|(?:---|(?<=---\|))"),
    plain_pattern(r"\](?:\((?:http|mailto:|[/<#])|(?<=!\[\])\(|: <|(?<=\[1\]): )"),
    plain_pattern(r"\n(?:\* \* \*\n|```|\n# |###? )"),
)
# # Heading    #### Heading    **strong**    _emphasis_    > quote    [text](href
_MARKDOWN_LIKELY = tuple(
    map(plain_pattern, (r"#(?<=\n#) ", r"#### ", r"\*(?=\*)", r"_(?= )", r">(?<=\n>) ", r"\](?=\()"))
)
_ESCAPE = plain_pattern(r"\\[-._#+\[*(]")
_STRONG = plain_pattern(r"\*\*[^\s*][^*\n]{0,300}\*\*")
_STRONG_ENOUGH = 2
_UNDERLINE = plain_pattern(r"\n(?:====|----)")
_UNDERLINED = plain_pattern(r"(?m)^(\w[^\n]{3,100})\n(====+|----+)$")  # as long as the heading
_LIKELY_ENOUGH = 3  # kinds of likely signs that suffice

_MARGIN_OF = 40  # characters; shorter lines do not count for the margin
_FAR_RIGHT = 200  # columns of indentation; tools wrap at fewer
_MARGIN_SHARE = 0.5  # of such lines must have the same indentation


@dataclass(slots=True)
class DumpTraits:
    """The lines of a dump, their measures, and what they have in common."""

    lines: list[str]
    texts: list[str]
    """The lines without surrounding white space."""
    indents: list[int]
    widths: list[int]
    """Columns up to the last character; in the middle of a very wide page, without the indentation."""
    wrap: int | None
    """The width at which the tool wrapped the lines; None if it did not."""
    compact: bool
    """Whether wrapped paragraphs follow each other without blank lines."""
    breaks_in_words: bool
    """Whether the tool broke Korean lines in the middle of words."""
    fragments: bool
    """Whether the lines are text nodes."""
    missing_space: float
    """Log-odds to add if no space was between two text nodes; 0 if the source's spaces were not kept."""
    markdown: bool
    links: int
    """How many links the tool has numbered."""
    fields: bool
    """Whether there may be form fields."""
    odd_blanks: bool
    margin: int
    """Columns by which most of the text is indented; -1 if this varies."""
    overhang: int
    """Columns by which headings stick out on the right, as they do on the left; 0 if they do not."""
    underscored: bool
    """Whether links are written_with_underscores."""
    end: int
    """How many lines are text; a list of link addresses may follow."""
    may_have_columns: bool = True
    """Whether columns may be side by side: not in text nodes, nor in Markdown."""
    says: frozenset[str] = frozenset()
    """Lines like "says:" among text nodes: see `fragments.says_lines`."""
    addresses: dict[str, str] = field(default_factory=dict)
    """Addresses of Markdown's reference links, by key."""
    listings: list[range] = field(default_factory=list)
    """The lines of code that nothing marks as such."""


def traits_of(text: str) -> DumpTraits:
    """Return the traits of a dump."""
    lines = text.split("\n")
    right_stripped = [line.rstrip() for line in lines]
    texts = [line.lstrip() for line in right_stripped]
    if "\t" in text:
        right_stripped = [line.expandtabs() if "\t" in line else line for line in right_stripped]
        expanded = [line.lstrip() for line in right_stripped]
    else:
        expanded = texts
    lengths = list(map(len, right_stripped))
    indents = [length - len(shown) for length, shown in zip(lengths, expanded, strict=True)]
    links = tool_marks.count_links(text)
    end = tool_marks.end_of_text(lines, links)
    others = non_ascii(text)
    widths, wrap = _measured(others, right_stripped, lengths, texts, indents, end)
    found = listings(text, texts, indents)
    markdown = is_markdown(_without(found, lines) if found else text)
    margin = 0 if markdown else _margin(texts[:end], indents[:end])
    are_fragments, missing_space = False, 0.0  # Markdown is never a list of text nodes
    if not markdown:
        are_fragments, missing_space = fragments.signs_of_fragments(lines, texts, widths, wrap)
    return DumpTraits(
        lines=lines,
        texts=texts,
        indents=indents,
        widths=widths,
        wrap=wrap,
        compact=wrap is not None and unwrap.is_compact(widths, texts, wrap),
        breaks_in_words=wrap is not None
        and _HANGUL.search(others) is not None
        and unwrap.breaks_in_words(widths, texts, wrap),
        fragments=are_fragments,
        missing_space=missing_space,
        markdown=markdown,
        links=links,
        fields=not markdown and tool_marks.may_have_fields(text),
        odd_blanks=any(map(text.__contains__, _ODD_ASCII_BLANKS)) or _ODD_BLANK.search(others) is not None,
        margin=margin,
        overhang=_overhang(indents, widths, wrap, margin) if wrap is not None and margin > 0 else 0,
        underscored=not markdown and wrap is not None and tool_marks.is_underscored(text),
        end=end,
        says=fragments.says_lines(texts) if are_fragments else frozenset(),
        may_have_columns=not markdown and (not are_fragments or is_laid_out(lines, texts)),
        listings=[] if markdown else found,
    )


def _without(found: list[range], lines: list[str]) -> str:
    """Return the text without listings, whose comments look like Markdown's headings."""
    code = {at for listing in found for at in listing}
    return "\n".join(line for at, line in enumerate(lines) if at not in code)


def _measured(
    others: str, right_stripped: list[str], lengths: list[int], texts: list[str], indents: list[int], end: int
) -> tuple[list[int], int | None]:
    """Return the lines' widths and wrap column, by the measure that explains most line ends.

    If none does, text far on the right may be wrapped at a width of its own: w3m with a thousand columns puts
    a page that is 600 pixels wide into the middle of them. Its widths are without the indentation then.

    others: the dump's characters beyond ASCII.
    """
    measures = unwrap.measures(others, right_stripped, lengths)
    best = _best_measure(measures, texts, end)
    if best is None and max(indents, default=0) >= _FAR_RIGHT:
        measures = [
            [width - at if at >= _FAR_RIGHT else width for width, at in zip(widths, indents, strict=True)]
            for widths in measures
        ]
        best = _best_measure(measures, texts, end)
    return best or (lengths, None)


def _best_measure(measures: list[list[int]], texts: list[str], end: int) -> tuple[list[int], int] | None:
    best, most = None, 0
    for widths in measures:
        found = unwrap.wrap_width(widths[:end], texts)
        if found is not None and found[1] > most:
            wrap, most = found
            best = widths, wrap
    return best


def is_markdown(text: str) -> bool:
    """Whether the dump is Markdown."""
    if text.startswith(("# ", "## ")) or any(sign.search(text) for sign in _MARKDOWN_SURE):
        return True
    if len(_STRONG.findall(text)) >= _STRONG_ENOUGH:
        return True
    if _UNDERLINE.search(text) and any(
        len(heading) == len(line) for heading, line in _UNDERLINED.findall(text)
    ):
        return True
    likely = sum(1 for sign in _MARKDOWN_LIKELY if sign.search(text)) + len(set(_ESCAPE.findall(text)))
    return likely >= _LIKELY_ENOUGH


def _margin(texts: list[str], indents: list[int]) -> int:
    counts = Counter(indent for text, indent in zip(texts, indents, strict=True) if len(text) >= _MARGIN_OF)
    if not counts:
        return -1
    (indent, most), *_ = counts.most_common(1)
    return indent if most >= sum(counts.values()) * _MARGIN_SHARE else -1


def _overhang(indents: list[int], widths: list[int], wrap: int, margin: int) -> int:
    """Return the margin if lines that are indented less end as far behind the wrap column, else 0."""
    sticking_out = any(
        wrap < width <= wrap + margin - indent
        for indent, width in zip(indents, widths, strict=True)
        if indent < margin and width > wrap
    )
    return margin if sticking_out else 0
