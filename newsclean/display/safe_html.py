"""What all HTML views use: escaped text, links restricted to web and mail, style sheets."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib import resources

import regex

from ..text.visible import visible

# https://echo.example/a    mailto:desk@echo.example; not javascript:, data:, file: or a relative address
_WEB_OR_MAIL = regex.compile(r"(?:https?://[^\s/]|mailto:[^\s])[^\s\p{Cc}]*+\Z", regex.I)
_COMMENT = regex.compile(r"/\*.*?\*/", regex.S)
# Notebooks style tables and headings themselves. To win, the theme's class is doubled; a view's is tripled,
# because each later output repeats the theme.
_THEME = regex.compile(r"\.newsclean\b")
_VIEW = regex.compile(r"\.nc-(?:article|view|list|report|profile)\b")
_BLANKS = regex.compile(r"\s+")

# Views show untrusted text: even if something slips through, nothing may run or be loaded.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def esc(text: object) -> str:
    """Return text as HTML: markup is escaped; control characters and bidi overrides are made visible."""
    return escape(visible(str(text)))


def link(href: str | None, words: str) -> str:
    """Return `words` (HTML already) as a link if `href` leads to the web or to mail, else as they are."""
    start, end = link_tags(href)
    return f"{start}{words}{end}"


def link_tags(href: str | None) -> tuple[str, str]:
    """Return the start and end of a link; both are empty unless `href` leads to the web or to mail."""
    if href is None or not _WEB_OR_MAIL.match(href):
        return "", ""
    return f'<a href="{esc(href)}" target="_blank" rel="noopener noreferrer nofollow">', "</a>"


@cache
def styles(*names: str) -> str:
    """Return the named style sheets as one `<style>` element."""
    folder = resources.files(__package__) / "styles"
    css = "".join((folder / f"{name}.css").read_text(encoding="utf-8") for name in names)
    css = _VIEW.sub(r"\g<0>\g<0>\g<0>", _THEME.sub(r"\g<0>\g<0>", css))
    return f"<style>{_BLANKS.sub(' ', _COMMENT.sub('', css)).strip()}</style>"


def document(title: str, body: str) -> str:
    """Return a whole page around a view, without scripts or external resources."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="color-scheme" content="light dark"><title>{esc(title)}</title>'
        f"{styles('document')}</head><body><main>\n{body}\n</main></body></html>\n"
    )
