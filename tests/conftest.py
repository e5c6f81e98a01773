"""Shared by all tests: the `--update-fixtures` option and the Hypothesis profiles."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, Phase, settings

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
