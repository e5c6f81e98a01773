"""`newsclean new-pass`: what it writes follows the house rules, and it overwrites nothing."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path

import pytest
import test_house
import test_pass_fixtures
from fixture_files import ROOT, headings, pass_cases

from newsclean import DEFAULT_PASSES, cli
from newsclean.commands.start_pass import write_pass
from newsclean.pipeline import Pass

PASSES, FIXTURES = "newsclean/passes", "fixtures/passes"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """As much of a checkout as the command looks at."""
    (tmp_path / PASSES).mkdir(parents=True)
    (tmp_path / FIXTURES).mkdir(parents=True)
    for name in ("__init__.py", "body.py"):
        shutil.copy(ROOT / PASSES / name, tmp_path / PASSES)
    shutil.copy(ROOT / FIXTURES / "titles.md", tmp_path / FIXTURES)
    return tmp_path


@pytest.fixture
def written(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> Pass:
    """A new pass, imported as one of the package's."""
    write_pass("stamps", checkout)
    name = "newsclean.passes.stamps"
    spec = importlib.util.spec_from_file_location(name, checkout / PASSES / "stamps.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, name, module)
    spec.loader.exec_module(module)
    found: Pass = module.stamps
    return found


def files(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_the_pass_follows_the_house_rules(
    written: Pass, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(test_house, "PACKAGE", checkout / "newsclean")
    monkeypatch.setattr(test_house, "FIXTURES", checkout / "fixtures")
    test_house.test_a_file_holds_one_pass(written)
    test_house.test_a_pass_says_what_it_does_and_shows_it(written)
    test_house.test_a_pass_has_fixtures_that_open_with_a_look_alike(written)
    for rule in (
        test_house.test_imports_run_downwards,
        test_house.test_only_some_parts_import_some_packages,
        test_house.test_no_pass_knows_a_site,
        test_house.test_class_words_come_from_the_table,
        test_house.test_containers_are_climbed_by_chain,
        test_house.test_the_page_is_asked_for_its_last_claim,
        test_house.test_words_of_a_language_are_in_its_file,
    ):
        rule(checkout / PASSES / "stamps.py")


@pytest.mark.parametrize("place", range(len(DEFAULT_PASSES) + 1))
def test_its_fixture_holds_wherever_it_runs(
    written: Pass, checkout: Path, place: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    passes = (*DEFAULT_PASSES[:place], written, *DEFAULT_PASSES[place:])
    monkeypatch.setattr(test_pass_fixtures, "DEFAULT_PASSES", passes)
    path = checkout / FIXTURES / "stamps.md"
    cases = pass_cases(path)
    assert [case.title for case in cases] == headings(path)
    for case in cases:
        test_pass_fixtures.test_pass(case, updating=False)


def new_pass(name: str, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "argv", ["newsclean", "new-pass", name])
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert isinstance(left.value.code, int | None)
    return left.value.code or 0


def test_the_command_says_what_to_do_next(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(checkout)
    monkeypatch.chdir(checkout / PASSES)  # anywhere in it
    assert new_pass("stamps", monkeypatch) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "    from .stamps import stamps\n" in out
    assert "    stamps,  # why it runs here\n" in out
    assert files(checkout) == sorted([*before, f"{PASSES}/stamps.py", f"{FIXTURES}/stamps.md"])


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("two words", "'two words' cannot name a pass: use lower-case letters, digits and underscores"),
        ("../stamps", "'../stamps' cannot name a pass: use lower-case letters, digits and underscores"),
        ("3stamps", "'3stamps' cannot name a pass: use lower-case letters, digits and underscores"),
        ("Stamps", "'Stamps' cannot name a pass: use lower-case letters, digits and underscores"),
        ("_stamps", "'_stamps' cannot name a pass: use lower-case letters, digits and underscores"),
        ("stämps", "'stämps' cannot name a pass: use lower-case letters, digits and underscores"),
        ("class", "'class' cannot name a pass: it is a Python keyword"),
        ("body", "newsclean/passes/body.py exists already: choose another name"),
        ("titles", "fixtures/passes/titles.md exists already: choose another name"),
    ],
)
def test_names_that_no_pass_can_have(
    name: str,
    problem: str,
    checkout: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = {path: (checkout / path).read_bytes() for path in files(checkout)}
    monkeypatch.chdir(checkout)
    assert new_pass(name, monkeypatch) == 2
    assert capsys.readouterr() == ("", f"newsclean: {problem}\n")
    assert {path: (checkout / path).read_bytes() for path in files(checkout)} == before


def test_outside_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert new_pass("stamps", monkeypatch) == 2
    problem = "this folder is not in a checkout of newsclean: clone the repository and run it there"
    assert capsys.readouterr() == ("", f"newsclean: {problem}\n")
    assert files(tmp_path) == []
