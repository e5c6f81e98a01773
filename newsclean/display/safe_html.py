"""What all HTML views share: text made harmless, links that lead to the web alone, the style sheets."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib import resources

import regex

from ..text.visible import visible

# https://echo.example/a    mailto:desk@echo.example; not javascript:, data: or file:, nor a relative address
_LEADS_OUT = regex.compile(r"(?:https?://[^\s/]|mailto:[^\s])[^\s\p{Cc}]*+\Z", regex.I)
_COMMENT = regex.compile(r"/\*.*?\*/", regex.S)
# Notebooks have styles of their own for tables and headings: so the theme's class counts twice, and a view's
# thrice, as the theme comes again with each output.
_THEME = regex.compile(r"\.newsclean\b")
_VIEW = regex.compile(r"\.nc-(?:article|view|list|report)\b")
_BLANKS = regex.compile(r"\s+")

# A view is a stranger's text: nothing may run or be loaded, whatever slips through.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def esc(text: object) -> str:
    """Text as HTML: markup is text, control characters and bidi overrides are shown rather than obeyed."""
    return escape(visible(str(text)))


def link(href: str | None, words: str) -> str:
    """`words`, which are HTML already, as a link where `href` leads to the web or to mail."""
    if href is None or not _LEADS_OUT.match(href):
        return words
    return f'<a href="{esc(href)}" target="_blank" rel="noopener noreferrer nofollow">{words}</a>'


def clipped(text: str, most: int) -> str:
    """The text, ended by "…" where it has more characters than that."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


@cache
def styles(*names: str) -> str:
    """The named style sheets, as one `<style>`."""
    folder = resources.files(__package__) / "styles"
    css = "".join((folder / f"{name}.css").read_text(encoding="utf-8") for name in names)
    css = _VIEW.sub(r"\g<0>\g<0>\g<0>", _THEME.sub(r"\g<0>\g<0>", css))
    return f"<style>{_BLANKS.sub(' ', _COMMENT.sub('', css)).strip()}</style>"


def document(title: str, body: str) -> str:
    """A whole page around a view, which loads nothing and runs nothing."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="color-scheme" content="light dark"><title>{esc(title)}</title>'
        f"{styles('document')}</head><body><main>\n{body}\n</main></body></html>\n"
    )
