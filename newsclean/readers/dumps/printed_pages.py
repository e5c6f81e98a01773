"""Restores the text of pages printed to PDF: without running heads and page numbers, with words whole.

the harbour mas-⏎ter said     ->  the harbour mas\N{SOFT HYPHEN}⏎ter said; joined lines lose the mark
about:blank 2/5⏎Ferry returns ->  (nothing) where each page ends and begins so
"""

from __future__ import annotations

from collections import Counter

import regex

from ...text.patterns import pattern

_FORM_FEED, _HYPHEN, _SOFT_HYPHEN = "\f", "-\n", "\N{SOFT HYPHEN}"

# Page 3 of 9    https://a.example/ferry 3/9
_PAGE_NUMBER = pattern(r"(?<!\d)(?P<at>\d{1,3}) ?(?:/|\p{L}{1,4}) ?(?P<of>\d{1,3})[ \t]*+$", regex.M)
_FIRST_NUMBER = pattern(r"(?<!\d)1 ?(?:/|\p{L}{1,4}) ?\d{1,3}[ \t]*+$", regex.M)
_DIGITS = pattern(r"\d++")
_PAGE_SHORTEST = 300  # characters on average
_AFTER_LAST = 100  # characters that may follow the last page's number
_EDGE = 3  # lines at the top and at the bottom of a page
_PAGES_SHARE = 0.6  # of the pages have a running head, at least; a title page may lack it
_APART = pattern(r"\s{3,}+")
_TITLE_BLANKS = 2
# 3/5/2019    05.03.2019, 10:12    11/30/26, 5:55 AM    when the page was printed, not when it was published
_PRINTED = pattern(
    r"\A\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b,?+(?:\s\d{1,2}[:.]\d{2}(?:\s?[AP]M)?)?+\s*+", regex.I
)

# mas-⏎ter
_BROKEN = pattern(r"(?<!\p{Ll})(?P<start>\p{Ll}{2,60}+)-(?P<between>\n[ \t]*+)(?P<end>\p{Ll}++)")
_BROKEN_ENOUGH = 4
_BROKEN_SHARE = 0.03  # of the lines; compounds break a line in a hundred


def without_page_breaks(text: str) -> str:
    """Return printed pages as running text, and any other text unchanged."""
    pages = _pages(text)
    if len(pages) > 1:
        text = _joined(pages)
    if text.count(_HYPHEN) >= _BROKEN_ENOUGH:
        text = _with_soft_hyphens(text)
    return text


def _pages(text: str) -> list[list[str]]:
    """Return the lines of each page: up to a form feed, or to the lines numbered 1/3, 2/3, 3/3."""
    if _FORM_FEED in text:
        return [page.split("\n") for page in text.split(_FORM_FEED) if not page.isspace() and page]
    if _FIRST_NUMBER.search(text) is None:
        return []
    ends: list[int] = []
    pages = ""
    for found in _PAGE_NUMBER.finditer(text):
        if int(found["at"]) == len(ends) + 1 and (not ends or found["of"] == pages):
            ends.append(found.end())
            pages = found["of"]
    if len(ends) < 2 or int(pages) != len(ends):
        return []
    if len(text) - ends[-1] > _AFTER_LAST or ends[-1] < _PAGE_SHORTEST * len(ends):
        return []  # the pictures of a gallery
    starts = [0, *ends[:-1]]
    ends[-1] = len(text)
    return [text[start:end].strip("\n").split("\n") for start, end in zip(starts, ends, strict=True)]


def _joined(pages: list[list[str]]) -> str:
    """Return the pages as one text, without running heads and feet: lines at the edges of most pages."""
    tops = [_edge(page, range(len(page))) for page in pages]
    bottoms = [_edge(page, range(len(page) - 1, -1, -1)) for page in pages]
    running_heads, running_feet = _on_most(tops), _on_most(bottoms)
    out = title = ""
    for n, page in enumerate(pages):
        drop = {at for at, line in tops[n].items() if line in running_heads}
        drop |= {at for at, line in bottoms[n].items() if line in running_feet}
        if not n:
            title = max((_title_in(page[at]) for at in drop), key=len, default="")
            out = f"{title}\n\n" if title else ""
        kept = [line for at, line in enumerate(page) if at not in drop]
        text = "\n".join(_headline_joined(kept, title)).strip("\n")
        goes_on = text.lstrip()[:1].islower()
        out += ("" if not n else "\n" if goes_on else "\n\n") + text
    return out


def _on_most(edges: list[dict[int, str]]) -> set[str]:
    """Return the lines that the edges of most pages have."""
    counts = Counter(line for edge in edges for line in {*edge.values()})
    return {line for line, count in counts.items() if count >= max(2, _PAGES_SHARE * len(edges))}


def _title_in(running: str) -> str:
    """Return the part of a running head or foot that may be the title, which may stand nowhere else."""
    title = _PRINTED.sub("", max(_APART.split(running.strip()), key=len))
    is_title = title.count(" ") >= _TITLE_BLANKS and not title.startswith("http")
    return title if is_title and _PAGE_NUMBER.search(title) is None else ""


def _headline_joined(lines: list[str], title: str) -> list[str]:
    """Return the lines with those joined that go on with the headline, as the running head has it."""
    joined: list[str] = []
    for line in lines:
        above = joined[-1].strip() if joined else ""
        if above.count(" ") >= _TITLE_BLANKS and above in title and f"{above} {line.strip()}" in title:
            joined[-1] += f" {line.strip()}"
        else:
            joined.append(line)
    return joined


def _edge(page: list[str], order: range) -> dict[int, str]:
    """Return the first lines with text in this order, with 0 for each number."""
    edge: dict[int, str] = {}
    for at in order:
        if page[at] and not page[at].isspace():
            edge[at] = _DIGITS.sub("0", " ".join(page[at].split()))
            if len(edge) == _EDGE:
                break
    return edge


def _with_soft_hyphens(text: str) -> str:
    """Return the text with soft hyphens in the words that the tool broke, if it breaks words."""
    broken = len(_BROKEN.findall(text))
    if broken < _BROKEN_ENOUGH or broken < _BROKEN_SHARE * text.count("\n"):
        return text

    def mended(word: regex.Match[str]) -> str:
        is_compound = f"{word['start']}-{word['end']}" in text
        return word[0] if is_compound else f"{word['start']}{_SOFT_HYPHEN}{word['between']}{word['end']}"

    return _BROKEN.sub(mended, text)
