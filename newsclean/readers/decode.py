"""Bytes to text: by BOM, by what is plainly UTF-8, by the declared charset, then by detection.

UTF-8 declared as something else still reads right, since text in another encoding is hardly
ever valid UTF-8 by chance. Declared names mean what browsers take them for (WHATWG Encoding
Standard): latin-1 is windows-1252, gb2312 is gb18030.
"""

from __future__ import annotations

import codecs

import regex

# What bytes that are no page begin with.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF file (WebP, WAV, AVI)"),
    (b"\x1f\x8b", "gzip data; decompress it first"),
    (b"\x28\xb5\x2f\xfd", "zstd data; decompress it first"),
    (b"BZh", "bzip2 data; decompress it first"),
    (b"\xfd7zXZ\x00", "xz data; decompress it first"),
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

# What a declared name stands for on the web: the superset that browsers use.
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
    "utf-16": "utf-8",  # a page that could declare it in ASCII is not in it
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}

# <meta charset="utf-8">   <meta … content="text/html; charset=gb2312">   <?xml … encoding="koi8-r"?>
_DECLARED = regex.compile(
    rb"""(?:charset|encoding)\s{0,9}+=\s{0,9}+["']?+\s{0,9}+(?P<name>[a-zA-Z0-9_:.\-]{2,40}+)"""
)
_DECLARED_WITHIN = 4096  # bytes; browsers look at 1024, pages put more before it

# Control bytes that no text holds (ESC does occur: ISO-2022-JP).
_CONTROL = regex.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROL = 0.02  # share of control bytes above which bytes are no text
_MOST_REPLACED = 0.01  # share of undecodable characters that a damaged page may have
_LOOK_AT = 100_000  # bytes a look is taken at
_DETECT_ON = 20_000  # bytes that the detector is given


class NotAPage(ValueError):
    """The bytes are no HTML and no text; the message says what they look like."""


def decode(data: bytes, encoding: str | None = None) -> str:
    """The text of `data`; undecodable bytes become U+FFFD.

    Raises NotAPage for bytes that are no text, LookupError for an unknown `encoding`.
    """
    _refuse_files(data)
    if encoding is not None:
        return data.decode(encoding, "replace")
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data.decode(name, "replace")
    wide = _utf16_without_bom(data)
    if wide:
        return data.decode(wide, "replace")
    _refuse_binary(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _declared(data) or _mostly_utf8(data) or _detected(data)
    if b"\x1b" in data:  # valid ASCII that is ISO-2022-JP
        return _declared(data) or text
    return text


def _refuse_files(data: bytes) -> None:
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise NotAPage(f"the bytes look like {what}, not like HTML or text")


def _refuse_binary(data: bytes) -> None:
    look = data[:_LOOK_AT]
    if len(_CONTROL.findall(look)) > _MOST_CONTROL * len(look):
        raise NotAPage("the bytes look like binary data, not like HTML or text")


def _utf16_without_bom(data: bytes) -> str | None:
    """UTF-16 of a page with markup or blanks in it: every other byte of those is zero."""
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
    """Decoded by the charset that the page declares, unless it does not fit."""
    found = _DECLARED.search(data[:_DECLARED_WITHIN])
    if not found:
        return None
    try:
        name = codecs.lookup(found["name"].decode("ascii")).name
    except LookupError:
        return None
    name = _SUPERSETS.get(name, name)
    try:
        text = data.decode(name, "replace")
    except (LookupError, UnicodeError):  # a codec that is no text encoding (rot13, hex)
        return None
    return text if text.count("\ufffd") <= _MOST_REPLACED * len(text) else None


def _mostly_utf8(data: bytes) -> str | None:
    """UTF-8 with a few bytes broken by somebody who cut or pasted: most non-ASCII in it is valid."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for c in text[:_LOOK_AT] if c > "\x7f") - broken
    return text if broken <= _MOST_REPLACED * len(text) and whole > 4 * broken else None


def _detected(data: bytes) -> str:
    """Decoded by what bs4's detector makes of the stretch where the non-ASCII bytes are."""
    from bs4.dammit import UnicodeDammit

    sample = _telling_bytes(data)
    guess = UnicodeDammit(sample, override_encodings=[], is_html=False).original_encoding or "windows-1252"
    try:
        text = data.decode(guess, "replace")
    except LookupError:
        text = data.decode("windows-1252", "replace")
    if text.count("\ufffd") > 0.3 * max(1, len(text)):
        raise NotAPage("the bytes look like binary data: no encoding makes text of them")
    return text


def _telling_bytes(data: bytes) -> bytes:
    """The lines that hold non-ASCII bytes, up to a limit: what a detector needs, and no more."""
    out, size = [], 0
    for line in data.splitlines():
        if not line.isascii():
            out.append(line[:_DETECT_ON])
            size += len(out[-1])
            if size > _DETECT_ON:
                break
    return b"\n".join(out)
