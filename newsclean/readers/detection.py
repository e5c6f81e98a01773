"""Detects the encoding of undeclared bytes: the one in which common letters are most frequent.

In the right encoding, about half of the non-ASCII characters are the ten commonest letters of some
language (in Chinese, the fifty commonest characters make up a tenth); in a wrong one, hardly any are.

>>> likely_encoding("Мост вновь открыт после ремонта".encode("koi8-r"))
'koi8_r'
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from ..phrases import written

_SAMPLE = 10_000  # bytes to examine
_LEAST_SHARE = 0.35  # of common letters among the non-ASCII characters
_MOST_BROKEN = 0.01  # share of undecodable non-ASCII characters, including those cut at the ends of lines
_FEWEST = 3  # non-ASCII characters: fewer are no evidence, and the web's default will do

# The signs of the encodings' own quotation marks, dashes and currencies
_SIGNS = {
    **dict.fromkeys(("cp932", "euc_jp"), "ー、。「」"),
    "cp1252": "’‘“”„‚–—…•·«»‹›©®°£€",
    "cp1250": "’‘“”„–—…·«»©€",
    "cp1254": "’‘“”–—…·«»©€",
    "cp1257": "„“”–—©",
}
# Encodings in the order they are tried in, and the share of letters that text in one must have
_SHARES: Mapping[str, float] = {
    "cp932": 0.35,
    "euc_jp": 0.35,
    "cp949": 0.3,
    "gb18030": 0.08,
    "big5hkscs": 0.08,
    **dict.fromkeys("cp1251 koi8_r iso8859_5 cp866 cp1253 cp1255 cp1256 cp874".split(), _LEAST_SHARE),
    **dict.fromkeys("cp1252 cp1250 iso8859_2 cp1254 cp1257".split(), _LEAST_SHARE),
}


def likely_encoding(data: bytes) -> str | None:
    """Return Python's name for the encoding that fits best; None if none fits."""
    sample = b"\n".join(non_ascii_lines(data))
    best, most = None, 1.0
    for encoding, share in _SHARES.items():
        text = sample.decode(encoding, "replace")
        foreign = [c for c in text if c > "\x7f" and c != "\xa0"]
        if len(foreign) < _FEWEST:
            return "cp1252"
        if foreign.count("\ufffd") > _MOST_BROKEN * len(foreign):
            continue
        common = _letters()[encoding]
        fit = sum(c in common for c in foreign) / len(foreign) / share
        if fit > most + 1e-9:
            best, most = encoding, fit
    return best


@cache
def _letters() -> Mapping[str, frozenset[str]]:
    """Return the commonest letters of text in each encoding, of all languages written in it."""
    found = {encoding: _SIGNS.get(encoding, "") for encoding in _SHARES}
    for encodings, _, letters in (line.partition(": ") for line in written("letters by encoding")):
        for encoding in encodings.split():
            found[encoding] += letters
    return {encoding: frozenset(letters) for encoding, letters in found.items()}


def non_ascii_lines(data: bytes) -> Iterator[bytes]:
    """Yield the lines with non-ASCII bytes, 10,000 bytes in all at most."""
    size = 0
    for line in data.splitlines():
        if not line.isascii():
            line = line[: _SAMPLE - size]
            yield line
            size += len(line)
            if size >= _SAMPLE:
                return
