"""newsclean: a messy news page in, a clean Article out, and every removal explained.

>>> from newsclean import clean
>>> clean("<h1>Bridge reopens</h1><p>The bridge over the Lenn reopened on Monday.</p>").title
'Bridge reopens'
"""

from .api import clean, explain
from .batch import Failure, Outcome, RawPage, clean_many
from .display import report, show
from .edits import Claim, Drop, Edit, Rewrite, Step, Trace, replay
from .explanation import Explanation
from .model import Article, Block, Dateline, Image, Page
from .passes import DEFAULT_PASSES
from .pipeline import Pass, PassError
from .readers import NotAPage, read

__version__ = "0.1.0"

__all__ = [
    "DEFAULT_PASSES",
    "Article",
    "Block",
    "Claim",
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
    "RawPage",
    "Rewrite",
    "Step",
    "Trace",
    "clean",
    "clean_many",
    "explain",
    "read",
    "replay",
    "report",
    "show",
]
