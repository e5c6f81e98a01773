"""newsclean turns messy news pages into clean articles and explains every removal.

>>> from newsclean import clean
>>> clean("<h1>Bridge reopens</h1><p>The bridge over the Lenn reopened on Monday.</p>").title
'Bridge reopens'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .api import clean, explain
    from .article import Article, Comment, Dateline, Image
    from .batch import clean_many
    from .batch.learning import learn, learn_sites
    from .display import report, show
    from .edits import replay
    from .explanation import Explanation
    from .model import Block, Cell, Claim, Container, Drop, Edit, Page, Rewrite, Span, Step, Trace
    from .outcome import Failure, Outcome, RawPage
    from .passes import DEFAULT_PASSES
    from .pipeline import Pass, PassError
    from .profiles import Profile, Rules
    from .readers import NotAPage, read

__version__ = "0.1.0"

__all__ = [
    "DEFAULT_PASSES",
    "Article",
    "Block",
    "Cell",
    "Claim",
    "Comment",
    "Container",
    "Dateline",
    "Drop",
    "Edit",
    "Explanation",
    "Failure",
    "Image",
    "NotAPage",
    "Outcome",
    "Page",
    "Pass",
    "PassError",
    "Profile",
    "RawPage",
    "Rewrite",
    "Rules",
    "Span",
    "Step",
    "Trace",
    "clean",
    "clean_many",
    "explain",
    "learn",
    "learn_sites",
    "read",
    "replay",
    "report",
    "show",
]

# The module of each name, imported when the name is first used (PEP 562).
_HOMES = {
    name: home
    for home, names in {
        "api": "clean explain",
        "article": "Article Comment Dateline Image",
        "batch": "clean_many",
        "batch.learning": "learn learn_sites",
        "display": "report show",
        "edits": "replay",
        "explanation": "Explanation",
        "model": "Block Cell Claim Container Drop Edit Page Rewrite Span Step Trace",
        "outcome": "Failure Outcome RawPage",
        "passes": "DEFAULT_PASSES",
        "pipeline": "Pass PassError",
        "profiles": "Profile Rules",
        "readers": "NotAPage read",
    }.items()
    for name in names.split()
}


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name in _HOMES:
        found = getattr(import_module(f".{_HOMES[name]}", __name__), name)
        globals()[name] = found
        return found
    if name in _HOMES.values():
        return import_module(f".{name}", __name__)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*__all__, "__version__"})
