"""What README and docs/ show is what happens; so are the examples in docstrings."""

from __future__ import annotations

import doctest
import importlib
import io
import json
import os
import pkgutil
import subprocess
import sys
import urllib.request
from email.message import Message
from pathlib import Path
from urllib.response import addinfourl

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
    "newsclean.__main__",
)

_FENCED = regex.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", regex.MULTILINE | regex.DOTALL)
# <!-- fixtures/pages/readme-dump/page.txt --> over a block: the block is that file
_QUOTED = regex.compile(
    r"^<!-- (?P<file>\S+) -->\n+```\w+\n(?P<text>.*?)^```$", regex.MULTILINE | regex.DOTALL
)
_IMPORT = regex.compile(r"^>>> (?:import|from) (?P<module>[\w.]+)", regex.MULTILINE)
_LINK = regex.compile(r"\]\((?!https?:|mailto:|#)(?P<file>[^)#]+)")


def blocks(path: Path, kind: str) -> list[str]:
    return [x["text"] for x in _FENCED.finditer(path.read_text(encoding="utf-8")) if x["kind"] == kind]


@pytest.fixture
def folder(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which a document's examples run: the checkout, or pages that the recipes clean."""
    if path.name != "recipes.md":
        return ROOT
    page = _first_page(path)
    for name in ("crawl/2024-05-03/rain.html", "crawl/2024-05-03/again.html", "articles/.keep"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(page, encoding="utf-8")
    row = json.dumps({"link": "https://echo.example/rain", "body": page})
    (tmp_path / "crawl.jsonl").write_text(f"{row}\n{row}\n", encoding="utf-8")
    opener = urllib.request.build_opener(_Echo(page.encode()))
    monkeypatch.setattr(urllib.request, "_opener", opener)
    return tmp_path


def _first_page(path: Path) -> str:
    """Return the page that the document's first example defines."""
    first = doctest.DocTestParser().get_examples(blocks(path, "python")[0])[1]
    names: dict[str, str] = {}
    exec(first.source, names)
    return names["rain"]


class _Echo(urllib.request.HTTPSHandler):
    """Answers every https address with a page, without a network."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self._page = page

    def https_open(self, request: urllib.request.Request) -> addinfourl:
        answer = addinfourl(io.BytesIO(self._page), Message(), request.full_url, 200)
        answer.msg = "OK"  # type: ignore[attr-defined]  # read by urllib
        return answer


def missing(block: str) -> list[str]:
    """Return why a block's imports fail, if a library or an extra is not installed.

    A module of newsclean that does not exist raises, as a misspelt one would otherwise only be skipped.
    """
    reasons = []
    for module in _IMPORT.findall(block):
        try:
            importlib.import_module(module)
        except ImportError as error:
            if (error.name or "").startswith("newsclean"):
                raise
            reasons.append(str(error))
    return reasons


@every_document
def test_python_examples(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    code = blocks(path, "python")
    left_out = {block: why for block in code if (why := missing(block))}
    shown = "\n".join(block for block in code if block not in left_out)
    examples = doctest.DocTestParser().get_doctest(shown, {}, path.name, str(path), 0)
    report: list[str] = []
    doctest.DocTestRunner(optionflags=_FLAGS).run(examples, out=report.append)
    assert not report, "".join(report)
    if left_out:
        reasons = (reason for each in left_out.values() for reason in each)
        pytest.skip(f"the other examples pass: {'; '.join(reasons)}")


@every_document
def test_commands(path: Path, folder: Path, updating: bool) -> None:
    """Each `$ command` of a console block prints what stands below it, where `...` stands for anything."""
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    for block in blocks(path, "console"):
        prompt, _, expected = block.partition("\n")
        command = ["bash", "-c", prompt.removeprefix("$ ")]
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
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
