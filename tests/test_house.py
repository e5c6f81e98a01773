"""House rules that a machine can check: imports between layers, and what each pass needs."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from re import _parser  # type: ignore[attr-defined]
from types import ModuleType

import pytest
import regex
from fixture_files import FIXTURES, ROOT, all_pages, pass_cases
from hostile_strings import expressions

from newsclean import DEFAULT_PASSES
from newsclean.pipeline import Pass, name_of

PACKAGE = ROOT / "newsclean"
FILES = sorted(PACKAGE.rglob("*.py"))

# --- who may import what ------------------------------------------------------------------------

# Bottom to top: a part (file or folder) imports from its own line and the lines before it.
LAYERS = (
    "text default_limits complete_file",
    "model phrases",
    "article fast_model",
    "claims edits assemble outcome formats",
    "readers evidence",
    "scoring pipeline explanation",
    "passes display",
    "profiles",
    "api",
    "batch",
    "adapters",
    "jobs",
    "commands",
    "cli",
    "__main__ __init__",
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names.split()}
# a command: it runs the passes to see what they leave to the scorer
RANK |= {f"scoring.fit{part}": RANK["cli"] for part in ("", ".sheets", ".models", ".judging", ".__main__")}

# Objects import their own views inside methods, on demand
# (tests/display/test_notebook.py checks that importing newsclean imports no view).
OWN_VIEWS = {("article", "formats"), ("article", "display"), ("explanation", "display")}

# Only these parts may import these packages.
ONLY_IMPORTED_BY = {
    "selectolax": ("readers", "scoring.fit"),  # the latter makes dumps of pages
    "bs4": ("readers", "scoring.fit"),
    "typer rich": ("cli", "commands", "jobs", "display"),
    "sklearn lightgbm numpy scipy": ("scoring.fit",),
    "pandas polars pyspark ray fastwarc datatrove scrapy duckdb datasets": ("adapters", "display"),
    "pyarrow": ("adapters", "jobs"),
    "altair vl_convert": ("display",),
}
# where a distribution and its package have different names
IMPORT_NAMES = {
    "beautifulsoup4": "bs4",
    "cld3-py": "gcld3",
    "scikit-learn": "sklearn",
    "vl-convert-python": "vl_convert",
}


def module_of(path: Path) -> str:
    """Return `passes.sidebars` for newsclean/passes/sidebars.py, `passes` for its __init__."""
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


@cache
def tree_of(path: Path) -> ast.Module:
    """Return a file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Yield the full names of runtime imports, also in functions, but not for type checking."""
    package = ["newsclean", *path.relative_to(PACKAGE).parent.parts]
    for node in _running(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            name = ".".join([*base, *([node.module] if node.module else [])])
            if name == "newsclean":
                yield from (f"newsclean.{alias.name}" for alias in node.names)
            else:
                yield name


def _running(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        yield child
        yield from _running(child)


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_imports_run_downwards(path: Path) -> None:
    own = module_of(path)
    rank = RANK[own] if own in RANK else RANK[own.partition(".")[0] or "__init__"]
    for name in imports(path):
        if name.startswith("newsclean."):
            part = name.split(".")[1]
            allowed = RANK.get(part, 0) <= rank or (own, part) in OWN_VIEWS
            assert allowed, f"{own} imports {part}, which is a higher layer"


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_only_some_parts_import_some_packages(path: Path) -> None:
    module = module_of(path)
    for name in imports(path):
        for tools, places in ONLY_IMPORTED_BY.items():
            if name.partition(".")[0] in tools.split():
                assert any(module == place or module.startswith(f"{place}.") for place in places), name


def test_what_the_package_imports_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = (x for extra in project["optional-dependencies"].values() for x in extra)
    declared = {_import_name(x) for x in (*project["dependencies"], *extras)}
    imported = {name.partition(".")[0] for path in FILES for name in imports(path)}
    assert imported - declared - set(sys.stdlib_module_names) - {"newsclean"} == set()


def _import_name(requirement: str) -> str:
    name = regex.split(r"[^\w-]", requirement, maxsplit=1)[0].lower()
    return IMPORT_NAMES.get(name, name.replace("-", "_"))


# --- one name, one thing; one question, one answer ------------------------------------------------


def test_no_two_files_and_no_two_classes_share_a_name() -> None:
    files = Counter(path.name for path in FILES if not path.name.startswith("__"))
    classes = Counter(
        node.name for path in FILES for node in ast.walk(tree_of(path)) if isinstance(node, ast.ClassDef)
    )
    assert [name for name, count in (files + classes).items() if count > 1] == []


def code_with(piece: str, path: Path, kind: type[ast.AST]) -> list[str]:
    """Return the code of all nodes of a kind in a file that have this piece in them."""
    if piece not in path.read_text(encoding="utf-8"):
        return []
    found = (ast.unparse(node) for node in ast.walk(tree_of(path)) if isinstance(node, kind))
    return [code for code in found if piece in code]


JUDGING = [path for path in FILES if module_of(path).partition(".")[0] in ("passes", "evidence")]


@pytest.mark.parametrize("path", JUDGING, ids=module_of)
def test_class_words_come_from_the_table(path: Path) -> None:
    """`is_called(container, "caption")` tells what an element is: no file has class words of its own."""
    assert not code_with("tokens.isdisjoint(", path, ast.Call) or module_of(path) == "evidence.class_words"


@pytest.mark.parametrize("path", JUDGING, ids=module_of)
def test_containers_are_climbed_by_chain(path: Path) -> None:
    assert code_with(".parent", path, ast.While) == []


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_the_page_is_asked_for_its_last_claim(path: Path) -> None:
    """`Page.claim`, `.claimed` and `.title_id` answer: nobody else looks through the claims."""
    if module_of(path) not in ("edits", "assemble"):
        assert "page.claims" not in code_with("page.claims", path, ast.Attribute)


# --- what each pass needs -----------------------------------------------------------------------

every_pass = pytest.mark.parametrize("each", DEFAULT_PASSES, ids=name_of)


def home(each: Pass) -> ModuleType:
    return sys.modules[each.__module__]


def test_every_pass_file_is_in_the_tuple() -> None:
    files = {path.stem for path in (PACKAGE / "passes").glob("*.py")} - {"__init__"}
    assert files == {name_of(each) for each in DEFAULT_PASSES}


@every_pass
def test_a_file_holds_one_pass(each: Pass) -> None:
    module = home(each)
    assert module.__name__ == f"newsclean.passes.{name_of(each)}"
    taking_a_page = [
        name
        for name, value in vars(module).items()
        if inspect.isfunction(value)
        and value.__module__ == module.__name__
        and not name.startswith("_")
        and list(inspect.signature(value).parameters) == ["page"]
    ]
    assert taking_a_page in ([], [name_of(each)])


@every_pass
def test_a_pass_says_what_it_does_and_shows_it(each: Pass) -> None:
    first, _, rest = (home(each).__doc__ or "").partition("\n")
    assert regex.fullmatch(r"\p{Lu}.+\.", first), "the first line must be a sentence"
    assert "Before:" in rest
    assert "After:" in rest


@every_pass
def test_a_pass_has_fixtures_that_open_with_a_look_alike(each: Pass) -> None:
    cases = pass_cases(FIXTURES / "passes" / f"{name_of(each)}.md")
    assert len(cases) >= 2
    assert not cases[0].trace.startswith("- "), "the first case must be a look-alike that stays"
    assert any(case.trace for case in cases)


def test_there_are_enough_pages() -> None:
    kinds = [fixture.page.suffix for fixture in all_pages()]
    assert len(kinds) >= 25
    assert {".html", ".txt", ".bin"} >= set(kinds) >= {".html", ".txt"}


# --- expressions --------------------------------------------------------------------------------

_WRONG_BEFORE_3_11_5 = {"POSSESSIVE_REPEAT", "ATOMIC_GROUP"}


def operations(parsed: object) -> Iterator[str]:
    """Yield the names of all operations in an expression parsed by `re`."""
    if isinstance(parsed, (list, tuple)) or hasattr(parsed, "data"):
        for part in getattr(parsed, "data", parsed):
            yield from operations(part)
    elif parsed is not None and hasattr(parsed, "name"):
        yield parsed.name


def test_operations_finds_possessive_repeats_and_atomic_groups() -> None:
    assert set(operations(_parser.parse(r"(?:a(b++)|(?>c))"))) >= _WRONG_BEFORE_3_11_5
    assert not _WRONG_BEFORE_3_11_5 & set(operations(_parser.parse(r"\++[++](a+)b*")))


def test_no_possessive_repeat_or_atomic_group_goes_through_re() -> None:
    sources = [each.compiled.pattern for each in expressions() if isinstance(each.compiled, re.Pattern)]
    assert len(sources) > 10
    for source in sources:
        assert not _WRONG_BEFORE_3_11_5 & set(operations(_parser.parse(source))), source


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_no_file_compiles_with_re_by_itself(path: Path) -> None:
    if module_of(path) == "text.patterns":
        return
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "re":
            assert node.attr in ("Match", "Pattern", "I", "escape"), (
                f"re.{node.attr}: use newsclean.text.patterns"
            )


# --- no site names ------------------------------------------------------------------------------

# www.paper.com    paper.co.uk; not schema.org, a vocabulary, nor invented .example names in docstrings
_HOST = regex.compile(r"\b(?!schema\.org)[a-z0-9-]+\.(?:com|org|net|info|news|co|[a-z]{2})\b(?!\()", regex.I)
_SERVICES = frozenset()  # services that every site links to


def strings(path: Path) -> Iterator[str]:
    """Yield the string constants of a file, except docstrings."""
    tree = tree_of(path)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.FunctionDef, ast.ClassDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


_KNOWING_NO_SITE = ("passes", "evidence", "readers")


@pytest.mark.parametrize(
    "path", [p for p in FILES if module_of(p).partition(".")[0] in _KNOWING_NO_SITE], ids=module_of
)
def test_no_pass_knows_a_site(path: Path) -> None:
    found = {host for text in strings(path) for host in _HOST.findall(text)}
    assert found - _SERVICES == set()


# --- no words of a language -----------------------------------------------------------------------

# Modifier letters (ー ʼ ـ) are marks, not letters of a word.
_LETTER = regex.compile(r"[\p{L}--\p{Lm}--[A-Za-z]]", regex.V1)
_WORDS_LIVE_IN_PHRASES = ("passes", "evidence", "readers")
_EXEMPT = {
    "evidence.damage": "tables of what bytes of one encoding look like in another",
    "readers.mojibake": "the same",
}


@pytest.mark.parametrize(
    "path", [p for p in FILES if module_of(p).partition(".")[0] in _WORDS_LIVE_IN_PHRASES], ids=module_of
)
def test_words_of_a_language_are_in_its_file(path: Path) -> None:
    found = {text for text in strings(path) if _LETTER.search(text)}
    assert not found or module_of(path) in _EXEMPT, found


def test_every_public_name_exists_and_is_imported_on_demand() -> None:
    import newsclean

    assert sorted(newsclean._HOMES) == sorted(newsclean.__all__)
    assert all(getattr(newsclean, name) is not None for name in newsclean.__all__)
    assert not hasattr(newsclean, "nobody")
    ours = "print(*(x for x in sys.modules if x.startswith('newsclean.')))"
    code = f"import sys, newsclean; {ours}; import newsclean.cli; {ours}"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    for_names, for_help = (line.split() for line in printed.splitlines())
    assert for_names == []
    assert {name.split(".")[1] for name in for_help} == {"cli", "commands", "complete_file", "default_limits"}
