"""Recognises elements by the words of their class, id and role, using phrases/class_words.txt.

>>> sorted(roles()["crumb"]), sorted(class_words("account"))
(['breadcrumbs', 'trail'], ['cart', 'login', 'register', 'signin'])
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ..model import Container, chain
from ..phrases import lines

LEVELS = 3  # elements around a block whose class words are read


@cache
def roles() -> Mapping[str, frozenset[str]]:
    """Return the roles of each word."""
    pairs = (line.partition(":")[::2] for line in lines("class_words"))
    return {word: frozenset(role.strip() for role in named.split(",")) for word, named in pairs}


@cache
def class_words(*wanted: str) -> frozenset[str]:
    """Return all words with one of these roles. Raises ValueError for a role that no word has."""
    unknown = set(wanted).difference(*roles().values())
    if unknown:
        raise ValueError(f"no class word has the role {min(unknown)!r}")
    return frozenset(word for word, own in roles().items() if not own.isdisjoint(wanted))


def is_called(container: Container | None, *wanted: str) -> bool:
    """Whether the element's own class, id or role has a word with one of these roles."""
    if container is None or not container.tokens:
        return False
    return not container.tokens.isdisjoint(class_words(*wanted))


def is_inside(container: Container | None, levels: int, *wanted: str) -> bool:
    """Whether an element or one around it, `levels` of them in all, has a word with one of these roles."""
    words = class_words(*wanted)
    return not all(words.isdisjoint(each.tokens) for each in chain(container, levels))
