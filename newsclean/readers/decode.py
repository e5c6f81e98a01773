"""Decodes bytes to text: by BOM, as valid UTF-8, by the declared charset, then by detection.

UTF-8 that is declared as something else is still read correctly, because text in another encoding is
hardly ever valid UTF-8 by chance. Declared names mean what they mean to browsers (WHATWG Encoding
Standard): latin-1 is windows-1252, gb2312 is gb18030.
"""

from __future__ import annotations

import codecs
from contextlib import suppress
from typing import AnyStr

import regex

from ..text.patterns import pattern
from .detection import likely_encoding, non_ascii_lines

# How files that are not pages begin.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF file (WebP, WAV, AVI)"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\x00", "xz data"),
    (b"PK\x03\x04", "a ZIP archive (or an Office document, or an EPUB)"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "an SQLite database"),
    (b"OggS", "an Ogg file"),
    (b"ID3", "an MP3 file"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"wOF", "a font"),
)

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# The superset that browsers use for a declared encoding.
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "utf-16": "utf-8",  # a declaration that is readable as ASCII cannot be true
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}

# Python has these for other ends. The first two fail on bytes that they cannot decode, even with "replace".
_NOT_OF_PAGES = ("idna", "punycode", "unicode-escape", "raw-unicode-escape")

# <meta charset="utf-8">   <meta … content="text/html; charset=gb2312">   <?xml … encoding="koi8-r"?>
_DECLARED = pattern(
    rb"""(?:charset|encoding)\s{0,9}+=\s{0,9}+["']?+\s{0,9}+(?P<name>[a-zA-Z0-9_:.\-]{2,40}+)"""
)
_DECLARED_WITHIN = 4096  # bytes; browsers look at 1024, but some pages declare it later

