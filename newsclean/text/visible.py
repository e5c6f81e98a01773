"""Makes untrusted text safe to display: shows the characters that terminals and browsers would act on.

>>> visible("Menu \\x1b[31m \\u202etxt")
'Menu ␛[31m �txt'
>>> visible("two\\tcells\\nand a line")
'two\\tcells\\nand a line'
"""

from __future__ import annotations

_PICTURES = 0x2400  # U+2400 SYMBOL FOR NULL and so on: Unicode has a picture for each control character
_REPLACED = "\ufffd"
_TABLE: dict[int, int | str] = {
    **{code: _PICTURES + code for code in range(0x20) if chr(code) not in "\t\n"},
    0x7F: 0x2421,
    # C1 controls; bidi embeddings, overrides and isolates, which reorder the line; Unicode's line breaks;
    # lone surrogates, which no encoding can write; tags and noncharacters, which are invisible
    **dict.fromkeys(range(0x80, 0xA0), _REPLACED),
    **dict.fromkeys(range(0x202A, 0x202F), _REPLACED),
    **dict.fromkeys(range(0x2066, 0x206A), _REPLACED),
    **dict.fromkeys((0x2028, 0x2029, 0xFFFE, 0xFFFF), _REPLACED),
    **dict.fromkeys(range(0xD800, 0xE000), _REPLACED),
    **dict.fromkeys(range(0xE0000, 0xE0080), _REPLACED),
}


def visible(text: str) -> str:
    """Return the text with every control character and bidi control made visible.

    Tabs and line breaks stay; `one_line` replaces them. Marks that only affect how a character is written
    (U+200E, joiners) stay too, because Arabic and Hindi need them.
    """
    return text if text.isascii() and text.isprintable() else text.translate(_TABLE)


def clipped(text: str, limit: int) -> str:
    """Return the text, cut to at most `limit` characters with "…" at its end."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def one_line(text: str) -> str:
    """Return the text on one line, with single spaces, and with control characters made visible."""
    return visible(" ".join(text.split()))
