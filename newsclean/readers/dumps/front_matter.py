"""Reads the fields before a text that tools write there: front matter in YAML, and those of a reader service.

    ---                                        Title: Ferry returns
    title: Ferry returns
    author: "Ada Holm"                         URL Source: https://echo.example/ferry
    tags: ['sea', 'ferries']
    ---                                        Markdown Content:
    The boat left at noon.                     The boat left at noon.

They become `<meta>` tags of the page's head, and leave the text.
"""

from __future__ import annotations

import regex

from ...model import Head
from ...text.patterns import pattern

_FIELDS_OF = {
    "og:title": ("title", "headline"),
    "author": ("author", "authors", "byline"),
    "article:published_time": ("date", "published", "published time", "date_published"),
    "article:modified_time": ("updated", "modified", "lastmod"),
    "description": ("description", "excerpt", "summary"),
    "og:site_name": ("sitename", "site", "publisher"),
    "og:url": ("url", "url source", "source_url"),
    "keywords": ("tags", "keywords"),
    "og:image": ("image",),
}
_META = {field: name for name, fields in _FIELDS_OF.items() for field in fields}
_LANGUAGES = ("language", "lang")
_OPENINGS = ("---\n", "Title: ")

# --- / title: Ferry returns / tags: / - sea / ---
_YAML = pattern(r"---\n(?P<fields>[^\n]*\n(?:(?!---\n|\.\.\.\n)[^\n]*\n){0,80}?)(?:---|\.\.\.)(?:\n|\Z)")
# Title: Ferry returns / URL Source: https://… / Markdown Content:
_SERVICE = pattern(
    r"(?P<fields>Title: [^\n]*\n(?:(?:[A-Z][A-Za-z ]{2,30}: [^\n]*)?\n){1,20}?)"
    r"Markdown Content:[ \t]*+(?:\n|\Z)"
)
_FIELD = pattern(
    r"^(?P<name>[A-Za-z][\w ]{1,30}?):(?P<value>[^\n]*(?:\n[ \t]*+- [^\n]++|\n[ \t]++[^\s-][^\n]*+)*+)",
    regex.M,
)
_ITEM = pattern(r"(?:\A|\n)[ \t]*+- ")
_QUOTES = "\"'"


def front_matter(text: str) -> tuple[str, Head]:
    """Return the text without the fields before it, and the head that they make."""
    if not text.startswith(_OPENINGS):
        return text, Head()
    found = (_YAML if text[0] == "-" else _SERVICE).match(text)
    fields = [*_fields(found["fields"])] if found else []
    meta = tuple((_META[name], value) for name, value in fields if name in _META)
    if found is None or not any(name == "og:title" for name, _ in meta):
        return text, Head()
    language = next((value for name, value in fields if name in _LANGUAGES), "")
    return text[found.end() :], Head(meta=meta, language=language)


def _fields(lines: str) -> list[tuple[str, str]]:
    """Return the names of fields and their values, one for each item of a list."""
    return [
        (found["name"].casefold(), value)
        for found in _FIELD.finditer(lines)
        for item in _items(found["value"].strip())
        if (value := " ".join(item.strip(" \t\n|>").strip(_QUOTES).split()))
    ]


def _items(value: str) -> list[str]:
    """Return the items of a list, `[sea, ferries]` or one below the other, or the value alone."""
    if value.startswith("[") and value.endswith("]"):
        return value[1:-1].split(", ")
    return _ITEM.split(value)
