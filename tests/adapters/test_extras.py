"""A missing extra raises an error that says how to install it, and affects nothing else."""

from __future__ import annotations

import importlib
import subprocess
import sys
import tomllib

import pytest
from fixture_files import ROOT

NEEDS = {
    "arrow": "pyarrow",
    "pandas": "pandas",
    "polars": "polars",
    "duckdb": "duckdb",
    "datasets": "datasets",
    "spark": "pyspark",
    "ray": "ray",
    "warc": "fastwarc",
    "datatrove": "datatrove",
    "scrapy": "itemadapter",
}


@pytest.mark.parametrize("extra", NEEDS)
def test_the_error_for_a_missing_extra_names_it(extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("newsclean.adapters.")]:
        monkeypatch.delitem(sys.modules, name)
    if extra not in ("arrow", "warc", "datatrove", "scrapy"):
        pytest.importorskip("pyarrow", reason="pip install 'newsclean[arrow]'")
    for name in [name for name in sys.modules if name.partition(".")[0] == NEEDS[extra]]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, NEEDS[extra], None)
    with pytest.raises(ImportError, match=rf"this needs {NEEDS[extra]}.*pip install 'newsclean\[{extra}\]'"):
        importlib.import_module(f"newsclean.adapters.{extra}")


def test_each_is_an_extra() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["optional-dependencies"].keys() >= {*NEEDS, "zstd"}


def test_the_command_imports_none_of_them() -> None:
    code = f"import sys, newsclean.cli; print(*set({list(NEEDS.values())}) & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
