"""Thin adapters to other data tools. Each is an optional extra, imported only when used.

`arrow` does the cleaning for `pandas`, `polars`, `duckdb`, `datasets`, `spark` and `ray`, which pass it
their rows. `warc` reads web archives; `datatrove` and `scrapy` are steps of those tools' own pipelines.
"""

from __future__ import annotations

import importlib.metadata
from collections.abc import Container, Iterator
from contextlib import contextmanager

import regex

DEFAULT_TIMEOUT = 60.0  # seconds a page: the slowest real pages take a few
_SOURCE_PREFIX = "source_"

# ray[data]>=2.40; extra == 'ray'
_REQUIREMENT = regex.compile(
    r"(?<library>[\w.-]++)(?:\[[\w,]*+\])?\s*+>=\s*+(?<least>[\d.]++);\s*+extra\s*+==\s*+['\"](?<extra>[\w-]++)"
)
_RELEASE = regex.compile(r"\d++(?:\.\d++)*+")


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Wrap the imports of an extra: if a library is missing or too old, the ImportError says what to do."""
    _check_versions(name)
    try:
        yield
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(
            f"this needs {error.name}, which is not installed: {_install(name)}", name=error.name
        ) from error


def check_type(name: str, value: object, *kinds: type) -> None:
    """Raise TypeError, naming the accepted types, for a value of another type."""
    if not isinstance(value, kinds):
        known = " or ".join(f"{kind.__module__.partition('.')[0]}.{kind.__name__}" for kind in kinds)
        raise TypeError(f"{name} takes a {known}, not {type(value).__name__}")


def output_name(name: str, taken: Container[str]) -> str:
    """Return the output name of an input field or column: `source_url` for `url` if that name is taken.

    taken: the names of the output's own fields.
    """
    return _SOURCE_PREFIX + name if name in taken else name


def _check_versions(name: str) -> None:
    """Raise an ImportError if a library is older than newsclean's own metadata requires for the extra."""
    try:
        requirements = importlib.metadata.requires("newsclean") or []
    except importlib.metadata.PackageNotFoundError:  # the folder is on the path, but not installed
        return
    for found in map(_REQUIREMENT.match, requirements):
        if found is None or found["extra"] != name:
            continue
        library, least = found["library"], found["least"]
        try:
            version = importlib.metadata.version(library)
        except importlib.metadata.PackageNotFoundError:  # the import says so
            continue
        if () < _release(version) < _release(least):  # () is a version that is not numbers
            raise ImportError(
                f"newsclean needs {library} {least} or newer, but {version} is installed: {_install(name)}",
                name=library,
            )


def _release(version: str) -> tuple[int, ...]:
    """Return a version's numbers without zeros at the end, so that 2.0 equals 2."""
    found = _RELEASE.match(version)
    numbers = [int(n) for n in found[0].split(".")] if found else []
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def _install(name: str) -> str:
    """Return the command that installs an extra. pip keeps newsclean, even one from a checkout."""
    return f"pip install 'newsclean[{name}]'"
