"""Learns profiles from inputs, into one file for all pages or a folder with a file for each host."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from ..batch.learning import sampled
from ..batch.site_profiles import LEARNT, file_name, profile_files
from ..batch.tasks import WorkerLimits
from ..outcome import Failure, RawPage
from ..profiles import Profile
from ..profiles.profile import host_of
from .counts import JobCounts
from .inputs import Inputs, Origin
from .lock import Lock
from .parts import CannotBegin, lock_of, take

NO_ADDRESS = "NoAddress"


class Written(NamedTuple):
    """A profile and its file."""

    file: Path
    profile: Profile


class LearningJob:
    """Learns profiles: call `begin`, then `run`. `counts` holds the results so far.

    unreadable: the files that could not be read to their end.

    output: the name of a .json file, for one profile of all pages; or of a folder (also a new one, ending in
        "/"), where each host gets a file and the profiles of other hosts stay. Raises ValueError for any
        other name.
    limits: as for `newsclean.learn`.
    """

    def __init__(self, inputs: Inputs, output: str, limits: WorkerLimits) -> None:
        self.counts = JobCounts()
        self.unreadable: list[Origin] = []
        self._path = Path(output)
        self._by_host = output.endswith(("/", os.sep)) or self._path.is_dir()
        if not self._by_host and self._path.suffix != LEARNT:
            raise ValueError(f"-o {output} is neither a .json file nor a folder/")
        self._inputs = inputs
        self._limits = limits
        self._before: dict[str, Profile] = {}
        self._lock = Lock(lock_of(self._path))

    def begin(self, *, overwrite: bool = False, update: bool = False) -> None:
        """Prepare to write, and with `update` read the profiles to join with what is learnt.

        Raises CannotBegin if the output exists and neither option is set or another process writes it,
        ValueError if a file to update is not a profile, OSError if there is no place for the output.
        """
        take(self._lock, self._path)
        with ExitStack() as undo:
            undo.callback(self._lock.release)
            known = self._known()
            if update:
                self._before = {host: Profile.load(file) for host, file in known.items()}
            elif known and not overwrite:
                raise CannotBegin(
                    f"{next(iter(known.values()))} exists: --update adds to it, --overwrite replaces it"
                )
            undo.pop_all()

    def run(self, on_page: Callable[[JobCounts], None]) -> Iterator[Written]:
        """Learn from all pages, calling `on_page` after each, then write the profiles and yield them.

        A profile without any page is not written. Raises OSError if one cannot be written.
        """
        with ExitStack() as closing:
            closing.callback(self._lock.release)
            pages = self._pages(on_page)
            samples = sampled(pages, self._name_of, self._limits, self._count)
            for host in sorted(samples):
                profile = samples[host].profile()
                if profile.notes:
                    whole = self._before.pop(host, Profile()) | profile
                    whole.save(file := self._file(host))
                    yield Written(file, whole)

    def _name_of(self, url: str | None) -> str:
        """Return the name of the profile for a page: its host in a folder, "" in a file of all pages."""
        return (host_of(url) or "") if self._by_host else ""

    def _count(self, error: Exception) -> None:
        """Count a page that is left out."""
        self.counts.errors[type(error).__name__] += 1

    def _known(self) -> dict[str, Path]:
        """Return the existing profile files by host; a file for all pages is under ""."""
        if self._by_host:
            return {
                host: file
                for host, files in profile_files(self._path).items()
                for file in files
                if file.suffix == LEARNT
            }
        return {"": self._path} if self._path.exists() else {}

    def _file(self, host: str) -> Path:
        name = file_name(host)
        if not self._by_host or name is None:
            return self._path
        self._path.mkdir(exist_ok=True)
        return self._path / name

    def _pages(self, on_page: Callable[[JobCounts], None]) -> Iterator[RawPage]:
        """Yield the pages to learn from, and count all."""
        for page in self._inputs:
            origin: Origin = page.key
            failure = origin.problem or self._without_place(page)
            self.counts.pages += 1
            self.counts.read = max(self.counts.read, origin.read)
            if failure is None:
                yield page
            else:
                self.counts.errors[failure.kind] += 1
                if origin.problem is not None and origin.row is None:
                    self.unreadable.append(origin)
            on_page(self.counts)

    def _without_place(self, page: RawPage) -> Failure | None:
        host = host_of(page.url)
        if not self._by_host or (host is not None and file_name(host) is not None):
            return None
        return Failure(NO_ADDRESS, "no host is known")
