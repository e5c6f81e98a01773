"""Knows the names of a site, as it declares them and as its address spells them.

>>> names = SiteNames(["Valley Echo"], "https://www.echonews.example/library")
>>> "Valley Echo" in names, "echonews.example" in names, "Council" in names, names.begins_with("Echo")
(True, True, False, True)
"""

from __future__ import annotations

from collections.abc import Iterable

from ...text.words import squash

_LEAST_LABEL = 4  # letters; a part of the domain this long may be part of the site's name
_WORDS_WITH_ADDRESS = 3  # of a name that ends in the address; more are a headline: "… by echo.example"
_NAME_LONGER = 10  # letters that a site's name may have beyond its domain: "Echo Online" at echo.example


class SiteNames:
    """The names of a site, as declared and as spelled in its address."""

    __slots__ = ("_addresses", "_hosts", "_labels", "_squashed")

    def __init__(self, declared: Iterable[str], url: str) -> None:
        self._squashed = {_letters_of_name(x) for x in declared} - {""}
        labels = _host(url).split(".")
        host = labels[0]
        self._hosts = {"".join(labels), "".join(labels[-2:]), "".join(labels[-3:])} if host else set()
        self._addresses = {".".join(labels[-2:]), ".".join(labels[-3:])}
        self._labels = {x.replace("-", "") for x in labels[:-1] if len(x) >= _LEAST_LABEL}

    def __contains__(self, text: str) -> bool:
        """Whether the text is a name of the site and nothing else."""
        name = _letters_of_name(text)
        return name in self._squashed or name in self._hosts or name in self._labels

    def begins_with(self, text: str) -> bool:
        """Whether a text of one word is the beginning of the site's address: "Echo" at echonews.example."""
        name = _letters_of_name(text)
        return " " not in text and any(x.startswith(name) and len(name) < len(x) for x in self._labels)

    def resembles(self, part: str, at_end: bool) -> bool:
        """Whether a part of a title line names the site; at the end also with one word more: "Echo News".

        A word or two before its whole address are part of the name, too: "News echo.example".
        """
        name = _letters_of_name(part)
        words = part.lower().split()
        if words[-1:] and words[-1] in self._addresses and len(words) <= _WORDS_WITH_ADDRESS:
            return True
        return part in self or (
            at_end
            and any(
                (len(name) <= len(x) + _NAME_LONGER and (name.startswith(x) or name.endswith(x)))
                or (len(name) >= _LEAST_LABEL and (x.startswith(name) or x.endswith(name)))
                for x in self._labels
            )
        )


def _letters_of_name(text: str) -> str:
    """Return the letters of a site's name or address: "echo" of "www.Echo"."""
    return squash(text).removeprefix("www")


def _host(url: str) -> str:
    """Return the host of an address; for an archived or proxied page, the host of the original address.

    >>> _host("https://archive.example/web/2012/http://www.echo.example/a")
    'echo.example'
    """
    inner = url.partition("://")[2]
    for mark in ("://", "//"):
        if mark in inner:
            inner = inner.rpartition(mark)[2]
    return (
        inner.partition("/")[0]
        .partition("?")[0]
        .rpartition("@")[2]
        .partition(":")[0]
        .lower()
        .removeprefix("www.")
    )
