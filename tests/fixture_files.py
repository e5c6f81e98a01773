"""Reads the files in fixtures/; fixtures/README.md describes their formats."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import regex

from newsclean import Explanation
from newsclean.explanation import line_of
from newsclean.model import Claim, Drop

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "fixtures"

# ## A story about cookies … ```html … ``` … ```trace … ```    (more backticks where the input contains three)
_CASE = regex.compile(
    r"""
    ^\#\#[ ](?P<title>.+)\n
    (?:(?!\#\#[ ]|```).*\n)*+
    (?P<fence>`{3,}+)(?P<kind>html|text)\n (?P<input>(?:(?!(?P=fence)$).*\n)*+) (?P=fence)\n
    (?:(?!\#\#[ ]|```).*\n)*+
    (?P<mark>`{3,}+)trace\n (?P<trace>(?:(?!(?P=mark)$).*\n)*+) (?P=mark)$
    """,
    regex.MULTILINE | regex.VERBOSE,
)
_HEADING = regex.compile(r"^## (.+)$", regex.MULTILINE)
# live-blog: body, authors: the time and the author of an entry are one line
_KNOWN = regex.compile(r"^(?P<slug>[\w-]++): (?P<fields>[\w, ]++): (?P<why>.++)$", regex.MULTILINE)


@dataclass(frozen=True)
class PassCase:
    """One case of fixtures/passes/<by>.md: an input, and the trace lines of that pass only."""

    path: Path
    title: str
    kind: str
    input: str
    trace: str

    @property
    def by(self) -> str:
        return self.path.stem

    def __str__(self) -> str:
        return f"{self.by}: {self.title}"

    def rewrite(self, trace: str) -> None:
        """Replace this case's trace in the file."""
        text = self.path.read_text(encoding="utf-8")
        for found in _CASE.finditer(text):
            if found["title"] == self.title:
                text = text[: found.start("trace")] + trace + text[found.end("trace") :]
        self.path.write_text(text, encoding="utf-8")


@dataclass(frozen=True)
class PageFixture:
    """One folder of fixtures/pages: a page, the article that an editor makes of it, and the trace."""

    folder: Path

    @property
    def page(self) -> Path:
        (found,) = self.folder.glob("page.*")
        return found

    @property
    def trace(self) -> Path:
        return self.folder / "trace.txt"

    def article(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / "article.json").read_text(encoding="utf-8"))
        return found

    def __str__(self) -> str:
        return self.folder.name


def pass_cases(path: Path) -> list[PassCase]:
    """Return the complete cases of one file, in order."""
    found = _CASE.finditer(path.read_text(encoding="utf-8"))
    return [PassCase(path, x["title"], x["kind"], x["input"], x["trace"]) for x in found]


def headings(path: Path) -> list[str]:
    """Return the headings of one file that are not part of an input."""
    text = _CASE.sub(lambda x: f"## {x['title']}", path.read_text(encoding="utf-8"))
    return [x[1] for x in _HEADING.finditer(text)]


def pass_files() -> list[Path]:
    """Return the fixture files of the passes."""
    return sorted((FIXTURES / "passes").glob("*.md"))


def all_pass_cases() -> list[PassCase]:
    """Return every case of every pass."""
    return [case for path in pass_files() for case in pass_cases(path)]


def all_pages() -> list[PageFixture]:
    """Return every page fixture, sorted by name."""
    return [PageFixture(folder) for folder in sorted((FIXTURES / "pages").iterdir()) if folder.is_dir()]


def known_failures() -> dict[str, tuple[frozenset[str], str]]:
    """Return for each page that is not yet read correctly the wrong fields and the reason."""
    text = (FIXTURES / "pages" / "known_failures.txt").read_text(encoding="utf-8")
    return {x["slug"]: (frozenset(x["fields"].split(", ")), x["why"]) for x in _KNOWN.finditer(text)}


def trace_lines(explanation: Explanation) -> Iterator[tuple[str, str]]:
    """Yield (pass, line) for each edit, without the scorer's numbers, which change with its weights."""
    blocks = {b.id: b for b in explanation.page.blocks}
    for step in explanation.trace:
        if step.by == "body":
            if isinstance(step.edit, Claim):
                continue
            if isinstance(step.edit, Drop):
                step = replace(step, edit=replace(step.edit, evidence=""))
        yield step.by, line_of(step, blocks)
