"""Recognises lines that are markup: headings, underlines, table rules, fences, link definitions.

## What happens next          Markdown                    -> heading of level 2
***** What happens next ***** Debian's html2text          -> heading of level 2
---|---|---                   Markdown, under a table's first row
[7]: </harbour>               Markdown, a link's address
"""

from __future__ import annotations

from collections.abc import Iterator

from ...text.patterns import pattern

# ## What happens next ##
_HASHES = pattern(r"(?P<hashes>#{1,6})\s++(?P<text>\S.*?)\s*+#*+\Z")
# ***** What happens next *****     six stars are h1, one is h6
_STARS = pattern(r"(?P<stars>\*{1,6}) (?P<text>\S.*?) (?P=stars)\Z")
_STARS_START = pattern(r"\*{2,6} \S")
_STARS_OF_H1 = 6
# ---|---|---    :---|---:    |------|------|
_TABLE_RULE = pattern(r"\|?[\s:]*+-{2,}+[-\s:]*+(?:\|[-\s:]*+)++\Z")
_ESCAPED_BAR = "\\|"
# ======    ------     under a heading
_UNDERLINE = pattern(r"(?:={3,}+|-{3,}+)\Z")
# ```    ```python    ~~~ {.c++}    ```{=html}
_FENCE = pattern(r"(?:`{3,}+|~{3,}+)\s*+(?:\{\s*+[.=])?+(?P<language>[\w+#-]*+)\s*+\}?+\Z")
# [7]: </harbour> "The harbour"    or the address on the next line
_KEY = r"\[(?P<key>[^\[\]]{1,80}+)\]:"
_DEFINITION = pattern(rf"{_KEY}\s++<?(?P<href>[^\s<>]++)>?(?:\s++[\"'(].{{0,500}}+)?\Z")
_DEFINITION_START = pattern(rf"{_KEY}\Z")


def hashed_heading(text: str) -> tuple[int, str] | None:
    """Return level and text of a heading that begins with hashes; None if the line is not one."""
    found = _HASHES.match(text)
    return (len(found["hashes"]), found["text"]) if found else None


def starred_heading(text: str, after: str, indent: int) -> tuple[int, str, int] | None:
    """Return level, text and number of lines of a heading between stars, which may end in the next line."""
    lines = 1
    found = _STARS.match(text)
    if found is None and after and _STARS_START.match(text):
        found = _STARS.match(f"{text} {after}")
        lines = 2
    if found is None or (len(found["stars"]) == 1 and indent):
        return None
    return _STARS_OF_H1 + 1 - len(found["stars"]), found["text"], lines


def underline_level(text: str) -> int:
    """Return the level of the heading that the line underlines; 0 if it is not an underline."""
    if _UNDERLINE.match(text) is None:
        return 0
    return 1 if text[0] == "=" else 2


def is_table_rule(text: str) -> bool:
    """Whether the line is the rule after the first row of a Markdown table."""
    return "|" in text and _TABLE_RULE.match(text) is not None


def cells_of_row(text: str) -> list[str]:
    """Return the cells of a row of a Markdown table, which may have a bar at either end."""
    if text[0] == "|":
        text = text[1:]
    if text[-1:] == "|" and text[-2:] != _ESCAPED_BAR:
        text = text[:-1]
    if _ESCAPED_BAR in text:
        cells = [cell.replace("\0", "|") for cell in text.replace(_ESCAPED_BAR, "\0").split("|")]
    else:
        cells = text.split("|")
    return [" ".join(cell.split()) for cell in cells]


def is_fence(text: str) -> bool:
    """Whether the line begins or ends a block of code."""
    return _FENCE.match(text) is not None


def fence_language(text: str) -> str:
    """Return the language that a fence declares, as the page wrote it; "" if there is none."""
    found = _FENCE.match(text)
    return found["language"] if found else ""


def definition_lines(text: str) -> int:
    """Return the number of lines of the link definition that begins here; 0 if none does."""
    if _DEFINITION.match(text):
        return 1
    return 2 if _DEFINITION_START.match(text) else 0


def definitions(texts: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the keys and addresses of all link definitions."""
    for at, text in enumerate(texts):
        if not text or text[0] != "[":
            continue
        if found := _DEFINITION.match(text):
            yield found["key"], found["href"]
        elif at + 1 < len(texts) and (found := _DEFINITION_START.match(text)):
            yield found["key"], texts[at + 1].strip("<>")
