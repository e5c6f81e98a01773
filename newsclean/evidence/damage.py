"""Repairs damaged text: mojibake, escaped entities, invisible and control characters.

>>> repaired("Itâ€™s R&amp;D")
('It’s R&D', ('mojibake', 'escaped entities'))
>>> without_mojibake("CafÃ© “Zum Löwen”")
'Café “Zum Löwen”'
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

import regex

from ..text.patterns import pattern, plain_pattern

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

# A quick check for the mojibake below: any of its lead characters before any that can follow one.
# It is a pair of plain character sets, because `re` matches these in a third of the time of `regex`.
_LEAD = "Â-ôРСĂÄĹ‚√Γ├"
_FOLLOWS = (
    "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸŚŤŹśťźˇ˘ŁĄŞŻ˛łąşĽ˝ľżЂЃѓЉЊЌЋЏђљњќћџЎўЈҐЁЄЇІіґёєјЅѕї"
    "ÄÇ∞≤≥≠∫ü∂∏∑π⌐║╝╢ÆÖÜíñóáªº"
)
_MAYBE_MOJIBAKE = plain_pattern(f"[{_LEAD}][{_FOLLOWS}]")
# UTF-8 read as another charset: a lead byte and the bytes that must follow it, as that charset shows them.
#   "Itâ€™s", "CafÃ©", "ðŸ˜€"  windows-1252, latin-1      "РџСЂРёРІРµС‚"  windows-1251
#   "Ĺˇkola", "Ă©t"             windows-1250              "‚Äô", "√©"     Mac Roman      "ΓÇÖ", "├⌐"  cp437
_MOJIBAKE = pattern(
    r"""
      [\x80-\x9f]
    | [Â-ß][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]
    | [à-ï][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{2}
    | [ð-ô][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{3}
    | â€
    | (?:[РС][ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—™љ›њќћџ\xa0ЎўЈ¤Ґ¦§Ё©Є«¬\xad®Ї°±Ііґµ¶·ё№є»јЅѕї]){3}
    | [ĂÄĹ][€‚„…†‡‰Š‹ŚŤŽŹ‘’“”•–—™š›śťžźˇ˘Ł¤Ą¦§¨©Ş«¬®Ż°±˛ł´µ¶·¸ąş»Ľ˝ľż]
    | ‚Ä[ôúùìî¶¢] | √[©®†¥£≠ü±∫ºÆ≤≥∂∏§°¢¨∞∑π]
    | ΓÇ[ÖöÜ£ô¥ªû] | ├[⌐║í▒ñó¬á╝╢]
    """,
    regex.VERBOSE,
)

# R&amp;D    caf&eacute;    it&#8217;s
_ENTITY = pattern(r"&(?:\#\d{2,6}+|\#[xX][0-9a-fA-F]{2,5}+|[a-zA-Z]{2,8}+\d?+);")

# Soft hyphens, zero-width spaces, byte order marks, bidi embeddings and overrides, icon fonts, controls.
_INVISIBLE = pattern(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u202a-\u202e\u2060-\u206f"
    r"\ufeff\ufff9-\ufffc\ue000-\uf8ff\U000f0000-\U0010fffd]++"
)
# Joiners and direction marks matter in Arabic, Hebrew and Indic scripts and in emoji, but nowhere else.
_STRAY_MARK = pattern(
    r"(?<![\p{M}\p{So}\p{Sk}\p{Arabic}\p{Hebrew}\p{Syriac}\p{Thaana}\p{Devanagari}\p{Bengali}\p{Gurmukhi}"
    r"\p{Gujarati}\p{Oriya}\p{Tamil}\p{Telugu}\p{Kannada}\p{Malayalam}\p{Sinhala}\p{Mongolian}\p{Khmer}"
    r"\p{Myanmar}])[\u200c\u200d]++"
)
_DIRECTION_MARK = pattern(r"[\u200e\u200f\u061c]++")
_RIGHT_TO_LEFT = pattern(r"[\p{Arabic}\p{Hebrew}\p{Syriac}\p{Thaana}\p{Nko}]")


# ftfy repairs a text at once, or if a single character does not fit, one damaged word after the other, which
# takes ten times as long; and it cuts texts of 1,000,000 characters, even inside a damaged character.
_PIECE = 50_000  # characters at least
# Not within "Ã la", where the blank was a byte of the character
_GAP = plain_pattern("(?:(?<=[!-~])|(?<=[Â-ß][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ])) ")


def may_be_damaged(text: str) -> bool:
    """Whether the text may need repair: a cheap check that most blocks of most pages do not pass."""
    if not text.isprintable() or "&" in text:  # isprintable finds all invisible characters but U+FFFC
        return True
    return not text.isascii() and ("\ufffc" in text or _MAYBE_MOJIBAKE.search(text) is not None)


def repaired(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the repaired text and the kinds of damage it had, none if it was sound."""
    reasons = []
    new = text
    if not new.isascii() and _MOJIBAKE.search(new):
        new, before = fixed_encoding(new), new
        if new != before:
            reasons.append("mojibake")
    if "&" in new and _ENTITY.search(new):
        new, before = _unescaped(new), new
        if new != before:
            reasons.append("escaped entities")
    new, before = _visible(new), new
    if new != before:
        reasons.append("invisible characters")
    if new != text:
        new = _folded_blanks(new)
    return new, tuple(reasons)


def without_mojibake(text: str) -> str:
    """Return the text with mojibake repaired. For text of the head, whose entities are decoded already."""
    if text.isascii() or _MAYBE_MOJIBAKE.search(text) is None:
        return text
    return repaired(text)[0]


def fixed_encoding(text: str) -> str:
    """Return the text with the mojibake undone that ftfy recognises. Its full run is slow: look first."""
    import ftfy

    if len(text) <= _PIECE:
        return ftfy.fix_text(text, _ftfy_config())
    return "".join(ftfy.fix_text(piece, _ftfy_config()) for piece in _pieces(text))


def _pieces(text: str) -> Iterator[str]:
    """Yield a long text in pieces that begin at a blank."""
    start = 0
    while gap := _GAP.search(text, start + _PIECE):
        yield text[start : gap.start()]
        start = gap.start()
    yield text[start:]


@cache
def _ftfy_config() -> TextFixerConfig:
    import ftfy

    return ftfy.TextFixerConfig(
        unescape_html=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        remove_control_chars=False,
        normalization=None,
        explain=False,
    )


def _unescaped(text: str) -> str:
    """Return the text with entities decoded, unless it shows markup and so may be about markup."""
    import html

    return text if "<" in text else html.unescape(html.unescape(text))


def _visible(text: str) -> str:
    if text.isprintable() and "\ufffc" not in text:
        return text
    text = _INVISIBLE.sub("", text)
    text = _STRAY_MARK.sub("", text)
    return text if _RIGHT_TO_LEFT.search(text) else _DIRECTION_MARK.sub("", text)


def _folded_blanks(text: str) -> str:
    """Return the text with runs of spaces collapsed, or only stripped if it has line breaks or tabs."""
    if "\n" in text or "\t" in text:
        return text.strip(" ")
    return " ".join(text.split())
