"""The words of a line in any script: folding them for comparison, counting them, finding sentence ends.

>>> fold("Türkiye’s “Foreign” Ministry — Update")
'turkiyes foreign ministry update'
>>> count_words("新华社北京电"), count_words("two words")
(3, 2)
>>> ends_sentence("He left.”"), ends_sentence("Most popular"), ends_sentence("यह सच है।")
(True, False, True)
>>> ends_sentence("„Wir fahren.“"), ends_sentence("„Wir fahren“"), ends_sentence("قال ذلك.\u200f")
(True, False, True)
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from .caching import cached_if_short
from .patterns import pattern, plain_pattern

# Most text is Latin: ASCII plus typography and accents. Plain sets in `re` are the fastest.
_ACCENTS = plain_pattern("[\u0300-\u036f]+")
_BEYOND_LATIN = plain_pattern("[^\x00-\x7f“”„‚«»‹›–—•·]")
_OTHER_SCRIPT = plain_pattern("[^\x00-\x7f“”„‚«»‹›–—•·\u0300-\u036f]")  # after normalising
# None, as CPython translates an ASCII text at once unless it meets a string of another length than one
_FOLDED = str.maketrans(
    {c: c.lower() if c.isalnum() else " " for c in map(chr, range(0x80))} | {"'": None, "`": None}
)
# No language needs more marks on one letter (Unicode's limit for stream-safe text), and normalising a pile
# of marks takes quadratic time.
_MOST_MARKS = 30
_EXCESS_MARKS = pattern(r"\p{M}{30}\K\p{M}++")
_APOSTROPHES = frozenset("'’‘ʼ´`")

# Scripts written without spaces: about two characters make a word.
UNSPACED = pattern(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]++")
# The blocks of 256 characters without these scripts: most text is in them, and needs no closer look.
_SPACED_BLOCKS = bytes((*range(0x0E), 0x0F, *range(0x11, 0x17), *range(0x1A, 0x2E), *range(0xAC, 0xD8)))
_CHARACTERS_A_WORD = 2
RARE = 0x10000  # first code point beyond nearly all living scripts
TELLING = 4  # letters of the shortest word that tells what a text is about: not an article
STEM = 5  # letters that most inflected forms of a word share

# He left.”    本当だ。」    यह सच है।    ¿qué?    "Yes!" she said …
FULL_STOPS = ".。।॥۔։።။។៕｡"
"""Full stops of all scripts."""
CLOSING = "\"'“”„‘’»«›‹)]}」』】）〉》〞﹂﹄"
"""What may close a sentence behind its full stop: the quotation marks of all languages, and brackets.