# Control characters that text never contains (ESC does occur: ISO-2022-JP).
_CONTROL_BYTES = pattern(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROL = pattern(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# In UTF-16 and UTF-32, nearly all of whose code units are valid, also characters that are not assigned.
_WIDE = ("utf-16", "utf-32")
_UNASSIGNED = pattern(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\p{Cn}\p{Co}\ufffd]")
_MOST_CONTROL = 0.02  # share of control characters in text; data with more is binary
_STRAY_CONTROL = 4  # this many may stray into a short text
_MOST_REPLACED = 0.01  # share of undecodable characters in a damaged page
_MOST_ACCENTS_LOST = 0.2  # the same among non-ASCII characters: English has few accents to lose
_LOOK_AT = 100_000  # bytes to examine
_WESTERN = 0.25  # lines in a Western language have a smaller share of non-ASCII bytes
_SHIFTS_TO_KANJI = (b"\x1b$B", b"\x1b$@")  # ISO-2022-JP, which is all ASCII


class NotAPage(ValueError):
    """The bytes are neither HTML nor text; the message says what they look like."""


def decode(data: bytes, encoding: str | None = None) -> str:
    """Return `data` as text; undecodable bytes become U+FFFD.

    Raises NotAPage for bytes that are not text, LookupError for an unknown `encoding`.
    """
    _refuse_files(data)
    known = encoding or _by_bom(data) or _utf16_kind(data)
    if known is not None:
        return _decoded(data, known)
    _refuse_binary(data[:_LOOK_AT], _CONTROL_BYTES)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        declared = _declared(data)
        return _as_declared(data, declared) or _almost_utf8(data) or _detected(data, declared)
    if any(shift in data for shift in _SHIFTS_TO_KANJI):
        return data.decode("iso2022_jp_ext", "replace")
    return text


def codec_of(charset: str) -> str | None:
    """Return Python's name for a charset; None for one that is unknown or that no page is written in."""
    try:
        name = codecs.lookup(charset).name
        "".encode(name)
    except (LookupError, ValueError):  # the first also for rot13 and hex, the second for "utf-8\0"
        return None
    return None if name in _NOT_OF_PAGES else name


def _refuse_files(data: bytes) -> None:
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            hint = "; decompress them first" if what.endswith(" data") else ""
            raise NotAPage(f"the bytes look like {what}, not like HTML or text{hint}")


def _refuse_binary(look: AnyStr, control: regex.Pattern[AnyStr]) -> None:
    if len(control.findall(look)) > max(_STRAY_CONTROL, _MOST_CONTROL * len(look)):
        raise NotAPage("the bytes look like binary data, not like HTML or text")


def _decoded(data: bytes, encoding: str) -> str:
    name = codec_of(encoding)
    if name is None:
        raise LookupError(f"unknown encoding: {encoding}")
    is_wide = name.startswith(_WIDE)
    look = data[:_LOOK_AT].decode(encoding, "replace")
    _refuse_binary(look, _UNASSIGNED if is_wide else _CONTROL)
    return data.decode(encoding, "replace")


def _by_bom(data: bytes) -> str | None:
    return next((name for bom, name in _BOMS if data.startswith(bom)), None)


def _utf16_kind(data: bytes) -> str | None:
    """Return the kind of UTF-16, if every other byte is zero as it is in markup and spaces."""
    look = data[:2000]
    if b"\x00" not in look or len(look) < 4:
        return None
    even, odd = look[::2].count(0) / len(look) * 2, look[1::2].count(0) / len(look) * 2
    if odd > 0.2 and even < 0.02:
        return "utf-16-le"
    if even > 0.2 and odd < 0.02:
        return "utf-16-be"
    return None


def _declared(data: bytes) -> str | None:
    """Return Python's name for the charset that the page declares."""
    found = _DECLARED.search(data[:_DECLARED_WITHIN])
    if not found:
        return None
    name = codec_of(found["name"].decode("ascii"))
    return _SUPERSETS.get(name, name) if name else None


def _as_declared(data: bytes, declared: str | None) -> str | None:
    """Return the text in the declared charset, if it fits."""
    if declared is None or declared == "utf-8":  # the bytes are not valid UTF-8
        return None
    text = data.decode(declared, "replace")
    broken = text.count("\ufffd")
    if broken > _MOST_REPLACED * len(text) or (broken and broken > _MOST_ACCENTS_LOST * _non_ascii(text)):
        return None
    # cp1252 is often declared by habit, and nearly any bytes are valid in it
    return None if declared == "cp1252" and _is_hardly_western(data) else text


def _almost_utf8(data: bytes) -> str | None:
    """Return the text as UTF-8 if only a few bytes are broken, as cutting and pasting leaves them."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    fits = broken <= _MOST_REPLACED * len(text) and broken <= _MOST_ACCENTS_LOST * _non_ascii(text)
    return text if fits else None


def _detected(data: bytes, declared: str | None) -> str:
    """Return the text in the encoding that its letters suggest, in the declared one, or in bs4's guess."""
    name = likely_encoding(data)
    if name is None and declared not in (None, "utf-8"):
        name = declared
    if name is None:
        name = _guessed(b"\n".join(non_ascii_lines(data)))
    try:
        text = data.decode(name, "replace")
    except LookupError:
        text = data.decode("cp1252", "replace")
    if text.count("\ufffd") > 0.3 * max(1, len(text)):
        raise NotAPage("the bytes look like binary data: no encoding turns them into text")
    return text


def _guessed(sample: bytes) -> str:
    """Return the first of bs4's guesses that decodes the sample; if none does, the first."""
    from bs4.dammit import EncodingDetector

    guesses = [name for name in EncodingDetector(sample, is_html=False).encodings if name != "ascii"]
    for name in guesses:
        with suppress(LookupError, UnicodeDecodeError):
            sample.decode(name)
            return name
    return guesses[0]


def _non_ascii(text: str) -> int:
    """Return the number of non-ASCII characters in the part that is examined."""
    return sum(c > "\x7f" for c in text[:_LOOK_AT])


def _is_hardly_western(data: bytes) -> bool:
    sample = b"".join(non_ascii_lines(data))
    return sum(byte > 0x7F for byte in sample) > _WESTERN * len(sample)
