"""What a line's words are, in any script: folded for comparison, counted, and whether they end a sentence.

>>> fold("Türkiye’s “Foreign” Ministry — Update")
'turkiyes foreign ministry update'
>>> count_words("新华社北京电"), count_words("two words")
(3, 2)
>>> ends_sentence("He left.”"), ends_sentence("Most popular"), ends_sentence("यह सच है।")
(True, False, True)
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import regex

_MARKS = regex.compile(r"[\p{Mn}\p{Cf}'’‘ʼ´`]++")
_NOT_WORDS = regex.compile(r"[^\p{L}\p{M}\p{N}]++")
_ASCII_APOSTROPHES = str.maketrans("", "", "'`")
_NOT_ASCII_WORDS = regex.compile(r"[^a-z0-9]++")

# Scripts written without blanks: about two characters make a word.
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
_CHARACTERS_A_WORD = 2

# He left.”    本当だ。」    यह सच है।    ¿qué?    "Yes!" she said …
_SENTENCE_END = regex.compile(r"[.!?…。！？｡।॥؟۔။።׃‽][\"'”’»«›‹)\]}」』】）〉》”\s]*+\Z")
_SENTENCE_TAIL = 12  # closing quotes and brackets hardly pile up beyond this


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Letters and digits only, case, accents and apostrophes aside, words parted by one blank.

    Equal folds mean the same headline, whatever a dump tool or an alt text did to it.
    """
    if text.isascii():
        return _NOT_ASCII_WORDS.sub(" ", text.lower().translate(_ASCII_APOSTROPHES)).strip()
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold()
    return _NOT_WORDS.sub(" ", bare).strip()


def count_words(text: str) -> int:
    """Words by blanks; where a script has none, two characters count as a word."""
    words = len(text.split())
    if not text.isascii():
        unspaced = len(_UNSPACED.findall(text))
        if unspaced:
            words = max(words, words - 1 + (unspaced + 1) // _CHARACTERS_A_WORD)
    return words


def ends_sentence(text: str) -> bool:
    """Whether the text ends in a full stop, a question or exclamation mark of any script, quotes aside."""
    return _SENTENCE_END.search(text[-_SENTENCE_TAIL:]) is not None
