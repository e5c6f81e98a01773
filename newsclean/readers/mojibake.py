"""Undoes mojibake of the whole page: UTF-8 that was decoded as another charset before newsclean got it.

>>> undone("Мост через реку".encode().decode("latin-1"))[0]
'Мост через реку'

This comes before anything strips or splits the text, because two of the wrong characters, U+0085 and U+00A0,
are white space. The evidence is that all non-ASCII characters together are the bytes of valid UTF-8, as those
of undamaged text never are. A few damaged words on a page are left to the pass `text_repair`.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from functools import cache
from re import Match

from ..evidence.damage import fixed_encoding
from ..text.patterns import plain_pattern

_WESTERN = "windows-1252"
# Charsets that programs assume if none is declared. windows-1252 includes latin-1 and mixtures of the two.
_CHARSETS = (
    *(_WESTERN, "windows-1251", "windows-1250", "iso-8859-2", "windows-1254", "windows-1253"),
    *("windows-1255", "windows-1256", "windows-1257", "koi8-r"),
)

# A character's bytes in windows-1252 or latin-1: a lead byte, then bytes 80 to BF. "Ã©", "â€™", "ðŸ˜€"
_AFTER_LEAD = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
# It begins with a set of characters, not with alternatives: `re` then skips all others quickly.
_CHARACTER = "[Â-ô](?:(?<=[Â-ß])[AFTER]|(?<=[à-ï])[AFTER]{2}|(?<=[ð-ô])[AFTER]{3})"
_CHARACTERS = plain_pattern("C(?:C)*".replace("C", _CHARACTER).replace("AFTER", _AFTER_LEAD))
_LEADS = plain_pattern("[Â-ô]")
# The same if bytes of it became U+FFFD: "Ñ\ufffd", "ã\ufffd‚"
_REPLACED = plain_pattern(_CHARACTER.replace("AFTER", _AFTER_LEAD + "\ufffd"))
# A no-break space whose second byte became a blank or was stripped: "1%Â – a first"
_BLANK = plain_pattern(r"Â(?=\s|\Z)")
# A character that lacks bytes, or has U+FFFD, "?" or a blank in their place: "Ñ\ufffd", "Ñ?", "Ã la"
_BROKEN = plain_pattern(
    r"(?!Â(?:[\s<]|\Z))[Â-ß](?![AFTER])|[à-ï][AFTER](?![AFTER])|[à-ô]\ufffd".replace("AFTER", _AFTER_LEAD)
)
_CONTROLS = plain_pattern(r"[\x80-\x9f]")
_PART = plain_pattern(r"[^<>\n]+")  # a line, or what is inside a tag or between tags

_SAMPLE = 2000  # characters to examine first, from the first that is not ASCII
_SUSPICIOUS = 0.25  # damaged characters in the sample, for each other non-ASCII character
_FEW_LETTERS = 64  # non-ASCII characters to try in each charset first
_LEADS_OF_BLANKS = "ÃÐÂ×Î"  # of frequent characters whose second byte is A0: à Р נ Π and no-break spaces
_FEWEST_BYTES = 6  # after lead bytes on a damaged page: of three curly quotes or six accented letters
_CERTAIN = 10  # damaged characters and no others in a part: enough even if the rest of the page is right
_MOST_BROKEN = 3  # broken characters that are no evidence of damage by themselves
_MOST_ROUNDS = 3  # of wrong decoding; twice does occur

_ASCII = bytes(range(128))
_FIRST_LEAD = 0xC2  # lower bytes continue a character, or are in no UTF-8


def undone(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the page as it was before it was decoded wrongly, and warnings that say what was done."""
    if not may_be_damaged_page(text):
        return text, ()
    charsets: list[str] = []
    while len(charsets) < _MOST_ROUNDS and (found := _whole_undone(text)):
        text, charset = found
        charsets.append(charset)
    if not charsets:
        return _parts_undone(text)
    misread = " and again as ".join(charsets)
    evidence = f"all {len(non_ascii(text))} non-ASCII characters are valid UTF-8"
    return text, (f"the page was UTF-8 misread as {misread}; this was undone, as {evidence}",)


def may_be_damaged_page(text: str) -> bool:
    """Whether to look at the whole page. A glance at a sample costs a healthy page next to nothing."""
    if text.isascii():
        return False
    sample = _sample(text)
    letters = non_ascii(sample)
    if _CHARACTERS.search(letters):
        damaged, others = _counts(sample)
        if damaged and damaged >= _SUSPICIOUS * others:
            return True
    if "\x85" in text or "\ufffd" in text:
        return True
    if "\xa0" in text and any(lead in text and lead + "\xa0" in text for lead in _LEADS_OF_BLANKS):
        return True
    few = letters[:_FEW_LETTERS]
    return any(_may_fit(few, charset) and _fits(few, charset) for charset in _CHARSETS)


# --- the whole page -------------------------------------------------------------------------------