German, Czech and Georgian close with the marks that English opens with: „Wir fahren.“
"""

_SENTENCE_MARKS = FULL_STOPS + "!?…！？؟፧׃‽"
_AFTER_MARKS = frozenset(CLOSING + " ")  # what is printable of it
_SENTENCE_END = pattern(r"[" + _SENTENCE_MARKS + r"][" + CLOSING.replace("]", r"\]") + r"\p{Cf}\s]*+\Z")
_FIRST_THAI, _LAST_LAO = "\u0e00", "\u0eff"  # the two scripts are neighbours
_WITHOUT_STOP = 80  # characters of a text in Thai or Lao that is longer than most headlines
COLONS = (":", "：", "៖", "፦", "՝")
"""Colons of all scripts, as they stand after labels."""

# "👉 Read also"    "▶️ Watch"    "» Follow us", but not »Follow us«
_SIGNS = pattern(r"(?:[\p{So}\p{Sk}\p{Sm}\p{M}\p{Cf}\s•·*※\-]|»(?=[»\s]))++")
ELLIPSES = ("…", "...")
"""Ends of a text that breaks off."""
OPENING_QUOTES = ('"', "“", "„", "«", "‘", "'")
QUESTION_MARKS = ("?", "？", "؟")
_SENTENCE_TAIL = 12  # characters at the end to look at; closing quotes and brackets rarely take more


@cached_if_short(4096)
def fold(text: str) -> str:
    """Return the letters and digits, without case, accents and apostrophes, with one space between words.

    Equal folds mean the same headline, whatever a dump tool or an alt text did to it.
    """
    bare = text
    if not bare.isascii():
        bare = bare.replace("’", "").replace("‘", "")
        if _BEYOND_LATIN.search(bare):
            if len(max(bare.split(), key=len, default="")) > _MOST_MARKS:  # a pile of marks has no blanks
                bare = _EXCESS_MARKS.sub("", bare)
            bare = unicodedata.normalize("NFKD", bare)
            if _OTHER_SCRIPT.search(bare):
                return " ".join(bare.translate(_FOLDED_OF_ANY_SCRIPT).split())
            bare = _ACCENTS.sub("", bare)
        bare = bare.encode("ascii", "replace").decode()
    return " ".join(bare.translate(_FOLDED).split())


def without_signs(text: str) -> str:
    """Return a line without the pictures and bullets before its first word or quotation mark.

    >>> without_signs("👉 Read also: Storm closes port"), without_signs("»Read this,« she said.")
    ('Read also: Storm closes port', '»Read this,« she said.')
    """
    if text[:1].isalnum():  # as nearly always
        return text
    signs = _SIGNS.match(text)
    return text[signs.end() :] if signs else text


def squash(text: str) -> str:
    """Return the letters and digits alone, folded, without blanks: for names that are also addresses.

    >>> squash("The Valley-Echo")
    'thevalleyecho'
    """
    return fold(text).replace(" ", "")


class _FoldedCharacters(dict[int, str | None]):
    """What each code point becomes, computed on first use: None removes a mark, a blank parts words."""

    def __missing__(self, number: int) -> str | None:
        character = chr(number)
        category = unicodedata.category(character)
        if category in ("Mn", "Cf") or character in _APOSTROPHES:
            found = None
        else:
            found = character.casefold() if category[0] in "LMN" else " "
        if number < RARE:
            self[number] = found
        return found


_FOLDED_OF_ANY_SCRIPT = _FoldedCharacters()


@cached_if_short(1024, longest=5000)  # each paragraph of a page is counted six times
def count_words(text: str) -> int:
    """Return the number of words; in scripts without spaces, two characters count as a word."""
    words = len(text.split())
    if not text.isascii() and _may_be_unspaced(text):
        unspaced = sum(map(len, UNSPACED.findall(text)))
        if unspaced:
            words = max(words, words - 1 + (unspaced + 1) // _CHARACTERS_A_WORD)
    return words


def _may_be_unspaced(text: str) -> bool:
    """Whether a text has characters of other blocks, by their high bytes: five times as fast as a search."""
    return bool(text.encode("utf-16-le", "surrogatepass")[1::2].translate(None, _SPACED_BLOCKS))


def ends_sentence(text: str) -> bool:
    """Whether the text ends in a full stop, question or exclamation mark of any script, before any quotes.

    Thai and Lao have none: a text in them ends like a sentence if it is long.
    """
    last = text[-1:]
    if last == ".":
        return True
    if _FIRST_THAI <= last <= _LAST_LAO:
        return len(text) >= _WITHOUT_STOP
    if last.isalnum():
        return False
    if last.isprintable() and last not in _AFTER_MARKS:
        return last != "" and last in _SENTENCE_MARKS
    return _SENTENCE_END.search(text[-_SENTENCE_TAIL:]) is not None


def ends_without_stops(text: str) -> bool:
    """Whether a text ends in Thai or Lao, whose sentences have no full stops."""
    return _FIRST_THAI <= text[-1:] <= _LAST_LAO


def telling_words(texts: Iterable[str]) -> set[str]:
    """Return the folded words that tell what texts are about: those of four letters or more.

    They are whole: where a page is asked whether two of its texts share a word, stems would find more that
    have nothing to do with each other (port, portrait).

    >>> sorted(telling_words(["Storm closes the port"]))
    ['closes', 'port', 'storm']
    """
    return {word for text in texts for word in fold(text).split() if len(word) >= TELLING}
