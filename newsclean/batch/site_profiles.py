"""The profiles of many sites: by host, pickled for other processes, and in a folder of files.

A folder has a file `HOST.json` for each site, and optionally `HOST.toml` with rules written by hand.
Characters that a file name may not have are percent-encoded, such as `%3A` for a colon.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Iterator, Mapping
from functools import reduce
from itertools import chain
from operator import or_
from pathlib import Path
from typing import TypeAlias
from urllib.parse import quote, unquote

from ..api import uncollected
from ..profiles.profile import Profile, host_of, profile_for

Profiles: TypeAlias = Profile | Mapping[str, Profile]
"""One profile for all pages, or profiles by host."""

LEARNT = ".json"
_SUFFIXES = (LEARNT, ".toml")
_LONGEST_NAME = 240  # characters of a file's name: file systems allow 255, and `complete_file` adds up to 14


class SiteProfiles(Mapping[str, Profile]):
    """Profiles by host. Each is pickled once, and other processes unpickle only those that they need."""

    def __init__(self, known: Mapping[str, Profile], packed: Mapping[str, bytes] | None = None) -> None:
        self._known = dict(known)
        self._packed = packed

    def __getitem__(self, host: str) -> Profile:
        if host not in self._known and self._packed is not None:
            self._known[host] = pickle.loads(self._packed[host])
        return self._known[host]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known if self._packed is None else self._packed)

    def __len__(self) -> int:
        return len(self._known if self._packed is None else self._packed)

    @uncollected()
    def __reduce__(self) -> tuple[object, ...]:
        if self._packed is None:
            self._packed = {host: pickle.dumps(each, -1) for host, each in self._known.items()}
        return SiteProfiles, ({}, self._packed)


def checked(profiles: Profiles | None) -> Profile | SiteProfiles | None:
    """Return the profiles in a form that is cheap to send to other processes.

    Raises TypeError for anything else, ValueError for a host that no page can have.
    """
    if profiles is None or isinstance(profiles, (Profile, SiteProfiles)):
        return profiles
    if not isinstance(profiles, Mapping):
        raise TypeError(f"profiles must be a Profile or map hosts to Profiles, not {type(profiles).__name__}")
    for host, profile in profiles.items():
        if not isinstance(host, str):
            raise TypeError(f"a host in profiles must be a str, not {type(host).__name__}: {host!r}")
        if not isinstance(profile, Profile):
            raise TypeError(f"profiles[{host!r}] must be a Profile, not {type(profile).__name__}")
        if "/" in host or host != host.lower():
            raise ValueError(f"profiles[{host!r}] fits no page: write its host as {host_of(host)!r}")
    return SiteProfiles(profiles)


def profile_of_page(url: str | None, profiles: Profiles | None) -> Profile | None:
    """Return the profile for a page with this address."""
    if profiles is None or isinstance(profiles, Profile):
        return profiles
    return profile_for(url, profiles)


# --- in files -------------------------------------------------------------------------------------


@uncollected()
def profiles_at(path: str | os.PathLike[str]) -> Profiles:
    """Return the profile in a file, or those in a folder by host.

    Raises ValueError for a file that is not a profile and a folder without any, OSError for a file that
    cannot be read.
    """
    if not Path(path).is_dir():
        return Profile.load(path)
    found: dict[str, Profile] = {}
    for name, files in profile_files(Path(path)).items():
        host = name.lower().removeprefix("www.")  # one file's name may have it, and another's not
        found[host] = reduce(or_, map(Profile.load, files), found.get(host, Profile()))
    if not found:
        raise ValueError(f"{os.fspath(path)} has no profiles: there is no HOST{LEARNT} in it")
    return found


def fingerprint_at(path: Path) -> str:
    """Return a hash of what `profiles_at` reads."""
    state = [(file.name, hashlib.sha256(file.read_bytes()).hexdigest()) for file in all_files(path)]
    return hashlib.sha256(repr(state).encode("utf-8", "surrogateescape")).hexdigest()


def all_files(path: Path | None) -> list[Path]:
    """Return the files that `profiles_at` reads."""
    if path is None:
        return []
    return [*chain.from_iterable(profile_files(path).values())] if path.is_dir() else [path]


def profile_files(folder: Path) -> dict[str, list[Path]]:
    """Return the profile files in a folder by host, sorted by name, without hidden ones."""
    found: dict[str, list[Path]] = {}
    for file in sorted(folder.iterdir()) if folder.is_dir() else []:
        if file.suffix.lower() in _SUFFIXES and not file.name.startswith("."):
            found.setdefault(unquote(file.stem), []).append(file)
    return found


def file_name(host: str) -> str | None:
    """Return the name of the file for a host's profile; None if no file can have that name.

    >>> file_name("echo.example"), file_name("::1"), file_name("../x")
    ('echo.example.json', '%3A%3A1.json', None)
    """
    name = quote(host, safe="") + LEARNT
    return None if name.startswith(".") or len(name) > _LONGEST_NAME else name
