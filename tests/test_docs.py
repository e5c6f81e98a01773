"""What README and docs/ show is what happens; so are the examples in docstrings."""

from __future__ import annotations

import doctest
import importlib
import os
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest
import regex
from fixture_files import ROOT

import newsclean

DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
every_document = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)

_FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
# These import an extra.
_OF_EXTRAS = (
    "newsclean.adapters",
    "newsclean.jobs.parquet_output",
    "newsclean.scoring.fit",
    "newsclean.scoring.fit.dump_styles",
    "newsclean.__main__",
)

_FENCED = regex.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", regex.MULTILINE | regex.DOTALL)
# <!-- fixtures/pages/readme-dump/page.txt --> over a block: the block is that file
_QUOTED = regex.compile(
    r"^<!-- (?P<file>\S+) -->\n+```\w+\n(?P<text>.*?)^```$", regex.MULTILINE | regex.DOTALL
)
_LINK = regex.compile(r"\]\((?!https?:|mailto:|#)(?P<file>[^)#]+)")


def blocks(path: Path, kind: str) -> list[str]:
    return [x["text"] for x in _FENCED.finditer(path.read_text(encoding="utf-8")) if x["kind"] == kind]


@every_document
def test_python_examples(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    examples = doctest.DocTestParser().get_doctest(
        "\n".join(blocks(path, "python")), {}, path.name, str(path), 0
    )
    report: list[str] = []
    doctest.DocTestRunner(optionflags=_FLAGS).run(examples, out=report.append)
    assert not report, "".join(report)


@every_document
def test_commands(path: Path, updating: bool) -> None:
    """Each `$ command` of a console block prints what stands below it, where `...` stands for anything."""
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    for block in blocks(path, "console"):
        prompt, _, expected = block.partition("\n")
        command = ["bash", "-c", prompt.removeprefix("$ ")]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        if updating and "..." not in expected:
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace(block, f"{prompt}\n{done.stdout}"), encoding="utf-8")
        else:
            assert doctest.OutputChecker().check_output(expected, done.stdout, _FLAGS), (
                done.stdout + done.stderr
            )


@every_document
def test_quoted_files(path: Path) -> None:
    for quoted in _QUOTED.finditer(path.read_text(encoding="utf-8")):
        assert quoted["text"] == (ROOT / quoted["file"]).read_text(encoding="utf-8"), quoted["file"]


@every_document
def test_links_lead_to_files(path: Path) -> None:
    for link in _LINK.finditer(path.read_text(encoding="utf-8")):
        assert (path.parent / link["file"]).exists(), link["file"]


def test_readme_fields_are_the_fields() -> None:
    shown = set(regex.findall(r"^\| `(.*?)` \|", DOCUMENTS[0].read_text(encoding="utf-8"), regex.MULTILINE))
    named = {name for row in shown for name in row.split("`, `")}
    assert named >= set(newsclean.Article.__dataclass_fields__)


@pytest.mark.parametrize(
    "name",
    [
        m.name
        for m in pkgutil.walk_packages(newsclean.__path__, "newsclean.")
        if not m.name.startswith(_OF_EXTRAS)
    ],
)
def test_docstring_examples(name: str) -> None:
    report: list[str] = []
    runner = doctest.DocTestRunner(optionflags=_FLAGS)
    for examples in doctest.DocTestFinder().find(importlib.import_module(name)):
        runner.run(examples, out=report.append)
    assert not report, "".join(report)
