"""The tutorial runs, the reference names everything, and the pictures show pages in fixtures/."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import regex
from fixture_files import ROOT

import newsclean

DOCS = ROOT / "docs"
TUTORIAL = DOCS / "tutorial.ipynb"


def test_the_reference_has_every_public_name() -> None:
    named = regex.findall(r"^::: newsclean\.(\w+)$", (DOCS / "reference.md").read_text(), regex.MULTILINE)
    assert sorted(named) == sorted(newsclean.__all__)


def test_every_public_name_has_a_docstring() -> None:
    data = {"DEFAULT_PASSES", "Pass", "Trace", "Edit"}  # which have a comment, or a docstring under them
    silent = [name for name in newsclean.__all__ if not getattr(newsclean, name).__doc__]
    assert set(silent) <= data


def test_readme_shows_the_pictures() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for picture in (DOCS / "images").glob("*.png"):
        assert f"docs/images/{picture.name}" in readme
        assert picture.stat().st_size < 250_000


def test_the_tutorial_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """It runs in its own folder, as readers run it, and shows every view."""
    nbformat = pytest.importorskip("nbformat", reason="pip install 'newsclean[views]'")
    nbclient = pytest.importorskip("nbclient", reason="pip install 'newsclean[views]'")
    for extra in ("ipykernel", "altair", "vl_convert", "pandas"):
        pytest.importorskip(extra, reason="pip install 'newsclean[views]'")
    notebook = nbformat.read(TUTORIAL, 4)
    assert not any(cell.get("outputs") for cell in notebook.cells), "outputs are made when the docs are"
    monkeypatch.setenv("JUPYTER_PATH", str(Path(sys.prefix) / "share" / "jupyter"))
    nbclient.NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(DOCS)}}).execute()
    shown = [
        output.data["text/html"]
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        if "text/html" in output.get("data", {})
    ]
    views = regex.findall(r'class="newsclean nc-(\w+)', "".join(shown))
    assert views == ["article", "article", "view", "view", "view", "profile", "view", "list", "report"]
