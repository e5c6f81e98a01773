"""A missing extra raises an error that says how to install it, and affects nothing else."""

from __future__ import annotations

import importlib
import importlib.metadata
import subprocess
import sys
import tomllib

import pytest
from fixture_files import ROOT

from newsclean.adapters import extra as extras

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


@pytest.mark.parametrize("extra", ["pandas", "polars", "duckdb", "datasets", "spark", "ray"])
def test_without_pyarrow_an_adapter_names_its_own_extra(extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip(NEEDS[extra], reason=f"pip install 'newsclean[{extra}]'")
    for name in [name for name in sys.modules if name.startswith("newsclean.adapters.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ImportError, match=rf"this needs pyarrow.*pip install 'newsclean\[{extra}\]'"):
        importlib.import_module(f"newsclean.adapters.{extra}")


@pytest.mark.parametrize(
    ("extra", "library", "old", "least"),
    [
        ("arrow", "pyarrow", "16.1.0", "17"),
        ("pandas", "pandas", "2.1.4", "2.2"),
        ("polars", "polars", "1.9.0", "1.10"),
        ("duckdb", "duckdb", "1.99.0", "2.0"),
        ("datasets", "datasets", "2.21.0", "3"),
        ("spark", "pyspark", "3.5.3", "4"),
        ("ray", "ray", "2.39.0", "2.40"),
        ("warc", "fastwarc", "0.14.6", "2.0"),
        ("scrapy", "scrapy", "2.13.3", "2.14"),
    ],
)
def test_a_library_that_is_too_old_is_named_with_both_versions(
    extra: str, library: str, old: str, least: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = importlib.metadata.version
    monkeypatch.setattr(importlib.metadata, "version", lambda name: old if name == library else real(name))
    for name in [name for name in sys.modules if name.startswith("newsclean.adapters.")]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(ImportError) as raised:
        importlib.import_module(f"newsclean.adapters.{extra}")
    found = f"newsclean needs {library} {least} or newer, but {old} is installed"
    assert str(raised.value) == f"{found}: pip install 'newsclean[{extra}]'"


@pytest.mark.parametrize("version", ["2.2", "2.2.0", "2.10.1", "3.0.0rc1", "unknown+0"])
def test_the_least_version_and_newer_ones_pass(version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.metadata, "requires", lambda _: ["pandas>=2.2; extra == 'pandas'"])
    monkeypatch.setattr(importlib.metadata, "version", lambda _: version)
    with extras("pandas"):
        pass


def test_each_is_an_extra() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["optional-dependencies"].keys() >= {*NEEDS, "zstd"}


def test_the_command_imports_none_of_them() -> None:
    code = f"import sys, newsclean.cli; print(*set({list(NEEDS.values())}) & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
