"""What a dump as a whole shows of the tool that made it, gathered before its lines are read.

No tool is known by name: a dump is wrapped or it is not, its lines are text nodes or they are not, it is
Markdown, links are numbered; and each of these is seen in the text itself.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from ...text.patterns import plain_pattern
from . import fragments, tool_marks, unwrap

# Blanks that are not the plain one; where a dump has none, its text need not be folded
_ODD_BLANK = plain_pattern(r"[\t\v\f\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")

# [text](/href   a table's rule   * * *   ```   ## Heading   [7]: <address>
_MARKDOWN_SURE = ("---|", "|---", "\n* * *\n", "\n```", "\n\n# ", "\n## ", "\n### ", "]: <", "[1]: ")
_LINK_GOES_ON = ("](http", "](/", "](<", "](#", "![](", "](mailto:")
_MARKDOWN_LIKELY = ("\n# ", "**", "\n> ", "_ ", "#### ", "](")
_ESCAPES = ("\\-", "\\.", "\\_", "\\#", "\\+", "\\[", "\\*", "\\(")
_STRONG = plain_pattern(r"\*\*[^\s*][^*\n]{0,300}\*\*")
_STRONG_ENOUGH = 4
_LIKELY_ENOUGH = 3  # kinds of likely signs

_MARGIN_OF = 40  # characters of a line whose indentation counts as the margin
_MARGIN_SHARE = 0.5  # of such lines


@dataclass(slots=True)
class DumpTraits:
    """The lines of a dump, measured, and what they have in common."""

    lines: list[str]
    texts: list[str]
    """The lines without the blanks around them."""
    indents: list[int]
    widths: list[int]
    """Columns up to the last character."""
    wrap: int | None
    """The column that a tool wrapped the lines at."""
    compact: bool
    """Wrapped paragraphs follow each other without blank lines."""
    fragments: bool
    """Lines are text nodes."""
    missing_blank: float
    """What it says if no blank stood between two text nodes; 0 where the source's blanks were not kept."""
    markdown: bool
    links: int
    """How many links a tool has numbered."""
    fields: bool
    """There may be fields of forms."""
    odd_blanks: bool
    margin: int
    """Columns that most of the text is set in; -1 if there is no such number."""
    underscored: bool
    """Links are written_with_underscores."""
    end: int
    """How many lines are text, before a list of addresses begins."""
    addresses: dict[str, str] = field(default_factory=dict)
    """Those of Markdown's reference links, by key."""


def traits_of(text: str) -> DumpTraits:
    """The traits of a dump."""
    lines = text.split("\n")
    ended = [line.rstrip() for line in lines]
    texts = [line.lstrip() for line in ended]
    if "\t" in text:
        ended = [line.expandtabs() if "\t" in line else line for line in ended]
        texts_shown = [line.lstrip() for line in ended]
    else:
        texts_shown = texts
    lengths = list(map(len, ended))
    indents = [length - len(shown) for length, shown in zip(lengths, texts_shown, strict=True)]
    links = tool_marks.count_links(text)
    end = tool_marks.end_of_text(lines, links)
    widths, wrap = _measured(text, ended, lengths, texts, end)
    markdown = is_markdown(text)
    pieces, missing = False, 0.0  # Markdown is no list of text nodes, whatever its lines open with
    if not markdown:
        pieces, missing = fragments.signs_of_fragments(lines, texts, widths, wrap)
    return DumpTraits(
        lines,
        texts,
        indents,
        widths,
        wrap,
        wrap is not None and unwrap.is_compact(widths, texts, wrap),
        pieces,
        missing,
        markdown,
        links,
        not markdown and tool_marks.may_have_fields(text),
        _ODD_BLANK.search(text) is not None,
        0 if markdown else _margin(texts, indents),
        not markdown and wrap is not None and tool_marks.is_underscored(text),
        end,
    )


def _measured(
    text: str, ended: list[str], lengths: list[int], texts: list[str], end: int
) -> tuple[list[int], int | None]:
    """The widths of the lines, and the one they were wrapped at, by the measure that explains most."""
    best, wrap, most = lengths, None, 0
    for widths in unwrap.measures(text, ended, lengths):
        found = unwrap.wrap_width(widths[:end], texts)
        if found is not None and found[1] > most:
            wrap, most = found
            best = widths
    return best, wrap


def is_markdown(text: str) -> bool:
    """Whether the dump is Markdown."""
    if any(sign in text for sign in _MARKDOWN_SURE) or text.startswith(("# ", "## ")):
        return True
    if "](" in text and any(sign in text for sign in _LINK_GOES_ON):
        return True
    if text.count("**") >= _STRONG_ENOUGH and len(_STRONG.findall(text)) * 2 >= _STRONG_ENOUGH:
        return True
    likely = sum(1 for sign in _MARKDOWN_LIKELY if sign in text)
    if "\\" in text:
        likely += sum(1 for sign in _ESCAPES if sign in text)
    return likely >= _LIKELY_ENOUGH


def _margin(texts: list[str], indents: list[int]) -> int:
    counts = Counter(indent for text, indent in zip(texts, indents, strict=True) if len(text) >= _MARGIN_OF)
    if not counts:
        return -1
    (indent, most), *_ = counts.most_common(1)
    return indent if most >= sum(counts.values()) * _MARGIN_SHARE else -1
