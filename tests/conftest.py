"""Shared by all tests: the `--update-fixtures` option and the Hypothesis profiles."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from job_files import Run

# In containers Python is often told not to keep bytecode: each process that a test starts would compile anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

settings.register_profile(
    "default", deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow]
)
# On a build machine: the same examples each time, and no time spent on shrinking failures.
settings.register_profile(
    "ci", settings.get_profile("default"), derandomize=True, phases=[Phase.explicit, Phase.generate]
)
# `pytest --hypothesis-profile thorough`, for a change that every page may feel
settings.register_profile("thorough", settings.get_profile("default"), max_examples=500)
settings.load_profile("ci" if os.environ.get("CI") else "default")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-fixtures",
        action="store_true",
        help="write the current output into fixtures/; review the diff and commit it with the code",
    )


@pytest.fixture
def updating(request: pytest.FixtureRequest) -> bool:
    """Whether to rewrite fixtures instead of comparing them."""
    return bool(request.config.getoption("--update-fixtures"))


@pytest.fixture
def newsclean(command: Run) -> Run:
    """Runs `newsclean clean` like `command`."""
    return partial(command, "clean")


@pytest.fixture
def command(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> Run:
    """Runs a command of newsclean in this process and an empty folder: exit code, output, errors."""
    from newsclean.cli import main

    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["newsclean", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        code = left.value.code or 0
        assert isinstance(code, int)
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return run
