"""Profile: what is known about a site, as an object that callers hold, join and save."""

from __future__ import annotations

import heapq
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from ..complete_file import complete_file
from ..text.counted import counted
from ..text.domains import hostname
from .page_notes import PageNotes
from .profile_file import Learnt, is_profile, read_profile, written
from .rules import TOML, Rules
from .templates import LEAST_STORIES, Template, templates, without_copies

MOST_PAGES = 64  # of which notes are kept; more change little


@dataclass(frozen=True)
class Profile:
    """What is known about a site.

    `newsclean.learn(pages)` makes one, `clean(page, profile=…)` uses it, and `one | other` joins two. A
    profile holds the notes of at most 64 pages, the ones with the smallest digests, so neither the order of
    pages nor that of joins makes a difference.

    notes: what was learnt from each page, in the order of their digests.
    texts: the texts of recurring lines by their keys, shortened, for people to look at.
    unread: how many pages were left out because they could not be read or cleaned.
    rules: what the profile's owner knows about the site, which overrides what was learnt.
    """

    notes: tuple[PageNotes, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    unread: int = 0
    rules: Rules = field(default_factory=Rules)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Profile:
        """Return the profile in a file that `save` wrote, or in a `.toml` or `.json` file of rules alone.

        Raises ValueError, naming the file, if it is damaged, has a newer format or holds wrong rules; OSError
        if it cannot be read.
        """
        text = Path(path).read_bytes()
        if Path(path).suffix.lower() == TOML or not is_profile(text):
            return cls(rules=Rules.load(path))
        try:
            learnt, rules = read_profile(text)
            return cls(*learnt, Rules.from_dict(rules))
        except ValueError as error:  # which the errors of JSON and of UTF-8 are
            raise ValueError(f"{os.fspath(path)} is not a profile: {error}") from None

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the profile to a JSON file, replacing an existing one. Equal profiles give equal bytes."""
        learnt = Learnt(self.notes, dict(self.texts), self.unread)
        with complete_file(path) as file:
            file.write(written(learnt, self.rules.to_dict()).encode())

    @cached_property
    def templates(self) -> tuple[Template, ...]:
        """The templates of the site's pages, largest first; () if no three stories share one."""
        return templates(self.notes)

    @cached_property
    def stories(self) -> int:
        """The number of stories, without copies."""
        return len(without_copies(self.notes))

    @property
    def host(self) -> str | None:
        """The host of most pages, in lower case and without "www."; None if no address is known."""
        hosts = self._hosts
        return min(hosts, key=lambda host: (-hosts[host], host)) if hosts else None

    @property
    def _hosts(self) -> Counter[str]:
        return Counter(host for each in self.notes if (host := host_of(each.url)))

    @property
    def warnings(self) -> tuple[str, ...]:
        """Sentences about what makes the profile weak."""
        found = []
        if self.unread:
            found.append(f"could not be read or cleaned, and left out: {self.unread} of the pages given")
        if self.rules and not self.notes:
            return ()
        if self.stories < LEAST_STORIES:
            told = "is 1" if self.stories == 1 else f"are {self.stories}"
            found.append(
                f"a profile needs {LEAST_STORIES} stories, and there {told}: copies of a story count once"
            )
        elif not self.templates:
            found.append(f"no {LEAST_STORIES} pages have a template in common")
        lists = sum(each.status in ("listing", "empty") for each in self.notes)
        if 2 * lists > len(self.notes):
            found.append(f"{lists} of {len(self.notes)} pages are lists or have no article")
        if len(self._hosts) > 1:
            most = ", ".join(host for host, _ in sorted(self._hosts.items(), key=lambda x: (-x[1], x[0]))[:3])
            found.append(f"the pages are of {len(self._hosts)} hosts ({most}): learn each site by itself")
        return tuple(found)

    def __or__(self, other: Profile) -> Profile:
        """Return a profile that knows what both know."""
        if not isinstance(other, Profile):
            return NotImplemented
        both = joined(self.notes + other.notes, [self.texts, other.texts], self.unread + other.unread)
        return replace(both, rules=self.rules | other.rules)

    def __repr__(self) -> str:
        facts = [f"Profile of {self.host or 'a site without address'}", counted(len(self.notes), "page")]
        facts += [counted(len(self.templates), "template")] * bool(self.templates)
        facts += [counted(len(self.warnings), "warning")] * bool(self.warnings)
        return f"<{', '.join(facts)}>"

    # --- how it is shown ------------------------------------------------------------------------

    def __str__(self) -> str:
        """Return what the profile knows, as lines of text."""
        from ..display.profile_view import text  # imported on demand

        return text(self)

    def to_html(self) -> str:
        """Return what the profile knows as an HTML page without scripts or external resources."""
        from ..display.profile_view import document

        return document(self)

    def _repr_html_(self) -> str:
        from ..display.profile_view import fragment

        return fragment(self)


def joined(notes: Iterable[PageNotes], texts: Iterable[Mapping[str, str]], unread: int) -> Profile:
    """Return the profile of these notes, with the texts of lines on at least two of its pages."""
    kept = chosen(*notes)
    counts = Counter(key for each in kept for key in {line.key for line in each.lines})
    known = {key: text for key, text in least_texts(texts).items() if counts[key] > 1}
    return Profile(kept, known, unread)


def least_texts(texts: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Return the first text of each key in alphabetical order: one line may have different numbers."""
    found: dict[str, str] = {}
    for each in texts:
        for key, text in each.items():
            found[key] = min(found.get(key, text), text)
    return dict(sorted(found.items()))


def chosen(*notes: PageNotes) -> tuple[PageNotes, ...]:
    """Return the notes that a profile keeps, in their order: those with the smallest digests."""
    own: dict[str, PageNotes] = {}
    for each in notes:
        own[each.digest] = min(own.get(each.digest, each), each, key=repr)
    return tuple(heapq.nsmallest(MOST_PAGES, own.values(), key=lambda each: each.digest))


def host_of(url: str | None) -> str | None:
    """Return an address's host in lower case, without "www."; None if it has none.

    >>> host_of("https://www.Example.com/a")
    'example.com'
    """
    if not url:
        return None
    host = hostname(url if "//" in url else f"//{url}")
    return host.removeprefix("www.") if host else None


def profile_for(url: str | None, profiles: Mapping[str, Profile]) -> Profile | None:
    """Return the profile for the host of an address, or for the nearest domain above it.

    The host may be in the mapping with or without "www."; "" is for pages without an address. A domain of one
    name, such as "com", is not a site, but "localhost" is a host.
    """
    host = host_of(url) or ""
    while True:
        found = profiles.get(host) or profiles.get(f"www.{host}")
        host = host.partition(".")[2]
        if found is not None or "." not in host:
            return found