def _whole_undone(text: str) -> tuple[str, str] | None:
    """Return the page and the charset it was misread as, if all of it was."""
    letters = non_ascii(_sample(text))
    found: dict[str, str] = {}
    for charset in _CHARSETS:
        if not _fits(letters, charset) or (fixed := _decoded(text, charset)) is None:
            continue
        found.setdefault(fixed, charset)
        if charset == _WESTERN:
            break
    if len(found) != 1:  # none, or some that disagree
        return None
    ((fixed, charset),) = found.items()
    return (fixed, charset) if len(text) - len(fixed) >= _FEWEST_BYTES else None


def _fits(letters: str, charset: str) -> bool:
    """Whether the characters are at least one character of UTF-8 in the charset."""
    fixed = _decoded(letters, charset)
    return fixed is not None and len(fixed) < len(letters)


def _decoded(text: str, charset: str) -> str | None:
    """Return the text whose UTF-8 looks like this in the charset; None if it is not valid UTF-8.

    A character that is cut off at the end becomes U+FFFD. Control characters in the result speak against any
    charset but windows-1252, in which they are mojibake once more.
    """
    try:
        data = codecs.charmap_encode(text, "strict", _bytes_of(charset))[0]
        fixed, length = codecs.utf_8_decode(data, "strict", False)
    except UnicodeError:
        return None
    if charset != _WESTERN and _CONTROLS.search(fixed):
        return None
    return fixed if length == len(data) else fixed + "\ufffd"


@cache
def _bytes_of(charset: str) -> Mapping[int, int]:
    """Return the byte of each character; undefined bytes are the control characters of the same number."""
    shown = bytes(range(256)).decode(charset, "replace")
    found = {byte if c == "\ufffd" else ord(c): byte for byte, c in enumerate(shown)}
    return {**{byte: byte for byte in range(0x80, 0xA0)}, **found} if charset == _WESTERN else found


def _may_fit(letters: str, charset: str) -> bool:
    """Whether only the first of two characters is a lead byte: a cheap look that spares decoding."""
    leads = _leads(charset)
    return letters[0] in leads and letters[1:2] not in leads


@cache
def _leads(charset: str) -> frozenset[str]:
    """Return the characters that the first byte of a character in UTF-8 may look like."""
    return frozenset(chr(code) for code, byte in _bytes_of(charset).items() if byte >= _FIRST_LEAD)


def _sample(text: str) -> str:
    try:
        text.encode("ascii")
    except UnicodeEncodeError as error:
        return text[error.start : error.start + _SAMPLE]
    return ""


def non_ascii(text: str) -> str:
    """Return the text without its ASCII characters."""
    return text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")


# --- parts of a page ------------------------------------------------------------------------------


def _parts_undone(text: str) -> tuple[str, tuple[str, ...]]:
    """Undo the damage in each line and tag where it is certain. Only windows-1252 is recognised here."""
    damaged, others = _counts(text)
    if damaged < _CERTAIN and text.count("\ufffd") <= _MOST_BROKEN:
        return text, ()
    broken = len(_BROKEN.findall(text))
    misread = f"UTF-8 misread as {_WESTERN}"
    lost = f"{broken} of its characters have lost bytes"
    if damaged < _CERTAIN:
        if broken > _MOST_BROKEN and damaged + broken >= others - broken:
            return text, (f"the page seems to be {misread} and cannot be repaired: {lost}",)
        return text, ()
    is_mostly_damaged = damaged >= others - broken
    fixed = _PART.sub(lambda part: _part_undone(part[0], is_mostly_damaged), text)
    if is_mostly_damaged and broken:
        return fixed, (f"most of the page was {misread}; this was undone, but {lost} and are in doubt",)
    if fixed != text:
        return fixed, (f"parts of the page were {misread}; this was undone where it is certain",)
    return text, ()


def _part_undone(part: str, is_mostly_damaged: bool) -> str:
    if part.isascii():
        return part
    if is_mostly_damaged:
        part = _BLANK.sub("", part)
    damaged, others = _counts(part)
    if is_mostly_damaged or (damaged >= _CERTAIN and not others):
        fixed = _decoded(part, _WESTERN)
        if fixed is not None:
            return fixed
        broken = len(_BROKEN.findall(part))
        if damaged + broken > others - broken:  # ftfy also knows what "Ã la" must have been
            return _REPLACED.sub(_replaced, _CHARACTERS.sub(_characters_undone, fixed_encoding(part)))
    return part


def _characters_undone(found: Match[str]) -> str:
    fixed = _decoded(found[0], _WESTERN)
    return found[0] if fixed is None else fixed


def _replaced(found: Match[str]) -> str:
    return "\ufffd" if "\ufffd" in found[0] else found[0]


def _counts(text: str) -> tuple[int, int]:
    """Return the numbers of damaged characters and of the other non-ASCII characters."""
    letters = non_ascii(text)
    if not _CHARACTERS.search(letters):  # as in most texts: a cheap check first
        return 0, len(letters)
    damaged = "".join(_CHARACTERS.findall(text))
    return len(_LEADS.findall(damaged)), len(letters) - len(damaged)
